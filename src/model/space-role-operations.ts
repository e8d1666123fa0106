import { systemSpaceRoles } from './bundles.js';
import type { Site } from './site.js';

/** What a space role gives: as the policies say, or as Confluence has it. */
export function spaceRoleOperations({ spaceRoles }: Pick<Site, 'spaceRoles'>, role: string): readonly string[] {
  return spaceRoles.get(role)?.operations ?? systemSpaceRoles[role] ?? [];
}
