import type { Fact, FactType } from '../diff/facts.js';
import type { Site } from '../model/site.js';
import { thingsByKind } from '../model/things-by-kind.js';
import { compareBytes } from '../text/compare.js';
import type { Unmanaged } from './drift.js';
import { nameOf } from '../text/reference.js';

/** Whatever the policies declare, as references; and the site itself. */
export function managedThings(policies: Site): ReadonlySet<string> {
  const all = new Set(['site']);
  for (const [kind, things] of Object.entries(thingsByKind(policies))) for (const name of things.keys()) all.add(`${kind}:${name}`);
  return all;
}

/** The facts that say that a thing is there, with what to call such things; in the order of a report. */
const kinds: readonly (readonly [type: FactType, kind: string])[] = [
  ['person', 'person'],
  ['group', 'group'],
  ['role', 'role'],
  ['scheme', 'scheme'],
  ['project', 'project'],
  ['space-role', 'space role'],
  ['space', 'space'],
  ['channel', 'channel'],
];

/** What is on a site and in no policy. */
export function unmanagedIn(facts: readonly Fact[], managed: ReadonlySet<string>): readonly Unmanaged[] {
  return kinds.flatMap(([type, kind]) => {
    const names = facts.flatMap(({ type: own, of }) => (own === type && !managed.has(of) ? [nameOf(of)] : []));
    return names.length === 0 ? [] : [{ kind, count: names.length, names: names.sort(compareBytes) }];
  });
}
