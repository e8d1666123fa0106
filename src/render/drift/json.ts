import { visible } from '../../text/quote.js';
import type { Difference, Drift } from '../../drift/drift.js';
import { differenceWords } from './words.js';

/** Drift as data, by `schemas/drift.schema.json`; every list whole. */
export function driftJson(drift: Drift): string {
  return `${JSON.stringify(driftData(drift), withoutPlaces, 2)}\n`;
}

/** Drift with each difference in words as well. */
export function driftData(drift: Drift): Drift {
  const worded = <T extends Difference>(each: T): T => ({
    ...(Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'thingAt')) as T),
    words: differenceWords(each, visible),
  });
  return { ...drift, differences: drift.differences.map(worded), known: drift.known.map(worded) };
}

/** Places are for looking lines up; readers of JSON get `where`. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}
