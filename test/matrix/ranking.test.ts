import { expect, test } from '@jest/globals';
import { rankingOf } from '../../src/matrix/ranking.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { listAt, type Lists } from '../../src/matrix/tables.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

test.each(seeds)('ranks are by name, those without products come last, and rows name the same as before (seed %i)', async (seed) => {
  const { matrix } = await compiled(randomOrganisation(seed, 'small').files);
  const { tables } = evaluatorOf(matrix);
  const { licensed, subjects, named } = rankingOf(tables);
  const all = [...tables.products.keys()];
  const holds = (subject: number): boolean => tables.products[subject] !== 0;
  expect([...subjects]).toEqual([...all.filter(holds), ...all.filter((subject) => !holds(subject))]);
  expect(licensed).toBe(all.filter(holds).length);
  expect([...named.products]).toEqual([...subjects].map((subject) => tables.products[subject]));
  expect([...named.guestKinds]).toEqual([...subjects].map((subject) => tables.guestKinds[subject]));

  const before = (number: number): number => subjects[number] ?? -1;
  const beforeOfAtom = (atom: number): number => (atom & 1 ? before(atom >> 1) * 2 + 1 : atom);
  expect(lists(named.members, before)).toEqual(lists(tables.members));
  expect(lists(named.rowGuests, before)).toEqual(lists(tables.rowGuests));
  expect(lists(named.sets, beforeOfAtom)).toEqual(lists(tables.sets));
});

function lists(from: Lists, name = (value: number): number => value): readonly (readonly number[])[] {
  return Array.from({ length: from.starts.length - 1 }, (_, index) => [...listAt(from, index)].map(name));
}
