import { expect } from '@jest/globals';
import type { Cells } from './cells.js';
import { rehearsalOf, travel, wrongAtTheEnd, wrongOnTheWay, type Leg } from './journey.js';
import type { Pair } from './pairs.js';
import { carryOut, planNow, readStage, resume, type Opened, type Rehearsal } from './rehearsal.js';
import { Killed, stageOf } from './stage.js';
import { toldIn } from './without-told.js';

/** A run that nobody breaks off. */
export interface Whole {
  /** Where a process can end during the first apply. */
  readonly points: readonly string[];
  /** How many requests changed something. */
  readonly effective: number;
  readonly cells: Cells;
}

/** A site that is made as policies say, again each time. */
type Make = () => Promise<Pair>;

export async function wholeRun(make: Make): Promise<Whole> {
  const pair = await make();
  const stage = await stageOf(pair.world);
  const points: string[] = [];
  try {
    const rehearsal: Rehearsal = { ...rehearsalOf(pair, stage), point: (what) => void points.push(what) };
    const now = await readStage(rehearsal);
    const plan = await planNow(rehearsal, now);
    const refused = plan.guards.filter(({ ok }) => !ok).map(({ message }) => message);
    if (refused.length > 0) throw new Error(`It may not be made: ${refused.join(' ')}`);
    const applied = await carryOut(rehearsal, now, { plan });
    if (applied.type !== 'ran' || applied.outcome.end === 'refused')
      throw new Error(`It did not run: ${JSON.stringify(applied).slice(0, 500)}`);
    await travel({ ...rehearsal, point: () => undefined });
    return { points, effective: stage.changes.length, cells: stage.cells() };
  } finally {
    await stage.close();
  }
}

/** Kills it at one point, starts it anew until nothing is left, and looks at what came of it: the site as it is then. */
export async function killedAt(make: Make, at: number, open: () => Promise<Opened>, whole: Whole): Promise<Pair['world']> {
  const pair = await make();
  const stage = await stageOf(pair.world);
  let left = at;
  const rehearsal: Rehearsal = {
    ...rehearsalOf(pair, stage, open),
    point: (what) => {
      if (left-- === 0) throw new Killed(what);
    },
  };
  try {
    const now = await readStage(rehearsal);
    const [plan, before] = [await planNow(rehearsal, now), stage.cells()];
    stage.told = toldIn(plan);
    const ended: unknown = await carryOut(rehearsal, now, { plan }).catch((error: unknown) => error);
    // While the record is written, what was made is told nevertheless.
    if (!(ended instanceof Killed)) expect(ended).toMatchObject({ type: 'unrecorded' });
    const resumed = await resume(rehearsal);
    if (resumed !== undefined) expect(resumed).toMatchObject({ type: 'ran', open: false });
    else await expect((await open()).ledger.holder()).resolves.toBeUndefined();
    stage.told = [];
    const broken: Leg = { before, end: stage.cells(), from: 0, to: stage.changes.length };
    const journey = await travel(rehearsal);
    expect(journey.refusedBy).toBeUndefined();
    expect(wrongAtTheEnd(pair, stage, journey.last)).toEqual([]);
    expect(wrongOnTheWay(pair, stage, { legs: [broken, ...journey.legs] })).toEqual([]);
    expect([stage.changes.length, stage.cells()]).toEqual([whole.effective, whole.cells]);
    await expect((await open()).ledger.holder()).resolves.toBeUndefined();
    return stage.world;
  } finally {
    await stage.close();
  }
}
