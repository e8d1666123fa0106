import type { Call } from '../exchange.js';
import { nameOf } from '../evaluate/subjects.js';
import { refuseJira } from '../refusals.js';
import type { Account, Actors, Group, Project, ProjectRole } from '../world.js';

/** How Jira writes the things of this world. */

export function userShape(account: Account, { base }: Call): Readonly<Record<string, unknown>> {
  const { accountId, email, emailHidden, displayName, active, membership, type } = account;
  return {
    self: `${base}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    accountType: type,
    ...(email === undefined || emailHidden === true ? {} : { emailAddress: email }),
    displayName,
    active: active && membership !== 'no_membership',
    timeZone: 'Etc/UTC',
  };
}

export function groupShape({ id, name }: Group, { base }: Call): Readonly<Record<string, unknown>> {
  return { name, groupId: id, self: `${base}/rest/api/3/group?groupId=${id}` };
}

export function roleShape(role: ProjectRole, call: Call, project?: Project): Readonly<Record<string, unknown>> {
  const owner = role.project === undefined ? undefined : call.world.projects[role.project];
  const path = project === undefined ? 'role' : `project/${project.id}/role`;
  const scope = owner === undefined ? {} : { scope: { type: 'PROJECT', project: { id: owner.id, key: owner.key, name: owner.name } } };
  return { self: `${call.base}/rest/api/3/${path}/${role.id}`, name: role.name, id: role.id, description: role.description, ...scope };
}

export function actorShapes(
  role: ProjectRole,
  actors: Actors,
  { world }: Call,
  inactiveToo = true,
): readonly Readonly<Record<string, unknown>>[] {
  const users = actors.users.flatMap((accountId) => {
    const account = world.accounts[accountId];
    if (account === undefined || (!inactiveToo && !account.active)) return [];
    return [
      {
        id: numberOf(role.id, accountId),
        displayName: account.displayName,
        type: 'atlassian-user-role-actor',
        name: nameOf(account),
        actorUser: { accountId },
      },
    ];
  });
  const groups = actors.groups.flatMap((groupId) => {
    const group = world.groups[groupId];
    if (group === undefined) return [];
    const { name } = group;
    return [
      {
        id: numberOf(role.id, groupId),
        displayName: name,
        type: 'atlassian-group-role-actor',
        name,
        actorGroup: { name, displayName: name, groupId },
      },
    ];
  });
  return [...users, ...groups];
}

/** A number for an actor, which Jira gives one and nobody asks for. */
function numberOf(role: number, id: string): number {
  return Array.from(id).reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000_007, role);
}

/** The project of a path, by its id or key; Jira's 404 where there is none. */
export function projectIn({ world, params }: Call): Project {
  const asked = params['projectIdOrKey'] ?? params['projectKeyOrId'] ?? '';
  return findProject(asked, Object.values(world.projects)) ?? refuseJira(404, `No project could be found with key '${asked}'.`);
}

export function findProject(idOrKey: string, projects: readonly Project[]): Project | undefined {
  return projects.find(({ id, key }) => id === idOrKey || key === idOrKey);
}

/** Jira without a subscription lets nobody edit schemes and roles. */
export function refuseOnFree({ world }: Call): void {
  if (world.site.plan === 'free') refuseJira(403, 'This feature is not available on the Free plan.');
}
