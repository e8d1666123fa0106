import { kindOf } from '../text/reference.js';
import { below } from '../diagnostics/place.js';
import { prerequisite, spacePrerequisite, type Product } from '../model/permissions.js';
import type { Channel, Entry, Holder } from '../model/site.js';
import { placeOfMember, writtenHolder } from '../model/written.js';
import { ending, leadingOn, type Edge } from './edge.js';
import { GateWays } from './gate-ways.js';
import { gateTo } from './gate.js';
import { unsure, type Ground, type Roster } from './ground.js';
import { ListedWays } from './listed-ways.js';
import { ProjectWays } from './project-ways.js';
import type { ProjectRoom, Room, SpaceRoom } from './room.js';
import { mostPaths, none, type Standing, type Way } from './standing.js';
import type { Passage, PermissionWays } from './ways.js';

/** One subject in front of one resource. */
export class Entrance {
  readonly standing: Standing;
  readonly room: Room;
  readonly ground: Ground;
  /** Where the subject is placed as a guest in the room. */
  private placements: readonly Way[] | undefined;

  constructor(ground: Ground, standing: Standing, room: Room) {
    this.ground = ground;
    this.standing = standing;
    this.room = room;
  }

  /** Every way to a permission. */
  ways(permission: string): PermissionWays {
    const { standing, room } = this;
    if (!standing.isThere) return new ListedWays(permission, standing, none);
    if (room.type === 'project') return new ProjectWays(this, room, room.gifts.of(permission)).find();
    return new ListedWays(permission, standing, this.listed(permission));
  }

