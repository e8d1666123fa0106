import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Effects, nothing } from '../../src/matrix/effects.js';
import { allowed, nobody } from '../../src/matrix/verdicts.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
/** Verdicts by name, as texts; an empty one is nobody's. */
const written = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('', 'allowed', 'if:reporter', 'if:assignee'));

function numbersOf(effects: Effects, map: Readonly<Record<string, string>>): Map<number, number> {
  return new Map(Object.entries(map).map(([name, text]) => [effects.permissionId(name), effects.verdicts.parse(text)]));
}

test('an effect says of each permission what it was made of, and equal ones are one', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(names), written, (first, map) => {
      const effects = new Effects();
      for (const name of first) effects.permissionId(name);
      const numbers = numbersOf(effects, map);
      const effect = effects.from(numbers);
      const held = new Map([...numbers].filter(([, verdict]) => verdict !== nobody));
      expect(effects.toMap(effect)).toEqual(held);
      expect(effects.count(effect)).toBe(held.size);
      for (const name of names) {
        const permission = effects.permissionId(name);
        expect(effects.verdict(effect, permission)).toBe(held.get(permission) ?? nobody);
      }
      expect(effects.from(new Map([...numbers].reverse()))).toBe(effect);
      expect(effect === nothing).toBe(held.size === 0);
    }),
  );
});

test('the union of two effects gives what one of them gives', () => {
  fc.assert(
    fc.property(written, written, (one, other) => {
      const effects = new Effects();
      const [a, b] = [effects.from(numbersOf(effects, one)), effects.from(numbersOf(effects, other))];
      const union = effects.union(a, b);
      for (let permission = 0; permission < effects.permissionCount; permission++)
        expect(effects.verdict(union, permission)).toBe(
          effects.verdicts.or(effects.verdict(a, permission), effects.verdict(b, permission)),
        );
      expect(effects.union(b, a)).toBe(union);
      expect(effects.union(union, effects.of(['a'], allowed))).toBe(effects.union(a, effects.union(b, effects.of(['a'], allowed))));
    }),
  );
});

test('effects keep what they say when there are more permissions than they had room for', () => {
  const effects = new Effects();
  const first = effects.of(['a'], allowed);
  const many = Array.from({ length: 200 }, (_, each) => `p${String(each)}`);
  const last = effects.of(many, allowed);
  expect(effects.verdict(first, effects.permissionId('a'))).toBe(allowed);
  expect(effects.count(effects.union(first, last))).toBe(201);
  expect(many.map((name) => effects.verdict(last, effects.permissionId(name)))).toEqual(many.map(() => allowed));
  expect(effects.verdict(first, effects.permissionId('p199'))).toBe(nobody);
  expect(effects.verdict(first, effects.permissionId('of none of them'))).toBe(nobody);
});

test('many effects are told from each other, and found again', () => {
  const effects = new Effects();
  const combinations = Array.from({ length: 5_000 }, (_, bits) =>
    names.concat('g', 'h', 'i', 'j', 'k', 'l', 'm').filter((_name, bit) => bits & (1 << bit)),
  );
  const numbers = combinations.map((each) => effects.of(each, allowed));
  expect(numbers).toEqual([...numbers.keys()]);
  expect(combinations.map((each) => effects.of(each, allowed))).toEqual(numbers);
});

test('a change of each verdict leaves out whoever is given none', () => {
  fc.assert(
    fc.property(written, (map) => {
      const effects = new Effects();
      const held = numbersOf(effects, map);
      const b = effects.permissionId('b');
      const changed = effects.changed(effects.from(held), (permission, verdict) =>
        permission === b ? nobody : effects.verdicts.or(verdict, allowed),
      );
      held.delete(b);
      expect(changed).toBe(
        effects.of(
          [...held].filter(([, verdict]) => verdict !== nobody).map(([permission]) => effects.permissionName(permission)),
          allowed,
        ),
      );
    }),
  );
});
