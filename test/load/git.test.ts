import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from '../../src/load/folder.js';
import { openRepository, type Repository } from '../../src/load/git.js';
import type { SourceTree } from '../../src/load/source-file.js';
import { commit, createRepository, git, scratchFolder, write } from './scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const at = (name: string): string => join(scratch.root, name);

async function open(cwd: string): Promise<Repository> {
  const repository = await openRepository(cwd);
  if (repository === undefined) throw new Error('That is a repository.');
  return repository;
}

async function treeOf(cwd: string, name = 'HEAD', folder = 'policies'): Promise<SourceTree> {
  const repository = await open(cwd);
  return repository.readTree(await repository.resolve(name), folder);
}

const texts = ({ files }: SourceTree): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]));
const findings = ({ diagnostics }: SourceTree): readonly string[] =>
  diagnostics.map(({ code, severity, at: place }) => `${severity} ${code} ${place.file}`);

/** Environment variables for the time of an action, which is how git's hooks are told where they are. */
async function within<Result>(variables: Readonly<Record<string, string>>, action: () => Promise<Result>): Promise<Result> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await action();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
}

const repository = at('repository');
let [first, second] = ['', ''];

beforeAll(() => {
  createRepository(repository);
  first = commit(repository, {
    'policies/a.yaml': 'a: 1\n',
    'policies/deep/b.yml': 'b: 1\n',
    'policies/README.md': 'none',
    'other.yaml': 'o',
  });
  second = commit(repository, { 'policies/a.yaml': 'a: 2\n', 'policies/.c.yaml': '' });
});

