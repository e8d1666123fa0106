import type { AnsweredStates } from '../load/quick-git.js';
import { runPlain } from './run-entry.js';

/** Does what a command line asks for; the exit code. `asked`: what another script has asked git already. */
export async function run(words: readonly string[], asked?: AnsweredStates): Promise<number> {
  if (asked !== undefined) (await import('../load/quick-git.js')).handStates(asked);
  return runPlain(words) ?? (await import('./program.js')).run(words);
}
