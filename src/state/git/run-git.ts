import { spawn } from 'node:child_process';
import { StateError } from '../state-error.js';
import { ledgerEnvironment } from './ledger-environment.js';
import { redacted } from './redacted.js';

export interface GitCall {
  readonly input?: string | Uint8Array;
  /** In place of that of the ledger. */
  readonly env?: Readonly<Record<string, string>>;
  /** After so many milliseconds git is ended, and it counts as failed. */
  readonly timeout?: number;
}

export interface GitAnswer {
  /** 0: done; null: git was ended from outside. */
  readonly code: number | null;
  readonly stdout: Buffer;
  /** Without secrets in addresses. */
  readonly stderr: string;
}

/**
 * Hooks of the repository belong to work on its files, and neither the terminal nor a pager is git's here. The encoding is that of the
 * texts we hand over, and of the answers we compare. What is written is on the disk before git says so.
 */
const settings = [
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'i18n.commitEncoding=UTF-8',
  'i18n.logOutputEncoding=UTF-8',
  'gc.auto=0',
  'core.fsync=all',
];

/**
 * Runs git and gives what it says, whatever its exit code. It is asked directly and not through the library: its input, its exit code and
 * its errors are all needed. It has a process group of its own, so that Ctrl-C reaches permafrost alone, which ends what it does in good order.
 */
export async function tryGit(cwd: string, words: readonly string[], call: GitCall = {}): Promise<GitAnswer> {
  const child = spawn('git', [...settings.flatMap((setting) => ['-c', setting]), ...words], {
    cwd,
    env: call.env ?? ledgerEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    detached: process.platform !== 'win32',
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // Git may end before it has read everything; why, it says itself.
  child.stdin.on('error', () => undefined);
  child.stdin.end(call.input ?? '');
  const timer = call.timeout === undefined ? undefined : setTimeout(() => endGroup(child.pid), call.timeout);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => reject(notStarted(error)));
    child.on('close', (ended) => resolve(ended));
  }).finally(() => clearTimeout(timer));
  return { code, stdout: Buffer.concat(out), stderr: redacted(Buffer.concat(err).toString('utf8')) };
}

/** What git says; an error where it fails. */
export async function runGit(cwd: string, words: readonly string[], call: GitCall = {}): Promise<Buffer> {
  const { code, stdout, stderr } = await tryGit(cwd, words, call);
  if (code !== 0) throw gitFailed(stderr);
  return stdout;
}

/** The same, as one line of text. */
export async function askGit(cwd: string, words: readonly string[], call: GitCall = {}): Promise<string> {
  return (await runGit(cwd, words, call)).toString('utf8').replace(/\n$/, '');
}

export function gitFailed(stderr: string): StateError {
  if (/not a git repository/.test(stderr))
    return new StateError(
      'no-repository',
      'There is no git repository here, and the record of what was applied is kept in one.',
      'Run it in a clone of the policies.',
    );
  const foreign = /dubious ownership in repository at '(.*)'/.exec(stderr)?.[1];
  if (foreign !== undefined)
    return new StateError(
      'git-failed',
      'git does not read a repository that belongs to someone else.',
      `If you trust it: git config --global --add safe.directory '${foreign}'`,
    );
  return new StateError('git-failed', `git failed: ${reasonOf(stderr)}`, roomHint(stderr));
}

/** What to do where git has no place to write to. */
function roomHint(stderr: string): string | undefined {
  if (/No space left on device|Disk quota exceeded|File too large/i.test(stderr))
    return 'Make room on the disk of the repository, and try again.';
  return /Read-only file system|Permission denied|insufficient permission/i.test(stderr)
    ? 'Whoever applies must be allowed to write to the repository here.'
    : undefined;
}

/** The line that says why; git surrounds it with advice. */
export function reasonOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /^(?:fatal|error|remote: (?:fatal|error)):|! \[/.test(line.trim())) ?? lines[0] ?? 'it gave no reason';
}

function notStarted(error: NodeJS.ErrnoException): StateError {
  if (error.code === 'ENOENT')
    return new StateError('git-missing', 'git is not installed, or not on the PATH, or the folder is gone.', 'Install git 2.30 or later.');
  return new StateError('git-failed', `git cannot be started: ${error.message}`);
}

/** What git has started too, such as ssh. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid);
  } catch {
    // It has just ended.
  }
}
