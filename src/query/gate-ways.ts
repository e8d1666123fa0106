import type { EdgeType, Path } from './edge.js';
import type { Gate } from './gate.js';
import { none, type Standing, type Way } from './standing.js';
import type { Passage } from './ways.js';

/** Ways through a gate: by products, and by being placed as a guest behind it. */
export class GateWays implements Passage {
  private readonly standing: Standing;
  private readonly gate: Gate;
  private readonly placed: readonly Way[];
  /** Of each way by products the kinds of its steps. */
  private readonly known: readonly (readonly EdgeType[])[];

  constructor(standing: Standing, gate: Gate, placed: readonly Way[]) {
    this.standing = standing;
    this.gate = gate;
    this.placed = placed;
    this.known = standing.shape.through(gate);
  }

  get needs(): string {
    return this.gate.needs;
  }

  get amount(): number {
    return this.known.length + this.placed.length;
  }

  kinds(way: number): readonly EdgeType[] {
    return this.known[way] ?? this.path(way).edges.map(({ type }) => type);
  }

  path(way: number): Path {
    return this.standing.pathsThrough(this.gate)[way] ?? this.standing.path(this.placed[way - this.known.length] ?? none);
  }

  paths(): readonly Path[] {
    const through = this.standing.pathsThrough(this.gate);
    return this.placed.length === 0 ? through : [...through, ...this.placed.map((way) => this.standing.path(way))];
  }
}
