import { expect, test } from '@jest/globals';
import { renamedPeople } from '../../../src/edit/import/renamed-people.js';
import { compiled } from '../../support/compiled.js';

const siteOf = async (users: string, members = '') =>
  (
    await compiled([
      [
        'a.yaml',
        `{kind: Site, name: acme, url: "https://acme.atlassian.net", internalDomains: [acme.test], plan: premium}\n---\n{kind: Users, name: people, users: {${users}}}\n---\n{kind: Group, name: bots, members: [${members}]}\n`,
      ],
    ])
  ).site;

const name = 'Deploy bot';

test.each([
  { what: 'by its account', policies: `deploy-bot: {type: app, accountId: a1}`, live: `x1: {type: app, name: ${name}, accountId: a1}` },
  {
    what: 'by its display name',
    policies: `deploy-bot: {type: app, name: ${name}}`,
    live: `x1: {type: app, name: ${name}, accountId: a1}`,
  },
  { what: 'by its id', policies: `deploy-bot: {type: app}`, live: `x1: {type: app, name: deploy-bot, accountId: a1}` },
])('a program is found $what, wherever the site names it', async ({ policies, live }) => {
  const renamed = renamedPeople(await siteOf(live, 'x1'), (await siteOf(policies)).people);
  expect([...renamed.people.keys()]).toEqual(['deploy-bot']);
  expect(renamed.groups.get('bots')?.members.map(({ user }) => user)).toEqual(['deploy-bot']);
});

test.each([
  { what: 'of two of one name', live: `x1: {type: app, name: ${name}, accountId: a1}, x2: {type: app, name: ${name}, accountId: a2}` },
  { what: 'that is a person', live: `x1: {name: ${name}, accountId: a1}` },
])('none is taken for it $what', async ({ live }) => {
  const renamed = renamedPeople(await siteOf(live, 'x1'), (await siteOf(`deploy-bot: {type: app, name: ${name}}`)).people);
  expect([...renamed.people.keys()]).not.toContain('deploy-bot');
});
