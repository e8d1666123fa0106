import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approvalsOf } from '../../src/forge/approvals.js';

const author = { id: 1, login: 'octo' };
const [older, newer] = ['a'.repeat(40), 'b'.repeat(40)];
const ids: Readonly<Record<string, number>> = { octo: 1, kim: 2, pia: 3, robo: 4 };

function review(login: string, state: string, commit: string | null = newer, type = 'User'): unknown {
  return { user: { id: ids[login], login, type }, state, commit_id: commit, submitted_at: '2026-11-29T10:00:00Z' };
}

function approving(...reviews: readonly unknown[]): readonly string[] {
  return approvalsOf(reviews, { author }).map(({ login, commit, type }) => [login, commit[0], type].filter(Boolean).join(' '));
}

test.each([
  { name: 'a yes counts, for the commit it was said to', found: approving(review('kim', 'APPROVED', older)), expected: ['kim a'] },
  { name: 'a comment leaves it standing', found: approving(review('kim', 'APPROVED'), review('kim', 'COMMENTED')), expected: ['kim b'] },
  { name: 'a comment is none', found: approving(review('kim', 'COMMENTED')), expected: [] },
  {
    name: 'a wish for changes takes it back',
    found: approving(review('kim', 'APPROVED'), review('kim', 'CHANGES_REQUESTED')),
    expected: [],
  },
  { name: 'a dismissal takes it back', found: approving(review('kim', 'APPROVED', older), review('kim', 'DISMISSED')), expected: [] },
  {
    name: 'a yes after a wish counts',
    found: approving(review('kim', 'CHANGES_REQUESTED'), review('kim', 'APPROVED')),
    expected: ['kim b'],
  },
  { name: 'the last yes is the one', found: approving(review('kim', 'APPROVED', older), review('kim', 'APPROVED')), expected: ['kim b'] },
  { name: 'the author cannot say it', found: approving(review('octo', 'APPROVED')), expected: [] },
  { name: 'a program is told apart', found: approving(review('robo', 'APPROVED', newer, 'Bot')), expected: ['robo b Bot'] },
  {
    name: 'a yes to nobody knows what is none, and takes back',
    found: approving(review('kim', 'APPROVED'), review('kim', 'APPROVED', null)),
    expected: [],
  },
  {
    name: 'somebody who is gone counts for nothing',
    found: approving({ user: null, state: 'APPROVED', commit_id: newer, submitted_at: 'x' }),
    expected: [],
  },
  {
    name: 'a review that is not sent yet changes nothing',
    found: approving(review('kim', 'APPROVED'), review('kim', 'PENDING')),
    expected: ['kim b'],
  },
  {
    name: 'all are told, by their logins',
    found: approving(review('pia', 'APPROVED'), review('kim', 'APPROVED')),
    expected: ['kim b', 'pia b'],
  },
])('$name', ({ found, expected }) => {
  expect(found).toEqual(expected);
});

test('what one person says has no bearing on what another said', () => {
  const states = fc.constantFrom('APPROVED', 'COMMENTED', 'CHANGES_REQUESTED', 'DISMISSED', 'PENDING');
  const said = fc.array(fc.record({ login: fc.constantFrom('octo', 'kim', 'pia'), state: states }));
  fc.assert(
    fc.property(said, (all) => {
      const only = (login: string): readonly unknown[] =>
        all.filter((each) => each.login === login).map((each) => review(each.login, each.state));
      const whole = approving(...all.map(({ login, state }) => review(login, state)));
      expect(whole).toEqual([...approving(...only('kim')), ...approving(...only('pia'))]);
    }),
  );
});
