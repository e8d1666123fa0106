import type { ChangedFile } from './plan.js';

/** What a change does to the text of one policy file. */
export interface FileHunks extends ChangedFile {
  /** Its path before, where it was moved. */
  readonly from?: string;
  /** In order; empty where only the path changes. */
  readonly hunks: readonly Hunk[];
  /** The two texts have so little in common that no hunks were looked for. */
  readonly rewritten?: true;
}

/** A run of changed lines with the lines around it; line numbers count from 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each begins with ` ` (kept), `-` (gone) or `+` (new). */
  readonly lines: readonly string[];
}
