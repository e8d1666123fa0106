import { distance } from 'fastest-levenshtein';

/**
 * The known name nearest to what was written, or undefined if none is near enough: at most 2 edits, or a quarter of the length for
 * longer words. A difference in letter case alone always counts as near. Ties go to the first in the order given.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(Math.min(2, written.length - 1), Math.floor(written.length / 4));
  const folded = written.toLowerCase();
  let best: string | undefined;
  let least = limit + 1;
  for (const name of known) {
    if (Math.abs(name.length - written.length) > limit) continue;
    const edits = name.toLowerCase() === folded ? 0 : distance(folded, name.toLowerCase());
    if (edits < least) {
      best = name;
      least = edits;
    }
  }
  return best;
}

/** The hint for an unknown name: an order if something near is known. */
export function didYouMean(written: string, known: Iterable<string>): string | undefined {
  const name = nearest(written, known);
  return name === undefined ? undefined : `Did you mean "${name}"?`;
}
