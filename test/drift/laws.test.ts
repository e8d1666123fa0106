import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import { factChanges } from '../../src/diff/fact-change.js';
import type { Fact, FactType } from '../../src/diff/facts.js';
import { siteOfFacts } from '../../src/diff/site-of-facts.js';
import { accessOf, compareWithSite } from '../../src/drift/drift-between.js';
import type { LiveState } from '../../src/drift/live-state.js';
import type { Site } from '../../src/model/site.js';
import type { ChangeClass } from '../../src/plan/plan.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { allApis, withAccounts } from './sandbox-site.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 50) }, (_, index) => index + 1);

/** Facts that can come and go by themselves. */
const free: ReadonlySet<FactType> = new Set([
  'member',
  'grant',
  'actor',
  'space-grant',
  'space-guest',
  'project-guest',
  'administrator',
  'product',
  'lead',
  'archived',
]);

const liveOf = (site: Site): LiveState => ({ site, apis: allApis, blindSpots: [] });

function random(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) | 0;
    return (state >>> 0) % below;
  };
}

/** Some facts away, and some that policies do not have: the same with another of its kind in it. */
function drifted(facts: readonly Fact[], seed: number): readonly Fact[] {
  const draw = random(seed);
  const left = facts.filter(({ type }) => !(free.has(type) && type !== 'archived' && draw(9) === 0));
  const turned = left.map((fact) =>
    fact.type === 'archived' && draw(4) === 0 ? { ...fact, says: [fact.says[0] === 'true' ? 'false' : 'true'] } : fact,
  );
  const more = ['member', 'actor', 'administrator'].flatMap((type): readonly Fact[] => {
    const some = facts.filter((each) => each.type === type);
    const one = some[draw(Math.max(1, some.length))];
    return one === undefined || draw(2) === 0
      ? []
      : [{ ...one, says: one.says.with(-1, `user:stranger-${String(draw(3))}@elsewhere.test`) }];
  });
  const strangers = [0, 1, 2].flatMap((number): readonly Fact[] => {
    const of = `user:stranger-${String(number)}@elsewhere.test`;
    return [
      { type: 'person', of, says: [] },
      { type: 'active', of, says: ['true'] },
      { type: 'product', of, says: ['jira-software'] },
      { type: 'product', of, says: ['confluence'] },
    ];
  });
  return [...turned, ...strangers, ...more];
}

const keyOf = ({ type, of, says }: Fact): string => JSON.stringify([type, of, ...says]);

let tried = 0;

describe('of what changes on a site', () => {
  test.each(seeds)('exactly that is told, and what it means for access (seed %i)', async (seed) => {
    const policies = withAccounts((await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files)).site);
    const said = compareWithSite(policies, liveOf(siteOfFacts([], policies)), asOf).sides.policies;
    const facts = drifted(said, seed);
    const compared = compareWithSite(policies, liveOf(siteOfFacts(facts, policies)), asOf);
    const unseen = new Set(compared.sides.notLookedAt.flatMap(({ things }) => things));
    const isSeen = ({ of, says }: Fact): boolean => ![of, ...says].some((word) => unseen.has(word)) && !of.startsWith('user:stranger');
    const expected = factChanges(said, facts).filter(({ before, after }) => isSeen((before ?? after) as Fact));
    const told = compared.changes.filter(({ before, after }) => isSeen((before ?? after) as Fact));
    const words = (changes: typeof told): readonly string[] =>
      changes.map(({ before, after }) => [before, after].map((fact) => (fact === undefined ? '' : keyOf(fact))).join(' → '));
    expect(words(told)).toEqual(words(expected));
    tried += told.length;

    const { more, less } = accessOf(compared, new Set());
    const { support, liveSupport, live } = compared.sides;
    const git = cellsOf([...said, ...support], policies);
    const site = cellsOf([...live, ...support, ...liveSupport], policies);
    expectSame(more, difference(site, git));
    expectSame(less, difference(git, site));
  });

  test('enough was tried', () => {
    expect(tried).toBeGreaterThan(seeds.length * 3);
  });
});

type Cells = ReadonlyMap<string, string>;

function cellsOf(facts: readonly Fact[], policies: Site): Cells {
  const site = siteOfFacts(facts, policies);
  return new Map(
    Array.from(compile(site, asOf).cells(), ({ subject, resource, permission, verdict }) => [
      [subject, resource, permission].join('\t'),
      verdict,
    ]),
  );
}

/** Cells that are allowed on one side and not on the other, licences aside. */
function difference(a: Cells, b: Cells): ReadonlySet<string> {
  return new Set(
    [...a].flatMap(([cell, verdict]) =>
      verdict === 'allowed' && b.get(cell) !== 'allowed' && !/\t(?:use|guest):/.test(cell) ? [cell] : [],
    ),
  );
}

/** Every cell of a class is one that differs; every one that differs is in a class, or in what everybody gets. */
function expectSame(classes: readonly ChangeClass[], cells: ReadonlySet<string>): void {
  const told = new Set<string>();
  for (const { subjects, resources, permissions } of classes)
    for (const subject of subjects)
      for (const resource of resources) for (const { permission } of permissions) told.add([subject, resource, permission].join('\t'));
  expect([...told].filter((cell) => !cells.has(cell))).toEqual([]);
  const isCovered = (cell: string): boolean => {
    const [, resource, permission] = cell.split('\t');
    return ['anyone', 'logged-in'].some((each) => told.has([each, resource, permission].join('\t')));
  };
  expect([...cells].filter((cell) => !told.has(cell) && !isCovered(cell))).toEqual([]);
}
