import type { Place } from '../../diagnostics/place.js';

/** What a live site does not tell about itself, and policies do. */
export interface Frame {
  /** Of the site, as policies write it. */
  readonly url: string;
  /** Where it was read, if a server stands for it. */
  readonly readAt?: string | undefined;
  readonly internalDomains: readonly string[];
  /** The day of the reading, `YYYY-MM-DD`. */
  readonly on: string;
}

/** Where a fact of a live site stands: in no file, but under the name of the site. */
export function placeAt({ url }: Frame, ...path: readonly (string | number)[]): Place {
  return { file: `live:${new URL(url).host}`, document: 0, path };
}
