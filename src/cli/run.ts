import { runPlain } from './run-entry.js';

/** Does what a command line asks for; the exit code. */
export async function run(words: readonly string[]): Promise<number> {
  return runPlain(words) ?? (await import('./program.js')).run(words);
}
