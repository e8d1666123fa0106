import { createHash } from 'node:crypto';
import type { JournalEntry } from './journal-entry.js';

/** Where the next line goes on from. */
export interface JournalEnd {
  /** Of the last line; 0 is the heading. */
  readonly number: number;
  readonly sum: string;
}

export type ReadJournal =
  | {
      readonly type: 'whole';
      /** The entry that took the lock; missing in journals of before it was written down. */
      readonly begun?: string;
      readonly entries: readonly JournalEntry[];
      /** None: not even the heading is there. */
      readonly end: JournalEnd | undefined;
      /** What stands after them: a line that its process did not live to end. */
      readonly torn?: string;
    }
  | { readonly type: 'broken'; readonly line: number; readonly why: string };

/** The first line of a journal, which names its plan, and the entry that took the lock. */
export function headingLine(plan: string, begun?: string): { readonly line: string; readonly end: JournalEnd } {
  return lineOf({ number: -1, sum: '' }, { journal: 1, plan, ...(begun === undefined ? {} : { begun }) });
}

/** The next line: a number and a checksum over it and the checksum of the line before. */
export function lineOf(end: JournalEnd, content: object): { readonly line: string; readonly end: JournalEnd } {
  const number = end.number + 1;
  const body = JSON.stringify({ number, ...content });
  const sum = sumOf(end.sum, body);
  return { line: `${body.slice(0, -1)},"sum":"${sum}"}\n`, end: { number, sum } };
}

/** Takes a journal apart. Only the last line may be torn, and only where it has no end; anything else was not written by us. */
export function readJournalLines(text: string, plan: string): ReadJournal {
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  const entries: JournalEntry[] = [];
  let end: JournalEnd | undefined;
  let begun: unknown;
  for (const [index, line] of lines.entries()) {
    const [, start = '', sum = ''] = /^(\{.*),"sum":"([0-9a-f]{64})"\}$/su.exec(line) ?? [];
    const body = `${start}}`;
    if (sum === '' || sum !== sumOf(end?.sum ?? '', body))
      return { type: 'broken', line: index + 1, why: 'its checksum does not follow from the line before' };
    const { number, ...content } = JSON.parse(body) as Record<string, unknown>;
    if (number !== index) return { type: 'broken', line: index + 1, why: 'its number does not follow' };
    if (index === 0 && (content['journal'] !== 1 || content['plan'] !== plan))
      return { type: 'broken', line: 1, why: 'it is of another plan' };
    if (index > 0 && !isEntry(content)) return { type: 'broken', line: index + 1, why: 'it does not tell of a write' };
    if (index > 0) entries.push(content as unknown as JournalEntry);
    else begun = content['begun'];
    end = { number, sum };
  }
  return { type: 'whole', entries, end, ...(typeof begun === 'string' ? { begun } : {}), ...(torn === '' ? {} : { torn }) };
}

const outcomes: readonly unknown[] = [undefined, 'made', 'already', 'refused', 'moved', 'unknown'];

function isEntry({ write, event, outcome, at, detail }: Record<string, unknown>): boolean {
  return (
    typeof write === 'string' &&
    (event === 'begin' || event === 'end') &&
    outcomes.includes(outcome) &&
    typeof at === 'string' &&
    (detail === undefined || typeof detail === 'string')
  );
}

function sumOf(before: string, body: string): string {
  return createHash('sha256').update(`${before}\n${body}`).digest('hex');
}
