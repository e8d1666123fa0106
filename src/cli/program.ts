import { Command, CommanderError, type Help } from 'commander';
import { catalogue, commonFlags, type CommandEntry } from './catalogue.js';
import type { Call } from './call.js';
import { prepare } from './prepare.js';
import { failureCode, guarded } from './guarded.js';
import { runEntry } from './run-entry.js';
import { folded } from '../render/folded.js';
import { wrapped } from '../render/width.js';
import { visible } from '../text/quote.js';
import { foldedFor } from './style.js';
import { version } from './version.js';

/** Runs one command line; the number is the exit code. */
export function run(words: readonly string[]): Promise<number> {
  return guarded(words, async () => {
    if (words[0] === 'complete' && words[1] === '--') {
      (await import('./complete.js')).complete(words.slice(2));
      return 0;
    }
    let exitCode = 0;
    const program = describe((entry, call) => runEntry(entry, call).then((code) => void (exitCode = code)));
    try {
      await program.parseAsync(words, { from: 'user' });
      return exitCode;
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : failureCode(words);
      throw error;
    }
  });
}

type Start = (entry: CommandEntry, call: Call) => Promise<void>;

function describe(start: Start): Command {
  const program = new Command('permafrost')
    .description('Access as code: YAML policies in git, compiled into a frozen permission matrix.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .usage('<command> [words] [options]')
    .exitOverride()
    .showHelpAfterError('Run "permafrost --help" for what there is.')
    // The term of a command with all its words would leave no room for what it does.
    .configureHelp({
      showGlobalOptions: true,
      subcommandTerm: (command) => command.name(),
      minWidthToWrap: 16,
      styleUsage(this: Help, usage) {
        return wrapped(usage, this.helpWidth ?? 80, '       ').trimStart();
      },
    })
    .configureOutput({
      getOutHelpWidth: () => helpWidth(process.stdout),
      getErrHelpWidth: () => helpWidth(process.stderr),
      outputError: (text, write) => {
        write(`${foldedFor(process.stderr, text.trimEnd().split('\n').map(visible).join('\n'))}\n`);
      },
    });
  for (const [names, what] of commonFlags) program.option(names, what);
  for (const entry of catalogue) program.addCommand(commandFor(entry, program, start));
  return program.addHelpText('after', ({ error }) => `\nExit codes:\n${exitCodes(helpWidth(error ? process.stderr : process.stdout))}`);
}

function exitCodes(columns: number): string {
  const meanings = [
    'fine',
    'something is wrong with the policies, or the answer is no',
    'wrong use, or a file, commit or name that is not there',
  ];
  return meanings.map((meaning, code) => `  ${String(code)}  ${wrapped(meaning, columns, '     ').trimStart()}`).join('\n');
}

function commandFor(entry: CommandEntry, program: Command, start: Start): Command {
  const command = new Command(entry.name).copyInheritedSettings(program).summary(entry.summary);
  command.description([sentence(entry.summary), entry.details ?? ''].filter(Boolean).join(' '));
  for (const [word, what] of entry.words) command.argument(word, what);
  for (const [names, what] of entry.options) command.option(names, what);
  command.showHelpAfterError(`Run "permafrost ${entry.name} --help" for how to call it.`);
  command.addHelpText('after', ({ error }) => afterHelp(entry, helpWidth(error ? process.stderr : process.stdout)));
  return command.action(async (...given: unknown[]) => {
    const words = given.slice(0, entry.words.length).filter((word) => typeof word === 'string');
    await start(entry, prepare(entry, words, command.opts(), program.opts()));
  });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Commands to copy stay on their lines. */
function afterHelp({ formats, examples }: CommandEntry, columns: number): string {
  const [first = '', ...others] = formats;
  const forms = formats.length === 0 ? '' : `\nFormats: ${[`${first} (default)`, ...others].join(', ')}\n`;
  return `${folded(forms, columns)}\nExamples:\n${examples.map(([line, what]) => `${wrapped(`${what}:`, columns, '  ')}\n    ${line}`).join('\n')}`;
}

function helpWidth(stream: NodeJS.WriteStream): number {
  return stream.isTTY ? Math.min(stream.columns, 100) : 80;
}
