import { describe, expect, test } from '@jest/globals';
import { idpGroup, judgedRule, project, space, words } from './judged.js';

const reads = (who: string): string => `{to: [${who}], allow: [read/space]}`;

describe('atLeast', () => {
  const rule = (count: number, more = ''): string => `atLeast: {count: ${String(count)}, ${more}can: [read/space], on: ['space:*']}`;

  test('counts people on each resource alone', async () => {
    const rooms = [space('A', reads('"user:ann@corp.test", "user:ben@corp.test"')), space('B', reads('"user:ann@corp.test"'))];
    expect(await judgedRule(rule(2), rooms)).toMatchObject({ ok: false, cells: ['space:B'] });
  });

  test('counts no app, no class and no group of the identity provider', async () => {
    const rooms = [idpGroup('theirs'), space('A', reads('"user:bot", "group:theirs", "user:ann@corp.test"'))];
    expect(await judgedRule(rule(2), rooms)).toMatchObject({ ok: false, cells: ['space:A'] });
    expect(await judgedRule(rule(1), rooms)).toMatchObject({ ok: true });
  });

  test('counts everybody meant where the public holds it', async () => {
    const rooms = [space('A', reads('anyone'))];
    expect(await judgedRule(rule(3), rooms)).toMatchObject({ ok: true });
    expect(await judgedRule(rule(3, 'who: {audience: internal}, '), rooms)).toMatchObject({ ok: false });
  });

  test('asks for all of the permissions of the same person, without condition', async () => {
    const grants = [
      '{to: ["user:ann@corp.test", "user:ben@corp.test"], allow: [BROWSE_PROJECTS]}',
      '{to: [reporter], allow: [EDIT_ISSUES]}',
    ];
    const both = "atLeast: {count: 1, can: [BROWSE_PROJECTS, EDIT_ISSUES], on: ['project:*']}";
    expect(await judgedRule(both, [project('PA', ...grants)])).toMatchObject({ ok: false, cells: ['project:PA'] });
    const unconditional = '{to: ["user:ben@corp.test"], allow: [EDIT_ISSUES]}';
    expect(await judgedRule(both, [project('PA', ...grants, unconditional)])).toMatchObject({ ok: true });
  });

  test('is broken where it is about no resource', async () => {
    expect(await judgedRule(rule(1), [])).toMatchObject({ ok: false, cells: [], matchesNothing: true });
  });
});

describe('atMost', () => {
  const rule = (count: number, more = ''): string =>
    `atMost: {count: ${String(count)}, ${more}can: [read/space, create/page], on: ['space:*']}`;

  test('counts each person once, whichever of the permissions they hold', async () => {
    const rooms = [space('A', '{to: ["user:ann@corp.test"], allow: [read/space, create/page]}', reads('"user:ben@corp.test"'))];
    expect(await judgedRule(rule(2), rooms)).toMatchObject({ ok: true });
    expect(words(await judgedRule(rule(1), rooms))).toEqual([
      'user:ann@corp.test space:A create/page allowed',
      'user:ann@corp.test space:A read/space allowed',
      'user:ben@corp.test space:A read/space allowed',
    ]);
  });

  test('counts apps, and people who hold it under a condition', async () => {
    const grants = ['{to: ["user:bot", "user:ann@corp.test"], allow: [BROWSE_PROJECTS]}', '{to: [assignee], allow: [EDIT_ISSUES]}'];
    const edits = (count: number): string =>
      `atMost: {count: ${String(count)}, who: {audience: internal}, can: [EDIT_ISSUES], on: ['project:*']}`;
    expect(await judgedRule(edits(2), [project('PA', ...grants)])).toMatchObject({ ok: true });
    expect(words(await judgedRule(edits(1), [project('PA', ...grants)]))).toEqual([
      'user:ann@corp.test project:PA EDIT_ISSUES if:assignee',
      'user:bot project:PA EDIT_ISSUES if:assignee',
    ]);
  });

  test('is broken by one class or one group of the identity provider, however many may', async () => {
    const rooms = [idpGroup('theirs'), space('A', reads('"group:theirs"'))];
    expect(words(await judgedRule(rule(100), rooms))).toEqual(['group:theirs space:A read/space allowed']);
    expect(await judgedRule(rule(0, 'who: {type: person}, '), rooms)).toMatchObject({ ok: true });
  });

  test('leaves what the public holds to the public', async () => {
    const rooms = [space('A', reads('anyone, "user:ann@corp.test"'))];
    expect(await judgedRule(rule(0, 'who: {audience: internal}, '), rooms)).toMatchObject({ ok: true });
    expect(words(await judgedRule(rule(100), rooms))).toEqual(['anyone space:A read/space allowed']);
  });
});
