import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonPieces } from '../../src/render/json-pieces.js';

const long = new Set(['long', 'longer']);

describe('JSON in pieces', () => {
  test('is the text of JSON.stringify, whatever is long', () => {
    const key = fc.constantFrom('long', 'longer', 'short', 'at', 'other');
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.constant(null), fc.constant(undefined), tie('list'), tie('object')),
      // A list with a hole is written with null, and no list here has one.
      list: fc.array(
        tie('any').filter((each) => each !== undefined),
        { maxLength: 4 },
      ),
      object: fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(value.object, fc.boolean(), (object, isReplaced) => {
        const replacer = (name: string, each: unknown): unknown => (name === 'at' ? undefined : each);
        const rules = isReplaced ? { long, replacer } : { long };
        expect([...jsonPieces(object, rules)].join('')).toBe(JSON.stringify(object, isReplaced ? replacer : undefined, 2));
      }),
    );
  });

  test('tells the items of long lists one by one, of whatever can be gone through', () => {
    const items = {
      *[Symbol.iterator]() {
        yield { name: 'one' };
        yield { name: 'two' };
      },
    };
    const pieces = [...jsonPieces({ inner: { long: items } }, { long })];
    expect(JSON.parse(pieces.join(''))).toEqual({ inner: { long: [{ name: 'one' }, { name: 'two' }] } });
    expect(pieces.filter((piece) => piece.includes('"name"'))).toHaveLength(2);
  });
});
