import { expect, test } from '@jest/globals';
import { begunWith } from '../../src/apply/begun-with.js';
import { withChanges } from '../../src/diff/fact-change.js';
import type { Fact } from '../../src/diff/facts.js';
import { adds, lead, member, takes, write } from './plans.js';

const [ana, ben, cleo] = [member('g', 'ana'), member('g', 'ben'), member('g', 'cleo')];
const leads = { before: lead('p', 'ana'), after: lead('p', 'ben') };
const unasked = member('h', 'dora');
const writes = [adds('1', ana), write('2', leads), takes('3', ben), { ...takes('4', unasked), corrects: '1' }, adds('5', cleo)];
const start = [ben, lead('p', 'ana')];

/** The site once some of the writes are made, with what it gave unasked. */
function after(ids: readonly string[], given: readonly Fact[] = []): readonly Fact[] {
  const made = writes.flatMap(({ id, changes }) => (ids.includes(id) ? changes : []));
  return withChanges(
    withChanges(
      start,
      given.map((fact) => ({ after: fact })),
    ),
    made,
  );
}

const keys = (facts: readonly Fact[]): readonly string[] => facts.map((fact) => JSON.stringify(fact)).sort();

test.each([[[]], [['1']], [['1', '2']], [['1', '2', '3', '4']]])('what was made first is taken back (%j)', (ids) => {
  const given = ids.length === 0 ? [] : [unasked];
  expect(keys(begunWith(after(ids, given), writes, writes))).toEqual(keys(start));
});

test('what is there out of turn may be somebody else’s, so that it is looked at as it is', () => {
  const now = after(['1', '3']);
  expect(begunWith(now, writes, writes)).toEqual(now);
});
