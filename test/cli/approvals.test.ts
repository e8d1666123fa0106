import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commit, createRepository, git, scratchFolder, write } from '../load/scratch.js';
import { root, run, type Ran } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const schemaOf = (name: string): object => JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')) as object;
const isCheck = new Ajv2020().compile(schemaOf('approve-check'));
const isApprovers = new Ajv2020().compile(schemaOf('approvers'));

const project = (members: string): string =>
  `kind: Project\nkey: ALPHA\nlead: user:ann@acme.example\nscheme: shared\nroles: {Members: [${members}]}\n`;
const start = {
  'policies/site.yaml': `kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nowner: user:root@acme.example
---\nkind: Role\nname: Members\n---\nkind: Scheme\nname: shared\ngrants: [{to: [role:Members], allow: [viewer]}]\n`,
  'policies/people.yaml': `kind: Users\nname: staff\ndefaults: {products: [jira-software]}\nusers:
  root@acme.example: {labels: {github: boss}}\n  ann@acme.example: {labels: {github: ann-g}}\n  bob@acme.example: {labels: {github: bobby}}\n  cis@acme.example: {}\n`,
  'policies/alpha.yaml': project(''),
};
const folder = createRepository(join(scratch.root, 'clone'));
const first = commit(folder, start);
git(folder, 'checkout', '--quiet', '-b', 'work');
const seen = commit(folder, { 'policies/alpha.yaml': project('user:bob@acme.example') });
git(folder, 'checkout', '--quiet', 'main');
const onMain = commit(folder, { 'policies/chat.yaml': 'kind: Channel\nname: chat\nmembers: [user:cis@acme.example]\n' });
git(folder, 'checkout', '--quiet', 'work');
git(folder, 'rebase', '--quiet', 'main');
const rebased = git(folder, 'rev-parse', 'HEAD');
const wider = commit(folder, { 'policies/alpha.yaml': project('user:bob@acme.example, user:cis@acme.example') });

interface Given {
  readonly login?: string;
  readonly user?: string;
  readonly commit: string;
}

function check(head: string, approvals: readonly Given[], author?: object, ...more: readonly string[]): Ran {
  write(scratch.root, { 'approvals.json': JSON.stringify({ version: 1, ...(author === undefined ? {} : { author }), approvals }) });
  const file = join(scratch.root, 'approvals.json');
  return run(['approve-check', 'main', head, '--approvals', file, '--as-of', '2026-11-21', ...more], { cwd: folder });
}

const octo = { login: 'octo', commitEmail: 'octo@elsewhere.example' };

