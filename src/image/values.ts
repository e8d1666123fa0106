import type { Place } from '../diagnostics/place.js';
import { ImageError } from './byte-source.js';
import { decode, type Column } from './sections.js';

/** What a value begins with: its type in the lowest three bits, above them a number whose meaning depends on the type. */
const typeOf = { text: 0, number: 1, list: 2, object: 3, map: 4, constant: 5, float: 6, place: 7 } as const;
const constants = [undefined, null, true, false] as const;

/** Texts that occur in values, each once. */
export class TextTable {
  readonly all: string[] = [];
  /** How often each stands in a value. */
  readonly uses: number[] = [];
  private readonly ids = new Map<string, number>();

  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.ids.set(text, this.all.length);
    this.uses.push(0);
    return this.all.push(text) - 1;
  }

  /** The number of a text that is here already. */
  known(text: string): number | undefined {
    return this.ids.get(text);
  }

  /** The number of a text that stands in a value. */
  use(text: string): number {
    const id = this.id(text);
    this.count(id);
    return id;
  }

  /** Counts a text as one that stands in a value once more. */
  count(id: number): void {
    this.uses[id] = (this.uses[id] ?? 0) + 1;
  }
}

/** Lists of keys that objects have, each once. */
export class Shapes {
  readonly all: (readonly string[])[] = [];
  private readonly ids = new Map<string, number>();
  /** By how many keys there are, the list that was asked for last: mostly the next is the same. */
  private readonly latest: number[] = [];

  id(keys: readonly string[]): number {
    const latest = this.latest[keys.length];
    if (latest !== undefined && areEqual(this.all[latest] ?? [], keys)) return latest;
    const id = this.find(keys);
    this.latest[keys.length] = id;
    return id;
  }

  private find(keys: readonly string[]): number {
    const key = keys.join('\0');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.all.length);
    return this.all.push(keys) - 1;
  }
}

/** Writes plain values: texts, numbers, lists, maps, objects; places relative to one that the reader knows. */
export class ValueWriter {
  size = 0;
  private held = new Uint8Array(1 << 16);
  private readonly texts: TextTable;
  private readonly shapes: Shapes;
  private home: Place | undefined;
  private readonly ends = new Set<string>();

  constructor(texts: TextTable, shapes: Shapes) {
    this.texts = texts;
    this.shapes = shapes;
  }

  /** `home`: places in the same document are written by what they have beyond it. */
  write(value: unknown, home?: Place): void {
    this.home = home;
    this.value(value);
  }

  /** An object without some of its fields. */
  writeWithout(value: object, without: ReadonlySet<string>, home: Place): void {
    this.home = home;
    this.fields(
      value,
      keysOf(value).filter((key) => !without.has(key)),
    );
  }

  /** The last days that stood in what was written since they were last taken. */
  takeEnds(): readonly string[] {
    const ends = [...this.ends];
    this.ends.clear();
    return ends;
  }

  bytes(): Uint8Array {
    return this.held.subarray(0, this.size);
  }

  private value(value: unknown): void {
    switch (typeof value) {
      case 'string':
        this.text(value);
        return;
      case 'number':
        this.number(value);
        return;
      case 'undefined':
      case 'boolean':
        this.head(typeOf.constant, constants.indexOf(value));
        return;
      case 'object':
        if (value === null) this.head(typeOf.constant, 1);
        else this.object(value);
        return;
      default:
        throw new TypeError(`A ${typeof value} cannot be kept.`);
    }
  }

  private text(text: string): void {
    this.head(typeOf.text, this.texts.use(text));
  }

  private number(value: number): void {
    if (Number.isInteger(value) && value >= 0 && value < 2 ** 28) {
      this.head(typeOf.number, value);
      return;
    }
    this.head(typeOf.float, 0);
    this.raw(new Uint8Array(Float64Array.of(value).buffer));
  }

