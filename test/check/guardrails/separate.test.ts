import { describe, expect, test } from '@jest/globals';
import { idpGroup, judgedRule, project, space, words } from './judged.js';

const rule = "separate: {first: {can: [read/space, create/page], on: ['space:A*']}, second: {can: [read/space], on: ['space:B']}}";
const grant = (who: string, ...allow: readonly string[]): string => `{to: [${who}], allow: [${allow.join(', ')}]}`;

describe('separate', () => {
  test('is broken by whoever has all of both sides, class and group of the identity provider alike', async () => {
    const who = '"user:ann@corp.test", "group:theirs"';
    const rooms = [idpGroup('theirs'), space('A1', grant(who, 'read/space', 'create/page')), space('B', grant(who, 'read/space'))];
    expect(words(await judgedRule(rule, rooms))).toEqual([
      'group:theirs space:A1 create/page allowed',
      'group:theirs space:A1 read/space allowed',
      'group:theirs space:B read/space allowed',
      'user:ann@corp.test space:A1 create/page allowed',
      'user:ann@corp.test space:A1 read/space allowed',
      'user:ann@corp.test space:B read/space allowed',
    ]);
  });

  test('asks for all of a side on one and the same resource', async () => {
    const ann = '"user:ann@corp.test"';
    const apart = [space('A1', grant(ann, 'read/space')), space('A2', grant('"user:ben@corp.test"', 'read/space', 'create/page'))];
    expect(await judgedRule(rule, [...apart, space('B', grant(ann, 'read/space'))])).toMatchObject({ ok: true });
  });

  test('counts a duty that is held under a condition', async () => {
    const duties = "separate: {first: {can: [CREATE_ISSUES], on: ['project:PA']}, second: {can: [TRANSITION_ISSUES], on: ['project:PA']}}";
    const grants = [
      '{to: ["user:ann@corp.test"], allow: [BROWSE_PROJECTS, CREATE_ISSUES]}',
      '{to: [assignee], allow: [TRANSITION_ISSUES]}',
    ];
    expect(words(await judgedRule(duties, [project('PA', ...grants)]))).toEqual([
      'user:ann@corp.test project:PA CREATE_ISSUES allowed',
      'user:ann@corp.test project:PA TRANSITION_ISSUES if:assignee',
    ]);
  });

  test('is no matter of a person where one side is held by the public', async () => {
    const ann = '"user:ann@corp.test"';
    const rooms = [space('A1', grant(ann, 'read/space', 'create/page')), space('B', grant('anyone', 'read/space'))];
    expect(await judgedRule(rule, rooms)).toMatchObject({ ok: true });
    const open = [space('A1', grant('anyone', 'read/space', 'create/page')), space('B', grant(`anyone, ${ann}`, 'read/space'))];
    expect(words(await judgedRule(rule, open))).toEqual([
      'anyone space:A1 create/page allowed',
      'anyone space:A1 read/space allowed',
      'anyone space:B read/space allowed',
    ]);
  });
});
