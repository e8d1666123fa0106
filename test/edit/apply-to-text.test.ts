import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCollection, isMap, isScalar, LineCounter, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import type { Path, Place } from '../../src/diagnostics/place.js';
import { applyToText } from '../../src/edit/apply-to-text.js';
import { applyToValues } from '../../src/edit/apply-to-values.js';
import { EditError, type Edit, type PlacedEdit } from '../../src/edit/edit.js';
import { parseWithAuthority } from '../../src/parse/authority.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const path = 'a.yaml';
const at = (...steps: Path): Place => ({ file: path, document: 0, path: steps });
const remove = (...steps: Path): Edit => ({ op: 'remove', at: at(...steps) });
const add = (value: unknown, ...steps: Path): Edit => ({ op: 'add', at: at(...steps), value });
const set = (value: unknown, ...steps: Path): Edit => ({ op: 'set', at: at(...steps), value });

interface Case {
  readonly name: string;
  readonly before: string;
  readonly edits: readonly Edit[];
  readonly after: string;
}

const cases: readonly Case[] = [
  {
    name: 'an item goes with its line, the comment on it and those directly above it',
    before: 'members:\n  - a\n  # in charge\n  # since May\n  - b # until June\n\n  - "c"   # stays\n',
    edits: [remove('members', 1)],
    after: 'members:\n  - a\n\n  - "c"   # stays\n',
  },
  {
    name: 'a comment above the first item is the heading of all',
    before: 'members:\n  # the team\n  - a\n  - b\n',
    edits: [remove('members', 0)],
    after: 'members:\n  # the team\n  - b\n',
  },
  {
    name: 'a comment that begins a paragraph is the heading of the paragraph',
    before: 'users:\n  # eng\n  a: {}\n\n  # ops\n  b: {}\n  c: {}\n\n  d: {}\n',
    edits: [remove('users', 'b'), remove('users', 'a')],
    after: 'users:\n\n  # ops\n  c: {}\n\n  d: {}\n',
  },
  {
    name: 'a heading goes with the last of its paragraph',
    before: 'users:\n  a: {}\n\n  # ops\n  # on call\n  b: {}\n  c: {}\n  # end\n',
    edits: [remove('users', 'b'), remove('users', 'c')],
    after: 'users:\n  a: {}\n\n  # end\n',
  },
  {
    name: 'unless every item has one',
    before: 'members:\n  # lead\n  - a\n  # deputy\n  - b\n',
    edits: [remove('members', 0)],
    after: 'members:\n  # deputy\n  - b\n',
  },
  {
    name: 'what excuses a finding goes with the line it is about',
    before: 'members:\n  # permafrost: allow x -- why, owner user:a, until 2027-01-01\n  - a\n  - b\n',
    edits: [remove('members', 0)],
    after: 'members:\n  - b\n',
  },
  {
    name: 'the last item leaves an empty list',
    before: 'a:\n  # who\n  - x # y\nb: 1\n',
    edits: [remove('a', 0)],
    after: 'a: []\nb: 1\n',
  },
  {
    name: 'the last field leaves an empty map',
    before: 'a: # who\n    x: 1\nb: 1\n',
    edits: [remove('a', 'x')],
    after: 'a: {} # who\nb: 1\n',
  },
  {
    name: 'an item is added with the indentation of its list',
    before: 'a:\n- x\nb:\n    -   y # z\n\n# end\n',
    edits: [add('n', 'a'), add('m', 'b')],
    after: 'a:\n- x\n- n\nb:\n    -   y # z\n    - m\n\n# end\n',
  },
  {
    name: 'items are added in the quotes of their neighbours',
    before: "a:\n  - 'x'\n  - 'y'\n",
    edits: [add("it's", 'a')],
    after: "a:\n  - 'x'\n  - 'y'\n  - 'it''s'\n",
  },
  {
    name: 'all items may be exchanged',
    before: 'a:\n  - x\n  - y\n',
    edits: [remove('a', 0), remove('a', 1), add('z', 'a')],
    after: 'a:\n  - z\n',
  },
  {
    name: 'lists in brackets keep their spaces',
    before: 'a: [ x,  y, z ] # c\n',
    edits: [remove('a', 1), add('n', 'a')],
    after: 'a: [ x, z, n ] # c\n',
  },
  { name: 'the first in brackets', before: 'a: [x, y,]\n', edits: [remove('a', 0)], after: 'a: [y,]\n' },
  { name: 'the last in brackets', before: 'a: [x, y,]\n', edits: [remove('a', 1)], after: 'a: [x,]\n' },
  { name: 'the only one in brackets', before: 'a: [ x ]\n', edits: [remove('a', 0)], after: 'a: []\n' },
  { name: 'one into empty brackets', before: 'a: []\n', edits: [add('x, y', 'a'), add('z: 1', 'a')], after: 'a: ["x, y", "z: 1"]\n' },
  {
    name: 'brackets over several lines',
    before: 'a: [\n  x, # 1\n  y, # 2\n  z # 3\n]\n',
    edits: [remove('a', 1), add('n', 'a')],
    after: 'a: [\n  x, # 1\n  z, # 3\n  n\n]\n',
  },
  { name: 'the last line within brackets', before: 'a: [\n  x, # 1\n  z # 3\n]\n', edits: [remove('a', 1)], after: 'a: [\n  x # 1\n]\n' },
  { name: 'after a last comma', before: 'a: [\n  x,\n  z, # 3\n]\n', edits: [add('n', 'a')], after: 'a: [\n  x,\n  z, # 3\n  n,\n]\n' },
  {
    name: 'a field of braces',
    before: 'a: {x: 1, y: 2, z: 3}\n',
    edits: [remove('a', 'y'), set('no', 'a', 'w')],
    after: 'a: {x: 1, z: 3, w: no}\n',
  },
  { name: 'a field of empty braces', before: 'a: {}\n', edits: [set(false, 'a', 'active')], after: 'a: {active: false}\n' },
  {
    name: 'a field where nothing is written',
    before: 'a:\n  x:   # nothing\n  y: 1\n',
    edits: [set('2027-01-31', 'a', 'x', 'until')],
    after: 'a:\n  x: {until: 2027-01-31}   # nothing\n  y: 1\n',
  },
  {
    name: 'a scalar keeps its quotes and its comment',
    before: "lead: 'user:a' # since May\n",
    edits: [set('user:b', 'lead')],
    after: "lead: 'user:b' # since May\n",
  },
  {
    name: 'a new field stands at the end of its map',
    before: 'kind: G\nroles:\n  A: [x]\n# end\n',
    edits: [add('y', 'roles', 'B'), set('z', 'lead')],
    after: 'kind: G\nroles:\n  A: [x]\n  B: [y]\nlead: z\n# end\n',
  },
  {
    name: 'a bare name becomes a map',
    before: 'a:\n  - x # c\n',
    edits: [set({ user: 'x', until: '2027-01-31' }, 'a', 0)],
    after: 'a:\n  - {user: x, until: 2027-01-31} # c\n',
  },
  { name: 'a block becomes a line', before: 'a:\n  x: 1\n  y: 2\nb: 1\n', edits: [set(['z'], 'a')], after: 'a: [z]\nb: 1\n' },
  {
    name: 'a text over several lines',
    before: 'description: |\n  one\n  two\n\nname: x\n',
    edits: [remove('description')],
    after: '\nname: x\n',
  },
  {
    name: 'a grant nobody is left in goes as a whole',
    before: 'grants:\n  # eng\n  - {to: [a], allow: [X]}\n  # ops\n  - to:\n      - b\n    allow: [Y]\n  - {to: [c], allow: [Z]}\n',
    edits: [remove('grants', 1, 'to', 0)],
    after: 'grants:\n  # eng\n  - {to: [a], allow: [X]}\n  - {to: [c], allow: [Z]}\n',
  },
  {
    name: 'the key beside the dash',
    before: 'a:\n  - until: x # c\n    user: y\n',
    edits: [remove('a', 0, 'until')],
    after: 'a:\n  - user: y\n',
  },
  {
    name: 'all keys of an item',
    before: 'a:\n  - x: 1\n    y: 2\n',
    edits: [remove('a', 0, 'x'), remove('a', 0, 'y')],
    after: 'a:\n  - {}\n',
  },
  {
    name: 'the line ends of Windows',
    before: 'a:\r\n  - x\r\n  - y\r\nb: [z]\r\n',
    edits: [remove('a', 0), add('n', 'a'), add('m', 'b')],
    after: 'a:\r\n  - y\r\n  - n\r\nb: [z, m]\r\n',
  },
  { name: 'no line end at the end', before: 'a:\n  - x', edits: [add('y', 'a')], after: 'a:\n  - x\n  - y' },
  { name: 'no line end after what goes', before: 'a:\n  - x\n  - y', edits: [remove('a', 1)], after: 'a:\n  - x' },
  { name: 'a byte-order mark', before: '\ufeffa:\n  - x\n', edits: [add('y', 'a'), set(1, 'b')], after: '\ufeffa:\n  - x\n  - y\nb: 1\n' },
  {
    name: 'other documents',
    before: '# first\n---\na: [x]\n---\na: [y]\n',
    edits: [{ op: 'add', at: { file: path, document: 1, path: ['a'] }, value: 'z' }],
    after: '# first\n---\na: [x]\n---\na: [y, z]\n',
  },
  {
    name: 'a list that is an alias gets its own text',
    before: 'a: &l [x]\nb: *l\n',
    edits: [add('y', 'b')],
    after: 'a: &l [x]\nb: [x, y]\n',
  },
  {
    name: 'a key in quotes or with a question mark',
    before: '"a b": {x: 1}\n? c\n: [y]\n',
    edits: [set(2, 'a b', 'x'), remove('c')],
    after: '"a b": {x: 2}\n',
  },
  {
    name: 'names that look like something else',
    before: 'a: [x]\nb:\n  - y\n',
    edits: [add('no', 'a'), add('#1', 'a'), add('2026', 'b'), add('null', 'b'), add('- z', 'b'), add('é\n', 'b')],
    after: 'a: [x, no, "#1"]\nb:\n  - y\n  - "2026"\n  - "null"\n  - "- z"\n  - "é\\n"\n',
  },
];

