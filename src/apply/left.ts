import type { FactChange } from '../diff/fact-change.js';
import type { LeftAlone } from './apply-plan.js';

/** What stays, by why it does. */
export class Left {
  private readonly byReason = new Map<string, FactChange[]>();

  add(why: string, change: FactChange): void {
    this.byReason.set(why, [...(this.byReason.get(why) ?? []), change]);
  }

  list(): readonly LeftAlone[] {
    return [...this.byReason].map(([why, changes]) => ({ changes, why }));
  }
}
