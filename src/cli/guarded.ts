import { isQuietEnd, tellFailure } from './failure.js';
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
