import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inSight, moved, scrollTo } from '../../src/web/page/virtual.js';

describe('what is in sight', () => {
  test('covers what fits, and no more than some around it', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 10, max: 200 }),
        fc.nat(10_000),
        fc.nat(5),
        (scroll, room, size, amount, around) => {
          const { from, to } = inSight(scroll, room, size, amount, around);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(amount);
          expect(to - from).toBeLessThanOrEqual(Math.ceil(room / size) + 2 * around + 1);
          for (let index = Math.floor(scroll / size); index * size < scroll + room && index < amount; index++) {
            expect(from).toBeLessThanOrEqual(index);
            expect(to).toBeGreaterThan(index);
          }
        },
      ),
    );
  });

  test('is reached by scrolling no further than needed', () => {
    expect(scrollTo(5, 0, 400, 36)).toBeUndefined();
    expect(scrollTo(0, 100, 400, 36)).toBe(0);
    expect(scrollTo(20, 0, 400, 36)).toBe(21 * 36 - 400);
  });
});

describe('a key in the grid', () => {
  const size = { rows: 10, columns: 4, page: 6 };
  const press = (key: string, ctrlKey = false) => moved({ key, ctrlKey }, [5, 2], size);

  test('leads to the next cell, or to the end', () => {
    expect(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'].map((key) => press(key))).toEqual([
      [4, 2],
      [6, 2],
      [5, 1],
      [5, 3],
      [-1, 2],
      [9, 2],
      [5, -1],
      [5, 3],
    ]);
    expect([press('Home', true), press('End', true), press('a')]).toEqual([[-1, -1], [9, 3], undefined]);
  });

  test('never leads out of it', () => {
    const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())), (presses) => {
        let at: readonly [number, number] = [0, 0];
        for (const [key, ctrlKey] of presses) at = moved({ key, ctrlKey }, at, size) ?? at;
        expect(at[0]).toBeGreaterThanOrEqual(-1);
        expect(at[0]).toBeLessThan(size.rows);
        expect(at[1]).toBeGreaterThanOrEqual(-1);
        expect(at[1]).toBeLessThan(size.columns);
      }),
    );
  });
});
