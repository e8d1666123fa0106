import type { FileHunks } from '../plan/hunks.js';
import type { Plan } from '../plan/plan.js';
import type { LineTree } from './line-tree.js';
import type { PackedSite, SiteDifference } from './site-pack.js';

/** By file, the lines of each of its documents, by their number. */
export type FileLines = Readonly<Record<string, Readonly<Record<string, LineTree>>>>;

/** Everything a report knows. The page works the rest out: what anybody can do anywhere, and through what. */
export interface ReportData {
  /** `state`: what is, with no change to it; the plan then compares the state with itself. */
  readonly kind: 'change' | 'state';
  readonly plan: Plan;
  readonly site: PackedSite;
  readonly lines: FileLines;
  /** Of the side before: what it has instead, and the lines of files that differ. Missing where it does not compile. */
  readonly before?: { readonly site: SiteDifference; readonly lines: FileLines };
  /** What the change does to the text of each file. */
  readonly files: readonly FileHunks[];
  /** Where the files of the head stand on the code platform: a path and a line go behind it. */
  readonly sourceUrl?: string;
}
