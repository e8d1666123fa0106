/** Bytes that are no matrix of ours, or not the whole of one. */
export class SerialError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SerialError';
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Numbers of any size below 2³² in seven bits a byte, texts with their length, sorted names by what differs from the one before. */
export class Writer {
  private held = new Uint8Array(1 << 16);
  private size = 0;

  number(value: number): void {
    const target = this.room(5);
    let rest = value;
    while (rest > 0x7f) {
      target[this.size++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    target[this.size++] = rest;
  }

  numbers(values: ArrayLike<number>): void {
    this.number(values.length);
    for (let at = 0; at < values.length; at++) this.number(values[at] ?? 0);
  }

  /** A part of a sorted list, by its steps, which are small. */
  steps(values: ArrayLike<number>, from: number, to: number): void {
    const target = this.room((to - from) * 5);
    let { size } = this;
    let previous = 0;
    for (let at = from; at < to; at++) {
      const value = values[at] ?? 0;
      let rest = value - previous;
      for (; rest > 0x7f; rest >>>= 7) target[size++] = (rest & 0x7f) | 0x80;
      target[size++] = rest;
      previous = value;
    }
    this.size = size;
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length).set(bytes, this.size);
    this.size += bytes.length;
  }

  /** A text, with what is to stand before it. */
  text(text: string, prefix = ''): void {
    const { size } = this;
    const length = prefix.length + text.length;
    this.number(length);
    if (!this.plainText(prefix) || !this.plainText(text)) {
      this.size = size;
      this.wideText(prefix + text);
    }
  }

  /** Writes a text if there is nothing in it but ASCII. */
  private plainText(text: string): boolean {
    const { length } = text;
    const target = this.room(length);
    const { size } = this;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) return false;
      target[size + at] = unit;
    }
    this.size = size + length;
    return true;
  }

  private wideText(text: string): void {
    const bytes = encoder.encode(text);
    this.number(bytes.length);
    this.raw(bytes);
  }

  names(names: readonly string[]): void {
    this.number(names.length);
    let previous = new Uint8Array(0);
    for (const name of names) {
      const bytes = encoder.encode(name);
      const shared = sharedLength(previous, bytes);
      this.number(shared);
      this.number(bytes.length - shared);
      this.raw(bytes.subarray(shared));
      previous = bytes;
    }
  }

  /** All that was written; it holds until more is. */
  bytes(): Uint8Array {
    return this.held.subarray(0, this.size);
  }

  /** Forgets what was written. */
  clear(): void {
    this.size = 0;
  }

  private room(amount: number): Uint8Array {
    if (this.size + amount > this.held.length) {
      const larger = new Uint8Array(Math.max(this.held.length * 2, this.size + amount));
      larger.set(this.held);
      this.held = larger;
    }
    return this.held;
  }
}

function sharedLength(a: Uint8Array, b: Uint8Array): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** Reads what a Writer wrote; whatever does not fit is a SerialError. */
export class Reader {
  private readonly source: Uint8Array;
  private at: number;

  constructor(source: Uint8Array, start: number) {
    this.source = source;
    this.at = start;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.source[this.at++];
      if (byte === undefined) throw cutShort();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new SerialError('The compiled matrix holds a number that is too large.');
  }

  /** A number of things that are yet to come, each of which takes a byte at least. */
  length(): number {
    const length = this.number();
    if (length > this.source.length - this.at) throw cutShort();
    return length;
  }

  numbers(): Uint32Array {
    const values = new Uint32Array(this.length());
    for (let at = 0; at < values.length; at++) values[at] = this.number();
    return values;
  }

  raw(length: number): Uint8Array {
    if (length > this.source.length - this.at) throw cutShort();
    this.at += length;
    return this.source.subarray(this.at - length, this.at);
  }

  text(): string {
    return decode(this.raw(this.number()));
  }

  names(): readonly string[] {
    const names: string[] = [];
    let previous = new Uint8Array(0);
    for (let left = this.length(); left > 0; left--) {
      const shared = this.number();
      const rest = this.raw(this.number());
      const bytes = new Uint8Array(shared + rest.length);
      bytes.set(previous.subarray(0, shared));
      bytes.set(rest, shared);
      names.push(decode(bytes));
      previous = bytes;
    }
    return names;
  }

  /** The one of some values that the next number names. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.number()];
    if (value === undefined) throw new SerialError('The compiled matrix names something that is not in it.');
    return value;
  }

  end(): void {
    if (this.at !== this.source.length) throw new SerialError('The compiled matrix goes on after its end.');
  }
}

function cutShort(): SerialError {
  return new SerialError('The compiled matrix is cut short.');
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new SerialError('The compiled matrix holds a name that is no text.');
  }
}
