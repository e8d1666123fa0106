import type { Site } from '../model/site.js';
import { projectRoom, spaceRoom, type Room } from './rooms.js';

/** Whoever holds it decides who else comes in. */
export function administering({ project }: Room): string {
  return project === undefined ? 'administer/space' : 'ADMINISTER_PROJECTS';
}

/** Projects that somebody can administer: archived ones nobody does, and on the free plan everybody does. */
export function administeredProjects(site: Site): readonly Room[] {
  if (site.about.plan === 'free') return [];
  return [...site.projects.values()].filter(({ archived }) => !archived).map((project) => projectRoom(site, project));
}

export function administeredSpaces(site: Site): readonly Room[] {
  return site.about.plan === 'free' ? [] : Array.from(site.spaces.values(), spaceRoom);
}
