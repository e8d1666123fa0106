import type { Where } from './why-report.js';

/** What `permafrost test --mutate` prints: mistakes of one line that no guardrail and no test would notice. */
export interface MutationReport {
  readonly version: 1;
  readonly asOf: string;
  /** How many edits there are, and how many of them were tried. */
  readonly mutants: number;
  readonly tried: number;
  readonly noticed: number;
  /** Edits after which the policies are not valid. */
  readonly refused: number;
  /** Edits that change nobody's access and break nothing. */
  readonly equivalent: number;
  /** Those that widen access first. */
  readonly survivors: readonly SurvivorResult[];
}

export interface SurvivorResult {
  readonly operator: string;
  readonly widens: boolean;
  readonly what: readonly string[];
  readonly where: Where;
  readonly cells: number;
  readonly changes: readonly {
    readonly gains: boolean;
    readonly subjects: readonly string[];
    readonly resources: readonly string[];
    readonly permissions: readonly string[];
  }[];
  /** The document that would catch it, as YAML. */
  readonly catching?: string;
}
