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
  /** The same as a number; what no subject has if there is no lead. */
  readonly leadAtom: number;
  readonly gifts: Gifts;
  /** The last step of every way through the scheme; none in a team-managed project. */
  readonly uses: Edge | undefined;
  private readonly ground: Ground;
  /** Where its actors are in the list of those of all projects; made for the first question. */
  private first = -1;
  private end = -1;
  private entries: readonly Entry[] = [];
  /** Those placed here as guests, some until a day that is over, as numbers. */
  private readonly guests: readonly number[];

  constructor(ground: Ground, resource: string, project: Project) {
    this.ground = ground;
    this.resource = resource;
    this.thing = project;
    this.archived = project.archived;
    this.lead = project.lead;
    this.leadAtom = project.lead === undefined ? unsure : ground.atom({ type: 'user', name: project.lead }, true);
    this.guests = project.guests.map(({ user }) => ground.atom({ type: 'user', name: user }, true));
    this.gifts = ground.giftsOf(project);
    const isTeamManaged = project.scheme === undefined || !ground.site.schemes.has(project.scheme);
    this.uses = isTeamManaged
      ? undefined
      : { type: 'uses', from: `scheme:${project.scheme}`, to: resource, at: below(project.at, 'scheme') };
  }

  /** Whether a subject may be placed here as a guest. */
  mayHost({ atom }: Standing): boolean {
    return this.guests.length > 0 && this.guests.includes(atom);
  }

  /** Looks for those actors whom a subject may be; how many there are, and which, is kept in the ground until the next one is looked for. */
  findActors(subject: Standing): number {
    if (this.first < 0) this.addActors();
    return this.ground.around.find(subject, this.ground.actors.list, this.first, this.end);
  }

  /** The living actors of the project, by role and in their order, as pairs of atom and role from `first` to `end` in the list of the ground. */
  private addActors(): void {
    const { ground } = this;
    const entries: Entry[] = [];
    const pairs: number[] = [];
    for (const [role, actors] of this.thing.roles) {
      for (const actor of actors) {
        if (!ground.lives(actor)) continue;
        entries.push(actor);
        pairs.push(ground.atom(actor, true), ground.roleNumber(role));
      }
    }
    this.entries = entries;
    this.first = ground.actors.add(pairs);
    this.end = this.first + pairs.length;
  }

  /** An actor by its place in the list of all. */
  actor(place: number): Entry | undefined {
    return this.entries[(place - this.first) >> 1];
  }

  /** The step from an actor to its role. */
  actorEdge(actor: Entry, role: string): Edge {
    return ending({ type: 'actor', from: writtenHolder(actor), to: `role:${role}`, resource: this.resource, at: actor.at }, actor);
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
