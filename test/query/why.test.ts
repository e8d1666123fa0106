import { describe, expect, test } from '@jest/globals';
import { describeEdge } from '../../src/query/edge.js';
import { placesOfWhy, why } from '../../src/query/why.js';
import { compiled } from '../support/compiled.js';
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
        'cyd@acme.example is none of these',
        'held by group office',
        'cyd@acme.example is in group engineers',
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
    ['user:ann@acme.example', 'read/space', 'space:DOCS', ['ann@acme.example has not confluence']],
    ['user:pam@acme.example', 'member', 'channel:chat', ['chat']],
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
});
