import { afterAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { scratchFolder, write } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const policies = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
admins: [user:root@acme.example]
---
kind: Users
name: staff
users:
  ana@acme.example: {products: [jira-software]}
  bo@acme.example: {products: [jira-software], until: 2026-01-31}
  root@acme.example: {products: [confluence]}
---
kind: Group
name: eng
members: [ana@acme.example]
---
kind: Group
name: factory
managedBy: idp
products: [jira-software]
observed: {on: 2026-11-01, members: [bo@acme.example]}
---
kind: Role
name: Developers
---
kind: Bundle
name: reader
permissions: [BROWSE_PROJECTS]
---
kind: Scheme
name: internal
grants:
  - {to: [role:Developers], allow: [reader]}
  - {to: [reporter], allow: [EDIT_ISSUES]}
---
kind: Project
key: ACME
scheme: internal
roles: {Developers: [group:eng, group:factory]}
---
kind: Space
key: ACME
access:
  - {to: [user:root@acme.example], as: Admin}
---
kind: Channel
name: shared
members: [user:root@acme.example]
`;
const folder = write(join(scratch.root, 'a'), { 'policies/all.yaml': policies });
const ask = (...words: readonly string[]) => run([...words, '--as-of', '2026-11-21'], { cwd: folder });

describe('can', () => {
  test.each([
    { words: ['user:ana@acme.example', 'BROWSE_PROJECTS', 'project:ACME'], code: 0, says: 'allowed\n' },
    { words: ['ana@acme.example', 'EDIT_ISSUES', 'project:ACME'], code: 0, says: 'if:reporter\n' },
    { words: ['ana@acme.example', 'ADD_COMMENTS', 'project:ACME'], code: 1, says: 'no\n' },
    { words: ['bo@acme.example', 'BROWSE_PROJECTS', 'project:ACME'], code: 1, says: 'no\n' },
    { words: ['group:factory', 'BROWSE_PROJECTS', 'project:ACME'], code: 0, says: 'allowed\n' },
    { words: ['anyone', 'BROWSE_PROJECTS', 'project:ACME'], code: 1, says: 'no\n' },
    { words: ['group:eng', 'BROWSE_PROJECTS', 'project:ACME', '--each'], code: 0, says: 'allowed\n' },
  ])('says $says to $words', ({ words, code, says }) => {
    expect(ask('can', ...words)).toEqual({ code, stdout: says, stderr: '' });
  });

  test.each([
    { words: ['anna@acme.example', 'BROWSE_PROJECTS', 'project:ACME'], hint: 'Did you mean "ana@acme.example"?' },
    { words: ['eng', 'BROWSE_PROJECTS', 'project:ACME'], hint: 'Did you mean "group:eng"?' },
    { words: ['anyon', 'BROWSE_PROJECTS', 'project:ACME'], hint: 'Did you mean "anyone"?' },
    { words: ['group:eng', 'BROWSE_PROJECTS', 'project:ACME'], hint: 'Ask for a member, such as "user:ana@acme.example", or for all' },
    { words: ['ana@acme.example', 'BROWSE_PROJECT', 'project:ACME'], hint: 'Did you mean "BROWSE_PROJECTS"?' },
    { words: ['ana@acme.example', 'reader', 'project:ACME'], hint: 'Ask for one of what it holds: BROWSE_PROJECTS.' },
    { words: ['ana@acme.example', 'BROWSE_PROJECTS', 'ACME'], hint: 'Did you mean "project:ACME" or "space:ACME"?' },
    { words: ['ana@acme.example', 'BROWSE_PROJECTS', 'project:ACNE'], hint: 'Did you mean "project:ACME"?' },
  ])('does not know $words', ({ words, hint }) => {
    const { code, stdout, stderr } = ask('can', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(hint);
  });

  test('answers as JSON', () => {
    const { code, stdout } = ask('can', 'ana@acme.example', 'ADD_COMMENTS', 'project:ACME', '--format', 'json');
    expect({ code, value: JSON.parse(stdout) as unknown }).toEqual({
      code: 1,
      value: {
        version: 1,
        asOf: '2026-11-21',
        answers: [{ subject: 'user:ana@acme.example', permission: 'ADD_COMMENTS', resource: 'project:ACME', verdict: null }],
      },
    });
  });
});

describe('a permission that nobody can hold there', () => {
  const spaces = 'On a space there are Confluence\'s operations, such as "read/space".';
  const projects = 'On a project there are Jira\'s project permissions, such as "BROWSE_PROJECTS".';
  const channels = 'On a channel there is "member" alone.';
  const site = 'On the site there are product access and global permissions, such as "use:confluence" and "ADMINISTER".';
  test.each([
    { asked: ['read/space', 'project:ACME'], belongs: 'spaces', hint: `${projects} Did you mean "space:ACME"?` },
    { asked: ['BROWSE_PROJECTS', 'space:ACME'], belongs: 'projects', hint: `${spaces} Did you mean "project:ACME"?` },
    { asked: ['app:com.acme.sign', 'channel:shared'], belongs: 'projects', hint: channels },
    { asked: ['member', 'project:ACME'], belongs: 'channels', hint: projects },
    { asked: ['ADMINISTER', 'project:ACME'], belongs: 'the site', hint: `${projects} Did you mean "site"?` },
    { asked: ['use:confluence', 'space:ACME'], belongs: 'the site', hint: `${spaces} Did you mean "site"?` },
    { asked: ['BROWSE_PROJECTS', 'site'], belongs: 'projects', hint: site },
  ])('is no question: $asked', ({ asked, belongs, hint }) => {
    const stderr = `error: Nobody can hold "${asked[0]}" on "${asked[1]}": it belongs to ${belongs}.\n  ${hint}\n`;
    const refused = { code: 2, stdout: '', stderr };
    expect(ask('can', 'ana@acme.example', ...asked)).toEqual(refused);
    expect(ask('why', 'ana@acme.example', ...asked)).toEqual(refused);
    expect(ask('who', ...asked)).toEqual(refused);
  });

  test('is told from one that nobody happens to hold', () => {
    expect(ask('who', 'app:com.acme.sign', 'project:ACME').stdout).toMatch(/^nobody\n/);
    expect(ask('can', 'ana@acme.example', 'manage_users/space', 'space:ACME')).toMatchObject({ code: 1, stdout: 'no\n' });
    expect(ask('can', 'root@acme.example', 'member', 'channel:shared')).toMatchObject({ code: 0, stdout: 'allowed\n' });
    expect(ask('can', 'ana@acme.example', 'guest:jira', 'site')).toMatchObject({ code: 1, stdout: 'no\n' });
  });
});

describe('who', () => {
  test('lists holders, marks what was only observed, and tells administrators apart', () => {
    expect(ask('who', 'BROWSE_PROJECTS', 'project:ACME').stdout).toBe(`group:factory          allowed
    seen in it on 2026-11-01: bo@acme.example
user:ana@acme.example  allowed

2 subjects
Can give it to themselves, as administrators: user:root@acme.example.
`);
  });

  test('tells an administrator who holds it once, as such', () => {
    expect(ask('who', 'read/space', 'space:ACME').stdout).toBe('user:root@acme.example  allowed (administrator)\n\n1 subject\n');
    expect(JSON.parse(ask('who', 'read/space', 'space:ACME', '--format', 'json').stdout)).toMatchObject({
      holders: [{ subject: 'user:root@acme.example', verdict: 'allowed' }],
      administrators: [{ subject: 'user:root@acme.example' }],
    });
  });

  test('has the lines of the matrix as TSV', () => {
    const lines = run(['matrix', '--as-of', '2026-11-21'], { cwd: folder }).stdout.split('\n');
    const { stdout } = ask('who', 'BROWSE_PROJECTS', 'project:ACME', '--format', 'tsv');
    expect(stdout).toBe(lines.filter((line) => line.includes('\tproject:ACME\tBROWSE_PROJECTS\t')).join('\n') + '\n');
  });
});

describe('what', () => {
  test('lists every cell of a subject', () => {
    expect(ask('what', 'ana@acme.example').stdout).toBe(`project ACME
  BROWSE_PROJECTS, EDIT_ISSUES (if reporter)
the site
  use:jira-software
3 cells in 2 places
`);
  });

  test('says what an import saw but the policies do not give', () => {
    expect(ask('what', 'bo@acme.example').stdout).toContain('nothing\nOn 2026-11-01 also seen in group:factory');
  });
});

describe('why', () => {
  test('shows the steps with their lines', () => {
    const { code, stdout } = ask('why', 'ana@acme.example', 'BROWSE_PROJECTS', 'project:ACME');
    expect(code).toBe(0);
    expect(stdout).toContain('→ group eng                                            policies/all.yaml:16:11');
    expect(stdout).toContain('1 administrator can give it to themselves');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('shows what is missing', () => {
    const { code, stdout } = ask('why', 'ana@acme.example', 'ADD_COMMENTS', 'project:ACME');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^no: user:ana@acme\.example, ADD_COMMENTS, project ACME\n\n- ADD_COMMENTS is granted to nobody/);
  });

  test('is one JSON value with the same steps', () => {
    const { stdout } = ask('why', 'group:factory', 'BROWSE_PROJECTS', 'project:ACME', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'allowed',
      missing: [],
      ways: [{ steps: [{ where: { file: 'policies/all.yaml' } }, {}, {}, {}] }],
    });
  });
});

describe('uses', () => {
  test('lists the places that name a thing', () => {
    expect(ask('uses', 'group:eng').stdout).toBe(`project ACME, role Developers as actor
  policies/all.yaml:40:22
1 place
`);
    expect(ask('uses', 'scheme:internal', '--format', 'tsv').stdout).toBe('project ACME\tscheme\t-\tpolicies/all.yaml\t39\t9\n');
  });

  test('suggests a name that is known', () => {
    expect(ask('uses', 'group:enf')).toMatchObject({ code: 2, stdout: '' });
    expect(ask('uses', 'group:enf').stderr).toContain('Did you mean "group:eng"?');
  });

  test('says what else has the name, or how things are written', () => {
    expect(ask('uses', 'scheme:Developers').stderr).toContain('Did you mean "role:Developers"?');
    expect(ask('uses', 'zebra').stderr).toContain('Write it as user:…, group:…, role:…, scheme:…, bundle:… or space-role:….');
  });

  test('does not deny that a place exists', () => {
    const { code, stderr } = ask('uses', 'project:ACME');
    expect(code).toBe(2);
    expect(stderr).toContain('"project:ACME" is a place;');
    expect(stderr).toContain('permafrost who PERMISSION project:ACME');
  });
});
