import { describe, expect, test } from '@jest/globals';
import { uses, type UsedKind } from '../../src/query/uses.js';
import { company } from './company.js';

const of = (kind: UsedKind, name: string): readonly string[] => uses(company.site, kind, name).map(({ by, as }) => `${by}: ${as}`);

describe('uses', () => {
  test.each([
    [
      'user',
      'pam@acme.example',
      ['space DOCS: owner', 'group admins: member', 'project CORE: lead', 'guardrail nobody-deletes, waiver: owner'],
    ],
    ['user', 'dov@acme.example', ['scheme shared: holder', 'channel chat: member']],
    [
      'group',
      'engineers',
      [
        'group office: included group',
        'project OLD, role Members: actor',
        'space DOCS: holder',
        'channel chat: member',
        'guardrail nobody-deletes: subject',
      ],
    ],
    ['group', 'admins', ['site: administrator', 'site: holder', 'space DOCS: holder']],
    ['role', 'Members', ['scheme shared: holder', 'project CORE: role with actors', 'project OLD: role with actors']],
    ['scheme', 'shared', ['project CORE: scheme', 'project OLD: scheme']],
    ['bundle', 'reading', ['scheme shared: given']],
    ['bundle', 'space-editor', ['space role Collaborator: given']],
    ['space-role', 'Collaborator', ['space DOCS: given']],
    ['user', 'ann@acme.example', ['group engineers: member', 'guardrail nobody-deletes, waiver: subject', 'test ann reads: subject']],
    ['group', 'nobody', []],
  ] as const)('of the %s %s are all told', (kind, name, expected) => {
    expect(of(kind, name)).toEqual(expected);
  });

  test('stand at lines of the file', () => {
    for (const { at } of uses(company.site, 'group', 'engineers')) expect(at.file).toBe('policies/all.yaml');
  });
});
