import { isRefused } from './permission-names.js';
import { nextNumber, type SchemeGrant, type World } from './world.js';

type Wanted = Omit<SchemeGrant, 'id'>;

/**
 * The grants of a scheme as Jira keeps them: those that were asked for, each once and with a new id, and what it adds by itself: the apps'
 * role beside every permission, and `VIEW_PROJECTS` beside `BROWSE_PROJECTS`.
 */
export function keptGrants(wanted: readonly Wanted[], world: World): SchemeGrant[] {
  const kept = new Map<string, Wanted>();
  for (const { permission, holder } of [...wanted, ...addedGrants(wanted, world)])
    kept.set(keyOf({ permission, holder }), { permission, holder });
  return [...kept.values()].map((grant) => ({ id: nextNumber(world), ...grant }));
}

/** What Jira adds when these are given. */
export function addedGrants(wanted: readonly Wanted[], world: World): readonly Wanted[] {
  const { addOnGrants, viewGrants } = world.site.habits;
  const views = viewGrants
    ? wanted.filter(({ permission }) => permission === 'BROWSE_PROJECTS').map(({ holder }) => ({ permission: 'VIEW_PROJECTS', holder }))
    : [];
  const addOn = Object.values(world.projectRoles).find((role) => role.addOn === true);
  if (!addOnGrants || addOn === undefined) return views;
  const holder = { type: 'projectRole' as const, value: String(addOn.id) };
  const permissions = new Set(wanted.map(({ permission }) => permission).filter((each) => !isRefused(each)));
  return [...views, ...[...permissions].map((permission) => ({ permission, holder }))];
}

/** Two grants are one where they give the same to the same. */
export function keyOf({ permission, holder }: Wanted): string {
  return [permission, holder.type, holder.value ?? ''].join('\t');
}
