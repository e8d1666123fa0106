/** How many items two lists have in common at the beginning, and how many of the others at the end. */
export interface CommonEnds {
  readonly start: number;
  readonly end: number;
}

/** Long lists mostly differ in little, which lies between what both begin and end with. */
export function commonEnds<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): CommonEnds {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && isSame(a[start] as T, b[start] as T)) start++;
  let end = 0;
  while (end < shorter - start && isSame(a[a.length - 1 - end] as T, b[b.length - 1 - end] as T)) end++;
  return { start, end };
}
