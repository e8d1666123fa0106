import type { Fact } from '../diff/facts.js';
import type { About, Person } from '../model/site.js';
import type { ChangeClass } from '../plan/plan.js';
import type { Piece } from './atoms.js';

/** What is to be put into an order that is safe at every step. */
export interface OrderInput {
  readonly before: readonly Fact[];
  /** What the pieces lead to. */
  readonly after: readonly Fact[];
  readonly atoms: readonly Piece[];
  readonly about: About;
  readonly people: ReadonlyMap<string, Person>;
  readonly asOf: string;
  /** The name of the person whose rights the writes are made with. */
  readonly caller?: string;
}

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
