import { expect, test } from '@jest/globals';
import { orderPieces } from '../../src/apply/order-pieces.js';
import type { OrderInput } from '../../src/apply/ordering.js';
import { planOf } from './plan-of.js';

const scheme = (to: string): string => `{kind: Scheme, name: s, grants: [{to: [${to}], allow: [BROWSE_PROJECTS, ADMINISTER_PROJECTS]}]}`;
const theirs = `
---
{kind: Scheme, name: other, grants: []}
---
{kind: Role, name: Crew}
---
{kind: Group, name: crew, members: [bo@acme.test]}
---
{kind: Project, key: THEIRS, lead: bo@acme.test, scheme: s, roles: {Crew: [group:crew]}}
---
{kind: Project, key: FAR, lead: bo@acme.test, scheme: other}`;

/** What is looked at while a plan is put into order. */
async function looked(before: string, after: string): Promise<ReadonlySet<string>> {
  const inputs: OrderInput[] = [];
  await planOf({ live: `${before}${theirs}`, managed: before, policies: after }, (input) => {
    inputs.push(input);
    return orderPieces(input);
  });
  return new Set(inputs.flatMap((input) => [...input.before, ...input.after].map(({ type, of }) => `${type} ${of}`)));
}

test('projects that no policy declares are looked at where the grants of their scheme change, with whom they name', async () => {
  const things = await looked(scheme('group:admins'), scheme('lead'));
  expect([...things]).toEqual(
    expect.arrayContaining(['project project:THEIRS', 'actor project:THEIRS', 'group group:crew', 'member group:crew']),
  );
  expect(things).not.toContain('project project:FAR');
});

test('and not where nothing changes in it', async () => {
  const things = await looked(scheme('lead'), `${scheme('lead')}\n---\n{kind: Group, name: new}`);
  expect(things).toContain('scheme scheme:s');
  expect(things).not.toContain('project project:THEIRS');
});
