import { addDays } from '../text/dates.js';
import type { Subject } from './rule.js';

/** How far ahead is looked, in days. */
export const horizonDays = 30;

/** The same site on another day. */
export function onDay(subject: Subject, day: string): Subject {
  return { ...subject, asOf: day, matrix: subject.matrixOn(day) };
}

/** The day after the last one that is looked at. */
export function afterHorizon({ asOf }: Subject): string {
  return addDays(asOf, horizonDays + 1);
}

/**
 * The last day on which something still holds that holds today, and that does not hold after the horizon. Access only ends by date and
 * never begins, so that a few days in between tell.
 */
export function lastDay(subject: Subject, holds: (then: Subject) => boolean): string {
  let good = 0;
  let bad = horizonDays + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (holds(onDay(subject, addDays(subject.asOf, middle)))) good = middle;
    else bad = middle;
  }
  return addDays(subject.asOf, good);
}
