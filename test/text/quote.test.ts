import { describe, expect, test } from '@jest/globals';
import { quote, visible } from '../../src/text/quote.js';

const last = 0x10ffff;

describe('text that is made visible', () => {
  test('keeps what can be read, private characters included', () => {
    for (const text of ['', 'Team: A/B', 'Équipe Produit', '日本語', 'e\u0301', '😀', '\ue000', '\u{f0000}'])
      expect(visible(text)).toBe(text);
  });

  test.each([
    ['a line end', 'a\nb', 'a\\u{a}b'],
    ['a colour', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['an Arabic letter mark', '\u061c', '\\u{61c}'],
    ['a Mongolian vowel separator', 'a\u180eb', 'a\\u{180e}b'],
    ['an annotation', '\ufff9a\ufffab\ufffb', '\\u{fff9}a\\u{fffa}b\\u{fffb}'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['letters written in tags', 'a\u{e0041}\u{e007f}', 'a\\u{e0041}\\u{e007f}'],
    ['a tag that is not assigned', '\u{e0002}', '\\u{e0002}'],
    ['a musical beam', '\u{1d173}', '\\u{1d173}'],
    ['half of a character', '\ud800', '\\u{d800}'],
  ])('writes out %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(quote(text)).toBe(`"${shown}"`);
  });

  test('has no character left that steers the reader without being seen', () => {
    const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
    const left: string[] = [];
    for (let code = 0; code <= last; code++) {
      const shown = visible(String.fromCodePoint(code));
      if (hidden.test(shown)) left.push(code.toString(16));
    }
    expect(left).toEqual([]);
  });
});