describe('a commit', () => {
  test('gives the policy files it holds below the folder, with the ids of their blobs', async () => {
    const tree = await treeOf(repository, 'main');
    expect(texts(tree)).toEqual({ 'policies/.c.yaml': '', 'policies/a.yaml': 'a: 2\n', 'policies/deep/b.yml': 'b: 1\n' });
    expect(tree.files[1]?.id).toBe(git(repository, 'rev-parse', 'HEAD:policies/a.yaml'));
    expect({ commit: tree.commit, label: tree.label }).toEqual({ commit: second, label: `main (${second.slice(0, 7)})` });
    expect(tree.diagnostics).toEqual([]);
  });

  test('is read as it was, whatever the working tree and the index hold', async () => {
    const dirty = at('dirty');
    createRepository(dirty, { 'policies/a.yaml': 'committed' });
    write(dirty, { 'policies/a.yaml': 'staged', 'policies/b.yaml': 'staged' });
    git(dirty, 'add', '--all');
    write(dirty, { 'policies/a.yaml': 'written' });
    const index = readFileSync(join(dirty, '.git/index'));
    expect(texts(await treeOf(dirty))).toEqual({ 'policies/a.yaml': 'committed' });
    expect(readFileSync(join(dirty, '.git/index')).equals(index)).toBe(true);
  });

  test('shares with another commit the bytes of what did not change', async () => {
    const opened = await open(repository);
    const [base, head] = await opened.readTrees([await opened.resolve(first), await opened.resolve(second)], 'policies');
    expect(base?.files.find(({ path }) => path === 'policies/deep/b.yml')?.bytes).toBe(
      head?.files.find(({ path }) => path === 'policies/deep/b.yml')?.bytes,
    );
    expect(base && texts(base)['policies/a.yaml']).toBe('a: 1\n');
    expect(head && texts(head)['policies/a.yaml']).toBe('a: 2\n');
  });

  test('shows the same paths as the folder on the disk does', async () => {
    const sub = at('sub');
    createRepository(sub, { 'org/policies/a.yaml': 'a', 'org/team/x': '' });
    for (const [cwd, folder] of [
      ['org', 'policies'],
      ['org', './policies/'],
      ['org/team', '../policies'],
      ['org/policies', '.'],
      ['.', 'org/policies'],
      ['org/team', join(sub, 'org/policies')],
      ['org', '.'],
    ] as const) {
      const tree = await treeOf(join(sub, cwd), 'HEAD', folder);
      expect(texts(tree)).toEqual(texts(readFolder(folder, { cwd: join(sub, cwd) })));
      expect(tree.files).toHaveLength(1);
    }
  });

  test('without the folder, or with a file in its place, is a finding', async () => {
    expect(findings(await treeOf(repository, 'HEAD', 'nowhere'))).toEqual(['error missing-folder nowhere']);
    expect(findings(await treeOf(repository, 'HEAD', 'other.yaml'))).toEqual(['error missing-folder other.yaml']);
    expect((await treeOf(repository, 'HEAD', 'nowhere')).diagnostics[0]?.message).toContain(
      `does not exist in HEAD (${second.slice(0, 7)})`,
    );
  });

  test('gives what a name says, not what it matches', async () => {
    const odd = at('odd');
    createRepository(odd, { '*/a.yaml': 'star', 'x/b.yaml': 'x', ':(exclude)x/c.yaml': 'colon', '-r/d.yaml': 'dash' });
    expect(texts(await treeOf(odd, 'HEAD', '*'))).toEqual({ '*/a.yaml': 'star' });
    expect(texts(await treeOf(odd, 'HEAD', ':(exclude)x'))).toEqual({ ':(exclude)x/c.yaml': 'colon' });
    expect(texts(await treeOf(odd, 'HEAD', '-r'))).toEqual({ '-r/d.yaml': 'dash' });
  });

  test('may hold names of any kind, UTF-8 or not', async () => {
    const names = at('names');
    createRepository(names, { 'policies/a "b" \\ c.yaml': '1', 'policies/new\nline.yaml': '2', 'policies/é\t.yaml': '3' });
    writeFileSync(Buffer.concat([Buffer.from(`${names}/policies/caf`), Buffer.from([0xe9]), Buffer.from('.yaml')]), '4');
    commit(names);
    const tree = await treeOf(names);
    expect(tree.files).toHaveLength(4);
    expect(texts(tree)).toEqual(texts(readFolder('policies', { cwd: names })));
  });

  test('that links, has a submodule, a pointer of Git LFS or a name in capitals says so', async () => {
    const traps = at('traps');
    createRepository(traps, {
      'policies/a.yaml': 'a',
      'policies/B.YAML': 'b',
      'policies/lfs.yml': 'version https://git-lfs.github.com/spec/v1\n',
    });
    symlinkSync('../../elsewhere', join(traps, 'policies/folder'));
    symlinkSync('a.yaml', join(traps, 'policies/link.yaml'));
    git(traps, 'update-index', '--add', '--cacheinfo', `160000,${first},policies/module`);
    git(traps, 'add', 'policies/folder', 'policies/link.yaml');
    git(traps, 'commit', '--quiet', '--message=Traps');
    const tree = await treeOf(traps);
    expect(Object.keys(texts(tree))).toEqual(['policies/a.yaml']);
    expect(findings(tree)).toEqual([
      'warning ignored-file policies/B.YAML',
      'error symbolic-link policies/folder',
      'error lfs-pointer policies/lfs.yml',
      'error symbolic-link policies/link.yaml',
      'error submodule policies/module',
    ]);
  });

  test('whose policies are a link is a finding', async () => {
    const linked = at('linked');
    createRepository(linked, { 'elsewhere/a.yaml': 'a' });
    symlinkSync('elsewhere', join(linked, 'policies'));
    commit(linked);
    expect(findings(await treeOf(linked))).toEqual(['error symbolic-link policies']);
  });

  test('is not read for a folder outside of its repository', async () => {
    await expect(treeOf(repository, 'HEAD', '../sub')).rejects.toMatchObject({ code: 'outside-repository' });
    await expect(treeOf(repository, 'HEAD', '/')).rejects.toMatchObject({ code: 'outside-repository' });
  });
});

