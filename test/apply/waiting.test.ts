import { describe, expect, test } from '@jest/globals';
import type { ManualStep } from '../../src/apply/apply-plan.js';
import { dependence, isAddition } from '../../src/apply/dependence.js';
import { doneByHand, waitingFor } from '../../src/apply/waiting.js';
import type { Fact } from '../../src/diff/facts.js';
import { adds, group, lead, member, step, takes, write } from './plans.js';

const grant = (space: string, holder: string, permission: string): Fact => ({
  type: 'space-grant',
  of: `space:${space}`,
  says: [holder, permission],
});
const active = (says: string): Fact => ({ type: 'active', of: 'user:ana', says: [says] });
const product = (user: string): Fact => ({ type: 'product', of: `user:${user}`, says: ['confluence'] });
const person: Fact = { type: 'person', of: 'user:ana', says: [] };

describe('what only adds', () => {
  test.each([
    { name: 'a member', of: adds('1', member('g', 'ana')), is: true },
    { name: 'a group with how it is managed', of: adds('1', group('g'), { type: 'managed-by', of: 'group:g', says: ['git'] }), is: true },
    { name: 'a person who is not active', of: adds('1', person, active('false')), is: true },
    { name: 'suspending somebody', of: write('1', { before: active('true'), after: active('false') }), is: false },
    { name: 'a guest kind for somebody who is there', of: adds('1', { type: 'guest', of: 'user:ana', says: ['jira'] }), is: false },
    { name: 'another lead', of: write('1', { before: lead('p', 'ana'), after: lead('p', 'ben') }), is: false },
    { name: 'a member less', of: takes('1', member('g', 'ana')), is: false },
    { name: 'another name', of: { ...write('1'), rename: { from: 'group:g', to: 'group:h' } }, is: false },
  ])('$name: $is', ({ of, is }) => {
    expect(isAddition(of)).toBe(is);
  });
});

describe('what needs what', () => {
  test.each([
    { name: 'a member needs its group', earlier: adds('1', group('g')), later: adds('2', member('g', 'ana')), needs: true },
    { name: 'and the person', earlier: adds('1', person), later: adds('2', member('g', 'ana')), needs: true },
    { name: 'not another group', earlier: adds('1', group('h')), later: adds('2', member('g', 'ana')), needs: false },
    {
      name: 'a new name comes before its use',
      earlier: { ...write('1'), rename: { from: 'group:f', to: 'group:g' } },
      later: adds('2', member('g', 'ana')),
      needs: true,
    },
    {
      name: 'a deletion needs what takes its use away',
      earlier: takes('1', member('g', 'ana')),
      later: takes('2', group('g')),
      needs: true,
    },
    {
      name: 'permissions of one holder in a space',
      earlier: adds('1', grant('s', 'group:g', 'read/space')),
      later: adds('2', grant('s', 'group:g', 'create/page')),
      needs: true,
    },
    {
      name: 'not of another',
      earlier: adds('1', grant('s', 'group:h', 'read/space')),
      later: adds('2', grant('s', 'group:g', 'create/page')),
      needs: false,
    },
    {
      name: 'a guest has no product any more',
      earlier: takes('1', product('ana')),
      later: adds('2', { type: 'guest', of: 'user:ana', says: ['confluence'] }),
      needs: true,
    },
    {
      name: 'nor by a group',
      earlier: takes('1', { type: 'group-product', of: 'group:g', says: ['confluence'] }),
      later: adds('2', { type: 'guest', of: 'user:ana', says: ['confluence'] }),
      needs: true,
    },
    {
      name: 'whatever others have',
      earlier: takes('1', product('ben')),
      later: adds('2', { type: 'guest', of: 'user:ana', says: ['confluence'] }),
      needs: false,
    },
  ])('$name', ({ earlier, later, needs }) => {
    expect(dependence([earlier, later])(later, earlier)).toBe(needs);
  });

  test('waiting goes on from one to the next', () => {
    const writes = [adds('1', person), adds('2', group('g')), adds('3', member('g', 'ana')), adds('4', member('h', 'ben'))];
    const manual = [
      { number: 1, before: ['1'] },
      { number: 2, before: ['2'] },
    ];
    expect([...waitingFor(writes, manual, new Set())]).toEqual([
      ['1', [1]],
      ['2', [2]],
      ['3', [1, 2]],
    ]);
    expect([...waitingFor(writes, manual, new Set([1]))]).toEqual([
      ['2', [2]],
      ['3', [2]],
    ]);
    expect(waitingFor(writes, manual, new Set([1, 2])).size).toBe(0);
  });

  test('what the site does unasked waits with what sets it right', () => {
    const actor = (user: string): Fact => ({ type: 'actor', of: 'project:p', says: ['role:dev', `user:${user}`] });
    const writes = [adds('1', actor('ana')), { ...takes('2', actor('ben')), corrects: '1' }, adds('3', member('h', 'ben'))];
    expect([...waitingFor(writes, [{ number: 1, before: ['2'] }], new Set())]).toEqual([
      ['1', [1]],
      ['2', [1]],
    ]);
  });

  test('whoever made a space leaves it once nothing there waits', () => {
    const space = adds('1', { type: 'space', of: 'space:s', says: [] });
    const writes = [space, adds('2', grant('s', 'group:g', 'read/space')), adds('3', grant('t', 'group:g', 'read/space'))];
    const leaving = { ...takes('4', grant('s', 'user:me', 'administer/space')), corrects: '1' };
    expect([...waitingFor([...writes, leaving], [{ number: 1, before: ['2'] }], new Set()).keys()]).toEqual(['1', '2', '4']);
    const other = { ...takes('4', grant('s', 'user:me', 'create/page')), corrects: '1' };
    expect([...waitingFor([...writes, other], [{ number: 1, before: ['2'] }], new Set()).keys()]).toEqual(['2']);
  });
});

test('a manual step is done where a reading shows all of it, and never where no reading can', () => {
  const seen = (number: number, checked: boolean, ...after: readonly Fact[]): ManualStep => ({
    number,
    api: 'slack',
    changes: after.map((fact) => ({ after: fact })),
    what: 'Invite them.',
    clicks: [],
    before: [],
    checked,
  });
  const [one, two] = [member('g', 'ana'), member('g', 'ben')];
  expect([...doneByHand([seen(1, true, one), seen(2, true, one, two), seen(3, false, one), seen(4, true)], [one], new Map())]).toEqual([1]);
});

test('a step that gives another name is done once the thing is called so on the site itself', () => {
  const crew = group('crew');
  const renames = step(1, { rename: { from: 'group:devs', to: 'group:crew' } });
  const done = (names: readonly (readonly [string, string])[], live = [crew]): readonly number[] => [
    ...doneByHand([renames], live, new Map(names)),
  ];
  expect(done([])).toEqual([1]);
  // In the words of the policies it has the new name as soon as these say it.
  expect(done([['group:devs', 'group:crew']])).toEqual([]);
  expect(done([], [])).toEqual([]);
});
