import type { SiteKind } from '../model/site-kinds.js';
import type { TextTable } from './values.js';

/** The numbers of things whose names are among the texts already: a map for each kind would be one more of everybody. */
export class ThingNumbers {
  private readonly texts: TextTable;
  /** By kind, the thing that each text is the name of. */
  private readonly named = new Map<SiteKind, Int32Array>();
  /** By kind, the number of each thing's name among the texts. */
  private readonly names = new Map<SiteKind, Uint32Array>();

  constructor(texts: TextTable) {
    this.texts = texts;
  }

  /** `names`: of each thing, the number of its name among the texts. */
  add(kind: SiteKind, names: Uint32Array): void {
    const things = new Int32Array(this.texts.all.length).fill(-1);
    for (let thing = 0; thing < names.length; thing++) things[names[thing] ?? 0] = thing;
    this.named.set(kind, things);
    this.names.set(kind, names);
  }

  /** -1 where there is none of that name. */
  find(kind: SiteKind, name: string): number {
    return this.named.get(kind)?.[this.texts.known(name) ?? -1] ?? -1;
  }

  /** Counts the name of a thing as one that stands in a value. */
  use(kind: SiteKind, thing: number): void {
    const name = this.names.get(kind)?.[thing];
    if (name !== undefined) this.texts.count(name);
  }
}
