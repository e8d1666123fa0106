import type { EdgeType } from './edge.js';
import type { Gate } from './gate.js';

/**
 * How the ways of a subject to products look. Many subjects have ways that look alike, and share one of these: what is read for each
 * question then stands in one place of memory.
 */
export class ProductShape {
  /** Two numbers each: the bit of the product, and how many steps the way has after the beginning. */
  readonly ways: readonly number[];
  private readonly beginning: readonly EdgeType[];
  /** The first step of all ways that lead through a group. */
  private readonly entering: EdgeType;
  /** By the number of the gate. */
  private readonly known: (readonly (readonly EdgeType[])[] | undefined)[] = [];

  constructor(ways: readonly number[], rootLength: number, entering: EdgeType) {
    this.ways = ways;
    this.beginning = new Array<EdgeType>(rootLength).fill('declared');
    this.entering = entering;
  }

  /** Of each way through a gate the kinds of its steps. */
  through(gate: Gate): readonly (readonly EdgeType[])[] {
    return (this.known[gate.number] ??= this.find(gate));
  }

  private find({ bits }: Gate): readonly (readonly EdgeType[])[] {
    const kinds: (readonly EdgeType[])[] = [];
    for (let at = 0; at < this.ways.length; at += productWidth)
      if (((this.ways[at] ?? 0) & bits) !== 0) kinds.push([...this.beginning, ...this.steps(this.ways[at + 1] ?? 0)]);
    return kinds;
  }

  private steps(length: number): readonly EdgeType[] {
    return Array.from({ length }, (_, step) => (step === length - 1 ? 'product' : step === 0 ? this.entering : 'include'));
  }
}

/** So many numbers each way to a product is. */
export const productWidth = 2;
