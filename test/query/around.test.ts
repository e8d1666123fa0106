import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Around, type Surrounded } from '../../src/query/around.js';
import { Crowd } from '../../src/query/crowd.js';

const group = fc.oneof(fc.nat(10), fc.nat(2000));
const lists = fc.array(fc.uniqueArray(group, { maxLength: 12 }), { minLength: 1, maxLength: 5 });
const person = fc.nat(20);

/** A subject for each list: its atom is that of the person with the number of its turn. */
function subjectsOf(each: readonly (readonly number[])[]): readonly Surrounded[] {
  const crowd = new Crowd();
  crowd.add(Array.from({ length: 1020 }, (_, index) => index));
  return each.map((groups, index) => {
    const first = crowd.add(groups);
    return { crowd, first, end: first + groups.length, atom: index * 2 + 1 };
  });
}

test('a group is around a subject if its list has it, at its place there, whoever was asked about before', () => {
  fc.assert(
    fc.property(lists, fc.array(fc.tuple(fc.nat(), group)), (each, questions) => {
      const around = new Around();
      const subjects = subjectsOf(each);
      for (const [of, asked] of questions) {
        const list = each[of % each.length] ?? [];
        const subject = subjects[of % each.length];
        if (subject === undefined) throw new Error('There is no such subject.');
        const places = (some: readonly number[]): readonly number[] => some.map((one) => around.placeOf(subject, one));
        expect(places([asked])).toEqual([list.includes(asked) ? subject.first + list.indexOf(asked) : -1]);
        expect(places(list)).toEqual(list.map((_, index) => subject.first + index));
        expect(list.map((_, index) => subject.crowd.groups[subject.first + index])).toEqual(list);
      }
    }),
  );
});

test('a subject may be those actors that are itself, a group around it or somebody to be looked at closely', () => {
  const atom = fc.oneof(
    group.map((number) => number * 2),
    person.map((number) => number * 2 + 1),
    fc.constant(-1),
  );
  const actors = fc.array(fc.tuple(atom, fc.nat(40)), { maxLength: 50 });
  fc.assert(
    fc.property(lists, fc.array(actors, { minLength: 1 }), fc.array(fc.tuple(fc.nat(), fc.nat())), (each, pieces, questions) => {
      const around = new Around();
      const subjects = subjectsOf(each);
      const flat = Int32Array.from(pieces.flatMap((pairs) => [...pairs.flat(), -1, 7]));
      for (const [of, piece] of questions) {
        const pairs = pieces[piece % pieces.length] ?? [];
        const from = pieces.slice(0, piece % pieces.length).reduce((sum, { length }) => sum + 2 * length + 2, 0);
        const list = each[of % each.length] ?? [];
        const subject = subjects[of % each.length];
        if (subject === undefined) throw new Error('There is no such subject.');
        const isMeant = (who: number): boolean => who === subject.atom || who < 0 || (who % 2 === 0 && list.includes(who / 2));
        const places = pairs.flatMap(([who], index) => (isMeant(who) ? [from + index * 2] : []));
        const found = around.find(subject, flat, from, from + 2 * pairs.length);
        expect([...around.places.subarray(0, found)]).toEqual(places);
      }
    }),
  );
});
