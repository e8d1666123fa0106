import { quote } from '../../text/quote.js';
import { list } from '../../text/plural.js';
import { remoteEnvironment } from '../git/ledger-environment.js';
import { askGit, reasonOf, tryGit, type GitAnswer } from '../git/run-git.js';
import { StateError } from '../state-error.js';

/** The word for "this repository alone". */
export const noRemote = 'none';

/** The remote that a caller means: the one they name, or `origin` where there is one; undefined: none. */
export async function chooseRemote(cwd: string, named: string | undefined): Promise<string | undefined> {
  if (named === noRemote) return undefined;
  const known = (await askGit(cwd, ['remote'])).split('\n').filter(Boolean);
  const wanted = named ?? 'origin';
  if (known.includes(wanted) && !wanted.startsWith('-')) return wanted;
  if (named === undefined) return undefined;
  const others = known.length === 0 ? 'This repository has no remotes' : `There are ${list(known.map(quote))}`;
  throw new StateError(
    'unknown-remote',
    `There is no remote ${quote(named)} here.`,
    `${others}; "--remote ${noRemote}" keeps the record in this clone alone.`,
  );
}

/** Where a ref of a remote points to; undefined if it is not there. */
export async function remoteTip(cwd: string, remote: string, ref: string): Promise<string | undefined> {
  return (await remoteTips(cwd, remote, ref)).get(ref);
}

/** The refs of a remote, or of a repository at a path, that a pattern takes in; by name. */
export async function remoteTips(cwd: string, remote: string, pattern: string): Promise<ReadonlyMap<string, string>> {
  const answer = await askRemote(cwd, ['ls-remote', '--quiet', '--', remote, pattern]);
  if (answer.code !== 0) throw unreachable(remote, answer);
  const lines = answer.stdout.toString('utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t'))]));
}

/** Gets the commits of a ref, and moves none of ours: what a remote says is looked at before it counts. */
export async function fetchRef(cwd: string, remote: string, ref: string): Promise<void> {
  const how = [
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-gc',
    '--no-prune',
    '--refmap=',
    '--no-filter',
  ];
  const answer = await askRemote(cwd, ['fetch', ...how, '--', remote, ref]);
  if (answer.code !== 0) throw unreachable(remote, answer);
}

/**
 * Moves a ref of a remote, if it still is where it was; whether it did. Whatever the push says, it is the ref that tells: an answer may be
 * lost on its way.
 */
export async function pushRef(cwd: string, remote: string, ref: string, to: string, from: string | undefined): Promise<boolean> {
  const how = ['--porcelain', '--no-verify', '--no-follow-tags', '--recurse-submodules=no', '--no-signed'];
  for (let attempts = 1; ; attempts++) {
    const answer = await askRemote(cwd, ['push', ...how, `--force-with-lease=${ref}:${from ?? ''}`, '--', remote, `${to}:${ref}`]);
    if (answer.code === 0) return true;
    const now = await remoteTip(cwd, remote, ref);
    if (now === to) return true;
    if (now !== from) return false;
    const said = `${answer.stderr}\n${answer.stdout.toString('utf8')}`;
    if (attempts === mostAttempts || !/cannot lock ref|failed to update ref|\.lock/.test(said)) throw notTaken(remote, said);
    await new Promise((resolve) => setTimeout(resolve, 100 * attempts));
  }
}

const mostAttempts = 5;
/** Milliseconds after which a remote counts as not there. */
const patience = 120_000;

async function askRemote(cwd: string, words: readonly string[]): Promise<GitAnswer> {
  return tryGit(cwd, words, { env: remoteEnvironment(), timeout: patience });
}

function unreachable(remote: string, { code, stderr }: GitAnswer): StateError {
  const why = code === null ? `it did not answer within ${String(patience / 1000)} seconds` : reasonOf(stderr);
  return new StateError(
    'unreachable',
    `The remote ${quote(remote)} cannot be asked for the record of what was applied: ${why}`,
    goOn(remote),
  );
}

function notTaken(remote: string, said: string): StateError {
  const status = /\[(?:remote )?(?:rejected|failure)\] \((.*)\)/.exec(said)?.[1];
  const words = /^remote: (.*\S)/m.exec(said)?.[1];
  const why = status === undefined ? reasonOf(said) : words === undefined ? status : `${status} (it said ${quote(words)})`;
  return new StateError(
    'unreachable',
    `The remote ${quote(remote)} did not take the entry: ${why}`,
    `Whoever applies must be allowed to push to refs/permafrost/ there. ${goOn(remote)}`,
  );
}

function goOn(remote: string): string {
  return `Try "git ls-remote ${remote}"; git asks for no password here. To go on without the remote: --remote ${noRemote}, and then nobody else sees the lock.`;
}
