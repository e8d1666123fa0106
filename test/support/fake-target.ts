import { existenceFacts, factKey, type Fact } from '../../src/diff/facts.js';
import { factOf, type FactChange } from '../../src/diff/fact-change.js';
import { ReadError } from '../../src/providers/read-error.js';
import { keysOf, standingOf } from '../../src/providers/standing.js';
import { WriteError, type Target, type Write } from '../../src/providers/target.js';
import type { Journal, JournalEntry } from '../../src/apply/journal.js';
import { compareBytes } from '../../src/text/compare.js';

/** The process ends here: nothing of ours may catch it. */
export class Kill extends Error {}

/** What goes wrong with one call of `make`. `…-done`: it was made all the same; `half`: the first of its changes was. */
export type Fault = 'none' | 'refused' | 'not-made' | 'unknown' | 'unknown-done' | 'half' | 'unread-done';

/** A site of facts that stays, whatever becomes of who writes to it. */
export interface FakeSite {
  readonly target: Target;
  readonly facts: () => readonly Fact[];
  /** Every state it was in, the first included, each as its facts' keys and words. */
  readonly states: readonly (readonly string[])[];
  /** Ids of writes, as often as `make` was asked for what stood already. */
  readonly redundant: readonly string[];
  readonly made: readonly string[];
  /** Somebody else changes something. */
  readonly meddle: (change: FactChange) => void;
}

export interface Trouble {
  /** Of each call of `make`, in order; none after the last. */
  readonly faults?: readonly Fault[];
  /** Of each call of `observe`, in order: whether it can be read. */
  readonly unread?: readonly boolean[];
  /** So many looks after a change still see the site as it was. */
  readonly lag?: number;
  /** Called at every point where a process could end. */
  readonly point?: (what: string) => void;
}

export function fakeSite(before: readonly Fact[], { faults = [], unread = [], lag = 0, point = () => undefined }: Trouble = {}): FakeSite {
  const truth = new Map(before.map((fact) => [factKey(fact), fact]));
  let seen = new Map(truth);
  let stale = 0;
  const states = [stateOf(truth)];
  const [redundant, made]: [string[], string[]] = [[], []];
  let [makes, reads] = [0, 0];
  const put = ({ before: was, after }: FactChange): void => {
    if (stale === 0) seen = new Map(truth);
    if (after !== undefined) truth.set(factKey(after), after);
    else if (was !== undefined) truth.delete(factKey(was));
    stale = lag;
    states.push(stateOf(truth));
  };
  const target: Target = {
    apis: ['jira'],
    observe: (write, _, later) => {
      point(`observe ${write.id}`);
      if (unread[reads++] === true) return Promise.reject(new ReadError({ kind: 'server-failed', message: 'Jira answered 503.' }));
      const standing = standingOf(write, touchedBy(write, stale > 0 ? seen : truth), undefined, later);
      if (stale > 0) stale--;
      return Promise.resolve(standing);
    },
    make: (write) => {
      point(`before make ${write.id}`);
      made.push(write.id);
      const now = standingOf(write, touchedBy(write, truth)).type;
      if (now === 'after') redundant.push(write.id);
      const fault = faults[makes++] ?? 'none';
      const missing = write.changes.filter((change) => !isAfter(change, truth));
      const doing = fault === 'half' ? missing.slice(0, 1) : ['refused', 'not-made', 'unknown'].includes(fault) ? [] : missing;
      for (const change of doing) {
        put(change);
        point(`within make ${write.id}`);
      }
      return fault === 'none' ? Promise.resolve() : Promise.reject(errorOf(fault));
    },
  };
  return { target, facts: () => sorted(truth), states, redundant, made, meddle: put };
}

function errorOf(fault: Exclude<Fault, 'none'>): Error {
  if (fault === 'unread-done') return new ReadError({ kind: 'timeout', message: 'Jira did not answer in time.' });
  const kind = fault === 'refused' || fault === 'not-made' ? fault : 'unknown';
  return new WriteError({ kind, message: `Jira did not do it: ${kind}.`, ...(kind === 'refused' ? { said: 'No.', status: 400 } : {}) });
}

/** What is there of what a write touches; of a whole thing everything, as of a group and all its members. */
function touchedBy({ changes }: Write, facts: ReadonlyMap<string, Fact>): readonly Fact[] {
  const touched = keysOf(changes);
  const whole = new Set(changes.map(factOf).flatMap(({ type, of }) => (existenceFacts.has(type) ? [of] : [])));
  return [...facts].flatMap(([key, fact]) => (touched.has(key) || whole.has(fact.of) ? [fact] : []));
}

function isAfter({ before, after }: FactChange, facts: ReadonlyMap<string, Fact>): boolean {
  return holds(after, facts.get(factKey((after ?? before) as Fact)));
}

function holds(wanted: Fact | undefined, found: Fact | undefined): boolean {
  return JSON.stringify(wanted?.says) === JSON.stringify(found?.says);
}

function sorted(facts: ReadonlyMap<string, Fact>): readonly Fact[] {
  return [...facts].sort(([a], [b]) => compareBytes(a, b)).map(([, fact]) => fact);
}

export function stateOf(facts: ReadonlyMap<string, Fact>): readonly string[] {
  return sorted(facts).map(({ type, of, says }) => [type, of, ...says].join(' '));
}

/** A journal whose lines outlive their process. */
export function fakeJournal(lines: JournalEntry[], point: (what: string) => void = () => undefined): Journal {
  return {
    entries: [...lines],
    record: (entry) => {
      point(`before the line ${entry.event} ${entry.write}`);
      lines.push(entry);
      point(`after the line ${entry.event} ${entry.write}`);
      return Promise.resolve();
    },
  };
}
