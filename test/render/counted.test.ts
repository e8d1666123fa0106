import { describe, expect, test } from '@jest/globals';
import { amountWords, limitWords } from '../../src/render/counted.js';

const bare = (subject: string): string => subject.slice(subject.indexOf(':') + 1);

describe('what a place has of those whom a guardrail counts', () => {
  const people = ['user:ana@corp.test', 'user:ben@corp.test'];
  test.each([
    ['too few', { count: 1, limit: 2, subjects: people.slice(1) }, '1', 'at least 2 are asked for'],
    ['nobody', { count: 0, limit: 1, subjects: [] }, '0', 'at least 1 is asked for'],
    ['too many', { count: 2, limit: 1, subjects: people }, '2', 'at most 1 is allowed'],
    [
      'fewer than are allowed, but whoever is logged in among them',
      { count: 3, limit: 30_000, subjects: ['logged-in', ...people] },
      'logged-in, who cannot be counted',
      'at most 30,000 are allowed',
    ],
    [
      'many groups that the identity provider keeps',
      { count: 6, limit: 9, subjects: ['anyone', 'group:a', 'group:b', 'group:c', 'logged-in', 'user:ana@corp.test'] },
      'anyone, a, b and 2 more, who cannot be counted',
      'at most 9 are allowed',
    ],
  ])('%s', (_, counted, amount, limit) => {
    expect([amountWords(counted, bare), limitWords(counted)]).toEqual([amount, limit]);
  });
});
