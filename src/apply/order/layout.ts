import type { Atom } from './atom.js';
import type { Problem } from './problem.js';
import { roomOf } from './things.js';

/**
 * Some atoms one after the other, of which it is enough to look at a few states. If the states before and after it are sound, all within are:
 * what only gives is at most what it ends with and at least what it began with, and the other way round for what only takes away; and
 * places that share nothing can be changed at any pace.
 */
export interface Run {
  /** In the order they are made. */
  readonly atoms: readonly number[];
  /** What is made between one state that has to be looked at and the next: all of it together is `atoms`. */
  readonly levels: readonly (readonly number[])[];
}

/** Atoms are laid out run by run. */
export class Layout<T extends Atom> {
  readonly runs: Run[] = [];
  readonly done = new Set<number>();
  private readonly problem: Problem<T>;

  constructor(problem: Problem<T>) {
    this.problem = problem;
  }

  add(run: Run): void {
    if (run.atoms.length === 0) return;
    this.runs.push(run);
    for (const each of run.atoms) this.done.add(each);
  }

  addOne(number: number): void {
    this.add({ atoms: [number], levels: [[number]] });
  }

  /** All of one direction, as one run. */
  addAll(numbers: readonly number[]): void {
    this.add({ atoms: numbers, levels: [numbers] });
  }

  /** Everything that is left: what gives first, what takes away last, as far as things are there when they are named. */
  addRest(): void {
    const { length } = this.problem.placed;
    while (this.done.size < length) {
      const before = this.done.size;
      this.addAll(this.ready('more'));
      this.add(this.readyRooms());
      const [single] = this.singles();
      if (single !== undefined) this.addOne(single);
      else if (this.done.size === before) this.addAll(this.ready('less'));
      if (this.done.size === before) return;
    }
  }

  /** What of one direction can be made now, one after the other, in the best order. `within`: and is one of these. */
  ready(direction: 'more' | 'less', within: (number: number) => boolean = () => true): readonly number[] {
    const waiting = this.left().filter((number) => this.problem.placed[number]?.direction === direction && within(number));
    return inTurn(waiting, this.problem.earlier, this.done);
  }

  /** What changes both ways, place by place. */
  readyRooms(): Run {
    const rooms = new Map<string, number[]>();
    for (const number of this.mixed()) {
      const room = roomOfAtom(this.problem.atom(number));
      const own = rooms.get(room ?? '') ?? [];
      if (room === undefined || !this.isReady(number, own)) continue;
      rooms.set(room, [...own, number]);
    }
    const levels: number[][] = [];
    for (const atoms of rooms.values()) for (const [level, number] of atoms.entries()) (levels[level] ??= []).push(number);
    return { atoms: [...rooms.values()].flat(), levels };
  }

  /** What changes both ways, and further than one place. */
  singles(): readonly number[] {
    return this.mixed().filter((number) => roomOfAtom(this.problem.atom(number)) === undefined && this.isReady(number, []));
  }

  left(): readonly number[] {
    return [...this.problem.placed.keys()].filter((number) => !this.done.has(number));
  }

  isReady(number: number, also: readonly number[]): boolean {
    return (this.problem.earlier[number] ?? []).every((each) => this.done.has(each) || also.includes(each));
  }

  private mixed(): readonly number[] {
    return this.left().filter((number) => this.problem.placed[number]?.direction === 'mixed');
  }
}

/** The one place that an atom changes; undefined if it reaches further. */
function roomOfAtom({ changes, alsoGives = [] }: Atom): string | undefined {
  const places = new Set([...changes.map(({ before, after }) => (after ?? before)?.of ?? ''), ...alsoGives.map(({ of }) => of)]);
  const [place = ''] = places;
  return places.size === 1 ? roomOf(place) : undefined;
}

/** Passes over what waits until nothing more can be made, so that what stands together stays together. */
export function inTurn(waiting: readonly number[], earlier: readonly (readonly number[])[], done: ReadonlySet<number>): readonly number[] {
  const made = new Set(done);
  const order: number[] = [];
  let left = waiting;
  for (let before = -1; before !== order.length;) {
    before = order.length;
    left = left.filter((number) => {
      if (!(earlier[number] ?? []).every((each) => made.has(each))) return true;
      made.add(number);
      order.push(number);
      return false;
    });
  }
  return order;
}
