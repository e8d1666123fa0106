import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from '../../../src/state/ledger/entry.js';
import { openLedger } from '../../../src/state/ledger/ledger.js';
import { StateError } from '../../../src/state/state-error.js';
import { commit, createRepository, git, scratchFolder } from '../../load/scratch.js';
import { all, ana, applied, bo, entryAt, held, open, ref, site, twoClones, written } from './ledgers.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

let folders = 0;
const folder = (): string => join(scratch.root, `r${String(folders++)}`);
const fresh = (): string => createRepository(folder(), { 'policies/site.yaml': 'kind: Site\n' });
const clones = (): ReturnType<typeof twoClones> => {
  const into = folder();
  mkdirSync(into);
  return twoClones(into);
};
const ended = { pid: 2 ** 22 + 1 };

async function failure(act: Promise<unknown>): Promise<StateError> {
  const error: unknown = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StateError)) throw new Error(`No StateError: ${String(error)}`);
  return error;
}

describe('the chain', () => {
  test('holds each entry with its files, and each names the one before', async () => {
    const cwd = fresh();
    const ledger = await open(cwd);
    expect(await ledger.tip()).toBeUndefined();
    const begun = written(await ledger.begin(entryAt(1, { 'plan.json': '{"a":1}\n' })));
    const kept = written(await ledger.checkpoint({ ...entryAt(2, { 'journal.jsonl': '' }), after: begun.id }));
    const done = written(await ledger.end({ ...entryAt(3, { 'outcome.json': 'ö' }), outcome: 'complete', after: kept.id }));
    expect((await all(ledger)).map(({ type, number, previous }) => [type, number, previous])).toEqual([
      ['end', 3, kept.id],
      ['checkpoint', 2, begun.id],
      ['begin', 1, undefined],
    ]);
    expect(await ledger.read(begun, 'plan.json')).toBe('{"a":1}\n');
    expect(await ledger.read(done, 'outcome.json')).toBe('ö');
    expect(git(cwd, 'rev-parse', ref)).toBe(done.id);
    expect(git(cwd, 'log', '--format=%an <%ae> %ct %P', ref).split('\n')).toEqual([
      `Ana Lima <ana@acme.example> 1795946580 ${kept.id}`,
      `Ana Lima <ana@acme.example> 1795946520 ${begun.id}`,
      'Ana Lima <ana@acme.example> 1795946460',
    ]);
  });

  test('tells the last that was applied, whatever was begun or abandoned since', async () => {
    const ledger = await open(fresh());
    expect(await ledger.lastApplied()).toBeUndefined();
    const done = await applied(ledger, 1);
    const begun = written(await ledger.begin(entryAt(5)));
    expect((await ledger.lastApplied())?.id).toBe(done.id);
    await ledger.abandon({ ...entryAt(6), after: begun.id });
    expect((await ledger.lastApplied())?.id).toBe(done.id);
    expect((await ledger.tip())?.type).toBe('abandoned');
  });

  test('touches neither index nor working tree, nor any branch', async () => {
    const cwd = fresh();
    writeFileSync(join(cwd, 'new.txt'), 'uncommitted');
    git(cwd, 'add', '--all');
    const before = [git(cwd, 'status', '--porcelain'), readFileSync(join(cwd, '.git/index')).toString('hex'), git(cwd, 'branch', '--all')];
    await applied(await open(cwd), 1);
    expect([git(cwd, 'status', '--porcelain'), readFileSync(join(cwd, '.git/index')).toString('hex'), git(cwd, 'branch', '--all')]).toEqual(
      before,
    );
  });

  test('longer than what is read at once is read whole', async () => {
    const ledger = await open(fresh());
    for (let minute = 0; minute < 36; minute++) await applied(ledger, minute);
    const entries = await all(ledger);
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 72 }, (_each, index) => 72 - index));
  }, 60_000);

  test('is one for each site', async () => {
    const cwd = fresh();
    await applied(await open(cwd), 1);
    const other = await openLedger({ cwd, site: 'https://other.atlassian.net', writer: ana });
    expect(await other.tip()).toBeUndefined();
  });

  test('with a file that is not the one that was written gives an error', async () => {
    const ledger = await open(fresh());
    const done = await applied(ledger, 1);
    const forged: LedgerEntry = { ...done, files: { ...done.files, 'plan.json': '0'.repeat(64) } };
    expect((await failure(ledger.read(forged, 'plan.json'))).code).toBe('damaged');
    expect((await failure(ledger.read(done, 'toString'))).message).toContain('There is no file "toString"');
  });
});

