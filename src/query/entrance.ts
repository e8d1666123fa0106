import { below } from '../diagnostics/place.js';
import { jiraProducts, prerequisite, productOfPermission, spacePrerequisite, type Product } from '../model/permissions.js';
import type { Channel, Entry, Holder, Project, Site, Space } from '../model/site.js';
import { placeOfMember, writtenHolder } from '../model/written.js';
import { pathOf, type Edge, type Path } from './edge.js';
import type { Gift, Gifts } from './gifts.js';
import { ends, mostPaths, none, type Ground, type Standing, type Way } from './standing.js';
import { teamManagedGrants } from './team-managed.js';

/** A resource, found by its name. */
export type Room = { readonly resource: string } & (
  | { readonly type: 'project'; readonly project: Project }
  | { readonly type: 'space'; readonly space: Space }
  | { readonly type: 'channel'; readonly channel: Channel }
  | { readonly type: 'site' | 'missing' }
);

export function roomOf({ projects, spaces, channels }: Site, resource: string): Room {
  const colon = resource.indexOf(':');
  const name = resource.slice(colon + 1);
  const type = resource.slice(0, Math.max(colon, 0));
  const project = type === 'project' ? projects.get(name) : undefined;
  if (project !== undefined) return { resource, type: 'project', project };
  const space = type === 'space' ? spaces.get(name) : undefined;
  if (space !== undefined) return { resource, type: 'space', space };
  const channel = type === 'channel' ? channels.get(name) : undefined;
  if (channel !== undefined) return { resource, type: 'channel', channel };
  return { resource, type: resource === 'site' ? 'site' : 'missing' };
}

/** One subject in front of one resource. */
export class Entrance {
  readonly standing: Standing;
  readonly room: Room;
  private readonly ground: Ground;
  private readonly gifts: Gifts;
  /** Where guests are placed in the room. */
  private placements: readonly Way[] | undefined;

  constructor(ground: Ground, gifts: Gifts, standing: Standing, room: Room) {
    this.ground = ground;
    this.gifts = gifts;
    this.standing = standing;
    this.room = room;
  }

  /** Every way to a permission. */
  paths(permission: string): readonly Path[] {
    if (!this.standing.isThere) return none;
    return this.ways(permission).map((way) => this.path(way));
  }

  private path(way: Way): Path {
    const { root } = this.standing;
    return pathOf(root.length === 0 ? way : [...root, ...way]);
  }

  private ways(permission: string): readonly Way[] {
    const { room } = this;
    switch (room.type) {
      case 'project':
        return this.toProject(room.project, permission);
      case 'space':
        return this.toSpace(room.space, permission);
      case 'channel':
        return permission === 'member' ? this.toChannel(room.channel) : none;
      case 'site':
        return this.toSite(permission);
      case 'missing':
        return none;
    }
  }

  // ---- ways to a holder

  /** The ways to one of those that a grant names, whether or not a gate lets the subject in. */
  waysToHolder(holder: Holder): readonly Way[] {
    const { type } = this.room;
    return this.standing.isThere && (type === 'project' || type === 'space') ? this.toHolder(holder) : none;
  }

  private toHolder(holder: Holder): readonly Way[] {
    const { standing, room } = this;
    const { type, name } = holder;
    const from = standing.subject;
    switch (type) {
      case 'user':
      case 'group':
        return standing.toEntry({ type, name }, true);
      case 'role':
        return room.type === 'project' ? this.toRole(name, room.project) : none;
      case 'lead':
        return room.type === 'project' ? this.toLead(room.project) : none;
      case 'guests':
        return this.toGuests();
      case 'application':
        return from === 'logged-in' ? [[{ type: 'class', from, to: 'logged-in' }]] : standing.toProduct(name as Product);
      case 'anyone':
        // Confluence knows no customers of the portal.
        return room.type === 'space' && from === 'portal-customers' ? none : [[{ type: 'class', from, to: 'anyone' }]];
      case 'logged-in':
        return standing.isOutside ? none : [[{ type: 'class', from, to: 'logged-in' }]];
      case 'portal-customers':
        return from === 'portal-customers' ? [[{ type: 'class', from, to: 'portal-customers' }]] : none;
      case 'reporter':
      case 'assignee':
      case 'user-field':
      case 'group-field':
        return standing.isOutside ? none : [[{ type: 'condition', from, to: writtenHolder(holder) }]];
    }
  }

