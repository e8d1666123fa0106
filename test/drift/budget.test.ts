import { expect, test } from '@jest/globals';
import { applyBudget } from '../../src/drift/budget.js';
import type { Fact } from '../../src/diff/facts.js';

const fact = (type: Fact['type'], of: string, ...says: readonly string[]): { readonly after: Fact } => ({ after: { type, of, says } });

test('the grants of a scheme are one write, members of groups one each', () => {
  const changes = [
    fact('grant', 'scheme:a', 'anyone', 'BROWSE_PROJECTS'),
    fact('grant', 'scheme:a', 'lead', 'BROWSE_PROJECTS'),
    fact('member', 'group:g', 'user:x'),
    fact('member', 'group:g', 'user:y'),
  ];
  expect(applyBudget(changes)).toMatchObject({
    writes: 3,
    reads: 2,
    lines: [
      { api: 'jira', writes: 1, reads: 1, seconds: 1 },
      { api: 'organization', writes: 2, reads: 1, seconds: 1 },
    ],
  });
});

test('many writes take their time, and a fifth of the calls is left at least', () => {
  const changes = Array.from({ length: 4_000 }, (_, index) => fact('member', 'group:g', `user:${String(index)}`));
  const { seconds, lines } = applyBudget(changes);
  expect(seconds).toBe(501);
  expect(lines[0]?.headroom).toBeGreaterThanOrEqual(20);
});

test('nothing to do takes nothing', () => {
  expect(applyBudget([])).toEqual({ writes: 0, reads: 0, seconds: 0, lines: [] });
});
