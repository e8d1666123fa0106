import { longer } from './crowd.js';

/** The actors of projects as numbers, one project after the other in flat memory: atom, role, atom, role … */
export class Actors {
  /** All of them; it is another list after each addition. */
  list = new Int32Array(1024);
  private size = 0;

  /** Adds those of a project, and tells where they begin. */
  add(pairs: readonly number[]): number {
    const first = this.size;
    this.size += pairs.length;
    if (this.size > this.list.length) this.list = longer(this.list, this.size * 2);
    this.list.set(pairs, first);
    return first;
  }
}
