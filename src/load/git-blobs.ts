import { LoadError } from './load-error.js';

export interface Blobs {
  /** By id. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly missing: readonly string[];
}

const newline = 0x0a;

/** Takes apart what `git cat-file --batch` says: `ID TYPE SIZE␊BYTES␊` for each object, `ID missing␊` for one that is not there. */
export function splitBlobs(output: Uint8Array): Blobs {
  const all = Buffer.from(output.buffer, output.byteOffset, output.length);
  const blobs = new Map<string, Uint8Array>();
  const missing: string[] = [];
  for (let start = 0; start < all.length;) {
    const { id, type, size, next } = headerAt(all, start);
    start = next;
    if (type === 'missing') {
      missing.push(id);
      continue;
    }
    if (!(start + size < all.length)) throw new LoadError('git-failed', `git broke off in the middle of ${id}.`);
    blobs.set(id, all.subarray(start, start + size));
    start += size + 1;
  }
  return { blobs, missing };
}

function headerAt(all: Buffer, start: number): { id: string; type: string; size: number; next: number } {
  const end = all.indexOf(newline, start);
  if (end === -1) throw new LoadError('git-failed', 'git broke off in the middle of a line.');
  const [id = '', type = '', size] = all.toString('latin1', start, end).split(' ');
  return { id, type, size: Number(size), next: end + 1 };
}
