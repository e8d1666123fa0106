import type { SeatChange } from '../../plan/plan.js';
import { count, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { type PlanTextOptions, fact } from './text-parts.js';
import { nameWords, seatWords } from './words.js';

/** Who takes and who frees a seat of a product, and who is its guest. */
export function seats(changes: readonly SeatChange[], options: PlanTextOptions): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.flatMap((each) => {
    const of = each.seats === undefined ? '' : ` of ${count(each.seats, 'seat')}`;
    return [
      `  ${visible(seatWords(each))}: ${thousands(each.before)} → ${thousands(each.after)}${of}`,
      ...(each.gained.length === 0 ? [] : [fact('new', each.gained, options, nameWords)]),
      ...(each.lost.length === 0 ? [] : [fact('gone', each.lost, options, nameWords)]),
    ];
  });
  const title = changes.every(({ guests }) => guests)
    ? 'GUESTS'
    : changes.some(({ guests }) => guests)
      ? 'LICENCES AND GUESTS'
      : 'LICENCES';
  return [[options.paint.bold(title), ...lines].join('\n')];
}
