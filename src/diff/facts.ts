import { below, type Place } from '../diagnostics/place.js';
import { hasEnded } from '../model/ends.js';
import type { Entry, Grant, Member, Project, Site, Space } from '../model/site.js';
import { placeOfMember, writtenHolder } from '../model/written.js';
import { heldBy } from '../model/permissions.js';
import { compareBytes } from '../text/compare.js';
import { referenceTo } from '../text/reference.js';
import { flatGroups } from './flat-groups.js';

/**
 * Everything that a live site can say of itself, in the words of the policies: that a thing is there, and what it has. Of types in
 * `singleFacts` a thing has one, which is replaced; of the others any number, each added and taken away by itself.
 */
export type FactType =
  | 'person'
  | 'active'
  | 'product'
  | 'guest'
  | 'group'
  | 'managed-by'
  | 'member'
  | 'inclusion'
  | 'group-product'
  | 'role'
  | 'scheme'
  | 'grant'
  | 'project'
  | 'project-type'
  | 'lead'
  | 'project-scheme'
  | 'project-access'
  | 'archived'
  | 'actor'
  | 'project-guest'
  | 'space-role'
  | 'space-role-permission'
  | 'space'
  | 'space-grant'
  | 'space-role-grant'
  | 'space-guest'
  | 'guest-permission'
  | 'channel'
  | 'private'
  | 'channel-member'
  | 'channel-guest'
  | 'administrator'
  | 'global-permission';

/** Types of which a thing has exactly one. */
export const singleFacts: ReadonlySet<FactType> = new Set([
  'active',
  'managed-by',
  'project-type',
  'lead',
  'project-scheme',
  'project-access',
  'archived',
  'private',
]);

/** Types that say no more than that a thing is there. */
export const existenceFacts: ReadonlySet<FactType> = new Set([
  'person',
  'group',
  'role',
  'scheme',
  'project',
  'space-role',
  'space',
  'channel',
]);

/** One thing that holds on a site on a day. Names of groups are as they are; nesting, bundles and last days are worked out. */
export interface Fact {
  readonly type: FactType;
  /** What it is about, as a reference: `user:ana@acme.example`, `scheme:customers`, `project:ACME`, `site`. */
  readonly of: string;
  /** What it says of it; empty where it only says that the thing is there. Of an actor: role and who; of a grant: holder and permission. */
  readonly says: readonly string[];
  /** Where it is written, if it is; where several lines say the same, the first. */
  readonly at?: Place;
}

/** The things that are there, as references. */
export function thingsThere(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(facts.flatMap(({ type, of }) => (existenceFacts.has(type) ? [of] : [])));
}

/** What tells one fact from every other: those of a single type are the same fact with another value. */
export function factKey({ type, of, says }: Fact): string {
  return JSON.stringify(singleFacts.has(type) ? [type, of] : [type, of, ...says]);
}

/**
 * All facts of a site on a day, each once, sorted. Whoever has left for good (an `until` that has passed) is in nothing; whoever is merely
 * inactive keeps what they have, as Atlassian does it. Groups are told flat, as Atlassian has them; what cannot be told so are those within
 * a group that the identity provider fills or that anybody may join, and these stand as inclusions. Equal facts, equal cells.
 */
export function factsOf(site: Site, asOf: string): readonly Fact[] {
  const facts = new Facts(site, asOf);
  facts.addPeople();
  facts.addGroups();
  facts.addRoles();
  facts.addSchemes();
  facts.addProjects();
  facts.addSpaces();
  facts.addChannels();
  facts.addSite();
  return facts.sorted();
}

class Facts {
  private readonly found = new Map<string, Fact>();
  private readonly site: Site;
  private readonly asOf: string;

  constructor(site: Site, asOf: string) {
    this.site = site;
    this.asOf = asOf;
  }

  sorted(): readonly Fact[] {
    return [...this.found].sort(([a], [b]) => compareBytes(a, b)).map(([, fact]) => fact);
  }

  addPeople(): void {
    for (const person of this.site.people.values()) {
      if (this.isGone(person.name)) continue;
      const of = `user:${person.name}`;
      this.add('person', of, [], person.at);
      this.add('active', of, [String(person.active)], below(person.at, 'active'));
      for (const access of person.products) if (!hasEnded(access, this.asOf)) this.add('product', of, [access.product], access.at);
      for (const kind of person.guest) this.add('guest', of, [kind], below(person.at, 'guest'));
    }
  }

  addGroups(): void {
    const flat = flatGroups(this.site, this.asOf);
    for (const group of this.site.groups.values()) {
      const of = `group:${group.name}`;
      this.add('group', of, [], group.at);
      for (const product of group.products) this.add('group-product', of, [product], below(group.at, 'products'));
      this.add('managed-by', of, [group.managedBy], below(group.at, 'managedBy'));
      const { members, inclusions } = flat.of(group.name);
      for (const [user, at] of members) if (!this.isGone(user)) this.add('member', of, [`user:${user}`], at);
      for (const [inner, at] of inclusions) this.add('inclusion', of, [`group:${inner}`], at);
    }
  }