  private toLead({ lead, at }: Project): readonly Way[] {
    if (lead === undefined || lead !== this.standing.user) return none;
    return [[{ type: 'lead', from: this.standing.subject, to: 'lead', resource: this.room.resource, at: below(at, 'lead') }]];
  }

  private toRole(role: string, { roles }: Project): readonly Way[] {
    const ways: Way[] = [];
    for (const actor of roles.get(role) ?? none) {
      const found = this.ground.lives(actor) ? this.standing.toEntry(actor, true) : none;
      for (const way of found) ways.push([...way, this.actorEdge(actor, role)]);
    }
    return ways;
  }

  private actorEdge(actor: Entry, role: string): Edge {
    const { resource } = this.room;
    return { type: 'actor', from: writtenHolder(actor), to: `role:${role}`, resource, at: actor.at, ...ends(actor) };
  }

  private toGuests(): readonly Way[] {
    return (this.placements ??= this.findPlacements());
  }

  private findPlacements(): readonly Way[] {
    const { room, standing } = this;
    const place =
      room.type === 'project' ? room.project : room.type === 'space' ? room.space : room.type === 'channel' ? room.channel : undefined;
    if (place === undefined || standing.user === undefined || place.guests.length === 0) return none;
    const ways: Way[] = [];
    for (const guest of place.guests) {
      if (guest.user !== standing.user || !this.ground.lives(guest)) continue;
      const at = placeOfMember(guest, below(place.at, 'guests'));
      ways.push([{ type: 'placement', from: standing.subject, to: 'guests', resource: room.resource, at, ...ends(guest) }]);
    }
    return ways;
  }

  // ---- resources

  private toProject(project: Project, permission: string): readonly Way[] {
    if (project.archived && permission !== 'BROWSE_PROJECTS') return none;
    const scheme = project.scheme === undefined ? undefined : this.ground.site.schemes.get(project.scheme);
    if (scheme === undefined)
      return this.throughGifts(this.gifts.ofTeam(teamManagedGrants(project), permission, project.name), permission, none);
    const uses: Edge = { type: 'uses', from: `scheme:${scheme.name}`, to: this.room.resource, at: below(project.at, 'scheme') };
    return this.throughGifts(this.gifts.ofScheme(scheme, permission), permission, [uses]);
  }

  private throughGifts(gifts: readonly Gift[], permission: string, end: Way): Way[] {
    const ways: Way[] = [];
    for (const { holder, edge } of gifts) {
      if (!this.mayReach(holder, permission)) continue;
      for (const way of this.toHolder(holder)) if (ways.length < mostPaths) ways.push([...way, edge, ...end]);
    }
    return ways;
  }

  /** Whether the gate in front of this kind of holder is open for the subject. */
  private mayReach({ type }: Holder, permission: string): boolean {
    const { standing, room } = this;
    if (type === 'anyone' || type === 'portal-customers' || standing.subject === 'logged-in') return true;
    const placed = this.toGuests().length > 0;
    // Where a guest is placed in a space, only what guests get counts.
    if (room.type === 'space') return placed ? type === 'guests' : standing.hasProduct('confluence');
    return placed || gateProducts(permission).some((product) => standing.hasProduct(product));
  }

  private toSpace(space: Space, permission: string): readonly Way[] {
    const ways = this.throughGifts(this.gifts.ofSpace(space, permission), permission, none);
    if (space.guestOperations.includes(permission) && this.toGuests().length > 0) {
      const at = below(space.at, 'guestPermissions');
      const edge: Edge = { type: 'guest-permissions', from: 'guests', to: this.room.resource, permission, at };
      for (const way of this.toGuests()) ways.push([...way, edge]);
    }
    return ways;
  }

