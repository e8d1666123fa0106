import { script } from '@bomb.sh/tab';
import { didYouMean } from '../../text/did-you-mean.js';
import { list } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import type { Call } from '../call.js';
import { shells } from '../shells.js';
import { UsageError } from '../usage-error.js';

/** `permafrost completion`: the script that makes a shell ask `permafrost complete` for what may come next. */
export async function completion({ words, output }: Call): Promise<number> {
  const [shell = ''] = words;
  if (!shells.includes(shell))
    throw new UsageError(`There is no completion for ${quote(shell)}.`, didYouMean(shell, shells) ?? `Shells: ${list(shells)}.`);
  const written = printed(() => script(shell, 'permafrost', 'permafrost'));
  await output.write(shell === 'bash' ? repeatable(written) : written);
  return 0;
}

/** A script that bash can read again in the same session, and after that of another program: constants are ours alone and stay variables. */
function repeatable(bash: string): string {
  return bash.replace(/^readonly (?=ShellCompDirective)/gm, '').replaceAll('ShellCompDirective', '__permafrost_directive');
}

/** The library prints where we have to be able to write to a file. */
function printed(print: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    print();
  } finally {
    console.log = log;
  }
  return `${lines.join('\n')}\n`;
}
