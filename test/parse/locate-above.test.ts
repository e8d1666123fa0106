import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Place } from '../../src/diagnostics/place.js';
import { locator } from '../../src/parse/authority.js';
import { locateAbove } from '../../src/parse/locate-above.js';

const place = (...path: readonly (string | number)[]): Place => ({ file: 'a.yaml', document: 0, path });
const before = fc.constantFrom(
  '---',
  'kind: Group',
  'name: all',
  '# note',
  'description: |\n  products:\n  - a',
  'labels: {\n  products: x }',
);
const products = fc.constantFrom(
  'products: [jira, confluence]',
  'products:\n  - jira\n  - confluence',
  'products:\n- jira\n- confluence',
  'products: [jira,\n  confluence]',
  'products: ["ji\n  ra", confluence]',
  'products: # which\n\n  - jira\n# note\n  - confluence',
  'products: # none yet',
  'products:\n  jira: {until: 2027-01-01}\n  0: x',
);
const after = fc.constantFrom('members:', '"members":', '? members\n:', "'members' :");
const rest = Array.from({ length: 30 }, (_, index) => `  - person${index}@acme.example`);
const places = [
  place('products'),
  place('products', 0),
  place('products', 1),
  { ...place('products'), key: true as const },
  place('products', 'jira'),
];

describe('what stands above a long list', () => {
  test('is found where the parser of all of YAML finds it, or left to it', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.uniqueArray(before, { maxLength: 3 }), products, after, (lines, list, next) => {
        const text = `${[...lines, list, next, ...rest].join('\n')}\n`;
        const positions = locateAbove('a.yaml', text, places);
        if (positions === undefined) return;
        found++;
        const right = locator('a.yaml', text);
        for (const each of places) expect(positions(each)).toEqual(right(each));
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  test.each([
    ['another key', 'products: [jira]', [place('products', 0), place('name')]],
    ['an offset', 'products: [jira]', [{ ...place('products', 0), offset: 3 }]],
    ['another document', 'products: [jira]', [{ ...place('products', 0), document: 1 }]],
    ['the whole document', 'products: [jira]', [place()]],
    ['a key that is not written so', '"products": [jira]', [place('products', 0)]],
  ])('is left to others if a place leads to %s', (_, line, asked) => {
    expect(locateAbove('a.yaml', `${line}\nmembers:\n${rest.join('\n')}\n`, asked)).toBeUndefined();
  });

  test('is left to others if it is the larger part of the text', () => {
    expect(locateAbove('a.yaml', `members:\n${rest.join('\n')}\nproducts: [jira]\n`, [place('members', 29)])).toBeUndefined();
  });
});
