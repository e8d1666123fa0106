import { createHash } from 'node:crypto';
import type { Writer } from './bytes.js';
import { nothing, type Effects } from './effects.js';

/** The digests of accesses: equal for equal cells, whatever the numbering of effects. */
export class Labels {
  private readonly effects: Effects;
  /** By access; and the first bytes of each as a number, by which nearly all are put in order. */
  private readonly known: (Buffer | undefined)[] = [];
  private readonly starts: number[] = [];

  constructor(effects: Effects) {
    this.effects = effects;
  }

  write(access: number, writer: Writer): void {
    writer.number(access === nothing ? 0 : 1);
    if (access !== nothing) writer.raw(this.of(access));
  }

  compare(a: number, b: number): number {
    return a === b ? 0 : this.start(a) - this.start(b) || Buffer.compare(this.of(a), this.of(b));
  }

  private start(access: number): number {
    return this.starts[access] ?? this.made(access).readUIntBE(0, 6);
  }

  private of(access: number): Buffer {
    return this.known[access] ?? this.made(access);
  }

  private made(access: number): Buffer {
    const digest = createHash('sha256').update(this.effects.key(access)).digest();
    this.known[access] = digest;
    this.starts[access] = digest.readUIntBE(0, 6);
    return digest;
  }
}