  private object(value: object): void {
    if (Array.isArray(value)) {
      this.head(typeOf.list, value.length);
      for (const each of value as readonly unknown[]) this.value(each);
    } else if (value instanceof Map) {
      this.head(typeOf.map, value.size);
      for (const [key, each] of value) {
        this.value(key);
        this.value(each);
      }
    } else if (isPlace(value)) this.place(value);
    else this.fields(value, keysOf(value));
  }

  private fields(value: object, keys: readonly string[]): void {
    this.head(typeOf.object, this.shapes.id(keys));
    for (const key of keys) {
      const field = (value as Readonly<Record<string, unknown>>)[key];
      if (key === 'until' && typeof field === 'string') this.ends.add(field);
      this.value(field);
    }
  }

  private place(place: Place): void {
    const { home } = this;
    const near = home !== undefined && place.file === home.file && place.document === home.document && startsWith(place.path, home.path);
    this.head(typeOf.place, (near ? 1 : 0) + (place.key === true ? 2 : 0) + (place.offset === undefined ? 0 : 4));
    if (!near) {
      this.text(place.file);
      this.number(place.document);
    }
    const from = near ? home.path.length : 0;
    this.head(typeOf.list, place.path.length - from);
    for (let step = from; step < place.path.length; step++) this.value(place.path[step]);
    if (place.offset !== undefined) this.number(place.offset);
  }

  private head(type: number, value: number): void {
    this.room(6);
    if (value < 16) {
      this.held[this.size++] = (value << 3) | type;
      return;
    }
    let rest = value * 8 + type;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) this.held[this.size++] = (rest & 0x7f) | 0x80;
    this.held[this.size++] = rest;
  }

  private raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.held.set(bytes, this.size);
    this.size += bytes.length;
  }

  private room(amount: number): void {
    if (this.size + amount <= this.held.length) return;
    const larger = new Uint8Array(Math.max(this.held.length * 2, this.size + amount));
    larger.set(this.held);
    this.held = larger;
  }
}

/** What an object has: its own fields, and what its class works out from them. */
function keysOf(value: object): readonly string[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return Object.keys(value);
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype as object))
    .filter(([, descriptor]) => descriptor.get !== undefined)
    .map(([key]) => key);
  return [...Object.keys(value), ...own];
}

function isPlace(value: object): value is Place {
  const { file, document, path } = value as Partial<Place>;
  return path !== undefined && file !== undefined && document !== undefined;
}

function startsWith(path: Place['path'], start: Place['path']): boolean {
  for (let index = 0; index < start.length; index++) if (path[index] !== start[index]) return false;
  return true;
}

function areEqual(some: readonly string[], others: readonly string[]): boolean {
  for (let index = 0; index < some.length; index++) if (some[index] !== others[index]) return false;
  return true;
}

/** Texts by number. */
export type TextOf = (id: number) => string;

/** Reads what a ValueWriter wrote. `texts` is told of each text that is read. */
export class ValueReader {
  private readonly texts: TextOf;
  private readonly shapes: readonly (readonly string[])[];
  private source: Uint8Array = new Uint8Array(0);
  private at = 0;
  private home: Place | undefined;
  private passed = 0;

  constructor(texts: TextOf, shapes: readonly (readonly string[])[]) {
    this.texts = texts;
    this.shapes = shapes;
  }

  /** The first values of some bytes, of which the first may be the place that those after it are relative to. */
  read(source: Uint8Array, count: number): readonly unknown[] {
    this.begin(source, 0, undefined);
    const values: unknown[] = [];
    while (values.length < count) {
      const value = this.value();
      if (values.length === 0 && typeof value === 'object' && value !== null && isPlace(value)) this.home = value;
      values.push(value);
    }
    return values;
  }

  /** One value that begins somewhere. */
  readAt(source: Uint8Array, start: number, home: Place): unknown {
    this.begin(source, start, home);
    return this.value();
  }

