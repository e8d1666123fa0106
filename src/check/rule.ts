import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Site } from '../model/site.js';

/** What a rule reports. Its code and severity are added by the engine, so a rule cannot get them wrong. */
export type Finding = Pick<Diagnostic, 'at' | 'message' | 'hint' | 'related'>;

/** What is judged: a site without errors, what it means today, and what it will mean on another day if nobody changes it. */
export interface Subject {
  readonly site: Site;
  readonly matrix: Matrix;
  /** `YYYY-MM-DD` (UTC), the day of `matrix`. */
  readonly asOf: string;
  /** The matrix of the same site on another day; made once for each day. */
  matrixOn(day: string): Matrix;
}

/** One thing that is valid but unwise. Everything about it is in its one file; the examples are run by the tests and shown in its page. */
export interface Rule {
  readonly code: string;
  readonly title: string;
  /** Unless the Site says otherwise. */
  readonly severity: 'warning' | 'off';
  /** Why the rule exists, in a sentence or two for an administrator. */
  readonly why: string;
  /** How to mend it. */
  readonly mend: string;
  /** The smallest policy root that the rule reports, and its repair; several documents, as of 2026-11-21. */
  readonly bad: string;
  readonly good: string;
  check(subject: Subject): Iterable<Finding>;
}
