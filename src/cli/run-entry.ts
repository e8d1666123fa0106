import type { Call } from './call.js';
import { catalogue, type CommandEntry } from './catalogue.js';
import { isQuietEnd, tellFailure } from './failure.js';
import { prepare } from './prepare.js';

/** Does what a command line asks for, and turns whatever goes wrong into words and an exit code. */
export async function guarded(words: readonly string[], act: () => Promise<number>): Promise<number> {
  process.on('uncaughtException', (error) => {
    tellFailure(error);
    process.exitCode = failureCode(words);
    process.exit();
  });
  try {
    return await act();
  } catch (error) {
    if (isQuietEnd(error)) return 0;
    tellFailure(error);
    return failureCode(words);
  }
}

/** 2 means changes where `plan --detailed-exitcode` was asked for, so there a failure is 1, whatever it is. */
export function failureCode(words: readonly string[]): number {
  return words.includes('plan') && words.includes('--detailed-exitcode') ? 1 : 2;
}

export async function runEntry(entry: CommandEntry, call: Call): Promise<number> {
  const command = await entry.load();
  try {
    return await command(call);
  } finally {
    call.talk.done();
  }
}

/**
 * A command that stands alone on the line and takes nothing but common flags: there is nothing to parse, so the parser of command lines
 * need not be loaded. Undefined for all others.
 */
export function runBare(name: string): Promise<number> | undefined {
  const entry = catalogue.find(
    (each) => each.name === name && each.options.length === 0 && each.words.every(([word]) => word.startsWith('[')),
  );
  return entry && guarded([name], () => runEntry(entry, prepare(entry, [], {}, {})));
}
