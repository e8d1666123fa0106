import type { Lists } from '../matrix/tables.js';

const firstSlots = 1024;
const noSet = 0xffff_ffff;

/** Numbers equal lists of numbers alike, in order of first sight: a hash table over one flat array, with no object per list. */
export class SetTable {
  private values = new Uint32Array(firstSlots);
  private starts = new Uint32Array(firstSlots);
  private hashes = new Uint32Array(firstSlots);
  private size = 0;
  private slots = new Uint32Array(firstSlots).fill(noSet);

  id(list: readonly number[] | Uint32Array): number {
    const hash = hashOf(list);
    let slot = hash & (this.slots.length - 1);
    for (;;) {
      const known = this.slots[slot] ?? noSet;
      if (known === noSet) break;
      if (this.hashes[known] === hash && this.isEqual(known, list)) return known;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    return this.add(list, hash, slot);
  }

  lists(): Lists {
    return { starts: this.starts.slice(0, this.size + 1), values: this.values.slice(0, this.starts[this.size]) };
  }

  private isEqual(known: number, list: readonly number[] | Uint32Array): boolean {
    const start = this.starts[known] ?? 0;
    if ((this.starts[known + 1] ?? 0) - start !== list.length) return false;
    for (let index = 0; index < list.length; index++) if (this.values[start + index] !== list[index]) return false;
    return true;
  }

  private add(list: readonly number[] | Uint32Array, hash: number, slot: number): number {
    const id = this.size++;
    const start = this.starts[id] ?? 0;
    this.values = atLeast(this.values, start + list.length);
    this.starts = atLeast(this.starts, id + 2);
    this.hashes = atLeast(this.hashes, id + 1);
    this.values.set(list, start);
    this.starts[id + 1] = start + list.length;
    this.hashes[id] = hash;
    this.slots[slot] = id;
    if (this.size * 2 > this.slots.length) this.spread();
    return id;
  }

  private spread(): void {
    const slots = new Uint32Array(this.slots.length * 2).fill(noSet);
    for (let id = 0; id < this.size; id++) {
      let slot = (this.hashes[id] ?? 0) & (slots.length - 1);
      while (slots[slot] !== noSet) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = id;
    }
    this.slots = slots;
  }
}

function atLeast(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Uint32Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}

/** https://en.wikipedia.org/wiki/MurmurHash: its rounds over whole numbers. */
function hashOf(list: readonly number[] | Uint32Array): number {
  let hash = list.length;
  for (let index = 0; index < list.length; index++) {
    hash ^= Math.imul(list[index] ?? 0, 0xcc9e2d51);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
