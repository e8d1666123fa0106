import { describe, expect, test } from '@jest/globals';
import { findings } from '../findings.js';
import { site } from './site.js';

async function amount(code: string, yaml: string, day?: string): Promise<number> {
  return (await findings(code, yaml, day)).length;
}

describe('external-without-until', () => {
  const collaboration = (until: string): string =>
    `kind: Role\nname: Customers\n---\nkind: Collaboration\nname: oak\nsponsor: user:ana@acme.example\n${until}members: [dan@oak.example]\nproject: {key: CORE, role: Customers}`;
  test.each([
    { name: 'a licence without end', people: '  dan@oak.example: {products: [jira-software]}\n', expected: 1 },
    {
      name: 'a licence that ends, and nothing else',
      people: '  dan@oak.example: {products: [{product: jira-software, until: 2027-01-31}]}\n',
      expected: 0,
    },
    { name: 'no access at all', people: '  dan@oak.example: {}\n', expected: 1 },
    { name: 'a colleague', people: '  dan@acme.example: {products: [jira-software]}\n', expected: 0 },
    { name: 'declared internal', people: '  dan@oak.example: {audience: internal, products: [jira-software]}\n', expected: 0 },
    { name: 'declared external', people: '  dan@acme.example: {audience: external, products: [jira-software]}\n', expected: 1 },
    { name: 'gone', people: '  dan@oak.example: {active: false}\n', expected: 0 },
    { name: 'a program', people: '  bot: {type: app, products: [jira-software]}\n', expected: 0 },
  ])('$name', async ({ people, expected }) => {
    expect(await amount('external-without-until', site('', { people }))).toBe(expected);
  });

  test('access that all ends with a Collaboration needs no date at the person', async () => {
    const people = '  dan@oak.example: {}\n';
    expect(await amount('external-without-until', site(collaboration('until: 2027-06-30\n'), { people }))).toBe(0);
    expect(await amount('external-without-until', site(collaboration(''), { people }))).toBe(1);
  });

  test('what the public may read does not count as access of theirs', async () => {
    const rest = 'kind: Space\nkey: DOCS\naccess:\n  - {to: [anyone], as: Viewer}\n  - {to: [user:ana@acme.example], as: Admin}';
    const people = '  dan@oak.example: {products: [{product: jira-software, until: 2027-01-31}]}\n';
    expect(await amount('external-without-until', site(rest, { people }))).toBe(0);
  });
});

describe('mixed-group', () => {
  const group = (name: string, rest: string): string => `kind: Group\nname: ${name}\n${rest}`;
  const mixed = group('mixed', 'members: [ana@acme.example, eva@partner.example]');
  const used = (name: string): string => `\n---\nkind: Channel\nname: news\nmembers: [group:${name}]`;
  test.each([
    { name: 'as a holder', rest: `${mixed}${used('mixed')}`, expected: ['mixed'] },
    { name: 'for licences alone', rest: mixed.replace('members', 'products: [jira-core]\nmembers'), expected: [] },
    {
      name: 'inside a holder, told where it comes about',
      rest: `${mixed}\n---\n${group('outer', 'includes: [mixed]\nmembers: [bo@acme.example]')}${used('outer')}`,
      expected: ['mixed'],
    },
    {
      name: 'by including one of each kind',
      rest: `${group('ours', 'members: [ana@acme.example]')}\n---\n${group('theirs', 'members: [eva@partner.example]')}\n---\n${group('both', 'includes: [ours, theirs]')}${used('both')}`,
      expected: ['both'],
    },
    { name: 'colleagues and a program', rest: `${group('mixed', 'members: [ana@acme.example, bot]')}${used('mixed')}`, expected: [] },
    {
      name: 'an outsider whose date has passed',
      rest: `${mixed.replace('eva@partner.example', '{user: eva@partner.example, until: 2026-11-20}')}${used('mixed')}`,
      expected: [],
    },
    {
      name: 'an identity provider’s group that does not say of what kind',
      rest: `${group('idp', 'managedBy: idp')}\n---\n${group('both', 'includes: [idp]\nmembers: [ana@acme.example]')}${used('both')}`,
      expected: [],
    },
    {
      name: 'an identity provider’s group from outside',
      rest: `${group('idp', 'managedBy: idp\naudience: external')}\n---\n${group('both', 'includes: [idp]\nmembers: [ana@acme.example]')}${used('both')}`,
      expected: ['both'],
    },
  ])('$name', async ({ rest, expected }) => {
    const found = await findings('mixed-group', site(rest, { people: '  bot: {type: app}\n' }));
    expect(found.map((each) => /group "([^"]*)"/.exec(each)?.[1])).toEqual(expected);
  });
});

