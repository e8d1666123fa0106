import { expect, test } from '@jest/globals';
import { code } from '../../../src/render/escape-markdown.js';

test.each([
  ['plain', '`plain`'],
  ['a`b', '``a`b``'],
  ['a``b`c', '```a``b`c```'],
  ['`', '`` ` ``'],
  [' a ', '`  a  `'],
  ['', '`  `'],
  ['two\nlines', '`two\\u{a}lines`'],
  ['@everyone <b>', '`@everyone <b>`'],
])('%j is the code span %j', (text, expected) => {
  expect(code(text)).toBe(expected);
});
