import { describe, expect, test } from '@jest/globals';
import { findings } from '../findings.js';
import { site } from './site.js';

const grant = (holder: string, allow = 'BROWSE_PROJECTS', more = ''): string => `  - {to: ['${holder}'], allow: [${allow}]${more}}\n`;
const open = 'kind: Group\nname: everybody\nmanagedBy: open';
const space = (access: string): string => `kind: Space\nkey: DOCS\naccess:\n  - {to: [user:ana@acme.example], as: Admin}\n${access}`;

async function rules(code: string, yaml: string): Promise<number> {
  return (await findings(code, yaml)).length;
}

describe('public-browse', () => {
  test.each([
    { name: 'a scheme in use', yaml: site('', { scheme: grant('anyone') }), expected: 1 },
    { name: 'through a bundle', yaml: site('', { scheme: grant('anyone', 'viewer') }), expected: 1 },
    { name: 'without browsing', yaml: site('', { scheme: grant('anyone', 'ADD_COMMENTS') }), expected: 0 },
    { name: 'a grant that has ended', yaml: site('', { scheme: grant('anyone', 'viewer', ', until: 2026-11-20') }), expected: 0 },
    { name: 'a scheme for archived projects alone', yaml: site('', { scheme: grant('anyone'), project: 'archived: true\n' }), expected: 0 },
    { name: 'a space', yaml: site(space('  - {to: [anyone], allow: [read/space]}')), expected: 1 },
    { name: 'a space role', yaml: site(space('  - {to: [anyone], as: Viewer}')), expected: 1 },
    { name: 'portal customers are no public', yaml: site('', { scheme: grant('portal-customers') }), expected: 0 },
  ])('$name', async ({ yaml, expected }) => {
    expect(await rules('public-browse', yaml)).toBe(expected);
  });
});

describe('browse-for-logged-in', () => {
  const alone = (yaml: string): string => yaml.replace(/ {2}eva@partner.*\n/, '');
  test.each([
    { name: 'while an outsider can log in', yaml: site('', { scheme: grant('logged-in') }), expected: 1 },
    { name: 'not among colleagues', yaml: alone(site('', { scheme: grant('logged-in') })), expected: 0 },
    {
      name: 'not for an outsider of Confluence alone',
      yaml: site('', { scheme: grant('logged-in') }).replace(
        'eva@partner.example: {products: [jira-software, ',
        'eva@partner.example: {products: [',
      ),
      expected: 0,
    },
    {
      name: 'not for an outsider who has left',
      yaml: site('', { scheme: grant('logged-in') }).replace('2027-06-30', '2026-06-30'),
      expected: 0,
    },
    { name: 'through a group that anybody may join', yaml: site(open, { scheme: grant('group:everybody') }), expected: 1 },
    {
      name: 'through a group that includes such a one, in a role',
      yaml: site(`${open}\n---\nkind: Group\nname: all\nincludes: [everybody]`, {
        project: 'roles:\n  Administrators: [user:ana@acme.example, user:bo@acme.example]\n  Developers: [group:all]\n',
      }),
      expected: 1,
    },
    { name: 'a space', yaml: site(space('  - {to: [logged-in], as: Viewer}')), expected: 1 },
    {
      name: 'said once where it is public anyhow',
      yaml: site('', { scheme: grant('logged-in', 'viewer') + grant('anyone') }),
      expected: 0,
    },
  ])('$name', async ({ yaml, expected }) => {
    expect(await rules('browse-for-logged-in', yaml)).toBe(expected);
  });
});

describe('browse-by-issue', () => {
  test.each([
    { name: 'assignee', yaml: site('', { scheme: grant('assignee') }), expected: 1 },
    { name: 'a field', yaml: site('', { scheme: grant('user-field:customfield_10010') }), expected: 1 },
    { name: 'another permission', yaml: site('', { scheme: grant('reporter', 'EDIT_ISSUES') }), expected: 0 },
    { name: 'where everybody may browse', yaml: site('', { scheme: grant('reporter') + grant('logged-in') }), expected: 0 },
  ])('$name', async ({ yaml, expected }) => {
    expect(await rules('browse-by-issue', yaml)).toBe(expected);
  });
});

describe('open-team-managed and archived-but-open', () => {
  const lab = (access: string, more = ''): string =>
    site(
      `kind: Project\nkey: LAB\nstyle: team-managed\naccess: ${access}\n${more}roles: {Administrator: [user:ana@acme.example, user:bo@acme.example]}`,
    );
  test.each([
    { code: 'open-team-managed', name: 'open', yaml: lab('open'), expected: 1 },
    { code: 'open-team-managed', name: 'limited', yaml: lab('limited'), expected: 1 },
    { code: 'open-team-managed', name: 'private', yaml: lab('private'), expected: 0 },
    { code: 'open-team-managed', name: 'archived', yaml: lab('open', 'archived: true\n'), expected: 0 },
    { code: 'archived-but-open', name: 'archived and open', yaml: lab('open', 'archived: true\n'), expected: 1 },
    { code: 'archived-but-open', name: 'archived and private', yaml: lab('private', 'archived: true\n'), expected: 0 },
    {
      code: 'archived-but-open',
      name: 'open only to reporters',
      yaml: site('', { scheme: grant('reporter'), project: 'archived: true\n' }),
      expected: 0,
    },
  ])('$code: $name', async ({ code, yaml, expected }) => {
    expect(await rules(code, yaml)).toBe(expected);
  });
});

describe('public-write', () => {
  test.each([
    { name: 'not where the public cannot look in', yaml: site('', { scheme: grant('anyone', 'CREATE_ISSUES') }), expected: [] },
    {
      name: 'where it can',
      yaml: site('', { scheme: grant('anyone', 'BROWSE_PROJECTS, CREATE_ISSUES') }),
      expected: ['24 Anybody on the internet holds CREATE_ISSUES in project CORE, without an account.'],
    },
    {
      name: 'in the one space that the public can read, of two',
      yaml: site(
        `${space(grant('anyone', 'create/comment'))}---\n${space(grant('anyone', 'read/space, create/comment')).replace('DOCS', 'OPEN')}`,
      ),
      expected: [expect.stringMatching(/holds create\/comment in space OPEN, without/)],
    },
  ])('$name', async ({ yaml, expected }) => {
    expect(await findings('public-write', yaml)).toEqual(expected);
  });
});