describe('mixed-role', () => {
  const project = (actors: string): string =>
    `roles:\n  Administrators: [user:ana@acme.example, user:bo@acme.example]\n  Developers: [${actors}]\n`;
  const groups =
    'kind: Group\nname: theirs\nmembers: [eva@partner.example]\n---\nkind: Group\nname: mixed\nmembers: [ana@acme.example, eva@partner.example]';
  test.each([
    { name: 'two people', actors: 'user:ana@acme.example, user:eva@partner.example', expected: 1 },
    { name: 'a person and a group', actors: 'user:ana@acme.example, group:theirs', expected: 1 },
    { name: 'a group that is mixed itself is told as such', actors: 'group:mixed', expected: 0 },
    { name: 'outsiders alone', actors: 'group:theirs', expected: 0 },
    { name: 'an actor whose date has passed', actors: 'user:ana@acme.example, {subject: group:theirs, until: 2026-11-20}', expected: 0 },
  ])('$name', async ({ actors, expected }) => {
    expect(await amount('mixed-role', site(groups, { project: project(actors) }))).toBe(expected);
  });
});

describe('guests and seats', () => {
  const guest = (id: string, more = ''): string => `  ${id}: {guest: confluence${more}}\n`;
  const docs = 'kind: Space\nkey: DOCS\naccess:\n  - {to: [user:ana@acme.example], as: Admin}\nguests: ';
  test.each([
    { code: 'guest-with-company-address', name: 'ours', people: guest('gil@acme.example'), rest: '', expected: 1 },
    { code: 'guest-with-company-address', name: 'theirs', people: guest('gil@oak.example'), rest: '', expected: 0 },
    { code: 'guest-with-company-address', name: 'below our domain', people: guest('gil@sub.acme.example'), rest: '', expected: 0 },
    { code: 'guest-with-company-address', name: 'gone', people: guest('gil@acme.example', ', active: false'), rest: '', expected: 0 },
    { code: 'guest-without-place', name: 'placed', people: guest('gil@oak.example'), rest: `${docs}[gil@oak.example]`, expected: 0 },
    {
      code: 'guest-without-place',
      name: 'no longer placed',
      people: guest('gil@oak.example'),
      rest: `${docs}[{user: gil@oak.example, until: 2026-11-20}]`,
      expected: 1,
    },
  ])('$code: $name', async ({ code, people, rest, expected }) => {
    expect(await amount(code, site(rest, { people }))).toBe(expected);
  });

  test.each([
    { seats: 3, expected: 1 },
    { seats: 4, expected: 0 },
  ])('three people on $seats seats', async ({ seats, expected }) => {
    expect(await amount('seats-running-out', site('', { about: `seats: {confluence: ${String(seats)}}\n` }))).toBe(expected);
  });

  test('nine of ten seats are few left, eight are not', async () => {
    const people = (amount: number): string =>
      Array.from({ length: amount }, (_, at) => `  p${String(at)}@acme.example: {products: [confluence]}\n`).join('');
    const about = 'seats: {confluence: 10}\n';
    expect(await amount('seats-running-out', site('', { about, people: people(6) }))).toBe(1);
    expect(await amount('seats-running-out', site('', { about, people: people(5) }))).toBe(0);
  });
});

describe('owners and leads', () => {
  const owned = (owner: string): string => `kind: Channel\nname: news\nowner: ${owner}\nmembers: [user:ana@acme.example]`;
  const people = '  bot: {type: app}\n  old@acme.example: {active: false}\n  past@acme.example: {until: 2026-11-20}\n';
  const groups = '\n---\nkind: Group\nname: none\nmembers: [old@acme.example]\n---\nkind: Group\nname: idp\nmanagedBy: idp';
  test.each([
    { owner: 'user:ana@acme.example', expected: 0 },
    { owner: 'user:bot', expected: 1 },
    { owner: 'user:old@acme.example', expected: 1 },
    { owner: 'user:past@acme.example', expected: 1 },
    { owner: 'group:none', expected: 1 },
    { owner: 'group:idp', expected: 0 },
  ])('$owner owns', async ({ owner, expected }) => {
    expect(await amount('unfit-owner', site(`${owned(owner)}${groups}`, { people }))).toBe(expected);
  });

  test('the owner of the site and of a waiver count too', async () => {
    const guardrail =
      'kind: Guardrail\nname: none\nnever: {can: [DELETE_ISSUES], on: [project:*]}\nexcept:\n  - {who: [user:ana@acme.example], on: [project:*], reason: x, owner: user:bot, until: 2027-01-31}';
    expect(await amount('unfit-owner', site(guardrail, { people, about: 'owner: user:bot\n' }))).toBe(2);
  });

  test.each([
    { lead: 'bot', expected: 1 },
    { lead: 'ana@acme.example', expected: 0 },
  ])('$lead leads', async ({ lead, expected }) => {
    expect(await amount('unfit-lead', site('', { people, project: `lead: user:${lead}\n` }))).toBe(expected);
  });
});
