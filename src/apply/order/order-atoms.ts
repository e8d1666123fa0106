import { count } from '../../text/plural.js';
import type { Atom } from './atom.js';
import { CellSet } from './cell-set.js';
import { atomsBehind, conflictOf, partsOf } from './conflict.js';
import { interimsOf } from './interims.js';
import { Layout, type Run } from './layout.js';
import { learnOrder } from './learn-order.js';
import { factWords, obstaclesAt } from './obstacles.js';
import type { NoOrder, Obstacle, Order } from './order.js';
import { isOk, Problem, strayFacts, type OrderInput } from './problem.js';
import { proveOrder } from './prove-order.js';
import { Relevance } from './relevance.js';
import { searchOrder, type NoneFound } from './search.js';
import { areOk, badCells, stopsOf, troubleAt, type Stop } from './states.js';
import { orderStepByStep, type Stuck } from './step-by-step.js';

/** Of so many atoms that get in each other's way all orders are looked through, … */
export const mostSearched = 8;

/** … as long as there are not more facts than this in all states that these may come to: each has all facts of the site. */
export const mostFactsSearched = 3_000_000;

/** Of more atoms so many states are looked at before it is given up, … */
export const mostStatesLearned = 1000;

/** … and fewer where all of them together would have more facts than this. */
export const mostFactsLearned = 1_000_000;

/** Up to so many facts, taken over all states on the way, an order is proven once more by compiling every state. */
export const mostFactsProven = 1_000_000;

/**
 * Finds an order of atoms in which nobody has at any moment more than before or after, no administration is lost that both sides have, things
 * are there when they are named, and access is taken away as late as possible; or says why there is none. `mostLearned`: so many states are
 * looked at where they are many.
 */
export function orderAtoms<T extends Atom>(input: OrderInput<T>, mostLearned = mostStatesLearned): Order<T> {
  const problem = new Problem(input);
  return new Ordering(problem, mostLearned).run();
}

interface Way {
  readonly runs: readonly Run[];
  readonly stops: readonly Stop[];
  readonly least: boolean;
}

/** How many cells are missing on a way. */
function missingOn({ stops }: Way): number {
  return CellSet.of(troubleAt(stops).missing).size;
}

class Ordering<T extends Atom> {
  private readonly problem: Problem<T>;
  private readonly mostLearned: number;
  private relevanceOf: Relevance | undefined;

  constructor(problem: Problem<T>, mostLearned: number) {
    [this.problem, this.mostLearned] = [problem, mostLearned];
  }

  run(): Order<T> {
    const stray = this.strayOrStuck();
    if (stray !== undefined) return stray;
    const way = this.way();
    return 'type' in way ? way : this.proven(way);
  }

  private get relevance(): Relevance {
    const { before, after } = this.problem.input;
    return (this.relevanceOf ??= new Relevance(
      before,
      after,
      this.problem.placed.map(({ atom }) => atom),
    ));
  }

  /** Atoms that do not lead where they should, or wait for each other. */
  private strayOrStuck(): NoOrder<T> | undefined {
    const { problem } = this;
    const layout = this.laidOut([], () => true);
    const stray = strayFacts(problem);
    const atoms = layout.left().map((number) => problem.atom(number));
    const ways = { onlyBefore: [], onlyAfter: [] };
    if (stray.length > 0) {
      const what = `the writes do not lead to what is wanted: ${stray.map(factWords).join('; ')}`;
      return none([], [{ atoms: [], type: 'stray', cells: [], ways: { ...ways, onlyAfter: stray }, what }], true);
    }
    if (atoms.length === 0) return undefined;
    const what = 'each of these names something that another of them makes or deletes';
    return none([], [{ atoms, type: 'existence', cells: [], ways, what }], true);
  }

  private way(): Way | NoOrder<T> {
    const direct = this.judged(this.laidOut([], () => true).runs, false);
    const { bad, missing } = troubleAt(direct.stops);
    const isSound = areOk(direct.stops);
    if (isSound && missing.length === 0) return direct;
    const { length } = this.problem.placed;
    const all = Array.from({ length }, (_, number) => number);
    if (this.canSearch(length)) return this.searched(all, true);
    const found = this.withConflict(isSound ? missing : bad) ?? this.stepByStep();
    if (isSound) return 'runs' in found && missingOn(found) < missingOn(direct) ? found : direct;
    return 'next' in found ? this.learned(found) : found;
  }

  /**
   * Looks through the orders of the atoms that get in each other's way; the others go before and after them. Undefined where these are many,
   * or more is in the way.
   */
  private withConflict(first: Parameters<typeof conflictOf>[2]): Way | NoOrder<T> | undefined {
    const { problem, relevance } = this;
    const isPure = problem.placed.every(({ direction }) => direction !== 'mixed');
    let cells = first;
    for (let turn = 0; turn < 4; turn++) {
      if (cells.reduce((sum, { subjects }) => sum + subjects.length, 0) > mostCells) return undefined;
      const conflict = conflictOf(problem, relevance, cells);
      const parts = partsOf(conflict, atomsBehind(relevance, cells));
      const states = parts.reduce((sum, { length }) => sum + 2 ** length, 0);
      if (!parts.every(({ length }) => length <= mostSearched) || states * problem.input.before.length > mostFactsSearched)
        return undefined;
      const found = this.searchedParts(conflict, parts, isPure && parts.length === 1);
      if ('type' in found) return found.certain ? found : undefined;
      if (areOk(found.stops)) return found;
      cells = [...cells, ...troubleAt(found.stops).bad];
    }
    return undefined;
  }

