import { afterAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { changedFiles } from '../../src/load/changed.js';
import { readFolder } from '../../src/load/folder.js';
import { LoadError } from '../../src/load/load-error.js';
import { applyPatch, type PatchedTree } from '../../src/load/patch.js';
import type { SourceTree } from '../../src/load/source-file.js';
import { commit, createRepository, git, output, scratchFolder, write } from './scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

type Files = Readonly<Record<string, string>>;

const treeOf = (files: Files): SourceTree => ({
  label: 'main',
  files: Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  diagnostics: [],
});
const texts = ({ files }: SourceTree): Files => Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]));
const findings = ({ diagnostics }: SourceTree): readonly string[] => diagnostics.map(({ code, at }) => `${code} ${at.file}`);
const options = { name: 'pr.patch', folder: 'policies', cwd: scratch.root };
const patched = (files: Files, patch: string): PatchedTree => applyPatch(treeOf(files), patch, options);

function refusal(action: () => unknown): { code: string; message: string; hint?: string | undefined } {
  try {
    action();
  } catch (error) {
    if (error instanceof LoadError) return { code: error.code, message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error('That was to be refused.');
}

const lines = (...numbers: readonly (number | string)[]): string => numbers.map((number) => `line ${number}\n`).join('');
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('what git writes is what the commit holds', () => {
  const before = {
    'policies/changed.yaml': lines(...range(1, 40)),
    'policies/gone.yaml': lines(1),
    'policies/moved.yaml': lines(...range(1, 20)),
    'policies/moved and changed.yaml': lines(...range(1, 20)),
    'policies/windows.yaml': lines(...range(1, 9)).replaceAll('\n', '\r\n'),
    'policies/no-end.yaml': 'a\nb',
    'policies/end.yaml': 'a\nb\n',
    'policies/out.yaml': lines(...range(1, 20)),
    'policies/bytes.yaml': 'x',
    'policies/-- x.yaml': '-- a\n++ b\n',
    'docs/page.md': 'page\n',
  };
  const after = {
    'policies/changed.yaml': lines('0', ...range(1, 3), 'x', ...range(5, 30), ...range(32, 40), 'end'),
    'policies/deep/moved.yaml': before['policies/moved.yaml'],
    'policies/deep/moved and "changed" é\t.yaml': lines(...range(1, 9), 'ten', ...range(11, 20)),
    'policies/windows.yaml': before['policies/windows.yaml'].replace('line 5', 'line five'),
    'policies/no-end.yaml': 'a\nb\n',
    'policies/end.yaml': 'a\nc',
    'policies/new.yaml': 'new: true\n',
    'policies/empty.yaml': '',
    'policies/-- x.yaml': '--- a\n+++ b\n',
    'docs/page.md': 'another page\n',
    'docs/out.yaml': before['policies/out.yaml'],
  };
  const odd = (middle: string): Buffer =>
    Buffer.concat([Buffer.from([0xff]), Buffer.from('\n'.repeat(9)), Buffer.from(middle), Buffer.from('\n')]);

  const folder = createRepository(join(scratch.root, 'git'));
  const base = commit(folder, { ...before, 'policies/bytes.yaml': odd('a') });
  const baseTree = readFolder('policies', { cwd: folder });
  for (const path of Object.keys(before)) rmSync(join(folder, path), { force: true });
  const head = commit(folder, { ...after, 'policies/bytes.yaml': odd('b') });
  const headTree = readFolder('policies', { cwd: folder });

  test.each([
    { how: 'as it is', args: ['diff'] },
    { how: 'without prefixes', args: ['diff', '--no-prefix'] },
    { how: 'with other prefixes', args: ['diff', '--src-prefix=i/', '--dst-prefix=w/'] },
    { how: 'without renames', args: ['diff', '--no-renames'] },
    { how: 'with every copy', args: ['diff', '--find-copies-harder', '-l0'] },
    { how: 'without context', args: ['diff', '-U0'] },
    { how: 'with names quoted as little as possible', args: ['-c', 'core.quotePath=false', 'diff'] },
    { how: 'with more context', args: ['diff', '-U7'] },
  ])('$how', ({ args }) => {
    const text = output(folder, ...args, base, head);
    const tree = applyPatch(baseTree, text, { ...options, cwd: folder });
    expect(changedFiles(headTree, tree)).toEqual([]);
    expect(tree.diagnostics).toEqual([]);
    expect(tree.ignored).toContain('docs/page.md');
    expect(tree.label).toBe('policies + pr.patch');
    expect(tree.commit).toBeUndefined();
  });

  test('as a mail, or several in one file', () => {
    commit(folder, { 'policies/new.yaml': 'new: false\n', 'policies/newer.yaml': 'newer: true\n' });
    const last = commit(folder, { 'policies/newer.yaml': 'newer: 2\n' });
    const mails = output(folder, 'format-patch', '--stdout', `${base}..${last}`);
    const tree = applyPatch(baseTree, mails, { ...options, cwd: folder });
    expect(changedFiles(readFolder('policies', { cwd: folder }), tree)).toEqual([]);
  });

  test('backwards', () => {
    const tree = applyPatch(headTree, output(folder, 'diff', '--no-renames', head, base), { ...options, cwd: folder });
    expect(changedFiles(baseTree, tree)).toEqual([]);
  });

  test('from a folder in the repository, of which the patch says all, part or nothing', () => {
    const org = createRepository(join(scratch.root, 'org'));
    const old = commit(org, { 'org/policies/a.yaml': 'a\n', 'policies/a.yaml': 'a\n' });
    const now = commit(org, { 'org/policies/a.yaml': 'b\n', 'policies/a.yaml': 'c\n' });
    const cwd = join(org, 'org');
    const inside = { ...options, cwd, prefix: 'org/' };
    const expected = { 'policies/a.yaml': 'b\n' };
    expect(texts(applyPatch(treeOf({ 'policies/a.yaml': 'a\n' }), output(org, 'diff', old, now), inside))).toEqual(expected);
    expect(texts(applyPatch(treeOf({ 'policies/a.yaml': 'a\n' }), output(cwd, 'diff', '--relative', old, now), inside))).toEqual(expected);
    const beside = { ...options, cwd: join(org, 'team'), prefix: 'team/', folder: '../policies' };
    const above = applyPatch(treeOf({ '../policies/a.yaml': 'a\n' }), output(org, 'diff', old, now, '--', 'policies', 'team'), beside);
    expect({ texts: texts(above), ignored: above.ignored }).toEqual({ texts: { '../policies/a.yaml': 'c\n' }, ignored: [] });
  });

  test('also when it swaps two files', () => {
    const a = `diff --git a/policies/a.yaml b/policies/b.yaml\nsimilarity index 100%\nrename from policies/a.yaml\nrename to policies/b.yaml\n`;
    const b = `diff --git a/policies/b.yaml b/policies/a.yaml\nsimilarity index 100%\nrename from policies/b.yaml\nrename to policies/a.yaml\n`;
    expect(texts(patched({ 'policies/a.yaml': '1', 'policies/b.yaml': '2' }, a + b))).toEqual({
      'policies/a.yaml': '2',
      'policies/b.yaml': '1',
    });
  });

  test('also when a file becomes a link, a link a file, and a module comes', () => {
    const links = createRepository(join(scratch.root, 'links'), { 'policies/a.yaml': 'a\n' });
    symlinkSync('a.yaml', join(links, 'policies/b.yaml'));
    const old = commit(links);
    const oldTree = readFolder('policies', { cwd: links });
    for (const name of ['a.yaml', 'b.yaml']) rmSync(join(links, 'policies', name));
    symlinkSync('b.yaml', join(links, 'policies/a.yaml'));
    write(links, { 'policies/b.yaml': 'b\n' });
    git(links, 'update-index', '--add', '--cacheinfo', `160000,${old},policies/module`);
    git(links, 'add', 'policies/a.yaml', 'policies/b.yaml');
    git(links, 'commit', '--quiet', '--message=Links');
    const tree = applyPatch(oldTree, output(links, 'diff', old, 'HEAD'), { ...options, cwd: links });
    expect({ texts: texts(tree), findings: findings(tree) }).toEqual({
      texts: { 'policies/b.yaml': 'b\n' },
      findings: ['symbolic-link policies/a.yaml', 'submodule policies/module'],
    });
  });
});

describe('other patches', () => {
  test('of diff -u do as well', () => {
    const folder = join(scratch.root, 'plain');
    mkdirSync(folder);
    write(folder, {
      'old/policies/a.yaml': 'a\n',
      'old/policies/gone.yaml': 'x\n',
      'new/policies/a.yaml': 'b\n',
      'new/policies/come.yaml': 'y\n',
    });
    let text = '';
    try {
      execFileSync('diff', ['-ruN', 'old', 'new'], { cwd: folder, encoding: 'utf8' });
    } catch (error) {
      text = (error as { stdout: string }).stdout.replaceAll(/^(---|\+\+\+) (old|new)\//gm, '$1 ');
    }
    expect(texts(patched({ 'policies/a.yaml': 'a\n', 'policies/gone.yaml': 'x\n' }, text))).toMatchObject({
      'policies/a.yaml': 'b\n',
      'policies/come.yaml': 'y\n',
    });
  });

  test('that a mailer or an editor gave the line ends of Windows do as well', () => {
    const patch =
      'diff --git a/policies/a.yaml b/policies/a.yaml\n--- a/policies/a.yaml\n+++ b/policies/a.yaml\n@@ -1,2 +1,2 @@\n x\n-a\n+b\n';
    const empty = 'diff --git a/policies/e.yaml b/policies/e.yaml\nnew file mode 100644\nindex 0000000..e69de29\n';
    expect(texts(patched({ 'policies/a.yaml': 'x\na\n' }, (empty + patch).replaceAll('\n', '\r\n')))).toEqual({
      'policies/a.yaml': 'x\nb\n',
      'policies/e.yaml': '',
    });
    expect(texts(patched({ 'policies/a.yaml': 'x\r\na\r\n' }, patch))).toEqual({ 'policies/a.yaml': 'x\r\nb\r\n' });
  });

  test('without any text change nothing', () => {
    const tree = patched({ 'policies/a.yaml': 'a' }, '\n');
    expect({ texts: texts(tree), label: tree.label }).toEqual({ texts: { 'policies/a.yaml': 'a' }, label: 'main + pr.patch' });
  });

  test('of the folder’s first file make it', () => {
    const missing = readFolder('policies', { cwd: join(scratch.root, 'nowhere') });
    const tree = applyPatch(missing, '--- /dev/null\n+++ b/policies/a.yaml\n@@ -0,0 +1 @@\n+a\n', options);
    expect({ texts: texts(tree), findings: findings(tree) }).toEqual({ texts: { 'policies/a.yaml': 'a\n' }, findings: [] });
  });

  test('of names in capitals warn of them', () => {
    expect(findings(patched({}, '--- /dev/null\n+++ b/policies/a.YAML\n@@ -0,0 +1 @@\n+a\n'))).toEqual(['ignored-file policies/a.YAML']);
  });

  test('keep out of the folder what only looks like being in it', () => {
    const patch = (path: string): string => `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+a\n`;
    const tree = patched(
      {},
      ['policies/../x.yaml', '../policies/x.yaml', 'policies2/x.yaml', 'x/policies/x.yaml', '/policies/x.yaml'].map(patch).join(''),
    );
    expect(texts(tree)).toEqual({});
    expect(tree.ignored).toHaveLength(5);
  });

  test('apply a little further down as well, but with all of their context', () => {
    const patch = '--- a/policies/a.yaml\n+++ b/policies/a.yaml\n@@ -1,2 +1,3 @@\n x\n+new\n y\n';
    expect(texts(patched({ 'policies/a.yaml': '1\n2\nx\ny\n' }, patch))).toEqual({ 'policies/a.yaml': '1\n2\nx\nnew\ny\n' });
  });
});

describe('a patch that does not fit', () => {
  const header = '--- a/policies/a.yaml\n+++ b/policies/a.yaml\n';

  test.each([
    { name: 'other text', patch: `${header}@@ -1,2 +1,2 @@\n x\n-a\n+b\n`, why: 'line 2 should be "a", but there is "other"' },
    { name: 'a shorter file', patch: `${header}@@ -4,2 +4,2 @@\n z\n-a\n+b\n`, why: 'line 4 should be "z", but the file has only 3 lines' },
    {
      name: 'the second change',
      patch: `${header}@@ -1 +1 @@\n-x\n+y\n@@ -3 +3 @@\n-a\n+b\n`,
      why: 'in change 2 of 2 line 3 should be "a", but there is "end"',
    },
    { name: 'a line beyond the end', patch: `${header}@@ -9,0 +10 @@\n+b\n`, why: 'it has only 3 lines' },
    { name: 'a missing end', patch: `${header}@@ -3 +3 @@\n-end\n\\ No newline at end of file\n+fin\n`, why: 'it ends differently' },
    {
      name: 'hostile text',
      patch: `${header}@@ -1 +1 @@\n-\u001b[31mx\n+b\n`,
      why: 'line 1 should be "\\u{1b}[31mx", but there is "x"',
    },
  ])('says where and why: $name', ({ patch, why }) => {
    expect(refusal(() => patched({ 'policies/a.yaml': 'x\nother\nend\n' }, patch))).toEqual({
      code: 'patch-does-not-apply',
      message: `"pr.patch" does not apply to "policies/a.yaml": ${why}.`,
      hint: 'Make the patch anew from the state that it is to change.',
    });
  });

  test.each([
    { name: 'no such file', patch: `${header}@@ -1 +1 @@\n-a\n+b\n`, why: 'there is no such file' },
    { name: 'a file that is there', patch: '--- /dev/null\n+++ b/policies/b.yaml\n@@ -0,0 +1 @@\n+a\n', why: 'it is there already' },
    {
      name: 'a file that is moved in',
      patch: 'diff --git a/x.yaml b/policies/c.yaml\nsimilarity index 100%\nrename from x.yaml\nrename to policies/c.yaml\n',
      why: 'it is made from a file that is no policy',
    },
    {
      name: 'a file that is renamed to be a policy',
      patch:
        'diff --git a/policies/x.txt b/policies/c.yaml\nsimilarity index 100%\nrename from policies/x.txt\nrename to policies/c.yaml\n',
      why: 'it is made from a file that is no policy',
    },
    {
      name: 'a file that is removed but has more in it',
      patch:
        'diff --git a/policies/b.yaml b/policies/b.yaml\ndeleted file mode 100644\n--- a/policies/b.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-b\n',
      why: 'it is removed, but the patch does not know all of it',
    },
    {
      name: 'a binary file',
      patch:
        'diff --git a/policies/b.yaml b/policies/b.yaml\nindex 1..2 100644\nGIT binary patch\nliteral 1\nIcmZQz\n\nliteral 0\nHcmV?d00001\n\n',
      why: 'it is changed as a binary file',
    },
    {
      name: 'a binary file of few words',
      patch:
        'diff --git a/policies/b.yaml b/policies/b.yaml\nindex 1..2 100644\nBinary files a/policies/b.yaml and b/policies/b.yaml differ\n',
      why: 'it is changed as a binary file',
    },
  ])('says what is in the way: $name', ({ patch, why }) => {
    const { code, message } = refusal(() => patched({ 'policies/b.yaml': 'b\nmore\n' }, patch));
    expect({ code, message }).toMatchObject({ code: 'patch-does-not-apply', message: expect.stringContaining(`": ${why}.`) });
  });

  test.each([
    { name: 'a change of a name that git does not tell', patch: 'diff --git x.yaml y.yaml\nold mode 100644\nnew mode 100755\n' },
    { name: 'prose', patch: 'Dear reader,\nhello.\n' },
    { name: 'changes of no file', patch: '@@ -1 +1 @@\n-a\n+b\n' },
    { name: 'half a patch', patch: `${header}@@ -1,3 +1,3 @@\n x\n` },
    { name: 'a patch that ends before its changes', patch: header },
    { name: 'only one side', patch: '--- a/policies/a.yaml\n@@ -1 +1 @@\n-a\n+b\n' },
    { name: 'more lines than it says', patch: `${header}@@ -1 +1 @@\n-a\n+b\n+c\n` },
    { name: 'a broken heading', patch: `${header}@@ -1 +1\n-a\n+b\n` },
    {
      name: 'a merge',
      patch:
        'diff --cc policies/a.yaml\nindex 1,2..3\n--- a/policies/a.yaml\n+++ b/policies/a.yaml\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n',
    },
    { name: 'UTF-16', patch: Buffer.from(header, 'utf16le').toString('utf8') },
  ])('is no patch at all: $name', ({ patch }) => {
    expect(refusal(() => patched({ 'policies/a.yaml': 'a\n' }, patch)).code).toBe('invalid-patch');
  });
});
