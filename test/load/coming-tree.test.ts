import { afterAll, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ComingTree } from '../../src/load/coming-tree.js';
import { openRepository, type Repository } from '../../src/load/git.js';
import type { SourceFile, SourceTree } from '../../src/load/source-file.js';
import { readPolicies, type Policies } from '../../src/pipeline.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { createRepository, git, scratchFolder } from './scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const at = (name: string): string => join(scratch.root, name);

type Contents = Readonly<Record<string, string | Uint8Array>>;

async function committed(name: string, files: Contents): Promise<Repository> {
  const opened = await openRepository(createRepository(at(name), { 'README.md': '', ...files }));
  if (opened === undefined) throw new Error('That is a repository.');
  return opened;
}

async function trees(repository: Repository): Promise<{ whole: SourceTree; coming: ComingTree }> {
  const head = await repository.resolve('HEAD');
  return { whole: await repository.readTree(head, 'policies'), coming: await repository.comingTree(head, 'policies') };
}

async function allOf({ batches }: ComingTree): Promise<readonly SourceFile[]> {
  const all: SourceFile[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

const long = `# ${'x'.repeat(300_000)}\na: 1\n`;
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
const cases: Readonly<Record<string, Contents>> = {
  'no policies': {},
  'some files, two of them alike': {
    'policies/b.yaml': 'b: 1\n',
    'policies/a/c.yaml': 'b: 1\n',
    'policies/a-b.yaml': '',
    'policies/a.yml': 'a',
  },
  'files longer than a pipe holds': { 'policies/a.yaml': long, 'policies/b.yaml': 'b: 1\n', 'policies/c.yaml': `${long}b: 2\n` },
  'names that are no ASCII': {
    'policies/ä.yaml': 'a',
    'policies/z.yaml': 'z',
    'policies/\u{1f600}.yaml': 's',
    'policies/\ufb01.yaml': 'f',
  },
  'a pointer of Git LFS, and a name in capitals': { 'policies/a.yaml': pointer, 'policies/b.yaml': 'b: 1\n', 'policies/c.YAML': '' },
};

describe('a tree that is still coming', () => {
  test.each(Object.entries(cases))('is in the end the one that is read as a whole: %s', async (name, files) => {
    const { whole, coming } = await trees(await committed(name, files));
    const given = await allOf(coming);
    expect(coming.whole()).toEqual(whole);
    expect(given).toHaveLength(coming.amount);
    expect(given.filter(({ path }) => whole.files.some((file) => file.path === path))).toEqual(whole.files);
  });

  test('of a repository that lacks a file is an error', async () => {
    const repository = await committed('lacking', { 'policies/a.yaml': 'a', 'policies/b.yaml': 'b' });
    const coming = await repository.comingTree(await repository.resolve('HEAD'), 'policies');
    const id = git(at('lacking'), 'rev-parse', 'HEAD:policies/b.yaml');
    rmSync(join(at('lacking'), '.git/objects', id.slice(0, 2), id.slice(2)));
    await expect(allOf(coming)).rejects.toMatchObject({ code: 'missing-object', message: expect.not.stringContaining('\n') });
  });

  test('of a repository that is gone meanwhile is an error', async () => {
    const repository = await committed('gone', { 'policies/a.yaml': 'a' });
    const coming = await repository.comingTree(await repository.resolve('HEAD'), 'policies');
    rmSync(at('gone'), { recursive: true });
    await expect(allOf(coming)).rejects.toMatchObject({ name: 'LoadError' });
  });

  test('may be left before it has come', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`policies/${String(index)}.yaml`, `${long}${String(index)}`]),
    );
    const { coming } = await trees(await committed('left', files));
    let batches = 0;
    for await (const batch of coming.batches) if (batch.length > 0 && ++batches === 2) break;
    expect(batches).toBe(2);
  });
});

describe('policies of a tree that is still coming', () => {
  const asOf = '2026-11-21';
  const said = ({ diagnostics, site, tree, documents }: Policies): unknown => ({ diagnostics, site, tree, documents: [...documents] });
  const organisation = (seed: number): Contents =>
    Object.fromEntries(Array.from(randomOrganisation(seed, 'small').files, ([path, text]) => [join('policies', path), text]));
  const states: Readonly<Record<string, Contents>> = {
    'an organisation': organisation(1),
    'another one': organisation(2),
    'one with mistakes': {
      ...organisation(3),
      'policies/aa.yaml': 'kind: Group\nname: x\nmembers: [nobody@nowhere.example]\n',
      'policies/zz.yaml': 'a: [',
    },
    'one with a pointer of Git LFS': { ...organisation(4), 'policies/lfs.yaml': pointer },
    'nothing but a pointer': { 'policies/lfs.yaml': pointer },
  };

  test.each(Object.entries(states))('are those of the whole tree: %s', async (name, files) => {
    const { whole, coming } = await trees(await committed(`policies of ${name}`, files));
    const policies = said(await readPolicies(coming, asOf));
    expect(policies).toEqual(said(await readPolicies(whole, asOf)));
  });
});
