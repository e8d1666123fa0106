import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FileHunks } from '../../src/plan/hunks.js';
import { hunksOf, type FilePair } from '../../src/plan/hunks-of.js';
import { readPolicies } from '../../src/pipeline.js';
import { planHunks, planPolicies } from '../../src/planning.js';
import { asOf, compiled } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';

const file = (path: string, text: string) => ({ path, text });
const changed = (before: string, after: string): FilePair => ({ before: file('a.yaml', before), after: file('a.yaml', after) });

/** What the lines of the hunks make of the old text. */
function applied(old: string, { hunks }: FileHunks): readonly string[] {
  const lines = linesOf(old);
  const made: string[] = [];
  let next = 0;
  for (const hunk of hunks) {
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    made.push(...lines.slice(next, start));
    expect(hunk.lines.filter((line) => /^[ -]/.test(line)).map((line) => line.slice(1))).toEqual(lines.slice(start, start + hunk.oldLines));
    expect(hunk.lines.filter((line) => /^[ +]/.test(line)).length).toBe(hunk.newLines);
    made.push(...hunk.lines.filter((line) => !line.startsWith('-')).map((line) => line.slice(1)));
    next = start + hunk.oldLines;
  }
  return [...made, ...lines.slice(next)];
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

describe('the hunks of a file', () => {
  const line = fc.constantFrom('a', 'b', 'c: 1', '  - x', '- y', '+ z', '\\ no', 'é\r', '');
  const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.map((each) => `${each}\n`).join(''));

  test('make the new text of the old one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [found] = hunksOf([changed(before, after)]);
        if (found === undefined) throw new Error('There is a file.');
        expect(applied(before, found)).toEqual(linesOf(after));
      }),
    );
  });

  test('have three lines around what changes', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join('');
    expect(hunksOf([changed(before, before.replace('line 10\n', 'line ten\n'))])).toEqual([
      {
        path: 'a.yaml',
        status: 'modified',
        hunks: [
          {
            oldStart: 7,
            oldLines: 7,
            newStart: 7,
            newLines: 7,
            lines: [' line 7', ' line 8', ' line 9', '-line 10', '+line ten', ' line 11', ' line 12', ' line 13'],
          },
        ],
      },
    ]);
  });

  test('are the whole text of a file that comes or goes', () => {
    const after = file('a.yaml', 'kind: Role\nname: x\n');
    expect(hunksOf([{ after }])).toEqual([
      {
        path: 'a.yaml',
        status: 'added',
        hunks: [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 2, lines: ['+kind: Role', '+name: x'] }],
      },
    ]);
    expect(hunksOf([{ before: after }])[0]).toMatchObject({ status: 'removed', hunks: [{ oldLines: 2, newStart: 0, newLines: 0 }] });
    expect(hunksOf([{ after: file('a.yaml', '') }])).toEqual([{ path: 'a.yaml', status: 'added', hunks: [] }]);
  });

  test('are not looked for where the texts have too little in common', () => {
    const many = (word: string): string => Array.from({ length: 3000 }, (_, index) => `${word} ${index}\n`).join('');
    expect(hunksOf([changed(many('old'), many('new'))])).toEqual([{ path: 'a.yaml', status: 'modified', hunks: [], rewritten: true }]);
  });
});

describe('a file that moves', () => {
  const text = 'kind: Group\nname: eng\nmembers:\n  - ana@s.example\n';
  const moved = (before: string, after: string, renames: Parameters<typeof hunksOf>[1] = []) =>
    hunksOf([{ before: file('a/old.yaml', before) }, { after: file('b/new.yaml', after) }], renames);

  test('as it is has no hunks', () => {
    expect(moved(text, text)).toEqual([{ path: 'b/new.yaml', status: 'modified', from: 'a/old.yaml', hunks: [] }]);
  });

  test('and changes a little has the hunks of that', () => {
    const [only, ...others] = moved(text, text.replace('ana', 'bo'));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ from: 'a/old.yaml', status: 'modified' });
    expect(only?.hunks[0]?.lines).toEqual([' kind: Group', ' name: eng', ' members:', '-  - ana@s.example', '+  - bo@s.example']);
  });

  test('and changes altogether is one that goes and one that comes', () => {
    expect(moved(text, 'kind: Space\nkey: DOCS\n').map(({ status, from }) => [status, from])).toEqual([
      ['removed', undefined],
      ['added', undefined],
    ]);
  });

  test('and whose thing is renamed by formerly is the same file, however little of it stays', () => {
    const after = 'kind: Group\nname: "engineers" # all of them\nformerly: "eng"\nmembers: [bo@s.example]\n';
    expect(moved(text, after).map(({ status }) => status)).toEqual(['removed', 'added']);
    expect(moved(text, after, [{ from: 'group:eng', to: 'group:engineers' }])).toMatchObject([
      { path: 'b/new.yaml', from: 'a/old.yaml', status: 'modified' },
    ]);
  });

  test('is paired with the one it is most like', () => {
    const other = text.replace('eng', 'ops');
    const found = hunksOf([
      { before: file('1.yaml', other) },
      { before: file('2.yaml', text) },
      { after: file('3.yaml', `${text}  - bo@s.example\n`) },
      { after: file('4.yaml', `${other}  - bo@s.example\n`) },
    ]);
    expect(found.map(({ path, from }) => [path, from])).toEqual([
      ['3.yaml', '2.yaml'],
      ['4.yaml', '1.yaml'],
    ]);
  });
});

test('the hunks of a plan are those of the files it calls changed, and of no file that one of the trees was not asked for', async () => {
  const site = 'kind: Site\nname: s\nurl: https://s.atlassian.net\ninternalDomains: [s.example]\n';
  const [before, after] = [treeOf([['site.yaml', site]]), treeOf([['site.yaml', `# A comment.\n${site}`]])];
  const plan = await planPolicies({
    base: await readPolicies(before, asOf),
    head: await compiled([['site.yaml', `# A comment.\n${site}`]]),
  });
  const odd = { ...after, files: [...after.files, ...treeOf([['odd.yaml', 'kind: Role\nname: x\n']]).files] };
  const found = await planHunks(plan, before, odd);
  expect(found.map(({ path, status }) => [path, status])).toEqual([['site.yaml', 'modified']]);
  expect(found[0]?.hunks[0]?.lines[0]).toBe('+# A comment.');
});
