import { expect, test } from '@jest/globals';
import { applyPlanFor } from '../../src/applying.js';
import type { LiveState } from '../../src/drift/live-state.js';
import { allApis } from '../drift/sandbox-site.js';
import { compiled } from '../support/compiled.js';
import { commit } from './plan-of.js';

const policies = (until: string): string => `{kind: Site, name: acme, url: "https://acme.atlassian.net", internalDomains: [acme.test]}
---
{kind: Users, name: people, users: {ana@acme.test: {}, bo@acme.test: {}}}
---
# permafrost: allow drift -- moved in December, owner user:ana@acme.test, until ${until}
kind: Group
name: partners
members: [ana@acme.test]
`;

test('a difference that a comment excuses stays for as long as it does', async () => {
  const { site } = await compiled([
    ['policies/a.yaml', policies('2027-01-31').replace('[ana@acme.test]', '[ana@acme.test, bo@acme.test]')],
  ]);
  const live: LiveState = { site, apis: allApis, blindSpots: [] };
  const excused = await applyPlanFor(await compiled([['policies/a.yaml', policies('2027-01-31')]]), live, { commit });
  expect([excused.writes, excused.left]).toEqual([
    [],
    [
      {
        why: 'Excused by a comment until 2027-01-31, user:ana@acme.test: moved in December',
        changes: [{ before: { type: 'member', of: 'group:partners', says: ['user:bo@acme.test'] } }],
      },
    ],
  ]);
  const ended = await applyPlanFor(await compiled([['policies/a.yaml', policies('2026-10-31')]]), live, { commit });
  expect([ended.writes.map(({ what }) => what), ended.left]).toEqual([['Take bo@acme.test out of group partners.'], []]);
});
