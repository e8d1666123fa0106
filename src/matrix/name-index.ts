/** Finds a name's place in a list. Flat memory: eight bytes a name, where a Map takes forty, and no look at a name but the right one. */
export class NameIndex {
  private readonly names: readonly string[];
  /** By hash: place + 1 in the low bits, and in the high bits what else of the hash there is room for. */
  private readonly slots: Uint32Array;
  private readonly placeBits: number;

  constructor(names: readonly string[]) {
    this.names = names;
    this.placeBits = 32 - Math.clz32(names.length + 1);
    this.slots = new Uint32Array(2 << this.placeBits);
    for (let place = 0; place < names.length; place++) this.add(names[place] ?? '', place);
  }

  /** The place of the name that a text ends with from one position on, or -1. */
  find(text: string, from = 0): number {
    const { slots, placeBits, names } = this;
    const hash = hashOf(text, from);
    const rest = (hash >>> placeBits) << placeBits;
    for (let at = hash & (slots.length - 1); ; at = (at + 1) & (slots.length - 1)) {
      const slot = slots[at] ?? 0;
      if (slot === 0) return -1;
      if ((slot ^ rest) >>> placeBits !== 0) continue;
      const place = (slot & ((1 << placeBits) - 1)) - 1;
      if (isRest(text, from, names[place] ?? '')) return place;
    }
  }

  private add(name: string, place: number): void {
    const { slots, placeBits } = this;
    const hash = hashOf(name, 0);
    let at = hash & (slots.length - 1);
    while (slots[at] !== 0) at = (at + 1) & (slots.length - 1);
    slots[at] = ((hash >>> placeBits) << placeBits) | (place + 1);
  }
}

function hashOf(text: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function isRest(text: string, from: number, name: string): boolean {
  if (text.length - from !== name.length) return false;
  for (let at = 0; at < name.length; at++) if (text.charCodeAt(from + at) !== name.charCodeAt(at)) return false;
  return true;
}
