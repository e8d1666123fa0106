import type { Cast } from './cast.js';
import { anchor, drawPersonReference, everyGroup, everybody, jiraProducts } from './cast.js';
import type { DraftGrant, DraftProject, DraftScheme } from './documents.js';
import { drawActors, drawMember, drawOwner } from './draw-groups.js';
import { drawEnding } from './names.js';
import { drawJiraPermissions, drawPortalPermissions } from './permission-lists.js';

const issueLevel = ['reporter', 'assignee', 'user-field:customfield_10010', 'user-field:customfield_1001', 'group-field:customfield_10011'];

export function drawSchemes(cast: Cast): DraftScheme[] {
  return cast.schemes.map((name) => {
    const grants = cast.random.chance(0.25)
      ? [...drawIssueLevelGrants(cast), drawGrant(cast)]
      : Array.from({ length: cast.random.between(2, 9) }, () => drawGrant(cast));
    return { kind: 'Scheme', name, ...drawOwner(cast), grants };
  });
}

/** A scheme in which hardly anybody sees more than their own issues, so that conditions meet conditions. */
function drawIssueLevelGrants({ random, lists }: Cast): DraftGrant[] {
  const holders = (): string[] => random.some(issueLevel, 1, 3);
  return [
    { to: holders(), allow: [random.pick(['BROWSE_PROJECTS', 'viewer'])] },
    {
      to: holders(),
      allow: drawJiraPermissions(random, lists)
        .filter((name) => name !== 'BROWSE_PROJECTS')
        .concat('ADD_COMMENTS'),
    },
    { to: holders(), allow: random.some(['ADMINISTER_PROJECTS', 'EDIT_WORKFLOW', 'EDIT_ISSUE_LAYOUT'], 1, 3) },
    { to: holders(), allow: ['EDIT_WORKFLOW', 'SERVICEDESK_AGENT', 'app:x'], ...drawEnding(random) },
  ];
}

export function drawGrant(cast: Cast): DraftGrant {
  const { random } = cast;
  const to = [...new Set(Array.from({ length: random.between(1, 3) }, () => drawHolder(cast)))];
  const allow = to.includes('portal-customers') ? drawPortalPermissions(random) : drawJiraPermissions(random, cast.lists);
  return { to, allow, ...drawEnding(random) };
}

function drawHolder(cast: Cast): string {
  const { random } = cast;
  const sort = random.between(1, 20);
  if (sort <= 6 && cast.roles.length > 0) return `role:${random.pick(cast.roles)}`;
  if (sort <= 10) return `group:${random.pick(everyGroup(cast))}`;
  if (sort <= 13) return random.pick(issueLevel);
  if (sort === 14) return `user:${random.pick(everybody(cast))}`;
  if (sort === 15) return `application:${random.pick(jiraProducts)}`;
  if (sort === 16 && random.chance(0.5)) return 'anyone';
  return random.pick(['lead', 'logged-in', 'logged-in', 'guests', 'portal-customers', 'reporter']);
}

/** Projects of both styles; each Jira guest is placed in one of them, or in none. */
export function drawProjects(cast: Cast, keys: readonly string[]): DraftProject[] {
  const { random } = cast;
  const projects = keys.map((key) => drawProject(cast, key));
  for (const id of cast.jiraGuests) {
    if (random.chance(0.75)) place(random.pick(projects), drawMember(cast, id));
  }
  return projects;
}

/** Puts a guest among those of a project or a space. */
export function place<G>(room: { guests?: G[] }, guest: G): void {
  room.guests = [...(room.guests ?? []), guest];
}

export function drawProject(cast: Cast, key: string): DraftProject {
  const { random } = cast;
  const project: DraftProject = { kind: 'Project', key, ...drawOwner(cast) };
  if (random.chance(0.1)) project.formerly = `Q${key}`;
  if (random.chance(0.4)) project.product = random.pick(jiraProducts);
  if (random.chance(0.7)) {
    const lead = random.pick([anchor, ...everybody(cast)]);
    project.lead = random.chance(0.9) ? `user:${lead}` : drawPersonReference(random, lead);
  }
  if (random.chance(0.12)) project.archived = true;
  if (random.chance(0.1)) project.archived = false;
  if (random.chance(0.25)) Object.assign(project, { style: 'team-managed', access: random.pick(['open', 'limited', 'private']) });
  else project.scheme = random.pick(cast.schemes);
  const roles = project.style === undefined ? cast.roles : ['Administrator', 'Member', 'Viewer'];
  project.roles = Object.fromEntries(random.some(roles, 0, roles.length).map((role) => [role, drawActors(cast, 0, 3)]));
  if (Object.keys(project.roles).length === 0 && random.chance(0.5)) delete project.roles;
  return project;
}
