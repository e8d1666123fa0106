import { LoadError } from '../load/load-error.js';
import { StateError } from '../state/state-error.js';
import { visible } from '../text/quote.js';
import { ReaderGone } from './output.js';
import { foldedFor } from './style.js';
import { UsageError } from './usage-error.js';

/** Says in one line what kept a command from its work. */
export function tellFailure(thrown: unknown): void {
  const error = isTooLong(thrown) ? tooLong() : thrown;
  const isForeseen = error instanceof UsageError || error instanceof LoadError || error instanceof StateError;
  const message = error instanceof Error ? error.message : String(error);
  const lines = [`error: ${visible(message)}`];
  if (isForeseen && error.hint !== undefined) lines.push(`  ${visible(error.hint)}`);
  if (!isForeseen) lines.push(...aboutDefect(error));
  process.stderr.write(`${foldedFor(process.stderr, lines.join('\n'))}\n`);
}

/** V8 makes no text of more than half a gigabyte. */
function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Invalid string length';
}

function tooLong(): UsageError {
  return new UsageError(
    'What is to be told is more than fits into one text.',
    'Leave out --all, if it is given; --format csv tells everything, line by line.',
  );
}

function aboutDefect(error: unknown): readonly string[] {
  const advice = '  This is a defect of permafrost, please report it. PERMAFROST_DEBUG=1 shows where it happened.';
  const isWanted = process.env['PERMAFROST_DEBUG'] === '1';
  return isWanted && error instanceof Error && error.stack !== undefined ? [advice, error.stack] : [advice];
}

/** Whoever reads our output has seen enough: no failure of ours. */
export function isQuietEnd(error: unknown): boolean {
  return error instanceof ReaderGone;
}