test.each(cases)('edits of text keep the rest: $name', ({ before, edits, after }) => {
  const own = edits.map((edit) => edit);
  expect(applyToText({ path, text: before }, own)).toBe(after);
});

test.each([
  {
    name: 'an alias stands elsewhere for what is edited',
    before: 'a: &l [x]\nb: *l\n',
    edits: [add('y', 'a')],
    message: 'make it by hand (a.yaml, a)',
  },
  { name: 'the file is no YAML', before: 'a: [x\n', edits: [add('y', 'a')], message: 'The file has errors' },
  { name: 'the place is not there', before: 'a: [x]\n', edits: [remove('a', 1)], message: 'There is nothing to edit (a.yaml, a › item 2)' },
])('nothing is written where $name', ({ before, edits, message }) => {
  expect(() => applyToText({ path, text: before }, edits)).toThrow(message);
  expect(() => applyToText({ path, text: before }, edits)).toThrow(EditError);
});

describe('in random organisations', () => {
  test('edits of text mean what edits of values mean, and touch no line but those of the places they name', () => {
    let made = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.infiniteStream(fc.nat()),
        fc.constantFrom('\n', '\r\n'),
        (seed, numbers, newline) => {
          const draw = (bound: number): number => (numbers.next().value as number) % bound;
          for (const [file, unix] of randomOrganisation(seed).files) {
            const text = unix.replaceAll('\n', newline);
            const documents = parseWithAuthority(file, text).documents;
            const edits = drawEdits(
              file,
              documents.map(({ value }) => value),
              draw,
            );
            if (edits.length === 0) continue;
            const edited = applyToText({ path: file, text }, edits);
            expect(parseWithAuthority(file, edited).documents).toEqual(applyToValues(documents, edits));
            expect(changedOutside(text, edited, edits)).toEqual([]);
            made += edits.length;
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(made).toBeGreaterThan(500);
  });
});

const oddities = ['no', 'a, b', 'x: y', '#z', '{', ']', "it's", '"', '*a', '2026', 'é', '- a', '', ' b ', '%'];

/** A few edits that do not contradict each other: each at a place of its own. */
function drawEdits(file: string, values: readonly unknown[], draw: (bound: number) => number): readonly PlacedEdit[] {
  const edits: PlacedEdit[] = [];
  const visit = (value: unknown, place: Place): void => {
    const isList = Array.isArray(value);
    if (typeof value !== 'object' || value === null) return;
    const steps = isList ? [...value.keys()] : Object.keys(value);
    const added = isList ? oddities[draw(oddities.length)] : undefined;
    if (draw(6) === 0 && place.path.length > 0)
      edits.push(
        isList ? { op: 'add', at: place, value: added } : { op: 'set', at: { ...place, path: [...place.path, 'new: key'] }, value: ['x'] },
      );
    for (const step of steps) {
      const inner = { ...place, path: [...place.path, step] };
      const chance = draw(14);
      if (chance === 0) edits.push({ op: 'remove', at: inner });
      else if (chance === 1)
        edits.push({ op: 'set', at: inner, value: [oddities[draw(oddities.length)], { a: draw(9), 'b c': [] }, []][draw(3)] });
      else visit((value as Record<string | number, unknown>)[step], inner);
    }
  };
  for (const [document, value] of values.entries()) if (draw(3) === 0) visit(value, { file, document, path: [] });
  return edits.filter(({ at }) => at.path.join() !== 'kind');
}

/** Lines that were changed although no edited collection stands on them. */
function changedOutside(before: string, after: string, edits: readonly PlacedEdit[]): readonly string[] {
  const counter = new LineCounter();
  const yamls = parseAllDocuments(before, { lineCounter: counter, version: '1.2' }) as readonly YamlDocument[];
  // In brackets over several lines the comma before what goes, or comes, stands on the line above.
  const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.replace(/,?\r?$/, ''));
  const lines = linesOf(before);
  const touched = new Set<number>();
  for (const { at: place } of edits) {
    // A grant that is emptied goes as a whole, so that the widest collection around counts: the top field.
    const root = yamls[place.document]?.contents;
    const top = isMap(root) ? root.items.find(({ key }) => isScalar(key) && key.value === place.path[0]) : undefined;
    const [rootStart = 0, , rootEnd = before.length] = root?.range ?? [];
    const start = isScalar(top?.key) ? (top.key.range?.[0] ?? rootStart) : rootStart;
    const end = place.path.length > 1 && isCollection(top?.value) ? (top.value.range?.[2] ?? rootEnd) : rootEnd;
    for (let line = counter.linePos(start).line - 1; line <= counter.linePos(end).line; line++) touched.add(line);
  }
  const left = linesOf(after);
  const kept = lines.filter((_, index) => !touched.has(index));
  let position = 0;
  const missing: string[] = [];
  for (const line of kept) {
    const found = left.indexOf(line, position);
    if (found === -1) missing.push(line);
    else position = found + 1;
  }
  return missing;
}
