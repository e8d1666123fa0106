import { expect, test } from '@jest/globals';
import { abandonPlan, files } from '../../../src/carrying-out.js';
import type { Outcome, WriteOutcome } from '../../../src/apply/outcome.js';
import type { World } from '../../../src/sandbox/world.js';
import { corp, pairOfTexts, staff } from '../../support/rehearsal/corp.js';
import { rehearsalOf, travel, wrongAtTheEnd } from '../../support/rehearsal/journey.js';
import { memoryRecord } from '../../support/rehearsal/memory-record.js';
import { carryOut, planNow, readStage, resume } from '../../support/rehearsal/rehearsal.js';
import { stageOf } from '../../support/rehearsal/stage.js';
import { stillWorld } from '../../support/still-world.js';

const before = `${corp(...staff)}---
{kind: Group, name: devs, members: []}
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: root@corp.test, scheme: standard, roles: {Developers: [user:root@corp.test]}}
`;
const after = before
  .replace('members: []', 'members: [ana@corp.test]')
  .replace('lead: root@corp.test', 'lead: ana@corp.test')
  .replace('allow: [BROWSE_PROJECTS]', 'allow: [BROWSE_PROJECTS, CREATE_ISSUES]')
  .replace('[user:root@corp.test]}}', '[user:bob@corp.test]}}');

const idIn = ({ accounts }: World, name: string): string =>
  Object.values(accounts).find(({ email }) => email === `${name}@corp.test`)?.accountId ?? '';

interface Meddling {
  readonly name: string;
  /** The write that it comes before. */
  readonly write: RegExp;
  readonly click: (world: World) => void;
  readonly end: Outcome['end'];
  readonly type: WriteOutcome['type'];
}

/** What somebody else does by hand while an apply is under way. */
const meddlings: readonly Meddling[] = [
  {
    name: 'another lead than was expected',
    write: /lead/,
    click: (world) => {
      for (const project of Object.values(world.projects)) project.lead = idIn(world, 'bob');
    },
    end: 'moved',
    type: 'moved',
  },
  {
    name: 'a group that is gone',
    write: /to group devs/,
    click: ({ groups }) => {
      for (const [id, { name }] of Object.entries(groups)) if (name === 'devs') Reflect.deleteProperty(groups, id);
    },
    end: 'failed',
    type: 'not-made',
  },
  {
    name: 'what was to be done',
    write: /lead/,
    click: (world) => {
      for (const project of Object.values(world.projects)) project.lead = idIn(world, 'ana');
    },
    end: 'done',
    type: 'already',
  },
];

test.each(meddlings)('somebody clicks while another one applies: $name', async ({ write, click, end, type }) => {
  const pair = await pairOfTexts(before, after);
  const stage = await stageOf(pair.world);
  const record = memoryRecord('https://corp.atlassian.net');
  const rehearsal = rehearsalOf(pair, stage, () => Promise.resolve(record.open()));
  try {
    const now = await readStage(rehearsal);
    const plan = await planNow(rehearsal, now);
    const place = plan.writes.findIndex(({ what }) => write.test(what));
    const earlier = plan.writes[place - 1];
    const when = earlier === undefined ? 'after begin' : `after the line end ${earlier.id}`;
    const point = (what: string): void => {
      if (what === when) click(stage.world);
    };
    const applied = await carryOut({ ...rehearsal, point }, now, { plan });
    if (applied.type !== 'ran') throw new Error(applied.type);
    const { outcome, entry } = applied;
    expect([outcome.end, outcome.writes[place]?.type]).toEqual([end, type]);
    // Nothing after it was touched, and the record tells what was found.
    const made = stage.changes.length;
    if (end !== 'done') expect(new Set(outcome.writes.slice(place + 1).map((each) => each.type))).toEqual(new Set(['not-tried']));
    const { ledger, openJournal } = record.open();
    expect(JSON.parse(await ledger.read(entry, files.outcome))).toEqual(JSON.parse(JSON.stringify(outcome)));
    if (type === 'moved') {
      expect(outcome.writes[place]).toMatchObject({
        expected: [{ says: ['user:root@corp.test'] }],
        found: [{ says: ['user:bob@corp.test'] }],
      });
      expect(await resume(rehearsal)).toMatchObject({ type: 'moved' });
    }
    expect(stage.changes.length).toBe(made);
    if ((await ledger.holder()) !== undefined) await abandonPlan(entry, { ledger, openJournal, world: stillWorld() }, false);
    expect((await travel(rehearsal)).refusedBy).toBeUndefined();
    expect(wrongAtTheEnd(pair, stage)).toEqual([]);
    await expect(record.open().ledger.holder()).resolves.toBeUndefined();
  } finally {
    await stage.close();
  }
});
