import type { EdgeType, Path } from './edge.js';
import type { Gate } from './gate.js';
import { none, productWidth, type Standing, type Way } from './standing.js';
import type { Ways } from './ways.js';

/** Ways through a gate: by products, and by being placed as a guest behind it. */
export class GateWays implements Ways {
  /** No other gate is before it. */
  readonly isGated = false;
  readonly amount: number;
  private readonly standing: Standing;
  private readonly gate: Gate;
  private readonly placed: readonly Way[];
  /** Where the ways by products are in the numbers of the subject. */
  private readonly places: number[] = [];

  constructor(standing: Standing, gate: Gate, placed: readonly Way[]) {
    this.standing = standing;
    this.gate = gate;
    this.placed = placed;
    const { productWays } = standing;
    for (let at = 0; at < productWays.length; at += productWidth) if (((productWays[at] ?? 0) & gate.bits) !== 0) this.places.push(at);
    this.amount = this.places.length + placed.length;
  }

  steps(way: number): number {
    const { rootLength, productWays } = this.standing;
    const at = this.places[way];
    return rootLength + (at === undefined ? (this.placedAt(way)?.length ?? 0) : (productWays[at + 1] ?? 0));
  }

  kind(way: number, step: number): EdgeType {
    const { rootLength, productWays, entering } = this.standing;
    const inner = step - rootLength;
    if (inner < 0) return 'declared';
    const at = this.places[way];
    if (at === undefined) return this.placedAt(way)?.[inner]?.type ?? 'placement';
    if (inner === (productWays[at + 1] ?? 0) - 1) return 'product';
    return inner === 0 ? entering : 'include';
  }

  path(way: number): Path {
    return this.standing.pathsThrough(this.gate)[way] ?? this.standing.path(this.placedAt(way) ?? none);
  }

  paths(): readonly Path[] {
    const through = this.standing.pathsThrough(this.gate);
    return this.placed.length === 0 ? through : [...through, ...this.placed.map((way) => this.standing.path(way))];
  }

  private placedAt(way: number): Way | undefined {
    return this.placed[way - this.places.length];
  }
}
