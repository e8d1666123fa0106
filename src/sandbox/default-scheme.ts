import { defaultScheme } from '../model/default-scheme.js';
import type { PermissionScheme, World } from './world.js';

/** What a project has that names no other: Jira's own; on a site that policies described without it, the one that has been there longest. */
export function defaultSchemeOf(world: World, except?: PermissionScheme): PermissionScheme | undefined {
  const schemes = Object.values(world.schemes).filter((each) => each !== except);
  return schemes.find(({ name }) => name === defaultScheme) ?? schemes[0];
}
