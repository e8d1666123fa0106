import { describe, expect, test } from '@jest/globals';
import { catalogue } from '../../src/cli/catalogue.js';
import { run } from '../support/run.js';

/** Both streams of the command as a terminal of so many columns. */
function terminal(columns: number): Readonly<Record<string, string>> {
  const program = `for (const stream of [process.stdout, process.stderr]) Object.assign(stream, { isTTY: true, columns: ${String(columns)} });`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}`, NO_COLOR: '1' };
}

const said = (words: readonly string[], columns: number): string => {
  const { stdout, stderr } = run([...words, '--as-of', '2026-11-21'], { env: terminal(columns) });
  return stdout + stderr;
};
const words = (text: string): readonly string[] => text.split(/\s+/);

/** Lines that are too long though they could be broken; commands to copy stay whole, four columns from the left. */
const overlong = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.length > 50 && line.trim().includes(' ') && !/^ {4}(?:permafrost|source| {2}--\w+) /.test(line));

describe('in a terminal of 50 columns', () => {
  test.each(['', ...catalogue.map(({ name }) => name)].map((command) => ({ command })))('the help of $command is whole', ({ command }) => {
    const help = [...(command === '' ? [] : [command]), '--help'];
    const narrow = said(help, 50);
    expect(overlong(narrow)).toEqual([]);
    expect(words(narrow)).toEqual(words(said(help, 100)));
  });

  test.each([
    { asked: ['who', 'read/space', 'project:CORE'] },
    { asked: ['plan', 'mian'] },
    { asked: ['plan', '--from', 'policies'] },
    { asked: ['matrix', '--format', 'none'] },
    { asked: ['plan', '--with', 'gibberish'] },
    { asked: ['can', 'ana', 'BROWSE_PROJECTS'] },
    { asked: ['offboard', 'mara@brightfell.example'] },
    { asked: ['explain'] },
    { asked: ['explain', 'browse-for-logged-in', '--format', 'xml'] },
  ])('the words of $asked break, and none is lost', ({ asked }) => {
    const narrow = said(asked, 50);
    expect(overlong(narrow)).toEqual([]);
    expect(words(narrow)).toEqual(words(said(asked, 120)));
  });

  test('lines stay whole where nobody reads them off a terminal', () => {
    expect(run(['who', 'read/space', 'project:CORE']).stderr.split('\n')).toHaveLength(3);
  });
});