describe('the chain is kept', () => {
  test('in a bare repository', async () => {
    const { bare } = clones();
    await applied(await open(bare), 1);
    expect(git(bare, 'rev-list', '--count', ref)).toBe('2');
  });

  test('in a worktree, and is the same from there', async () => {
    const cwd = fresh();
    const other = folder();
    git(cwd, 'worktree', 'add', '--quiet', '-b', 'else', other);
    const done = await applied(await open(other), 1);
    expect((await (await open(cwd)).tip())?.id).toBe(done.id);
  });

  test('in a shallow clone, and its own entries are not shallow', async () => {
    const { bare, one } = clones();
    await applied(await open(one), 1);
    const shallow = folder();
    git(scratch.root, 'clone', '--quiet', '--depth=1', `file://${bare}`, shallow);
    const ledger = await open(shallow);
    await applied(ledger, 5);
    expect((await all(ledger)).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  test('where entries are missing, that is said, and no shorter list is given', async () => {
    const { bare, one } = clones();
    await applied(await open(one), 1);
    const shallow = createRepository(folder());
    git(shallow, 'fetch', '--quiet', '--depth=1', `file://${bare}`, `${ref}:${ref}`);
    const { code, hint } = await failure(open(shallow).then(all));
    expect(code).toBe('missing-entries');
    expect(hint).toContain('--unshallow');
  });

  test('without a git identity, with hostile names and variables of git around', async () => {
    const cwd = createRepository(folder());
    git(cwd, 'config', 'user.useConfigOnly', 'true');
    commit(cwd, { 'policies/--output=x.yaml': '', 'policies/a\nb "$(id)".yaml': '' });
    git(cwd, 'branch', 'refs/permafrost/acme.atlassian.net');
    const variables = {
      GIT_AUTHOR_DATE: 'yesterday',
      GIT_NAMESPACE: 'else',
      GIT_TRACE: '1',
      GIT_PAGER: 'false',
      GIT_EDITOR: 'false',
      GIT_QUARANTINE_PATH: '/nowhere',
    };
    Object.assign(process.env, variables);
    try {
      const done = await applied(await open(cwd), 1);
      expect(git(cwd, 'rev-parse', '--verify', ref)).toBe(done.id);
    } finally {
      for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
    }
  });

  test('where GIT_DIR says that the repository is', async () => {
    const cwd = fresh();
    process.env['GIT_DIR'] = join(cwd, '.git');
    try {
      await applied(await open(scratch.root), 1);
    } finally {
      delete process.env['GIT_DIR'];
    }
    expect(git(cwd, 'rev-list', '--count', ref)).toBe('2');
  });

  test('with names of people that git would not take as they are', async () => {
    const cwd = fresh();
    const begun = written(
      await (await open(cwd, { ...ana, who: { name: ' <Ana>\n"Lima", ', email: 'ana@acme.example' } })).begin(entryAt(1)),
    );
    expect(begun.who.name).toBe('Ana"Lima');
    expect(git(cwd, 'log', '--format=%an', ref)).toBe('Ana"Lima');
    const ledger = await open(fresh(), { ...ana, who: { name: 'Ana', email: 'ana> <eve@acme.example' } });
    expect((await failure(ledger.begin(entryAt(1)))).code).toBe('no-identity');
  });

  test('nowhere without a repository', async () => {
    const outside = folder();
    mkdirSync(outside);
    process.env['GIT_CEILING_DIRECTORIES'] = scratch.root;
    try {
      expect((await failure(open(outside))).code).toBe('no-repository');
    } finally {
      delete process.env['GIT_CEILING_DIRECTORIES'];
    }
  });
});

describe('signing', () => {
  const signing = (cwd: string): string => {
    const key = join(cwd, '.git', 'key');
    git(cwd, 'config', 'commit.gpgsign', 'true');
    git(cwd, 'config', 'gpg.format', 'ssh');
    git(cwd, 'config', 'user.signingkey', `${key}.pub`);
    return key;
  };

  test('is done where git is told to sign commits', async () => {
    const cwd = fresh();
    const key = signing(cwd);
    const { execFileSync } = await import('node:child_process');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    const begun = written(await (await open(cwd)).begin(entryAt(1)));
    expect(git(cwd, 'cat-file', 'commit', begun.id)).toContain('gpgsig -----BEGIN SSH SIGNATURE-----');
  });

  test('that fails is said, and nothing is written', async () => {
    const cwd = fresh();
    signing(cwd);
    const ledger = await open(cwd);
    const { code, hint } = await failure(ledger.begin(entryAt(1)));
    expect(code).toBe('not-signed');
    expect(hint).toContain('git config commit.gpgsign false');
    expect(await ledger.tip()).toBeUndefined();
  });
});

describe('the lock', () => {
  test('is had by whoever began, and refused to all others with who has it since when', async () => {
    const cwd = fresh();
    const begun = written(await (await open(cwd)).begin(entryAt(1)));
    const kept = written(await (await open(cwd)).checkpoint({ ...entryAt(2), after: begun.id }));
    const holder = held(await (await open(cwd, bo)).begin(entryAt(3)));
    expect(holder).toEqual({
      ...ana,
      since: '2026-11-29T10:01:00Z',
      commit: 'c'.repeat(40),
      plan: 'p'.repeat(64),
      entry: kept,
      begun: begun.id,
      mine: false,
    });
    expect(git(cwd, 'rev-parse', ref)).toBe(kept.id);
  });

  test.each(['end', 'abandon'] as const)('is free after %s', async (how) => {
    const ledger = await open(fresh());
    const begun = written(await ledger.begin(entryAt(1)));
    expect((await ledger.holder())?.alive).toBe(true);
    written(await ledger[how]({ ...entryAt(2), after: begun.id }));
    expect(await ledger.holder()).toBeUndefined();
    written(await ledger.begin(entryAt(3)));
  });

  test('of a process that has ended is gone on from by the same person on the same machine', async () => {
    const cwd = fresh();
    const begun = written(await (await open(cwd, { ...ana, ...ended })).begin(entryAt(1)));
    const ledger = await open(cwd);
    expect(await ledger.holder()).toMatchObject({ alive: false, mine: true });
    expect(held(await ledger.begin(entryAt(2))).entry.id).toBe(begun.id);
    expect(written(await ledger.checkpoint({ ...entryAt(3), after: begun.id })).pid).toBe(process.pid);
  });

  test.each([
    { name: 'of somebody else', writer: { ...ana, ...ended, who: bo.who } },
    { name: 'of another machine', writer: { ...ana, host: 'laptop' } },
    { name: 'of a process that runs', writer: { ...ana, pid: process.ppid } },
    { name: 'of another start of the machine', writer: { ...ana, ...ended, boot: 'before' } },
  ])('$name is taken over only by who says so', async ({ writer }) => {
    const cwd = fresh();
    const begun = written(await (await open(cwd, writer)).begin(entryAt(1)));
    const ledger = await open(cwd);
    expect(held(await ledger.abandon({ ...entryAt(2), after: begun.id })).entry.id).toBe(begun.id);
    expect((await ledger.tip())?.id).toBe(begun.id);
    expect(written(await ledger.abandon({ ...entryAt(2), after: begun.id, takeOver: true })).type).toBe('abandoned');
  });

  test('is not gone on from where another entry is the last one by now, nor where there is none', async () => {
    const ledger = await open(fresh());
    const begun = written(await ledger.begin(entryAt(1)));
    const kept = written(await ledger.checkpoint({ ...entryAt(2), after: begun.id }));
    expect(await ledger.end({ ...entryAt(3), after: begun.id, takeOver: true })).toEqual({ type: 'moved', tip: kept });
    const done = written(await ledger.end({ ...entryAt(3), after: kept.id }));
    expect(await ledger.end({ ...entryAt(4), after: done.id, takeOver: true })).toEqual({ type: 'moved', tip: done });
  });
});

describe('with a remote', () => {
  test('an entry is there as soon as it is written, and the other clone goes on from it', async () => {
    const { bare, one, two } = clones();
    const done = await applied(await open(one), 1);
    expect(git(bare, 'rev-parse', ref)).toBe(done.id);
    const other = await open(two, bo);
    expect(other.remote).toBe('origin');
    expect((await other.tip())?.id).toBe(done.id);
    expect(written(await other.begin(entryAt(3))).number).toBe(3);
  });

  test('whoever comes second is told who has it', async () => {
    const { one, two } = clones();
    const [a, b] = [await open(one), await open(two, bo)];
    written(await a.begin(entryAt(1)));
    expect(held(await b.begin(entryAt(2)))).toMatchObject({
      who: ana.who,
      host: 'desk',
      since: '2026-11-29T10:01:00Z',
      plan: 'p'.repeat(64),
    });
  });

  test('entries that were made without it come with the next one', async () => {
    const { bare, one } = clones();
    await applied(await open(one, ana, 'none'), 1);
    expect(git(bare, 'for-each-ref', ref)).toBe('');
    const begun = written(await (await open(one)).begin(entryAt(3)));
    expect(git(bare, 'rev-list', '--count', ref)).toBe('3');
    expect(begun.number).toBe(3);
  });

  test('a remote that was rewritten is refused, and our copy stays', async () => {
    const { bare, one, two } = clones();
    const done = await applied(await open(one), 1);
    git(bare, 'update-ref', '-d', ref);
    await applied(await open(two, bo), 1);
    const error = await failure(open(one));
    expect(error.code).toBe('diverged');
    expect(error.hint).toContain('permafrost log --verify --against origin');
    expect(git(one, 'rev-parse', ref)).toBe(done.id);
  });

  test('that cannot be reached is an error that says how to go on, without the token of its address', async () => {
    const cwd = fresh();
    git(cwd, 'remote', 'add', 'origin', 'https://ana:ghp_secret@127.0.0.1:1/acme/policies.git');
    const { code, message, hint } = await failure(open(cwd));
    expect(code).toBe('unreachable');
    expect(hint).toContain('--remote none');
    expect(message).toContain('127.0.0.1');
    expect(message).not.toMatch(/ghp_secret|ana:/);
    expect((await open(cwd, ana, 'none')).remote).toBeUndefined();
  });

  test('that takes nothing is an error, and nothing is written here either', async () => {
    const { bare, one } = clones();
    writeFileSync(join(bare, 'hooks/pre-receive'), '#!/bin/sh\necho "no refs like this" >&2\nexit 1\n', { mode: 0o755 });
    const ledger = await open(one);
    const { code, message } = await failure(ledger.begin(entryAt(1)));
    expect(code).toBe('unreachable');
    expect(message).toContain('pre-receive hook declined (it said "no refs like this")');
    expect(await ledger.tip()).toBeUndefined();
  });

  test('that is not there by this name is an error', async () => {
    const { one } = clones();
    expect((await failure(open(one, ana, 'upstream'))).hint).toContain('"origin"');
    expect((await failure(open(one, ana, '--upload-pack=x'))).code).toBe('unknown-remote');
  });

  test('hooks of the repository do not run', async () => {
    const { one } = clones();
    for (const hook of ['pre-push', 'reference-transaction'])
      writeFileSync(join(one, '.git/hooks', hook), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await applied(await open(one), 1);
    expect(git(one, 'rev-list', '--count', ref)).toBe('2');
  });

  test('of two that write at the same time exactly one gets it', async () => {
    const { one, two } = clones();
    const [a, b] = [await open(one), await open(two, bo)];
    for (let minute = 0; minute < 5; minute++) {
      const results = await Promise.all([a.begin(entryAt(minute)), b.begin(entryAt(minute))]);
      expect(results.map(({ type }) => type).sort()).toEqual(['held', 'written']);
      const [winner, entry] = results[0].type === 'written' ? [a, results[0].entry] : [b, written(results[1])];
      written(await winner.end({ ...entryAt(minute), after: entry.id }));
    }
  }, 60_000);
});

test('the address of the site stands in the entry as it is written', async () => {
  const cwd = fresh();
  const ledger = await openLedger({ cwd, site: `${site}/`, writer: ana });
  expect(ledger.ref).toBe(ref);
  expect(written(await ledger.begin(entryAt(1))).site).toBe(`${site}/`);
});
