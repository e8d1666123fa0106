/** The groups around many subjects, one subject after the other in flat memory, and what is known of the ways into them. */
export class Crowd {
  groups = new Int32Array(1024);
  /** How many ways there are into the group at the same place; -1 is not known yet. */
  amounts = new Int32Array(1024).fill(-1);
  /** How many steps the first of these has. */
  lengths = new Int32Array(1024);
  private size = 0;

  /** Adds the groups around a subject, and tells where they begin. */
  add(groups: readonly number[]): number {
    const first = this.size;
    this.size += groups.length;
    if (this.size > this.groups.length) this.grow();
    this.groups.set(groups, first);
    return first;
  }

  private grow(): void {
    this.groups = longer(this.groups, this.size * 2, 0);
    this.amounts = longer(this.amounts, this.size * 2, -1);
    this.lengths = longer(this.lengths, this.size * 2, 0);
  }
}

/** The same numbers in a longer list. */
export function longer(numbers: Int32Array, length: number, rest = 0): Int32Array<ArrayBuffer> {
  const list = new Int32Array(length);
  if (rest !== 0) list.fill(rest, numbers.length);
  list.set(numbers);
  return list;
}
