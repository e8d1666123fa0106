import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classes } from '../../src/matrix/subject-classes.js';
import { emptyMatrix } from '../../src/matrix/empty.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { placesOf, sortedSubjects, subjectNumbers } from '../../src/matrix/numbers.js';
import { subjectCount, subjectName, type Tables } from '../../src/matrix/tables.js';
import { compareBytes } from '../../src/text/compare.js';

const { tables: nobody } = evaluatorOf(emptyMatrix('2026-11-21'));
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ unit: fc.constantFrom('a', ':'), maxLength: 5 }),
  fc.constantFrom('user:', 'group:', ...classes),
);
const names = fc.uniqueArray(name, { maxLength: 40 });

function named(tables: Tables): readonly string[] {
  return [...Array.from({ length: subjectCount(tables) }, (_, subject) => subjectName(tables, subject)), ...classes];
}

test('a subject has the number under which the tables have it, a class a number after those, and another name none', () => {
  fc.assert(
    fc.property(names, names, name, (people, idpGroups, other) => {
      const tables = { ...nobody, people, idpGroups };
      const numbers = subjectNumbers(tables);
      const all = named(tables);
      for (const [number, each] of all.entries()) expect(numbers.get(each)).toBe(number);
      for (const each of [other, `user:${other}`, `group:${other}`, `user:${other}x`]) {
        const number = all.indexOf(each);
        expect(numbers.get(each)).toBe(number < 0 ? undefined : number);
      }
      expect(numbers.size).toBe(all.length);
    }),
  );
});

test('all subjects are listed in the order of their bytes', () => {
  fc.assert(
    fc.property(names, names, (people, idpGroups) => {
      const tables = { ...nobody, people: people.toSorted(compareBytes), idpGroups: idpGroups.toSorted(compareBytes) };
      expect(sortedSubjects(subjectNumbers(tables), tables)).toEqual(named(tables).toSorted(compareBytes));
    }),
  );
});

test('a name has the place where it stands in its list', () => {
  fc.assert(
    fc.property(names, name, (list, other) => {
      const places = placesOf(list);
      expect(list.map((each) => places.get(each))).toEqual([...list.keys()]);
      expect(places.get(other)).toBe(list.includes(other) ? list.indexOf(other) : undefined);
    }),
  );
});

test('each of a hundred thousand people is found, and nobody else', () => {
  const people = Array.from({ length: 100_000 }, (_, each) => `é${String(each)}@acme.example`);
  const numbers = subjectNumbers({ ...nobody, people });
  expect(people.every((each, number) => numbers.get(`user:${each}`) === number)).toBe(true);
  expect(people.some((each) => numbers.has(`user:${each}x`) || numbers.has(each) || numbers.has(`group:${each}`))).toBe(false);
});
