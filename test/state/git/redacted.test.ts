import { expect, test } from '@jest/globals';
import { redacted } from '../../../src/state/git/redacted.js';

test.each([
  ["fatal: unable to access 'https://ana:ghp_x@host/a.git/': refused", "fatal: unable to access 'https://host/a.git/': refused"],
  ['https://x-access-token:gh@s_x@host/a and ssh://git@host/b', 'https://host/a and ssh://host/b'],
  ['https://host/a.git?private_token=abc&x=1', 'https://host/a.git?private_token=…&x=1'],
  ['git@host:acme/policies.git is ana@acme.example', 'git@host:acme/policies.git is ana@acme.example'],
])('%s', (words, shown) => {
  expect(redacted(words)).toBe(shown);
});
