import { expect, test } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate } from 'node:timers/promises';
import type { Cell } from '../../src/matrix/matrix.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('listing all cells keeps none of them', async () => {
  const { matrix } = await compiled(randomOrganisation(8, 'small').files);
  const listed: WeakRef<Cell>[] = [];
  const cells = matrix.cells()[Symbol.iterator]();
  const most = matrix.counts.cells - 1;
  // The listing is still going on when we look what is left.
  for (let left = most; left > 0; left--) {
    const { value } = cells.next() as IteratorYieldResult<Cell>;
    listed.push(new WeakRef(value));
    if (left % 100 === 0) await setImmediate();
  }
  await setImmediate();
  collectGarbage();
  expect(listed.length).toBeGreaterThan(500);
  expect(listed.filter((cell) => cell.deref() !== undefined).length).toBeLessThan(5);
  expect(cells.next().done).toBe(false);
});
