import type { Draft, DraftCollaboration, DraftGrant, DraftItem, DraftPart, DraftProject } from './documents.js';
import { drafts, oneOrMany, personOf } from './documents.js';

/** What references may name. */
interface Declared {
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly projects: ReadonlyMap<string, DraftProject>;
  readonly spaces: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
}

const teamRoles = ['Administrator', 'Member', 'Viewer'];

/** Takes out references to what is gone, and grants and documents left with nothing. Changes the documents given. */
export function dropDangling(documents: readonly Draft[]): Draft[] {
  const declared = declaredIn(documents);
  for (const document of documents) clean(document, declared);
  return documents.filter(
    (document) =>
      (document.kind !== 'Collaboration' || document.members.length > 0) && (document.kind !== 'Test' || names(document, declared)),
  );
}

function declaredIn(documents: readonly Draft[]): Declared {
  const teams = drafts(documents, 'Collaboration').map(({ name }) => `ext-${name}`);
  return {
    people: new Set(drafts(documents, 'Users').flatMap(({ users }) => Object.keys(users))),
    groups: new Set([...drafts(documents, 'Group').map(({ name }) => name), ...teams]),
    roles: new Set(drafts(documents, 'Role').map(({ name }) => name)),
    projects: new Map(drafts(documents, 'Project').map((project) => [project.key, project])),
    spaces: new Set(drafts(documents, 'Space').map(({ key }) => key)),
    channels: new Set(drafts(documents, 'Channel').map(({ name }) => name)),
  };
}

function clean(document: Draft, declared: Declared): void {
  const isKnown = (item: DraftItem): boolean => isKnownSubject(typeof item === 'string' ? item : (item.subject ?? ''), declared);
  const isPerson = (item: DraftItem): boolean => declared.people.has(personOf(item));
  if (document.owner !== undefined && !isKnown(document.owner)) delete document.owner;
  switch (document.kind) {
    case 'Site':
      if (document.admins !== undefined) document.admins = document.admins.filter(isKnown);
      if (document.admins?.length === 0) delete document.admins;
      if (document.globalPermissions !== undefined) document.globalPermissions = cleanGrants(document.globalPermissions, declared);
      if (document.globalPermissions?.length === 0) delete document.globalPermissions;
      break;
    case 'Group':
      if (document.members !== undefined) document.members = document.members.filter(isPerson);
      if (document.observed !== undefined) document.observed.members = document.observed.members.filter(isPerson);
      if (document.includes !== undefined) document.includes = document.includes.filter((name) => isGroup(name, declared));
      if (document.includes?.length === 0) delete document.includes;
      break;
    case 'Scheme':
      document.grants = cleanGrants(document.grants, declared);
      break;
    case 'Project':
      cleanRoles(document, declared);
      break;
    case 'Space':
      if (document.access !== undefined) document.access = cleanGrants(document.access, declared);
      break;
    case 'Channel':
      if (document.members !== undefined) document.members = document.members.filter(isKnown);
      break;
    case 'Collaboration':
      cleanRooms(document, declared);
      break;
    case 'Users':
    case 'Role':
    case 'Bundle':
    case 'SpaceRole':
    case 'Guardrail':
    case 'Test':
      break;
  }
}

function isKnownSubject(reference: string, { people, groups, roles }: Declared): boolean {
  if (reference.startsWith('user:')) return people.has(reference.slice('user:'.length));
  if (reference.startsWith('group:')) return groups.has(reference.slice('group:'.length));
  if (reference.startsWith('role:')) return roles.has(reference.slice('role:'.length));
  return true;
}

function isGroup(reference: string, { groups }: Declared): boolean {
  return groups.has(reference.startsWith('group:') ? reference.slice('group:'.length) : reference);
}

function cleanGrants(grants: readonly DraftGrant[], declared: Declared): DraftGrant[] {
  for (const grant of grants) grant.to = grant.to.filter((holder) => isKnownSubject(holder, declared));
  return grants.filter((grant) => grant.to.length > 0);
}

function cleanRoles(project: DraftProject, declared: Declared): void {
  for (const [role, actors] of Object.entries(project.roles ?? {})) {
    const kept = actors.filter((actor) => isKnownSubject(typeof actor === 'string' ? actor : (actor.subject ?? ''), declared));
    project.roles = { ...project.roles, [role]: kept };
  }
}

function cleanRooms(collaboration: DraftCollaboration, declared: Declared): void {
  const hasRole = (part: DraftPart): boolean => {
    const project = declared.projects.get(part.key);
    if (project === undefined) return false;
    if (part.role === undefined) return true;
    return project.style === 'team-managed' ? teamRoles.includes(part.role) : declared.roles.has(part.role);
  };
  const projects = oneOrMany(collaboration.project).filter(hasRole);
  const spaces = oneOrMany(collaboration.space).filter(({ key }) => declared.spaces.has(key));
  const channels = oneOrMany(collaboration.channel).filter((name) => declared.channels.has(name));
  if (projects.length < oneOrMany(collaboration.project).length) collaboration.project = projects;
  if (spaces.length < oneOrMany(collaboration.space).length) collaboration.space = spaces;
  if (channels.length < oneOrMany(collaboration.channel).length) collaboration.channel = channels;
  if (projects.length === 0) delete collaboration.project;
  if (spaces.length === 0) delete collaboration.space;
  if (channels.length === 0) delete collaboration.channel;
}

/** Whether a test speaks of projects that are there. */
function names(test: { [rule: string]: unknown }, { projects }: Declared): boolean {
  const expectations = test['expect'] as { on: string }[];
  return expectations.every(({ on }) => projects.has(on.slice('project:'.length)));
}
