import { describe, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../src/providers/http/endpoint.js';
import { throttle, type Throttle } from '../../../src/providers/http/throttle.js';
import { realWorld } from '../../../src/providers/http/world.js';
import { stillWorld, type StillWorld } from '../../support/still-world.js';

const one: Endpoint = { api: 'jira', method: 'GET', template: '/one', query: [], limit: { calls: 2, within: 200 } };
const other: Endpoint = { ...one, template: '/other', limit: { calls: 1_000, within: 200 } };

function still(): { readonly world: StillWorld; readonly made: Throttle } {
  const world = stillWorld();
  return { world, made: throttle({ world, signal: new AbortController().signal, concurrency: 3, limited: true }) };
}

const task = (): Promise<string> => Promise.resolve('done');

describe('a pause', () => {
  test('of everything holds for every endpoint', async () => {
    const { world, made } = still();
    made.pause(5_000);
    expect(await made.run(other, task)).toBe('done');
    expect(world.waits).toEqual([5_000]);
  });

  test('of one endpoint leaves the others alone', async () => {
    const { world, made } = still();
    made.pause(5_000, one);
    await made.run(other, task);
    expect(world.waits).toEqual([]);
    await made.run(one, task);
    expect(world.waits).toEqual([5_000]);
  });

  test('is not made shorter by a shorter one', async () => {
    const { world, made } = still();
    made.pause(5_000);
    made.pause(1_000);
    await made.run(other, task);
    expect(world.waits).toEqual([5_000]);
  });
});

describe('a limit', () => {
  const real = (limited: boolean): Throttle =>
    throttle({ world: realWorld, signal: new AbortController().signal, concurrency: 3, limited });

  test('lets through so many in a time, of each endpoint by itself', async () => {
    const made = real(true);
    const start = performance.now();
    const times: number[] = [];
    const others: number[] = [];
    await Promise.all([
      ...[1, 2, 3, 4, 5].map(() => made.run(one, () => Promise.resolve(times.push(performance.now() - start)))),
      made.run(other, () => Promise.resolve(others.push(performance.now() - start))),
    ]);
    expect(others[0]).toBeLessThan(150);
    expect(times[1]).toBeLessThan(150);
    expect(times[2]).toBeGreaterThan(150);
    expect(times[4]).toBeGreaterThan(350);
  });

  test('is not kept where none was agreed', async () => {
    const made = real(false);
    const start = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => made.run(one, task)));
    expect(performance.now() - start).toBeLessThan(150);
  });

  test('of calls at once is kept', async () => {
    const made = real(false);
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        made.run(index % 2 === 0 ? one : other, async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 2));
          running--;
        }),
      ),
    );
    expect(most).toBe(3);
  });
});
