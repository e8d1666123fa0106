import type { Call } from './call.js';
import { catalogue, type CommandEntry } from './catalogue.js';
import { guarded } from './guarded.js';
import { prepare } from './prepare.js';

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
