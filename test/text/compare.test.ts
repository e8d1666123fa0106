import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareBytes, sortByBytes } from '../../src/text/compare.js';

const unit = fc.constantFrom('a', 'b', '~', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}');
const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit })));

describe('order by bytes', () => {
  test('is that of the UTF-8 of the texts', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const sorted = all.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(all.toSorted(compareBytes)).toEqual(sorted);
        expect(sortByBytes([...all])).toEqual(sorted);
      }),
    );
  });

  test('differs from the order of JavaScript where there are characters beyond the first plane', () => {
    const all = ['\u{10000}', '\ue000', 'a'];
    expect(sortByBytes([...all])).toEqual(['a', '\ue000', '\u{10000}']);
    expect([...all].sort()).toEqual(['a', '\u{10000}', '\ue000']);
  });
});
