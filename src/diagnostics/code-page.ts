import type { Severity } from './diagnostic.js';

/** What `permafrost explain CODE` and `docs/codes/` say about a code. The examples are run: `bad` gives that code alone, `good` nothing. */
export interface CodePage {
  readonly code: string;
  /** What is wrong, as a heading. */
  readonly title: string;
  readonly severity: Severity;
  /** The command that fails with it (`test`: `validate` and `plan` as well), where it is an error that the policies still compile with. */
  readonly stops?: 'validate' | 'test';
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** What to do about it, as an order. */
  readonly mend: string;
  /** The smallest policy text that has it. */
  readonly bad: string;
  /** The same, mended. */
  readonly good: string;
  /** The examples show files, folders or commands rather than the text of one policy file, and are not run. */
  readonly shown?: true;
}
