import { expect, test } from '@jest/globals';
import { withoutStillLicensed } from '../../src/apply/still-licensed.js';
import type { Fact } from '../../src/diff/facts.js';
import { member } from './plans.js';

const guest = (user: string, kind: string): { readonly after: Fact } => ({
  after: { type: 'guest', of: `user:${user}`, says: [kind] },
});

test('nobody is made a guest again of what a group of the site gives them', () => {
  const gives: Fact = { type: 'group-product', of: 'group:users', says: ['jira-software'] };
  const changes = [guest('kim', 'jira'), guest('kim', 'confluence'), guest('lee', 'jira')];
  const { changes: rest, left } = withoutStillLicensed(changes, [member('users', 'kim'), gives]);
  expect(rest).toEqual([guest('kim', 'confluence'), guest('lee', 'jira')]);
  expect(left.map(({ why }) => why)).toEqual([
    'Not taken back is that kim is a guest of jira: they use it by a group of the site, whose members are changed by hand, and nobody who does is made a guest.',
  ]);
  // Who leaves the group by the same undo is one again.
  expect(withoutStillLicensed([...changes, { before: member('users', 'kim') }], [member('users', 'kim'), gives]).left).toEqual([]);
});
