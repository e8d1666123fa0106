/**
 * When a subject holds a permission: a disjunctive normal form over issue-level conditions.
 * `[]` is never, `[[]]` is always, `[['reporter'], ['assignee', 'x']]` is reporter or (assignee and x).
 */
export type Condition = readonly (readonly string[])[];

export const never: Condition = [];
export const always: Condition = [[]];

export function either(conditions: readonly Condition[]): Condition {
  return minimal(conditions.flat());
}

export function both(left: Condition, right: Condition): Condition {
  return minimal(left.flatMap((a) => right.map((b) => [...a, ...b])));
}

/** `allowed`, `if:…`, or undefined where there is no cell. */
export function verdictOf(condition: Condition): string | undefined {
  if (condition.length === 0) return undefined;
  if (condition.some((conjunction) => conjunction.length === 0)) return 'allowed';
  const alternatives = condition.map((conjunction) => sortedByBytes(conjunction).join('&'));
  return `if:${sortedByBytes(alternatives).join('|')}`;
}

/** The texts in the order of the bytes of their UTF-8; each is encoded once. */
export function sortedByBytes(texts: Iterable<string>): string[] {
  return Array.from(texts, (text) => ({ text, bytes: Buffer.from(text) }))
    .sort((left, right) => Buffer.compare(left.bytes, right.bytes))
    .map(({ text }) => text);
}

/** Absorption: an alternative that asks for all another asks, and more or the same, is left out. */
function minimal(alternatives: readonly (readonly string[])[]): Condition {
  const kept: string[][] = [];
  const shortestFirst = alternatives.map((alternative) => [...new Set(alternative)]).sort((left, right) => left.length - right.length);
  for (const alternative of shortestFirst) {
    const absorbed = kept.some((shorter) => shorter.every((atom) => alternative.includes(atom)));
    if (!absorbed) kept.push(alternative);
  }
  return kept;
}
