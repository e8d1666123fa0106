import type { Person, Site } from './site.js';

type People = Site['people'];

/**
 * Programs of a site under the names that policies have for them. They have no e-mail address, so that without an account id what they are
 * called tells them apart: by the display name in the policies, else the id there. Where either side has several of one name, none is meant.
 */
export function appsByDisplayName(policies: People, live: People): ReadonlyMap<string, Person> {
  const there = only([...live.values()].filter(isApp), ({ displayName }) => displayName);
  const declared = new Set([...policies.values()].flatMap(({ accountId }) => accountId ?? []));
  const known = [...policies.values()].filter((one) => isApp(one) && one.accountId === undefined && !live.has(one.name));
  const found = new Map<string, Person>();
  const called = only(known, (one) => one.displayName ?? one.name);
  for (const [shown, { name }] of called) {
    const app = there.get(shown) ?? (called.has(name) ? undefined : there.get(name));
    if (app !== undefined && !policies.has(app.name) && !declared.has(app.accountId ?? '')) found.set(name, app);
  }
  return found;
}

function isApp({ type }: Person): boolean {
  return type === 'app';
}

/** Those who alone have their name. */
function only(people: readonly Person[], nameOf: (person: Person) => string | undefined): ReadonlyMap<string, Person> {
  const found = new Map<string, Person | undefined>();
  for (const person of people) {
    const name = nameOf(person);
    if (name !== undefined) found.set(name, found.has(name) ? undefined : person);
  }
  return new Map([...found].flatMap(([name, person]) => (person === undefined ? [] : [[name, person] as const])));
}
