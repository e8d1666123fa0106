import type { FactChange } from '../diff/fact-change.js';
import type { LeftAlone } from './apply-plan.js';
import { addToList } from '../text/add-to-list.js';

/** What stays, by why it does. */
export class Left {
  private readonly byReason = new Map<string, FactChange[]>();

  add(why: string, change: FactChange): void {
    addToList(this.byReason, why, change);
  }

  list(): readonly LeftAlone[] {
    return [...this.byReason].map(([why, changes]) => ({ changes, why }));
  }
}
