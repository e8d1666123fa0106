import { expect, test } from '@jest/globals';
import type { Applied } from '../../../src/carrying-out.js';
import { noFaults } from '../../../src/sandbox/faults.js';
import { rehearsalOf, travel, wrongAtTheEnd, wrongOnTheWay } from '../../support/rehearsal/journey.js';
import { memoryRecord } from '../../support/rehearsal/memory-record.js';
import { pairOf } from '../../support/rehearsal/pairs.js';
import { carryOut, planNow, readStage, resume, type Rehearsal } from '../../support/rehearsal/rehearsal.js';
import { seedsOf } from '../../support/rehearsal/seeds.js';
import { Killed, stageOf } from '../../support/rehearsal/stage.js';
import { toldIn } from '../../support/rehearsal/without-told.js';

const faults = { '429': 0.05, '500': 0.03, '503': 0.05, drop: 0.03, 'drop-after': 0.06 };

/** One start, by a new process: it goes on from what was begun, or plans what is left. */
async function start(rehearsal: Rehearsal): Promise<Applied | 'killed' | 'nothing'> {
  try {
    const { ledger } = await rehearsal.open();
    if ((await ledger.holder()) !== undefined) {
      const applied = await resume(rehearsal);
      if (applied === undefined) return 'nothing';
      if (applied.type === 'moved') throw new Error(`The site is not on its way: ${JSON.stringify(applied.moved)}`);
      return applied;
    }
    const now = await readStage(rehearsal);
    const plan = await planNow(rehearsal, now);
    const { stage } = rehearsal;
    stage.told = [...stage.told, ...toldIn(plan)];
    return plan.writes.length === 0 ? 'nothing' : await carryOut(rehearsal, now, { plan });
  } catch (error) {
    if (error instanceof Killed) return 'killed';
    throw error;
  }
}

test.each(seedsOf('PERMAFROST_STORMY_PAIRS', [5]))(
  'killed again and again while calls go wrong, it ends the same, and each change is made once (seed %i)',
  async (seed) => {
    const [calm, pair] = [await stageOf((await pairOf(seed)).world), await pairOf(seed)];
    const rough = await stageOf(pair.world);
    const record = memoryRecord('https://corp.atlassian.net');
    let [left, kills] = [0, 0];
    const point = (what: string): void => {
      if (left-- > 0) return;
      kills++;
      throw new Killed(what);
    };
    const rehearsal: Rehearsal = { ...rehearsalOf(pair, rough, () => Promise.resolve(record.open())), point };
    try {
      const usual = await travel(rehearsalOf(pair, calm));
      if (usual.refusedBy !== undefined) throw new Error(`It may not be made: ${usual.refusedBy.join(' ')}`);
      const before = rough.cells();
      rough.fail({ ...noFaults, ...faults, lag: seed % 4 }, seed);
      for (let starts = 0; starts < 40; starts++) {
        left = starts < 30 ? (seed * 7 + starts * 5) % 23 : Infinity;
        const ended = await start(rehearsal);
        if (ended === 'nothing') break;
        if (ended === 'killed') continue;
        if (ended.type === 'ran') expect(['done', 'waiting', 'failed', 'stopped']).toContain(ended.outcome.end);
        if (ended.type === 'ran' && !ended.open) break;
      }
      left = Infinity;
      rough.fail({});
      rough.told = [];
      const broken = { before, end: rough.cells(), from: 0, to: rough.changes.length };
      const journey = await travel(rehearsal);
      expect(wrongAtTheEnd(pair, rough, journey.last)).toEqual([]);
      expect(wrongOnTheWay(pair, rough, { legs: [broken, ...journey.legs] })).toEqual([]);
      expect([rough.changes.length, rough.cells()]).toEqual([calm.changes.length, calm.cells()]);
      await expect(record.open().ledger.holder()).resolves.toBeUndefined();
      expect(kills).toBeGreaterThan(0);
    } finally {
      await Promise.all([calm.close(), rough.close()]);
    }
  },
  300_000,
);
