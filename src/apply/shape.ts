/** What a value from a file has to look like; tells what is wrong with it, or nothing. */
export type Shape = (value: unknown, path: string) => string | undefined;

export const text: Shape = (value, path) => (typeof value === 'string' ? undefined : `${path} is no text`);
export const flag: Shape = (value, path) => (typeof value === 'boolean' ? undefined : `${path} is neither true nor false`);
export const whole: Shape = (value, path) => (Number.isSafeInteger(value) ? undefined : `${path} is no whole number`);

export function oneOf(...words: readonly (string | number)[]): Shape {
  return (value, path) => (words.includes(value as string) ? undefined : `${path} is none of ${words.join(', ')}`);
}

export function matching(pattern: RegExp, what: string): Shape {
  return (value, path) => (typeof value === 'string' && pattern.test(value) ? undefined : `${path} is no ${what}`);
}

export function listOf(item: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is no list`;
    return firstWrong(value.map((each: unknown, index) => () => item(each, `${path}[${String(index)}]`)));
  };
}

export function tableOf(item: Shape): Shape {
  return (value, path) =>
    isObject(value)
      ? firstWrong(
          Object.entries(value).map(
            ([key, each]) =>
              () =>
                item(each, `${path}.${key}`),
          ),
        )
      : `${path} is no object`;
}

/** An object with just these fields; those of `optional` may be missing. */
export function object(fields: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  const all = new Map([...Object.entries(fields), ...Object.entries(optional)]);
  return (value, path) => {
    if (!isObject(value)) return `${path} is no object`;
    const missing = Object.keys(fields).find((name) => !Object.hasOwn(value, name));
    if (missing !== undefined) return `${path} has no ${missing}`;
    return firstWrong(
      Object.entries(value).map(
        ([name, each]) =>
          () =>
            all.get(name)?.(each, `${path}.${name}`) ??
            (all.has(name) ? undefined : `${path} has ${JSON.stringify(name)}, which belongs to no plan`),
      ),
    );
  };
}

/** Both shapes at once. */
export function both(one: Shape, other: Shape): Shape {
  return (value, path) => one(value, path) ?? other(value, path);
}

function firstWrong(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const wrong = check();
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
