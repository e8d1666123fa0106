import type { EdgeType, Path } from './edge.js';
import { none, type Standing, type Way } from './standing.js';
import type { PermissionWays } from './ways.js';

/** Ways that are made already, but for their beginning. */
export class ListedWays implements PermissionWays {
  readonly permission: string;
  private readonly standing: Standing;
  private readonly ways: readonly Way[];

  constructor(permission: string, standing: Standing, ways: readonly Way[]) {
    this.permission = permission;
    this.standing = standing;
    this.ways = ways;
  }

  get amount(): number {
    return this.ways.length;
  }

  get isGated(): boolean {
    return this.ways.some((way) => !way.some(({ type, to }) => (type === 'class' && to === 'anyone') || type === 'placement'));
  }

  kinds(way: number): readonly EdgeType[] {
    return this.path(way).edges.map(({ type }) => type);
  }

  path(way: number): Path {
    return this.standing.path(this.ways[way] ?? none);
  }

  paths(): readonly Path[] {
    return this.ways.length === 0 ? none : this.ways.map((way) => this.standing.path(way));
  }
}
