/** The answer to `why`, with labels and lines. */
export interface WhyReport extends Derivation {
  readonly version: 1;
  readonly asOf: string;
  readonly subject: string;
  readonly resource: string;
  /** `allowed`, `if:…`, or null for no. */
  readonly verdict: string | null;
  /** What stands between the subject and the access, the nearest first; empty where there is access. */
  readonly missing: readonly { readonly text: string; readonly where?: Where }[];
  /** Whoever could give it to themselves, whatever the policies say. */
  readonly administrators: readonly { readonly subject: string; readonly through: readonly string[] }[];
}

/** The ways to a permission, the gate in front of it and the permission beneath it. */
export interface Derivation {
  readonly permission: string;
  readonly ways: readonly Way[];
  readonly gate?: { readonly needs: string; readonly ways: readonly Way[] };
  readonly prerequisite?: Derivation;
}

export interface Way {
  readonly steps: readonly Step[];
  /** The issue-level condition on it, if any. */
  readonly condition?: string;
  /** The last day it holds. */
  readonly until?: string;
}

export interface Step {
  readonly what: string;
  readonly until?: string;
  /** Missing where nothing is written: what Atlassian itself decides. */
  readonly where?: Where;
}

export interface Where {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
