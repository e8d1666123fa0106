import type { Atom } from './atom.js';
import { atomsBehind } from './conflict.js';
import { inTurn, Layout, type Run } from './layout.js';
import { isOk, type Judgement, type Problem } from './problem.js';
import type { Relevance } from './relevance.js';
import { badCells } from './states.js';

/** Where it does not go on: what is made, and what would come next but is not sound. */
export interface Stuck {
  readonly done: readonly number[];
  readonly next: readonly number[];
  readonly judgement: Judgement;
  /** What would have to be taken away before, and is not sound either. */
  readonly removals?: { readonly atoms: readonly number[]; readonly judgement: Judgement };
}

/**
 * Orders many atoms, batch by batch: what gives, then what changes both ways; of a batch that is not sound the part that is goes first, and
 * for the rest just enough is taken away beforehand. It looks at few states, and may miss an order that there is.
 */
export function orderStepByStep<T extends Atom>(problem: Problem<T>, relevance: Relevance): Layout<T> | Stuck {
  return new Steps(problem, relevance).run();
}

class Steps<T extends Atom> {
  private readonly problem: Problem<T>;
  private readonly relevance: Relevance;
  private readonly layout: Layout<T>;
  private removals: Stuck['removals'];

  constructor(problem: Problem<T>, relevance: Relevance) {
    this.problem = problem;
    this.relevance = relevance;
    this.layout = new Layout(problem);
  }

  run(): Layout<T> | Stuck {
    const { layout } = this;
    while (layout.done.size < this.problem.placed.length) {
      this.removals = undefined;
      const batches = this.batches();
      if (batches.some((batch) => this.make(batch))) continue;
      const [first] = batches;
      if (first !== undefined) return this.stuckAt(first.atoms);
      const last = layout.ready('less');
      if (last.length === 0 || !this.problem.isOk([...layout.done, ...last])) return this.stuckAt(last);
      layout.addAll(last);
    }
    return layout;
  }

  /** What may come next, the best first. */
  private batches(): readonly Run[] {
    const { layout } = this;
    const more = layout.ready('more');
    const { atoms, levels } = layout.readyRooms();
    const [first = []] = levels;
    const isWhole = levels.length < 2;
    return [
      { atoms: more, levels: [more] },
      isWhole ? { atoms, levels } : { atoms: first, levels: [first] },
      // Where the first of a place cannot be made, another one of it may.
      ...levels.slice(1).map((level) => this.alone(level)),
      ...layout.singles().map((number) => ({ atoms: [number], levels: [[number]] })),
    ].filter((run) => run.atoms.length > 0);
  }

  private alone(level: readonly number[]): Run {
    const ready = level.filter((number) => this.layout.isReady(number, []));
    return { atoms: ready, levels: [ready] };
  }

  /** Makes a batch, or what of it can be made; false if nothing can. */
  private make(batch: Run): boolean {
    const { layout, problem } = this;
    const judgement = problem.judge([...layout.done, ...batch.atoms]);
    if (isOk(judgement)) {
      layout.add(batch);
      return true;
    }
    if (judgement.circle) return false;
    const free = this.without(batch.atoms, this.behind(judgement));
    if (free.length > 0 && problem.isOk([...layout.done, ...free])) {
      layout.addAll(free);
      return true;
    }
    return this.makeAfterRemovals(batch.atoms);
  }

  /** Those that neither are among some atoms nor wait for one of them. */
  private without(batch: readonly number[], some: ReadonlySet<number>): readonly number[] {
    const kept = batch.filter((number) => !some.has(number));
    return inTurn(kept, this.problem.earlier, this.layout.done);
  }

  private behind(judgement: Judgement): ReadonlySet<number> {
    return new Set(atomsBehind(this.relevance, badCells(judgement)).flat());
  }

  /** Takes away what stands in the way, cell by cell, and gives up on what nothing helps. */
  private makeAfterRemovals(batch: readonly number[]): boolean {
    const { layout, problem } = this;
    const removals = new Set<number>();
    let wanted = batch;
    while (wanted.length > 0) {
      const judgement = problem.judge([...layout.done, ...removals, ...wanted]);
      if (isOk(judgement)) return this.commit(removals, wanted);
      const ties = atomsBehind(this.relevance, badCells(judgement));
      const helpful = ties.map((tie) => tie.filter((number) => this.canGo(number, removals)));
      const hopeless = new Set(ties.flatMap((tie, at) => ((helpful[at] ?? []).length === 0 ? tie : [])));
      const kept = this.without(wanted, hopeless);
      // What ties no atom of the batch cannot be helped by leaving some of it out.
      if (judgement.circle || (hopeless.size > 0 && kept.length === wanted.length)) return false;
      wanted = kept;
      if (hopeless.size === 0) for (const number of chosen(helpful)) for (const each of this.withEarlier(number) ?? []) removals.add(each);
    }
    return false;
  }

  /** What only takes away and is not made yet, if all that has to be made before it does that too. */
  private canGo(number: number, removals: ReadonlySet<number>): boolean {
    return !removals.has(number) && this.withEarlier(number) !== undefined;
  }

  /** A removal with all that has to be made before it; undefined where some of this is no removal. */
  private withEarlier(number: number): readonly number[] | undefined {
    const { placed, earlier } = this.problem;
    const found = new Set([number]);
    for (const each of found) {
      if (placed[each]?.direction !== 'less' || this.layout.done.has(each)) return undefined;
      for (const before of earlier[each] ?? []) if (!this.layout.done.has(before)) found.add(before);
    }
    return [...found];
  }

  private commit(removals: ReadonlySet<number>, wanted: readonly number[]): boolean {
    const { layout, problem } = this;
    const needed = this.spared([...removals], wanted);
    const before = inTurn(
      [...needed].sort((a, b) => a - b),
      problem.earlier,
      layout.done,
    );
    const judgement = problem.judge([...layout.done, ...before]);
    if (!isOk(judgement)) {
      this.removals ??= { atoms: before, judgement };
      return false;
    }
    layout.addAll(before);
    layout.addAll(wanted);
    return true;
  }

  /** Without those that were taken in vain; only where they are few. */
  private spared(removals: readonly number[], wanted: readonly number[]): readonly number[] {
    if (removals.length > fewRemovals) return removals;
    let needed = removals;
    for (const number of removals) {
      const others = needed.filter((each) => each !== number);
      const isNeeded = others.some((each) => this.problem.earlier[each]?.includes(number));
      if (!isNeeded && this.problem.isOk([...this.layout.done, ...others, ...wanted])) needed = others;
    }
    return needed;
  }

  private stuckAt(next: readonly number[]): Stuck {
    const done = [...this.layout.done];
    const { removals } = this;
    return { done, next, judgement: this.problem.judge([...done, ...next]), ...(removals === undefined ? {} : { removals }) };
  }
}

/** So many removals are each asked for whether it is needed; every one is a site to compile. */
const fewRemovals = 16;

/** One of each list: where there is but one, that one; else one that is chosen anyway, or the first. */
function chosen(lists: readonly (readonly number[])[]): ReadonlySet<number> {
  const found = new Set(lists.flatMap((list) => (list.length === 1 ? list : [])));
  for (const list of lists) if (!list.some((number) => found.has(number))) for (const number of list.slice(0, 1)) found.add(number);
  return found;
}
