import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run.js';

/** Ways in which text could become markup or code in a page. */
const dangerous =
  /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function|srcdoc|setAttribute\(\s*['"]on/;

test('no part of the page makes markup of a text', () => {
  const files = readdirSync(join(root, 'src/web'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  expect(files.length).toBeGreaterThan(15);
  expect(files.filter((name) => dangerous.test(readFileSync(join(root, 'src/web', name), 'utf8')))).toEqual([]);
  expect(['a.innerHTML = b', '<p dangerouslySetInnerHTML={{ __html: a }} />', 'eval(a)'].filter((text) => !dangerous.test(text))).toEqual(
    [],
  );
});
