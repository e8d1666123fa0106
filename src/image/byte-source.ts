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

/** A source over bytes that are all there. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  // A Buffer's slices are views.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  return { size: plain.length, part: (start, end) => plain.subarray(start, end) };
}
