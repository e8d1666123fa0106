const empty = 0xffffffff;

/** From pairs of numbers below 2³² − 1 to numbers below 2³¹, in flat memory: twelve bytes an entry where a Map takes fifty and more. */
export class NumberTable {
  private size = 0;
  private slots = new Uint32Array(3 * 16).fill(empty);
  private mask = 15;

  /** What is kept for a pair, or -1. */
  find(a: number, b: number): number {
    const at = this.slot(a, b);
    return this.slots[at] === empty ? -1 : (this.slots[at + 2] ?? 0);
  }

  /** Keeps a number for a pair for which there is none, and gives it. */
  keep(a: number, b: number, value: number): number {
    if ((this.size + 1) * 6 > this.slots.length) this.grow();
    this.size++;
    const at = this.slot(a, b);
    this.slots[at] = a;
    this.slots[at + 1] = b;
    this.slots[at + 2] = value;
    return value;
  }

  /** Where a pair is, or where it would go. */
  private slot(a: number, b: number): number {
    const { slots, mask } = this;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let index = (hash ^ (hash >>> 13)) & mask;
    while (slots[index * 3] !== empty && !(slots[index * 3] === a && slots[index * 3 + 1] === b)) index = (index + 1) & mask;
    return index * 3;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2).fill(empty);
    this.mask = this.mask * 2 + 1;
    for (let at = 0; at < old.length; at += 3) {
      const a = old[at] ?? empty;
      if (a !== empty) this.slots.set(old.subarray(at, at + 3), this.slot(a, old[at + 1] ?? 0));
    }
  }
}
