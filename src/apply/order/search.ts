import type { Atom } from './atom.js';
import { CellSet } from './cell-set.js';
import { isOk, type Judgement, type Problem } from './problem.js';

/** Some atoms in an order of which the fewest cells are missing on the way, and of those the one in which they are for the fewest steps. */
export interface Found {
  readonly type: 'found';
  readonly path: readonly number[];
}

/** No order of them all is sound. */
export interface NoneFound {
  readonly type: 'none';
  /** As far as one can get: what is made then, and how each further one would be. */
  readonly path: readonly number[];
  readonly next: readonly { readonly number: number; readonly judgement: Judgement }[];
}

/** A way to a state. */
interface Label {
  readonly made: number;
  readonly path: readonly number[];
  /** Everything that was missing on the way. */
  readonly missing: CellSet;
  /** How much was missing, step by step. */
  readonly steps: number;
}

/**
 * Looks through all orders of a few atoms, those with the least missing first, and judges only the states that these come to. `done`: what
 * is made already. Every order is looked at, or is no better than one that is.
 */
export function searchOrder<T extends Atom>(problem: Problem<T>, done: readonly number[], atoms: readonly number[]): Found | NoneFound {
  const all = 2 ** atoms.length - 1;
  const waiting = new Waiting();
  const reached = new Map<number, Label[]>();
  waiting.add({ made: 0, path: [], missing: new CellSet(), steps: 0 });
  let furthest: Label | undefined;
  for (let label = waiting.next(); label !== undefined; label = waiting.next()) {
    const others = reached.get(label.made) ?? [];
    if (others.some((other) => isNoWorse(other, label))) continue;
    reached.set(label.made, [...others, label]);
    if (label.made === all) return { type: 'found', path: label.path };
    if (furthest === undefined || label.path.length > furthest.path.length) furthest = label;
    for (const { number, judgement, bit } of nextOf(problem, done, atoms, label))
      if (isOk(judgement)) waiting.add(after(label, number, bit, judgement));
  }
  const path = furthest?.path ?? [];
  return { type: 'none', path, next: furthest === undefined ? [] : nextOf(problem, done, atoms, furthest) };
}

function nextOf<T extends Atom>(
  problem: Problem<T>,
  done: readonly number[],
  atoms: readonly number[],
  { made, path }: Label,
): readonly { readonly number: number; readonly judgement: Judgement; readonly bit: number }[] {
  const before = new Set([...done, ...path]);
  return atoms.flatMap((number, bit) => {
    const isMade = Math.floor(made / 2 ** bit) % 2 === 1;
    if (isMade || !(problem.earlier[number] ?? []).every((each) => before.has(each))) return [];
    return { number, bit, judgement: problem.judge([...before, number]) };
  });
}

function after(label: Label, number: number, bit: number, { missing }: Judgement): Label {
  const lost = CellSet.of(missing);
  return {
    made: label.made + 2 ** bit,
    path: [...label.path, number],
    missing: lost.isWithin(label.missing) ? label.missing : label.missing.union(lost),
    steps: label.steps + lost.size,
  };
}

/** Whatever follows, the first is as good. */
function isNoWorse(a: Label, b: Label): boolean {
  return a.steps <= b.steps && a.missing.isWithin(b.missing);
}

/** Sorted: the best is last. */
class Waiting {
  private readonly labels: Label[] = [];

  add(label: Label): void {
    let [low, high] = [0, this.labels.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.labels[middle];
      if (other !== undefined && compareLabels(other, label) > 0) low = middle + 1;
      else high = middle;
    }
    this.labels.splice(low, 0, label);
  }

  next(): Label | undefined {
    return this.labels.pop();
  }
}

function compareLabels(a: Label, b: Label): number {
  return a.missing.size - b.missing.size || a.steps - b.steps || comparePaths(a.path, b.path);
}

/** Of equally good ones the one nearest to the best order. */
function comparePaths(a: readonly number[], b: readonly number[]): number {
  for (const [at, number] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (other !== number) return number - other;
  }
  return a.length - b.length;
}
