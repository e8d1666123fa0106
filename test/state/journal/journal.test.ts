import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Journal, JournalEntry } from '../../../src/state/journal/journal-entry.js';
import { openJournal } from '../../../src/state/journal/journal.js';
import { readJournalLines } from '../../../src/state/journal/journal-lines.js';
import { StateError } from '../../../src/state/state-error.js';
import { createRepository, git, scratchFolder } from '../../load/scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const plan = 'a'.repeat(64);
const site = 'https://acme.atlassian.net';
const at = '2026-11-29T10:00:00Z';
const begin = (write: string): JournalEntry => ({ write, event: 'begin', at });
const end = (write: string, outcome: JournalEntry['outcome'] = 'made'): JournalEntry => ({
  write,
  event: 'end',
  outcome,
  at,
  detail: 'said "so"\n',
});

let cwd = '';
let repositories = 0;
beforeEach(() => {
  cwd = createRepository(join(scratch.root, `r${String(repositories++)}`), { 'a.txt': '' });
});

const opened: Journal[] = [];
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close();
});

async function open(): Promise<Journal> {
  const journal = await openJournal({ cwd, site, plan });
  opened.push(journal);
  return journal;
}

async function recorded(...entries: readonly JournalEntry[]): Promise<string> {
  const journal = await open();
  for (const entry of entries) await journal.record(entry);
  await journal.close();
  return journal.path;
}

async function failure(act: Promise<unknown>): Promise<StateError> {
  const error: unknown = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StateError)) throw new Error(`No StateError: ${String(error)}`);
  return error;
}

test('gives again what was told, from any worktree of the clone', async () => {
  const path = await recorded(begin('1'), end('1'), begin('2'));
  expect(path).toBe(join(cwd, '.git/permafrost/acme.atlassian.net', `journal-${plan}.jsonl`));
  const other = join(scratch.root, `w${String(repositories)}`);
  git(cwd, 'worktree', 'add', '--quiet', '-b', 'else', other);
  const again = await openJournal({ cwd: other, site, plan });
  expect(again.entries).toEqual([begin('1'), end('1'), begin('2')]);
  expect(again.torn).toBeUndefined();
  await again.record(end('2', 'already'));
  expect(readJournalLines(await again.text(), plan)).toMatchObject({
    type: 'whole',
    entries: [begin('1'), end('1'), begin('2'), end('2', 'already')],
  });
  await again.remove();
  expect(existsSync(path)).toBe(false);
});

test('a journal of an earlier apply of the same plan is put aside, and one of this apply is gone on with', async () => {
  const of = { cwd, site, plan };
  const first = await openJournal({ ...of, begun: 'one' });
  await first.record(begin('1'));
  await first.close();
  const same = await openJournal({ ...of, begun: 'one' });
  expect([same.isNew, same.entries]).toEqual([false, [begin('1')]]);
  await same.close();
  const next = await openJournal({ ...of, begun: 'two' });
  expect([next.isNew, next.entries]).toEqual([true, []]);
  await next.close();
  expect(readFileSync(`${next.path}.earlier`, 'utf8')).toContain('"begun":"one"');
});

test('a line is in the file once it is recorded, and lines stand in the order they were asked for', async () => {
  const journal = await open();
  await Promise.all(['1', '2', '3', '4'].map((write) => journal.record(begin(write))));
  const lines = readFileSync(journal.path, 'utf8').split('\n').slice(1, -1);
  expect(lines.map((line) => (JSON.parse(line) as JournalEntry).write)).toEqual(['1', '2', '3', '4']);
  await journal.close();
});

