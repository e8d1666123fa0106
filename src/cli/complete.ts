import { RootCommand, type Command } from '@bomb.sh/tab';
import { catalogue, commonFlags, type CommandEntry } from './catalogue.js';
import { shells } from './shells.js';

/** Options whose value is a file or a folder, and what shells call these. */
const pathDirectives: Readonly<Record<string, number>> = { '--out': 0, '--patch': 0, '--policies': 16, '--from': 16, '--to': 16 };

/** Prints what may stand at the end of a command line, as the completion scripts ask for it. */
export function complete(words: readonly string[]): void {
  const directive = pathDirectives[words.at(-2) ?? ''];
  if (directive === undefined) commands().parse([...words]);
  else console.log(`:${String(directive)}`);
}

function commands(): RootCommand {
  const root = new RootCommand();
  addOptions(root, commonFlags, []);
  for (const entry of catalogue) {
    const command = root.command(entry.name, entry.summary);
    addOptions(command, [...entry.options, ...commonFlags], entry.formats);
    addWords(command, entry);
  }
  return root;
}

function addOptions(command: Command, options: CommandEntry['options'], formats: readonly string[]): void {
  for (const [names, what] of options) {
    const [, name = '', value] = /^--(\S+)(?: (.+))?$/.exec(names) ?? [];
    if (value === undefined) command.option(name, what);
    else command.option(name, what, (suggest) => name === 'format' && formats.forEach((format) => suggest(format, '')));
  }
}

function addWords(command: Command, { name, words }: CommandEntry): void {
  for (const [word] of words) command.argument(word, (suggest) => name === 'completion' && shells.forEach((shell) => suggest(shell, '')));
}
