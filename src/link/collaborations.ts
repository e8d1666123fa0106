import { below, type Place } from '../diagnostics/place.js';
import { teamManagedRoles } from '../model/bundles.js';
import type { Channel, Collaboration, Entry, Grant, Group, Guardrail, Member, Person, Project, Space } from '../model/site.js';
import { didYouMean } from '../text/did-you-mean.js';
import { quote } from '../text/quote.js';
import type { RawCollaboration, RawProjectPlace, RawSpacePlace } from '../validate/raw.js';
import { linkDeclared } from './declared.js';
import { linkMembers, warnGone } from './entries.js';
import { given, type Linking } from './linking.js';
import type { PermissionLists } from './permission-lists.js';
import { linkName, linkUser } from './references.js';

/** Parts of the site that a Collaboration adds to. */
export interface Expandable {
  /** Whether the Site says which mail domains are internal; if it cannot be read, nobody is called external. */
  readonly knowsDomains: boolean;
  readonly people: ReadonlyMap<string, Person>;
  readonly groups: Map<string, Group>;
  readonly projects: Map<string, Project>;
  readonly spaces: Map<string, Space>;
  readonly channels: Map<string, Channel>;
  readonly guardrails: Map<string, Guardrail>;
}

export function linkCollaboration(linking: Linking, raw: RawCollaboration, at: Place): Collaboration {
  const projects = placesOf<RawProjectPlace>(raw.project, below(at, 'project')).filter(({ value, at: place }) =>
    linkName(linking, 'Project', value.key, below(place, 'key')),
  );
  const spaces = placesOf<RawSpacePlace>(raw.space, below(at, 'space')).filter(({ value, at: place }) =>
    linkName(linking, 'Space', value.key, below(place, 'key')),
  );
  const channels = placesOf<string>(raw.channel, below(at, 'channel')).filter(({ value, at: place }) =>
    linkName(linking, 'Channel', value, place),
  );
  return {
    ...linkDeclared(linking, raw.name, raw, at),
    company: raw.company ?? raw.name,
    sponsor: linkUser(linking, raw.sponsor, below(at, 'sponsor')) ?? '',
    members: linkMembers(linking, raw.members, below(at, 'members')),
    projects: projects.map(({ value, at: place }) => ({ key: value.key, at: place, ...given({ role: value.role }) })),
    spaces: spaces.map(({ value, at: place }) => ({ key: value.key, as: value.as, at: place, ...given({ allow: value.allow }) })),
    channels: channels.map(({ value, at: place }) => ({ name: value, at: place })),
    ...given({ until: raw.until }),
  };
}

function placesOf<T>(written: T | readonly T[] | undefined, at: Place): readonly { readonly value: T; readonly at: Place }[] {
  if (written === undefined) return [];
  return Array.isArray(written)
    ? (written as readonly T[]).map((value, index) => ({ value, at: below(at, index) }))
    : [{ value: written as T, at }];
}

/** Adds to the site what one Collaboration stands for: its group, the access there, the placements, and its guardrail. */
export function expand(linking: Linking, lists: PermissionLists, collaboration: Collaboration, site: Expandable): void {
  checkSponsor(linking, collaboration, site);
  const group = `ext-${collaboration.name}`;
  addGroup(linking, collaboration, group, site);
  addGuardrail(linking, collaboration, group, site);
  const members = collaboration.members.map((member) => ending(collaboration, member));
  for (const place of collaboration.projects) addToProject(linking, collaboration, place, group, members, site);
  for (const place of collaboration.spaces) addToSpace(lists, collaboration, place, group, members, site);
  for (const { name } of collaboration.channels) {
    const channel = site.channels.get(name);
    if (channel !== undefined) site.channels.set(name, { ...channel, guests: [...channel.guests, ...members] });
  }
}

/** A member's entry as it stands elsewhere: it ends with the Collaboration, or at its own earlier date. */
function ending({ at, until }: Collaboration, member: Member): Member {
  const ends = [until, member.until].filter((date) => date !== undefined).sort()[0];
  return {
    user: member.user,
    index: member.index,
    at: below(at, 'members', member.index),
    ...given({ until: ends, reason: member.reason }),
  };
}

function checkSponsor(linking: Linking, { sponsor, at }: Collaboration, { people, knowsDomains }: Expandable): void {
  const person = people.get(sponsor);
  if (person?.audience === 'external' && knowsDomains)
    linking.error(
      'external-sponsor',
      below(at, 'sponsor'),
      `The sponsor ${quote(sponsor)} is external; somebody of your own must answer for outsiders.`,
      { hint: 'Name a person of the company.' },
    );
  else warnGone(linking, person, below(at, 'sponsor'));
}

