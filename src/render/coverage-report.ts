import type { Where } from './why-report.js';

/** What `permafrost test --coverage` prints: lines whose loss or misuse no guardrail and no test would notice. */
export interface CoverageReport {
  readonly version: 1;
  readonly asOf: string;
  /** Lines that give access. */
  readonly lines: number;
  readonly loss: CoverageShare;
  readonly misuse: CoverageShare;
  /** By file and line. */
  readonly uncovered: readonly UncoveredLine[];
}

export interface CoverageShare {
  /** Lines that can be lost, or misused, at all. */
  readonly lines: number;
  readonly noticed: number;
  /** Whole per cent, rounded down; 100 where there are none. */
  readonly percent: number;
}

export interface UncoveredLine extends Where {
  readonly kind: string;
  readonly what: string;
  readonly loss: boolean;
  readonly misuse: boolean;
  /** Outsiders who could come in by it unnoticed, one of each kind. */
  readonly strangers: readonly string[];
}
