import { describe, expect, test } from '@jest/globals';
import { Implication, Including, lastsAsLong } from '../../src/check/implied.js';
import { rosterOf } from '../../src/check/roster.js';
import type { Grant, Holder, Site } from '../../src/model/site.js';
import type { Compiled } from '../../src/pipeline.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 30 }, (_, seed) => seed + 1);
const days = [undefined, '2026-11-21', '2026-12-31', '2027-06-30', '9999-12-31'];

const made = new Map<number, Promise<Compiled>>();
function organisation(seed: number): Promise<Compiled> {
  let known = made.get(seed);
  if (known === undefined) made.set(seed, (known = compiled(randomOrganisation(seed).files, asOf)));
  return known;
}

/** Whether somebody is in a group until a day, entry by entry. */
function isInUntil(site: Site, group: string, user: string, day: string | undefined): boolean {
  const { members = [], includes = [] } = site.groups.get(group) ?? {};
  return (
    members.some((member) => member.user === user && lastsAsLong(member.until, day)) ||
    includes.some((each) => isInUntil(site, each.group, user, day))
  );
}

function containsGroup(site: Site, group: string, other: string): boolean {
  return (site.groups.get(group)?.includes ?? []).some((each) => each.group === other || containsGroup(site, each.group, other));
}

test('a group has whoever an entry in it, or in one that it includes, brings for long enough', async () => {
  const found = { yes: 0, tooShort: 0 };
  for (const seed of seeds) {
    const { site, matrix } = await organisation(seed);
    const roster = rosterOf({ site, matrix });
    const implication = new Implication('global', roster);
    for (const group of site.groups.keys()) {
      for (const user of site.people.keys()) {
        for (const day of days) {
          const expected = roster.isAlive(user) && isInUntil(site, group, user, day);
          expect([seed, group, user, day, implication.includes({ type: 'group', name: group }, { type: 'user', name: user }, day)]).toEqual(
            [seed, group, user, day, expected],
          );
          if (expected) found.yes++;
          else if (roster.isIn(user, group)) found.tooShort++;
        }
      }
    }
  }
  expect(Math.min(found.yes, found.tooShort)).toBeGreaterThan(50);
});

test('of several last days in a group the latest counts, in whatever order they stand', async () => {
  const group = (name: string, rest: string): string => `---\nkind: Group\nname: ${name}\n${rest}\n`;
  const text = [
    'kind: Site\nname: acme\nurl: https://acme.example\ninternalDomains: [acme.example]\n',
    '---\nkind: Users\nname: people\nusers:\n  ana@acme.example: {}\n',
    group('winter', 'members: [{user: ana@acme.example, until: 2026-12-31}]'),
    group('summer', 'members: [{user: ana@acme.example, until: 2027-06-30}]'),
    group('up', 'includes: [winter, summer]'),
    group('down', 'includes: [summer, winter]'),
    group('over', 'includes: [winter]\nmembers: [{user: ana@acme.example, until: 2027-06-30}]'),
  ].join('');
  const { site, matrix } = await compiled([['policies/all.yaml', text]], asOf);
  const implication = new Implication('global', rosterOf({ site, matrix }));
  const ana = { type: 'user', name: 'ana@acme.example' } as const;
  for (const name of ['up', 'down', 'over'])
    expect(days.filter((day) => implication.includes({ type: 'group', name }, ana, day))).toEqual([
      '2026-11-21',
      '2026-12-31',
      '2027-06-30',
    ]);
});

test('a group has the groups that it includes, also through others', async () => {
  let found = 0;
  for (const seed of seeds) {
    const { site, matrix } = await organisation(seed);
    const roster = rosterOf({ site, matrix });
    for (const other of site.groups.keys()) {
      const expected = [...site.groups.keys()].filter((group) => containsGroup(site, group, other));
      expect([...roster.groupsAround(other)].sort()).toEqual(expected.sort());
      found += expected.length;
    }
  }
  expect(found).toBeGreaterThan(50);
});

/** All holders of some grants, each by itself. */
function singlesOf(grants: readonly Grant[]): readonly { readonly holder: Holder }[] {
  return grants.flatMap(({ to }) => to.map((holder) => ({ holder })));
}

describe.each(['jira', 'confluence', 'global'] as const)('of a list of holders in %s', (system) => {
  test('those are found that include another, as if each were asked', async () => {
    let found = 0;
    for (const seed of seeds) {
      const { site, matrix } = await organisation(seed);
      const implication = new Implication(system, rosterOf({ site, matrix }));
      const { schemes, spaces, about } = site;
      const grants = {
        jira: [...schemes.values()].flatMap((scheme) => scheme.grants),
        confluence: [...spaces.values()].flatMap(({ access }) => access),
      };
      const singles = [...singlesOf(system === 'global' ? about.globalPermissions : grants[system])];
      for (const name of system === 'jira' ? [] : site.groups.keys()) singles.push({ holder: { type: 'group', name } });
      for (const name of system === 'jira' ? [] : [...site.people.keys()].slice(0, 20)) singles.push({ holder: { type: 'user', name } });
      const including = new Including(implication, singles);
      for (const { holder } of singles) {
        for (const day of days) {
          const expected = singles.filter((other) => implication.includes(other.holder, holder, day));
          expect(including.of(holder, day)).toEqual(expected);
          found += expected.length - 1;
        }
      }
    }
    expect(found).toBeGreaterThan(100);
  });
});
