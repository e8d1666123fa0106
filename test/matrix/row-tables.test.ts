import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Answers } from '../../src/matrix/answers.js';
import { Effects, nothing } from '../../src/matrix/effects.js';
import { emptyMatrix } from '../../src/matrix/empty.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { maskBits, mostAtoms, RowTables, worthATable } from '../../src/matrix/row-tables.js';
import {
  confluenceBit,
  groupAtom,
  invert,
  listAt,
  pack,
  subjectAtom,
  subjectCount,
  type Frame,
  type Tables,
} from '../../src/matrix/tables.js';
import { TermIndex } from '../../src/matrix/term-index.js';
import { allowed } from '../../src/matrix/verdicts.js';

const { tables: nobody } = evaluatorOf(emptyMatrix('2026-11-21'));
const [people, groups, permissions] = [120, 40, 12];

const sorted = (limit: number, maxLength: number) =>
  fc.uniqueArray(fc.nat(limit - 1), { maxLength }).map((list) => list.sort((a, b) => a - b));
const atom = fc.oneof(fc.nat(groups - 1).map(groupAtom), fc.nat(people - 1).map(subjectAtom));
// Some sets are about as large as what a table has room for.
const set = fc
  .oneof(
    { weight: 5, arbitrary: fc.uniqueArray(atom, { maxLength: 12 }) },
    { weight: 1, arbitrary: fc.uniqueArray(atom, { minLength: mostAtoms - 1, maxLength: mostAtoms + 1, size: 'max' }) },
  )
  .map((list) => list.sort((a, b) => a - b));
const kinds: readonly Frame['kind'][] = ['project', 'space', 'channel'];
const row = fc.record({
  terms: fc.array(fc.tuple(fc.nat(7), fc.nat(permissions - 1)), { maxLength: maskBits + 1 }),
  guests: sorted(people, 2),
  frame: fc.nat(kinds.length - 1),
});

const organisation = fc
  .record({
    members: fc.array(sorted(people, 30), { minLength: groups, maxLength: groups }),
    products: fc.array(fc.constantFrom(0, 1, 3, confluenceBit, confluenceBit | 1), { minLength: people, maxLength: people }),
    sets: fc.array(set, { minLength: 1, maxLength: 8 }),
    rows: fc.array(row, { minLength: 1, maxLength: 5 }),
  })
  .map(({ members, products, sets, rows }): Tables => {
    const effects = new Effects();
    const names = ['BROWSE_PROJECTS', 'read/space', ...Array.from({ length: permissions - 2 }, (_, each) => `p${String(each)}`)];
    const given = names.map((permission) => effects.of([permission], allowed));
    const guestsGet = effects.of(names.slice(0, 3), allowed);
    const frames = kinds.map((kind): Frame => {
      const [base, anyone, portal, loggedInOnly] = [effects.of(['BROWSE_PROJECTS'], allowed), nothing, nothing, nothing];
      return { kind, archived: false, base, anyone, portal, applications: [], guests: guestsGet, loggedInOnly };
    });
    return {
      ...nobody,
      people: Array.from({ length: people }, (_, each) => `u${String(each)}`),
      groups: Array.from({ length: groups }, (_, each) => `g${String(each)}`),
      products: Uint8Array.from(products),
      guestKinds: new Uint8Array(people),
      members: pack(members),
      effects,
      frames,
      sets: pack(sets),
      resources: rows.map((_, at) => `project:${String(at)}`),
      rowFrames: Uint32Array.from(rows, ({ frame }) => frame),
      rowTerms: pack(rows.map(({ terms }) => terms.flatMap(([at, effect]) => [at % sets.length, given[effect] ?? nothing]))),
      rowGuests: pack(rows.map(({ guests }) => guests)),
    };
  });

/** Whether a row is one of those that get a table. */
function fits({ rowTerms, rowGuests, sets }: Tables, at: number): boolean {
  const [terms, guests] = [[...listAt(rowTerms, at)], [...listAt(rowGuests, at)]];
  const atoms = terms.filter((_, place) => place % 2 === 0).flatMap((each) => [...listAt(sets, each)]);
  const bits = terms.length / 2 + (guests.length > 0 ? 1 : 0);
  return bits <= maskBits && new Set([...atoms, ...guests.map(subjectAtom)]).size <= mostAtoms;
}

test('a row that is asked about again and again gets a table, unless it names too much, and the table says what everybody holds', () => {
  fc.assert(
    fc.property(organisation, (tables) => {
      const memberOf = invert(tables.members, subjectCount(tables));
      const answers = new Answers(tables);
      const index = new TermIndex(tables, memberOf);
      const rowTables = new RowTables(tables, memberOf, answers);
      for (let at = 0; at < tables.resources.length; at++) {
        expect(rowTables.access(at, 0)).toBe(-1);
        for (let question = 0; question < worthATable; question++) rowTables.count(at);
        for (let subject = 0; subject < people; subject++) {
          const guest = listAt(tables.rowGuests, at).includes(subject) ? 1 : 0;
          const held = answers.access(at, index.state(at, subject), tables.products[subject] ?? 0, guest);
          expect(rowTables.access(at, subject)).toBe(fits(tables, at) ? held : -1);
        }
      }
    }),
  );
});

test('a table of the site is never made, since guests of the site are those who are declared to be some', () => {
  const site: Frame = {
    kind: 'site',
    archived: false,
    base: nothing,
    anyone: nothing,
    portal: nothing,
    applications: [],
    guests: nothing,
    loggedInOnly: nothing,
  };
  const one: Tables = { ...nobody, people: ['ada'], products: new Uint8Array(1), guestKinds: new Uint8Array(1), frames: [site] };
  const tables: Tables = { ...one, resources: ['site'], rowFrames: new Uint32Array(1), rowTerms: pack([[]]), rowGuests: pack([[]]) };
  const rowTables = new RowTables(tables, invert(pack([]), 1), new Answers(tables));
  for (let question = 0; question <= worthATable; question++) rowTables.count(0);
  expect(rowTables.access(0, 0)).toBe(-1);
});
