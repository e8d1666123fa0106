import type { SiteKind } from '../model/site-kinds.js';

/** Kinds of things that have a row in the tables, and how the name of one begins there. */
export const rowKinds = [
  ['projects', 'project'],
  ['spaces', 'space'],
  ['channels', 'channel'],
] as const satisfies readonly (readonly [SiteKind, string])[];
