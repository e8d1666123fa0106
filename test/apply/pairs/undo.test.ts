import { expect, test } from '@jest/globals';
import { abandonPlan } from '../../../src/carrying-out.js';
import { differing } from '../../support/rehearsal/cells.js';
import { rehearsalOf } from '../../support/rehearsal/journey.js';
import { memoryRecord } from '../../support/rehearsal/memory-record.js';
import { pairOf } from '../../support/rehearsal/pairs.js';
import { carryOut, planBack, planNow, readStage, type Rehearsal } from '../../support/rehearsal/rehearsal.js';
import { seedsOf } from '../../support/rehearsal/seeds.js';
import { Killed, stageOf } from '../../support/rehearsal/stage.js';
import { stillWorld } from '../../support/still-world.js';

const seeds = seedsOf('PERMAFROST_UNDONE_PAIRS', [13, 22, 28]);

test.each(seeds.flatMap((seed) => [false, true].map((isPartial) => [seed, isPartial] as const)))(
  'an apply is taken back (seed %i, broken off: %s)',
  async (seed, isPartial) => {
    const pair = await pairOf(seed);
    const stage = await stageOf(pair.world);
    const record = memoryRecord('https://corp.atlassian.net');
    const rehearsal: Rehearsal = rehearsalOf(pair, stage, () => Promise.resolve(record.open()));
    try {
      const before = stage.cells();
      const now = await readStage(rehearsal);
      const plan = await planNow(rehearsal, now);
      if (plan.guards.some(({ ok }) => !ok)) return;
      const half = Math.ceil(plan.writes.length / 2);
      let made = 0;
      const breaking = (what: string): void => {
        if (isPartial && what.startsWith('after the line end') && ++made === half) throw new Killed(what);
      };
      await carryOut({ ...rehearsal, point: breaking }, now, { plan }).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      const { ledger, openJournal } = record.open();
      const holder = await ledger.holder();
      if (holder !== undefined) await abandonPlan(holder.entry, { ledger, openJournal, world: stillWorld() }, false);
      expect(stage.changes.length).toBeGreaterThan(0);
      const later = await readStage(rehearsal);
      const back = await planBack(rehearsal, later);
      expect(back.way.changed).toEqual([]);
      const refused = back.plan.guards.filter(({ ok }) => !ok);
      expect(refused).toEqual([]);
      const undone = await carryOut(rehearsal, later, { plan: back.plan, undoes: back.entry.id });
      expect(undone).toMatchObject({ type: 'ran', open: false, outcome: { end: 'done' } });
      const unlike = differing(before, stage.cells());
      const told = JSON.stringify([back.undo.notUndone, back.plan.left, back.plan.manual]);
      const isTold = (line: string): boolean =>
        line
          .split('\t')
          .slice(0, 2)
          .some((name) => told.includes(name.replace(/^[-+] /, '').replace(/^[a-z]+:/, '')));
      expect(unlike.filter((line) => !isTold(line))).toEqual([]);
    } finally {
      await stage.close();
    }
  },
);
