import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { ImageError, type ByteSource } from '../image/byte-source.js';

const pageLength = 64 * 1024;
const magic = 'permafrost pages 1\n';
const trailerLength = 64;

/** What stands behind some bytes in a file: a checksum for each page, so that a part can be read and trusted without the rest. */
export function checksumsOf(bytes: Uint8Array): Uint8Array {
  const pages = Math.ceil(bytes.length / pageLength);
  const sums = Buffer.alloc(pages * 4);
  for (let page = 0; page < pages; page++) sums.writeUInt32LE(crc32(bytes.subarray(page * pageLength, (page + 1) * pageLength)), page * 4);
  const trailer = Buffer.alloc(trailerLength, ' ');
  trailer.write(`${magic}${String(bytes.length)} ${String(crc32(sums))}`, 'latin1');
  return Buffer.concat([sums, trailer]);
}

/** A file of bytes and their checksums: pages are read, and checked, when they are asked for. Undefined if there is none that is whole. */
export function openPages(path: string): PagedFile | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  const pages = checkedPages(file);
  if (pages === undefined) {
    closeSync(file);
    return undefined;
  }
  return new PagedFile(file, pages.size, pages.sums);
}

function checkedPages(file: number): { readonly size: number; readonly sums: Buffer } | undefined {
  const { size: whole } = fstatSync(file);
  const trailer = readAt(file, whole - trailerLength, trailerLength)?.toString('latin1') ?? '';
  const [, size = NaN, sum = NaN] = /^permafrost pages 1\n(\d+) (\d+) *$/.exec(trailer)?.map(Number) ?? [];
  const length = Math.ceil(size / pageLength) * 4;
  if (size + length + trailerLength !== whole) return undefined;
  const sums = readAt(file, size, length);
  return sums !== undefined && crc32(sums) === sum ? { size, sums } : undefined;
}

function readAt(file: number, start: number, length: number): Buffer | undefined {
  if (start < 0) return undefined;
  const bytes = Buffer.allocUnsafeSlow(length);
  return readSync(file, bytes, 0, length, start) === length ? bytes : undefined;
}

/** Memory is taken for the whole file, but only used where pages are read. */
export class PagedFile implements ByteSource {
  readonly size: number;
  private readonly file: number;
  private readonly sums: Buffer;
  private readonly bytes: Uint8Array;
  private readonly isRead: Uint8Array;

  constructor(file: number, size: number, sums: Buffer) {
    this.file = file;
    this.size = size;
    this.sums = sums;
    // No Buffer, whose slices are views.
    this.bytes = new Uint8Array(size);
    this.isRead = new Uint8Array(sums.length / 4);
  }

  part(start: number, end: number): Uint8Array {
    if (!(start >= 0 && start <= end && end <= this.size)) throw new ImageError('A part of the image lies outside of it.');
    const first = Math.floor(start / pageLength);
    const last = Math.ceil(end / pageLength);
    for (let page = first; page < last; page++) {
      if (this.isRead[page] === 1) continue;
      let until = page + 1;
      while (until < last && this.isRead[until] === 0) until++;
      this.read(page, until);
    }
    return this.bytes.subarray(start, end);
  }

  close(): void {
    closeSync(this.file);
  }

  private read(first: number, until: number): void {
    const start = first * pageLength;
    const end = Math.min(this.size, until * pageLength);
    if (readSync(this.file, this.bytes, start, end - start, start) !== end - start) throw new ImageError('The image is cut short.');
    for (let page = first; page < until; page++) {
      const sum = crc32(this.bytes.subarray(page * pageLength, Math.min(end, (page + 1) * pageLength)));
      if (sum !== this.sums.readUInt32LE(page * 4)) throw new ImageError('The image is damaged.');
      this.isRead[page] = 1;
    }
  }
}
