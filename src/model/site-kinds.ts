import type { Site } from './site.js';

/** Parts of a site that are maps by name. */
export const siteKinds = [
  'people',
  'groups',
  'roles',
  'bundles',
  'schemes',
  'projects',
  'spaceRoles',
  'spaces',
  'channels',
  'collaborations',
  'guardrails',
  'tests',
] as const satisfies readonly (keyof Site)[];

export type SiteKind = (typeof siteKinds)[number];

/** What a map of a site holds. */
export type ThingOf<K extends SiteKind> = Site[K] extends ReadonlyMap<string, infer T> ? T : never;

export type Thing = ThingOf<SiteKind>;
