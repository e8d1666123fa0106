import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/check/judge.js';
import { asOf, compiled } from '../../support/compiled.js';
import { idpGroup, judgedRule, project, space, words } from './judged.js';

describe('never', () => {
  test('is broken by any of the permissions, held without or under a condition', async () => {
    const grants = ['{to: [logged-in], allow: [BROWSE_PROJECTS]}', '{to: [assignee], allow: [DELETE_ISSUES]}'];
    const rule = "never: {who: ['user:xia@client.test'], can: [ADMINISTER_PROJECTS, DELETE_ISSUES], on: ['project:*']}";
    expect(words(await judgedRule(rule, [project('PA', ...grants)]))).toEqual([
      'user:xia@client.test project:PA DELETE_ISSUES if:assignee',
    ]);
  });

  test('without who is about everybody: classes, apps and groups of the identity provider too', async () => {
    const rooms = [idpGroup('theirs'), space('A', '{to: [logged-in], allow: [read/space]}')];
    expect(words(await judgedRule("never: {can: [space-viewer], on: ['space:A']}", rooms))).toEqual([
      'group:theirs space:A read/space allowed',
      'logged-in space:A read/space allowed',
      'user:ann@corp.test space:A read/space allowed',
      'user:ben@corp.test space:A read/space allowed',
      'user:bot space:A read/space allowed',
      'user:xia@client.test space:A read/space allowed',
    ]);
  });

  test('means the members of a listed group, and of those it includes', async () => {
    const groups = [
      idpGroup('theirs'),
      'kind: Group\nname: inner\nmembers: [ben@corp.test, {user: ann@corp.test, until: 2026-11-20}]\n',
      'kind: Group\nname: outer\nincludes: [inner, theirs]\n',
    ];
    const rooms = [...groups, space('A', '{to: [logged-in], allow: [read/space]}')];
    const expected = ['group:theirs space:A read/space allowed', 'user:ben@corp.test space:A read/space allowed'];
    expect(words(await judgedRule("never: {who: ['group:outer'], can: ['*'], on: ['space:*']}", rooms))).toEqual(expected);
    expect(words(await judgedRule("never: {who: {group: outer}, can: ['*'], on: ['space:*']}", rooms))).toEqual(expected);
  });

  test('is broken by whoever administers the site or Jira, but by no app', async () => {
    const globals = 'kind: Group\nname: root\nmembers: [ben@corp.test, bot]\n';
    const rule = "never: {who: {audience: internal}, can: [DELETE_ISSUES], on: ['project:*']}";
    const judgement = await judgedRule(rule, [project('PA'), globals], { admins: '"user:ann@corp.test", "group:root"' });
    expect(words(judgement)).toEqual(['user:ann@corp.test site admin:site allowed', 'user:ben@corp.test site admin:site allowed']);
    expect(await judgedRule(rule, [project('PA'), globals])).toMatchObject({ ok: true });
  });

  test('matches the site only by its name or by everything', async () => {
    const on = (patterns: string): string => `never: {who: ['user:ann@corp.test'], can: ['use:jira-software'], on: [${patterns}]}`;
    expect(await judgedRule(on("'s*', '**', '*site*'"), [space('site')])).toMatchObject({ ok: true, matchesNothing: false });
    expect(words(await judgedRule(on('site'), []))).toEqual(['user:ann@corp.test site use:jira-software allowed']);
    expect(words(await judgedRule(on("'*'"), []))).toEqual(['user:ann@corp.test site use:jira-software allowed']);
  });

  test('only warns where it matches nothing', async () => {
    const judgement = await judgedRule("never: {who: {company: nobody}, can: ['*'], on: ['*']}", []);
    expect(judgement).toMatchObject({ ok: true, matchesNothing: true });
  });

  test('takes a pattern that could match no resource, alone, for one that matches nothing', async () => {
    const rule = "never: {who: {type: person}, can: ['*'], on: ['nothing:*']}";
    expect(await judgedRule(rule, [space('A')])).toMatchObject({ ok: true, matchesNothing: true });
  });

  test('warns of each pattern that matches nothing beside one that does', async () => {
    const { site, matrix } = await compiled([
      [
        'policy.yaml',
        `kind: Site
name: corp
url: https://corp.atlassian.net
internalDomains: [corp.test]
---
${space('A')}---
kind: Guardrail
name: rooms
never: {can: [ADMINISTER], on: ['space:*', 'spaces:*', 'channel:*', space:A]}
`,
      ],
    ]);
    const [judgement] = judge({ site, matrix, asOf, matrixOn: () => matrix });
    expect(judgement?.matchesNothing).toEqual([]);
    expect(judgement?.diagnostics.map(({ code, severity, at, message }) => [code, severity, at.path.join('.'), message])).toEqual([
      ['matches-nothing', 'warning', 'never.on.1', '"spaces:*" of the guardrail "rooms" matches no resource.'],
      ['matches-nothing', 'warning', 'never.on.2', '"channel:*" of the guardrail "rooms" matches no resource.'],
    ]);
  });
});
