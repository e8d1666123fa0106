/** An answer lacks what its API promises, at a place in it such as `values[3].accountId`. */
export class UnexpectedAnswer extends Error {
  readonly at: string;
  readonly expected: string;

  constructor(at: string, expected: string) {
    super(`${at === '' ? 'The answer' : at} is not ${expected}.`);
    this.name = 'UnexpectedAnswer';
    this.at = at;
    this.expected = expected;
  }
}

/** Makes a value of ours of one of theirs: fields we do not know are let be, one that we need and that is not there is an error. */
export type Decode<T> = (value: unknown, at: string) => T;

export interface Fields {
  readonly text: (name: string) => string;
  /** An id, which some APIs write as text and others as a number. */
  readonly id: (name: string) => string;
  readonly maybeText: (name: string) => string | undefined;
  readonly maybeId: (name: string) => string | undefined;
  readonly maybeNumber: (name: string) => number | undefined;
  /** False if it is not there. */
  readonly flag: (name: string) => boolean;
  readonly maybeFlag: (name: string) => boolean | undefined;
  readonly list: <T>(name: string, decode: Decode<T>) => readonly T[];
  /** Empty if it is not there. */
  readonly maybeList: <T>(name: string, decode: Decode<T>) => readonly T[];
  readonly value: <T>(name: string, decode: Decode<T>) => T;
  readonly maybeValue: <T>(name: string, decode: Decode<T>) => T | undefined;
}

export function fields(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnexpectedAnswer(at, 'an object');
  const record = value as Readonly<Record<string, unknown>>;
  const place = (name: string): string => (at === '' ? name : `${at}.${name}`);
  const own = (name: string): unknown => (Object.hasOwn(record, name) ? (record[name] ?? undefined) : undefined);
  const maybe = <T>(name: string, decode: Decode<T>): T | undefined => {
    const field = own(name);
    return field === undefined ? undefined : decode(field, place(name));
  };
  return {
    text: (name) => text(own(name), place(name)),
    id: (name) => id(own(name), place(name)),
    maybeText: (name) => maybe(name, text),
    maybeId: (name) => maybe(name, id),
    maybeNumber: (name) => maybe(name, number),
    flag: (name) => maybe(name, flag) ?? false,
    maybeFlag: (name) => maybe(name, flag),
    list: (name, decode) => list(decode)(own(name), place(name)),
    maybeList: (name, decode) => maybe(name, list(decode)) ?? [],
    value: (name, decode) => decode(own(name), place(name)),
    maybeValue: (name, decode) => maybe(name, decode),
  };
}

export const text: Decode<string> = (value, at) => {
  if (typeof value !== 'string') throw new UnexpectedAnswer(at, 'a text');
  return value;
};

export const id: Decode<string> = (value, at) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'string' || value === '') throw new UnexpectedAnswer(at, 'an id');
  return value;
};

export const number: Decode<number> = (value, at) => {
  if (typeof value !== 'number') throw new UnexpectedAnswer(at, 'a number');
  return value;
};

export const flag: Decode<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new UnexpectedAnswer(at, 'true or false');
  return value;
};

export function list<T>(decode: Decode<T>): Decode<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new UnexpectedAnswer(at, 'a list');
    return value.map((item: unknown, index) => decode(item, `${at}[${String(index)}]`));
  };
}
