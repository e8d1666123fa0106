import { didYouMean } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { asOfDay } from './as-of.js';
import type { Call, Flags } from './call.js';
import type { CommandEntry } from './catalogue.js';
import { fileOutput } from './file-output.js';
import { stdoutOutput } from './output.js';
import { fileStyle, styleOf } from './style.js';
import { talkOn } from './talk.js';
import { UsageError } from './usage-error.js';

/** The values of the common flags, as commander gives them. */
interface Given {
  readonly policies?: string;
  readonly asOf?: string;
  readonly format?: string;
  readonly out?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly cache?: boolean;
}

/** Judges what all commands take, before anything is read. */
export function prepare(entry: CommandEntry, words: readonly string[], options: Readonly<Record<string, unknown>>, given: Given): Call {
  const cwd = process.cwd();
  const flags: Flags = {
    cwd,
    policies: folderOf(given.policies ?? 'policies'),
    asOf: asOfDay(given.asOf),
    format: formatOf(entry, given.format),
    ...(given.out === undefined ? {} : { out: given.out }),
    quiet: given.quiet === true,
    cache: given.cache !== false,
  };
  const wantsColour = given.color !== false;
  const talk = talkOn(process.stderr, {
    style: styleOf(process.stderr, wantsColour, process.env),
    quiet: flags.quiet,
    isTerminal: process.stderr.isTTY,
  });
  const stdout = stdoutOutput(process.stdout, styleOf(process.stdout, wantsColour, process.env));
  const output = given.out === undefined ? stdout : fileOutput(given.out, cwd, fileStyle());
  return { words, options, flags, output, stdout, talk };
}

function folderOf(written: string): string {
  if (written === '')
    throw new UsageError('The policy folder has no name.', 'Name a folder after --policies, or leave it out for "policies".');
  return written;
}

function formatOf({ name, formats }: CommandEntry, wanted: string | undefined): string {
  const [first] = formats;
  if (wanted === undefined) return first ?? 'text';
  if (formats.includes(wanted)) return wanted;
  const known =
    first === undefined ? `"permafrost ${name}" has one form of output only.` : `Formats of "permafrost ${name}": ${list(formats)}.`;
  throw new UsageError(`There is no format ${quote(wanted)} here.`, [didYouMean(wanted, formats), known].filter(Boolean).join(' '));
}
