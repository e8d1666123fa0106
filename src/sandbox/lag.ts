import type { World } from './world.js';

type Directory = Pick<World, 'accounts' | 'groups'>;

/**
 * The delay between a change of the organization and Jira and Confluence seeing it, counted in their requests. Until then they see the
 * people and groups of before. What they are told themselves they know at once, and everything else with it.
 */
export class Lag {
  private readonly pending: { readonly until: number; readonly before: Directory }[] = [];
  private asked = 0;

  /** To be called before the organization changes something. */
  remember(world: World, requests: number): void {
    if (requests === 0) return;
    this.pending.push({ until: this.asked + requests, before: structuredClone({ accounts: world.accounts, groups: world.groups }) });
  }

  /** What Jira and Confluence see with their next request. */
  seen(world: World): World {
    this.asked += 1;
    while ((this.pending[0]?.until ?? Infinity) < this.asked) this.pending.shift();
    const [oldest] = this.pending;
    return oldest === undefined ? world : { ...world, ...oldest.before };
  }

  /** Everything is seen from now on. */
  catchUp(): void {
    this.pending.length = 0;
  }
}