function taken(linking: Linking, { name, at }: Collaboration, what: string, made: string, other: Place): void {
  linking.error(
    'collaboration-name-taken',
    below(at, 'name'),
    `The collaboration ${quote(name)} makes the ${what} ${quote(made)}, but that name is taken.`,
    {
      hint: 'Rename one of the two.',
      related: { message: `The other ${what}.`, at: other },
    },
  );
}

function addGroup(linking: Linking, collaboration: Collaboration, name: string, site: Expandable): void {
  const other = linking.names.place('Group', name);
  const { at } = collaboration;
  // The linker knows these names beforehand, so that people can refer to them; what is declared elsewhere has another place.
  if (other !== undefined && (other.file !== at.file || other.document !== at.document)) {
    taken(linking, collaboration, 'group', name, other);
    return;
  }
  const byRole = collaboration.projects.filter(({ role }) => role !== undefined);
  const products = new Set(byRole.flatMap(({ key }) => site.projects.get(key)?.product ?? []));
  if (collaboration.spaces.some(({ as }) => as === 'member')) products.add('confluence');
  site.groups.set(name, {
    ...made(collaboration, name),
    members: collaboration.members.map((member) => ending(collaboration, member)),
    includes: [],
    products: [...products],
    managedBy: 'git',
  });
}

function made(
  { name: madeBy, sponsor, at }: Collaboration,
  name: string,
): { name: string; at: Place; labels: object & Record<string, string>; owner: { type: 'user'; name: string }; madeBy: string } {
  return { name, at, labels: {}, owner: { type: 'user', name: sponsor }, madeBy };
}

function addGuardrail(linking: Linking, collaboration: Collaboration, group: string, site: Expandable): void {
  const name = `confine-${collaboration.name}`;
  const other = linking.names.place('Guardrail', name);
  if (other !== undefined && (other.file !== collaboration.at.file || other.document !== collaboration.at.document)) {
    taken(linking, collaboration, 'guardrail', name, other);
    return;
  }
  site.guardrails.set(name, {
    ...made(collaboration, name),
    severity: 'error',
    rule: { type: 'confine', who: { type: 'any', subjects: [{ type: 'group', name: group }] }, collaboration: collaboration.name },
    except: [],
  });
}

function addToProject(
  linking: Linking,
  collaboration: Collaboration,
  place: Collaboration['projects'][number],
  group: string,
  members: readonly Member[],
  site: Expandable,
): void {
  const project = site.projects.get(place.key);
  if (project === undefined) return;
  if (place.role === undefined) {
    site.projects.set(place.key, { ...project, guests: [...project.guests, ...members] });
    return;
  }
  if (!linkRole(linking, place.role, project, below(place.at, 'role'))) return;
  const actor: Entry = { type: 'group', name: group, at: place.at, ...given({ until: collaboration.until }) };
  site.projects.set(place.key, {
    ...project,
    roles: new Map([...project.roles, [place.role, [...(project.roles.get(place.role) ?? []), actor]]]),
  });
}

function linkRole(linking: Linking, role: string, project: Project, at: Place): boolean {
  if (project.scheme !== undefined || project.access === undefined) return linkName(linking, 'Role', role, at);
  if (Object.hasOwn(teamManagedRoles, role)) return true;
  linking.error('unknown-role', at, `The team-managed project ${quote(project.name)} has no role ${quote(role)}.`, {
    hint: didYouMean(role, Object.keys(teamManagedRoles)) ?? 'Its roles are Administrator, Member and Viewer.',
  });
  return false;
}

function addToSpace(
  lists: PermissionLists,
  collaboration: Collaboration,
  place: Collaboration['spaces'][number],
  group: string,
  members: readonly Member[],
  site: Expandable,
): void {
  const space = site.spaces.get(place.key);
  if (space === undefined) return;
  if (place.as === 'guest') {
    site.spaces.set(place.key, { ...space, guests: [...space.guests, ...members] });
    return;
  }
  const allow = place.allow ?? ['space-editor'];
  const { permissions } = lists.expand(allow, 'confluence', below(place.at, 'allow'));
  const grant: Grant = { to: [{ type: 'group', name: group }], allow, permissions, at: place.at, ...given({ until: collaboration.until }) };
  site.spaces.set(place.key, { ...space, access: [...space.access, grant] });
}
