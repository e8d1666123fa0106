import type { FileHunks } from '../../plan/hunks.js';
import type { Plan } from '../../plan/plan.js';

/** All that a renderer of plans may show. */
export interface PlanReport {
  readonly plan: Plan;
  /** What the change does to the text of the policy files; only formats that show it are given it. */
  readonly hunks?: readonly FileHunks[];
  /** Where the files of the head stand on the code platform, such as `https://github.com/o/r/blob/0123abc`: a path and `#L9` go behind it. */
  readonly sourceUrl?: string;
  /** Where the whole plan is to be found, for formats that have to leave something out: a web address, or words. */
  readonly whole?: string;
}
