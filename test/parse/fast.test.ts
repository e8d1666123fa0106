import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseWithAuthority } from '../../src/parse/authority.js';
import { parseFast } from '../../src/parse/fast.js';

const folder = resolve(import.meta.dirname, '../../policies');
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

const pieces =
  'a|kind|ana@x.y|- |-|: |:| :|[|]|{|}|, |,|"|"a"|\'|\'b\'|\'\'| #|# c|\n|\n  |\n    |\n- |\n  - |\n---\n|---|\n...\n| ---\n|--- |? |&a |*a |!t |!!str |%|@|`|~|null|true|FALSE|no|1|0|01|0x1f|1.5|+1|-0|2027-03-31|1:30|.inf|é|\u{1f600}|\u00a0|\u0085|\u2028|\ufeff|\t|\r\n|  |<<: |key: value|k: [a, b]|k: {a: b}|a: - b|{a: }|{a:b}|[? a]|{"a":b}|[,]|[a,]|- - a|- a: b\n  c: d|__proto__: x|a: "x\n  y"'
    .split('|')
    .concat('|', '|-\n  x');
const piece = fc.constantFrom(...pieces);
const mixed = fc.array(piece, { maxLength: 14 }).map((each) => each.join(''));

const edited = fc
  .tuple(fc.constantFrom(...examples), fc.array(fc.tuple(fc.nat(), fc.nat(3), piece), { minLength: 1, maxLength: 4 }))
  .map(([text, edits]) =>
    edits.reduce((so, [at, length, put]) => {
      const offset = at % (so.length + 1);
      return so.slice(0, offset) + put + so.slice(offset + length);
    }, text),
  );

test('the fast parser reads the example, and reads what the authority reads', () => {
  const read = examples.filter((text) => parseFast(text) !== undefined);
  expect(read.length).toBeGreaterThan(examples.length / 2);
  expect(read.map((text) => parseFast(text))).toEqual(
    read.map((text) => parseWithAuthority('a.yaml', text).documents.map(({ value }) => value)),
  );
});

test.each([
  { name: 'any mixture of what means something in YAML', texts: mixed, runs: 6000 },
  { name: 'the example with a few edits', texts: edited, runs: 800 },
])('the fast parser refuses or reads what the authority reads without finding anything: $name', ({ texts, runs }) => {
  fc.assert(
    fc.property(texts, (text) => {
      const values = parseFast(text);
      if (values === undefined) return;
      const { documents, diagnostics } = parseWithAuthority('a.yaml', text);
      expect(diagnostics).toEqual([]);
      expect(values).toEqual(documents.map(({ value }) => value));
    }),
    { numRuns: runs },
  );
});
