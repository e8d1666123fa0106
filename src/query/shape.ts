import type { EdgeType } from './edge.js';
import type { Gate } from './gate.js';

/**
 * What many subjects have in common: whether they are people, groups or which class, and how their ways to products look. They share one
 * of these: what is read for each question then stands in one place of memory.
 */
export class Shape {
  /** Shapes are counted from 0. */
  readonly number: number;
  /** All products held, each a bit. */
  readonly products: number;
  private readonly ways: readonly ProductWay[];
  private readonly beginning: readonly EdgeType[];
  /** The first step of all ways that lead through a group. */
  private readonly entering: EdgeType;
  /** By the number of the gate. */
  private readonly known: (readonly (readonly EdgeType[])[] | undefined)[] = [];

  constructor(number: number, ways: readonly ProductWay[], rootLength: number, entering: EdgeType) {
    this.number = number;
    this.products = ways.reduce((products, { bit }) => products | bit, 0);
    this.ways = ways;
    this.beginning = new Array<EdgeType>(rootLength).fill('declared');
    this.entering = entering;
  }

  /** Of each way through a gate the kinds of its steps. */
  through(gate: Gate): readonly (readonly EdgeType[])[] {
    return (this.known[gate.number] ??= this.ways
      .filter(({ bit }) => (bit & gate.bits) !== 0)
      .map(({ length }) => [...this.beginning, ...this.steps(length)]));
  }

  private steps(length: number): readonly EdgeType[] {
    return Array.from({ length }, (_, step) => (step === length - 1 ? 'product' : step === 0 ? this.entering : 'include'));
  }
}

/** The bit of a product, and how many steps a way to it has after the beginning. */
export interface ProductWay {
  readonly bit: number;
  readonly length: number;
}
