import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { emptyMatrix } from '../../src/matrix/empty.js';
import { Effects, nothing } from '../../src/matrix/effects.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { groupAtom, invert, listAt, pack, subjectAtom, subjectCount, type Tables } from '../../src/matrix/tables.js';
import { TermIndex } from '../../src/matrix/term-index.js';
import { allowed } from '../../src/matrix/verdicts.js';

const { tables: nobody } = evaluatorOf(emptyMatrix('2026-11-21'));
const [people, groups] = [30, 12];

const sorted = (limit: number, maxLength: number) =>
  fc.uniqueArray(fc.nat(limit - 1), { maxLength }).map((list) => list.sort((a, b) => a - b));
const atom = fc.oneof(fc.nat(groups - 1).map(groupAtom), fc.nat(people - 1).map(subjectAtom));
const set = fc.uniqueArray(atom, { maxLength: 18 }).map((list) => list.sort((a, b) => a - b));

const organisation = fc
  .record({
    members: fc.array(sorted(people, 10), { minLength: groups, maxLength: groups }),
    sets: fc.array(set, { minLength: 1, maxLength: 8 }),
    rows: fc.array(fc.array(fc.tuple(fc.nat(7), fc.nat(3)), { maxLength: 6 }), { minLength: 1, maxLength: 6 }),
  })
  .map(({ members, sets, rows }): Tables => {
    const effects = new Effects();
    const given = ['a', 'b', 'c', 'd'].map((permission) => effects.of([permission], allowed));
    const terms = rows.map((row) => row.flatMap(([at, effect]) => [at % sets.length, given[effect] ?? nothing]));
    return {
      ...nobody,
      people: Array.from({ length: people }, (_, each) => `p${String(each)}`),
      groups: Array.from({ length: groups }, (_, each) => `g${String(each)}`),
      members: pack(members),
      effects,
      sets: pack(sets),
      resources: rows.map((_, row) => `project:${String(row)}`),
      rowTerms: pack(terms),
    };
  });

/** By the definition: every term is asked whether its set has the subject, or a group that the subject is in. */
function stateOf({ rowTerms, sets, members, effects }: Tables, row: number, subject: number): number {
  const terms = [...listAt(rowTerms, row)];
  const isNamed = (each: number): boolean =>
    listAt(sets, each).some((of) => (of % 2 === 1 ? of === subjectAtom(subject) : listAt(members, of / 2).includes(subject)));
  let state = nothing;
  for (let at = 0; at < terms.length; at += 2) if (isNamed(terms[at] ?? 0)) state = effects.union(state, terms[at + 1] ?? nothing);
  return state;
}

test('an index of terms says for what a row names a subject, in any order of questions', () => {
  fc.assert(
    fc.property(organisation, fc.array(fc.tuple(fc.nat(5), fc.nat(people - 1)), { minLength: 1, maxLength: 30 }), (tables, questions) => {
      const memberOf = invert(tables.members, subjectCount(tables));
      const index = new TermIndex(tables, memberOf);
      for (const [at, subject] of questions) {
        const row = at % tables.resources.length;
        expect(index.state(row, subject)).toBe(stateOf(tables, row, subject));
      }
    }),
  );
});
