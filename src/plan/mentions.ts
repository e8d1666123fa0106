import type { Mentioned } from './acquaintance.js';
import { nameOf } from '../text/reference.js';

/** All names that stand in some values: every key and every text, and what follows a type word. */
export function mentionsIn(values: Iterable<unknown>): Mentioned {
  const words = new Set<string>();
  for (const value of values) collect(value, words);
  return (name) => words.has(name) || words.has(nameOf(name));
}

function collect(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') words.add(value);
  else if (Array.isArray(value)) for (const each of value) collect(each, words);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      words.add(key);
      // Prose mentions whatever its author likes.
      if (key !== 'description' && key !== 'reason') collect(each, words);
    }
  }
}
