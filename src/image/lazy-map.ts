import type { Things } from './image.js';

/**
 * Things of an image by name, each read when it is asked for, with some of them replaced, taken away or added. Looking one up is cheap;
 * going through all of them reads them all.
 */
export class LazyMap<T> implements ReadonlyMap<string, T> {
  private readonly things: Things<T>;
  private readonly replaced: ReadonlyMap<string, T | undefined>;
  private readonly added: readonly (readonly [string, T])[];
  readonly size: number;

  /** `replaced`: by name, what a thing is now; undefined where it is no more. */
  constructor(things: Things<T>, replaced: ReadonlyMap<string, T | undefined> = new Map()) {
    this.things = things;
    this.replaced = replaced;
    const isKept = (name: string): boolean => this.things.find(name) >= 0;
    this.added = [...replaced].flatMap(([name, thing]) => (thing === undefined || isKept(name) ? [] : [[name, thing]]));
    const gone = [...replaced].filter(([name, thing]) => thing === undefined && isKept(name)).length;
    this.size = things.size + this.added.length - gone;
  }

  get(name: string): T | undefined {
    if (this.replaced.has(name)) return this.replaced.get(name);
    const thing = this.things.find(name);
    return thing < 0 ? undefined : this.things.at(thing);
  }

  has(name: string): boolean {
    return this.replaced.has(name) ? this.replaced.get(name) !== undefined : this.things.find(name) >= 0;
  }

  *entries(): MapIterator<[string, T]> {
    for (let thing = 0; thing < this.things.size; thing++) {
      const name = this.things.nameOf(thing);
      const value = this.replaced.has(name) ? this.replaced.get(name) : this.things.at(thing);
      if (value !== undefined) yield [name, value];
    }
    for (const [name, thing] of this.added) yield [name, thing];
    return undefined;
  }

  *keys(): MapIterator<string> {
    for (let thing = 0; thing < this.things.size; thing++) {
      const name = this.things.nameOf(thing);
      if (!this.replaced.has(name) || this.replaced.get(name) !== undefined) yield name;
    }
    for (const [name] of this.added) yield name;
    return undefined;
  }

  *values(): MapIterator<T> {
    for (const [, thing] of this.entries()) yield thing;
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[string, T]> {
    return this.entries();
  }

  forEach(visit: (value: T, key: string, map: ReadonlyMap<string, T>) => void): void {
    for (const [name, thing] of this.entries()) visit(thing, name, this);
  }
}
