import type { ManualStep } from './apply-plan.js';
import type { Checked } from './checked.js';
import type { Outcome } from './outcome.js';
import type { WayBack } from './undo.js';

/** What came of an apply or an undo. Plain data, every list whole. */
export interface ApplyResult {
  readonly version: 1;
  readonly doing: 'apply' | 'undo';
  /** The address of the site. */
  readonly site: string;
  readonly commit: string;
  /** The digest of the plan. */
  readonly plan: string;
  /** The entry of the record that was written last. */
  readonly entry: { readonly number: number; readonly id: string };
  /** The entry that was taken back. */
  readonly undoes?: string;
  /** The lock is kept, and the apply is to be gone on with. */
  readonly open: boolean;
  readonly outcome: Outcome;
  /** What is still to be done by hand. */
  readonly manual: readonly ManualStep[];
  /** Of an undo: what it left alone, since it is back already or was changed by somebody since. */
  readonly leftAlone?: Pick<WayBack, 'back' | 'changed'>;
  /** Missing where nothing was asked. */
  readonly checked?: Checked;
}
