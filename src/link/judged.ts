import type { Path, Place } from '../diagnostics/place.js';
import type { Document } from '../parse/document.js';
import type { RawDocument } from '../validate/raw.js';

/** A document that was judged: `raw` is missing where its form is wrong. */
export interface Judged {
  readonly document: Document;
  readonly raw?: RawDocument;
  /** Of a document with errors, what is well-formed: its names are looked up, and it becomes part of no site. */
  readonly sound?: { readonly raw: RawDocument; readonly standIns: readonly Path[] };
}

const whole: Path = [];

export const placeOf = ({ document }: Judged): Place => ({ file: document.file, document: document.index, path: whole });
