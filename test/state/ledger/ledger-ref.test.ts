import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { ledgerRef, safeName } from '../../../src/state/ledger/ledger-ref.js';

test.each([
  ['https://acme.atlassian.net', 'refs/permafrost/acme.atlassian.net'],
  ['https://ACME.atlassian.net/wiki/', 'refs/permafrost/acme.atlassian.net'],
  ['http://127.0.0.1:8080', 'refs/permafrost/127.0.0.1%3a8080'],
  ['http://[::1]:80', 'refs/permafrost/%5b%3a%3a1%5d'],
  ['sandbox:Dir/../site.json', 'refs/permafrost/sandbox%3a%44ir%2f%2e.%2fsite.json'],
  ['https://a..b.lock', 'refs/permafrost/a%2e.b%2elock'],
])('%s is kept under %s', (site, ref) => {
  expect(ledgerRef(site)).toBe(ref);
});

test('git takes every name', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '.', '/', '-', '@', '{', '~', 'A', ' ', '\\', 'ö', '.lock', '%', '*') }), (text) => {
      expect(() => execFileSync('git', ['check-ref-format', `refs/permafrost/${safeName(text)}`])).not.toThrow();
    }),
    { numRuns: 150 },
  );
});

test('no two texts have one name, even where upper case is not told from lower', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(safeName(a).toLowerCase() === safeName(b).toLowerCase()).toBe(a === b);
    }),
  );
});