  addRoles(): void {
    for (const role of this.site.roles.values()) this.add('role', `role:${role.name}`, [], role.at);
    for (const role of this.site.spaceRoles.values()) {
      this.add('space-role', `space-role:${role.name}`, [], role.at);
      for (const operation of role.operations)
        this.add('space-role-permission', `space-role:${role.name}`, [operation], below(role.at, 'permissions'));
    }
  }

  addSchemes(): void {
    for (const scheme of this.site.schemes.values()) {
      const of = `scheme:${scheme.name}`;
      this.add('scheme', of, [], scheme.at);
      this.addGrants('grant', of, scheme.grants);
    }
  }

  addProjects(): void {
    for (const project of this.site.projects.values()) {
      const of = `project:${project.name}`;
      this.add('project', of, [], project.at);
      this.add('project-type', of, [project.product], below(project.at, 'product'));
      if (project.lead !== undefined && !this.isGone(project.lead))
        this.add('lead', of, [`user:${project.lead}`], below(project.at, 'lead'));
      if (project.scheme !== undefined) this.add('project-scheme', of, [`scheme:${project.scheme}`], below(project.at, 'scheme'));
      if (project.access !== undefined) this.add('project-access', of, [project.access], below(project.at, 'access'));
      this.add('archived', of, [String(project.archived)], below(project.at, 'archived'));
      this.addActors(project, of);
      this.addPlacements('project-guest', of, project);
    }
  }

  addSpaces(): void {
    for (const space of this.site.spaces.values()) {
      const of = `space:${space.name}`;
      this.add('space', of, [], space.at);
      this.addGrants(
        'space-grant',
        of,
        space.access.filter(({ as }) => as === undefined),
      );
      for (const grant of space.access) {
        if (grant.as === undefined || hasEnded(grant, this.asOf)) continue;
        for (const holder of grant.to) {
          if (holder.type === 'user' && this.isGone(holder.name)) continue;
          for (const role of grant.allow) this.add('space-role-grant', of, [writtenHolder(holder), `space-role:${role}`], grant.at);
        }
      }
      this.addPlacements('space-guest', of, space);
      for (const operation of space.guestOperations) this.add('guest-permission', of, [operation], below(space.at, 'guestPermissions'));
    }
  }

  addChannels(): void {
    for (const channel of this.site.channels.values()) {
      const of = `channel:${channel.name}`;
      this.add('channel', of, [], channel.at);
      this.add('private', of, [String(channel.private)], below(channel.at, 'private'));
      for (const entry of channel.members) if (this.counts(entry)) this.add('channel-member', of, [referenceTo(entry)], entry.at);
      this.addPlacements('channel-guest', of, channel);
    }
  }

  addSite(): void {
    const { admins, globalPermissions } = this.site.about;
    for (const entry of admins) if (this.counts(entry)) this.add('administrator', 'site', [referenceTo(entry)], entry.at);
    this.addGrants('global-permission', 'site', globalPermissions);
  }

  private addActors(project: Project, of: string): void {
    for (const [role, entries] of project.roles)
      for (const entry of entries) if (this.counts(entry)) this.add('actor', of, [`role:${role}`, referenceTo(entry)], entry.at);
  }

  private addPlacements(
    type: 'project-guest' | 'space-guest' | 'channel-guest',
    of: string,
    room: Pick<Project | Space, 'at'> & { readonly guests: readonly Member[] },
  ): void {
    const list = below(room.at, 'guests');
    for (const guest of room.guests)
      if (!hasEnded(guest, this.asOf) && !this.isGone(guest.user)) this.add(type, of, [`user:${guest.user}`], placeOfMember(guest, list));
  }

  private addGrants(type: 'grant' | 'space-grant' | 'global-permission', of: string, grants: readonly Grant[]): void {
    for (const grant of grants) {
      if (hasEnded(grant, this.asOf)) continue;
      for (const holder of grant.to) {
        if (holder.type === 'user' && this.isGone(holder.name)) continue;
        for (const permission of heldBy(holder, grant.permissions)) this.add(type, of, [writtenHolder(holder), permission], grant.at);
      }
    }
  }

  private counts(entry: Entry): boolean {
    return !hasEnded(entry, this.asOf) && !(entry.type === 'user' && this.isGone(entry.name));
  }

  private isGone(user: string): boolean {
    const person = this.site.people.get(user);
    return person !== undefined && hasEnded(person, this.asOf);
  }

  private add(type: FactType, of: string, says: readonly string[], at: Place): void {
    const fact: Fact = { type, of, says, at };
    const key = factKey(fact);
    if (!this.found.has(key)) this.found.set(key, fact);
  }
}
