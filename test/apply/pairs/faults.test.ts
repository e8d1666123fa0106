import { expect, test } from '@jest/globals';
import type { Faults } from '../../../src/sandbox/faults.js';
import { rehearsalOf, travel, wrongAtTheEnd, wrongOnTheWay } from '../../support/rehearsal/journey.js';
import { pairOf } from '../../support/rehearsal/pairs.js';
import { seedsOf } from '../../support/rehearsal/seeds.js';
import { stageOf } from '../../support/rehearsal/stage.js';

const seeds = seedsOf('PERMAFROST_FAULTY_PAIRS', [1, 13, 17, 22, 28]);

/** Of each something, by turns more. */
function faultsOf(seed: number): Partial<Faults> {
  const some = [0.02, 0.08, 0.15][seed % 3] ?? 0;
  return {
    '429': some,
    '500': some / 2,
    '503': some,
    drop: some / 2,
    'drop-after': some,
    slow: 0.02,
    'slow-ms': 5,
    lag: seed % 4,
    'empty-pages': seed % 2 === 0 ? 0.3 : 0,
  };
}

let broken = 0;
let went = 0;

test.each(seeds)('whatever goes wrong, it ends the same, and each change is made once (seed %i)', async (seed) => {
  const calm = await stageOf((await pairOf(seed)).world);
  const pair = await pairOf(seed);
  const rough = await stageOf(pair.world);
  try {
    const usual = await travel(rehearsalOf(pair, calm));
    rough.fail(faultsOf(seed), seed);
    const journey = await travel(rehearsalOf(pair, rough));
    rough.fail({});
    broken += journey.broken;
    went += rough.running.sandbox.journal.requests.filter(({ fault }) => fault !== undefined).length;
    expect(journey.refusedBy === undefined).toBe(usual.refusedBy === undefined);
    if (journey.refusedBy !== undefined) return;
    expect(wrongAtTheEnd(pair, rough, journey.last)).toEqual([]);
    expect(wrongOnTheWay(pair, rough, journey)).toEqual([]);
    expect(rough.changes.map(({ request }) => requestKind(request)).sort()).toEqual(
      calm.changes.map(({ request }) => requestKind(request)).sort(),
    );
    expect(rough.cells()).toEqual(calm.cells());
  } finally {
    await calm.close();
    await rough.close();
  }
});

/** Without the ids of what was made on the way. */
function requestKind(request: string): string {
  return request.replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}|\/\d+|\/C[A-Z0-9]+/g, '/…');
}

test('enough went wrong', () => {
  if (process.env['PERMAFROST_FAULTY_PAIRS'] !== undefined)
    process.stdout.write(`${String(went)} faults, ${String(broken)} starts besides\n`);
  expect(went).toBeGreaterThan(seeds.length * 5);
});
