import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { quote } from '../../text/quote.js';
import { askGit } from '../git/run-git.js';
import { ledgerName, safeName } from '../ledger/ledger-ref.js';
import { StateError } from '../state-error.js';
import type { Journal, JournalOptions } from './journal-entry.js';
import { headingLine, lineOf, readJournalLines, type JournalEnd } from './journal-lines.js';

/** The journal of a plan, made where there is none; what was torn at its end is cut off. Whoever opens it has the lock of the ledger. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const path = await journalPath(options);
  return failing(path, async () => {
    const isNew = await makeFolder(dirname(path));
    if (options.startOver === true || (await isOfAnother(path, options))) await setAside(path);
    // What is written stands at the end, whoever else has the file open.
    const file = await open(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o644);
    try {
      return await opened(path, file, options, isNew);
    } catch (error) {
      await file.close();
      throw error;
    }
  });
}

/** Where the journal of a plan is: in what all worktrees of a clone share. */
export async function journalPath({ cwd, site, plan }: JournalOptions): Promise<string> {
  const folder = resolve(cwd, await askGit(cwd, ['rev-parse', '--git-common-dir']));
  return join(folder, 'permafrost', ledgerName(site), `journal-${safeName(plan)}.jsonl`);
}

/** Whether what is there is of an earlier apply of the same plan. What is broken is not, and is refused. */
async function isOfAnother(path: string, { plan, begun }: JournalOptions): Promise<boolean> {
  if (begun === undefined) return false;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  const read = readJournalLines(text.slice(0, text.indexOf('\n') + 1), plan);
  return read.type === 'whole' && read.begun !== undefined && read.begun !== begun;
}

async function setAside(path: string): Promise<void> {
  await rename(path, `${path}.earlier`).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
}

async function opened(path: string, file: FileHandle, { plan, begun }: JournalOptions, isNew: boolean): Promise<Journal> {
  const bytes = await file.readFile();
  // Bytes of a torn line need be no text.
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  const read = readJournalLines(whole.toString('utf8'), plan);
  if (read.type === 'broken') throw broken(path, read.line, read.why);
  const torn = bytes.subarray(whole.length).toString('utf8');
  if (torn !== '') await file.truncate(whole.length);
  let state: State = { size: whole.length, end: read.end ?? { number: -1, sum: '' } };
  let failure: StateError | undefined;
  const append = async ({ line, end }: ReturnType<typeof lineOf>): Promise<void> => {
    if (failure !== undefined) throw failure;
    try {
      state = { size: await appended(file, line, state.size), end };
    } catch (error) {
      failure = error instanceof StateError ? error : notWritten(path, error);
      // Half a line is taken back; of what another process wrote nothing is.
      if (!(error instanceof StateError)) await file.truncate(state.size).catch(() => undefined);
      throw failure;
    }
  };
  if (read.end === undefined) await append(headingLine(plan, begun));
  else if (torn !== '') await file.sync();
  if (isNew || read.end === undefined) await syncFolder(dirname(path));
  const start = { isNew: read.end === undefined, entries: read.entries, ...(torn === '' ? {} : { torn }) };
  return journalOn(path, file, start, (entry) => append(lineOf(state.end, entry)));
}

interface State {
  readonly size: number;
  readonly end: JournalEnd;
}

type Start = Pick<Journal, 'isNew' | 'entries' | 'torn'>;

function journalOn(path: string, file: FileHandle, start: Start, record: Journal['record']): Journal {
  let last: Promise<unknown> = Promise.resolve();
  return {
    path,
    ...start,
    // One after the other, in the order they are asked for.
    record: (entry) => {
      const recorded = last.then(() => record(entry));
      last = recorded.catch(() => undefined);
      return recorded;
    },
    // A line may just be on its way, or half of one may be left.
    text: () => failing(path, async () => (await readFile(path, 'utf8')).replace(/[^\n]*$/, '')),
    close: () => file.close(),
    remove: async () => {
      await file.close();
      await failing(path, () => rm(path, { force: true }));
    },
  };
}

/** Writes a line and waits until it is on the disk; the new size. */
async function appended(file: FileHandle, line: string, size: number): Promise<number> {
  if ((await file.stat()).size !== size)
    throw new StateError(
      'journal-failed',
      'Another process has written to the journal, so that two are at work on one plan.',
      'Wait for the other one, or end it, and go on with: permafrost apply --resume',
    );
  const bytes = Buffer.from(line);
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
  await file.datasync();
  return size + bytes.length;
}

/** Whether a folder had to be made; each that was is on the disk, in the one above. */
async function makeFolder(folder: string): Promise<boolean> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return false;
  for (let at = folder; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
  return true;
}

/** So that a new file is found after a power cut. Windows keeps its folders itself, and opens none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function failing<T>(path: string, act: () => Promise<T>): Promise<T> {
  return act().catch((error: unknown) => {
    throw error instanceof StateError ? error : notWritten(path, error);
  });
}

function notWritten(path: string, error: unknown): StateError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const why = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk is full',
    EROFS: 'the disk is read-only',
    EACCES: 'it may not be written',
    EPERM: 'it may not be written',
  }[code];
  return new StateError(
    'journal-failed',
    `The journal ${quote(path)} cannot be written: ${why ?? (error instanceof Error ? error.message : String(error))}.`,
    'Nothing is written to a site that cannot be told here first. Make room or give the right to write, and go on with: permafrost apply --resume',
  );
}

function broken(path: string, line: number, why: string): StateError {
  return new StateError(
    'damaged',
    `Line ${String(line)} of the journal ${quote(path)} is not as it was written: ${why}.`,
    'Nothing goes on from it. See whether the site is as the record says ("permafrost plan --live"), move the file away, and go on with: permafrost apply --resume',
  );
}
