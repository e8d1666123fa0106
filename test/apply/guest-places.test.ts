import { describe, expect, test } from '@jest/globals';
import { planOf } from './plan-of.js';

const gus = '{kind: Users, name: guests, users: {gus@client.test: {guest: [jira, confluence]}}}';
const scheme = '{kind: Scheme, name: s, grants: [{to: [guests], allow: [BROWSE_PROJECTS]}]}';
const project = (key: string, guests: string): string =>
  `{kind: Project, key: ${key}, lead: ana@acme.test, scheme: s, guests: [${guests}]}`;
const space = (key: string, guests: string): string =>
  `{kind: Space, key: ${key}, access: [{to: [group:admins], allow: [space-admin, read/space]}], guestPermissions: [read/space], guests: [${guests}]}`;
const together = (...documents: readonly string[]): string => [gus, scheme, ...documents].join('\n---\n');

const steps = [
  // The new place is before the old one by its name, and behind it.
  { name: 'project', from: 'P0', to: 'ACME', one: project, sides: ['project ACME', 'project P0'] },
  { name: 'project', from: 'ACME', to: 'P0', one: project, sides: ['project P0', 'project ACME'] },
  { name: 'space', from: 'P0', to: 'ACME', one: space, sides: ['space ACME', 'space P0'] },
];

describe('a guest who goes from one place into another', () => {
  test.each(steps)('is taken out of the $name $from first', async ({ from, to, one, sides: [into = '', out = ''] }) => {
    const plan = await planOf({
      live: together(one(from, 'gus@client.test'), one(to, '')),
      policies: together(one(from, ''), one(to, 'gus@client.test')),
    });
    const [first, second] = plan.manual;
    expect(plan.manual).toHaveLength(2);
    expect(first?.what).toContain(`Take those guests out of ${out} who go elsewhere`);
    expect(first?.changes).toMatchObject([{ before: { says: ['user:gus@client.test'] } }]);
    expect(second?.what).toContain(`Place the guests of ${into} as the policies say`);
    expect(second?.changes).toContainEqual(expect.objectContaining({ after: expect.objectContaining({ says: ['user:gus@client.test'] }) }));
  });

  test('is taken out of a place that no policy declares as well, and nobody else is', async () => {
    const plan = await planOf({
      live: together(
        '{kind: Users, name: more, users: {eve@client.test: {guest: [jira]}}}',
        project('P0', 'gus@client.test, eve@client.test'),
        project('ACME', ''),
      ),
      policies: together(project('ACME', 'gus@client.test')),
      managed: together(project('ACME', '')),
    });
    expect(plan.manual.map(({ changes }) => changes)).toEqual([
      [{ before: { type: 'project-guest', of: 'project:P0', says: ['user:gus@client.test'] } }],
      [{ after: { type: 'project-guest', of: 'project:ACME', says: ['user:gus@client.test'] } }],
    ]);
  });
});
