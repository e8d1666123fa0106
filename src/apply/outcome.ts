import type { Fact } from '../diff/facts.js';
import type { Api } from '../providers/provider.js';

/** Why a write is not on the site, or not known to be; without secrets. */
export interface Trouble {
  readonly message: string;
  /** The site's own words. */
  readonly said?: string;
  readonly status?: number;
  readonly hint?: string;
}

/** How one write ended. */
export type Ended =
  /** `earlier`: by an earlier start of the same apply. */
  | { readonly type: 'made'; readonly earlier?: true }
  | { readonly type: 'already' }
  /** For these manual steps, by their numbers. */
  | { readonly type: 'waiting'; readonly steps: readonly number[] }
  | { readonly type: 'moved'; readonly expected: readonly Fact[]; readonly found: readonly Fact[] }
  | { readonly type: 'refused' | 'not-made'; readonly trouble: Trouble; readonly tries: number }
  | { readonly type: 'unseen'; readonly found: readonly Fact[] }
  /** It may have been made: nobody could look. */
  | { readonly type: 'unknown'; readonly trouble: Trouble }
  | { readonly type: 'not-tried'; readonly trouble?: Trouble };

export type EndedType = Ended['type'];

export type WriteOutcome = { readonly id: string; readonly api: Api; readonly what: string } & Ended;

/** How an apply ended: every write is in it, in order. Plain data. */
export interface Outcome {
  /**
   * `done`: all stand. `waiting`: all but what waits for manual steps. `stopped`: somebody said so. `moved`, `refused`, `failed`: what the
   * first write that is neither there nor waiting ran into.
   */
  readonly end: 'done' | 'waiting' | 'stopped' | 'moved' | 'refused' | 'failed';
  readonly writes: readonly WriteOutcome[];
  readonly counts: Readonly<Record<EndedType, number>>;
  /** Where a write was left out that others do not follow safely: its id, and the manual steps that it waits for. */
  readonly heldBy?: { readonly write: string; readonly steps: readonly number[] };
}

/** How far an apply has come. */
export interface Progress {
  readonly doing: 'looking' | 'making' | 'seeing' | 'waiting';
  readonly write: { readonly id: string; readonly api: Api; readonly what: string };
  readonly done: number;
  readonly total: number;
  readonly made: number;
  readonly already: number;
  /** Milliseconds, by the pace of the last writes; missing until there is one. */
  readonly remaining?: number;
}

const none: Readonly<Record<EndedType, number>> = {
  made: 0,
  already: 0,
  waiting: 0,
  moved: 0,
  refused: 0,
  'not-made': 0,
  unseen: 0,
  unknown: 0,
  'not-tried': 0,
};

export function countsOf(writes: readonly { readonly type: EndedType }[]): Outcome['counts'] {
  const counts = { ...none };
  for (const { type } of writes) counts[type]++;
  return counts;
}
