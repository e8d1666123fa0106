import { shortened } from '../../load/revision-label.js';
import { commitParts, readObjects, type GitObject } from '../git/objects.js';
import { gitFailed, runGit, tryGit } from '../git/run-git.js';
import { StateError } from '../state-error.js';
import type { LedgerEntry } from './entry.js';
import { entryFile, parseEntry } from './parse-entry.js';

/** Commits read at once. */
const batch = 64;

/** The entries from one on to the first of all. What is not whole is an error and no shorter list. */
export async function* entriesFrom(cwd: string, tip: string): AsyncGenerator<LedgerEntry> {
  let next: string | undefined = tip;
  while (next !== undefined) {
    const ids: readonly string[] = await lineFrom(cwd, next);
    const objects = await readObjects(
      cwd,
      ids.flatMap((id) => [id, `${id}:${entryFile}`]),
    );
    for (const [index, id] of ids.entries()) {
      const [commit, file] = [objects[index * 2], objects[index * 2 + 1]];
      if (id !== next || commit === undefined) throw missing(next ?? id);
      next = commitParts(commit.bytes).parents[0];
      yield entryOf(id, file);
    }
  }
}

/** Up to so many commits, each the first parent of the one before. */
export async function lineFrom(cwd: string, tip: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await tryGit(cwd, ['rev-list', '--first-parent', `--max-count=${String(batch)}`, tip, '--']);
  if (code === 0) return stdout.toString('latin1').split('\n').filter(Boolean);
  if (/bad object|could not (?:parse|read)|Failed to traverse|missing|unable to (?:parse|read)/i.test(stderr)) throw missing(tip);
  throw gitFailed(stderr);
}

export async function readEntry(cwd: string, id: string): Promise<LedgerEntry> {
  const [file] = await readObjects(cwd, [`${id}:${entryFile}`]);
  return entryOf(id, file);
}

function entryOf(id: string, file: GitObject | undefined): LedgerEntry {
  const read = file?.type === 'blob' ? parseEntry(file.bytes.toString('utf8')) : ({ type: 'wrong', why: 'is not there' } as const);
  if (read.type === 'entry') return { ...read.entry, id };
  throw new StateError(
    'damaged',
    `${entryFile} of ${shortened(id)} ${read.why}.`,
    'See what is wrong: permafrost log --verify; docs/state.md tells how to go on.',
  );
}

function missing(id: string): StateError {
  return new StateError(
    'missing-entries',
    `The record of what was applied ends at ${shortened(id)}, which this clone does not hold.`,
    'Get the rest: git fetch --unshallow, or git fetch --refetch --no-filter',
  );
}

export async function hasObject(cwd: string, id: string): Promise<boolean> {
  return (await tryGit(cwd, ['cat-file', '-e', `${id}^{commit}`])).code === 0;
}

export async function isAncestor(cwd: string, older: string, newer: string): Promise<boolean> {
  const { code, stderr } = await tryGit(cwd, ['merge-base', '--is-ancestor', older, newer]);
  if (code === 0 || code === 1) return code === 0;
  throw gitFailed(stderr);
}

/** All ledgers of this repository: where each ref points to. */
export async function ledgersHere(cwd: string, prefix: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await runGit(cwd, ['for-each-ref', '--format=%(objectname) %(refname)', prefix])).toString('utf8').split('\n');
  return new Map(lines.filter(Boolean).map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}
