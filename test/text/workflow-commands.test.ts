import { describe, expect, test } from '@jest/globals';
import { quote, visible } from '../../src/text/quote.js';

describe('a name is no command to the runner of a workflow', () => {
  test.each([
    ['::error::x', '\\u{3a}:error::x'],
    ['a ::add-mask::b', 'a \\u{3a}:add-mask::b'],
    ['a::b', 'a::b'],
    ['##[add-matcher]x', '#\\u{23}[add-matcher]x'],
    ['a##[error]b', 'a#\\u{23}[error]b'],
    ['###[group]', '##\\u{23}[group]'],
    ['# [x] and #[y]', '# [x] and #[y]'],
  ])('%s', (text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(quote(text)).toBe(`"${shown}"`);
    expect(visible(shown)).toBe(shown);
  });
});
