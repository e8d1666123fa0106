import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import { serialise } from '../../src/matrix/serial.js';
import { ListedPeople, listedPeople } from '../../src/model/listed-people.js';
import type { Member, Site } from '../../src/model/site.js';
import { asOf, compiled } from '../support/compiled.js';
import { mutate } from '../support/organisation/mutate.js';
import { filesOf, randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 24 }, (_, index) => index + 1);

const bytesOf = (site: Site): Uint8Array => serialise(compile(site, asOf));

const staff = `
kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
admins: [group:staff]
---
kind: Users
name: all
users:
  bo@acme.example: {}
  ana@acme.example: {}
---
kind: Group
name: staff
members: [ana@acme.example, bo@acme.example]
`;

/** The same site, of whose lists nothing is known. */
const plain = (site: Site): Site => ({ ...site });

describe('people who are known by number', () => {
  test.each(seeds)('are those whom the lists name, and compile to the same bytes as by name (seed %i)', async (seed) => {
    const { files } = randomOrganisation(seed, seed % 4 === 0 ? 'small' : 'tiny');
    const { site } = await compiled(files);
    const listed = listedPeople.get(site);
    const groups = [...site.groups.values()].filter(({ members, madeBy }) => members.length > 0 && madeBy === undefined);
    for (const { members } of groups) {
      const numbers = listed?.of(members) ?? [];
      expect(Array.from(numbers, (person) => listed?.names[person])).toEqual(members.map(({ user }) => user));
    }
    expect(bytesOf(site)).toEqual(bytesOf(plain(site)));
  });

  test.each(seeds)('of another site say nothing (seed %i)', async (seed) => {
    const { documents, files } = randomOrganisation(seed, 'tiny');
    const { site } = await compiled(files);
    const other = (await compiled(filesOf(mutate(documents, seed), seed))).site;
    const told = plain(other);
    const foreign = listedPeople.get(site);
    expect(foreign).toBeDefined();
    if (foreign !== undefined) listedPeople.set(told, foreign);
    expect(bytesOf(told)).toEqual(bytesOf(plain(other)));
  });

  test('are told of the very lists of a site, not of lists that took their place', async () => {
    const { site } = await compiled([['all.yaml', staff]]);
    const group = site.groups.get('staff');
    if (group === undefined) throw new Error('The group is missing.');
    const members: readonly Member[] = group.members.slice(1);
    const edited: Site = { ...site, groups: new Map([['staff', { ...group, members }]]) };
    const listed = listedPeople.get(site);
    if (listed !== undefined) listedPeople.set(edited, listed);
    expect(listed?.of(members)).toBeUndefined();
    expect(bytesOf(edited)).toEqual(bytesOf(plain(edited)));
    const held = (person: string): string | undefined => compile(edited, asOf).verdict(person, 'admin:site', 'site');
    expect([held('user:ana@acme.example'), held('user:bo@acme.example')]).toEqual([undefined, 'allowed']);
  });
});

describe('what is noted of a list', () => {
  const member = (user: string, index: number): Member => ({ user, index });

  test('counts only if everybody in it was noted once', () => {
    const listed = new ListedPeople(['ana', 'bo', 'cy']);
    const [short, long, right] = [[member('ana', 0)], [member('ana', 0), member('bo', 1)], [member('cy', 0), member('ana', 1)]];
    listed.begin();
    [0, 1].forEach((person) => {
      listed.note(person);
    });
    listed.end(short);
    listed.begin();
    listed.note(0);
    listed.end(long);
    listed.note(1);
    listed.begin();
    [2, 0].forEach((person) => {
      listed.note(person);
    });
    listed.end(right);
    expect(listed.of(short)).toBeUndefined();
    expect(listed.of(long)).toBeUndefined();
    expect(Array.from(listed.of(right) ?? [])).toEqual([2, 0]);
    expect(listed.of(right.slice())).toBeUndefined();
  });

  test('is kept however much it is', () => {
    const listed = new ListedPeople(['ana', 'bo']);
    const lists = Array.from({ length: 50 }, (_, list) =>
      Array.from({ length: 100 }, (__, index) => member(index % 2 ? 'bo' : 'ana', list)),
    );
    for (const list of lists) {
      listed.begin();
      for (const { user } of list) listed.note(user === 'bo' ? 1 : 0);
      listed.end(list);
    }
    for (const list of lists)
      expect(Array.from(listed.of(list) ?? [], (person) => listed.names[person])).toEqual(list.map(({ user }) => user));
  });
});