describe('a revision', () => {
  test.each([
    { name: 'main', label: 'main ' },
    { name: 'HEAD', label: 'HEAD ' },
    { name: '@', label: '@ ' },
    { name: 'HEAD~0', label: 'HEAD~0 ' },
    { name: 'v1', label: 'v1 ' },
    { name: 'heads/main', label: 'heads/main ' },
  ])('may be written $name', async ({ name, label }) => {
    git(repository, 'tag', '--force', '--annotate', '--message=One', 'v1', second);
    expect(await (await open(repository)).find(name)).toEqual({ commit: second, label: `${label}(${second.slice(0, 7)})` });
  });

  test('may be written as an id, which then is its name', async () => {
    const opened = await open(repository);
    expect(await opened.find(first)).toEqual({ commit: first, label: first.slice(0, 7) });
    expect(await opened.find(first.slice(0, 10))).toEqual({ commit: first, label: first.slice(0, 7) });
  });

  test.each([
    'nope',
    '',
    '-x',
    '--all',
    '--upload-pack=touch x',
    '--template=x',
    '^main',
    'main..v1',
    'HEAD:policies',
    '0'.repeat(40),
    'a\0b',
    'a\nb',
    'HEAD:policies/a.yaml',
    ' ',
  ])('is not to be had of %j', async (name) => {
    expect(await (await open(repository)).find(name)).toBeUndefined();
  });

  test('that there is none of is an error with the nearest name, of a branch, a tag or at origin', async () => {
    const clone = at('clone');
    git(scratch.root, 'clone', '--quiet', repository, clone);
    git(clone, 'checkout', '--quiet', '--detach');
    git(clone, 'branch', '--delete', '--force', 'main');
    const opened = await open(clone);
    await expect(opened.resolve('main')).rejects.toMatchObject({ code: 'unknown-revision', hint: 'Did you mean "origin/main"?' });
    await expect((await open(repository)).resolve('mian')).rejects.toMatchObject({ hint: 'Did you mean "main"?' });
    await expect((await open(repository)).resolve('release/9')).rejects.toMatchObject({
      message: 'There is no branch, tag or commit "release/9" here.',
    });
  });

  test('that is short for several objects is an error', async () => {
    const many = createRepository(at('many'), { a: 'a' });
    const seen = new Map<string, string>();
    // Ids of the same commit with other messages; four digits meet soon.
    for (let number = 0; ; number++) {
      const id = git(many, 'commit-tree', '-m', String(number), 'HEAD^{tree}');
      if (seen.has(id.slice(0, 4))) {
        await expect((await open(many)).resolve(id.slice(0, 4))).rejects.toMatchObject({
          code: 'unknown-revision',
          hint: 'Write more of the id.',
        });
        return;
      }
      seen.set(id.slice(0, 4), id);
    }
  });
});

