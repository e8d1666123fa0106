import type { Member, Site } from './site.js';

const firstRoom = 1024;

/**
 * Whom lists of people name, as numbers: noted by whoever looked the names up, so that nobody need look up the same texts again. Numbers belong to the
 * list itself; of any other, an equal one too, nothing is known.
 */
export class ListedPeople {
  /** By number. */
  readonly names: readonly string[];
  private numbers = new Int32Array(firstRoom);
  private size = 0;
  /** Where the list starts that is being noted. */
  private start = 0;
  private readonly starts = new Map<readonly Member[], number>();

  /** The names may still become more. */
  constructor(names: readonly string[]) {
    this.names = names;
  }

  /** Begins a list, and forgets what was noted since the last one ended. */
  begin(): void {
    this.size = this.start;
  }

  note(person: number): void {
    if (this.size === this.numbers.length) this.numbers = doubled(this.numbers);
    this.numbers[this.size++] = person;
  }

  /** Ends a list; what was noted counts only if it is as many as there are members, each of whom was noted at least once. */
  end(list: readonly Member[]): void {
    if (this.size - this.start !== list.length) return;
    this.starts.set(list, this.start);
    this.start = this.size;
  }

  /** The numbers of the members of a list, in order; undefined where they were not noted. */
  of(list: readonly Member[]): Int32Array | undefined {
    const start = this.starts.get(list);
    return start === undefined ? undefined : this.numbers.subarray(start, start + list.length);
  }

  /** Something that is known of each by name, by number. */
  byNumber(numberOf: (name: string) => number): Int32Array {
    const all = new Int32Array(this.names.length);
    for (let person = 0; person < all.length; person++) all[person] = numberOf(this.names[person] ?? '');
    return all;
  }
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Whom the lists of a site name, where whoever made it noted it. */
export const listedPeople = new WeakMap<Site, ListedPeople>();
