import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Path, Place } from '../../src/diagnostics/place.js';
import { locator } from '../../src/parse/authority.js';
import { locatePlain } from '../../src/parse/locate-plain.js';
import { parsePlain } from '../../src/parse/plain.js';
import { cases, edited, examples, mixed, printed, suiteTexts } from './texts.js';

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...steps.flatMap((step) => pathsIn(Reflect.get(value, step), [...path, step]))];
}

/** Every place in such a text, keys and values, and some that are not there. */
function placesIn(values: readonly unknown[]): readonly Place[] {
  const file = 'a.yaml';
  const there = values.flatMap((value, document) =>
    pathsIn(value).flatMap((path) =>
      [path, [...path, 'missing'], [...path, 0], [...path, '0', 'length'], [...path, '']].flatMap((each): Place[] => [
        { file, document, path: each },
        { file, document, path: each, key: true },
      ]),
    ),
  );
  return [...there, { file, document: values.length, path: [] }, { file, document: 0, path: [], offset: 2 }];
}

/** Whether the text is plain; if it is, all places in it have to be found where the authority finds them. */
function isLocatedAlike(text: string): boolean {
  const values = parsePlain(text);
  const find = locatePlain('a.yaml', text);
  expect(find === undefined).toBe(values === undefined);
  if (values === undefined || find === undefined) return false;
  const expected = locator('a.yaml', text);
  const places = placesIn(values);
  expect({ text, found: places.map((place) => [place, find(place)]) }).toEqual({
    text,
    found: places.map((place) => [place, expected(place)]),
  });
  return true;
}

describe('places in plain files are found where the authority finds them', () => {
  test('in all files of the example and the cases', () => {
    expect([...examples, ...cases].filter((text) => !isLocatedAlike(text))).toEqual([]);
  });

  test('in those of the YAML test suite', () => {
    expect(suiteTexts.filter(isLocatedAlike).length).toBeGreaterThan(40);
  });

  test.each([
    { name: 'any mixture of what means something in YAML', texts: mixed, runs: 3000, plain: 50 },
    { name: 'values printed in all styles', texts: printed, runs: 500, plain: 40 },
    { name: 'the example with a few edits', texts: edited(examples), runs: 200, plain: 15 },
    { name: 'the YAML test suite with a few edits', texts: edited(suiteTexts), runs: 1500, plain: 25 },
  ])('in $name', ({ texts, runs, plain }) => {
    let found = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (isLocatedAlike(text)) found++;
      }),
      { numRuns: runs },
    );
    expect(found).toBeGreaterThan(plain);
  });
});
