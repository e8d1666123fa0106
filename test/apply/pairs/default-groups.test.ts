import { describe, expect, test } from '@jest/globals';
import { abandonPlan } from '../../../src/carrying-out.js';
import { worldOf } from '../../../src/sandbox/from-policies/world-of.js';
import { asOf, compiled } from '../../support/compiled.js';
import { rehearsalOf, travel, wrongAtTheEnd } from '../../support/rehearsal/journey.js';
import { memoryRecord } from '../../support/rehearsal/memory-record.js';
import type { Pair } from '../../support/rehearsal/pairs.js';
import { carryOut, planNow, readStage } from '../../support/rehearsal/rehearsal.js';
import { Killed, stageOf } from '../../support/rehearsal/stage.js';
import { stillWorld } from '../../support/still-world.js';

const policies = (people: readonly string[], more: string): string => `kind: Site
name: corp
url: https://corp.atlassian.net
internalDomains: [corp.test]
plan: premium
admins: [user:root@corp.test]
limits: {minAdmins: 1, maxRemovalPercent: 100}
---
kind: Users
name: people
users:
  root@corp.test: {products: [jira-software, confluence]}
${people.map((each) => `  ${each}\n`).join('')}---
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
  const [before, after] = await Promise.all([from, to].map((text) => compiled([['all.yaml', text]])));
  if (before === undefined || after === undefined) throw new Error('Two are two.');
  const world = worldOf(before.site, asOf);
  Object.assign(world.defaultGroups, { 'jira-software': 'jira-users' });
  return { before, after, world, isManaged: true };
}

/** Broken off after so many lines of the journal, given up, and planned and made until nothing is left. */
async function throughIn(pair: Pair, lines: number): Promise<void> {
  const stage = await stageOf(pair.world);
  const record = memoryRecord('https://corp.atlassian.net');
  const rehearsal = rehearsalOf(pair, stage, () => Promise.resolve(record.open()));
  try {
    const now = await readStage(rehearsal);
    let left = lines;
    const point = (what: string): void => {
      if (/^after the line/.test(what) && left-- === 0) throw new Killed(what);
    };
    const plan = await planNow(rehearsal, now);
    const ended: unknown = await carryOut({ ...rehearsal, point }, now, { plan }).catch((error: unknown) => error);
    expect(ended).toBeInstanceOf(Killed);
    const { ledger, openJournal } = record.open();
    const holder = await ledger.holder();
    if (holder !== undefined) await abandonPlan(holder.entry, { ledger, openJournal, world: stillWorld() }, false);
    const journey = await travel(rehearsal);
    expect(journey.refusedBy).toBeUndefined();
    expect(journey.last).toMatchObject({ writes: [] });
    expect(wrongAtTheEnd(pair, stage)).toEqual([]);
  } finally {
    await stage.close();
  }
}

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
