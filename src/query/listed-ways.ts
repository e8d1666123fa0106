import type { EdgeType, Path } from './edge.js';
import { none, type Standing, type Way } from './standing.js';
import type { Ways } from './ways.js';

/** Ways that are made already, but for their beginning. */
export class ListedWays implements Ways {
  private readonly standing: Standing;
  private readonly ways: readonly Way[];

  constructor(standing: Standing, ways: readonly Way[]) {
    this.standing = standing;
    this.ways = ways;
  }

  get amount(): number {
    return this.ways.length;
  }

  get isGated(): boolean {
    return this.ways.some((way) => !way.some(({ type, to }) => (type === 'class' && to === 'anyone') || type === 'placement'));
  }

  steps(way: number): number {
    return this.standing.root.length + (this.ways[way]?.length ?? 0);
  }

  kind(way: number, step: number): EdgeType {
    const { length } = this.standing.root;
    return step < length ? 'declared' : (this.ways[way]?.[step - length]?.type ?? 'declared');
  }

  path(way: number): Path {
    return this.standing.path(this.ways[way] ?? none);
  }

  paths(): readonly Path[] {
    return this.ways.length === 0 ? none : this.ways.map((way) => this.standing.path(way));
  }
}
