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
  await output.write(printed(() => script(shell, 'permafrost', 'permafrost')));
  return 0;
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
