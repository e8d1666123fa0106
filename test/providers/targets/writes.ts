import { factKey, type Fact, type FactType } from '../../../src/diff/facts.js';
import type { FactChange } from '../../../src/diff/fact-change.js';
import type { Api } from '../../../src/providers/provider.js';
import type { Write } from '../../../src/providers/target.js';
import { policies as company } from '../../sandbox/site.js';

/** What the policies of the tests say beyond what is on the site. */
export const policies = `${company}
---
{kind: Users, name: others, users: {eve@corp.test: {products: [jira-software, confluence]}, eve@client.test: {products: [], guest: [confluence]}}}
---
{kind: Group, name: new, description: Made for a test, members: [cy@corp.test]}
---
{kind: Role, name: Testers, description: Who try, defaultActors: [group:eng]}
---
{kind: Scheme, name: made, description: Made for a test, grants: [{to: [role:Developers, group:eng, user:ana@corp.test, lead, logged-in], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: NEW, description: A new one, lead: ana@corp.test, scheme: standard, roles: {Developers: [group:eng, user:cy@corp.test]}}
`;

/** A fact in short: `grant scheme:standard reporter EDIT_ISSUES`. */
export function fact(text: string): Fact {
  const [type = '', of = '', ...says] = text.split(' ');
  return { type: type as FactType, of, says };
}

export function write(api: Api, before: readonly string[], after: readonly string[]): Write {
  const [was, is] = [before.map(fact), after.map(fact)].map((facts) => new Map(facts.map((one) => [factKey(one), one])));
  const keys = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].sort();
  const changes = keys.map((key): FactChange => {
    const [one, other] = [was?.get(key), is?.get(key)];
    return { ...(one === undefined ? {} : { before: one }), ...(other === undefined ? {} : { after: other }) };
  });
  return { id: '1', api, changes };
}

export function back({ changes, ...write }: Write): Write {
  return {
    ...write,
    changes: changes.map(({ before, after }) => ({
      ...(after === undefined ? {} : { before: after }),
      ...(before === undefined ? {} : { after: before }),
    })),
    ...(write.rename === undefined ? {} : { rename: { from: write.rename.to, to: write.rename.from } }),
  };
}

export interface Row {
  readonly name: string;
  readonly write: Write;
  /** Nothing takes it back by a write of its own. */
  readonly forward?: true;
  /** Writes to have been made before. */
  readonly first?: readonly Write[];
}

const newProject = ['project project:NEW', 'project-type project:NEW jira-software', 'lead project:NEW user:ana@corp.test'];

/** Each row of the table of docs/apply.md that is of Jira or of the organization. */
export const rows: readonly Row[] = [
  {
    name: 'a person is invited',
    forward: true,
    write: write(
      'organization',
      [],
      [
        'person user:eve@corp.test',
        'active user:eve@corp.test true',
        'product user:eve@corp.test jira-software',
        'product user:eve@corp.test confluence',
      ],
    ),
  },
  {
    name: 'a guest is invited',
    forward: true,
    write: write(
      'organization',
      [],
      ['person user:eve@client.test', 'active user:eve@client.test true', 'guest user:eve@client.test confluence'],
    ),
  },
  { name: 'a person is suspended', write: write('organization', ['active user:ana@corp.test true'], ['active user:ana@corp.test false']) },
  {
    name: 'a deactivated account is activated',
    write: write('organization', ['active user:bo@corp.test false'], ['active user:bo@corp.test true']),
  },
  { name: 'a product', write: write('organization', [], ['product user:cy@corp.test jira-software']) },
  { name: 'a guest no more', write: write('organization', ['guest user:gus@client.test confluence'], []) },
  {
    name: 'a group',
    write: write('organization', [], ['group group:new', 'managed-by group:new git']),
  },
  {
    name: 'a group goes, with all that is there of it',
    forward: true,
    write: write(
      'organization',
      ['group group:eng', 'managed-by group:eng git', 'member group:eng user:ana@corp.test', 'member group:eng user:bo@corp.test'],
      [],
    ),
  },
  { name: 'a member', write: write('organization', [], ['member group:eng user:cy@corp.test']) },
  { name: 'a product of a group', write: write('organization', [], ['group-product group:eng jira-software']) },
  { name: 'a person administers', write: write('organization', [], ['administrator site user:cy@corp.test']) },
  { name: 'a group administers', write: write('organization', [], ['administrator site group:eng']) },
  { name: 'a role', write: write('jira', [], ['role role:Testers']) },
  { name: 'a role by another name', write: { ...write('jira', [], []), rename: { from: 'role:Developers', to: 'role:Engineers' } } },
  { name: 'a scheme by another name', write: { ...write('jira', [], []), rename: { from: 'scheme:standard', to: 'scheme:usual' } } },
  {
    name: 'a scheme with its grants',
    write: write(
      'jira',
      [],
      [
        'scheme scheme:made',
        ...[
          'role:Developers',
          'group:eng',
          'user:ana@corp.test',
          'lead',
          'logged-in',
          'reporter',
          'anyone',
          'application:jira-software',
        ].map((who) => `grant scheme:made ${who} BROWSE_PROJECTS`),
        'grant scheme:made user-field:customfield_10001 EDIT_ISSUES',
        'grant scheme:made guests ADD_COMMENTS',
      ],
    ),
  },
  {
    name: 'grants of a scheme',
    write: write(
      'jira',
      ['grant scheme:standard reporter EDIT_ISSUES', 'grant scheme:standard role:Administrators BROWSE_PROJECTS'],
      ['grant scheme:standard group:eng BROWSE_PROJECTS', 'grant scheme:standard user:ana@corp.test DELETE_ISSUES'],
    ),
  },
  {
    name: 'a project with its actors',
    forward: true,
    write: write(
      'jira',
      [],
      [
        ...newProject,
        'project-scheme project:NEW scheme:standard',
        'archived project:NEW false',
        'actor project:NEW role:Developers group:eng',
        'actor project:NEW role:Administrators user:cy@corp.test',
      ],
    ),
  },
  { name: 'a lead', write: write('jira', ['lead project:ONE user:ana@corp.test'], ['lead project:ONE user:root@corp.test']) },
  {
    name: 'another scheme',
    write: write('jira', ['project-scheme project:ONE scheme:standard'], ['project-scheme project:ONE scheme:open']),
  },
  { name: 'archived', write: write('jira', ['archived project:TWO false'], ['archived project:TWO true']) },
  { name: 'a person as an actor', write: write('jira', [], ['actor project:ONE role:Developers user:cy@corp.test']) },
  { name: 'a group as an actor no more', write: write('jira', ['actor project:ONE role:Developers group:eng'], []) },
  {
    name: 'an actor of a team-managed project',
    write: write('jira', [], ['actor project:TEAM role:Viewer group:eng']),
  },
];
