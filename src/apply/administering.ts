import type { Fact } from '../diff/facts.js';
import { systemSpaceRoles } from '../model/bundles.js';
import { nameOf } from './references.js';

/** Whether a holder administers a space, by a single permission or by a role. */
export type Administrators = (holder: string, space: string) => boolean;

export function administratorsOf(facts: readonly Fact[]): Administrators {
  const told = new Map<string, string[]>();
  for (const { type, of, says } of facts) if (type === 'space-role-permission') told.set(of, [...(told.get(of) ?? []), ...says]);
  const operationsOf = (role: string): readonly string[] => told.get(role) ?? systemSpaceRoles[nameOf(role)] ?? [];
  const found = new Set<string>();
  for (const { type, of, says } of facts) {
    const [holder = '', what = ''] = says;
    const isAdministrator =
      (type === 'space-grant' && what === 'administer/space') ||
      (type === 'space-role-grant' && operationsOf(what).includes('administer/space'));
    if (isAdministrator) found.add(JSON.stringify([holder, of]));
  }
  return (holder, space) => found.has(JSON.stringify([holder, space]));
}
