import { ImageError, type ByteSource } from './byte-source.js';

/** Where each named part of an image lies. */
export type Directory = Readonly<Record<string, readonly [start: number, end: number]>>;

const magic = 'permafrost image 3\n';
const trailerLength = 64;
const alignment = 8;

/** Puts named parts one after the other, each where numbers of eight bytes may begin, and the list of them at the end. */
export class SectionWriter {
  private readonly parts: Uint8Array[] = [];
  private readonly directory: Record<string, [number, number]> = {};
  private size = 0;

  add(name: string, part: Uint8Array | Uint32Array): void {
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    const padding = (alignment - (this.size % alignment)) % alignment;
    if (padding > 0) this.push(new Uint8Array(padding));
    this.directory[name] = [this.size, this.size + bytes.length];
    this.push(bytes);
  }

  text(name: string, text: string): void {
    this.add(name, Buffer.from(text));
  }

  /** All of it, piece by piece: whoever puts the pieces together needs as much memory once more. */
  pieces(): readonly Uint8Array[] {
    const directory = Buffer.from(JSON.stringify(this.directory));
    const start = this.size;
    this.push(directory);
    const trailer = Buffer.alloc(trailerLength, ' ');
    trailer.write(`${magic}${String(start)} ${String(this.size)}`, 'latin1');
    this.push(trailer);
    return this.parts;
  }

  private push(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.size += bytes.length;
  }
}

/** The named parts of an image. */
export class Sections {
  private readonly source: ByteSource;
  private readonly directory: Directory;
  private readonly columns = new Map<string, Column>();

  constructor(source: ByteSource) {
    this.source = source;
    const trailer = decode(source.part(Math.max(0, source.size - trailerLength), source.size));
    const [, start = NaN, end = NaN] = /^permafrost image 3\n(\d+) (\d+) *$/.exec(trailer)?.map(Number) ?? [];
    if (!(start <= end && end <= source.size)) throw new ImageError('These bytes are no image of policies.');
    this.directory = JSON.parse(decode(source.part(start, end))) as Directory;
  }

  bytes(name: string): Uint8Array {
    const [start, end] = this.range(name);
    return this.source.part(start, end);
  }

  /** A part of a part. */
  within(name: string, from: number, to: number): Uint8Array {
    const [start, end] = this.range(name);
    if (from > to || start + to > end) throw new ImageError(`The part ${name} of the image is too short.`);
    return this.source.part(start + from, start + to);
  }

  numbers(name: string): Uint32Array {
    return numbersIn(this.bytes(name));
  }

  /** The numbers of a part, of which few are asked for. */
  column(name: string): Column {
    let column = this.columns.get(name);
    if (column === undefined) {
      const [start, end] = this.range(name);
      this.columns.set(name, (column = new Column(this.source, start, end)));
    }
    return column;
  }

  number(name: string, index: number): number {
    const number = this.column(name).at(index);
    if (number === undefined) throw new ImageError(`The part ${name} of the image is too short.`);
    return number;
  }

  /** One of the lists that a part holds one after the other, without the others. */
  listAt(name: string, index: number): Uint32Array {
    const starts = `${name}.starts`;
    return numbersIn(this.within(`${name}.values`, this.number(starts, index) * 4, this.number(starts, index + 1) * 4));
  }

  text(name: string): string {
    return decode(this.bytes(name));
  }

  private range(name: string): readonly [number, number] {
    const range = this.directory[name];
    if (range === undefined) throw new ImageError(`The image has no part ${name}.`);
    return range;
  }
}

/** So many bytes are looked at together: as many as a page of the file has, of which no less is read. */
const chunk = 4 * 1024;

/** Numbers one after the other, read by chunks when they are asked for. */
export class Column {
  readonly length: number;
  private readonly source: ByteSource;
  private readonly start: number;
  private readonly end: number;
  private readonly first: number;
  private readonly chunks: (Uint32Array | undefined)[] = [];

  constructor(source: ByteSource, start: number, end: number) {
    this.length = (end - start) >>> 2;
    this.source = source;
    this.start = start;
    this.end = end;
    this.first = Math.floor(start / chunk);
  }

  /** Undefined behind the last. */
  at(index: number): number | undefined {
    if (!(index >= 0 && index < this.length)) return undefined;
    const byte = this.start + index * 4;
    const number = Math.floor(byte / chunk);
    const numbers = (this.chunks[number - this.first] ??= numbersIn(
      this.source.part(Math.max(this.start, number * chunk), Math.min(this.end, (number + 1) * chunk)),
    ));
    return numbers[(byte - Math.max(this.start, number * chunk)) >>> 2];
  }
}

function numbersIn(bytes: Uint8Array): Uint32Array {
  if (bytes.byteOffset % 4 === 0) return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  return new Uint32Array(bytes.slice().buffer);
}

/** Bytes as text. For a short one half the work of a decoder, which would also take a mark of the order of bytes away. */
export function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
