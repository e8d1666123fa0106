import type { EffectCell } from '../../matrix/effects.js';
import type { SubjectSet } from '../../matrix/subject-set.js';

/** Cells on one resource that break a guardrail, of all who have the very same ones there: held where they must not be, or missing where they must be. */
export interface Breach {
  /** The row of the resource. */
  readonly row: number;
  readonly subjects: SubjectSet;
  /** In order; the verdict is empty for a cell that is missing. */
  readonly cells: readonly EffectCell[];
}

/** A guardrail that counts is broken by a resource, not by a cell. */
export interface CountBreach {
  readonly resource: string;
  readonly count: number;
  readonly limit: number;
  /** Those who are counted. */
  readonly holders: SubjectSet;
  /** Of a guardrail that allows so many and no more, what they hold. */
  readonly held: readonly Breach[];
}

/** What one guardrail found, before waivers are looked at for rules that count. */
export interface Found {
  readonly breaches: readonly Breach[];
  readonly counts?: readonly CountBreach[];
}

/** Selectors of a guardrail that match nothing, which breaks `always` and `atLeast`. */
export type Unmatched = readonly ('who' | 'on' | 'to')[];
