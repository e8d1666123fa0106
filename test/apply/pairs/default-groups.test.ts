import { describe, expect, test } from '@jest/globals';
import { abandonPlan } from '../../../src/carrying-out.js';
import { corp, pairOfTexts } from '../../support/rehearsal/corp.js';
import { rehearsalOf, travel, wrongAtTheEnd, type Journey } from '../../support/rehearsal/journey.js';
import { memoryRecord } from '../../support/rehearsal/memory-record.js';
import type { Pair } from '../../support/rehearsal/pairs.js';
import { carryOut, planNow, readStage, type Rehearsal } from '../../support/rehearsal/rehearsal.js';
import { Killed, stageOf } from '../../support/rehearsal/stage.js';
import { stillWorld } from '../../support/still-world.js';

const policies = (people: readonly string[], more: string): string => `${corp(...people)}---
{kind: Group, name: jira-users, products: [jira-software], members: []}
---
kind: Space
key: DOCS
access:
  - {to: [user:root@corp.test], allow: [read/space, administer/space]}
${more}`;

const none = policies([], '');
const staff = policies(
  [
    'ana@corp.test: {products: [confluence]}',
    'bob@corp.test: {products: [confluence, jira-software]}',
    'cy@corp.test: {products: [jira-software]}',
  ],
  '  - {to: [user:ana@corp.test, user:bob@corp.test], allow: [read/space]}\n',
);
const guests = policies(
  ['gina@client.test: {products: [], guest: confluence}', 'hal@client.test: {products: [], guest: [jira, confluence]}'],
  'guests: [gina@client.test, hal@client.test]\n',
);

async function pairOf(from: string, to: string): Promise<Pair> {
  const pair = await pairOfTexts(from, to);
  Object.assign(pair.world.defaultGroups, { 'jira-software': 'jira-users' });
  return pair;
}

/** Planned and made until nothing is left; with `lines` broken off after so many of the journal and given up before. */
async function throughIn(pair: Pair, lines?: number): Promise<Journey> {
  const stage = await stageOf(pair.world);
  const record = memoryRecord('https://corp.atlassian.net');
  const rehearsal = rehearsalOf(pair, stage, () => Promise.resolve(record.open()));
  try {
    if (lines !== undefined) await givenUp(rehearsal, lines);
    const journey = await travel(rehearsal);
    expect(journey.refusedBy).toBeUndefined();
    expect(journey.last).toMatchObject({ writes: [] });
    expect(wrongAtTheEnd(pair, stage, journey.last)).toEqual([]);
    return journey;
  } finally {
    await stage.close();
  }
}

async function givenUp(rehearsal: Rehearsal, lines: number): Promise<void> {
  const now = await readStage(rehearsal);
  let left = lines;
  const point = (what: string): void => {
    if (/^after the line/.test(what) && left-- === 0) throw new Killed(what);
  };
  const plan = await planNow(rehearsal, now);
  const ended: unknown = await carryOut({ ...rehearsal, point }, now, { plan }).catch((error: unknown) => error);
  expect(ended).toBeInstanceOf(Killed);
  const { ledger, openJournal } = await rehearsal.open();
  const holder = await ledger.holder();
  if (holder !== undefined) await abandonPlan(holder.entry, { ledger, openJournal, world: stillWorld() }, false);
}

describe('an apply of policies that have groups of the site’s own', () => {
  test('comes to an end where somebody is a guest no more, and is listed in the group that makes guests', async () => {
    const gina = (kind: string): string => policies([`gina@client.test: {products: []${kind}}`], '');
    const guestGroup = '---\n{kind: Group, name: confluence-guests-corp, members: [gina@client.test]}\n';
    const pair = await pairOf(gina(', guest: confluence'), gina('') + guestGroup);
    const { last, legs } = await throughIn(pair);
    expect([last.writes, legs.length]).toEqual([[], 1]);
    expect(last.left.map(({ why }) => why)).toEqual([
      expect.stringContaining('Group confluence-guests-corp makes a guest of whoever is in it'),
    ]);
  });

  test('comes to an end where somebody is given what a group that is called like Confluence’s own gives', async () => {
    const declared = '---\n{kind: Group, name: confluence-users-corp, products: [confluence], members: []}\n';
    const pair = await pairOf(none + declared, policies(['ana@corp.test: {products: [confluence]}'], '') + declared);
    const { last } = await throughIn(pair);
    expect(last.left.map(({ why }) => why)).toEqual([
      expect.stringContaining('Write ana@corp.test under the members of that group, rather than the product'),
    ]);
  });
});

describe('an apply that is given up half-way', () => {
  test.each([0, 3, 6, 9])('and gives people products by default groups ends as the policies say (after %i lines)', async (lines) => {
    await throughIn(await pairOf(none, staff), lines);
  });

  test.each([0, 1])('and takes them away ends as the policies say (after %i lines)', async (lines) => {
    await throughIn(await pairOf(staff, none), lines);
  });

  test.each([0, 1, 2])('and invites guests ends as the policies say (after %i lines)', async (lines) => {
    await throughIn(await pairOf(none, guests), lines);
  });

  test('and puts people into a default group that no API tells of ends as the policies say', async () => {
    const declared = (members: string): string => `---\n{kind: Group, name: wiki-users, products: [confluence], members: [${members}]}\n`;
    const pair = await pairOf(
      none + declared(''),
      staff.replaceAll('[confluence]', '[]').replace('[confluence, jira-software]', '[jira-software]') +
        declared('ana@corp.test, bob@corp.test'),
    );
    Object.assign(pair.world.defaultGroups, { confluence: 'wiki-users' });
    await throughIn(pair, 3);
  });
});
