import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SubjectSets, type SubjectSet } from '../../src/matrix/subject-set.js';

const limit = 200;
const members = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 0, max: limit - 1 }), { maxLength: 8 }),
  fc.subarray(Array.from({ length: limit }, (_, number) => number)),
);

function listed(set: SubjectSet): readonly number[] {
  const found: number[] = [];
  set.visit((subject) => found.push(subject));
  return found;
}

const inOrder = (numbers: Iterable<number>): readonly number[] => [...new Set(numbers)].sort((a, b) => a - b);

describe('sets of subjects', () => {
  test('hold what they were made of, as lists and as bits', () => {
    const forms = new Set<boolean>();
    fc.assert(
      fc.property(members, fc.nat(limit), fc.nat(limit), (some, from, to) => {
        const set = new SubjectSets(limit).of(some);
        forms.add(set.form.list === undefined);
        expect(listed(set)).toEqual(inOrder(some));
        expect(set.size).toBe(some.length);
        expect(set.first).toBe(inOrder(some)[0]);
        for (let subject = 0; subject < limit; subject++) expect(set.has(subject)).toBe(some.includes(subject));
        const part: number[] = [];
        set.visit((subject) => part.push(subject), from, to);
        expect(part).toEqual(inOrder(some).filter((subject) => subject >= from && subject < to));
      }),
    );
    expect(forms.size).toBe(2);
  });

  test('are joined, cut and told apart as sets are', () => {
    fc.assert(
      fc.property(members, members, members, (a, b, c) => {
        const sets = new SubjectSets(limit);
        const [x, y, z] = [sets.of(a), sets.of(b), sets.of(c)] as const;
        expect(listed(sets.union([x, y, z]))).toEqual(inOrder([...a, ...b, ...c]));
        expect(listed(sets.intersection(x, y))).toEqual(inOrder(a.filter((each) => b.includes(each))));
        expect(listed(sets.difference(x, y))).toEqual(inOrder(a.filter((each) => !b.includes(each))));
        expect(x === y).toBe(String(inOrder(a)) === String(inOrder(b)));
      }),
    );
  });

  test('are one object where they are equal, however they were made', () => {
    fc.assert(
      fc.property(members, (some) => {
        const sets = new SubjectSets(limit);
        const words = sets.noBits();
        for (const subject of some) words[subject >>> 5] = (words[subject >>> 5] ?? 0) | (1 << (subject & 31));
        expect(sets.ofBits(words)).toBe(sets.of(some));
        expect(sets.ofSorted(Uint32Array.from([...inOrder(some), 7]), some.length)).toBe(sets.of(some));
      }),
    );
  });

  test('do not change with the memory they were made from', () => {
    const sets = new SubjectSets(limit);
    const list = Uint32Array.from([1, 2, 3]);
    const words = sets.noBits().fill(0xffffffff);
    const [few, many] = [sets.ofSorted(list), sets.ofBits(words)];
    list.fill(9);
    words.fill(0);
    expect(listed(few)).toEqual([1, 2, 3]);
    expect(many.has(0)).toBe(true);
  });
});
