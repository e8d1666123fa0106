import { describe, expect, test } from '@jest/globals';
import { judgedRule, project, space, words } from './judged.js';

const never = "never: {who: {audience: external}, can: [read/space], on: ['space:*']}";
const rooms = [space('A', '{to: ["user:xia@client.test"], allow: [read/space]}')];
const rest = 'reason: audit, owner: "user:ann@corp.test"';

function waiver(until: string, what = 'who: ["user:xia@client.test"], on: ["space:A"]'): string {
  return `{${what}, ${rest}, until: ${until}}`;
}

describe('a waiver', () => {
  test.each([
    ['2026-11-20', { ok: false, endedWaivers: 1, unusedWaivers: 0 }],
    ['2026-11-21', { ok: true, endedWaivers: 0, unusedWaivers: 0 }],
    ['2026-11-22', { ok: true, endedWaivers: 0, unusedWaivers: 0 }],
  ])('until %s holds through that day', async (until, expected) => {
    expect(await judgedRule(`${never}\nexcept: [${waiver(until)}]`, rooms)).toMatchObject(expected);
  });

  test('that has ended is told as such even if it would excuse nothing', async () => {
    const judgement = await judgedRule(`${never}\nexcept: [${waiver('2026-11-20', 'who: ["user:ann@corp.test"], on: [site]')}]`, rooms);
    expect(judgement).toMatchObject({ endedWaivers: 1, unusedWaivers: 0 });
  });

  test('excuses only the permissions it names', async () => {
    const grant = '{to: ["user:xia@client.test"], allow: [read/space, create/page]}';
    const rule = "never: {who: {audience: external}, can: ['*'], on: ['space:*']}";
    const named = waiver('2027-01-01', 'who: ["user:xia@client.test"], on: ["space:*"], can: [space-viewer]');
    expect(words(await judgedRule(`${rule}\nexcept: [${named}]`, [space('A', grant)]))).toEqual([
      'user:xia@client.test space:A create/page allowed',
    ]);
  });

  test('of a room does not excuse what administrators can give themselves; of the site it does', async () => {
    const admins = '"user:xia@client.test"';
    const inRoom = await judgedRule(`${never}\nexcept: [${waiver('2027-01-01')}]`, rooms, { admins });
    expect(words(inRoom)).toEqual(['user:xia@client.test site admin:site allowed']);
    const everywhere = waiver('2027-01-01', 'who: ["user:xia@client.test"], on: ["*"]');
    expect(await judgedRule(`${never}\nexcept: [${everywhere}]`, rooms, { admins })).toMatchObject({ ok: true, unusedWaivers: 0 });
  });

  test('of somebody who holds the cell is unused where the count is kept without it', async () => {
    const both = [space('A', '{to: ["user:ann@corp.test", "user:xia@client.test"], allow: [read/space]}')];
    const rule = (count: number): string => `atMost: {count: ${String(count)}, can: [read/space], on: ['space:*']}`;
    expect(await judgedRule(`${rule(2)}\nexcept: [${waiver('2027-01-01')}]`, both)).toMatchObject({ ok: true, unusedWaivers: 1 });
    expect(await judgedRule(`${rule(1)}\nexcept: [${waiver('2027-01-01')}]`, both)).toMatchObject({ ok: true, unusedWaivers: 0 });
  });

  test('of one of two duties is unused where the other duty is not held', async () => {
    const rule = "separate: {first: {can: [read/space], on: ['space:A']}, second: {can: [read/space], on: ['space:B']}}";
    const one = await judgedRule(`${rule}\nexcept: [${waiver('2027-01-01')}]`, [...rooms, space('B')]);
    expect(one).toMatchObject({ ok: true, unusedWaivers: 1 });
    const both = [...rooms, space('B', '{to: ["user:xia@client.test"], allow: [read/space]}')];
    expect(await judgedRule(`${rule}\nexcept: [${waiver('2027-01-01')}]`, both)).toMatchObject({ ok: true, unusedWaivers: 0 });
    expect((await judgedRule(rule, both)).cells).toHaveLength(2);
  });

  test('excuses a room with too few people only for all that is asked for', async () => {
    const rule = 'atLeast: {count: 1, can: [BROWSE_PROJECTS, ADD_COMMENTS], on: ["project:*"]}';
    const part = waiver('2027-01-01', 'who: {}, on: ["project:*"], can: [ADD_COMMENTS]');
    const other = waiver('2027-01-01', 'who: {}, on: ["project:*"], can: [BROWSE_PROJECTS]');
    expect(await judgedRule(`${rule}\nexcept: [${part}]`, [project('PA')])).toMatchObject({ ok: false, unusedWaivers: 1 });
    expect(await judgedRule(`${rule}\nexcept: [${part}, ${other}]`, [project('PA')])).toMatchObject({ ok: true, unusedWaivers: 0 });
  });
});
