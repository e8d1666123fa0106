/** Bytes that are read by parts, of which no more is fetched than is asked for. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `start` to before `end`, as a view that must not be written to. Throws an ImageError where they are damaged. */
  part(start: number, end: number): Uint8Array;
}

/** Bytes that are no image of ours, or not the whole of one. */
export class ImageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImageError';
  }
}

/** A source over bytes that are all there, piece by piece. Who asks for what lies in one piece gets a view of it. */
export function bytesInMemory(given: readonly Uint8Array[]): ByteSource {
  // A Buffer's slices are views.
  const pieces = given.map(({ buffer, byteOffset, length }) => new Uint8Array(buffer, byteOffset, length));
  const starts = new Float64Array(pieces.length + 1);
  for (const [index, piece] of pieces.entries()) starts[index + 1] = (starts[index] ?? 0) + piece.length;
  const size = starts[pieces.length] ?? 0;
  return {
    size,
    part(start, end) {
      let index = pieceAt(starts, start);
      const within = (piece: number): Uint8Array | undefined =>
        pieces[piece]?.subarray(Math.max(0, start - (starts[piece] ?? 0)), end - (starts[piece] ?? 0));
      if (end <= (starts[index + 1] ?? size)) return within(index) ?? new Uint8Array(0);
      const several: Uint8Array[] = [];
      for (; index < pieces.length && (starts[index] ?? size) < end; index++) several.push(within(index) ?? new Uint8Array(0));
      return new Uint8Array(Buffer.concat(several));
    },
  };
}

/** The last piece that begins at a byte or before it. */
function pieceAt(starts: Float64Array, byte: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return low;
}