  private canSearch(atoms: number): boolean {
    return atoms <= mostSearched && 2 ** atoms * this.problem.input.before.length <= mostFactsSearched;
  }

  private searched(atoms: readonly number[], isAll: boolean): Way | NoOrder<T> {
    return this.searchedParts(atoms, [atoms], isAll);
  }

  private searchedParts(conflict: readonly number[], parts: readonly (readonly number[])[], isAll: boolean): Way | NoOrder<T> {
    const set = new Set(conflict);
    const layout = new Layout(this.problem);
    layout.addAll(layout.ready('more', (number) => !set.has(number)));
    for (const part of parts) {
      const found = searchOrder(this.problem, [...layout.done], part);
      if (found.type === 'none') return this.noneOf([...layout.done], found, isAll);
      for (const number of found.path) layout.addOne(number);
    }
    layout.addRest();
    return this.judged(layout.runs, isAll);
  }

  private stepByStep(): Way | Stuck {
    const found = orderStepByStep(this.problem, this.relevance);
    return found instanceof Layout ? this.judged(found.runs, false) : found;
  }

  /** Where step by step does not go on. */
  private learned(stuck: Stuck): Way | NoOrder<T> {
    const { problem, relevance } = this;
    const most = Math.min(this.mostLearned, Math.ceil(mostFactsLearned / problem.input.before.length));
    const found = learnOrder(problem, relevance, most);
    if (found.type === 'given-up') return this.givenUp(stuck, found.looked);
    if (found.type === 'none') return this.noneOf([], found, true);
    const layout = new Layout(problem);
    for (const run of found.runs) layout.addAll(run);
    return this.judged(layout.runs, false);
  }

  private givenUp({ done, next, judgement, removals }: Stuck, looked: number): NoOrder<T> {
    const { problem, relevance } = this;
    const guilty = new Set(atomsBehind(relevance, badCells(judgement)).flat());
    const atoms = next.filter((number) => guilty.has(number));
    const obstacles = [
      ...obstaclesAt(problem, relevance, done, atoms.length === 0 ? next : atoms, judgement),
      ...(removals === undefined ? [] : obstaclesAt(problem, relevance, done, removals.atoms, removals.judgement)),
    ];
    return none(this.atoms(done), obstacles, false, looked);
  }

  private noneOf(done: readonly number[], { path, next }: NoneFound, certain: boolean): NoOrder<T> {
    const { problem, relevance } = this;
    const made = [...done, ...path];
    const obstacles = next.flatMap(({ number, judgement }) =>
      isOk(judgement) ? [] : obstaclesAt(problem, relevance, made, [number], judgement),
    );
    return none(this.atoms(made), obstacles, certain);
  }

  private laidOut(path: readonly number[], mayBeFirst: (number: number) => boolean): Layout<T> {
    const layout = new Layout(this.problem);
    layout.addAll(layout.ready('more', mayBeFirst));
    for (const number of path) layout.addOne(number);
    layout.addRest();
    return layout;
  }

  /** Nothing is less than nothing missing. */
  private judged(runs: readonly Run[], least: boolean): Way {
    const stops = stopsOf(this.problem, runs);
    return { runs, stops, least: least || troubleAt(stops).missing.length === 0 };
  }

  /** The order, proven once more state by state where that is not too much. */
  private proven({ runs, stops, least }: Way): Order<T> {
    const { problem } = this;
    const atoms = this.atoms(runs.flatMap(({ atoms }) => atoms));
    const states = atoms.length;
    const isSmall = states * problem.input.before.length <= mostFactsProven;
    if (!isSmall && !areOk(stops)) throw new Error('An order was found that is not sound.');
    if (!isSmall)
      return {
        type: 'ordered',
        atoms,
        interims: interimsOf(atoms, stops),
        proof: { by: 'ends', states, compiles: problem.compiles, least },
      };
    const proof = proveOrder(problem.input, atoms);
    if (proof.type === 'unsound') throw new Error(`An order was found that is not sound: ${proof.what}.`);
    const compiles = problem.compiles + proof.compiles;
    return { type: 'ordered', atoms, interims: interimsOf(atoms, proof.stops), proof: { by: 'each', states, compiles, least } };
  }

  private atoms(numbers: readonly number[]): readonly T[] {
    return numbers.map((number) => this.problem.atom(number));
  }
}

/** Of so many pairs of a subject and a place the atoms are looked up that these depend on, for a search. */
const mostCells = 100_000;

/** So many obstacles are told in sentences; the others are counted, and stand in the list. */
const mostTold = 5;

function none<T extends Atom>(made: readonly T[], obstacles: readonly Obstacle<T>[], certain: boolean, looked = 0): NoOrder<T> {
  const states = `${count(looked, 'state')} of the site ${looked === 1 ? 'was' : 'were'} looked at`;
  const head = certain
    ? 'No order of the writes is safe'
    : `No order of the writes was found that is safe, though there may be one (${states})`;
  const told = obstacles.slice(0, mostTold).map(({ what }) => what);
  const others = obstacles.length - told.length;
  const rest = others === 0 ? '' : ` There ${others === 1 ? 'is' : 'are'} ${count(others, 'more reason')} of the kind.`;
  return { type: 'none', certain, made, obstacles, why: `${head}: ${told.join('. Or else ')}.${rest}` };
}
