import { describe, expect, test } from '@jest/globals';
import { judge } from '../../src/check/judge.js';
import { subjectOf } from '../../src/check/subject.js';
import { fixesFor } from '../../src/fixing.js';
import { compiled } from '../support/compiled.js';

const company = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: people
defaults: {products: [jira-software, confluence]}
users:
  ann@acme.example: {}
  ida@lumen.example: {}
  jon@lumen.example: {}
---
kind: Role
name: Members
`;

/** What the fix of the only guardrail takes out, as paths in the documents, and what else it takes away. */
async function fixOf(rule: string, documents: readonly string[]) {
  const text = [company, ...documents, `kind: Guardrail\nname: closed\n${rule}\n`].join('---\n');
  const policies = await compiled([['policies/all.yaml', text]]);
  const subject = subjectOf(policies);
  const fix = (await fixesFor(policies, subject, judge(subject))).get('closed');
  return (
    fix && {
      removals: fix.removals.map(({ document, path }) => [document, ...path].join('.')),
      alsoLost: fix.alsoLost.changes.map(
        ({ subject: who, resource, delta }) => `${who} ${resource} ${delta.permissions.map(({ permission }) => permission).join()}`,
      ),
    }
  );
}

const project = 'kind: Project\nkey: PAY\nscheme: pay\nroles: {Members: [user:ann@acme.example, user:ida@lumen.example]}\n';
const never = (can: string) => `never: {who: {audience: external}, can: [${can}], on: ['project:*', 'space:*']}`;

describe('the fix of a guardrail', () => {
  test('cuts what many rights rest on rather than each of them', async () => {
    const scheme =
      'kind: Scheme\nname: pay\ngrants:\n  - {to: [reporter], allow: [EDIT_ISSUES]}\n  - {to: [assignee], allow: [CLOSE_ISSUES]}\n  - {to: [role:Members], allow: [BROWSE_PROJECTS]}\n';
    expect(await fixOf(never('EDIT_ISSUES, CLOSE_ISSUES'), [project, scheme])).toEqual({
      removals: ['3.roles.Members.1'],
      alsoLost: ['user:ida@lumen.example project:PAY BROWSE_PROJECTS'],
    });
  });

  test('takes out the line of the right itself where that is enough', async () => {
    const scheme =
      'kind: Scheme\nname: pay\ngrants:\n  - {to: [role:Members, lead], allow: [DELETE_ISSUES]}\n  - {to: [role:Members], allow: [viewer]}\n';
    expect((await fixOf(never('DELETE_ISSUES'), [scheme, project]))?.removals).toEqual(['3.grants.0.to.0']);
  });

  test('cuts read/space under operations that are granted again and again', async () => {
    const space = `kind: Space
key: DOCS
access:
  - {to: [user:ida@lumen.example, group:a], allow: [create/page]}
  - {to: [user:ida@lumen.example, group:a], allow: [create/comment]}
  - {to: [user:ida@lumen.example, group:a], allow: [delete/page]}
  - {to: [user:ida@lumen.example, group:a], allow: [create/blogpost]}
  - {to: [user:ida@lumen.example, group:a], allow: [read/space]}
`;
    const rule = never('create/page, create/comment, delete/page, create/blogpost');
    expect((await fixOf(rule, ['kind: Group\nname: a\n', space]))?.removals).toEqual(['4.access.4.to.0']);
  });

  test('cuts ADMINISTER_PROJECTS under what needs it', async () => {
    const scheme =
      'kind: Scheme\nname: pay\ngrants:\n  - {to: [logged-in, lead], allow: [EDIT_WORKFLOW]}\n  - {to: [logged-in, lead], allow: [EDIT_ISSUE_LAYOUT]}\n  - {to: [user:ida@lumen.example, lead], allow: [ADMINISTER_PROJECTS]}\n';
    const rule = "never: {who: ['user:ida@lumen.example'], can: [EDIT_WORKFLOW, EDIT_ISSUE_LAYOUT], on: ['project:PAY']}";
    expect(await fixOf(rule, [scheme, project])).toEqual({
      removals: ['3.grants.2.to.0'],
      alsoLost: ['user:ida@lumen.example project:PAY ADMINISTER_PROJECTS'],
    });
  });

  test('takes no licence away to close a gate', async () => {
    const scheme = 'kind: Scheme\nname: pay\ngrants:\n  - {to: [logged-in, lead], allow: [BROWSE_PROJECTS]}\n';
    const licensed =
      'kind: Users\nname: more\nusers: {kai@lumen.example: {products: []}}\n---\nkind: Group\nname: paid\nmembers: [kai@lumen.example]\nproducts: [jira-software]\n';
    // One line would close the gate for kai; the one that gives the right is the one to take out.
    const rule = "never: {who: ['user:kai@lumen.example'], can: [BROWSE_PROJECTS], on: ['project:PAY']}";
    expect((await fixOf(rule, [licensed, scheme, project]))?.removals).toEqual(['5.grants.0.to.0']);
  });

  test('is none where more than three lines would have to go', async () => {
    const spaces = ['A', 'B', 'C', 'D'].map(
      (key) =>
        `kind: Space\nkey: ${key}\naccess:\n  - {to: [user:ida@lumen.example, user:ann@acme.example], allow: [read/space, create/page]}\n`,
    );
    const rule = "never: {who: {audience: external}, can: [read/space], on: ['space:*']}";
    expect(await fixOf(rule, spaces)).toBeUndefined();
    expect((await fixOf(rule, spaces.slice(1)))?.removals).toEqual(['3.access.0.to.0', '4.access.0.to.0', '5.access.0.to.0']);
  });

  test('of a count takes out whom nobody can count, and no person that the count allows', async () => {
    const space = `kind: Space\nkey: DOCS\naccess:\n  - {to: [logged-in, user:ann@acme.example], allow: [read/space]}\n  - {to: [user:ann@acme.example], allow: [create/page]}\n`;
    const rule = "atMost: {count: 1, can: [create/page], on: ['space:DOCS']}";
    expect(await fixOf(rule, [space])).toBeUndefined();
    const open = space.replace('  - {to: [user:ann', '  - {to: [logged-in, user:ann');
    expect(await fixOf("atMost: {count: 9, can: [create/page], on: ['space:DOCS']}", [open])).toMatchObject({
      removals: ['3.access.0.to.0'],
    });
  });
});
