import type { FileHunks, Hunk } from '../../plan/hunks.js';
import type { Where, Witness } from '../../plan/plan.js';
import { sourceAddress } from '../source-address.js';
import type { PlanReport } from './report.js';

type Side = Witness['side'];

/** A hunk with the number that it is told by, counted from 1 through all files. */
export interface NumberedHunk extends Hunk {
  readonly number: number;
}

/** A changed file whose hunks are numbered. */
export interface NumberedFile extends Omit<FileHunks, 'hunks'> {
  readonly hunks: readonly NumberedHunk[];
}

export function numbered(files: readonly FileHunks[]): readonly NumberedFile[] {
  let number = 0;
  return files.map((file) => ({ ...file, hunks: file.hunks.map((hunk) => ({ ...hunk, number: ++number })) }));
}

/** Finds the hunk that a line is in, on the side that the line is written on. */
export function hunkFinder(files: readonly NumberedFile[]): (where: Where, side: Side) => number | undefined {
  const onHead = new Map(files.map((file) => [file.path, file]));
  const onBase = new Map(files.map((file) => [file.from ?? file.path, file]));
  return ({ file, line }, side) => {
    const hunks = (side === 'head' ? onHead : onBase).get(file)?.hunks ?? [];
    return hunks.find(({ oldStart, oldLines, newStart, newLines }) =>
      side === 'head' ? line >= newStart && line < newStart + newLines : line >= oldStart && line < oldStart + oldLines,
    )?.number;
  };
}

/**
 * The address of a line on the code platform. The address that was given shows the files of the head; a line of the base can only be linked
 * where the commit stands in the address and that of the base is known.
 */
export function addressOf({ plan: { base, head }, sourceUrl }: PlanReport, where: Where, side: Side): string | undefined {
  if (sourceUrl === undefined) return undefined;
  if (side === 'head') return sourceAddress(sourceUrl, where);
  if (head.commit === undefined || base.commit === undefined || !sourceUrl.includes(head.commit)) return undefined;
  return sourceAddress(sourceUrl.replaceAll(head.commit, base.commit), where);
}
