import { describe, expect, test } from '@jest/globals';
import type { Guard } from '../../src/apply/apply-plan.js';
import { planOf, type Case } from './plan-of.js';

const guardOf = async (name: Guard['name'], given: Case): Promise<Guard | undefined> =>
  (await planOf(given)).guards.find((each) => each.name === name);

const space = (more: string): string => `{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [all]}${more}]}`;
const more = `{kind: Users, name: more, users: {cy@acme.test: {products: [jira-software]}, di@acme.test: {products: [jira-software]}}}`;

describe('a limit that is not kept stops a plan', () => {
  test('of the share of access that goes, told with the number, the limit and its line', async () => {
    const given: Case = { live: space(', {to: ["user:bo@acme.test"], allow: [all]}'), policies: space('') };
    const kept = await guardOf('max-removal', given);
    expect(kept).toMatchObject({
      ok: true,
      message: expect.stringMatching(/^14 of the \d+ cells of access that are there go: [\d.]+ %. The limit is 100 %\.$/),
    });
    const limited = await guardOf('max-removal', { ...given, limits: '{maxRemovalPercent: 5, minAdmins: 1}' });
    expect(limited).toMatchObject({
      ok: false,
      at: { file: 'policies/a.yaml', path: ['limits', 'maxRemovalPercent'] },
      hint: expect.stringMatching(/raise limits\.maxRemovalPercent of the Site to \d+ for this change/),
    });
  });

  test('of administrators that are left', async () => {
    expect(await guardOf('min-admins', { limits: '{minAdmins: 2}' })).toMatchObject({
      ok: false,
      message: '1 person administers the site afterwards. The limit is 2.',
      at: { path: ['limits', 'minAdmins'] },
      hint: expect.stringContaining('admins of the Site'),
    });
    expect(await guardOf('min-admins', {})).toMatchObject({ ok: true });
  });

  test('of the rights of whoever applies, unless they give them up', async () => {
    const live = '{kind: Group, name: others, members: [bo@acme.test]}';
    const given: Case = {
      policies: live,
      live,
      read: (state) => ({
        ...state,
        site: {
          ...state.site,
          about: { ...state.site.about, admins: [...state.site.about.admins, { type: 'group', name: 'others', at: state.site.about.at }] },
        },
      }),
    };
    expect(await guardOf('own-rights', { ...given, input: { caller: 'bo@acme.test' } })).toMatchObject({
      ok: false,
      message: 'bo@acme.test, who applies it, loses admin:site on the site.',
      hint: expect.stringContaining('--give-up-own-rights'),
    });
    expect(await guardOf('own-rights', { ...given, input: { caller: 'bo@acme.test', givesUpOwnRights: true } })).toMatchObject({
      ok: true,
    });
    expect(await guardOf('own-rights', { ...given, input: { caller: 'ana@acme.test' } })).toMatchObject({ ok: true });
    expect(await guardOf('own-rights', given)).toMatchObject({ ok: true, message: expect.stringContaining('not known yet') });
  });

  test('of seats, counting those that no policy declares', async () => {
    const given: Case = { live: more, managed: '', seats: '{jira-software: 3}' };
    expect(await guardOf('seats', given)).toMatchObject({
      ok: false,
      message: 'More people than seats afterwards: jira-software 4 of 3.',
      at: { path: ['seats', 'jira-software'] },
    });
    expect(await guardOf('seats', { ...given, seats: '{jira-software: 4}' })).toMatchObject({ ok: true });
    // Whoever leaves such a group by hand holds no seat any more.
    const eva = '{kind: Users, name: more, users: {eva@acme.test: {}}}';
    const group = '{kind: Group, name: theirs, members: [eva@acme.test], products: [jira-software]}';
    expect(
      await guardOf('seats', { live: `${eva}\n---\n${group}`, policies: eva, managed: '', seats: '{jira-software: 2}' }),
    ).toMatchObject({ ok: true });
  });

  test('of guardrails that the policies break', async () => {
    const rule = `{kind: Guardrail, name: nobody, never: {who: {audience: internal}, can: [read/space], on: ['space:*']}}`;
    expect(await guardOf('guardrail', { policies: `${space('')}\n---\n${rule}`, live: space('') })).toMatchObject({
      ok: false,
      message: 'The policies break 1 guardrail: "nobody".',
      at: { file: 'policies/a.yaml' },
    });
  });
});

