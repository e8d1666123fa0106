import { commonFlags, type CommandEntry } from './catalogue.js';

/** A command line as the parser of command lines would give it. */
export interface PlainLine {
  readonly words: readonly string[];
  /** The command's own options, by their names in camel case. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What all commands take. */
  readonly given: Readonly<Record<string, unknown>>;
}

interface Option {
  readonly key: string;
  readonly isCommon: boolean;
  /** What it says by being there; undefined: the next word. */
  readonly value?: boolean;
}

/**
 * What follows the name of a command, where it is written in the plainest way: words, and options with a value of their own or none, each
 * once. Undefined where there is more to it, mistakes included: loading the parser takes as long as half an empty Node.
 */
export function plainLine(entry: CommandEntry, line: readonly string[]): PlainLine | undefined {
  const known = optionsOf(entry);
  const words: string[] = [];
  const found = { options: new Map<string, unknown>(), given: new Map<string, unknown>() };
  for (let at = 0; at < line.length; at++) {
    const word = line[at] ?? '';
    if (!isWord(word)) {
      const option = known.get(word);
      if (option === undefined) return undefined;
      const value = option.value ?? line[++at];
      const values = option.isCommon ? found.given : found.options;
      if (values.has(option.key) || (typeof value !== 'boolean' && !isWord(value ?? ''))) return undefined;
      values.set(option.key, value);
    } else words.push(word);
  }
  const required = entry.words.filter(([word]) => word.startsWith('<')).length;
  const isWhole = entry.words.every(([word]) => !word.includes('...')) && words.length >= required && words.length <= entry.words.length;
  return isWhole ? { words, options: Object.fromEntries(found.options), given: Object.fromEntries(found.given) } : undefined;
}

function isWord(word: string): boolean {
  return word !== '' && !word.startsWith('-');
}

/** By how they are written. Left out are those of which a command and all commands have one, and all with lists of values. */
function optionsOf(entry: CommandEntry): ReadonlyMap<string, Option> {
  const known = new Map<string, Option>();
  for (const [flags, isCommon] of [
    ...commonFlags.map(([each]) => [each, true] as const),
    ...entry.options.map(([each]) => [each, false] as const),
  ]) {
    const [, written = '', no, name = '', value] = /^(--(no-)?([a-z]+(?:-[a-z]+)*))( <[^.<>]+>)?$/.exec(flags) ?? [];
    const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    // What says no of a command's own stands for yes where it is not there.
    if (known.has(written) || (no !== undefined && !isCommon)) known.delete(written);
    else if (written !== '') known.set(written, { key, isCommon, ...(value === undefined ? { value: no === undefined } : {}) });
  }
  return known;
}
