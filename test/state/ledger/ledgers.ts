import type { Holder, LedgerEntry, NewEntry, Writer } from '../../../src/state/ledger/entry.js';
import { openLedger, type Ledger, type Written } from '../../../src/state/ledger/ledger.js';
import { commit, createRepository, git } from '../../load/scratch.js';

export const site = 'https://acme.atlassian.net';
export const ref = 'refs/permafrost/acme.atlassian.net';

// Whatever the machine's own git is told must not count, nor be needed.
process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
process.env['GIT_CONFIG_NOSYSTEM'] = '1';

export const ana: Writer = { who: { name: 'Ana Lima', email: 'ana@acme.example' }, host: 'desk', pid: process.pid };
export const bo: Writer = { who: { name: 'Bo', email: 'bo@acme.example' }, host: 'laptop', pid: 77 };

/** An entry of the given minute. */
export function entryAt(minute: number, files: Readonly<Record<string, string>> = {}, more: Partial<NewEntry> = {}): NewEntry {
  return { at: `2026-11-29T10:${String(minute).padStart(2, '0')}:00Z`, commit: 'c'.repeat(40), plan: 'p'.repeat(64), files, ...more };
}

export function open(cwd: string, writer: Writer = ana, remote?: string): Promise<Ledger> {
  return openLedger({ cwd, site, writer, ...(remote === undefined ? {} : { remote }) });
}

/** The entry that has to have been written. */
export function written(result: Written): LedgerEntry {
  if (result.type !== 'written') throw new Error(`The entry was not written: ${result.type}`);
  return result.entry;
}

export function held(result: Written): Holder {
  if (result.type !== 'held') throw new Error(`Nobody holds the lock: ${result.type}`);
  return result.holder;
}

export async function all(ledger: Ledger): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of ledger.entries()) entries.push(entry);
  return entries;
}

/** One apply from begin to end. */
export async function applied(
  ledger: Ledger,
  minute: number,
  files: Readonly<Record<string, string>> = { 'plan.json': '{}\n' },
): Promise<LedgerEntry> {
  const begun = written(await ledger.begin(entryAt(minute, files)));
  return written(
    await ledger.end({ ...entryAt(minute + 1, { ...files, 'outcome.json': '{"done":1}\n' }), outcome: 'complete', after: begun.id }),
  );
}

/** A bare repository with one commit, and two clones of it. */
export function twoClones(folder: string): { readonly bare: string; readonly one: string; readonly two: string } {
  const [bare, one, two] = [`${folder}/shared.git`, `${folder}/one`, `${folder}/two`];
  commit(createRepository(`${folder}/first`), { 'policies/site.yaml': 'kind: Site\n' });
  git(folder, 'clone', '--quiet', '--bare', `${folder}/first`, bare);
  for (const clone of [one, two]) git(folder, 'clone', '--quiet', bare, clone);
  return { bare, one, two };
}
