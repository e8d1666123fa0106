/** What a request says, taken out of values of unknown shape; `undefined` where it is not of the kind that is asked for. */

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** A whole number of a query, within bounds; the fallback where there is none. */
export function numberIn(query: URLSearchParams, name: string, fallback: number, most = Infinity): number {
  const given = query.get(name);
  if (given === null || !/^\d+$/.test(given)) return Math.min(fallback, most);
  return Math.min(Number(given), most);
}
