import { below } from '../diagnostics/place.js';
import type { Channel, Entry, Grant, Holder, Project, Space } from '../model/site.js';
import { writtenHolder } from '../model/written.js';
import { ending, type Edge } from './edge.js';
import type { Gifts } from './gifts.js';
import { unsure, type Ground, type Roster } from './ground.js';
import type { Standing } from './standing.js';

/** A resource, and those whom it names as numbers. */
export type Room = ProjectRoom | SpaceRoom | ChannelRoom | Elsewhere<'site'> | Elsewhere<'missing'>;

interface Elsewhere<T extends string> {
  readonly type: T;
  readonly resource: string;
}

interface ChannelRoom {
  readonly type: 'channel';
  readonly resource: string;
  readonly thing: Channel;
  readonly members: Roster<Entry>;
}

export class ProjectRoom {
  readonly type = 'project';
  readonly resource: string;
  readonly thing: Project;
  /** What every question needs of the project: projects differ in what they have, and so take long to read. */
  readonly archived: boolean;
  readonly lead: string | undefined;
  readonly gifts: Gifts;
  /** The last step of every way through the scheme; none in a team-managed project. */
  readonly uses: Edge | undefined;
  private readonly ground: Ground;
  private readonly actors = new Map<string, Roster<Entry>>();
  /** The atoms of all actors in one list, and for each the bit of its role. */
  private atoms: Int32Array | undefined;
  private bits = new Int32Array(0);

  constructor(ground: Ground, resource: string, project: Project) {
    this.ground = ground;
    this.resource = resource;
    this.thing = project;
    this.archived = project.archived;
    this.lead = project.lead;
    this.gifts = ground.giftsOf(project);
    const isTeamManaged = project.scheme === undefined || !ground.site.schemes.has(project.scheme);
    this.uses = isTeamManaged
      ? undefined
      : { type: 'uses', from: `scheme:${project.scheme}`, to: resource, at: below(project.at, 'scheme') };
  }

  /** The bits of all roles that a subject may be in. */
  rolesOf(subject: Standing): number {
    const atoms = (this.atoms ??= this.allActors());
    let roles = 0;
    for (let index = 0; index < atoms.length; index++) if (subject.mayBe(atoms[index] ?? unsure)) roles |= this.bits[index] ?? 0;
    return roles;
  }

  private allActors(): Int32Array {
    const all = [...this.thing.roles.keys()].flatMap((role) =>
      this.actorsOf(role).atoms.map((atom) => ({ atom, bit: this.ground.roleBit(role) })),
    );
    this.bits = Int32Array.from(all, ({ bit }) => bit);
    return Int32Array.from(all, ({ atom }) => atom);
  }

  actorsOf(role: string): Roster<Entry> {
    const known = this.actors.get(role);
    if (known !== undefined) return known;
    const roster = this.ground.roster(this.thing.roles.get(role), true);
    this.actors.set(role, roster);
    return roster;
  }
}

export class SpaceRoom {
  readonly type = 'space';
  readonly resource: string;
  readonly thing: Space;
  /** The living grants, and the atoms of their holders. */
  readonly grants: readonly { readonly grant: Grant; readonly atoms: readonly number[] }[];
  private readonly ground: Ground;

  constructor(ground: Ground, resource: string, space: Space) {
    this.ground = ground;
    this.resource = resource;
    this.thing = space;
    const living = space.access.filter((grant) => ground.lives(grant));
    this.grants = living.map((grant) => ({ grant, atoms: grant.to.map((holder) => ground.atom(holder, true)) }));
  }

  edgeOf(holder: Holder, grant: Grant, permission: string): Edge {
    const through = this.ground.words.through(grant, permission, 'confluence');
    return ending({ type: 'access', from: writtenHolder(holder), to: this.resource, permission, at: grant.at, ...through }, grant);
  }
}

export function roomOf(ground: Ground, resource: string): Room {
  const { projects, spaces, channels } = ground.site;
  const colon = resource.indexOf(':');
  const name = resource.slice(colon + 1);
  const type = resource.slice(0, Math.max(colon, 0));
  const project = type === 'project' ? projects.get(name) : undefined;
  if (project !== undefined) return new ProjectRoom(ground, resource, project);
  const space = type === 'space' ? spaces.get(name) : undefined;
  if (space !== undefined) return new SpaceRoom(ground, resource, space);
  const channel = type === 'channel' ? channels.get(name) : undefined;
  if (channel !== undefined) return { resource, type: 'channel', thing: channel, members: ground.roster(channel.members, false) };
  return resource === 'site' ? { resource, type: 'site' } : { resource, type: 'missing' };
}
