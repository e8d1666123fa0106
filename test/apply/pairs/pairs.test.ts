import { describe, expect, test } from '@jest/globals';
import { compiled, asOf } from '../../support/compiled.js';
import { readWorldLive } from '../../support/live-world.js';
import { importAnew } from '../../../src/importing.js';
import { mutate } from '../../support/organisation/mutate.js';
import { filesOf } from '../../support/organisation/organisation.js';
import { rehearsalOf, travel, wrongAtTheEnd, wrongOnTheWay, type Journey } from '../../support/rehearsal/journey.js';
import { pairOf, type Pair } from '../../support/rehearsal/pairs.js';
import { planNow, readStage } from '../../support/rehearsal/rehearsal.js';
import { seedsOf } from '../../support/rehearsal/seeds.js';
import { stageOf } from '../../support/rehearsal/stage.js';
import { parseAllDocuments } from 'yaml';

const seeds = seedsOf('PERMAFROST_PAIRS', [1, 6, 13, 17, 22, 28, 29, 34, 37, 42]);
const tally = { done: 0, refused: 0, changes: 0, legs: 0, told: 0 };

function note(seed: number, { refusedBy, effective, legs }: Journey): void {
  tally[refusedBy === undefined ? 'done' : 'refused']++;
  tally.changes += effective;
  tally.legs += legs.length;
  if (refusedBy !== undefined && process.env['PERMAFROST_PAIRS'] !== undefined)
    process.stdout.write(`seed ${String(seed)}: ${refusedBy.join(' ').slice(0, 300)}\n`);
}

async function judged(seed: number, pair: Pair): Promise<void> {
  const stage = await stageOf(pair.world, pair.after.site.people);
  try {
    const rehearsal = rehearsalOf(pair, stage);
    const journey = await travel(rehearsal);
    note(seed, journey);
    if (journey.refusedBy !== undefined) return;
    expect(wrongAtTheEnd(pair, stage, journey.last)).toEqual([]);
    expect(wrongOnTheWay(pair, stage, journey)).toEqual([]);
    // Again: nothing is to be done.
    const again = await planNow(rehearsal, await readStage(rehearsal));
    expect([again.writes, stage.changes.length]).toEqual([[], journey.effective]);
  } finally {
    await stage.close();
  }
}

describe('a site is made from one organisation into another', () => {
  test.each(seeds)('it ends as the policies say, and nobody has more on the way than before or afterwards (seed %i)', async (seed) => {
    await judged(seed, await pairOf(seed));
  });

  test('enough was tried', () => {
    if (process.env['PERMAFROST_PAIRS'] !== undefined) process.stdout.write(`${JSON.stringify(tally)}\n`);
    expect(tally.done).toBeGreaterThanOrEqual(seeds.length / 2);
    expect(tally.changes).toBeGreaterThan(seeds.length * 3);
  });
});

describe('a site is imported, the policies are edited, and applied', () => {
  test.each(seedsOf('PERMAFROST_IMPORTED_PAIRS', [1, 6, 9, 26]))('it ends as they say (seed %i)', async (seed) => {
    const { before, world } = await pairOf(seed * 2);
    const reading = await readWorldLive(structuredClone(world));
    if (reading.type === 'failed') throw new Error(reading.failure.message);
    const { internalDomains } = before.site.about;
    const { files } = importAnew({ live: reading.live.site, asOf, internalDomains });
    const documents = files
      .flatMap(({ text }) => parseAllDocuments(text).map((document): unknown => document.toJS() as unknown))
      .filter((each) => each !== null);
    const [was, edited] = await Promise.all([
      compiled(files.map(({ path, text }) => [path, text] as const)),
      compiled(filesOf(withoutLimits(mutate(documents, seed)), seed)),
    ]);
    // Whoever has no address is called by the account, as the import says.
    const ours = (state: typeof was): typeof was => ({ ...state, site: { ...state.site, guardrails: new Map() } });
    await judged(seed, { before: ours(was), after: ours(edited), world, isManaged: true });
  });
});

function withoutLimits(documents: readonly unknown[]): readonly unknown[] {
  return documents.map((document) => {
    const fields = document as Readonly<Record<string, unknown>>;
    return fields['kind'] === 'Site' ? { ...fields, limits: { maxRemovalPercent: 100, minAdmins: 1 } } : document;
  });
}
