import { describe, expect, test } from '@jest/globals';
import { misnamed } from '../../src/apply/misnamed.js';
import { planOf } from './plan-of.js';

describe('a name that the site cannot have', () => {
  test.each([
    ['channel:toString', 'Slack makes no channel called "toString"'],
    ['channel:Équipe Produit', 'lower-case letters, digits, hyphens and underscores'],
    ['channel:a.b', 'Call it otherwise in the policies.'],
    ['channel:--', 'Slack makes no channel'],
    [`channel:${'z'.repeat(81)}`, 'at most 80'],
    ['space:docs-1', 'Confluence makes no space with the key "docs-1"'],
    ['space:~ana', 'Its owner makes it'],
    ['role:atlassian-addons-project-access', 'for apps'],
    ['role:Guest – Collaborator', 'for guests'],
  ])('%s is told beforehand', (thing, why) => {
    expect(misnamed(thing)).toContain(why);
  });

  test.each([
    'channel:acme-shared_2',
    'channel:日本語チーム',
    `channel:${'z'.repeat(80)}`,
    'space:ACMEDOCS9',
    'role:Team: A/B',
    'group:Équipe Produit',
  ])('%s is none', (thing) => {
    expect(misnamed(thing)).toBeUndefined();
  });

  test('leaves the thing and what needs it, and makes all else', async () => {
    const plan = await planOf({
      policies: `{kind: Channel, name: Talk, members: [user:ana@acme.test]}
---
{kind: Space, key: docs-1, access: [{to: [group:admins], allow: [all]}]}
---
{kind: Role, name: jira-guest-member}
---
{kind: Scheme, name: s, grants: [{to: [role:jira-guest-member, group:admins], allow: [BROWSE_PROJECTS]}]}
---
{kind: Group, name: eng, members: [bo@acme.test]}`,
    });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      'Make group eng.',
      'Add bo@acme.test to group eng.',
      'Make scheme s, with 1 permission.',
    ]);
    expect(plan.manual).toEqual([]);
    expect(plan.left.map(({ why, changes }) => [why, changes.length])).toEqual([
      [expect.stringContaining('Slack makes no channel called "Talk"'), 3],
      [expect.stringContaining('It needs "role:jira-guest-member", which will not be there'), 1],
      [expect.stringMatching('^Jira keeps the role "jira-guest-member" for guests'), 1],
      [expect.stringContaining('Confluence makes no space with the key "docs-1"'), 15],
    ]);
  });

  test('is kept by what has it, and not given to what has another', async () => {
    const channel = (name: string, more = ''): string => `{kind: Channel, name: ${name}, members: [user:ana@acme.test${more}]}`;
    const kept = await planOf({ live: channel('Talk'), policies: channel('Talk', ', user:bo@acme.test') });
    expect([kept.writes.map(({ what }) => what), kept.left]).toEqual([['Add bo@acme.test to channel Talk.'], []]);
    const renamed = await planOf({
      live: channel('talk'),
      policies: `{kind: Channel, name: Talk, formerly: talk, members: [user:ana@acme.test, user:bo@acme.test]}`,
    });
    expect(renamed.writes.map(({ what }) => what)).toEqual(['Add bo@acme.test to channel Talk.']);
    expect(renamed.left).toEqual([{ changes: [], why: expect.stringContaining('"channel:talk" keeps its name. Slack makes no channel') }]);
  });
});
