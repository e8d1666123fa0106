import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, LedgerEntry } from '../../../src/state/ledger/entry.js';
import type { Ledger } from '../../../src/state/ledger/ledger.js';
import { verifyLedger } from '../../../src/state/ledger/verify.js';
import { authorship, digestOf } from '../../../src/state/ledger/write-entry.js';
import { headingLine, lineOf } from '../../../src/state/journal/journal-lines.js';
import { createRepository, git, scratchFolder } from '../../load/scratch.js';
import { all, ana, applied, bo, entryAt, open, ref, twoClones, written } from './ledgers.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const plan = 'p'.repeat(64);
const heading = headingLine(plan);
const journal = heading.line + lineOf(heading.end, { write: '1', event: 'begin', at: '2026-11-29T10:00:00Z' }).line;

let cwd = '';
let ledger: Ledger;
let original: readonly LedgerEntry[] = [];
beforeAll(async () => {
  cwd = createRepository(join(scratch.root, 'r'), { 'a.txt': '' });
  ledger = await open(cwd);
  await applied(ledger, 1, { 'plan.json': '{"writes":[1]}\n', 'journal.jsonl': journal });
  const begun = written(await ledger.begin(entryAt(4, { 'plan.json': '{"writes":[2]}\n' })));
  const kept = written(await ledger.checkpoint({ ...entryAt(5), after: begun.id }));
  written(await ledger.end({ ...entryAt(6, { 'outcome.json': '{}' }), after: kept.id }));
  original = (await all(ledger)).toReversed();
});

/** An entry that somebody makes by hand: what it says, what it holds, and whatever its commit says. */
interface Forged {
  readonly entry: Entry;
  readonly texts: Readonly<Record<string, string>>;
  readonly parents: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly message: string;
}

