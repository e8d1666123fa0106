import { writtenHolder } from '../model/written.js';
import type { Entry, Grant, Member, Person, Project, Site, Timed } from '../model/site.js';
import { nameOf } from '../text/reference.js';
import type { Edge } from './edge.js';
import { membershipsIn } from './site-index.js';
import { teamManagedGrants } from './team-managed.js';

/** Whether a step that one site has is there in another one too, on a certain day: what is not is what a change added or took. */
export function hasEdge(site: Site, asOf: string, edge: Edge): boolean {
  const { type, from, to, resource = '', permission = '' } = edge;
  const lives = ({ until }: Timed): boolean => until === undefined || until >= asOf;
  const entered = (entries: readonly Entry[] | undefined): boolean =>
    entries?.some((entry) => `${entry.type}:${entry.name}` === from && lives(entry)) ?? false;
  const listed = (members: Iterable<Member> | undefined): boolean =>
    Array.from(members ?? []).some((member) => `user:${member.user}` === from && lives(member));
  const given = (grants: readonly Grant[] | undefined): boolean =>
    grants?.some(
      (grant) => lives(grant) && grant.permissions.includes(permission) && grant.to.some((holder) => writtenHolder(holder) === from),
    ) ?? false;
  switch (type) {
    case 'declared':
      return from.startsWith('group:') ? site.groups.get(nameOf(from))?.managedBy === 'idp' : isThere(site.people.get(nameOf(from)), lives);
    case 'member':
      return from.startsWith('user:') && listed(membershipsIn(site, nameOf(to), nameOf(from)));
    case 'include':
      return site.groups.get(nameOf(to))?.includes.some(({ group }) => group === nameOf(from)) ?? false;
    case 'joins':
      return site.groups.get(nameOf(to))?.managedBy === 'open';
    case 'class':
    case 'condition':
      return true;
    case 'actor':
      return entered(site.projects.get(nameOf(resource))?.roles.get(nameOf(to)));
    case 'lead':
      return `user:${site.projects.get(nameOf(resource))?.lead ?? ''}` === from;
    case 'grant':
      return given(site.schemes.get(nameOf(to))?.grants);
    case 'uses':
      return site.projects.get(nameOf(to))?.scheme === nameOf(from);
    case 'team-managed':
      return givesByItself(site.projects.get(nameOf(to)), from, permission);
    case 'access':
      return given(site.spaces.get(nameOf(to))?.access);
    case 'placement':
      return listed(guestsOf(site, resource));
    case 'guest-permissions':
      return site.spaces.get(nameOf(to))?.guestOperations.includes(permission) ?? false;
    case 'channel-member':
      return entered(site.channels.get(nameOf(to))?.members);
    case 'channel-open':
      return site.channels.get(nameOf(to))?.private === false;
    case 'product':
      return from.startsWith('group:')
        ? (site.groups.get(nameOf(from))?.products.some((product) => product === nameOf(to)) ?? false)
        : (site.people.get(nameOf(from))?.products.some((access) => access.product === nameOf(to) && lives(access)) ?? false);
    case 'guest-kind':
      return site.people.get(nameOf(from))?.guest.some((kind) => kind === to) ?? false;
    case 'global':
      return given(site.about.globalPermissions);
    case 'admin':
      return entered(site.about.admins);
  }
}

function isThere(person: Person | undefined, lives: (timed: Timed) => boolean): boolean {
  return person?.active === true && lives(person);
}

/** Jira's fixed rights in a team-managed project; of an archived one Browse alone is left. */
function givesByItself(project: Project | undefined, holder: string, permission: string): boolean {
  if (project === undefined || project.scheme !== undefined) return false;
  if (project.archived && permission !== 'BROWSE_PROJECTS') return false;
  return teamManagedGrants(project).some(
    ({ to, permissions }) => permissions.includes(permission) && to.some((each) => writtenHolder(each) === holder),
  );
}

function guestsOf({ projects, spaces, channels }: Site, resource: string): readonly Member[] | undefined {
  const name = nameOf(resource);
  if (resource.startsWith('project:')) return projects.get(name)?.guests;
  return (resource.startsWith('space:') ? spaces : channels).get(name)?.guests;
}