describe('a process that was ended', () => {
  test('at any byte of the last line loses that line alone', async () => {
    const path = await recorded(begin('1'), end('1'));
    const whole = readFileSync(path);
    const lastStart = whole.subarray(0, -1).lastIndexOf(0x0a) + 1;
    for (let length = lastStart; length < whole.length; length += 7) {
      writeFileSync(path, whole.subarray(0, length));
      const journal = await open();
      expect(journal.entries).toEqual([begin('1')]);
      expect(journal.torn).toBe(length === lastStart ? undefined : whole.subarray(lastStart, length).toString());
      await journal.record(end('1'));
      await journal.close();
      expect(readFileSync(path)).toEqual(whole);
    }
  });

  test('while it made the file leaves nothing in the way', async () => {
    const path = await recorded();
    truncateSync(path, 10);
    expect(await recorded(begin('1'))).toBe(path);
    expect((await open()).entries).toEqual([begin('1')]);
  });

  test('by a power cut, which leaves zeros where a line was to be, loses that line alone', async () => {
    const path = await recorded(begin('1'));
    appendFileSync(path, Buffer.alloc(100));
    const journal = await open();
    expect(journal.entries).toEqual([begin('1')]);
    expect(journal.torn).toHaveLength(100);
  });
});

describe('what was not written so is refused', () => {
  const edits: readonly { readonly name: string; readonly line: number; readonly edit: (lines: string[]) => string[] }[] = [
    { name: 'an edited line', line: 3, edit: (lines) => lines.map((line) => line.replace('"made"', '"refused"')) },
    { name: 'a line torn in the middle', line: 2, edit: (lines) => lines.map((line, index) => (index === 1 ? line.slice(0, 30) : line)) },
    { name: 'a line left out', line: 3, edit: (lines) => lines.filter((_line, index) => index !== 2) },
    { name: 'two lines in another order', line: 2, edit: ([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest] },
    { name: 'a line twice', line: 3, edit: ([a = '', b = '', ...rest]) => [a, b, b, ...rest] },
    { name: 'the heading left out', line: 1, edit: (lines) => lines.slice(1) },
    { name: 'an edited last line', line: 4, edit: (lines) => lines.map((line) => line.replace('"write":"2"', '"write":"3"')) },
    { name: 'spaces between', line: 2, edit: (lines) => lines.map((line, index) => (index === 1 ? line.replace(',', ', ') : line)) },
  ];

  test.each(edits)('$name', async ({ line, edit }) => {
    const path = await recorded(begin('1'), end('1'), begin('2'));
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    writeFileSync(path, `${edit(lines).join('\n')}\n`);
    const bytes = readFileSync(path);
    const error = await failure(open());
    expect(error.code).toBe('damaged');
    expect(error.message).toContain(`Line ${String(line)} of the journal`);
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('the journal of another plan', async () => {
    const path = await recorded(begin('1'));
    const other = path.replace(plan, 'b'.repeat(64));
    writeFileSync(other, readFileSync(path));
    const error = await failure(openJournal({ cwd, site, plan: 'b'.repeat(64) }));
    expect(error.message).toContain('it is of another plan');
  });
});

describe('what cannot be written is an error before anything is done', () => {
  const unprivileged = process.getuid?.() === 0 ? test.skip : test;

  unprivileged('a folder that may not be written', async () => {
    const path = await recorded();
    mkdirSync(dirname(path), { recursive: true });
    chmodSync(dirname(path), 0o500);
    try {
      expect((await failure(openJournal({ cwd, site, plan: 'c'.repeat(64) }))).message).toContain('it may not be written');
    } finally {
      chmodSync(dirname(path), 0o700);
    }
  });

  test('a file where the folder should be', async () => {
    writeFileSync(join(cwd, '.git/permafrost'), '');
    expect((await failure(open())).code).toBe('journal-failed');
  });

  test('a second process at the same journal, and after that nothing more is taken', async () => {
    const [one, two] = [await open(), await open()];
    await one.record(begin('1'));
    expect((await failure(two.record(begin('1')))).message).toContain('two are at work');
    expect((await failure(two.record(begin('2')))).code).toBe('journal-failed');
    await one.record(end('1'));
    expect((await open()).entries).toEqual([begin('1'), end('1')]);
  });
});
