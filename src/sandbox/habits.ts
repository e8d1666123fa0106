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

/** What Jira adds when these are given; to what is the apps' nothing more. */
export function addedGrants(wanted: readonly Wanted[], world: World): readonly Wanted[] {
  const { addOnGrants, viewGrants } = world.site.habits;
  const addOn = Object.values(world.projectRoles).find((role) => role.addOn === true);
  const apps = addOn === undefined ? undefined : { type: 'projectRole' as const, value: String(addOn.id) };
  const browsing = wanted.filter(({ permission, holder }) => permission === 'BROWSE_PROJECTS' && holder.value !== apps?.value);
  const views = viewGrants ? browsing.map(({ holder }) => ({ permission: 'VIEW_PROJECTS', holder })) : [];
  if (!addOnGrants || apps === undefined) return views;
  const permissions = new Set(wanted.map(({ permission }) => permission).filter((each) => !isRefused(each)));
  return [...views, ...[...permissions].map((permission) => ({ permission, holder: apps }))];
}

/** Two grants are one where they give the same to the same. */
export function keyOf({ permission, holder }: Wanted): string {
  return [permission, holder.type, holder.value ?? ''].join('\t');
}
