import type { PermissionLists } from './permission-lists.js';
import type { Random } from './random.js';

/** The one person no edit touches: internal, licensed for Jira and Confluence, without an end. */
export const anchor = 'root@corp.test';

export const jiraProducts = ['jira-software', 'jira-servicedesk', 'jira-core', 'jira-product-discovery'];

export type Size = 'tiny' | 'small' | 'medium';

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface Counts {
  readonly people: Range;
  readonly groups: Range;
  readonly roles: Range;
  readonly schemes: Range;
  readonly projects: Range;
  readonly spaces: Range;
  readonly channels: Range;
  readonly collaborations: Range;
}

export const countsBySize: Readonly<Record<Size, Counts>> = {
  tiny: {
    people: { least: 2, most: 6 },
    groups: { least: 1, most: 4 },
    roles: { least: 1, most: 2 },
    schemes: { least: 1, most: 1 },
    projects: { least: 1, most: 2 },
    spaces: { least: 0, most: 2 },
    channels: { least: 0, most: 1 },
    collaborations: { least: 0, most: 1 },
  },
  small: {
    people: { least: 7, most: 14 },
    groups: { least: 4, most: 8 },
    roles: { least: 2, most: 4 },
    schemes: { least: 1, most: 3 },
    projects: { least: 2, most: 5 },
    spaces: { least: 1, most: 4 },
    channels: { least: 1, most: 3 },
    collaborations: { least: 0, most: 3 },
  },
  medium: {
    people: { least: 40, most: 70 },
    groups: { least: 14, most: 24 },
    roles: { least: 3, most: 6 },
    schemes: { least: 3, most: 6 },
    projects: { least: 7, most: 12 },
    spaces: { least: 5, most: 9 },
    channels: { least: 3, most: 6 },
    collaborations: { least: 2, most: 6 },
  },
};

/** Everybody and everything that may be named, fixed before the documents that name them are drawn. */
export interface Cast {
  readonly random: Random;
  /** Ids of people, by what they are meant for; guests never get a product on purpose. */
  readonly staff: string[];
  readonly externals: string[];
  readonly confluenceGuests: string[];
  readonly jiraGuests: string[];
  readonly groups: string[];
  readonly roles: string[];
  readonly schemes: string[];
  readonly collaborations: string[];
  readonly lists: PermissionLists;
}

export function everybody(cast: Cast): string[] {
  return [...new Set([anchor, ...cast.staff, ...cast.externals, ...cast.confluenceGuests, ...cast.jiraGuests])];
}

/** All groups that a reference may name, those of Collaborations included. */
export function everyGroup(cast: Cast): string[] {
  return [...cast.groups, ...cast.collaborations.map((name) => `ext-${name}`)];
}

export function drawCount(random: Random, range: Range): number {
  return random.between(range.least, range.most);
}

/** A reference to a person where people alone may stand: mostly bare. */
export function drawPersonReference(random: Random, id: string): string {
  return random.chance(0.25) ? `user:${id}` : id;
}