  private listed(permission: string): readonly Way[] {
    const { room } = this;
    switch (room.type) {
      case 'space':
        return this.toSpace(room, permission);
      case 'channel':
        return permission === 'member' ? this.toChannel(room) : none;
      case 'site':
        return this.toSite(permission);
      case 'project':
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

  toHolder(holder: Holder): readonly Way[] {
    const { standing, room } = this;
    const { type, name } = holder;
    const from = standing.subject;
    switch (type) {
      case 'user':
      case 'group':
        return standing.toEntry(holder, true);
      case 'role':
        return room.type === 'project' ? this.toRole(name, room) : none;
      case 'lead':
        return room.type === 'project' ? this.toLead(room) : none;
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

  get isPlaced(): boolean {
    const { room, standing } = this;
    return (room.type !== 'project' || room.mayHost(standing)) && this.toGuests().length > 0;
  }

  private toLead({ lead, thing, resource }: ProjectRoom): readonly Way[] {
    if (lead === undefined || lead !== this.standing.user) return none;
    return [[{ type: 'lead', from: this.standing.subject, to: 'lead', resource, at: below(thing.at, 'lead') }]];
  }

  private toRole(role: string, room: ProjectRoom): readonly Way[] {
    const actors = room.thing.roles.get(role)?.filter((actor) => this.ground.lives(actor)) ?? [];
    return actors.flatMap((actor) => this.standing.toEntry(actor, true).map((way) => leadingOn(way, room.actorEdge(actor, role))));
  }

  private throughRoster(roster: Roster<Entry>, open: boolean, edgeOf: (entry: Entry) => Edge): readonly Way[] {
    let ways: Way[] | undefined;
    for (let index = 0; index < roster.atoms.length; index++) {
      const atom = roster.atoms[index] ?? unsure;
      const entry = this.standing.mayBe(atom) ? roster.entries[index] : undefined;
      if (entry === undefined) continue;
      const found = atom === unsure ? this.standing.toEntry(entry, open) : this.standing.toAtom(atom);
      for (const way of found) (ways ??= []).push(leadingOn(way, edgeOf(entry)));
    }
    return ways ?? none;
  }

  toGuests(): readonly Way[] {
    return (this.placements ??= this.findPlacements());
  }

  private findPlacements(): readonly Way[] {
    const { room, standing } = this;
    if (room.type === 'site' || room.type === 'missing' || standing.user === undefined) return none;
    const { at, guests } = room.thing;
    if (guests.length === 0) return none;
    return guests
      .filter((guest) => guest.user === standing.user && this.ground.lives(guest))
      .map((guest) => [
        ending(
          {
            type: 'placement',
            from: standing.subject,
            to: 'guests',
            resource: room.resource,
            at: placeOfMember(guest, below(at, 'guests')),
          },
          guest,
        ),
      ]);
  }

  // ---- resources

  /** Whether the gate of a space is open for the subject in front of this kind of holder. */
  private mayEnterSpace({ type }: Holder): boolean {
    const { standing } = this;
    if (type === 'anyone' || type === 'portal-customers' || standing.subject === 'logged-in') return true;
    // Where a guest is placed in a space, only what guests get counts.
    return this.toGuests().length > 0 ? type === 'guests' : standing.hasProduct('confluence');
  }

  private toSpace(room: SpaceRoom, permission: string): readonly Way[] {
    const ways: Way[] = [];
    for (const { grant, atoms } of room.grants) {
      for (let index = 0; index < atoms.length; index++) {
        const holder = this.standing.mayBe(atoms[index] ?? 0) ? grant.to[index] : undefined;
        if (holder === undefined || !grant.permissions.includes(permission)) continue;
        const found = this.toHolder(holder);
        if (found.length === 0 || !this.mayEnterSpace(holder)) continue;
        const edge = room.edgeOf(holder, grant, permission);
        for (const way of found) if (ways.length < mostPaths) ways.push(leadingOn(way, edge));
      }
    }
    if (this.toGuests().length > 0 && room.thing.guestOperations.includes(permission)) {
      const at = below(room.thing.at, 'guestPermissions');
      const edge: Edge = { type: 'guest-permissions', from: 'guests', to: room.resource, permission, at };
      for (const way of this.toGuests()) ways.push(leadingOn(way, edge));
    }
    return ways;
  }

  private toChannel({ resource: to, thing, members }: Extract<Room, { readonly type: 'channel' }>): readonly Way[] {
    const listed = this.throughRoster(members, false, (entry) =>
      ending({ type: 'channel-member', from: writtenHolder(entry), to, at: entry.at }, entry),
    );
    return [...listed, ...this.toGuests(), ...(this.standing.subject === 'logged-in' && !thing.private ? [[openEdge(thing)]] : [])];
  }

  private toSite(permission: string): readonly Way[] {
    const { standing, ground } = this;
    const { about } = ground.site;
    if (permission.startsWith('use:')) return standing.isClass ? none : standing.toProduct(permission.slice('use:'.length) as Product);
    if (permission.startsWith('guest:')) return this.toGuestKind(permission.slice('guest:'.length));
    if (permission === 'admin:site') {
      return about.admins.flatMap((entry) =>
        this.toEntryOfSite(entry, { type: 'admin', from: writtenHolder(entry), to: 'site', permission, at: entry.at }),
      );
    }
    return about.globalPermissions
      .filter((grant) => ground.lives(grant) && grant.permissions.includes(permission))
      .flatMap((grant) =>
        grant.to.flatMap(({ name }) => {
          const from = `group:${name}`;
          return this.toEntryOfSite({ type: 'group', name }, ending({ type: 'global', from, to: 'site', permission, at: grant.at }, grant));
        }),
      );
  }

  private toGuestKind(kind: string): readonly Way[] {
    const { person, subject } = this.standing;
    if (person?.guest.some((each) => each === kind) !== true) return none;
    return [[{ type: 'guest-kind', from: subject, to: kind, at: below(person.at, 'guest') }]];
  }

  /** On the site an open group adds the class `logged-in` and no other person. */
  private toEntryOfSite(entry: Pick<Entry, 'type' | 'name'>, edge: Edge): readonly Way[] {
    return this.standing.toEntry(entry, this.standing.subject === 'logged-in').map((way) => leadingOn(way, edge));
  }

  // ---- gates, prerequisites

  /** What lets the subject in, if one of the ways to a permission needs it or there is none. */
  gate(ways: PermissionWays): Passage | undefined {
    const { standing, room } = this;
    if (standing.isClass) return undefined;
    const gate = ways.given?.gate ?? gateTo(room.type === 'missing' ? kindOf(room.resource) : room.type, ways.permission);
    if (gate === undefined || (ways.amount > 0 && !ways.isGated)) return undefined;
    return new GateWays(standing, gate, this.isPlaced ? this.toGuests() : none);
  }

  /** The ways to the permission that a permission here is nothing without. */
  beneath({ permission, given }: PermissionWays): PermissionWays | undefined {
    const { room } = this;
    if (given !== undefined && room.type === 'project')
      return given.prerequisite === undefined ? undefined : new ProjectWays(this, room, given.prerequisite).find();
    const needed = room.resource.startsWith('project:') ? prerequisite(permission) : this.beneathInSpace(permission);
    return needed === undefined ? undefined : this.ways(needed);
  }

  private beneathInSpace(permission: string): string | undefined {
    return this.room.resource.startsWith('space:') && permission !== spacePrerequisite ? spacePrerequisite : undefined;
  }
}

function openEdge({ name, at }: Channel): Edge {
  return { type: 'channel-open', from: 'logged-in', to: `channel:${name}`, at: below(at, 'private') };
}
