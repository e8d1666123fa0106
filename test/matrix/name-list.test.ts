import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countIn, distinctNames, kindsOf, nameList, namingOf, setIn, type Naming } from '../../src/matrix/name-list.js';
import { SubjectSets } from '../../src/matrix/subject-set.js';
import { compareBytes } from '../../src/text/compare.js';

/** 300 people, three groups and the classes. */
function naming(): Naming {
  const [people, groups] = [300, 3];
  const classes = ['anyone', 'logged-in', 'portal-customers'];
  return {
    sets: new SubjectSets(people + groups + classes.length),
    people,
    groups,
    name: (subject) =>
      subject < people
        ? `user:${String(subject).padStart(4, '0')}`
        : subject < people + groups
          ? `group:${String(subject)}`
          : (classes[subject - people - groups] ?? ''),
  };
}

const everybody = Array.from({ length: 306 }, (_, subject) => subject);
const subjects = fc.oneof(fc.subarray(everybody), fc.uniqueArray(fc.nat(305), { maxLength: 20 }));
const namesOf = (some: readonly number[], { name }: Naming): readonly string[] => some.map((each) => name(each)).sort(compareBytes);

describe('lists of names', () => {
  test('are those of their sets, in the order of the bytes', () => {
    fc.assert(
      fc.property(subjects, fc.nat(305), (some, at) => {
        const those = naming();
        const list = nameList(those.sets.of(some), those);
        const expected = namesOf(some, those);
        expect(Array.isArray(list)).toBe(true);
        expect([...list]).toEqual(expected);
        expect(list.length).toBe(expected.length);
        expect([list[at], list[0], list.at(-1), list[at]]).toEqual([expected[at], expected[0], expected.at(-1), expected[at]]);
        expect(list.slice(0, 3)).toEqual(expected.slice(0, 3));
        expect(list.map((name) => name.length)).toEqual(expected.map((name) => name.length));
        expect(JSON.stringify(list)).toBe(JSON.stringify(expected));
        expect(list).toEqual(expected);
        expect(kindsOf(list)).toEqual(kindsOf(expected));
      }),
      { numRuns: 40 },
    );
  });

  test('have as many of some names as stand in both, be those few or many, known or not', () => {
    fc.assert(
      fc.property(subjects, subjects, (some, others) => {
        const those = naming();
        const wanted = others.filter((each) => each < 303);
        const names = [...namesOf(wanted, those), 'user:zed', 'group:3', 'user:'];
        expect(countIn(nameList(those.sets.of(some), those), names)).toBe(wanted.filter((each) => some.includes(each)).length);
      }),
      { numRuns: 80 },
    );
  });

  test('are joined to the names that stand in any of them, whatever they are made of', () => {
    fc.assert(
      fc.property(subjects, subjects, subjects, (a, b, c) => {
        const [those, others] = [naming(), naming()];
        const lists = [nameList(those.sets.of(a), those), nameList(those.sets.of(b), those)];
        expect([...distinctNames(lists)]).toEqual(namesOf([...new Set([...a, ...b])], those));
        const mixed = [...lists, nameList(others.sets.of(c), others), ['group:301', 'user:zed']];
        const all = [...namesOf([...new Set([...a, ...b, ...c, 301])], those), 'user:zed'].sort(compareBytes);
        expect([...distinctNames(mixed)]).toEqual(all);
      }),
      { numRuns: 40 },
    );
  });

  test('cannot be written to, and the long ones take no room until they are read', () => {
    const those = naming();
    let named = 0;
    const counted: Naming = { ...those, name: (subject) => those.name((named++, subject)) };
    const list = nameList(those.sets.of(everybody), counted);
    expect(list.length).toBe(306);
    expect(named).toBe(0);
    expect(list.slice(0, 2)).toEqual(['anyone', 'group:300']);
    expect(named).toBeLessThan(10);
    expect(() => (list as string[]).push('user:eve')).toThrow(TypeError);
    expect(() => (list as string[]).sort()).toThrow(TypeError);
    expect(list.length).toBe(306);
  });

  test('are found in the numbers of another naming, but for whom it does not have', () => {
    fc.assert(
      fc.property(subjects, fc.boolean(), (some, isListed) => {
        const those = naming();
        // Every second person, and no group.
        const other = namingOf({ size: 150, name: (index) => String(index * 2).padStart(4, '0') }, { size: 0, name: () => '' });
        const list = nameList(those.sets.of(some), those);
        const known = namesOf(some, those).filter(
          (name) => !name.startsWith('group:') && (!name.startsWith('user:') || Number(name.slice(5)) % 2 === 0),
        );
        expect([...nameList(setIn(isListed ? [...list] : list, other), other)]).toEqual(known);
        expect(setIn(list, those)).toBe(those.sets.of(some));
      }),
    );
  });
});
