import { describe, expect, test } from '@jest/globals';
import { load, serialise } from '../../src/matrix/serial.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

/** Everything that can be reached from a value by its properties, each once. */
function reachable(value: unknown, seen = new Set<object>()): ReadonlySet<object> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return seen;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) reachable(Reflect.get(value, key), seen);
  return seen;
}

describe.each(['compiled', 'kept'])('a matrix that was %s', (kind) => {
  const make = async () => {
    const { matrix } = await compiled(randomOrganisation(8, 'small').files);
    return kind === 'kept' ? load(serialise(matrix)).matrix : matrix;
  };

  test('has nothing in it that can be written to', async () => {
    const matrix = await make();
    const objects = [...reachable(matrix)];
    expect(objects.length).toBeGreaterThan(3);
    for (const object of objects) {
      expect(Object.isFrozen(object)).toBe(true);
      for (const key of Reflect.ownKeys(object)) {
        expect(Reflect.set(object, key, 'other')).toBe(false);
        expect(Reflect.deleteProperty(object, key)).toBe(false);
      }
      expect(Reflect.set(object, 'more', 1)).toBe(false);
      expect(Reflect.setPrototypeOf(object, null)).toBe(false);
    }
  });

  test('stays as it is whatever happens to its answers', async () => {
    const matrix = await make();
    const before = JSON.stringify([...matrix.cells()]);
    const [first] = matrix.cells();
    if (first === undefined) throw new Error('The organisation has no cells.');
    for (const cells of [[...matrix.cells()], matrix.cellsOf(first.subject), matrix.holders(first.permission, first.resource)]) {
      for (const cell of cells) Reflect.set(cell, 'verdict', 'allowed by me');
      Reflect.set(cells, 'length', 0);
    }
    expect(JSON.stringify([...matrix.cells()])).toBe(before);
    expect(matrix.verdict(first.subject, first.permission, first.resource)).toBe(first.verdict);
  });
});
