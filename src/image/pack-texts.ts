/** Texts one after the other, and where each begins; one more start for the end. */
export interface PackedTexts {
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
}

/** A letter of a text takes three bytes at most; two that belong together take four. */
const mostOfALetter = 3;

export function packTexts(texts: readonly string[]): PackedTexts {
  const room = Buffer.allocUnsafe(texts.reduce((sum, { length }) => sum + length, 0) * mostOfALetter);
  const starts = new Uint32Array(texts.length + 1);
  let size = 0;
  for (let index = 0; index < texts.length; index++) {
    size += room.write(texts[index] ?? '', size);
    starts[index + 1] = size;
  }
  return { starts, bytes: room.subarray(0, size) };
}
