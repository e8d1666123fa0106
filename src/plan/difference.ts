import { commonEnds } from '../text/common-ends.js';
import { compareBytes } from '../text/compare.js';

/** How a declared thing differs from what it was. */
export interface Difference {
  /** Equal for equal differences, whatever else the two sides have in common: JSON. */
  readonly difference: string;
  /** More differs than who is given what: labels, owners, limits, last days. */
  readonly beyondAccess: boolean;
  /** Names of the people whose entries differ. */
  readonly people: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Where things stand, what follows from other things, and what only says what they were called. */
const aside: ReadonlySet<string> = new Set(['at', 'index', 'formerly', 'madeBy', 'operations', 'guestOperations']);

/** Undefined where nothing differs. A side that is undefined has no fields. Order of lists is no difference. */
export function differenceOf(
  was: object | undefined,
  is: object | undefined,
  access: readonly string[],
  derived: readonly string[] = [],
): Difference | undefined {
  if (was === is || (was !== undefined && is !== undefined && isAlike(was, is))) return undefined;
  const [old, now] = [asFields(was), asFields(is)];
  const seen = new Seen();
  const parts: [string, unknown][] = [];
  let beyondAccess = false;
  for (const key of keysOf(old, now)) {
    if (derived.includes(key)) continue;
    const part = seen.compare(old[key], now[key], dictionaries.has(key));
    if (part === undefined) continue;
    parts.push([key, part]);
    beyondAccess ||= !access.includes(key);
  }
  if (parts.length === 0) return undefined;
  return {
    difference: JSON.stringify(Object.fromEntries(parts)),
    beyondAccess: beyondAccess || seen.hasMovedEnd,
    people: [...seen.people],
  };
}

/** Fields whose keys are words of the author's: none of them is set aside. */
const dictionaries: ReadonlySet<string> = new Set(['labels', 'seats', 'lint']);

function asFields(value: object | undefined): Fields {
  if (value === undefined) return {};
  return (value instanceof Map ? Object.fromEntries(value) : value) as Fields;
}

function keysOf(a: Fields, b: Fields, isDictionary = false): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => isDictionary || !aside.has(key)).sort(compareBytes);
}

class Seen {
  readonly people = new Set<string>();
  hasMovedEnd = false;

  /** Undefined where the two are the same. */
  compare(was: unknown, is: unknown, isDictionary: boolean): unknown {
    if (Array.isArray(was) || Array.isArray(is)) return this.lists(asList(was), asList(is));
    if (isObject(was) || isObject(is)) return this.objects(isObject(was) ? was : undefined, isObject(is) ? is : undefined, isDictionary);
    return was === is ? undefined : [was ?? null, is ?? null];
  }

  private objects(was: object | undefined, is: object | undefined, isDictionary: boolean): unknown {
    const [old, now] = [asFields(was), asFields(is)];
    const parts = keysOf(old, now, isDictionary || was instanceof Map || is instanceof Map).flatMap((key) => {
      const part = this.compare(old[key], now[key], !isDictionary && dictionaries.has(key));
      return part === undefined ? [] : [[key, part] as const];
    });
    return parts.length === 0 ? undefined : Object.fromEntries(parts);
  }

  /** What is in one list only, in the order of its text: `[gone, new]`. */
  private lists(was: readonly unknown[], is: readonly unknown[]): unknown {
    const [old, now] = apart(was, is);
    const left = new Map<string, unknown[]>();
    for (const each of old) {
      const text = textOf(each);
      const known = left.get(text);
      if (known === undefined) left.set(text, [each]);
      else known.push(each);
    }
    const fresh = now.filter((each) => left.get(textOf(each))?.pop() === undefined);
    const gone = [...left.values()].flat();
    if (gone.length === 0 && fresh.length === 0) return undefined;
    for (const each of [...gone, ...fresh]) this.note(each);
    const kept = new Set(gone.map(withoutEnd));
    this.hasMovedEnd ||= fresh.some((each) => kept.has(withoutEnd(each)));
    return [gone, fresh].map((side) => side.map((each) => textOf(each)).sort(compareBytes));
  }

  private note(entry: unknown): void {
    if (!isObject(entry)) return;
    const { user, type, name } = entry as Fields;
    if (typeof user === 'string') this.people.add(user);
    else if (type === 'user' && typeof name === 'string') this.people.add(name);
  }
}

/** Without what both lists begin and end with: long lists mostly differ in little. */
function apart(was: readonly unknown[], is: readonly unknown[]): readonly [was: readonly unknown[], is: readonly unknown[]] {
  const { start, end } = commonEnds(was, is, isAlike);
  return [was.slice(start, was.length - end), is.slice(start, is.length - end)];
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The same text for the same value, whatever the order of fields and lists; what an entry of a list gives follows from `allow`. */
function textOf(value: unknown, isDictionary = false): string {
  if (Array.isArray(value))
    return `[${value
      .map((each) => textOf(each))
      .sort(compareBytes)
      .join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const fields = asFields(value);
  const isEntry = !isDictionary && 'allow' in fields;
  const keys = keysOf(fields, {}, isDictionary).filter((key) => fields[key] !== undefined && !(isEntry && key === 'permissions'));
  const parts = keys.map((key) => `${JSON.stringify(key)}:${textOf(fields[key], !isDictionary && dictionaries.has(key))}`);
  return `{${parts.join()}}`;
}

function withoutEnd(entry: unknown): string {
  if (!isObject(entry)) return textOf(entry);
  return textOf({ ...entry, until: undefined, reason: undefined });
}

/** Whether two values are the same in the same order, which is quickly told and nearly always so. */
function isAlike(a: unknown, b: unknown, isDictionary = false): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, index) => isAlike(each, b[index]));
  const [one, other] = [asFields(a), asFields(b)];
  const allCount = isDictionary || a instanceof Map;
  const counts = (key: string): boolean => allCount || !aside.has(key);
  for (const key of Object.keys(one))
    if (counts(key) && !isAlike(one[key], other[key], !isDictionary && dictionaries.has(key))) return false;
  return Object.keys(other).every((key) => !counts(key) || other[key] === undefined || one[key] !== undefined);
}