  /** Of the list that begins somewhere, the items that have a certain text anywhere; the others are passed over. */
  itemsWith(source: Uint8Array, start: number, home: Place, text: number): readonly unknown[] {
    this.begin(source, start, home);
    const found: unknown[] = [];
    for (let left = Math.floor(this.head() / 8); left > 0; left--) {
      const item = this.at;
      const has = this.pass(text);
      const next = this.at;
      if (has) {
        this.at = item;
        found.push(this.value());
      }
      this.at = next;
    }
    return found;
  }

  /** How often a text stands in the values that fill some bytes. */
  count(source: Uint8Array, text: number): number {
    this.begin(source, 0, undefined);
    this.passed = 0;
    while (this.at < source.length) this.pass(text);
    return this.passed;
  }

  private begin(source: Uint8Array, start: number, home: Place | undefined): void {
    this.source = source;
    this.at = start;
    this.home = home;
  }

  /** Goes over a value without making it; whether a text stands in it. */
  private pass(text: number): boolean {
    const before = this.passed;
    for (let left = 1; left > 0; left--) {
      const head = this.head();
      const number = Math.floor(head / 8);
      switch (head % 8) {
        case typeOf.text:
          if (number === text) this.passed++;
          break;
        case typeOf.list:
          left += number;
          break;
        case typeOf.object:
          left += this.shapes[number]?.length ?? 0;
          break;
        case typeOf.map:
          left += number * 2;
          break;
        case typeOf.float:
          this.at += 8;
          break;
        case typeOf.place:
          left += (number & 1 ? 0 : 2) + 1 + (number & 4 ? 1 : 0);
          break;
        default:
      }
    }
    return this.passed > before;
  }

  private value(): unknown {
    const head = this.head();
    const number = Math.floor(head / 8);
    switch (head % 8) {
      case typeOf.text:
        return this.texts(number);
      case typeOf.number:
        return number;
      case typeOf.list:
        return this.list(number);
      case typeOf.object:
        return this.object(number);
      case typeOf.map:
        return this.map(number);
      case typeOf.constant:
        return constants[number];
      case typeOf.float:
        return this.float();
      default:
        return this.place(number);
    }
  }

  private list(length: number): unknown[] {
    const list: unknown[] = [];
    for (let left = length; left > 0; left--) list.push(this.value());
    return list;
  }

  private object(shape: number): object {
    const keys = this.shapes[shape];
    if (keys === undefined) throw new ImageError('A value of the image has no shape.');
    const object: Record<string, unknown> = {};
    for (const key of keys) object[key] = this.value();
    return object;
  }

  private map(size: number): ReadonlyMap<unknown, unknown> {
    const map = new Map<unknown, unknown>();
    for (let left = size; left > 0; left--) {
      const key = this.value();
      map.set(key, this.value());
    }
    return map;
  }

  private place(flags: number): Place {
    const home = flags & 1 ? this.home : undefined;
    if (flags & 1 && home === undefined) throw new ImageError('A place of the image is relative to nothing.');
    const file = home?.file ?? (this.value() as string);
    const document = home?.document ?? (this.value() as number);
    const steps = this.value() as (string | number)[];
    const path = home === undefined ? steps : [...home.path, ...steps];
    return {
      file,
      document,
      path,
      ...(flags & 2 ? { key: true } : {}),
      ...(flags & 4 ? { offset: this.value() as number } : {}),
    };
  }

  private float(): number {
    const bytes = this.source.slice(this.at, this.at + 8);
    this.at += 8;
    return new DataView(bytes.buffer).getFloat64(0, true);
  }

  private head(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.source[this.at++];
      if (byte === undefined) throw new ImageError('A value of the image is cut short.');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }
}

/** Texts as bytes, found by number. */
export function textsIn(starts: Column, bytes: (from: number, to: number) => Uint8Array): TextOf {
  const known = new Map<number, string>();
  return (id) => {
    let text = known.get(id);
    if (text === undefined) {
      const from = starts.at(id);
      const to = starts.at(id + 1);
      if (from === undefined || to === undefined) throw new ImageError('The image names a text that is not in it.');
      text = decode(bytes(from, to));
      known.set(id, text);
    }
    return text;
  };
}
