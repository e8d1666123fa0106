import { LoadError } from './load-error.js';

export interface Blobs {
  /** By id. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly missing: readonly string[];
}

/** One blob, as git gives it. */
export type Blob = readonly [id: string, bytes: Uint8Array];

const newline = 0x0a;

/** Takes apart what `git cat-file --batch` says: `ID TYPE SIZE␊BYTES␊` for each object, `ID missing␊` for one that is not there. */
export function splitBlobs(output: Uint8Array): Blobs {
  const splitting = new BlobSplitting();
  const blobs = new Map(splitting.take(Buffer.from(output.buffer, output.byteOffset, output.length)));
  splitting.end();
  return { blobs, missing: splitting.missing };
}

/** The same, a piece after the other, wherever these begin and end. */
export class BlobSplitting {
  readonly missing: string[] = [];
  /** What is not taken apart yet, and how long it has to be for the next object. */
  private pieces: Buffer[] = [];
  private size = 0;
  private needed = 0;

  /** The blobs that are whole with this piece. They are parts of it, as long as they are in one piece. */
  take(piece: Buffer): readonly Blob[] {
    this.pieces.push(piece);
    this.size += piece.length;
    if (this.size < this.needed) return [];
    const all = this.pieces.length === 1 ? piece : Buffer.concat(this.pieces, this.size);
    const blobs: Blob[] = [];
    const rest = all.subarray(this.split(all, blobs));
    this.pieces = rest.length === 0 ? [] : [rest];
    this.size = rest.length;
    return blobs;
  }

  /** To be called after the last piece: nothing may be left. */
  end(): void {
    const [rest] = this.pieces;
    if (rest === undefined) return;
    const header = headerAt(Buffer.concat(this.pieces), 0);
    throw new LoadError('git-failed', `git broke off in the middle of ${header?.id ?? 'a line'}.`);
  }

  /** Where the first object begins that is not whole. */
  private split(all: Buffer, blobs: Blob[]): number {
    this.needed = 0;
    for (let start = 0; ;) {
      const header = headerAt(all, start);
      if (header === undefined) return start;
      const { id, type, size, next } = header;
      if (type === 'missing') {
        this.missing.push(id);
        start = next;
      } else if (next + size < all.length) {
        blobs.push([id, all.subarray(next, next + size)]);
        start = next + size + 1;
      } else {
        this.needed = next - start + size + 1;
        return start;
      }
    }
  }
}

interface Header {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly next: number;
}

/** Undefined if the line has no end. */
function headerAt(all: Buffer, start: number): Header | undefined {
  const end = all.indexOf(newline, start);
  if (end === -1) return undefined;
  const [id = '', type = '', size] = all.toString('latin1', start, end).split(' ');
  return { id, type, size: Number(size), next: end + 1 };
}
