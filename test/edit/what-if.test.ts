import { beforeAll, describe, expect, test } from '@jest/globals';
import { editForms, isProblem, parseEdit } from '../../src/edit/what-if.js';
import { compilePolicies, readPolicies, withEdits, type Compiled, type Policies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { treeFrom, treeOf } from '../support/tree.js';
import { root } from '../support/run.js';

const hugo = 'user:hugo@pellmore.example';
const alma = 'user:alma@orrin.example';
const farah = 'user:farah@brightfell.example';
const petra = 'user:petra@ternwork.example';

let policies: Policies;
beforeAll(async () => {
  policies = await readPolicies(treeFrom(`${root}/policies`), asOf);
});

async function after(words: string, given = policies): Promise<Compiled> {
  if (given.site === undefined) throw new Error('The policies of the test have errors.');
  const parsed = parseEdit(words, given.site);
  if (isProblem(parsed)) throw new Error(`${parsed.error} ${parsed.hint ?? ''}`);
  const edited = await withEdits(given, parsed);
  const compiled = compilePolicies(edited);
  if (compiled === undefined) throw new Error(JSON.stringify(edited.diagnostics));
  return compiled;
}

const yes = 'allowed';

describe('an edit in words changes the access it speaks of', () => {
  test.each<readonly [words: string, subject: string, permission: string, resource: string, verdict: string | undefined]>([
    ['add user:hugo@pellmore.example to group:engineering', hugo, 'BROWSE_PROJECTS', 'project:CORE', yes],
    ['add group:pellmore to group:engineering', hugo, 'BROWSE_PROJECTS', 'project:CORE', yes],
    ['include group:pellmore in group:engineering', hugo, 'BROWSE_PROJECTS', 'project:CORE', yes],
    ['add group:pellmore to role:Viewers in project:CORE', hugo, 'ADD_COMMENTS', 'project:CORE', yes],
    ['  add  user:hugo@pellmore.example   to channel:firmware ', hugo, 'member', 'channel:firmware', yes],
    ['add hugo@pellmore.example as guest to channel:firmware', hugo, 'member', 'channel:firmware', yes],
    ['remove user:farah@brightfell.example from group:engineering', farah, 'BROWSE_PROJECTS', 'project:CORE', undefined],
    ['remove group:engineering from group:staff', farah, 'use:jira-software', 'site', undefined],
    ['remove group:engineering from role:Developers in project:CORE', farah, 'CREATE_ISSUES', 'project:CORE', undefined],
    ['remove group:engineering from channel:firmware', farah, 'member', 'channel:firmware', undefined],
    ['remove user:alma@orrin.example from group:ext-orrin', alma, 'BROWSE_PROJECTS', 'project:ORRIN', undefined],
    ['remove group:ext-orrin from role:Customers in project:ORRIN', alma, 'BROWSE_PROJECTS', 'project:ORRIN', undefined],
    ['remove lotte@marl.example as guest from space:MARLDOCS', 'user:lotte@marl.example', 'read/space', 'space:MARLDOCS', undefined],
    ['grant DELETE_ISSUES to role:Contractors in scheme:internal', petra, 'DELETE_ISSUES', 'project:CORE', yes],
    ['grant space-viewer to group:contractors in space:STAFF', petra, 'read/space', 'space:STAFF', yes],
    ['set scheme of project:PELL to internal', hugo, 'BROWSE_PROJECTS', 'project:PELL', undefined],
    ['set scheme of project:PELL to scheme:internal', hugo, 'BROWSE_PROJECTS', 'project:PELL', undefined],
    ['set lead of project:CORE to user:farah@brightfell.example', farah, 'ADMINISTER_PROJECTS', 'project:CORE', yes],
    ['set until of user:petra@ternwork.example to 2026-11-20', petra, 'BROWSE_PROJECTS', 'project:CORE', undefined],
    ['give confluence to user:hugo@pellmore.example', hugo, 'use:confluence', 'site', yes],
    ['give confluence to group:pellmore', hugo, 'use:confluence', 'site', yes],
    ['take jira-software from group:pellmore', hugo, 'BROWSE_PROJECTS', 'project:PELL', undefined],
    ['deactivate user:farah@brightfell.example', farah, 'use:jira-software', 'site', undefined],
  ])('%s', async (words, subject, permission, resource, verdict) => {
    const verdictIn = ({ matrix }: Compiled) =>
      matrix.cellsOf(subject).find((cell) => cell.resource === resource && cell.permission === permission)?.verdict;
    const before = compilePolicies(policies);
    expect(before && verdictIn(before)).toBe(verdict === undefined ? yes : undefined);
    expect(verdictIn(await after(words))).toBe(verdict);
  });
});

describe('an edit that cannot be made is explained', () => {
  test.each([
    {
      words: 'add user:hugo@pelmore.example to group:engineering',
      error: 'There is no user "hugo@pelmore.example".',
      hint: 'Did you mean "hugo@pellmore.example"?',
    },
    {
      words: 'add user:hugo@pellmore.example to engineering',
      error: '"engineering" cannot stand here',
      hint: 'Did you mean "group:engineering"?',
    },
    { words: 'add group:sales to role:Viewer in project:CORE', error: 'can have no role "Viewer"', hint: 'Did you mean "Viewers"?' },
    { words: 'add user:hugo@pellmore.example to group:pellmore', error: 'is in group "pellmore" already', hint: undefined },
    { words: 'add user:ana@brightfell.example to group:Factory floor', error: 'filled by the identity provider', hint: 'Change it there' },
    {
      words: 'remove user:farah@brightfell.example from group:staff',
      error: 'is not written into the group "staff"',
      hint: 'through "group:engineering"',
    },
    { words: 'remove user:alma@orrin.example as guest from space:ORRINDOCS', error: 'through a collaboration', hint: 'ext-' },
    { words: 'revoke BROWSE_PROJECTS from role:Viewers in scheme:internal', error: 'through "commenter"', hint: 'Revoke that' },
    { words: 'grant Viewer to group:sales in space:ENG', error: 'is a space role, not a permission', hint: 'Did you mean "viewer"?' },
    {
      words: 'grant ADD_COMENTS to role:Viewers in scheme:internal',
      error: 'no permission or bundle',
      hint: 'Did you mean "ADD_COMMENTS"?',
    },
    { words: 'set scheme of project:PELL to internl', error: 'There is no scheme "internl".', hint: 'Did you mean "internal"?' },
    { words: 'set until of user:petra@ternwork.example to 2026-02-30', error: 'no day of the calendar', hint: 'Write it as' },
    {
      words: 'take jira-software from user:hugo@pellmore.example',
      error: 'is not given jira-software by name',
      hint: 'through "group:pellmore"',
    },
    { words: 'give jira to group:sales', error: 'There is no product "jira".', hint: 'Products are' },
    { words: 'ad user:x to group:y', error: 'is no edit', hint: 'Did you mean "add"? Write "add user:x to group:y"' },
    { words: 'befriend user:x', error: 'is no edit', hint: 'Edits begin with add,' },
    { words: '', error: 'is no edit', hint: 'Edits begin with' },
  ])('$words', ({ words, error, hint }) => {
    const parsed = policies.site === undefined ? [] : parseEdit(words, policies.site);
    if (!isProblem(parsed)) throw new Error('It was made.');
    expect(parsed.error).toContain(error);
    if (hint === undefined) expect(parsed.hint).toBeUndefined();
    else expect(parsed.hint).toContain(hint);
  });
});

test('names that hold the words of an edit are found', async () => {
  const odd = await readPolicies(
    treeOf([
      ['s.yaml', 'kind: Site\nname: s\nurl: https://s.example\ninternalDomains: [s.example]\n'],
      ['p.yaml', 'kind: Users\nname: p\nusers:\n  a@s.example: {products: [confluence]}\n'],
      [
        'g.yaml',
        'kind: Group\nname: from A to B\n---\nkind: Group\nname: B\n---\nkind: Group\nname: as guest to x\nmembers: [a@s.example]\n',
      ],
    ]),
    asOf,
  );
  const { site } = await after('add group:as guest to x to group:from A to B', odd);
  expect(site.groups.get('from A to B')?.includes.map(({ group }) => group)).toEqual(['as guest to x']);
});

test('revoking from one of several holders leaves the others what they had', async () => {
  const odd = await readPolicies(
    treeOf([
      ['s.yaml', 'kind: Site\nname: s\nurl: https://s.example\ninternalDomains: [s.example]\n'],
      [
        'x.yaml',
        'kind: Scheme\nname: x\ngrants:\n  - {to: [logged-in, reporter], allow: [BROWSE_PROJECTS, ADD_COMMENTS], until: 2027-01-31}\n',
      ],
    ]),
    asOf,
  );
  const { site } = await after('revoke ADD_COMMENTS from logged-in in scheme:x', odd);
  expect(site.schemes.get('x')?.grants.map(({ to, allow, until }) => [to.map(({ type }) => type), allow, until])).toEqual([
    [['reporter'], ['BROWSE_PROJECTS', 'ADD_COMMENTS'], '2027-01-31'],
    [['logged-in'], ['BROWSE_PROJECTS'], '2027-01-31'],
  ]);
});

test('each form that is listed is read as an edit, whatever it names', () => {
  const { site } = policies;
  if (site === undefined) throw new Error('The policies have errors.');
  for (const form of editForms) {
    const parsed = parseEdit(form, site);
    expect(isProblem(parsed) ? parsed.error : 'made').not.toContain('is no edit');
  }
});
