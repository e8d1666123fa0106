import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Place } from '../../src/diagnostics/place.js';
import { locator } from '../../src/parse/authority.js';
import { locateKeys } from '../../src/parse/locate-keys.js';
import { parsePlain } from '../../src/parse/plain.js';

const place = (name: string): Place => ({ file: 'a.yaml', document: 0, path: ['users', name], key: true });
const value = fc.constantFrom(
  ' {}',
  ' {name: Ana}',
  '',
  '\n    name: ana',
  '\n    description: |\n      bo:\n      ana: x',
  ' # note\n    name: x',
  '\n    products:\n      - jira-software',
);
const head = fc.array(
  fc.constantFrom(
    'kind: Users',
    'name: all',
    'description: Some words',
    '# note',
    'labels: {ana: x}',
    'description: |\n  users:\n    ana: x',
    'defaults:\n  ana: x',
  ),
  { maxLength: 3 },
);

describe('keys of a long map', () => {
  test('stand where the parser of all of YAML finds them, or are left to it', () => {
    let found = 0;
    fc.assert(
      fc.property(
        head,
        fc.uniqueArray(fc.constantFrom('ana', 'bo@x.example', 'cy', 'an'), { minLength: 1 }),
        fc.array(value, { minLength: 4, maxLength: 4 }),
        fc.constantFrom('ana', 'bo@x.example', 'nobody'),
        (lines, names, values, asked) => {
          const entries = names.map((name, index) => `  ${name}:${values[index] ?? ''}`);
          const text = `${[...lines, 'users:', ...entries, 'labels: {x: y}'].join('\n')}\n`;
          if (parsePlain(text) === undefined) return;
          const position = locateKeys('a.yaml', text, [place(asked)]);
          if (position === undefined) return;
          found++;
          expect(position(place(asked))).toEqual(locator('a.yaml', text)(place(asked)));
        },
      ),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(200);
  });

  test.each([
    { name: 'there is no such map', text: 'kind: Users\n', places: [place('ana')] },
    { name: 'the key is not in it', text: 'users:\n  bo: {}\n', places: [place('ana')] },
    { name: 'it stands in another map', text: 'users:\n  bo: {}\nothers:\n  ana: {}\n', places: [place('ana')] },
    { name: 'a longer name begins alike', text: 'users:\n  ana:b: {}\n', places: [place('ana')] },
    { name: 'it is one of several documents', text: 'users:\n  ana: {}\n---\nusers:\n  ana: {}\n', places: [place('ana')] },
    { name: 'the value is meant', text: 'users:\n  ana: {}\n', places: [{ file: 'a.yaml', document: 0, path: ['users', 'ana'] }] },
  ])('are left to the parser where $name', ({ text, places }) => {
    expect(locateKeys('a.yaml', text, places)).toBeUndefined();
  });
});
