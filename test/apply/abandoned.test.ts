import { describe, expect, test } from '@jest/globals';
import { abandonedWords } from '../../src/apply/abandoned.js';
import type { JournalEntry } from '../../src/apply/journal.js';
import { undoOf } from '../../src/apply/undo.js';
import { adds, member, planOf } from './plans.js';

const [ana, ben] = [member('g', 'ana'), member('g', 'ben')];
const undo = undoOf(planOf([adds('1', ana), adds('2', ben), adds('3', ana, ben)]));
const at = '2026-11-21T00:00:00.000Z';
const begun = (write: string): JournalEntry => ({ write, event: 'begin', at });
const ended = (write: string, outcome: NonNullable<JournalEntry['outcome']>): readonly JournalEntry[] => [
  begun(write),
  { write, event: 'end', outcome, at },
];
const words = (notes: readonly JournalEntry[], isPartlyTold = false): string => abandonedWords(notes, undo, { isPartlyTold });

describe('an apply that is ended as it is', () => {
  test.each<{ readonly name: string; readonly notes: readonly JournalEntry[]; readonly says: string }>([
    { name: 'what was made', notes: ended('1', 'made'), says: 'abandoned after 1 write' },
    {
      name: 'what has no end',
      notes: [...ended('1', 'made'), begun('2')],
      says: 'abandoned after 1 write, and 1 more that may have been made',
    },
    {
      name: 'what could not be seen',
      notes: [...ended('1', 'unknown'), ...ended('2', 'unknown')],
      says: 'abandoned after 0 writes, and 2 more that may have been made',
    },
    { name: 'what was refused', notes: [...ended('1', 'made'), ...ended('2', 'refused')], says: 'abandoned after 1 write' },
    {
      name: 'what was refused in the middle of several changes',
      notes: [...ended('1', 'made'), ...ended('3', 'refused')],
      says: 'abandoned after 1 write, and 1 more that may have been made',
    },
    { name: 'what was begun again and made', notes: [...ended('1', 'unknown'), ...ended('1', 'made')], says: 'abandoned after 1 write' },
    { name: 'what was there', notes: [{ write: '1', event: 'end', outcome: 'already', at }], says: 'abandoned after 0 writes' },
  ])('tells $name', ({ notes, says }) => {
    expect(words(notes)).toBe(says);
  });

  test('elsewhere may have made more', () => {
    const outcome = words([begun('1')], true);
    expect(outcome).toBe('abandoned after 0 writes, and 1 more that may have been made, and perhaps more that another clone made');
  });
});
