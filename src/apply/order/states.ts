import type { Atom } from './atom.js';
import type { Cells } from './between.js';
import { CellSet } from './cell-set.js';
import type { Run } from './layout.js';
import { isOk, type Judgement, type Problem } from './problem.js';

/** A state on the way that was looked at. */
export interface Stop {
  /** How many atoms are made. */
  readonly made: number;
  readonly judgement: Judgement;
}

/** The states that prove some runs, in order. A run goes through its levels at once where places share nothing, so that these have one stop. */
export function stopsOf<T extends Atom>(problem: Problem<T>, runs: readonly Run[]): readonly Stop[] {
  const done = new Set<number>();
  return runs.map(({ levels }) => {
    const judgements = levels.map((level) => {
      for (const each of level) done.add(each);
      return problem.judge(done);
    });
    return { made: done.size, judgement: together(judgements) };
  });
}

function together(all: readonly Judgement[]): Judgement {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return {
    more: all.flatMap(({ more }) => more),
    lost: all.flatMap(({ lost }) => lost),
    missing: CellSet.of(...all.map(({ missing }) => missing)).list(),
    circle: all.some(({ circle }) => circle),
  };
}

export function areOk(stops: readonly Stop[]): boolean {
  return stops.every(({ judgement }) => isOk(judgement));
}

/** Cells by which stops are not sound, and all that is missing at them. */
export function troubleAt(stops: readonly Stop[]): { readonly bad: readonly Cells[]; readonly missing: readonly Cells[] } {
  const judgements = stops.map(({ judgement }) => judgement);
  return { bad: judgements.flatMap(badCells), missing: judgements.flatMap(({ missing }) => missing) };
}

export function badCells({ more, lost }: Judgement): readonly Cells[] {
  return [...more, ...lost.map(({ cells }) => cells)];
}
