import { expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { collectGarbage } from '../../src/cli/collect-garbage.js';

/** Something large that nobody holds any more. */
function dropped(): WeakRef<object> {
  return new WeakRef<object>({ texts: Array.from({ length: 10_000 }, (_, index) => `text ${String(index)}`) });
}

test('lets go at once of what nobody holds, where the heap is large enough', async () => {
  const things = Array.from({ length: 8 }, dropped);
  // A reference that was just made or read keeps its thing alive until the end of the turn.
  await setImmediate();
  collectGarbage(0);
  expect(things.filter((each) => each.deref() !== undefined)).toHaveLength(0);
});

test('leaves a small heap alone', async () => {
  const things = Array.from({ length: 8 }, dropped);
  await setImmediate();
  collectGarbage(Number.MAX_SAFE_INTEGER);
  expect(things.filter((each) => each.deref() !== undefined)).not.toHaveLength(0);
});