describe('the default branch', () => {
  test('is what origin says, else main or master there, else here', async () => {
    const clone = at('default');
    git(scratch.root, 'clone', '--quiet', repository, clone);
    const label = async (): Promise<string | undefined> => (await (await open(clone)).defaultBranch())?.label.split(' ')[0];
    git(clone, 'update-ref', 'refs/remotes/origin/trunk', first);
    git(clone, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect(await label()).toBe('origin/trunk');
    expect((await (await open(clone)).defaultBranch())?.commit).toBe(first);
    git(clone, 'update-ref', '-d', 'refs/remotes/origin/trunk');
    expect(await label()).toBe('origin/main');
    git(clone, 'remote', 'remove', 'origin');
    expect(await label()).toBe('main');
    git(clone, 'branch', '--move', 'master');
    expect(await label()).toBe('master');
    git(clone, 'branch', '--move', 'topic');
    expect(await label()).toBeUndefined();
  });
});

describe('the merge base', () => {
  test('is the last commit two have in common', async () => {
    const forked = createRepository(at('forked'), { a: '1' });
    const base = git(forked, 'rev-parse', 'HEAD');
    git(forked, 'checkout', '--quiet', '-b', 'topic');
    commit(forked, { a: '2' });
    git(forked, 'checkout', '--quiet', 'main');
    commit(forked, { a: '3' });
    const opened = await open(forked);
    const [main, topic] = [await opened.resolve('main'), await opened.resolve('topic')];
    expect((await opened.mergeBase(main, topic))?.commit).toBe(base);
    expect(await opened.mergeBase(main, main)).toEqual(main);
  });

  test('of histories without one is nothing', async () => {
    const unrelated = createRepository(at('unrelated'), { a: '1' });
    git(unrelated, 'checkout', '--quiet', '--orphan', 'other');
    commit(unrelated, { b: '1' });
    const opened = await open(unrelated);
    expect(await opened.mergeBase(await opened.resolve('main'), await opened.resolve('other'))).toBeUndefined();
  });

  test('that a shallow clone lacks is an error that says how to get it', async () => {
    const forked = createRepository(at('deep'), { a: '1' });
    git(forked, 'branch', 'topic');
    commit(forked, { 'policies/a.yaml': 'a' });
    git(forked, 'checkout', '--quiet', 'topic');
    commit(forked, { a: '3' });
    git(scratch.root, 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${forked}`, at('shallow'));
    const opened = await open(at('shallow'));
    expect(opened.isShallow).toBe(true);
    const main = await opened.resolve('origin/main');
    expect(Object.keys(texts(await opened.readTree(main, 'policies')))).toEqual(['policies/a.yaml']);
    await expect(opened.mergeBase(main, await opened.resolve('topic'))).rejects.toMatchObject({
      code: 'shallow-clone',
      hint: expect.stringContaining('git fetch --unshallow'),
    });
    await expect(opened.resolve('main~1')).rejects.toMatchObject({ code: 'unknown-revision' });
  });
});

describe('a repository', () => {
  test('is none where there is none', async () => {
    mkdirSync(at('plain'));
    await within({ GIT_CEILING_DIRECTORIES: scratch.root }, async () => {
      expect(await openRepository(at('plain'))).toBeUndefined();
      expect(await openRepository(at('not-even-a-folder'))).toBeUndefined();
    });
  });

  test('without commits has no head, no default branch, and says so', async () => {
    const opened = await open(createRepository(at('empty')));
    expect(await opened.find('HEAD')).toBeUndefined();
    expect(await opened.defaultBranch()).toBeUndefined();
    for (const name of ['main', 'HEAD', 'main..HEAD'])
      await expect(opened.resolve(name)).rejects.toMatchObject({
        code: 'unknown-revision',
        message: 'The repository has no commits yet.',
        hint: 'Commit the policies first; until then two folders can be compared: permafrost plan --from OLD --to NEW',
      });
  });

  test('whose branch has no commit says so where others have', async () => {
    const orphaned = createRepository(at('orphaned'));
    git(orphaned, 'commit', '--quiet', '--allow-empty', '--message', 'first');
    git(orphaned, 'checkout', '--quiet', '--orphan', 'next');
    await expect((await open(orphaned)).resolve('HEAD')).rejects.toMatchObject({
      message: 'There is no branch, tag or commit "HEAD" here.',
      hint: 'The current branch has no commits yet: name another one.',
    });
  });

  test('tells its root and where in it we are', async () => {
    const { root, prefix, isShallow } = await open(join(repository, 'policies/deep'));
    expect({ root, prefix, isShallow }).toEqual({ root: repository, prefix: 'policies/deep/', isShallow: false });
  });

  test.each([
    { range: 'main..HEAD', words: 'main HEAD' },
    { range: 'HEAD~1..', words: 'HEAD~1 HEAD' },
    { range: '..main', words: 'HEAD main' },
    { range: 'a...b', words: '$(git merge-base a b) b' },
  ])('takes no range such as $range for a commit, and says what to write', async ({ range, words }) => {
    await expect((await open(repository)).resolve(range)).rejects.toMatchObject({
      code: 'unknown-revision',
      message: `"${range}" is a range, and one commit is asked for.`,
      hint: `Name the two apart: permafrost plan ${words}`,
    });
  });

  test('may be bare', async () => {
    git(scratch.root, 'clone', '--quiet', '--bare', repository, at('bare.git'));
    expect((await open(at('bare.git'))).root).toBe(at('bare.git'));
    expect(Object.keys(texts(await treeOf(at('bare.git'), 'main')))).toHaveLength(3);
  });

  test('may be a worktree of another', async () => {
    git(repository, 'worktree', 'add', '--quiet', '--detach', at('worktree'), first);
    expect(texts(await treeOf(at('worktree')))['policies/a.yaml']).toBe('a: 1\n');
    expect((await open(at('worktree'))).root).toBe(at('worktree'));
  });

  test('may be named by the environment, as in a hook', async () => {
    mkdirSync(at('elsewhere'));
    const tree = await within({ GIT_DIR: join(repository, '.git'), GIT_WORK_TREE: at('elsewhere'), GIT_INDEX_FILE: 'nowhere' }, () =>
      treeOf(at('elsewhere'), first),
    );
    expect(texts(tree)['policies/a.yaml']).toBe('a: 1\n');
  });

  test('has ids that mean what they say, though it replaces objects', async () => {
    const replaced = createRepository(at('replaced'), { 'policies/a.yaml': 'real' });
    const real = git(replaced, 'rev-parse', 'HEAD');
    git(replaced, 'replace', real, commit(replaced, { 'policies/a.yaml': 'false' }));
    expect(texts(await treeOf(replaced, real))).toEqual({ 'policies/a.yaml': 'real' });
  });

  test('is not read without git', async () => {
    await within({ PATH: at('nothing-here') }, () => expect(openRepository(repository)).rejects.toMatchObject({ code: 'git-missing' }));
  });

  test('that is broken is an error of one line', async () => {
    const broken = createRepository(at('broken'), { 'policies/a.yaml': 'a' });
    const id = git(broken, 'rev-parse', 'HEAD:policies/a.yaml');
    rmSync(join(broken, '.git/objects', id.slice(0, 2), id.slice(2)));
    await expect(treeOf(broken)).rejects.toMatchObject({ code: 'missing-object', message: expect.not.stringContaining('\n') });
  });
});

describe('nothing is run on behalf of a repository', () => {
  const evil = at('evil');
  const partial = at('partial');
  const mark = at('mark');

  beforeAll(() => {
    createRepository(evil, { 'policies/a.yaml': 'a', '.gitattributes': '*.yaml diff=evil filter=evil\n' });
    const command = `touch ${mark}; cat`;
    for (const name of [
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'alias.ls-tree',
      'filter.evil.smudge',
    ]) {
      git(evil, 'config', name, command);
    }
    write(
      evil,
      Object.fromEntries(
        ['post-checkout', 'post-index-change', 'reference-transaction'].map((hook) => [`.git/hooks/${hook}`, `#!/bin/sh\n${command}\n`]),
      ),
    );
    git(repository, 'config', 'uploadpack.allowFilter', 'true');
    git(scratch.root, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${repository}`, partial);
    rmSync(mark, { force: true });
  });

  test('no filter, no hook, no program of its configuration', async () => {
    const opened = await open(evil);
    const head = await opened.resolve('HEAD');
    expect(texts(await opened.readTree(head, 'policies'))).toEqual({ 'policies/a.yaml': 'a' });
    await opened.defaultBranch();
    await opened.mergeBase(head, { ...head, commit: git(evil, 'rev-parse', 'HEAD') });
    expect(existsSync(mark)).toBe(false);
  });

  test('a partial clone is not filled up, neither from its origin nor by a program in its place', async () => {
    const objects = readdirSync(join(partial, '.git/objects/pack'));
    await expect(treeOf(partial)).rejects.toMatchObject({ code: 'missing-object', hint: expect.stringContaining('git fetch') });
    git(partial, 'config', 'protocol.ext.allow', 'always');
    git(partial, 'config', 'remote.origin.url', `ext::sh -c touch% ${mark}`);
    await expect(treeOf(partial)).rejects.toMatchObject({ code: 'missing-object' });
    expect(existsSync(mark)).toBe(false);
    expect(readdirSync(join(partial, '.git/objects/pack'))).toEqual(objects);
  });

  test('a commit that was made up is not handed to git', async () => {
    const opened = await open(repository);
    const made = { commit: `--output=${mark}`, label: 'made up' };
    await expect(opened.readTree(made, 'policies')).rejects.toMatchObject({ code: 'unknown-revision' });
    await expect(opened.mergeBase(made, await opened.resolve('HEAD'))).rejects.toMatchObject({ code: 'unknown-revision' });
    expect(existsSync(mark)).toBe(false);
  });
});

test('reading leaves a repository as it was', async () => {
  const before = readdirSync(join(repository, '.git'), { recursive: true }).map(String).sort();
  const { mtimeMs } = statSync(join(repository, '.git/index'));
  await treeOf(repository, 'main');
  expect(readdirSync(join(repository, '.git'), { recursive: true }).map(String).sort()).toEqual(before);
  expect(statSync(join(repository, '.git/index')).mtimeMs).toBe(mtimeMs);
});
