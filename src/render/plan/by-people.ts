import { identityOf } from '../../matrix/name-list.js';
import type { ChangeClass } from '../../plan/plan.js';
import { compareBytes } from '../../text/compare.js';
import { addToList } from '../../text/add-to-list.js';

/** What the same people lose on one day. */
export interface LostByDate {
  /** One of the changes: it says who they are. */
  readonly first: ChangeClass;
  /** Places where they hold nothing afterwards. */
  readonly gone: readonly string[];
  /** Places where they lose some of what they hold, and how many rights that are. */
  readonly kept: readonly string[];
  readonly rights: number;
}

/** What ends on one day, for the same people at once. */
export function byPeople(classes: readonly ChangeClass[]): readonly LostByDate[] {
  const found = new Map<unknown, ChangeClass[]>();
  for (const each of classes) {
    const key = identityOf(each.subjects);
    addToList(found, key, each);
  }
  return [...found.values()].flatMap((those) => {
    const [first] = those;
    if (first === undefined) return [];
    const gone = placesOf(those.filter(({ firstAccess }) => firstAccess));
    const some = those.filter(({ firstAccess }) => !firstAccess);
    return [{ first, gone, kept: placesOf(some), rights: some.reduce((sum, { cells }) => sum + cells, 0) }];
  });
}

function placesOf(classes: readonly ChangeClass[]): readonly string[] {
  return [...new Set(classes.flatMap((each) => each.resources))].sort(compareBytes);
}
