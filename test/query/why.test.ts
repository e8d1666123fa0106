import { describe, expect, test } from '@jest/globals';
import { describeEdge } from '../../src/query/edge.js';
import { explain, type Explanation } from '../../src/query/explain.js';
import { placesOfWhy, why } from '../../src/query/why.js';
import { products } from '../../src/model/permissions.js';
import type { Site } from '../../src/model/site.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { company } from './company.js';

const { site, matrix } = company;
const ask = (subject: string, permission: string, resource: string) => why(site, matrix, subject, permission, resource);

describe('why', () => {
  test('gives the verdict with every way to it, and nothing that is missing', () => {
    const { verdict, explanation, missing } = ask('user:ann@acme.example', 'BROWSE_PROJECTS', 'project:CORE');
    expect({ verdict, missing }).toEqual({ verdict: 'allowed', missing: [] });
    expect(explanation.paths.map(({ edges }) => edges.map(describeEdge))).toEqual([
      [
        'ann@acme.example',
        'group engineers',
        'group office',
        'role Members in CORE',
        'scheme shared gives role Members BROWSE_PROJECTS (contributor)',
        'project CORE uses scheme shared',
      ],
    ]);
    expect(explanation.gate?.paths.length).toBe(1);
  });

  test('lists apart who could give themselves anything', () => {
    expect(ask('user:ann@acme.example', 'BROWSE_PROJECTS', 'project:CORE').administrators.map(({ subject }) => subject)).toEqual([
      'user:pam@acme.example',
    ]);
  });

  test.each([
    [
      'user:ann@acme.example',
      'ADMINISTER_PROJECTS',
      'project:CORE',
      ['ADMINISTER_PROJECTS is granted to nobody in project CORE.', 'engineers'],
    ],
    ['user:bob@acme.example', 'BROWSE_PROJECTS', 'project:CORE', ['bob@acme.example is not active, so has no access at all.']],
    ['user:eli@acme.example', 'BROWSE_PROJECTS', 'project:CORE', ['The access of eli@acme.example ended on 2026-11-20.']],
    [
      'user:cyd@acme.example',
      'BROWSE_PROJECTS',
      'project:CORE',
      [
        'cyd@acme.example is named there (through group engineers, group office and role Members in CORE), but has no product that lets them in.',
        'held by group office',
        'cyd@acme.example has not a product of Jira',
      ],
    ],
    [
      'user:dov@acme.example',
      'DELETE_ISSUES',
      'project:CORE',
      ['DELETE_ISSUES has no effect without BROWSE_PROJECTS', 'granted to role Members and role Watchers'],
    ],
    ['user:ann@acme.example', 'EDIT_ISSUES', 'project:OLD', ['The project OLD is archived']],
    [
      'user:ann@acme.example',
      'read/space',
      'space:DOCS',
      ['ann@acme.example is named there (through group engineers)', 'ann@acme.example has not confluence'],
    ],
    [
      'user:pam@acme.example',
      'member',
      'channel:chat',
      ['The channel chat is private; in it are group engineers and dov@acme.example; pam@acme.example is none of these.'],
    ],
    ['user:ann@acme.example', 'admin:site', 'site', ['The site is administered by group admins; ann@acme.example is none of these.']],
    ['user:ann@acme.example', 'use:confluence', 'site', ['ann@acme.example has not confluence', 'no group gives it']],
    ['user:ann@acme.example', 'guest:jira', 'site', ['ann@acme.example is not declared a guest of jira']],
    ['user:dov@acme.example', 'EDIT_ISSUES', 'project:CORE', ['dov@acme.example is none of these']],
    ['user:ann@acme.example', 'ADMINISTER', 'site', ['ADMINISTER in the site is granted to group admins']],
  ] as const)('%s has no %s on %s: says what is missing', (subject, permission, resource, expected) => {
    const { verdict, missing } = ask(subject, permission, resource);
    const text = missing.map((link) => link.text).join('\n');
    expect(verdict).toBeUndefined();
    for (const part of expected) expect(text).toContain(part);
  });

  test('begins with the nearest reason', () => {
    expect(ask('user:ann@acme.example', 'EDIT_ISSUES', 'project:OLD').missing[0]?.at?.path).toEqual(['archived']);
    expect(ask('user:bob@acme.example', 'EDIT_ISSUES', 'project:OLD').missing).toHaveLength(1);
  });

  test('names only places in the files, for every cell and every gap of random organisations', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const one = await compiled(randomOrganisation(seed, 'tiny').files);
      const files = new Set(one.tree.files.map(({ path }) => path));
      for (const subject of one.matrix.subjects) {
        for (const resource of one.matrix.resources) {
          const permission = resource.startsWith('project:') ? 'EDIT_ISSUES' : resource.startsWith('space:') ? 'create/page' : 'member';
          const answer = why(one.site, one.matrix, subject, permission, resource);
          expect(answer.verdict).toBe(one.matrix.verdict(subject, permission, resource));
          if (answer.verdict === undefined && !['member'].includes(permission))
            expect([subject, resource, answer.missing.length > 0]).toEqual([subject, resource, true]);
          for (const { file } of placesOfWhy(answer)) expect(files).toContain(file);
        }
      }
    }
  });

  test('names all whom a team-managed project lets in by itself', async () => {
    const team = (access: string) => `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: people
users: {ann@acme.example: {products: []}, bob@acme.example: {products: [jira-software]}}
---
kind: Project
key: TEAM
style: team-managed
access: ${access}
`;
    const said = async (access: string, user: string) => {
      const one = await compiled([['policies/all.yaml', team(access)]]);
      return why(one.site, one.matrix, `user:${user}@acme.example`, 'EDIT_ISSUES', 'project:TEAM').missing.map(({ text }) => text);
    };
    expect((await said('private', 'bob'))[0]).toBe(
      'EDIT_ISSUES in project TEAM is granted to role Member and role Administrator; bob@acme.example is none of these.',
    );
    expect((await said('open', 'ann'))[0]).toBe(
      'EDIT_ISSUES in project TEAM is granted to whoever is logged in; ann@acme.example is named there (through whoever is logged in), but has no product that lets them in.',
    );
    const one = await compiled([['policies/all.yaml', team('limited')]]);
    expect(why(one.site, one.matrix, 'portal-customers', 'ADD_COMMENTS', 'project:TEAM').missing[0]?.text).toContain(
      'guests and whoever is logged in',
    );
  });

  test('never says that somebody is none of those whom a grant names', async () => {
    const wrong: unknown[] = [];
    let said = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
      const open = unlocked(site);
      for (const subject of matrix.subjects) {
        for (const resource of matrix.resources) {
          for (const permission of [
            'BROWSE_PROJECTS',
            'EDIT_ISSUES',
            'read/space',
            'create/page',
            'member',
            'admin:site',
            'use:confluence',
          ]) {
            if (matrix.verdict(subject, permission, resource) !== undefined) continue;
            const texts = why(site, matrix, subject, permission, resource).missing.map(({ text }) => text);
            if (!texts.some((text) => text.includes('none of these'))) continue;
            said++;
            // A prerequisite may be what they lack.
            for (let each: Explanation | undefined = explain(open, asOf, subject, permission, resource); each; each = each.prerequisite) {
              const denial = `${each.permission} in `;
              const isDenied = texts.some((text) => text.startsWith(denial) && text.includes('none of these'));
              if (isDenied && each.paths.length > 0) wrong.push({ seed, subject, resource, permission, texts });
            }
          }
        }
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(said).toBeGreaterThan(0);
  });
});

/** The same site, in which everybody has every product and no project is archived: what is left is whom the grants name. */
function unlocked(site: Site): Site {
  const licensed = [...site.people].map(
    ([id, person]) => [id, { ...person, products: products.map((product) => ({ product, at: person.at })) }] as const,
  );
  const groups = [...site.groups].map(
    ([name, group]) => [name, group.managedBy === 'idp' ? { ...group, products: [...products] } : group] as const,
  );
  const projects = [...site.projects].map(([key, project]) => [key, { ...project, archived: false }] as const);
  return { ...site, people: new Map(licensed), groups: new Map(groups), projects: new Map(projects) };
}
