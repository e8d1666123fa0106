/**
 * On which conditions somebody may do something: one of several sets, each of which asks for all in it. No set: never. An empty set:
 * always.
 */
export type Condition = readonly ReadonlySet<string>[];

export const never: Condition = [];
export const always: Condition = [new Set()];

export function anyOf(conditions: readonly Condition[]): Condition {
  return leastOf(conditions.flat());
}

export function allOf(first: Condition, second: Condition): Condition {
  return leastOf(first.flatMap((one) => second.map((other) => new Set([...one, ...other]))));
}

/** Without the sets that ask for all that another asks for, and perhaps for more. */
function leastOf(sets: Condition): Condition {
  return sets.filter(
    (set, place) =>
      !sets.some((other, elsewhere) => isWithin(other, set) && (other.size < set.size || (other.size === set.size && elsewhere < place))),
  );
}

function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((each) => outer.has(each));
}

/** `allowed`, `if:` and the conditions, or undefined for never. */
export function verdictOf(condition: Condition): string | undefined {
  if (condition.length === 0) return undefined;
  if (condition.some(({ size }) => size === 0)) return 'allowed';
  return `if:${inByteOrder(condition.map((set) => inByteOrder([...set]).join('&'))).join('|')}`;
}

/** Texts in the order of the bytes of their UTF-8. */
export function inByteOrder(texts: readonly string[]): readonly string[] {
  return texts
    .map((text) => Buffer.from(text))
    .sort((one, other) => Buffer.compare(one, other))
    .map(String);
}
