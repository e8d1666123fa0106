import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fileNames } from '../../../src/edit/import/file-names.js';

test.each([
  { names: ['Team: A/B'], files: ['Team-A-B'] },
  { names: ['Équipe Produit'], files: ['Équipe-Produit'] },
  { names: ['ABC', 'abc'], files: ['ABC', 'abc-2'] },
  { names: ['a/b', 'a:b'], files: ['a-b', 'a-b-2'] },
  { names: ['../../etc/passwd', '..', '.hidden'], files: ['etc-passwd', 'unnamed', 'hidden'] },
  { names: ['CON', 'nul.txt', '***'], files: ['CON-', 'nul.txt-', 'unnamed'] },
  { names: ['~personal', 'x'.repeat(255)], files: ['personal', 'x'.repeat(80)] },
])('$names are kept in $files', ({ names, files }) => {
  expect(names.map((name) => fileNames(names).get(name))).toEqual(files);
});

test('no two names share a file, capitals or not, in whatever order they come, and none leaves its folder', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 })), (names) => {
      const files = fileNames(names);
      expect(new Set([...files.values()].map((file) => file.toLowerCase())).size).toBe(names.length);
      expect(fileNames(names.toReversed())).toEqual(files);
      for (const file of files.values()) expect(file).toMatch(/^[^/\\:\0.][^/\\:\0]*$/u);
    }),
  );
});
