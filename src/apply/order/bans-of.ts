import type { Atom } from './atom.js';
import type { Ban } from './bans.js';
import type { Cells } from './between.js';
import { CellSet } from './cell-set.js';
import type { Direction } from './direction.js';
import type { Judgement, Problem } from './problem.js';
import type { Relevance } from './relevance.js';

/** A ban with what it is for. */
export interface Reason {
  readonly ban: Ban;
  /** Whether another state may not be for the same reason. */
  readonly isIn: (judgement: Judgement) => boolean;
}

/** So many cells that a state gives beyond both ends are looked at, each for the atoms behind it. */
const mostCells = 300;

/**
 * What a state that may not be tells of others. A cell is the same wherever the atoms are that it depends on; and what is too much stays so
 * if more is given or less is taken away, what is lost if less is given or more is taken away.
 */
export function reasonsOf<T extends Atom>(
  problem: Problem<T>,
  relevance: Relevance,
  done: ReadonlySet<number>,
  { more, lost, circle }: Judgement,
): readonly Reason[] {
  const ban = (atoms: readonly number[], innocent: Direction, helpless: Direction): Ban => ({
    made: atoms.filter((number) => done.has(number) && problem.placed[number]?.direction !== innocent),
    unmade: atoms.filter((number) => !done.has(number) && problem.placed[number]?.direction !== helpless),
  });
  return [
    ...(circle ? [{ ban: ban(withInclusions(problem), 'less', 'more'), isIn: (other: Judgement) => other.circle }] : []),
    ...singleCells(more).map(({ resource, permission, subject }) => ({
      ban: ban(relevance.of(subject, resource, [permission]), 'less', 'more'),
      isIn: (other: Judgement) =>
        other.more.some(
          (cells) => cells.resource === resource && cells.permissions.includes(permission) && cells.subjects.includes(subject),
        ),
    })),
    ...lost.map(({ type, cells: { resource, permissions, subjects } }) => ({
      ban: ban([...new Set(subjects.flatMap((subject) => relevance.of(subject, resource, permissions)))], 'more', 'less'),
      isIn: (other: Judgement) => other.lost.some((each) => each.type === type && each.cells.resource === resource),
    })),
  ];
}

function singleCells(
  cells: readonly Cells[],
): readonly { readonly resource: string; readonly permission: string; readonly subject: string }[] {
  const found: { resource: string; permission: string; subject: string }[] = [];
  for (const { resource, permissions, subjects } of CellSet.of(cells).list())
    for (const subject of subjects)
      for (const permission of permissions) {
        if (found.length === mostCells) return found;
        found.push({ resource, permission, subject });
      }
  return found;
}

function withInclusions<T extends Atom>({ placed }: Problem<T>): readonly number[] {
  return [...placed.keys()].filter((number) => {
    const { changes = [], alsoGives = [] } = placed[number]?.atom ?? {};
    return [...changes.flatMap(({ before, after }) => after ?? before ?? []), ...alsoGives].some(({ type }) => type === 'inclusion');
  });
}

/**
 * A ban that says more: without what the state would not be otherwise for, if it was not made or, of what is not made, if it was. Each try is
 * a state that is judged. What changes both ways stays in it.
 */
export function sharpened<T extends Atom>(problem: Problem<T>, done: ReadonlySet<number>, { ban, isIn }: Reason): Ban {
  const isMixed = (number: number): boolean => problem.placed[number]?.direction === 'mixed';
  const [made, unmade] = [new Set(ban.made), new Set(ban.unmade)];
  const isEnough = (kept: readonly number[]): boolean => {
    const state = new Set(done);
    const some = new Set(kept);
    for (const number of made) if (!some.has(number)) state.delete(number);
    for (const number of unmade) if (!some.has(number)) state.add(number);
    return isIn(problem.judge(state));
  };
  const all = [...made, ...unmade];
  const mixed = all.filter(isMixed);
  const pure = all.filter((number) => !isMixed(number));
  const kept = new Set([...mixed, ...fewest(mixed, pure, isEnough)]);
  return { made: ban.made.filter((number) => kept.has(number)), unmade: ban.unmade.filter((number) => kept.has(number)) };
}

/** Of some that are enough together with others: such that none of them can be left out. It halves, so that it asks seldom if they are few. */
function fewest(others: readonly number[], some: readonly number[], isEnough: (kept: readonly number[]) => boolean): readonly number[] {
  if (some.length === 0 || isEnough(others)) return [];
  if (some.length === 1) return some;
  const half = some.length >>> 1;
  const [first, second] = [some.slice(0, half), some.slice(half)];
  const ofSecond = fewest([...others, ...first], second, isEnough);
  const ofFirst = fewest([...others, ...ofSecond], first, isEnough);
  return [...ofFirst, ...ofSecond];
}
