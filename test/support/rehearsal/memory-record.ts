import { createHash } from 'node:crypto';
import type { Bench } from '../../../src/carrying-out.js';
import type { JournalEntry, Journal } from '../../../src/state/journal/journal-entry.js';
import type { EntryType, Holder, LedgerEntry, NewEntry } from '../../../src/state/ledger/entry.js';
import { isOpen, type Ledger, type NextEntry, type Written } from '../../../src/state/ledger/ledger.js';

/** A record without git: entries and journals that outlive a start, and a lock that keeps what the real one keeps. */
export interface MemoryRecord {
  readonly entries: LedgerEntry[];
  /** As it is opened by one process. */
  readonly open: () => { readonly ledger: Ledger; readonly openJournal: Bench['openJournal'] };
}

export function memoryRecord(site: string): MemoryRecord {
  const entries: LedgerEntry[] = [];
  const texts = new Map<string, Readonly<Record<string, string>>>();
  const journals = new Map<string, JournalEntry[]>();
  let starts = 0;
  return {
    entries,
    open: () => {
      const pid = ++starts;
      return {
        ledger: ledgerOn(site, entries, texts, pid),
        openJournal: ({ begun, startOver }) => Promise.resolve(journalOn(journals, begun, startOver)),
      };
    },
  };
}

function ledgerOn(site: string, entries: LedgerEntry[], texts: Map<string, Readonly<Record<string, string>>>, pid: number): Ledger {
  const who = { name: 'mara', email: 'mara@corp.test' };
  const tip = (): LedgerEntry | undefined => entries.at(-1);
  const holder = (): Holder | undefined => {
    const last = tip();
    if (last === undefined || !isOpen(last)) return undefined;
    return {
      who,
      host: 'here',
      pid: last.pid,
      since: last.at,
      begun: entries.findLast(({ type }) => type === 'begin')?.id ?? last.id,
      commit: last.commit,
      plan: last.plan,
      entry: last,
      alive: last.pid === pid,
      mine: true,
    };
  };
  const write = (
    type: EntryType,
    { at, commit, plan, outcome, files: written, keeps = [], ...next }: NewEntry & Partial<NextEntry>,
  ): Promise<Written> => {
    const held = holder();
    if (type === 'begin' && held !== undefined) return Promise.resolve({ type: 'held', holder: held });
    if (type !== 'begin' && (held === undefined || tip()?.id !== next.after)) return Promise.resolve({ type: 'moved', tip: tip() });
    const last = tip();
    const kept = last === undefined ? {} : (texts.get(last.id) ?? {});
    const files = { ...Object.fromEntries(keeps.map((name) => [name, kept[name] ?? ''])), ...written };
    const number = entries.length + 1;
    const entry: LedgerEntry = {
      ...{ version: 1, type, site, who, host: 'here', pid, at, commit, plan, number, id: String(number).padStart(40, '0') },
      ...(last === undefined ? {} : { previous: last.id }),
      ...(outcome === undefined ? {} : { outcome }),
      files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')])),
    };
    entries.push(entry);
    texts.set(entry.id, files);
    return Promise.resolve({ type: 'written', entry });
  };
  return {
    site,
    ref: 'refs/permafrost/memory',
    refresh: () => Promise.resolve(tip()),
    tip: () => Promise.resolve(tip()),
    async *entries(from) {
      const start = from === undefined ? entries.length - 1 : entries.findIndex(({ id }) => id === from);
      yield* await Promise.resolve(entries.slice(0, start + 1).reverse());
    },
    lastApplied: () => Promise.resolve(entries.findLast(({ type }) => type === 'end')),
    holder: () => Promise.resolve(holder()),
    read: (entry, file) => {
      const text = texts.get(entry.id)?.[file];
      return text === undefined ? Promise.reject(new Error(`There is no file ${file}.`)) : Promise.resolve(text);
    },
    begin: (entry) => write('begin', entry),
    checkpoint: (entry) => write('checkpoint', entry),
    end: (entry) => write('end', entry),
    abandon: (entry) => write('abandoned', entry),
  };
}

function journalOn(journals: Map<string, JournalEntry[]>, begun: string, startOver: boolean): Journal {
  const isNew = startOver || !journals.has(begun);
  const lines = isNew ? [] : (journals.get(begun) ?? []);
  journals.set(begun, lines);
  return {
    path: begun,
    isNew,
    entries: [...lines],
    record: (entry) => Promise.resolve(void lines.push(entry)),
    text: () => Promise.resolve(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    close: () => Promise.resolve(),
    remove: () => Promise.resolve(void journals.delete(begun)),
  };
}
