import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { ImageError, type ByteSource } from '../image/byte-source.js';

// Much of what is read is a few bytes here and there: of larger pages more would be read than is asked for.
const pageLength = 4 * 1024;
const sharedRoom = 64 * pageLength;
const magic = 'permafrost pages 3\n';
const trailerLength = 64;

/**
 * What stands behind some bytes in a file: a checksum for each page, so that a part can be read and trusted without the rest. The bytes are given piece by
 * piece.
 */
export function checksumsOf(pieces: readonly Uint8Array[]): Uint8Array {
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  const sums = Buffer.alloc(Math.ceil(size / pageLength) * 4);
  let at = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const until = Math.min(piece.length, from + pageLength - (at % pageLength));
      const sum = Math.floor(at / pageLength) * 4;
      sums.writeUInt32LE(crc32(piece.subarray(from, until), sums.readUInt32LE(sum)), sum);
      at += until - from;
      from = until;
    }
  }
  const trailer = Buffer.alloc(trailerLength, ' ');
  trailer.write(`${magic}${String(size)} ${String(crc32(sums))}`, 'latin1');
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
  const [, size = NaN, sum = NaN] = /^permafrost pages 3\n(\d+) (\d+) *$/.exec(trailer)?.map(Number) ?? [];
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

/** Bytes of a file from the beginning of a page on, read and checked. */
interface Run {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/**
 * Memory is taken for what is read alone: as much as the whole file has, though never used, would make Node collect garbage as if it were.
 */
export class PagedFile implements ByteSource {
  readonly size: number;
  private readonly file: number;
  private readonly sums: Buffer;
  /** By page, the run that it was last read in. */
  private readonly runs = new Map<number, Run>();
  /** Memory for pages that are read one by one, and how much of it is taken. */
  private shared = new Uint8Array(0);
  private used = 0;

  constructor(file: number, size: number, sums: Buffer) {
    this.file = file;
    this.size = size;
    this.sums = sums;
  }

  part(start: number, end: number): Uint8Array {
    if (!(start >= 0 && start <= end && end <= this.size)) throw new ImageError('A part of the image lies outside of it.');
    const first = Math.floor(start / pageLength);
    let run = this.runs.get(first);
    if (run === undefined || end > run.start + run.bytes.length) run = this.read(first, Math.ceil(end / pageLength));
    return run.bytes.subarray(start - run.start, end - run.start);
  }

  /** Room for some pages. A piece of memory for each, of thousands, takes as long as reading them. */
  private room(length: number): Uint8Array {
    // No Buffer, whose slices are views.
    if (length > sharedRoom / 8) return new Uint8Array(length);
    if (this.used + length > this.shared.length) {
      this.shared = new Uint8Array(sharedRoom);
      this.used = 0;
    }
    const from = this.used;
    this.used += Math.ceil(length / pageLength) * pageLength;
    return this.shared.subarray(from, from + length);
  }

  close(): void {
    closeSync(this.file);
  }

  private read(first: number, until: number): Run {
    const start = first * pageLength;
    const end = Math.min(this.size, Math.max(until, first + 1) * pageLength);
    const bytes = this.room(Math.max(0, end - start));
    if (readSync(this.file, bytes, 0, bytes.length, start) !== bytes.length) throw new ImageError('The image is cut short.');
    const run = { start, bytes };
    for (let page = first; page * pageLength < end; page++) {
      const sum = crc32(bytes.subarray(page * pageLength - start, Math.min(end, (page + 1) * pageLength) - start));
      if (sum !== this.sums.readUInt32LE(page * 4)) throw new ImageError('The image is damaged.');
      this.runs.set(page, run);
    }
    return run;
  }
}
