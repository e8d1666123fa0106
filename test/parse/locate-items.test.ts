import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Place } from '../../src/diagnostics/place.js';
import { locator } from '../../src/parse/authority.js';
import { locateItems } from '../../src/parse/locate-items.js';

const place = (index: number, list = 'members'): Place => ({ file: 'a.yaml', document: 0, path: [list, index] });
const word = fc.constantFrom('ana@acme.example', 'Bo', 'cy.d+e@x.example', 'x_1');
const entry = fc.oneof(
  { weight: 6, arbitrary: word.map((each) => [`- ${each}`]) },
  { weight: 2, arbitrary: word.map((each) => [`- user: ${each}`, '  until: 2027-01-01']) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      [`- "quoted"`],
      ['- {user: x, until: 2027-01-01}'],
      ['# note', '- a'],
      ['', '- b'],
      ['- c  # why'],
      ['- no'],
      ['- |', '  x'],
    ),
  },
);
const head = fc.array(
  fc.constantFrom(
    'kind: Group',
    'name: all',
    'description: Some words',
    'owner: user:ana@acme.example',
    '# note',
    'products: [jira, confluence]',
    'products: ["members"]',
    'labels: {members: x}',
    'labels:\n  members: x',
    'description: |\n  members:\n  - a',
  ),
  {
    maxLength: 3,
  },
);

describe('items of a long list', () => {
  test('stand where the parser of all of YAML finds them, or are left to it', () => {
    let found = 0;
    fc.assert(
      fc.property(head, fc.array(entry, { minLength: 1, maxLength: 8 }), fc.nat(4), fc.nat(9), (lines, entries, indent, asked) => {
        const items = entries.flat().map((line) => (line === '' ? line : ' '.repeat(indent) + line));
        const text = `${[...lines, 'members:', ...items, 'products: [confluence]'].join('\n')}\n`;
        const places = [place(asked), place(0)];
        const positions = locateItems('a.yaml', text, places);
        if (positions === undefined) return;
        found++;
        const right = locator('a.yaml', text);
        for (const each of places) expect(positions(each)).toEqual(right(each));
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(200);
  });

  test.each([
    { name: 'there is no such list', text: 'kind: Group\n', places: [place(0)] },
    { name: 'the list is shorter', text: 'members:\n- a\n', places: [place(1)] },
    { name: 'it is one of several documents', text: 'members:\n- a\n---\nmembers:\n- b\n', places: [place(0)] },
    { name: 'the place is within an item', text: 'members:\n- user: a\n', places: [{ ...place(0), path: ['members', 0, 'user'] }] },
    { name: 'nothing is asked', text: 'members:\n- a\n', places: [] },
  ])('are left to the parser where $name', ({ text, places }) => {
    expect(locateItems('a.yaml', text, places)).toBeUndefined();
  });
});