describe('what the site does unasked', () => {
  const page = (...operations: readonly string[]): string => space(`, {to: ["user:bo@acme.test"], allow: [${operations.join(', ')}]}`);

  test('is told beforehand, and set right by a later write', async () => {
    const plan = await planOf({ live: page('read/space'), policies: page('read/space', 'create/comment') });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      'Give bo@acme.test create/comment in space DOCS.',
      'Take create/attachment from bo@acme.test in space DOCS.',
    ]);
    expect(plan.guards.find(({ name }) => name === 'companions')).toMatchObject({
      ok: true,
      message:
        'The site itself gives and takes 1 right beside what is written. For a while, until a later write takes it away: in space DOCS create/attachment of bo@acme.test.',
    });
    expect(plan.guards.find(({ name }) => name === 'order')).toMatchObject({ ok: true });
  });

  test('is given again where it is still wanted', async () => {
    const plan = await planOf({
      live: page('read/space', 'create/comment', 'create/attachment'),
      policies: page('read/space', 'create/attachment'),
    });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      'Take create/comment from bo@acme.test in space DOCS.',
      'Give bo@acme.test create/attachment in space DOCS.',
    ]);
  });

  test('goes after what would bring it again', async () => {
    const plan = await planOf({
      live: page('read/space', 'create/attachment'),
      policies: page('read/space', 'create/comment'),
    });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      'Give bo@acme.test create/comment in space DOCS.',
      'Take create/attachment from bo@acme.test in space DOCS.',
    ]);
    expect(plan.guards.find(({ name }) => name === 'order')).toMatchObject({ ok: true });
  });

  test('is given again where it was given before what takes it', async () => {
    const plan = await planOf({
      live: page('read/space', 'create/comment'),
      policies: page('read/space', 'create/attachment'),
    });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      'Give bo@acme.test create/attachment in space DOCS.',
      'Take create/comment from bo@acme.test in space DOCS.',
      'Give bo@acme.test create/attachment in space DOCS.',
    ]);
  });

  test('nothing is told where what comes along is wanted', async () => {
    const plan = await planOf({ live: page('read/space'), policies: page('read/space', 'create/comment', 'create/attachment') });
    expect(plan.guards.find(({ name }) => name === 'companions')?.message).toBe('The site gives and takes nothing beside what is written.');
  });

  test('whoever makes a space may do everything in it until nothing more is written there', async () => {
    const policies = `{kind: Space, key: NEW, access: [{to: [group:admins], allow: [all]}, {to: ["user:bo@acme.test"], allow: [read/space]}]}`;
    for (const caller of ['ana@acme.test', 'bo@acme.test']) {
      const plan = await planOf({ policies, input: { caller } });
      const said = plan.writes.map(({ what }) => what);
      expect(said).toEqual([
        'Make space NEW, with 14 permissions.',
        // Its single permissions bring theirs along, since each is given by itself.
        'Take manage_users/space from group admins in space NEW.',
        'Take manage_content/space from group admins in space NEW.',
        'Take update/page from group admins in space NEW.',
        'Give bo@acme.test read/space in space NEW.',
        `In space NEW, take away ${caller === 'bo@acme.test' ? '13' : '14'} permissions.`,
      ]);
      expect(plan.guards.find(({ name }) => name === 'companions')).toMatchObject({ ok: true, message: expect.stringContaining(caller) });
    }
    const byRole = policies.replace('allow: [all]', 'as: Admin');
    expect((await planOf({ policies: byRole, input: { caller: 'bo@acme.test' } })).writes).toHaveLength(2);
  });

  test('whoever makes a space keeps in it what goes along with what is taken away from them', async () => {
    const plan = await planOf({
      policies: `{kind: Space, key: NEW, access: [{to: [group:admins], allow: [all]}, {to: ["user:bo@acme.test"], allow: [read/space, create/attachment]}]}`,
      input: { caller: 'bo@acme.test' },
    });
    // With create/comment goes create/attachment.
    expect(plan.writes.map(({ what }) => what).slice(-2)).toEqual([
      'In space NEW, take away 12 permissions.',
      'Give bo@acme.test create/attachment in space NEW.',
    ]);
  });

  test('what no API gives again is told as gone, and nothing is written that would be refused', async () => {
    const admins = (...operations: readonly string[]): string => page('read/space', 'manage_users/space', ...operations);
    const plan = await planOf({ live: admins('administer/space'), policies: admins() });
    expect(plan.writes.map(({ what }) => what)).toEqual(['Take administer/space from bo@acme.test in space DOCS.']);
    expect(plan.guards.find(({ name }) => name === 'companions')).toMatchObject({
      ok: true,
      message:
        'The site itself gives and takes 1 right beside what is written. Gone until somebody gives it again by hand, which the next plan asks for: in space DOCS manage_users/space of bo@acme.test.',
    });
  });

  test('default actors of roles that a new project gets are taken out of it again', async () => {
    const base = `{kind: Role, name: Devs, defaultActors: ["user:bo@acme.test"]}
---
{kind: Scheme, name: standard, grants: [{to: [role:Devs], allow: [BROWSE_PROJECTS]}]}`;
    const project = (roles: string): string =>
      `${base}\n---\n{kind: Project, key: ONE, lead: ana@acme.test, scheme: standard, roles: ${roles}}`;
    const unwanted = await planOf({ live: base, policies: project('{}') });
    expect(unwanted.writes.map(({ what }) => what)).toEqual([
      'Make project ONE, led by ana@acme.test, using scheme standard.',
      'Take bo@acme.test out of role Devs of project ONE.',
    ]);
    const wanted = await planOf({ live: base, policies: project('{Devs: ["user:bo@acme.test"]}') });
    expect(wanted.writes.map(({ what }) => what)).toEqual([
      'Make project ONE, led by ana@acme.test, using scheme standard, with 1 person or group in a role.',
    ]);
  });
});

test('what a deletion loses for good is told', async () => {
  const { notUndone } = await planOf({
    live: '{kind: Group, name: eng}',
    policies: '{kind: Users, name: more, users: {cy@acme.test: {}}}',
  });
  expect(notUndone).toEqual([
    'A group that is made again is another one: comments, filters and page restrictions that named eng do not come back to it.',
    'An invitation cannot be taken back: cy@acme.test would lose their products, and the account stays.',
  ]);
});

test('a difference that a comment excuses stays', async () => {
  const given: Case = { live: '{kind: Group, name: eng}', managed: '{kind: Group, name: eng}' };
  const plan = await planOf({
    ...given,
    input: {
      excused: new Map([
        [0, 'Excused.'],
        [1, 'Excused.'],
      ]),
    },
  });
  expect([plan.writes, plan.left.map(({ why, changes }) => [why, changes.length])]).toEqual([[], [['Excused.', 2]]]);
});