  private toChannel(channel: Channel): readonly Way[] {
    const to = this.room.resource;
    const ways: Way[] = [];
    for (const entry of channel.members) {
      const found = this.ground.lives(entry) ? this.standing.toEntry(entry, false) : none;
      for (const way of found)
        ways.push([...way, { type: 'channel-member', from: writtenHolder(entry), to, at: entry.at, ...ends(entry) }]);
    }
    ways.push(...this.toGuests());
    if (this.standing.subject === 'logged-in' && !channel.private)
      ways.push([{ type: 'channel-open', from: 'logged-in', to, at: below(channel.at, 'private') }]);
    return ways;
  }

  private toSite(permission: string): readonly Way[] {
    const { standing } = this;
    const { about } = this.ground.site;
    if (permission.startsWith('use:')) return standing.isClass ? none : standing.toProduct(permission.slice('use:'.length) as Product);
    if (permission.startsWith('guest:')) return this.toGuestKind(permission.slice('guest:'.length));
    if (permission === 'admin:site') {
      return about.admins.flatMap((entry) =>
        this.toEntryOfSite(entry).map((way) => [
          ...way,
          { type: 'admin', from: writtenHolder(entry), to: 'site', permission, at: entry.at } as const,
        ]),
      );
    }
    return about.globalPermissions
      .filter((grant) => this.ground.lives(grant) && grant.permissions.includes(permission))
      .flatMap((grant) =>
        grant.to.flatMap(({ name }) =>
          this.toEntryOfSite({ type: 'group', name }).map((way) => [
            ...way,
            { type: 'global', from: `group:${name}`, to: 'site', permission, at: grant.at, ...ends(grant) } as const,
          ]),
        ),
      );
  }

  private toGuestKind(kind: string): readonly Way[] {
    const { person, subject } = this.standing;
    if (person?.guest.some((each) => each === kind) !== true) return none;
    return [[{ type: 'guest-kind', from: subject, to: kind, at: below(person.at, 'guest') }]];
  }

  /** On the site an open group adds the class `logged-in` and no other person. */
  private toEntryOfSite(entry: Pick<Entry, 'type' | 'name'>): readonly Way[] {
    return this.standing.toEntry(entry, this.standing.subject === 'logged-in');
  }

  // ---- gates, prerequisites

  /** What lets the subject in, if one of the paths to a permission needs it or there is none. */
  gate(permission: string, paths: readonly Path[]): { readonly needs: string; readonly paths: readonly Path[] } | undefined {
    const { standing, room } = this;
    const system = room.resource.startsWith('project:') ? 'jira' : room.resource.startsWith('space:') ? 'confluence' : undefined;
    if (system === undefined || standing.isClass) return undefined;
    if (paths.length > 0 && !paths.some(isGated)) return undefined;
    const products = system === 'confluence' ? confluence : gateProducts(permission);
    const ways = [...products.flatMap((product) => standing.toProduct(product)), ...this.toGuests()];
    const needs = products.length === 1 ? products[0] : 'a product of Jira';
    return { needs: needs ?? 'a product', paths: ways.map((way) => this.path(way)) };
  }

  /** The permission that a permission here is nothing without. */
  prerequisite(permission: string): string | undefined {
    const { resource } = this.room;
    if (resource.startsWith('project:')) return prerequisite(permission);
    return resource.startsWith('space:') && permission !== spacePrerequisite ? spacePrerequisite : undefined;
  }
}

const confluence: readonly Product[] = ['confluence'];

function gateProducts(permission: string): readonly Product[] {
  const certain = productOfPermission[permission];
  return certain === undefined ? jiraProducts : [certain];
}

function isGated({ edges }: Path): boolean {
  return !edges.some(({ type, to }) => (type === 'class' && to === 'anyone') || type === 'placement');
}
