import { expect, test } from '@jest/globals';
import { readPolicies } from '../../src/pipeline.js';
import { asOf, compiled } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';
import { findsOnly } from './check.js';

findsOnly('people:', [
  {
    name: 'a guest of two spaces',
    file: 'spaces.yaml',
    from: 'owner: group:leads\n',
    to: 'owner: group:leads\nguests: [gina@gamma.example]\n',
    found: ['spaces.yaml:18:10 guest-in-two-places → Choose one of the two, or give the person a licence.'],
  },
  {
    name: 'a guest of two projects',
    file: 'projects.yaml',
    from: 'lead: user:kim@acme-corp.com\n',
    to: 'lead: user:kim@acme-corp.com\nguests: [ivo@gamma.example]\n',
    found: ['projects.yaml:14:10 guest-in-two-places → Choose one of the two, or give the person a licence.'],
  },
  {
    name: 'a guest who is not declared one',
    file: 'spaces.yaml',
    from: 'guests: [gina@gamma.example]',
    to: 'guests: [ivo@gamma.example]',
    found: ['spaces.yaml:8:10 not-a-guest → Write "guest: confluence" at the person.'],
  },
  {
    name: 'a guest with a licence of their own',
    file: 'people.yaml',
    from: '{guest: jira}',
    to: '{guest: jira, products: [jira-core]}',
    found: ['people.yaml:25:3 guest-with-licence → Take jira-core or "guest" away from the person.'],
  },
  {
    name: 'a guest with a licence from a group',
    file: 'groups.yaml',
    from: '  - kim@acme-corp.com',
    to: '  - gina@gamma.example\n  - ivo@gamma.example',
    found: ['groups.yaml:9:5 guest-with-licence → Take the person out of the group, or "guest" away from the person.'],
  },
  {
    name: 'a guest named in access',
    file: 'spaces.yaml',
    from: 'to: [group:engineers]',
    to: 'to: [user:gina@gamma.example]',
    found: ['spaces.yaml:4:11 guest-in-access → Place the person under "guests" of the space.'],
  },
  {
    name: 'more holders than seats',
    file: 'site.yaml',
    from: 'jira-software: 20',
    to: 'jira-software: 5',
    found: ['site.yaml:8:24 seats-exceeded → Take the product from somebody, or buy seats and raise the number.'],
  },
  {
    name: 'more guests than paid users allow',
    file: 'site.yaml',
    from: 'plan: standard',
    to: 'plan: standard\nguestsPerPaidUser: 0',
    found: [
      'site.yaml:6:20 too-many-guests → Take guests out, or license somebody.',
      'site.yaml:6:20 too-many-guests → Take guests out, or license somebody.',
    ],
  },
  {
    name: 'a sponsor from outside',
    file: 'partners.yaml',
    from: 'sponsor: user:pm@acme-corp.com',
    to: 'sponsor: user:bo@beta.example',
    found: ['partners.yaml:4:10 external-sponsor → Name a person of the company.'],
  },
  {
    name: 'a person declared twice',
    file: 'people.yaml',
    from: '  bo@beta.example:\n',
    to: '  pm@acme-corp.com: {}\n  bo@beta.example:\n',
    found: ['people.yaml:15:3 duplicate-person → Keep one of the two.'],
  },
  {
    name: 'an address in capital letters',
    file: 'people.yaml',
    from: '  kim@acme-corp.com: {}',
    to: '  Kim@acme-corp.com: {}',
    found: ['people.yaml:6:3 user-id-case → Write kim@acme-corp.com.'],
  },
  {
    name: 'a reference in capital letters',
    file: 'groups.yaml',
    from: '  - kim@acme-corp.com',
    to: '  - Kim@acme-corp.com',
    found: ['groups.yaml:8:5 unknown-user → Did you mean "kim@acme-corp.com"?'],
  },
  {
    name: 'a product by its market name',
    file: 'people.yaml',
    from: 'products: [jira-software, confluence]',
    to: 'products: [jira-service-management, confluence]',
    found: ['people.yaml:3:43 unknown-value → Did you mean "jira-servicedesk"?'],
  },
  {
    name: 'a guest of an unknown product',
    file: 'people.yaml',
    from: '{guest: jira}',
    to: '{guest: jria}',
    found: ['people.yaml:25:30 unknown-value → Did you mean "jira"?'],
  },
  {
    name: 'an audience that does not exist',
    file: 'people.yaml',
    from: 'audience: internal',
    to: 'audience: interna',
    found: ['people.yaml:8:37 unknown-value → Did you mean "internal"?'],
  },
  {
    name: 'a date that does not exist',
    file: 'people.yaml',
    from: 'until: 2027-06-30',
    to: 'until: 2027-06-31',
    found: ['people.yaml:17:12 bad-date → Write 2027-06-30.'],
  },
  {
    name: 'a date the other way round',
    file: 'people.yaml',
    from: 'until: 2027-06-30',
    to: 'until: 30.06.2027',
    found: ['people.yaml:17:12 bad-date → Write 2027-06-30.'],
  },
  {
    name: 'a misspelt field',
    file: 'people.yaml',
    from: 'until: 2027-06-30',
    to: 'untill: 2027-06-30',
    found: ['people.yaml:17:5 unknown-field → Did you mean "until"?'],
  },
  {
    name: 'a truth value in quotes',
    file: 'people.yaml',
    from: '{type: app,',
    to: '{type: app, active: "no",',
    found: ['people.yaml:8:35 wrong-type → Write false, without quotation marks.'],
  },
  {
    name: 'a truth value of YAML 1.1',
    file: 'people.yaml',
    from: '{type: app,',
    to: '{type: app, active: no,',
    found: ['people.yaml:8:35 wrong-type → Write false, without quotation marks.'],
  },
  {
    name: 'an entry without a value',
    file: 'people.yaml',
    from: '  kim@acme-corp.com: {}',
    to: '  kim@acme-corp.com:',
    found: ['people.yaml:6:3 empty-value → Write {} if there is nothing to add, or its fields, each on a line of its own and indented.'],
  },
  {
    name: 'a guest placed after the date',
    file: 'spaces.yaml',
    from: 'guests: [gina@gamma.example]',
    to: 'guests: [{user: gina@gamma.example, until: 2026-13-01}]',
    found: ['spaces.yaml:8:44 bad-date → Write 2026-01-13.'],
  },
  {
    name: 'somebody inactive',
    file: 'people.yaml',
    from: '  lou@acme-corp.com: {until: 2027-12-31}',
    to: '  lou@acme-corp.com: {active: false}',
    found: ['warning groups.yaml:9:5 inactive-person → Take it out, or set active: true.'],
  },
  {
    name: 'somebody who is gone',
    file: 'people.yaml',
    from: '  lou@acme-corp.com: {until: 2027-12-31}',
    to: '  lou@acme-corp.com: {until: 2026-11-20}',
    found: ['warning groups.yaml:9:5 ended-person → Take it out.'],
  },
  {
    name: 'an old id that is taken',
    file: 'people.yaml',
    from: 'kim@acme-corp.com: {}',
    to: 'kim@acme-corp.com: {formerly: pm@acme-corp.com}',
    found: ['people.yaml:6:33 formerly-taken → Remove "formerly", or the thing with the old name.'],
  },
  {
    name: 'a handle with a blank',
    file: 'people.yaml',
    from: 'deploy-bot:',
    to: 'deploy bot:',
    found: ['people.yaml:8:3 bad-user-id → Write an e-mail address in lower case, or a handle without blanks.'],
  },
  {
    name: 'an inactive sponsor',
    file: 'people.yaml',
    from: '{name: Pia Moll}',
    to: '{name: Pia Moll, active: false}',
    found: [
      'warning channels.yaml:4:28 inactive-person → Take it out, or set active: true.',
      'warning groups.yaml:3:11 inactive-person → Take it out, or set active: true.',
      'warning groups.yaml:15:11 inactive-person → Take it out, or set active: true.',
      'warning partners.yaml:4:10 inactive-person → Take it out, or set active: true.',
      'warning projects.yaml:3:7 inactive-person → Take it out, or set active: true.',
    ],
  },
  {
    name: 'a member twice',
    file: 'groups.yaml',
    from: 'members: [pm@acme-corp.com, kim@acme-corp.com]',
    to: 'members: [pm@acme-corp.com, kim@acme-corp.com, kim@acme-corp.com]',
    found: ['warning groups.yaml:3:48 repeated-entry → Keep one of the two.'],
  },
  {
    name: 'a list of people for users',
    file: 'people.yaml',
    from: 'users:\n  ana@beta.example: {}\n  bo@beta.example:\n    name: Bo Lind\n    until: 2027-06-30\n',
    to: 'users: [ana@beta.example, bo@beta.example]\n',
    found: ['people.yaml:13:8 not-a-map → Write its fields without "- ", as "field: value".'],
  },
]);

test('one seat, one guest and one person are told as one', async () => {
  const policies = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
guestsPerPaidUser: 0
seats: {jira-software: 1, confluence: 0}
---
kind: Users
name: all
users:
  ana@acme.example: {products: [jira-software, confluence]}
  bo@acme.example: {products: [jira-software]}
  gina@acme.example: {guest: jira}
`;
  const { diagnostics } = await readPolicies(treeOf([['site.yaml', policies]]), asOf);
  const messages = diagnostics.map(({ message }) => message);
  expect(messages).toContain('2 people hold jira-software, but there is 1 seat.');
  expect(messages).toContain('1 person holds confluence, but there are 0 seats.');
  expect(messages).toContain('There is 1 guest of Jira for 2 paid users; 0 for each are allowed.');
});

test('a person whose "guest" is empty is no guest, though the defaults say so', async () => {
  const { site } = await compiled([
    [
      'site.yaml',
      `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: all
defaults: {guest: jira}
users:
  gina@beta.example: {}
  ana@acme.example: {guest: [], products: [jira-software]}
`,
    ],
  ]);
  expect(site.people.get('gina@beta.example')?.guest).toEqual(['jira']);
  expect(site.people.get('ana@acme.example')?.guest).toEqual([]);
});
