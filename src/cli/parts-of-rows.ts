/** As many parts as that, so that whoever is done first finds something to do, and nobody waits long for the last. */
const amount = 64;

/** Where each part of the rows begins; and where the last one ends. */
export function partsOf(rows: number): Uint32Array {
  const size = Math.max(1, Math.ceil(rows / amount));
  return Uint32Array.from({ length: Math.ceil(rows / size) + 1 }, (_, part) => Math.min(rows, part * size));
}

/** Takes the next part that nobody has taken; its number may be beyond the last. */
export function nextPart(taken: Int32Array): number {
  return Atomics.add(taken, 0, 1);
}
