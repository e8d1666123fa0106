import { describe, expect, test } from '@jest/globals';
import { products, type Product } from '../../src/model/permissions.js';
import type { Site } from '../../src/model/site.js';
import type { EdgeType, Path } from '../../src/query/edge.js';
import { explain, explainerOf, type Explanation, type Reasons } from '../../src/query/explain.js';
import { useIndex, type SiteIndex } from '../../src/query/site-index.js';
import type { Ways } from '../../src/query/ways.js';
import { why } from '../../src/query/why.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 6 }, (_, index) => index + 1);
const permissions = [
  'BROWSE_PROJECTS',
  'EDIT_ISSUES',
  'VIEW_DEV_TOOLS',
  'read/space',
  'create/page',
  'member',
  'admin:site',
  'use:confluence',
];

/** A map that answers for single names, and counts whoever goes through it. */
class Counted<V> extends Map<string, V> {
  walks = 0;

  override [Symbol.iterator](): MapIterator<[string, V]> {
    this.walks++;
    return super[Symbol.iterator]();
  }

  override entries(): MapIterator<[string, V]> {
    this.walks++;
    return super.entries();
  }

  override keys(): MapIterator<string> {
    this.walks++;
    return super.keys();
  }

  override values(): MapIterator<V> {
    this.walks++;
    return super.values();
  }

  override forEach(visit: (value: V, name: string, map: Map<string, V>) => void): void {
    this.walks++;
    super.forEach(visit);
  }
}

interface Watched {
  readonly site: Site;
  /** How often each map was gone through; maps that never were are left out. */
  readonly walks: () => Readonly<Record<string, number>>;
}

/** The same site with maps that count. */
function watched(site: Site): Watched {
  const maps = Object.entries(site).filter((entry): entry is [string, ReadonlyMap<string, unknown>] => entry[1] instanceof Map);
  const counted = maps.map(([name, things]) => [name, new Counted(things)] as const);
  for (const [, map] of counted) map.walks = 0;
  return {
    site: { ...site, ...(Object.fromEntries(counted) as Partial<Site>) },
    walks: () => Object.fromEntries(counted.filter(([, { walks }]) => walks > 0).map(([name, { walks }]) => [name, walks])),
  };
}

/** What somebody knows who keeps a site elsewhere. */
function indexOf({ groups }: Site) {
  const all = [...groups.values()];
  const names = (found: typeof all): readonly string[] => found.map(({ name }) => name);
  return {
    groupsOf: (user: string) => names(all.filter(({ members }) => members.some((member) => member.user === user))),
    groupsIncluding: (group: string) => names(all.filter(({ includes }) => includes.some((each) => each.group === group))),
    groupsGiving: (product: Product) => names(all.filter((group) => group.products.includes(product))),
    openGroups: () => names(all.filter(({ managedBy }) => managedBy === 'open')),
  } satisfies SiteIndex;
}

function* cellsOf(subjects: readonly string[], resources: readonly string[]): Generator<readonly [string, string, string]> {
  for (const subject of subjects)
    for (const resource of resources) for (const permission of permissions) yield [subject, permission, resource];
}

function whole(reasons: Reasons | undefined): unknown {
  if (reasons === undefined) return undefined;
  return { paths: reasons.paths, gate: reasons.gate(), prerequisite: whole(reasons.prerequisite()) };
}

function parts(explanation: Explanation | undefined): unknown {
  if (explanation === undefined) return undefined;
  const { paths, gate, prerequisite } = explanation;
  return { paths, gate, prerequisite: parts(prerequisite) };
}

const upTo = (amount: number): readonly number[] => [...Array(amount).keys()];

/** Of each way the kinds of its steps, none of which is made for it. */
function allKinds(ways: Ways): readonly (readonly EdgeType[])[] {
  return upTo(ways.amount).map((way) => ways.kinds(way));
}

/** The last first, so that none is found because the one before it was. */
function oneByOne(ways: Ways): readonly Path[] {
  return upTo(ways.amount)
    .toReversed()
    .map((way) => ways.path(way))
    .toReversed();
}

function kindsOf({ edges }: Path): readonly EdgeType[] {
  return edges.map(({ type }) => type);
}

