import type { World } from '../world.js';
import type { Clicks, SaidFact } from './said.js';

/** How facts of a type are made and unmade by hand. Each says whether anything changed, or throws why it cannot be. */
export interface Change {
  readonly add?: (fact: SaidFact, world: World, clicks: Clicks) => boolean;
  readonly remove?: (fact: SaidFact, world: World, clicks: Clicks) => boolean;
}
