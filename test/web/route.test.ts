import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cellOption, formatRoute, parseCell, parseRoute, type Route } from '../../src/web/page/route.js';

describe('an address in the report', () => {
  test('leads back to what it was made of, whatever the names', () => {
    const pages: readonly Route['page'][] = ['change', 'matrix', 'find', 'person', 'place', 'group'];
    fc.assert(
      fc.property(
        fc.constantFrom(...pages),
        fc.string({ unit: 'grapheme' }),
        fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string({ unit: 'grapheme', minLength: 1 }), { noNullPrototype: true }),
        (page, name, options) => {
          expect(parseRoute(formatRoute({ page, name, options }))).toEqual({ page, name, options });
        },
      ),
    );
  });

  test('that makes no sense leads to the first page', () => {
    expect(['', '#', '#/', '#/nonsense', '#main', '#/__proto__'].map((hash) => parseRoute(hash).page)).toEqual(Array(6).fill('change'));
    expect(parseRoute('#/person/%E0%A4%A').name).toBe('%E0%A4%A');
  });

  test('names a cell', () => {
    expect(parseCell(cellOption('user:a@b.c', 'project:A'))).toEqual(['user:a@b.c', 'project:A']);
    expect([parseCell(undefined), parseCell('user:a')]).toEqual([undefined, undefined]);
  });
});
