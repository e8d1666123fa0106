import { ImageError, type ByteSource } from './byte-source.js';

/** Where each named part of an image lies. */
export type Directory = Readonly<Record<string, readonly [start: number, end: number]>>;

const magic = 'permafrost image 1\n';
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
    this.push(new Uint8Array(padding));
    this.directory[name] = [this.size, this.size + bytes.length];
    this.push(bytes);
  }

  text(name: string, text: string): void {
    this.add(name, Buffer.from(text));
  }

  bytes(): Uint8Array {
    const directory = Buffer.from(JSON.stringify(this.directory));
    const start = this.size;
    this.push(directory);
    const trailer = Buffer.alloc(trailerLength, ' ');
    trailer.write(`${magic}${String(start)} ${String(this.size)}`, 'latin1');
    this.push(trailer);
    const all = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
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

  constructor(source: ByteSource) {
    this.source = source;
    const trailer = decode(source.part(Math.max(0, source.size - trailerLength), source.size));
    const [, start = NaN, end = NaN] = /^permafrost image 1\n(\d+) (\d+) *$/.exec(trailer)?.map(Number) ?? [];
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

  number(name: string, index: number): number {
    return numbersIn(this.within(name, index * 4, index * 4 + 4))[0] ?? 0;
  }

  /** One of the lists that a part holds one after the other, without the others. */
  listAt(name: string, index: number): Uint32Array {
    const [start = 0, end = 0] = numbersIn(this.within(`${name}.starts`, index * 4, index * 4 + 8));
    return numbersIn(this.within(`${name}.values`, start * 4, end * 4));
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

function numbersIn(bytes: Uint8Array): Uint32Array {
  if (bytes.byteOffset % 4 === 0) return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  return new Uint32Array(bytes.slice().buffer);
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
