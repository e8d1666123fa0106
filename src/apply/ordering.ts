import type { ChangeClass } from '../plan/plan.js';
import type { Piece } from './atoms.js';
import type { OrderInput as InputOf } from './order/problem.js';

/** What is to be put into an order that is safe at every step. */
export type OrderInput = InputOf<Piece>;

/** Cells that are gone for a while, from after one piece to after another, by their ids. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly classes: readonly ChangeClass[];
}

export type Ordering =
  | { readonly type: 'ordered'; readonly pieces: readonly Piece[]; readonly gaps: readonly Gap[] }
  /** There is none, or none was found; the pieces in an order that can be read. */
  | { readonly type: 'none'; readonly pieces: readonly Piece[]; readonly reasons: readonly string[] };

export type PutInOrder = (input: OrderInput) => Ordering;
