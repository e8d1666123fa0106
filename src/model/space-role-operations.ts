import { systemSpaceRoles } from './bundles.js';
import type { SpaceRole } from './site.js';

/** Space roles by name, as far as somebody tells what they give. */
export interface ToldSpaceRoles {
  readonly spaceRoles: ReadonlyMap<string, Pick<SpaceRole, 'operations'>>;
}

/** What a space role gives: as it is told, or as Confluence has it. */
export function spaceRoleOperations({ spaceRoles }: ToldSpaceRoles, role: string): readonly string[] {
  const usual = Object.hasOwn(systemSpaceRoles, role) ? systemSpaceRoles[role] : undefined;
  return spaceRoles.get(role)?.operations ?? usual ?? [];
}
