import { builtInBundles } from '../../model/bundles.js';
import type {
  About,
  Channel,
  Declared,
  Entry,
  Grant,
  Group,
  Holder,
  Member,
  Person,
  Project,
  Ref,
  Role,
  Scheme,
  Site,
  Space,
  SpaceRole,
  Timed,
} from '../../model/site.js';
import { heldBy } from '../../model/permissions.js';
import { writtenHolder } from '../../model/written.js';
import { permissionWords } from './permission-words.js';
import { referenceTo } from '../../text/reference.js';

/** A document as plain data, its fields in the order in which people read them. */
export type Written = Readonly<Record<string, unknown>>;

export function siteDocument(about: About): Written {
  const { plan, guestsPerPaidUser, limits, lint, seats } = about;
  return {
    kind: 'Site',
    ...declared(about),
    url: about.url,
    internalDomains: about.internalDomains,
    ...(plan === 'standard' ? {} : { plan }),
    ...listed('admins', about.admins.map(entry)),
    ...(Object.keys(seats).length === 0 ? {} : { seats }),
    ...(guestsPerPaidUser === 5 ? {} : { guestsPerPaidUser }),
    ...listed(
      'globalPermissions',
      about.globalPermissions.map((grant) => lineOf(grant, [...grant.permissions])),
    ),
    ...(limits.maxRemovalPercent === 25 && limits.minAdmins === 2 ? {} : { limits }),
    ...(Object.keys(lint).length === 0 ? {} : { lint }),
  };
}

