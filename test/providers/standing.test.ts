import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../src/diff/facts.js';
import { missingOf, standingOf } from '../../src/providers/standing.js';
import type { Write } from '../../src/providers/target.js';

const member = (who: string): Fact => ({ type: 'member', of: 'group:eng', says: [`user:${who}`] });
const lead = (who: string): Fact => ({ type: 'lead', of: 'project:ONE', says: [`user:${who}`] });
const write = (...changes: Write['changes']): Write => ({ id: '1', api: 'jira', changes });

describe('a site stands to a write', () => {
  const joins = write({ after: member('ana') }, { after: member('bo') });
  const leads = write({ before: lead('ana'), after: lead('bo') });
  const leaves = write({ before: member('ana') });
  test.each([
    { name: 'before', of: joins, found: [], type: 'before' },
    { name: 'after', of: joins, found: [member('ana'), member('bo')], type: 'after' },
    { name: 'partly', of: joins, found: [member('ana')], type: 'partly' },
    { name: 'moved, with somebody more', of: joins, found: [member('ana'), member('cy')], type: 'moved' },
    { name: 'before, another value', of: leads, found: [lead('ana')], type: 'before' },
    { name: 'after, another value', of: leads, found: [lead('bo')], type: 'after' },
    { name: 'moved, a third value', of: leads, found: [lead('cy')], type: 'moved' },
    { name: 'moved, no value', of: leads, found: [], type: 'moved' },
    { name: 'before, to go', of: leaves, found: [member('ana')], type: 'before' },
    { name: 'after, gone', of: leaves, found: [], type: 'after' },
  ] as const)('$name', ({ of, found, type }) => {
    expect(standingOf(of, found)).toEqual({ type, found });
  });

  test.each([
    ['role:Old', 'before'],
    ['role:New', 'after'],
    ['role:Other', 'moved'],
    [undefined, 'moved'],
  ] as const)('by what a thing is called: %s', (called, type) => {
    expect(standingOf({ ...write(), rename: { from: 'role:Old', to: 'role:New' } }, [], called).type).toBe(type);
  });
});

test('what is missing is what does not stand yet', () => {
  const both = write({ after: member('ana') }, { before: member('bo') }, { before: lead('ana'), after: lead('bo') });
  expect(missingOf(both, [member('ana'), lead('ana')])).toEqual([{ before: lead('ana'), after: lead('bo') }]);
});
