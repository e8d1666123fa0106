import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseWithAuthority } from '../../src/parse/authority.js';
import { parsePlain } from '../../src/parse/plain.js';
import { cases, edited, examples, mixed, printed, suiteTexts } from './texts.js';

/** Whether the text is plain; if it is, it has to be read as the authority reads it, which has nothing to say against it. */
function isReadAlike(text: string): boolean {
  const values = parsePlain(text);
  if (values === undefined) return false;
  const { documents, diagnostics } = parseWithAuthority('a.yaml', text);
  expect({ text, diagnostics }).toEqual({ text, diagnostics: [] });
  expect({ text, values }).toEqual({ text, values: documents.map(({ value }) => value) });
  return true;
}

describe('plain files are read as the authority reads them', () => {
  test('all files of the example', () => {
    expect(examples.filter((text) => !isReadAlike(text))).toEqual([]);
  });

  test('all files of the cases', () => {
    expect(cases.filter((text) => !isReadAlike(text))).toEqual([]);
  });

  test('those of the YAML test suite that are plain', () => {
    expect(suiteTexts.length).toBeGreaterThan(350);
    expect(suiteTexts.filter(isReadAlike).length).toBeGreaterThan(40);
  });

  test.each([
    { name: 'any mixture of what means something in YAML', texts: mixed, runs: 6000, plain: 100 },
    { name: 'values printed in all styles', texts: printed, runs: 1500, plain: 150 },
    { name: 'the example with a few edits', texts: edited(examples), runs: 1200, plain: 100 },
    { name: 'the YAML test suite with a few edits', texts: edited(suiteTexts), runs: 3000, plain: 60 },
  ])('or refused: $name', ({ texts, runs, plain }) => {
    let found = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (isReadAlike(text)) found++;
      }),
      { numRuns: runs },
    );
    expect(found).toBeGreaterThan(plain);
  });
});

describe('what is plain', () => {
  test.each([
    { name: 'nothing', text: '', values: [] },
    { name: 'comments alone', text: '# a\n\n  # b', values: [] },
    {
      name: 'maps and lists',
      text: 'a:\n  b: 1\nc:\n- d\n-  - e\n   - f: g\n     h:\n',
      values: [{ a: { b: 1 }, c: ['d', ['e', { f: 'g', h: null }]] }],
    },
    { name: 'documents', text: '---\na: b # c\n# d\n--- # e\n- f\n', values: [{ a: 'b' }, ['f']] },
    { name: 'brackets', text: 'a: [b, {c: "d", e: [] }, ]\nf: {}', values: [{ a: ['b', { c: 'd', e: [] }], f: {} }] },
    { name: 'brackets over lines', text: 'a:\n  [\n    b, # c\n    d\n  ]\n', values: [{ a: ['b', 'd'] }] },
    { name: 'JSON', text: '{\n  "a": [1, true, null, "b\\n\\u00e9"]\n}\n', values: [{ a: [1, true, null, 'b\né'] }] },
    { name: 'JSON without blanks', text: '{"a":[1,{"b":"c"}],\'d\':e}', values: [{ a: [1, { b: 'c' }], d: 'e' }] },
    {
      name: 'words that look like more',
      text: '- a:b\n- c#d\n- 2027-01-31\n- http://x/?y=[z]\n',
      values: [['a:b', 'c#d', '2027-01-31', 'http://x/?y=[z]']],
    },
    { name: 'quotes', text: `- 'it''s'\n- "say \\"hi\\""\n- "# no: "\n`, values: [["it's", 'say "hi"', '# no: ']] },
    {
      name: 'constants and numbers',
      text: '- true\n- True\n- TRUE\n- false\n- False\n- FALSE\n- null\n- Null\n- NULL\n- -12\n- truely\n',
      values: [[true, true, true, false, false, false, null, null, null, -12, 'truely']],
    },
    { name: 'names of fields as they are written', text: '1: a\ntrue: b\n1.0: c\n', values: undefined },
    { name: 'whole numbers as names of fields', text: '1: a\ntrue: b\n', values: [{ 1: 'a', true: 'b' }] },
    {
      name: 'block texts',
      text: 'a: |\n  b\n\n   c\nd: >-\n  e\n  f\n\n  g\nh: |+\n  i\n\n',
      values: [{ a: 'b\n\n c\n', d: 'e f\ng', h: 'i\n\n' }],
    },
    { name: 'letters of all languages', text: 'é: Zoë Ünal 太郎 \u{1f600}\n', values: [{ é: 'Zoë Ünal 太郎 \u{1f600}' }] },
  ])('$name', ({ text, values }) => {
    expect(parsePlain(text)).toEqual(values);
  });

  test.each([
    'a: &b c',
    'a: *b',
    'a: !b c',
    '%YAML 1.2\n---\na: b',
    'a: b\n...\n',
    '? a\n: b',
    'a:\tb',
    'a: b\r\n',
    '\ufeffa: b',
    'a: b\n  c',
    'a: "b\n  c"',
    'a: [b\n  c]',
    'a: [\nb]',
    'a: 0x1f',
    'a: 1.5',
    'a: ~',
    'a: 1\na: 2',
    '{a: 1, a: 2}',
    '__proto__: 1',
    'constructor: 1\nconstructor: 2',
    '<<: {a: b}',
    'a: b\n---\n',
    'a',
    'a: b: c',
    'a: |2\n   b',
    `a: "${'['.repeat(101)}"`,
    `${'['.repeat(101)}${']'.repeat(101)}`,
    `${'a'.repeat(1001)}: b`,
  ])('and what is left to others: %j', (text) => {
    expect(parsePlain(text)).toBeUndefined();
  });
});
