import { describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import fc from 'fast-check';
import { catalogue, commonFlags, type CommandEntry } from '../../src/cli/catalogue.js';
import { plainLine } from '../../src/cli/plain-line.js';

interface Parsed {
  readonly words: readonly string[];
  readonly options: object;
  readonly given: object;
}

/** What the parser of command lines makes of it; undefined where it refuses. */
function parsed(entry: CommandEntry, line: readonly string[]): Parsed | undefined {
  const silent = { writeOut: () => undefined, writeErr: () => undefined };
  const program = new Command('permafrost').exitOverride().configureOutput(silent);
  for (const [names, what] of commonFlags) program.option(names, what);
  const command = program.command(entry.name).exitOverride();
  for (const [word, what] of entry.words) command.argument(word, what);
  for (const [names, what] of entry.options) command.option(names, what);
  let found: Parsed | undefined;
  command.action((...given: unknown[]) => {
    const words = given.slice(0, entry.words.length).filter((word) => typeof word === 'string');
    found = { words, options: command.opts(), given: program.opts() };
  });
  try {
    program.parse([entry.name, ...line], { from: 'user' });
  } catch {
    return undefined;
  }
  return found;
}

/** What is said by being left out. */
const unsaid = { color: true, cache: true };

const entries = fc.constantFrom(...catalogue);
const written = (entry: CommandEntry): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom('a', 'user:ana@acme.example', 'plan', 'x=y', '2027-01-01', '', '-', '--', '-V', '--no-such', '--all=1'),
    fc.constantFrom(...[...commonFlags, ...entry.options].map(([flags]) => /^\S+/.exec(flags)?.[0] ?? '')),
  );

describe('a command line that is read without the parser', () => {
  test('means what it means to the parser', () => {
    let plain = 0;
    const lines = entries.chain((entry) => fc.tuple(fc.constant(entry), fc.array(written(entry), { maxLength: 7 })));
    fc.assert(
      fc.property(lines, ([entry, line]) => {
        const found = plainLine(entry, line);
        if (found === undefined) return;
        plain++;
        const { given, ...others } = parsed(entry, line) ?? {};
        expect({ ...found, given: { ...unsaid, ...found.given } }).toEqual({ ...others, given });
      }),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  const plan = catalogue.find(({ name }) => name === 'plan') as CommandEntry;

  test('has words and options in any order', () => {
    expect(plainLine(plan, ['main', '--all', '--as-of', '2027-01-01', 'HEAD', '--no-cache', '--source-url', 'u'])).toEqual({
      words: ['main', 'HEAD'],
      options: { all: true, sourceUrl: 'u' },
      given: { asOf: '2027-01-01', cache: false },
    });
  });

  test.each([
    [['a', 'b', 'c']],
    [['--as-of']],
    [['--as-of', '--all']],
    [['--as-of=2027-01-01']],
    [['--all', '--all']],
    [['--with', 'a']],
    [['--help']],
    [['']],
    [['--', 'a']],
  ])('is no such one where it is %j', (line) => {
    expect(plainLine(plan, line)).toBeUndefined();
  });
});
