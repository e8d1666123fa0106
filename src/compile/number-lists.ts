import type { Lists } from '../matrix/tables.js';

const firstRoom = 1024;

/** Lists of numbers written one after the other, with no object per list. */
export class NumberLists {
  private values = new Uint32Array(firstRoom);
  private starts = new Uint32Array(firstRoom);
  private size = 0;
  private count = 0;

  /** Adds a number to the list that is being written. */
  push(value: number): void {
    if (this.size === this.values.length) this.values = doubled(this.values);
    this.values[this.size++] = value;
  }

  /** Ends the list that is being written. */
  end(): void {
    if (++this.count === this.starts.length) this.starts = doubled(this.starts);
    this.starts[this.count] = this.size;
  }

  lists(): Lists {
    return { starts: this.starts.slice(0, this.count + 1), values: this.values.slice(0, this.size) };
  }
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
