import type { Fact } from '../diff/facts.js';
import { spaceRoleOperations } from '../model/space-role-operations.js';
import { nameOf } from './references.js';

/** Who administers a space, by a single permission or by a role. */
export interface Administrators {
  readonly isBy: (holder: string, space: string) => boolean;
  readonly isAny: (space: string) => boolean;
}

export function administratorsOf(facts: readonly Fact[]): Administrators {
  const spaceRoles = new Map<string, { readonly operations: readonly string[] }>();
  for (const { type, of, says } of facts)
    if (type === 'space-role-permission')
      spaceRoles.set(nameOf(of), { operations: [...(spaceRoles.get(nameOf(of))?.operations ?? []), ...says] });
  const [found, spaces] = [new Set<string>(), new Set<string>()];
  for (const { type, of, says } of facts) {
    const [holder = '', what = ''] = says;
    const isAdministrator =
      (type === 'space-grant' && what === 'administer/space') ||
      (type === 'space-role-grant' && spaceRoleOperations({ spaceRoles }, nameOf(what)).includes('administer/space'));
    if (!isAdministrator) continue;
    found.add(JSON.stringify([holder, of]));
    spaces.add(of);
  }
  return { isBy: (holder, space) => found.has(JSON.stringify([holder, space])), isAny: (space) => spaces.has(space) };
}
