import { describe, expect, test } from '@jest/globals';
import { checkpoints, checkpointEvery, type CheckpointEnd } from '../../src/apply/checkpoints.js';

/** Checkpoints of so many writes, each of which takes so long. */
async function kept(writes: number, milliseconds: number, end: CheckpointEnd = 'written', earlier = 0): Promise<readonly number[]> {
  let now = 0;
  const told: number[] = [];
  const copies = checkpoints({ now: () => now }, earlier, (ended) => {
    told.push(ended);
    return Promise.resolve(end);
  });
  for (let index = 0; index < writes; index++) {
    now += milliseconds;
    copies.ended();
    await copies.settled();
  }
  return told;
}

describe('checkpoints of an apply', () => {
  test('come after so many writes where these are fast', async () => {
    expect(await kept(80, 1)).toEqual([25, 50, 75]);
  });

  test('come every half a minute where writes are slow', async () => {
    expect(await kept(8, checkpointEvery.milliseconds / 2)).toEqual([2, 4, 6, 8]);
  });

  test('are fewer the more there is to keep, so that all together stay small', async () => {
    const told = await kept(4_000, 1_000);
    expect(told.length).toBeLessThan(110);
    expect(told.every((each, index) => index === 0 || each - (told[index - 1] ?? 0) > each / 20)).toBe(true);
    expect(told.reduce((sum, each) => sum + each, 0)).toBeLessThan(4_000 * 25);
  });

  test('that fail are tried again in time, and end no apply', async () => {
    expect(await kept(80, 1, 'failed')).toEqual([25, 50, 75]);
  });

  test('end once the lock is somebody else’s', async () => {
    expect(await kept(80, 1, 'lost')).toEqual([25]);
  });

  test('count what an earlier start wrote as kept', async () => {
    expect(await kept(30, 1, 'written', 1_000)).toEqual([]);
    expect(await kept(60, 1, 'written', 1_000)).toEqual([1_053]);
  });

  test('come again in time after the clock was set back', () => {
    let now = 10_000_000;
    const told: number[] = [];
    const copies = checkpoints({ now: () => now }, 0, (ended) => {
      told.push(ended);
      return Promise.resolve('written');
    });
    now = 0;
    for (let index = 0; index < 5; index++) {
      copies.ended();
      now += checkpointEvery.milliseconds / 2;
    }
    expect(told).toEqual([3]);
  });

  test('do not wait for one another: while one is on its way no other begins, and the next has all', async () => {
    const told: number[] = [];
    let arrive: (end: CheckpointEnd) => void = () => undefined;
    const copies = checkpoints({ now: () => 0 }, 0, (ended) => {
      told.push(ended);
      return new Promise((resolve) => (arrive = resolve));
    });
    for (let index = 0; index < 60; index++) copies.ended();
    expect(told).toEqual([25]);
    arrive('written');
    await copies.settled();
    copies.ended();
    expect(told).toEqual([25, 61]);
    arrive('written');
    await copies.settled();
  });
});
