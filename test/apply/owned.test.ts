import { describe, expect, test } from '@jest/globals';
import type { PlannedWrite } from '../../src/apply/apply-plan.js';
import type { JournalEntry } from '../../src/apply/journal.js';
import { ownedAfter } from '../../src/apply/owned.js';

const at = '2026-11-21T10:00:00Z';
const group = (name: string): { readonly type: 'group'; readonly of: string; readonly says: readonly string[] } => ({
  type: 'group',
  of: `group:${name}`,
  says: [],
});
const writes: readonly PlannedWrite[] = [
  { id: '1', api: 'organization', changes: [{ after: group('new') }], what: '' },
  { id: '2', api: 'organization', changes: [{ after: group('later') }], what: '' },
  { id: '3', api: 'organization', changes: [{ before: group('old') }], what: '' },
];
const made = (write: string): readonly JournalEntry[] => [
  { write, event: 'begin', at },
  { write, event: 'end', outcome: 'made', at },
];
const owned = { before: ['group:old'], declared: ['group:new', 'group:later', 'group:there'] };

describe('what is managed', () => {
  test('after an apply that ended: all that its policies declare, and nothing that it deleted', () => {
    const notes = ['1', '2', '3'].flatMap(made);
    expect(ownedAfter(owned, 'ended', { writes }, notes)).toEqual(['group:later', 'group:new', 'group:there']);
  });

  test('still what could not be deleted yet', () => {
    expect(ownedAfter(owned, 'ended', { writes }, made('1'))).toContain('group:old');
  });

  test('after one that was broken off: what it made or may have made, not what it merely declared', () => {
    const notes: readonly JournalEntry[] = [...made('1'), { write: '2', event: 'begin', at }];
    expect(ownedAfter(owned, 'broken-off', { writes }, notes)).toEqual(['group:later', 'group:new', 'group:old']);
    expect(ownedAfter(owned, 'broken-off', { writes }, [])).toEqual(['group:old']);
  });
});
