import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultOfJournal, notedIn, type JournalEntry } from '../../src/apply/journal.js';
import { goesOnFrom, joined } from '../../src/apply/journal-of-all.js';

const writes = ['1', '2', '3', '4'].map((id) => ({ id }));
const at = (second: number): string => `2026-11-29T10:00:${String(second).padStart(2, '0')}Z`;

/** A journal without a fault: each write begun and ended, some ended only, the last one perhaps left open. */
const journal = (from: number): fc.Arbitrary<readonly JournalEntry[]> =>
  fc
    .array(fc.tuple(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom('made', 'unknown', 'already', 'open')), { maxLength: 5 })
    .map((events) => {
      const lines: JournalEntry[] = [];
      for (const [write, outcome] of events) {
        const begin: JournalEntry = { write, event: 'begin', at: at(from + lines.length) };
        if (outcome !== 'already') lines.push(begin);
        if (outcome === 'open') break;
        lines.push({ write, event: 'end', outcome: outcome, at: at(from + lines.length) });
      }
      return lines;
    });

describe('two journals of one apply', () => {
  test('are one journal of it, in which nothing that either tells is missing', () => {
    fc.assert(
      fc.property(journal(0), journal(20), journal(40), (shared, mine, theirs) => {
        const open = shared.at(-1)?.event === 'begin' ? shared.at(-1) : undefined;
        const closing = (second: number): readonly JournalEntry[] =>
          open === undefined ? [] : [{ write: open.write, event: 'end', outcome: 'made', at: at(second) }];
        const [a, b] = [
          [...shared, ...(mine.length === 0 ? [] : closing(18)), ...mine],
          [...shared, ...(theirs.length === 0 ? [] : closing(19)), ...theirs],
        ];
        const all = joined(a, b);
        expect(faultOfJournal(all, writes)).toBeUndefined();
        for (const each of [...a, ...b]) expect(all).toContainEqual(each);
        expect(goesOnFrom(all, a)).toBe(true);
        expect([...notedIn(all).made].sort()).toEqual([...new Set([...notedIn(a).made, ...notedIn(b).made])].sort());
      }),
    );
  });

  test('one of which goes on from the other are the longer one', () => {
    const lines: readonly JournalEntry[] = [
      { write: '1', event: 'begin', at: at(1) },
      { write: '1', event: 'end', outcome: 'made', at: at(2) },
    ];
    expect(joined(lines.slice(0, 1), lines)).toEqual(lines);
    expect(joined(lines, lines.slice(0, 1))).toEqual(lines);
    expect([goesOnFrom(lines, lines.slice(0, 1)), goesOnFrom(lines.slice(0, 1), lines)]).toEqual([true, false]);
  });
});
