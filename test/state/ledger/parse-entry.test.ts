import { describe, expect, test } from '@jest/globals';
import { parseEntry } from '../../../src/state/ledger/parse-entry.js';

const whole = {
  version: 1,
  type: 'abandoned',
  site: 'https://acme.atlassian.net',
  who: { name: 'Ana', email: 'ana@acme.test' },
  host: 'one',
  pid: 7,
  at: '2026-11-21T00:00:00.000Z',
  commit: 'c0ffee',
  plan: 'sha256:0',
  number: 2,
  outcome: 'abandoned after 1 write',
  mayHaveMore: true,
  files: {},
};

describe('the text of an entry', () => {
  test('is read as it was written', () => {
    expect(parseEntry(JSON.stringify(whole))).toEqual({ type: 'entry', entry: whole });
  });

  test.each([
    ['another version', { version: 2 }, 'is of a version that this permafrost does not know'],
    ['an unknown type', { type: 'gone' }, 'has no type'],
    ['a number that is none', { number: 0 }, 'lacks its number, or that of its process'],
    ['an outcome that is no text', { outcome: 7 }, 'has a field that is no text'],
    ['a word for whether there may be more', { mayHaveMore: 'no' }, 'does not say whether more may have been done'],
  ])('is none with %s', (_, change, why) => {
    expect(parseEntry(JSON.stringify({ ...whole, ...change }))).toEqual({ type: 'wrong', why });
  });
});
