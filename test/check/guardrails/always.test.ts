import { describe, expect, test } from '@jest/globals';
import { idpGroup, judgedRule, project, space, words } from './judged.js';

describe('always', () => {
  test('misses each permission that is not allowed, held under a condition or not at all', async () => {
    const rooms = [project('PA', '{to: [logged-in], allow: [BROWSE_PROJECTS]}', '{to: [reporter], allow: [ADD_COMMENTS]}')];
    const rule = "always: {who: ['user:ann@corp.test'], can: [BROWSE_PROJECTS, ADD_COMMENTS, EDIT_ISSUES], on: ['project:PA']}";
    expect(words(await judgedRule(rule, rooms))).toEqual([
      'user:ann@corp.test project:PA ADD_COMMENTS -',
      'user:ann@corp.test project:PA EDIT_ISSUES -',
    ]);
  });

  test('takes what the public holds for held', async () => {
    const rooms = [space('A', '{to: [anyone], allow: [read/space]}')];
    const rule = "always: {who: {audience: internal}, can: [read/space], on: ['space:A']}";
    expect(await judgedRule(rule, rooms)).toMatchObject({ ok: true });
  });

  test('asks nothing of apps and classes', async () => {
    const rooms = [space('A', '{to: ["user:ann@corp.test"], allow: [read/space]}')];
    const who = "['user:ann@corp.test', 'user:bot', anyone, logged-in]";
    expect(await judgedRule(`always: {who: ${who}, can: [read/space], on: ['space:A']}`, rooms)).toMatchObject({ ok: true });
  });

  test('asks a group of the identity provider where it is named, and not where it is only included', async () => {
    const rooms = [idpGroup('theirs'), 'kind: Group\nname: outer\nincludes: [theirs]\nmembers: [ann@corp.test]\n', space('A')];
    const rule = (who: string): string => `always: {who: ${who}, can: [read/space], on: ['space:A']}`;
    expect(words(await judgedRule(rule("['group:theirs']"), rooms))).toEqual(['group:theirs space:A read/space -']);
    expect(words(await judgedRule(rule("['group:outer']"), rooms))).toEqual(['user:ann@corp.test space:A read/space -']);
  });

  test('is broken where it is about nobody or nothing', async () => {
    const rooms = [space('A')];
    const nobody = await judgedRule("always: {who: {company: none}, can: [read/space], on: ['space:A']}", rooms);
    expect(nobody).toMatchObject({ ok: false, cells: [], matchesNothing: true });
    const nothing = await judgedRule("always: {who: ['user:ann@corp.test'], can: [read/space], on: ['project:*']}", rooms);
    expect(nothing).toMatchObject({ ok: false, cells: [], matchesNothing: true });
  });

  test('asks for all of the product at hand, and not for the other product', async () => {
    const grant = '{to: ["user:ann@corp.test"], allow: [all]}';
    const rule = "always: {who: ['user:ann@corp.test'], can: [all], on: ['project:PA', 'space:A']}";
    // Ann has no licence for the service desk, and it is all she lacks.
    const agent = 'user:ann@corp.test project:PA SERVICEDESK_AGENT -';
    expect(words(await judgedRule(rule, [project('PA', grant), space('A', grant)]))).toEqual([agent]);
    const reader = space('A', '{to: ["user:ann@corp.test"], allow: [space-viewer]}');
    const missing = words(await judgedRule(rule, [project('PA', grant), reader]));
    expect(missing).toHaveLength(1 + 13);
    expect(missing).toContain('user:ann@corp.test space:A administer/space -');
  });
});
