import type { EdgeType, Path } from './edge.js';
import type { Gate } from './gate.js';
import { none, type Standing, type Way } from './standing.js';
import type { Ways } from './ways.js';

/** Ways through a gate: by products, and by being placed as a guest behind it. */
export class GateWays implements Ways {
  /** No other gate is before it. */
  readonly isGated = false;
  private readonly standing: Standing;
  private readonly gate: Gate;
  private readonly placed: readonly Way[];
  /** Of each way by products the kinds of its steps. */
  private readonly kinds: readonly (readonly EdgeType[])[];

  constructor(standing: Standing, gate: Gate, placed: readonly Way[]) {
    this.standing = standing;
    this.gate = gate;
    this.placed = placed;
    this.kinds = standing.productShape.through(gate);
  }

  get amount(): number {
    return this.kinds.length + this.placed.length;
  }

  steps(way: number): number {
    return this.kinds[way]?.length ?? this.standing.rootLength + (this.placedAt(way)?.length ?? 0);
  }

  kind(way: number, step: number): EdgeType {
    return this.kinds[way]?.[step] ?? this.placedAt(way)?.[step - this.standing.rootLength]?.type ?? 'declared';
  }

  path(way: number): Path {
    return this.standing.pathsThrough(this.gate)[way] ?? this.standing.path(this.placedAt(way) ?? none);
  }

  paths(): readonly Path[] {
    const through = this.standing.pathsThrough(this.gate);
    return this.placed.length === 0 ? through : [...through, ...this.placed.map((way) => this.standing.path(way))];
  }

  private placedAt(way: number): Way | undefined {
    return this.placed[way - this.kinds.length];
  }
}
