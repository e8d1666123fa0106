import { count } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { ChangeClass, Plan } from './plan.js';

/**
 * Why a change is no mere refactoring, a sentence each, with who and where first; none if it is one. Moved last days and weakened or broken
 * guardrails change nobody's access today, and are no refactoring all the same.
 */
export function differencesOf(plan: Plan): readonly string[] {
  const { movedEnds, guardrails } = plan;
  const { weakened, newlyBroken } = guardrails;
  return [
    ...accessText(plan),
    ...some(movedEnds, 'last day moves', 'last days move', ({ what }) => quote(what)),
    ...some(weakened, 'guardrail is weakened', 'guardrails are weakened', ({ name }) => quote(name)),
    ...some(newlyBroken, 'guardrail breaks', 'guardrails break', ({ name }) => quote(name)),
  ];
}

function accessText({ gains, losses, conditional, seats, counts }: Plan): readonly string[] {
  const cells = counts.cellsGained + counts.cellsLost + counts.cellsChanged;
  if (cells === 0) return [];
  const first =
    firstOf(gains, 'gains') ?? firstOf(losses, 'loses') ?? firstOf(conditional, 'has under other conditions') ?? firstSeat(seats) ?? '';
  return [`Access changes: ${first} (${count(cells, 'right')} in all).`];
}

function firstOf([first]: readonly ChangeClass[], verb: string): string | undefined {
  if (first === undefined) return undefined;
  const [subject = ''] = first.subjects;
  const [resource = ''] = first.resources;
  const [change] = first.permissions;
  return `${quote(subject)} ${verb} ${change?.permission ?? ''} on ${quote(resource)}`;
}

function firstSeat([seat]: Plan['seats']): string | undefined {
  if (seat === undefined) return undefined;
  const [gained] = seat.gained;
  const words = seat.guests ? `being a guest of ${seat.product}` : `the product ${seat.product}`;
  return gained === undefined ? `${quote(seat.lost[0] ?? '')} loses ${words}` : `${quote(gained)} gains ${words}`;
}

function some<T>(all: readonly T[], one: string, many: string, text: (each: T) => string): readonly string[] {
  const [first] = all;
  return first === undefined ? [] : [`${count(all.length, one, many)}, first ${text(first)}.`];
}
