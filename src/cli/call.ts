import type { Output } from './output.js';
import type { Talk } from './talk.js';

/** What all commands take. */
export interface Flags {
  readonly cwd: string;
  /** The policy folder, as it was written. */
  readonly policies: string;
  /** `YYYY-MM-DD` (UTC). */
  readonly asOf: string;
  /** One of the command's formats; the first of them, if none was asked for. */
  readonly format: string;
  /** The file of --out, as it was written. */
  readonly out?: string;
  readonly quiet: boolean;
  readonly cache: boolean;
}

/** One call of a command: what was asked for, and where the answer goes. */
export interface Call {
  /** Arguments, in order; optional ones may be missing. */
  readonly words: readonly string[];
  /** The command's own options, by their names in camel case. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly flags: Flags;
  /** Data: stdout, or the file of --out. */
  readonly output: Output;
  /** The same, where --out is for something else than what is printed. */
  readonly stdout: Output;
  /** Everything else. */
  readonly talk: Talk;
}

/** Does what the command is for; the number is the exit code. */
export type Run = (call: Call) => Promise<number>;

/** The value of an option that takes one; undefined if it was not given. */
export function textOption({ options }: Call, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function isSet({ options }: Call, name: string): boolean {
  return options[name] === true;
}
