import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../load/source-file.js';
import { visible } from '../text/quote.js';
import { decode } from './decode.js';
import type { Document } from './document.js';
import { parseFast, slipOf } from './fast.js';

export interface Parsed {
  readonly documents: readonly Document[];
  readonly diagnostics: readonly Diagnostic[];
  /** The text, where it is not YAML: names may be declared in it that nobody can see. */
  readonly brokenText?: string;
}

/** Reads with the `yaml` package: slow to load and to run, but the last word on what a file says and on what is wrong with it. */
export type Authority = (path: string, text: string) => Parsed;

/**
 * Text to values. The fast parser takes the files that are written in the plain part of YAML, where two parsers cannot differ; all
 * others, and all that it refuses, go to the authority, which is only loaded for them. Never throws, whatever the bytes.
 */
export async function parseAll(files: readonly SourceFile[], loadAuthority: () => Promise<Authority>): Promise<readonly Parsed[]> {
  let authority: Authority | undefined;
  const parsed: Parsed[] = [];
  for (const file of files) {
    const decoded = decode(file);
    if (decoded.text === undefined) {
      parsed.push({ documents: [], diagnostics: decoded.diagnostics, brokenText: decoded.legible });
      continue;
    }
    const values = parseFast(decoded.text);
    if (values !== undefined)
      parsed.push({ documents: values.map((value, index) => ({ file: file.path, index, value })), diagnostics: [] });
    else parsed.push(slipInLargeFile(file.path, decoded.text) ?? (authority ??= await loadAuthority())(file.path, decoded.text));
  }
  return parsed;
}

/** From this length on the authority could take many seconds to say what is wrong with a text that is no YAML at all. */
const large = 128 * 1024;

/** A large file that the fast parser stumbles over is told by that parser: less well worded, but at once. */
function slipInLargeFile(file: string, text: string): Parsed | undefined {
  const slip = text.length < large ? undefined : slipOf(text);
  if (slip === undefined) return undefined;
  const at = { file, document: 0, path: [], offset: slip.offset };
  const message = `The file cannot be read as YAML from here on: ${visible(slip.reason)}.`;
  return { documents: [], diagnostics: [{ code: 'yaml-syntax', severity: 'error', message, at }], brokenText: text };
}