/** What stands under a person's id. `internal`: their mail domain is one of the site's own. */
export function personEntry(person: Person, internal: boolean): Written {
  const products = person.products.map(({ product, ...timed }) => (isTimed(timed) ? { product, ...times(timed) } : product));
  const { displayName, description, owner, labels, formerly, company, accountId, guest } = person;
  return {
    ...(displayName === undefined ? {} : { name: displayName }),
    ...(description === undefined ? {} : { description }),
    ...(person.type === 'app' ? { type: 'app' } : {}),
    ...(person.active ? {} : { active: false }),
    ...((person.audience === 'internal') === internal ? {} : { audience: person.audience }),
    ...(company === undefined ? {} : { company }),
    ...listed('products', products),
    ...(guest.length === 0 ? {} : { guest: guest.length === 1 ? guest[0] : guest }),
    ...times(person),
    ...(owner === undefined ? {} : { owner: referenceTo(owner) }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(formerly === undefined ? {} : { formerly }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

export function groupDocument(group: Group): Written {
  const { managedBy, audience, observed } = group;
  return {
    kind: 'Group',
    ...declared(group),
    ...(managedBy === 'git' ? {} : { managedBy }),
    ...(audience === undefined ? {} : { audience }),
    ...listed('products', group.products),
    ...listed(
      'includes',
      group.includes.map(({ group: inner }) => bare('group', inner)),
    ),
    ...listed('members', group.members.map(member)),
    ...(observed === undefined ? {} : { observed }),
  };
}

export function roleDocument(role: Role): Written {
  return { kind: 'Role', ...declared(role), ...listed('defaultActors', role.defaultActors.map(entry)) };
}

/** Holders that hold the same share a line. */
export function schemeDocument(scheme: Scheme): Written {
  return { kind: 'Scheme', ...declared(scheme), grants: grantLines(scheme.grants, 'jira') };
}

export function projectDocument(project: Project): Written {
  const { name, product, lead, scheme, access, archived } = project;
  const roles = [...project.roles].filter(([, actors]) => actors.length > 0);
  return {
    kind: 'Project',
    key: name,
    ...facts(project),
    ...(product === 'jira-software' ? {} : { product }),
    ...(lead === undefined ? {} : { lead: `user:${lead}` }),
    ...(scheme === undefined ? { style: 'team-managed', access } : { scheme }),
    ...(archived ? { archived } : {}),
    ...(roles.length === 0 ? {} : { roles: Object.fromEntries(roles.map(([role, actors]) => [role, actors.map(entry)])) }),
    ...listed('guests', project.guests.map(member)),
  };
}

export function spaceRoleDocument(role: SpaceRole): Written {
  return { kind: 'SpaceRole', ...declared(role), permissions: permissionWords(role.operations, 'confluence') };
}

export function spaceDocument(space: Space): Written {
  const single = grantLines(
    space.access.filter(({ as }) => as === undefined),
    'confluence',
  );
  const byRole = space.access
    .filter(({ as }) => as !== undefined)
    .map(({ to, allow, ...timed }) => ({ ...holders(to), as: allow[0], ...times(timed) }));
  const usual = new Set(builtInBundles['guest']);
  const isUsual = space.guestOperations.length === usual.size && space.guestOperations.every((operation) => usual.has(operation));
  return {
    kind: 'Space',
    key: space.name,
    ...facts(space),
    ...listed('access', [...single, ...byRole]),
    ...listed('guests', space.guests.map(member)),
    ...(isUsual ? {} : { guestPermissions: permissionWords(space.guestOperations, 'confluence') }),
  };
}

export function channelDocument(channel: Channel): Written {
  return {
    kind: 'Channel',
    ...declared(channel),
    ...(channel.private ? {} : { private: false }),
    ...listed('members', channel.members.map(entry)),
    ...listed('guests', channel.guests.map(member)),
  };
}

function declared(thing: Declared): Written {
  return { name: thing.name, ...facts(thing) };
}

function facts({ description, owner, labels, formerly }: Declared): Written {
  return {
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner: referenceTo(owner) }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(formerly === undefined ? {} : { formerly }),
  };
}

/** Lines that give the same, under the same conditions, become one. */
function grantLines(grants: readonly Grant[], system: 'jira' | 'confluence'): readonly Written[] {
  const lines = new Map<string, { readonly to: Holder[]; readonly grant: Grant; readonly words: readonly string[] }>();
  for (const grant of grants) {
    for (const holder of grant.to) {
      const forPortal = holder.type === 'portal-customers';
      const words = permissionWords(heldBy(holder, grant.permissions), system, forPortal);
      const key = JSON.stringify([words, forPortal, grant.until, grant.reason]);
      const line = lines.get(key);
      if (line === undefined) lines.set(key, { to: [holder], grant, words });
      else line.to.push(holder);
    }
  }
  return Array.from(lines.values(), ({ to, grant, words }) => lineOf({ ...grant, to }, words));
}

function lineOf(grant: Grant, allow: readonly string[]): Written {
  return { ...holders(grant.to), allow, ...times(grant) };
}

function holders(to: readonly Holder[]): Written {
  return { to: to.map(writtenHolder) };
}

function entry(each: Entry): unknown {
  return isTimed(each) ? { subject: referenceTo(each), ...times(each) } : referenceTo(each);
}

function member(each: Member): unknown {
  const user = bare('user', each.user);
  return isTimed(each) ? { user, ...times(each) } : user;
}

/** A name where the type goes without saying; one that looks like a reference is written as one, or it would be read so. */
export function bare(type: Ref['type'], name: string): string {
  return name.startsWith(`${type}:`) ? `${type}:${name}` : name;
}

function isTimed({ until, reason }: Timed): boolean {
  return until !== undefined || reason !== undefined;
}

function times({ until, reason }: Timed): Written {
  return { ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
}

function listed(field: string, values: readonly unknown[]): Written {
  return values.length === 0 ? {} : { [field]: values };
}

/** What a site holds besides what documents of their own say; see `policyFiles`. */
export type Importable = Pick<
  Site,
  'about' | 'people' | 'groups' | 'roles' | 'schemes' | 'projects' | 'spaceRoles' | 'spaces' | 'channels'
>;
