import type { Fact } from '../../diff/facts.js';
import type { Atom } from './atom.js';
import type { Cells } from './between.js';
import type { MissingBetween } from './interims.js';

export type Order<T extends Atom> = Ordered<T> | NoOrder<T>;

/** An order in which nobody has at any moment more than before or after, and no administration is lost. */
export interface Ordered<T extends Atom> {
  readonly type: 'ordered';
  readonly atoms: readonly T[];
  /** Who keeps access and is without it for a while. */
  readonly interims: readonly MissingBetween[];
  readonly proof: OrderProof;
}

export interface OrderProof {
  /**
   * `each`: every state on the way was compiled. `ends`: those at the ends of runs were, between which states can only be less, or more, or
   * differ in places that share nothing.
   */
  readonly by: 'each' | 'ends';
  /** How many states lie on the way, the last one included. */
  readonly states: number;
  /** How many sites were compiled to find and to prove it. */
  readonly compiles: number;
  /** No other order has fewer cells missing on the way; false: it may be that one has, for not all were looked at. */
  readonly least: boolean;
}

export interface NoOrder<T extends Atom> {
  readonly type: 'none';
  /** There is none. False: none was found, and not all orders were looked at. */
  readonly certain: boolean;
  /** What can be made before it goes no further. */
  readonly made: readonly T[];
  /** What cannot come next, each with why not. */
  readonly obstacles: readonly Obstacle<T>[];
  /** The first few of them in sentences, and how many there are besides. */
  readonly why: string;
}

/** Why some atoms cannot be made at a moment. */
export interface Obstacle<T extends Atom> {
  /** One, or a few that were tried together. */
  readonly atoms: readonly T[];
  /**
   * `more`: somebody would have what they have neither before nor after. `administrators`, `caller`: administration would be lost that both
   * sides have. `circle`: groups would be within each other. `existence`: each names something that another is to make, or to delete.
   * `stray`: together they do not lead from before to after.
   */
  readonly type: 'more' | 'administrators' | 'caller' | 'circle' | 'existence' | 'stray';
  readonly cells: readonly Cells[];
  /** What gives the first of the cells, of what holds on one side only; of stray ones what differs. */
  readonly ways: { readonly onlyBefore: readonly Fact[]; readonly onlyAfter: readonly Fact[] };
  /** A sentence. */
  readonly what: string;
}
