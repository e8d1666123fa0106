import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Effects, nothing } from '../../src/matrix/effects.js';
import { States } from '../../src/matrix/states.js';
import { allowed } from '../../src/matrix/verdicts.js';

const permissions = ['a', 'b', 'c'];
/** The effects of the terms of one row after another, and by which terms subjects are named there, guests by the one behind all. */
const row = fc
  .array(fc.subarray(permissions), { maxLength: 6 })
  .chain((terms) => fc.record({ terms: fc.constant(terms), named: fc.array(fc.array(fc.nat({ max: terms.length }), { maxLength: 8 })) }));

test('a state says what the terms that lead to it give together, and whether one of them is that of guests', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      const effects = new Effects();
      const states = new States(effects);
      for (const { terms, named } of rows) {
        const given = [...terms.map((names) => effects.of(names, allowed)), nothing];
        states.reset(given.length);
        const seen = new Map<string, number>();
        for (const path of named) {
          const state = path.reduce((from, term) => states.next(from, term, given[term] ?? nothing), 0);
          const union = path.reduce((sum, term) => effects.union(sum, given[term] ?? nothing), nothing);
          const isGuest = path.includes(terms.length);
          expect(states.effect(state)).toBe(union);
          expect(states.isGuest(state)).toBe(isGuest);
          if (path.length === 0) continue;
          // Whoever is named otherwise, and gets the same, is in the same state.
          const key = `${String(union)} ${String(isGuest)}`;
          expect(seen.get(key) ?? state).toBe(state);
          seen.set(key, state);
        }
        expect(states.count).toBeLessThanOrEqual(1 + named.flat().length);
      }
    }),
  );
});
