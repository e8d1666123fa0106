import type { FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import type { Api } from './http/endpoint.js';

/** One write to a site: what it changes, in facts. It is made whole, by as few calls as its API allows; docs/apply.md lists the kinds. */
export interface Write {
  /** Stable within a plan: `1`, `2`, … in the order they are made. */
  readonly id: string;
  readonly api: Api;
  /** Sorted; none where something is only called otherwise. */
  readonly changes: readonly FactChange[];
  /** References under the old and the new name: `role:Developer` → `role:Engineer`. */
  readonly rename?: { readonly from: string; readonly to: string };
}

/** How a site stands to a write, by a reading of just what it touches, made when it is asked. */
export interface Standing {
  /**
   * `before`: nothing of it is there. `after`: all of it is. `partly`: some of it is, and the rest is as before. `moved`: the site is neither
   * as it was nor as it is to be, so that somebody else has been there.
   */
  readonly type: 'before' | 'after' | 'partly' | 'moved';
  /** What is there now of all that the write touches, in the words of the policies. */
  readonly found: readonly Fact[];
}

/**
 * Where a site is written. It is made for `apply` alone: a `Source` has no such methods, so that what only reads cannot write.
 * Both methods reject with a `ReadError` or `WriteError`, or when told to stop.
 */
export interface Target {
  readonly apis: readonly Api[];
  /**
   * Asks the site anew; nothing is remembered. `later`: changes of later writes of the same apply to what this one touches, which may be made
   * already. What is as they leave it counts as what this one left.
   */
  readonly observe: (write: Write, signal: AbortSignal, later?: readonly FactChange[]) => Promise<Standing>;
  /**
   * Makes it, as far as it is not made: what stands already is not done again. It says nothing of whether it came to be: observe it again.
   * Things that it makes are known by their ids from then on.
   */
  readonly make: (write: Write, signal: AbortSignal) => Promise<void>;
}

/** Why a write was not made, or not known to be. */
export interface WriteFailure {
  /**
   * `refused`: the site said no, and will again. `not-made`: it did not get as far as being made, and may be tried again. `unknown`: no
   * answer, or one that tells nothing, so that it may have been made: it has to be looked at.
   */
  readonly kind: 'refused' | 'not-made' | 'unknown';
  /** A sentence, without secrets. */
  readonly message: string;
  /** What the site itself said, if it did. */
  readonly said?: string;
  readonly status?: number;
  readonly hint?: string;
}

export class WriteError extends Error {
  readonly failure: WriteFailure;

  constructor(failure: WriteFailure) {
    super(failure.message);
    this.name = 'WriteError';
    this.failure = failure;
  }
}