describe('explaining the cells of a random organisation', () => {
  test.each(seeds)('walks over the groups once, whatever the number of cells, and over nothing else (seed %i)', async (seed) => {
    const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
    const { site: lazy, walks } = watched(site);
    const [subject = '', ...others] = matrix.subjects;
    explain(lazy, asOf, subject, 'BROWSE_PROJECTS', matrix.resources[0] ?? '');
    const once = walks();
    for (const cell of cellsOf(others, matrix.resources)) explain(lazy, asOf, ...cell);
    expect(walks()).toEqual(once);
    expect(Object.keys(once)).toEqual(['groups']);
  });

  test.each(seeds)('walks over nothing where an index is known, and says the same (seed %i)', async (seed) => {
    const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
    const { site: lazy, walks } = watched(site);
    useIndex(lazy, indexOf(site));
    for (const cell of cellsOf(matrix.subjects, matrix.resources))
      expect(explain(lazy, asOf, ...cell)).toEqual(explain(site, asOf, ...cell));
    expect(walks()).toEqual({});
  });

  test.each(seeds)('says the same in any order, and when the rest is read later (seed %i)', async (seed) => {
    const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
    const cells = [...cellsOf(matrix.subjects, matrix.resources)].filter((_, index) => index % 7 === 0);
    const kept = cells.map((cell) => explainerOf(site, asOf).reasons(...cell));
    const apart = cells.map((cell) => explain({ ...site }, asOf, ...cell));
    expect(kept.toReversed().map(whole).reverse()).toEqual(apart.map(parts));
  });

  test.each(seeds)('counts and tells apart the ways, and their steps, as they are when they are read (seed %i)', async (seed) => {
    const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
    for (const cell of cellsOf(matrix.subjects, matrix.resources)) {
      const reasons = explainerOf(site, asOf).reasons(...cell);
      const { paths, gate } = explain({ ...site }, asOf, ...cell);
      expect(allKinds(reasons.ways)).toEqual(paths.map(kindsOf));
      expect(oneByOne(reasons.ways)).toEqual(paths);
      const gateWays = reasons.gateWays();
      expect(gateWays?.needs).toBe(gate?.needs);
      expect(gateWays && allKinds(gateWays)).toEqual(gate?.paths.map(kindsOf));
      expect(gateWays && oneByOne(gateWays)).toEqual(gate?.paths);
    }
  });

  test.each(seeds)('tells what is missing without a walk where an index is known (seed %i)', async (seed) => {
    const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
    const { site: lazy, walks } = watched(site);
    useIndex(lazy, indexOf(site));
    for (const cell of cellsOf(matrix.subjects, matrix.resources)) expect(why(lazy, matrix, ...cell)).toEqual(why(site, matrix, ...cell));
    expect(walks()).toEqual({});
  });
});

describe('an explainer', () => {
  test('is of one day', async () => {
    const { site } = await compiled([
      [
        'policies/all.yaml',
        `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: people
users: {ann@acme.example: {products: [{product: confluence, until: 2027-01-31}]}}
`,
      ],
    ]);
    const ways = (day: string): number => explain(site, day, 'user:ann@acme.example', 'use:confluence', 'site').paths.length;
    expect([ways('2027-01-31'), ways('2027-02-01'), ways('2027-01-31')]).toEqual([1, 0, 1]);
    expect(explainerOf(site, asOf)).toBe(explainerOf(site, asOf));
  });

  test('asks an index for the entries of a group, so that a long list of members stays unread', async () => {
    const { site } = await compiled(randomOrganisation(1, 'tiny').files);
    const index = indexOf(site);
    const groups = new Map([...site.groups].map(([name, group]) => [name, unreadable(group, 'members')]));
    const lazy = { ...site, groups };
    useIndex(lazy, {
      ...index,
      entriesOf: (group, user) => site.groups.get(group)?.members.filter((member) => member.user === user) ?? [],
    });
    for (const user of site.people.keys())
      for (const product of products)
        expect(explain(lazy, asOf, `user:${user}`, `use:${product}`, 'site')).toEqual(
          explain(site, asOf, `user:${user}`, `use:${product}`, 'site'),
        );
  });
});

function unreadable<T extends object>(thing: T, field: keyof T): T {
  return Object.defineProperty({ ...thing }, field, {
    get() {
      throw new Error(`${String(field)} was read.`);
    },
  });
}
