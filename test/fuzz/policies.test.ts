import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SourceTree } from '../../src/load/source-file.js';
import { locate, readPolicies } from '../../src/pipeline.js';
import { base } from '../broken/base.js';
import { asOf } from '../support/compiled.js';

const encoder = new TextEncoder();

function treeWith(bytes: Uint8Array): SourceTree {
  return { label: 'memory', files: [{ path: 'x.yaml', bytes }], diagnostics: [] };
}

/** Reads whatever it is: never throws, the same each time, and every finding is a line that points into the file. */
async function survives(bytes: Uint8Array): Promise<void> {
  const tree = treeWith(bytes);
  const { diagnostics } = await readPolicies(tree, asOf);
  const again = await readPolicies(treeWith(bytes), asOf);
  expect(again.diagnostics).toEqual(diagnostics);
  const position = await locate(
    tree,
    diagnostics.map(({ at }) => at),
  );
  const lines = new TextDecoder().decode(bytes).split('\n').length;
  for (const { message, hint = '-', at } of diagnostics) {
    const { line, column } = position(at);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message + hint).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
  }
}

const files = Object.values(base);
const edit = fc.tuple(
  fc.nat(),
  fc.nat(6),
  fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('\n', '  ', '\t', '- ', ': ', '"', '[', '}', '---\n')),
);
const edited = fc.tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 5 })).map(([text, edits]) =>
  edits.reduce((so, [at, length, put]) => {
    const offset = at % (so.length + 1);
    return so.slice(0, offset) + put + so.slice(offset + length);
  }, text),
);
const kinds = [
  'Site',
  'Users',
  'Group',
  'Role',
  'Bundle',
  'Scheme',
  'Project',
  'SpaceRole',
  'Space',
  'Channel',
  'Collaboration',
  'Guardrail',
  'Test',
];
const fields = [
  'name',
  'key',
  'members',
  'users',
  'grants',
  'roles',
  'access',
  'guests',
  'to',
  'allow',
  'until',
  'expect',
  'never',
  'products',
  'includes',
];
const document = fc
  .tuple(
    fc.constantFrom(...kinds),
    fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 8 }),
  )
  .map(([kind, rest]) => JSON.stringify({ kind, ...rest }));

test.each([
  { name: 'bytes', runs: 300, inputs: fc.uint8Array({ maxLength: 200 }) },
  { name: 'text', runs: 300, inputs: fc.string({ unit: 'binary', maxLength: 200 }).map((text) => encoder.encode(text)) },
  { name: 'policies with a few edits', runs: 400, inputs: edited.map((text) => encoder.encode(text)) },
  { name: 'JSON as documents of each kind', runs: 400, inputs: document.map((text) => encoder.encode(text)) },
])('survives any $name', async ({ inputs, runs }) => {
  await fc.assert(fc.asyncProperty(inputs, survives), { numRuns: runs });
});

test.each(['>\u000e', '|\u0007x', '"\\\u001b"', '@\u009b31m', '%\u0085'])(
  "shows a parser's words about %j without what cannot be seen",
  async (text) => {
    await survives(encoder.encode(text));
  },
);

const many = (amount: number, text: (index: number) => string): string =>
  Array.from({ length: amount }, (_, index) => text(index)).join('');
const group = 'kind: Group\nname: x\n';

test.each([
  { name: '20,000 people', text: `kind: Users\nname: x\nusers:\n${many(20_000, (n) => `  u${String(n)}@a.example: {}\n`)}` },
  { name: '20,000 unknown fields', text: group + many(20_000, (n) => `f${String(n)}: 1\n`) },
  { name: '100,000 unknown members', text: `${group}members: [${many(100_000, (n) => `u${String(n)}@a.example, `)}]\n` },
  { name: '50,000 equal keys', text: group + 'members: []\n'.repeat(50_000) },
  {
    name: '20,000 groups that include unknown ones',
    text: many(20_000, (n) => `---\nkind: Group\nname: g${String(n)}\nincludes: [h${String(n)}]\n`),
  },
  { name: '10,000 groups in a chain', text: many(10_000, (n) => `---\nkind: Group\nname: g${String(n)}\nincludes: [g${String(n + 1)}]\n`) },
  { name: 'ten million blanks', text: `${group}${' '.repeat(10_000_000)}x` },
  { name: 'a million opening brackets', text: '['.repeat(1_000_000) },
  { name: 'half a million dashes', text: '- '.repeat(500_000) },
  { name: 'half a million question marks', text: '? '.repeat(500_000) },
  { name: '50,000 aliases', text: `${group}labels:\n  a: &a b\n${many(50_000, (n) => `  k${String(n)}: *a\n`)}` },
  { name: 'a megabyte of closing brackets', text: ']'.repeat(1_000_000) },
  { name: 'a megabyte of anchors', text: '&a '.repeat(350_000) },
  { name: 'a megabyte of quotation marks', text: '"'.repeat(1_000_000) },
  { name: 'a megabyte of colons', text: ': '.repeat(500_000) },
  { name: '50,000 marks of a merge', text: '<<<<<<< a\n=======\n'.repeat(50_000) },
  // At a cost that grew with their square, the time of a test would not be enough.
])('reads $name', async ({ text }) => {
  const tree = treeWith(encoder.encode(text));
  const { diagnostics } = await readPolicies(tree, asOf);
  const position = await locate(
    tree,
    diagnostics.map(({ at }) => at),
  );
  expect(diagnostics.map(({ at }) => position(at).line).every((line) => line >= 1)).toBe(true);
});
