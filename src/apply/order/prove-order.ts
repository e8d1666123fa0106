import { factKey, type Fact } from '../../diff/facts.js';
import type { Atom } from './atom.js';
import type { Cells } from './between.js';
import { CellSet } from './cell-set.js';
import { factWords, moreWords } from './obstacles.js';
import { isOk, Problem, type Judgement, type OrderInput } from './problem.js';
import type { Stop } from './states.js';
import { isThing, namedIn } from './things.js';

export type ProofOfOrder = SoundOrder | UnsoundOrder;

export interface SoundOrder {
  readonly type: 'sound';
  /** Every state on the way, in order. */
  readonly stops: readonly Stop[];
  readonly compiles: number;
}

/** The first state that may not be. */
export interface UnsoundOrder {
  readonly type: 'unsound';
  /** How many atoms are made then, the last one of these the one that leads there. */
  readonly made: number;
  readonly cells: readonly Cells[];
  readonly what: string;
}

/**
 * Compiles every state that an order of atoms goes through, and tells the first in which somebody has more than before or after,
 * administration is lost, or something is named that is not there. It knows nothing of how the order was found. `start`: what holds now, where
 * some of the atoms are made already and only the others are in the order.
 */
export function proveOrder<T extends Atom>(input: OrderInput<T>, order: readonly T[], start = input.before): ProofOfOrder {
  const problem = new Problem(input);
  const facts = new Map(start.map((fact) => [factKey(fact), fact]));
  const things = thingsIn(order);
  const stops: Stop[] = [];
  for (const [at, atom] of order.entries()) {
    make(facts, atom);
    const unnamed = [...facts.values()].map((fact) => missingName(fact, facts, things)).find((each) => each !== undefined);
    if (unnamed !== undefined) return { type: 'unsound', made: at + 1, cells: [], what: unnamed };
    const judgement = problem.judgeFacts([...facts.values()]);
    if (!isOk(judgement)) return unsound(at + 1, judgement);
    stops.push({ made: at + 1, judgement });
  }
  return { type: 'sound', stops, compiles: problem.compiles };
}

function make(facts: Map<string, Fact>, { changes, alsoGives = [] }: Atom): void {
  for (const fact of alsoGives) facts.set(factKey(fact), fact);
  for (const { before, after } of changes) {
    if (after !== undefined) facts.set(factKey(after), after);
    else if (before !== undefined) facts.delete(factKey(before));
  }
}

/** What is made or deleted on the way. */
function thingsIn(order: readonly Atom[]): ReadonlyMap<string, string> {
  const facts = order.flatMap(({ changes }) => changes.flatMap(({ before, after }) => after ?? before ?? []));
  return new Map(facts.filter(isThing).map((fact) => [fact.of, factKey(fact)]));
}

function missingName(fact: Fact, facts: ReadonlyMap<string, Fact>, things: ReadonlyMap<string, string>): string | undefined {
  const name = namedIn(fact).find((each) => things.has(each) && !facts.has(things.get(each) ?? ''));
  return name === undefined ? undefined : `${factWords(fact)} would name ${name}, which is not there then`;
}

function unsound(made: number, judgement: Judgement): UnsoundOrder {
  const { lost, circle } = judgement;
  const more = CellSet.of(judgement.more).list();
  const [first] = lost;
  const none = { onlyBefore: [], onlyAfter: [] };
  const what = circle ? 'groups would be within each other in a circle' : more.length > 0 ? moreWords(more, none) : (first?.what ?? '');
  return { type: 'unsound', made, cells: more.length > 0 ? more : lost.map(({ cells }) => cells), what };
}
