import type { EdgeType, Path } from './edge.js';
import type { Given } from './gifts.js';

/** All ways of a subject to a permission. They are told apart, counted and measured without making a step; steps are made when they are read. */
export interface Ways {
  readonly amount: number;
  /** Whether one of them leads through a gate. */
  readonly isGated: boolean;
  /** In a project: what is known of the permission, whoever asks. */
  readonly given?: Given;
  /** How many steps a way has. */
  steps(way: number): number;
  /** What kind of step one of them is. */
  kind(way: number, step: number): EdgeType;
  /** One of them. */
  path(way: number): Path;
  /** All of them, in their order. */
  paths(): readonly Path[];
}

/** What has to be held to be let in, and the ways to it. */
export interface Passage {
  readonly needs: string;
  readonly ways: Ways;
}
