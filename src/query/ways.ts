import type { EdgeType, Path } from './edge.js';
import type { Given } from './gifts.js';

/** Some ways of a subject. They are told apart, counted and measured without making a step; steps are made when they are read. */
export interface Ways {
  readonly amount: number;
  /** Of one of them the kind of each step. */
  kinds(way: number): readonly EdgeType[];
  /** One of them. */
  path(way: number): Path;
  /** All of them, in their order. */
  paths(): readonly Path[];
}

/** All ways to a permission. */
export interface PermissionWays extends Ways {
  readonly permission: string;
  /** Whether one of them leads through a gate. */
  readonly isGated: boolean;
  /** In a project: what is known of the permission, whoever asks. */
  readonly given?: Given;
}

/** All ways through a gate. */
export interface Passage extends Ways {
  /** What has to be held to be let in. */
  readonly needs: string;
}
