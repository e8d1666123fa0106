import { describe, expect, test } from '@jest/globals';
import { abandonPlan } from '../../../src/carrying-out.js';
import type { World } from '../../../src/sandbox/world.js';
import { corp, pairOfTexts, staff } from '../../support/rehearsal/corp.js';
import { rehearsalOf, travel, wrongAtTheEnd } from '../../support/rehearsal/journey.js';
import { killedAt, wholeRun } from '../../support/rehearsal/killed.js';
import { memoryRecord } from '../../support/rehearsal/memory-record.js';
import type { Pair } from '../../support/rehearsal/pairs.js';
import { carryOut, planBack, planNow, readStage, resume, type Rehearsal } from '../../support/rehearsal/rehearsal.js';
import { Killed, stageOf } from '../../support/rehearsal/stage.js';
import { stillWorld } from '../../support/still-world.js';

const before = `${corp(...staff)}---
{kind: Group, name: devs, members: [ana@corp.test]}
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}, {to: [group:devs], allow: [CREATE_ISSUES]}]}
---
{kind: Project, key: ONE, lead: root@corp.test, scheme: standard, roles: {Developers: [group:devs, user:root@corp.test]}}
---
{kind: SpaceRole, name: reader, permissions: [read/space]}
---
kind: Space
key: DOCS
access:
  - {to: [user:root@corp.test], allow: [read/space, administer/space]}
  - {to: [group:devs], as: reader}
---
{kind: Channel, name: talk, members: [user:ana@corp.test]}
`;

/** All that an API renames, and something of each changes besides. */
const after = before
  .replace('{kind: Role, name: Developers}', '{kind: Role, name: Builders, formerly: Developers}')
  .replace('role:Developers', 'role:Builders')
  .replace('{Developers: [group:devs,', '{Builders: [user:bob@corp.test,')
  .replace('name: standard,', 'name: common, formerly: standard,')
  .replace('scheme: standard', 'scheme: common')
  .replace('[CREATE_ISSUES]', '[CREATE_ISSUES, ADD_COMMENTS]')
  .replace('name: reader, permissions: [read/space]', 'name: visitor, formerly: reader, permissions: [read/space, create/comment]')
  .replace('as: reader', 'as: visitor')
  .replace('name: talk, members: [user:ana@corp.test]', 'name: chat, formerly: talk, members: [user:ana@corp.test, user:bob@corp.test]');

const pair = (wanted = after): Promise<Pair> => pairOfTexts(before, wanted);

const namesIn = ({ projectRoles, schemes, spaceRoles, chat, groups }: World): readonly string[] =>
  [projectRoles, schemes, spaceRoles, chat.channels, groups].flatMap((things) =>
    Object.values(things as Readonly<Record<string, { readonly name: string }>>)
      .map(({ name }) => name)
      .filter((name) => /^(?:Developers|Builders|standard|common|reader|visitor|talk|chat|devs|crew)$/.test(name)),
  );
const grantsOf = ({ schemes, projects, spaceRoles, spaces }: World): unknown => [
  Object.values(schemes).map(({ grants }) => grants),
  Object.values(projects).map(({ roles }) => roles),
  Object.values(spaceRoles).map(({ permissions }) => permissions),
  spaces,
];
const renamed = ['Builders', 'common', 'visitor', 'chat', 'devs'];