function commitOf({ entry, texts, parents, env, message }: Forged): string {
  const words = (input: string, ...command: string[]): string =>
    execFileSync('git', command, { cwd, input, env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' }).trim();
  const lines = Object.entries({ ...texts, 'entry.json': `${JSON.stringify(entry, undefined, 2)}\n` }).map(
    ([name, text]) => `100644 blob ${words(text, 'hash-object', '-w', '--stdin')}\t${name}`,
  );
  return words(`${message}\n`, 'commit-tree', ...parents.flatMap((parent) => ['-p', parent]), words(`${lines.join('\n')}\n`, 'mktree'));
}

/** The chain anew from its first entry on, each changed as told; an entry for which nothing is given is dropped. The rest is mended as far as it can be. */
async function rewritten(
  change: (forged: Forged, index: number) => Forged | undefined,
  order: readonly LedgerEntry[] = original,
): Promise<string> {
  let last: string | undefined;
  for (const [index, { id, ...rest }] of order.entries()) {
    const texts = Object.fromEntries(
      await Promise.all(Object.keys(rest.files).map(async (name) => [name, await ledger.read(order[index] as LedgerEntry, name)] as const)),
    );
    const entry = { ...rest, ...(rest.previous === undefined || last === undefined ? {} : { previous: last }) };
    const forged = change(
      {
        entry,
        texts,
        parents: last === undefined ? [] : [last],
        env: authorship(entry),
        message: git(cwd, 'log', '-1', '--format=%B', id),
      },
      index,
    );
    if (forged !== undefined) last = commitOf(forged);
  }
  return last ?? '';
}

/** What is found once the ref points to a chain. */
async function found(tip: string, against: readonly string[] = []): Promise<readonly string[]> {
  git(cwd, 'update-ref', ref, tip);
  try {
    return (await verifyLedger(cwd, ref, against)).findings.map(
      ({ code, message }) => `${code}: ${message.replace(/\b[0-9a-f]{7}\b/g, 'ID')}`,
    );
  } finally {
    git(cwd, 'update-ref', ref, original.at(-1)?.id ?? '');
  }
}

const at = (wanted: number, change: (forged: Forged) => Forged | undefined) => (forged: Forged, index: number) =>
  index === wanted ? change(forged) : forged;
const saying =
  (more: Partial<Entry>) =>
  (forged: Forged): Forged => ({ ...forged, entry: { ...forged.entry, ...more } });

describe('a chain', () => {
  test('that nobody touched has nothing wrong, rewritten byte for byte too', async () => {
    const report = await verifyLedger(cwd, ref);
    expect(report).toEqual({ ref, tip: original.at(-1)?.id, entries: 5, signatures: [], copies: [], findings: [] });
    expect(await rewritten((forged) => forged)).toBe(original.at(-1)?.id);
  });

  test('that is not there has nothing wrong, but for copies that know it', async () => {
    const empty = createRepository(join(scratch.root, 'empty'));
    expect((await verifyLedger(empty, ref)).findings).toEqual([]);
    expect((await verifyLedger(empty, ref, [cwd])).findings).toHaveLength(1);
  });
});

describe('it is found that', () => {
  const cases: readonly {
    readonly name: string;
    readonly change: (forged: Forged, index: number) => Forged | undefined;
    readonly findings: readonly RegExp[];
  }[] = [
    {
      name: 'a file was replaced',
      change: at(0, (forged) => ({ ...forged, texts: { ...forged.texts, 'plan.json': '{"writes":[]}\n' } })),
      findings: [/^file: Entry 1 \(ID\): its file "plan.json" is not the one/],
    },
    {
      name: 'a file was taken away',
      change: at(1, (forged) => ({ ...forged, texts: { 'plan.json': forged.texts['plan.json'] ?? '', 'journal.jsonl': journal } })),
      findings: [/^file: Entry 2 .* "outcome.json" is not there/],
    },
    {
      name: 'a file was added',
      change: at(0, (forged) => ({ ...forged, texts: { ...forged.texts, 'undo.json': '' } })),
      findings: [/^file: Entry 1 .* holds a file "undo.json"/],
    },
    {
      name: 'an entry in the middle was dropped',
      change: at(3, () => undefined),
      findings: [/^number: Entry 5 \(ID\): it comes after entry 3/],
    },
    {
      name: 'the first entries were dropped',
      change: (forged, index) => (index < 2 ? undefined : forged),
      findings: [/^parent: Entry 3 .* that is none/, /^number: Entry 3 .* nothing is before it/],
    },
    {
      name: 'the end of one and the begin of the next were dropped',
      change: (forged, index) => (index === 1 || index === 2 ? undefined : forged),
      findings: [/^number: Entry 4/],
    },
    {
      name: 'a begin was dropped and the rest numbered anew',
      change: (forged, index) => (index === 2 ? undefined : index > 2 ? saying({ number: index })(forged) : forged),
      findings: [/^order: Entry 3 .* of type checkpoint, and nothing was begun/],
    },
    {
      name: 'an end was dropped and the rest numbered anew',
      change: (forged, index) => (index === 1 ? undefined : index > 1 ? saying({ number: index })(forged) : forged),
      findings: [/^order: Entry 2 .* begins while entry 1 \(begin\) has the lock/],
    },
    {
      name: 'a person was put into an entry',
      change: at(1, saying({ who: bo.who })),
      findings: [/^author: Entry 2 .*"Bo <bo@acme.example>".*"Ana Lima <ana@acme.example>"/],
    },
    {
      name: 'the author of a commit is another one',
      change: at(1, (forged) => ({ ...forged, env: authorship({ ...forged.entry, who: bo.who }) })),
      findings: [/^author: Entry 2/],
    },
    {
      name: 'the committer alone is another one',
      change: at(1, (forged) => ({ ...forged, env: { ...forged.env, GIT_COMMITTER_EMAIL: 'eve@acme.example' } })),
      findings: [/^author: Entry 2 .*eve@acme.example/],
    },
    {
      name: 'the time was changed',
      change: at(1, saying({ at: '2026-11-28T10:00:00Z' })),
      findings: [/^author: Entry 2 .*2026-11-28T10:00:00Z.*2026-11-29T10:02:00Z/],
    },
    { name: 'the entry before was changed in words', change: at(1, saying({ previous: 'f'.repeat(40) })), findings: [/^parent: Entry 2/] },
    { name: 'the plan was changed', change: at(3, saying({ plan: 'q' })), findings: [/^plan: Entry 5 /, /^plan: Entry 4 /] },
    {
      name: 'the site was changed',
      change: at(2, saying({ site: 'https://other.atlassian.net' })),
      findings: [/^site: Entry 3 .*"https:\/\/other.atlassian.net"/],
    },
    {
      name: 'an entry is no entry',
      change: at(4, (forged) => ({ ...forged, entry: { ...forged.entry, version: 2 } as unknown as Entry })),
      findings: [/^entry: entry.json of ID is of a version/],
    },
    {
      name: 'a second chain was joined',
      change: (forged, index) => (index === 4 ? { ...forged, parents: [...forged.parents, original[1]?.id ?? ''] } : forged),
      findings: [/^merge: Entry 5/],
    },
    {
      name: 'the journal of an end was edited, with its digest',
      change: at(1, (forged) => {
        const text = journal.replace('"write":"1"', '"write":"2"');
        return {
          ...forged,
          texts: { ...forged.texts, 'journal.jsonl': text },
          entry: { ...forged.entry, files: { ...forged.entry.files, 'journal.jsonl': digestOf(text) } },
        };
      }),
      findings: [/^journal: Entry 2 .* line 2 of its journal/],
    },
    {
      name: 'the journal of an end is not whole',
      change: at(1, (forged) => {
        const text = journal.slice(0, -5);
        return {
          ...forged,
          texts: { ...forged.texts, 'journal.jsonl': text },
          entry: { ...forged.entry, files: { ...forged.entry.files, 'journal.jsonl': digestOf(text) } },
        };
      }),
      findings: [/^journal: Entry 2 .* journal is not whole/],
    },
  ];

  test.each(cases)('$name', async ({ change, findings }) => {
    const lines = await found(await rewritten(change));
    expect(lines).toHaveLength(findings.length);
    for (const [index, finding] of findings.entries()) expect(lines[index]).toMatch(finding);
  });

  test('two entries stand in another order', async () => {
    const [a, b, c, d, e] = original as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
    expect(await found(await rewritten((forged) => forged, [a, b, d, c, e]))).toEqual([
      'number: Entry 5 (ID): it comes after entry 3.',
      'number: Entry 3 (ID): it comes after entry 4.',
      'order: Entry 3 (ID): it begins while entry 4 (checkpoint) has the lock.',
      'number: Entry 4 (ID): it comes after entry 2.',
      'order: Entry 4 (ID): it is of type checkpoint, and nothing was begun before it.',
    ]);
  });
});

describe('other copies tell that', () => {
  const outcome = (text: string) =>
    at(1, (forged) => ({
      ...forged,
      texts: { ...forged.texts, 'outcome.json': text },
      entry: { ...forged.entry, files: { ...forged.entry.files, 'outcome.json': digestOf(text) } },
    }));
  const tip = (): string => original.at(-1)?.id ?? '';

  test('a chain was rewritten with everything in it mended', async () => {
    const forged = await rewritten(outcome('{"done":0}'));
    expect(await found(forged)).toEqual([]);
    expect(await found(forged, [tip()])).toEqual([expect.stringMatching(/^copy: ID, known from the commit .* the two part after ID/)]);
    expect(await found(forged, ['f'.repeat(40)])).toEqual([expect.stringContaining('is not in this clone')]);
    const copy = join(scratch.root, 'copy');
    git(scratch.root, 'clone', '--quiet', '--config', 'remote.origin.fetch=+refs/permafrost/*:refs/permafrost/*', cwd, copy);
    expect(await found(forged, [copy])).toHaveLength(1);
    expect(await found(tip(), [copy, tip(), original[0]?.id ?? ''])).toEqual([]);
  });

  test('the end was cut off', async () => {
    const cut = original[2]?.id ?? '';
    expect(await found(cut)).toEqual([]);
    expect(await found(cut, [tip()])).toEqual([expect.stringContaining('comes 2 entries after the last one here')]);
  });

  test('two clones have gone on from one entry, each on its own', async () => {
    const into = join(scratch.root, 'two');
    execFileSync('mkdir', [into]);
    const { bare, one, two } = twoClones(into);
    await applied(await open(one), 1);
    await open(two, bo);
    await applied(await open(one, ana, 'none'), 3);
    await applied(await open(two, bo), 3);
    const { findings, copies } = await verifyLedger(one, ref, ['origin', two, bare]);
    expect(findings.map(({ code }) => code)).toEqual(['copy', 'copy', 'copy']);
    expect(findings[0]?.message).toContain('the remote "origin"');
    expect(copies.map(({ tip: known }) => known)).toEqual(Array.from({ length: 3 }, () => git(two, 'rev-parse', ref)));
    git(bare, 'update-ref', '-d', ref);
    expect((await verifyLedger(one, ref, ['origin'])).findings[0]?.message).toContain('no entries at the remote "origin"');
  });

  test('nothing, of what is neither remote nor folder nor id', async () => {
    await expect(verifyLedger(cwd, ref, ['upstream'])).rejects.toThrow('is no remote, no folder');
  });
});

describe('signatures', () => {
  let signings = 0;
  const signing = (signer: string): string => {
    const folder = createRepository(join(scratch.root, `signed-${String(signings++)}`), { 'a.txt': '' });
    const key = join(folder, '.git/key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    const [type = '', value = ''] = execFileSync('cat', [`${key}.pub`], { encoding: 'utf8' }).split(' ');
    writeFileSync(join(folder, '.git/allowed'), `${signer} ${type} ${value.trim()}\n`);
    const settings = {
      'commit.gpgsign': 'true',
      'gpg.format': 'ssh',
      'user.signingkey': `${key}.pub`,
      'gpg.ssh.allowedSignersFile': join(folder, '.git/allowed'),
    };
    for (const [name, set] of Object.entries(settings)) git(folder, 'config', name, set);
    return folder;
  };

  test('tell who signed the last entry', async () => {
    const folder = signing('ana@acme.example');
    const done = await applied(await open(folder), 1);
    const { signatures, findings } = await verifyLedger(folder, ref);
    expect(findings).toEqual([]);
    expect(signatures[0]).toEqual({ commit: done.id, number: 2, signer: 'ana@acme.example', isTip: true });
    writeFileSync(join(folder, '.git/allowed'), '');
    expect((await verifyLedger(folder, ref)).findings.map(({ code }) => code)).toEqual(['signature', 'signature']);
  });

  test('give away who writes as somebody else', async () => {
    const folder = signing('eve@acme.example');
    await applied(await open(folder), 1);
    const { findings } = await verifyLedger(folder, ref);
    expect(findings[0]?.message).toContain('it says that "ana@acme.example" wrote it, and it is signed by "eve@acme.example"');
  });

  test('do not outlive a change', async () => {
    const folder = signing('ana@acme.example');
    const done = await applied(await open(folder), 1);
    const bytes = execFileSync('git', ['cat-file', 'commit', done.id], { cwd: folder, encoding: 'utf8' });
    const edited = execFileSync('git', ['hash-object', '-w', '-t', 'commit', '--stdin'], {
      cwd: folder,
      input: bytes.replace(/plan p+/, 'plan q'),
      encoding: 'utf8',
    }).trim();
    git(folder, 'update-ref', ref, edited);
    expect((await verifyLedger(folder, ref)).findings.map(({ code }) => code)).toEqual(['signature']);
  });
});