describe('approve-check', () => {
  test('fails until the lead has approved, and says whom to ask', () => {
    const { code, stdout } = check(rebased, []);
    expect(code).toBe(1);
    expect(stdout).toBe(`NOT APPROVED  1 of 1 approval missing

MISSING
  Whoever answers for it
    for      project ALPHA
    ask      ann@acme.example
`);
  });

  test('passes when they have', () => {
    const { code, stdout } = check(rebased, [{ login: 'Ann-G', commit: rebased }], octo);
    expect(code).toBe(0);
    expect(stdout).toContain('APPROVED  all of 1 approval');
    expect(stdout).toContain('yes from ann@acme.example');
    expect(stdout).toContain('octo wrote the change and is nobody in the policies');
  });

  test('lets an approval stand after a rebase with the same effect, with and without what is kept', () => {
    expect(seen).not.toBe(rebased);
    for (const flags of [[], [], ['--no-cache']])
      expect(check(rebased, [{ user: 'user:ann@acme.example', commit: seen }], octo, ...flags).code).toBe(0);
  });

  test('voids an approval of another effect', () => {
    const { code, stdout } = check(wider, [{ login: 'ann-g', commit: rebased }]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `ann-g (ann@acme.example) approved another effect, that of ${rebased.slice(0, 7)}. Ask them to look again.`.slice(0, 70),
    );
  });

  test('voids an approval of a commit that is not there, and says how to get it', () => {
    const gone = '0123456789'.repeat(4);
    const { code, stdout } = check(rebased, [{ login: 'ann-g', commit: gone }]);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`git fetch origin ${gone}`);
  });

  test('does not count the author, by login, by address, or as somebody else whom the file calls so', () => {
    for (const author of [{ login: 'ANN-G' }, { login: 'octo', commitEmail: 'ann@acme.example' }]) {
      const { code, stdout } = check(rebased, [{ login: 'ann-g', commit: rebased }], author);
      expect(code).toBe(1);
      expect(stdout).toContain('ask      root@acme.example');
      expect(stdout).toContain('ann-g (ann@acme.example) wrote the change.');
    }
    expect(check(rebased, [{ login: 'boss', commit: rebased }], { login: 'ann-g' }).code).toBe(0);
    expect(check(rebased, [{ login: 'octo', commit: rebased }], octo).stdout).toContain('octo wrote the change.');
  });

  test('takes no login for somebody who was only given it by the change', () => {
    git(folder, 'checkout', '--quiet', '-b', 'second-account', rebased);
    const relabelled = commit(folder, { 'policies/people.yaml': start['policies/people.yaml'].replace('ann-g', 'second-account') });
    const { code, stdout } = check(relabelled, [
      { login: 'second-account', commit: relabelled },
      { login: 'boss', commit: relabelled },
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('second-account is nobody in the policies');
    expect(
      check(relabelled, [
        { login: 'ann-g', commit: relabelled },
        { login: 'boss', commit: relabelled },
      ]).code,
    ).toBe(0);
  });

  test('tells logins that nobody has, and people who are not asked', () => {
    const { code, stdout } = check(rebased, [
      { login: 'who\u001b[31m', commit: rebased },
      { login: 'bobby', commit: rebased },
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('who\\u{1b}[31m is nobody in the policies');
    expect(stdout).toContain('bobby (bob@acme.example) is not asked');
  });

  test('is data as its schema says', () => {
    for (const given of [[], [{ login: 'ann-g', commit: seen }], [{ login: 'nobody', commit: seen }]]) {
      const found = JSON.parse(check(rebased, given, octo, '--format', 'json').stdout) as { covered: boolean };
      isCheck(found);
      expect(isCheck.errors ?? []).toEqual([]);
      expect(found.covered).toBe(given[0]?.login === 'ann-g');
    }
  });

  test.each([
    { what: 'no file', text: undefined, says: 'there is no such file' },
    { what: 'no JSON', text: '{', says: 'it is no JSON' },
    { what: 'another version', text: '{"version":2,"approvals":[]}', says: 'its "version" is not 1' },
    { what: 'no list', text: '{"version":1}', says: 'it has no list "approvals"' },
    { what: 'nobody', text: '{"version":1,"approvals":[{"commit":"x"}]}', says: 'its approval 1 has neither "login" nor "user"' },
    { what: 'a short id', text: '{"version":1,"approvals":[{"login":"a","commit":"abc"}]}', says: 'its approval 1 has no "commit"' },
    { what: 'no author', text: '{"version":1,"author":{},"approvals":[]}', says: 'its "author" has neither' },
  ])('is wrong use with $what', ({ text, says }) => {
    const file = join(scratch.root, 'wrong.json');
    rmSync(file, { force: true });
    if (text !== undefined) write(scratch.root, { 'wrong.json': text });
    const { code, stderr } = run(['approve-check', 'main', rebased, '--approvals', file], { cwd: folder });
    expect({ code, told: stderr.includes(says) }).toEqual({ code: 2, told: true });
  });

  test('is wrong use without approvals', () => {
    expect(run(['approve-check', 'main'], { cwd: folder })).toMatchObject({ code: 2 });
  });

  test('asks nobody where nothing changes', () => {
    expect(check(onMain, [])).toMatchObject({ code: 0, stdout: 'APPROVED  nobody has to agree\n' });
  });

  test('approves no policies with errors', () => {
    git(folder, 'checkout', '--quiet', '-b', 'broken', 'main');
    const broken = commit(folder, { 'policies/alpha.yaml': project('user:nobody@acme.example') });
    const { code, stderr } = check(broken, [{ login: 'ann-g', commit: broken }]);
    expect({ code, told: stderr.includes('cannot be approved') }).toEqual({ code: 1, told: true });
  });
});

const plan = (...words: readonly string[]): Ran => run(['plan', ...words, '--as-of', '2026-11-21'], { cwd: folder });

describe('plan --approvers', () => {
  test('tells who must approve, and nothing else', () => {
    const { code, stdout } = plan(onMain, rebased, '--approvers', '--author', 'github:bobby');
    expect(code).toBe(0);
    expect(stdout).toBe(`WHO MUST APPROVE  2 approvals; one person may give several
  Whoever answers for it
    for      project ALPHA
    ask      ann@acme.example
  Somebody else than the author, who gains
    for      project ALPHA
    ask      ann@acme.example and root@acme.example
             one of them is enough
AUTHOR  bob@acme.example wrote the change and gains access by it: somebody else
        must agree.
`);
  });

  test('is data as its schema says, the same without what is kept', () => {
    const { stdout } = plan(onMain, rebased, '--approvers', '--format', 'json', '--author', 'bob@acme.example');
    isApprovers(JSON.parse(stdout));
    expect(isApprovers.errors ?? []).toEqual([]);
    expect(plan(onMain, rebased, '--approvers', '--format', 'json', '--author', 'bob@acme.example', '--no-cache').stdout).toBe(stdout);
  });

  test('is wrong use in other formats, and with an author who is nobody', () => {
    expect(plan(onMain, rebased, '--approvers', '--format', 'markdown').code).toBe(2);
    const { code, stderr } = plan(onMain, rebased, '--author', 'user:eve@acme.example');
    expect({ code, told: stderr.includes('"eve@acme.example" is nobody') }).toEqual({ code: 2, told: true });
  });
});

describe('plan --expect-same', () => {
  const moved = (): string => {
    git(folder, 'checkout', '--quiet', '-b', 'moved', first);
    git(folder, 'mv', 'policies/alpha.yaml', 'policies/projects.yaml');
    return commit(folder);
  };

  test('passes a refactoring, and fails what changes access, with who and where first', () => {
    expect(plan(first, moved(), '--expect-same')).toMatchObject({ code: 0, stderr: '' });
    for (const format of ['text', 'json', 'markdown', 'tsv'])
      for (const flags of [[], ['--no-cache']]) {
        const { code, stderr } = plan(onMain, rebased, '--expect-same', '--format', format, ...flags);
        expect({ format, code, stderr }).toEqual({
          format,
          code: 1,
          stderr: 'error: Access changes: "user:bob@acme.example" gains BROWSE_PROJECTS on "project:ALPHA" (3 rights in all).\n',
        });
      }
  });

  test('is 1 with --detailed-exitcode too', () => {
    expect(plan(onMain, rebased, '--expect-same', '--detailed-exitcode').code).toBe(1);
  });
});