describe('an apply that gives other names', () => {
  test('is killed before and after each of them, goes on, and makes nothing anew', async () => {
    const whole = await wholeRun(() => pair());
    const tried = whole.points.flatMap((point, at) => (/^after (?:PUT|POST .*rename)/.test(point) ? [[point, at] as const] : []));
    expect(tried.length).toBeGreaterThanOrEqual(6);
    for (const [point, at] of tried) {
      const record = memoryRecord('https://corp.atlassian.net');
      try {
        expect(
          namesIn(
            await killedAt(
              () => pair(),
              at,
              () => Promise.resolve(record.open()),
              whole,
            ),
          ),
        ).toEqual(renamed);
      } catch (error) {
        throw new Error(`killed at ${point}: ${String(error)}`, { cause: error });
      }
    }
  }, 300_000);

  /** Killed as one more write than so many has begun, and ended as it is. */
  async function abandonedAfter(lines: number, wanted?: string): Promise<{ readonly rehearsal: Rehearsal; readonly pair: Pair }> {
    const made = await pair(wanted);
    const stage = await stageOf(made.world);
    const record = memoryRecord('https://corp.atlassian.net');
    const rehearsal = rehearsalOf(made, stage, () => Promise.resolve(record.open()));
    const now = await readStage(rehearsal);
    let left = lines;
    const point = (what: string): void => {
      if (what.startsWith('after the line begin') && left-- === 0) throw new Killed(what);
    };
    const ended: unknown = await carryOut({ ...rehearsal, point }, now, { plan: await planNow(rehearsal, now) }).catch(
      (error: unknown) => error,
    );
    expect(ended).toBeInstanceOf(Killed);
    const { ledger, openJournal } = record.open();
    const holder = await ledger.holder();
    if (holder === undefined) throw new Error('Nobody has the lock.');
    await abandonPlan(holder.entry, { ledger, openJournal, world: stillWorld() }, false);
    return { rehearsal, pair: made };
  }

  test.each([1, 3, 5, 7])('is given up after %i writes, and planned again from there', async (lines) => {
    const { rehearsal, pair: made } = await abandonedAfter(lines);
    const { stage } = rehearsal;
    try {
      expect((await travel(rehearsal)).refusedBy).toBeUndefined();
      expect(wrongAtTheEnd(made, stage)).toEqual([]);
      expect(namesIn(stage.world)).toEqual(renamed);
    } finally {
      await stage.close();
    }
  });

  test('is given up, and what it changed is taken back under the names that are there', async () => {
    const { rehearsal } = await abandonedAfter(6);
    const { stage } = rehearsal;
    try {
      const [now, grants] = [await readStage(rehearsal), grantsOf((await pair()).world)];
      expect(grantsOf(stage.world)).not.toEqual(grants);
      const back = await planBack(rehearsal, now);
      const undone = await carryOut(rehearsal, now, { plan: back.plan, undoes: back.entry.id });
      expect(undone).toMatchObject({ type: 'ran', open: false, outcome: { end: 'done' } });
      expect([grantsOf(stage.world), namesIn(stage.world)]).toEqual([grants, renamed]);
    } finally {
      await stage.close();
    }
  });
});

const crew = before
  .replace(
    '{kind: Group, name: devs, members: [ana@corp.test]}',
    '{kind: Group, name: crew, formerly: devs, members: [ana@corp.test, bob@corp.test]}',
  )
  .replaceAll('group:devs', 'group:crew')
  .replace('[group:crew, user:root@corp.test]', '[group:crew, user:ana@corp.test]')
  .replace('members: [user:ana@corp.test]}', 'members: [user:ana@corp.test, user:bob@corp.test]}');

describe('a group that is to be called otherwise, which no API does', () => {
  test.each([0, 1, 2, 3])(
    'is renamed by hand while an apply is broken off after %i lines, and gets what is its own afterwards',
    async (lines) => {
      const made = await pair(crew);
      const stage = await stageOf(made.world);
      const rehearsal = rehearsalOf(made, stage);
      try {
        const now = await readStage(rehearsal);
        const plan = await planNow(rehearsal, now);
        let left = lines;
        const point = (what: string): void => {
          if (what.startsWith('after the line') && left-- === 0) throw new Killed(what);
        };
        const ended: unknown = await carryOut({ ...rehearsal, point }, now, { plan }).catch((error: unknown) => error);
        expect(ended).toBeInstanceOf(Killed);
        expect(await stage.rename('group:devs', 'group:crew')).toBeUndefined();
        expect(await resume(rehearsal)).toMatchObject({ type: 'ran', open: false, outcome: { counts: { made: 3, waiting: 0 } } });
        const journey = await travel(rehearsal);
        expect(journey.refusedBy).toBeUndefined();
        expect(wrongAtTheEnd(made, stage)).toEqual([]);
      } finally {
        await stage.close();
      }
    },
  );
});
