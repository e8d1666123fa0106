import type { SiteKind } from '../model/site-kinds.js';
import type { TextTable } from './values.js';

/** The numbers of things whose names are among the texts already: a map for each kind would be one more of everybody. */
export class ThingNumbers {
  private readonly texts: TextTable;
  /** By kind, the thing that each text is the name of. */
  private readonly named = new Map<SiteKind, Int32Array>();

  constructor(texts: TextTable) {
    this.texts = texts;
  }

  /** `names`: of each thing, the number of its name among the texts. */
  add(kind: SiteKind, names: Uint32Array): void {
    const things = new Int32Array(this.texts.all.length).fill(-1);
    for (let thing = 0; thing < names.length; thing++) things[names[thing] ?? 0] = thing;
    this.named.set(kind, things);
  }

  /** -1 where there is none of that name. */
  find(kind: SiteKind, name: string): number {
    return this.called(kind, this.texts.known(name) ?? -1);
  }

  /** The same for a name by its number among the texts. */
  called(kind: SiteKind, text: number): number {
    return this.named.get(kind)?.[text] ?? -1;
  }
}
