import type { EffectCell } from '../../matrix/effects.js';

/** Cells of one subject on one resource that break a guardrail: held where they must not be, or missing where they must be. */
export interface Breach {
  readonly subject: string;
  readonly resource: string;
  /** In order; the verdict is empty for a cell that is missing. */
  readonly cells: readonly EffectCell[];
}

/** A guardrail that counts is broken by a resource, not by a cell. */
export interface CountBreach {
  readonly resource: string;
  readonly count: number;
  readonly limit: number;
  /** Those who are counted, in order. */
  readonly holders: readonly Breach[];
}

/** What one guardrail found, before waivers are looked at for rules that count. */
export interface Found {
  readonly breaches: readonly Breach[];
  readonly counts?: readonly CountBreach[];
  /** What a selector of it matches nothing with; breaks `always` and `atLeast`. */
  readonly matchesNothing: readonly ('who' | 'on' | 'to')[];
}
