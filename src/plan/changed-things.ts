import type { Declared, Site } from '../model/site.js';
import { knownOwner, ownOwner, type KnownOwner } from '../model/owners.js';
import { compareBytes } from '../text/compare.js';
import { kindOf, nameOf } from '../text/reference.js';
import { differenceOf, type Difference } from './difference.js';
import type { Touched } from '../model/touched.js';

/** Something declared that is not as it was, whether or not that changes anybody's access. */
export interface ChangedThing extends Difference {
  /** `group:partners`, `site`; by its new name. */
  readonly thing: string;
}

/** Parts of a site, the word of a reference for each, and which fields give access: their effect shows in the matrix. */
const kinds = {
  people: { type: 'user', access: ['products', 'guest', 'active'] },
  groups: { type: 'group', access: ['members', 'includes', 'products'] },
  roles: { type: 'role', access: [] },
  bundles: { type: 'bundle', access: ['permissions'] },
  schemes: { type: 'scheme', access: ['grants'] },
  projects: { type: 'project', access: ['scheme', 'access', 'archived', 'roles', 'guests'] },
  spaceRoles: { type: 'space-role', access: ['permissions'] },
  spaces: { type: 'space', access: ['access', 'guests', 'guestPermissions'] },
  channels: { type: 'channel', access: ['private', 'members', 'guests'] },
  collaborations: { type: 'collaboration', access: ['members', 'projects', 'spaces', 'channels'] },
  guardrails: { type: 'guardrail', access: [] },
  tests: { type: 'test', access: [] },
} as const;

type Kind = keyof typeof kinds;
const allKinds = Object.keys(kinds) as readonly Kind[];

/** The thing that a reference names on one side. */
export function thingCalled(site: Site, reference: string): Declared | undefined {
  if (reference === 'site') return site.about;
  const kind = kindCalled(reference);
  return kind && mapOf(site, kind).get(nameOf(reference));
}

/** Who answers for the thing that a reference names on one side; undefined where there is none. */
export function ownerCalled(site: Site, reference: string): KnownOwner | undefined {
  const kind = kindCalled(reference);
  const known = kind && knownOwner.of(mapOf(site, kind), nameOf(reference));
  if (known !== undefined) return known;
  const thing = thingCalled(site, reference);
  return thing && { owner: ownOwner(thing) };
}

function kindCalled(reference: string): Kind | undefined {
  const type = kindOf(reference);
  return allKinds.find((each) => kinds[each].type === type);
}

function mapOf(site: Site, kind: Kind): ReadonlyMap<string, Declared> {
  return site[kind];
}

/**
 * What is declared otherwise than before, sorted by reference. What a Collaboration makes is told with it. Where it is known what can
 * differ, nothing else is looked into; kinds that are not named there are then as they were.
 */
export function changedThings(before: Site | undefined, after: Site, touched?: Touched): readonly ChangedThing[] {
  const found: ChangedThing[] = [];
  // Who is internal by mail domain follows from the site, which is told itself.
  const derived = sameDomains(before, after) ? [] : ['audience'];
  const add = (thing: string, was: Declared | undefined, is: Declared | undefined, access: readonly string[]): void => {
    if ((is ?? was)?.madeBy !== undefined) return;
    const difference = differenceOf(was, is, access, derived);
    if (difference !== undefined) found.push({ thing, ...difference });
  };
  if (touched === undefined) add('site', before?.about, after.about, []);
  for (const kind of allKinds) {
    const { type, access } = kinds[kind];
    for (const [name, was, is] of pairsOf(kind, before, after, touched)) add(`${type}:${name}`, was, is, access);
  }
  return found.sort((a, b) => compareBytes(a.thing, b.thing));
}

type Pair = readonly [name: string, was: Declared | undefined, is: Declared | undefined];

function* pairsOf(kind: Kind, before: Site | undefined, after: Site, touched: Touched | undefined): Generator<Pair> {
  const [old, now] = [before && mapOf(before, kind), mapOf(after, kind)];
  const narrowed = touched === undefined ? undefined : new Set((touched as Partial<Record<Kind, Iterable<string>>>)[kind]);
  const claimed = new Set<string>();
  for (const name of narrowed ?? now.keys()) {
    const is = now.get(name);
    if (is === undefined) continue;
    const { formerly } = is;
    const same = old?.get(name);
    const renamed = same === undefined && formerly !== undefined && !now.has(formerly) ? old?.get(formerly) : undefined;
    if (renamed !== undefined) claimed.add(renamed.name);
    yield [name, same ?? renamed, is];
  }
  for (const name of narrowed ?? old?.keys() ?? []) {
    const was = old?.get(name);
    if (was !== undefined && !now.has(name) && !claimed.has(name)) yield [name, was, undefined];
  }
}

function sameDomains(before: Site | undefined, after: Site): boolean {
  return before === undefined || JSON.stringify(before.about.internalDomains) === JSON.stringify(after.about.internalDomains);
}
