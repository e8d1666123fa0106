import { describe, expect, test } from '@jest/globals';
import { run } from '../support/run.js';

const commands = run(['--help'])
  .stdout.split('\nCommands:\n')[1]
  ?.split('\n\n')[0]
  ?.match(/^ {2}[a-z][a-z-]*/gm)
  ?.map((line) => line.trim())
  .filter((name) => name !== 'help');

describe('help', () => {
  test('names every command in 80 columns', () => {
    const { code, stdout, stderr } = run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(commands).toEqual(expect.arrayContaining(['validate', 'compile', 'matrix', 'plan', 'can']));
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each(commands ?? [])('of %s has examples and the common flags, in 80 columns', (name) => {
    const { code, stdout } = run([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nExamples:\n {2}.*:\n {4}.*permafrost /);
    expect(stdout).toContain('--as-of <date>');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('is what a call without a command gets, as an error', () => {
    const { code, stdout, stderr } = run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: permafrost <command>/);
  });
});

describe('a call that cannot work ends with 2, a sentence and nothing on stdout', () => {
  test.each([
    { words: ['valdate'], says: "unknown command 'valdate'\n(Did you mean validate?)" },
    { words: ['validate', '--fromat', 'json'], says: "unknown option '--fromat'\n(Did you mean --format?)" },
    { words: ['validate', 'a', 'b'], says: 'too many arguments' },
    { words: ['can', 'a'], says: "missing required argument 'permission'" },
    {
      words: ['matrix', '--format', 'cvs'],
      says: 'There is no format "cvs" here.\n  Did you mean "csv"? Formats of "permafrost matrix": tsv, csv and json.',
    },
    { words: ['matrix', '--as-of', '2027-02-30'], says: '"2027-02-30" is no day of the calendar.\n  Did you mean 2027-02-28?' },
    { words: ['matrix', '--as-of', 'tomorrow'], says: '"tomorrow" is no day of the calendar.\n  Write it as 2027-03-31.' },
    { words: ['matrix', '--as-of', '20270331'], says: '"20270331" is no day of the calendar.\n  Did you mean 2027-03-31?' },
    { words: ['validate', 'nowhere'], says: 'The policy folder "nowhere" does not exist.' },
    { words: ['validate', 'package.json'], says: '"package.json" is a file, not a folder of policies.' },
    { words: ['matrix', '--policies', ''], says: 'The policy folder has no name.' },
    { words: ['matrix', '--out', 'no/such/folder/x'], says: '"no/such/folder/x" cannot be written: the folder does not exist.' },
    { words: ['matrix', '--out', 'docs'], says: '"docs" is a folder, not a file.' },
    { words: ['plan', '--from', 'policies'], says: '--from and --to belong together.' },
    { words: ['plan', 'HEAD', '--from', 'policies'], says: 'Folders are compared with folders, not with commits or patches.' },
    { words: ['\u001b[31mred'], says: "unknown command '\\u{1b}[31mred'" },
  ])('$words', ({ words, says }) => {
    const { code, stdout, stderr } = run(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: ${says}`);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('common flags', () => {
  test('stand before the command as well as after it', () => {
    const before = run(['--as-of', '2026-11-21', '--policies', 'policies', 'compile']);
    expect(before.code).toBe(0);
    expect(before).toEqual(run(['compile', '--policies', 'policies', '--as-of', '2026-11-21']));
    expect(before.stdout).toContain('as of      2026-11-21\n');
  });

  test('say where the policies are', () => {
    expect(run(['compile', '--policies', 'test/no-such'])).toMatchObject({ code: 2, stdout: '' });
  });
});
