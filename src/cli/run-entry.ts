import type { Call } from './call.js';
import { catalogue, type CommandEntry } from './catalogue.js';
import { isQuietEnd, tellFailure } from './failure.js';
import { prepare } from './prepare.js';
import { Interrupted } from './usage-error.js';

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
    return error instanceof Interrupted ? 130 : failureCode(words);
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
 * A command with nothing but plain words after it: there is nothing to parse, so the parser of command lines need not be loaded. Undefined
 * where there is more to it, mistakes included.
 */
export function runPlain([name, ...words]: readonly string[]): Promise<number> | undefined {
  const entry = catalogue.find((each) => each.name === name);
  if (entry === undefined || words.some((word) => word === '' || word.startsWith('-'))) return undefined;
  const required = entry.words.filter(([word]) => word.startsWith('<')).length;
  const isPlain = entry.words.every(([word]) => !word.includes('...')) && words.length >= required && words.length <= entry.words.length;
  return isPlain ? guarded([entry.name, ...words], () => runEntry(entry, prepare(entry, words, {}, {}))) : undefined;
}
