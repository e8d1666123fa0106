import type { Call } from './call.js';
import { catalogue, type CommandEntry } from './catalogue.js';
import { guarded } from './guarded.js';
import { plainLine } from './plain-line.js';
import { prepare } from './prepare.js';

export async function runEntry(entry: CommandEntry, call: Call): Promise<number> {
  const command = await entry.load();
  try {
    return await command(call);
  } finally {
    call.talk.done();
  }
}

/** A command that is written plainly, without loading the parser of command lines. Undefined where that is needed. */
export function runPlain([name, ...line]: readonly string[]): Promise<number> | undefined {
  const entry = catalogue.find((each) => each.name === name);
  const plain = entry && plainLine(entry, line);
  if (entry === undefined || plain === undefined) return undefined;
  const { words, options, given } = plain;
  return guarded([entry.name, ...line], async () => runEntry(entry, prepare(entry, words, options, given)));
}
