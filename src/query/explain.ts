import type { Holder, Site } from '../model/site.js';
import { Crowd } from './crowd.js';
import type { Path } from './edge.js';
import { Entrance } from './entrance.js';
import { Ground } from './ground.js';
import { roomOf, type Room } from './room.js';
import { Standing, type Way } from './standing.js';
import type { Passage, PermissionWays } from './ways.js';

/** Why a subject has a permission somewhere: every way to it, what opens the gate, and what it rests on. */
export interface Explanation {
  readonly subject: string;
  readonly permission: string;
  readonly resource: string;
  /** Every way the permission itself is given; empty if it is not. */
  readonly paths: readonly Path[];
  /** What lets the subject into the product at all, where a path needs it. */
  readonly gate?: { readonly needs: string; readonly paths: readonly Path[] };
  /** The same for the permission that this one is nothing without. */
  readonly prerequisite?: Explanation;
}

/** An explanation of which only the ways are known, and the rest is found out when it is asked for. */
export interface Reasons {
  /** Which ways there are; their steps are made when they are read. */
  readonly ways: PermissionWays;
  /** The same ways with all their steps. */
  readonly paths: readonly Path[];
  /** Which ways there are through the gate, as in `gate`. */
  gateWays(): Passage | undefined;
  gate(): Explanation['gate'];
  prerequisite(): Reasons | undefined;
}

/** Every derivation of one cell, from the site as written, as of a day. */
export function explain(site: Site, asOf: string, subject: string, permission: string, resource: string): Explanation {
  return explainerOf(site, asOf).explain(subject, permission, resource);
}

/** The ways from a subject to one of those that a grant in a project or space names, whether or not a gate lets it in. */
export function waysToHolder(site: Site, asOf: string, subject: string, holder: Holder, resource: string): readonly Way[] {
  return explainerOf(site, asOf).waysToHolder(subject, holder, resource);
}

const explainers = new WeakMap<Site, Explainer>();

/** Explains cells of a site on a day. It is kept with the site until another day is asked for. */
export function explainerOf(site: Site, asOf: string): Explainer {
  const known = explainers.get(site);
  if (known?.asOf === asOf) return known;
  const made = new Explainer(site, asOf);
  explainers.set(site, made);
  return made;
}

/** Subjects are remembered up to this many: half a kilobyte each. */
const mostStandings = 65_536;

/** What one explanation finds out about the site serves the next; nothing is looked at that no question was about. */
export class Explainer {
  readonly asOf: string;
  private readonly ground: Ground;
  private readonly rooms = new Map<string, Room>();
  private readonly standings = new Map<string, Standing>();
  /** Of these standings; those that are forgotten keep the one they had. */
  private crowd = new Crowd();

  constructor(site: Site, asOf: string) {
    this.asOf = asOf;
    this.ground = new Ground(site, asOf);
  }

  /** The ways to a cell at once, all else about it on demand. */
  reasons(subject: string, permission: string, resource: string): Reasons {
    const entrance = this.entrance(subject, resource);
    return new FoundReasons(entrance, entrance.ways(permission));
  }

  /** All about a cell. */
  explain(subject: string, permission: string, resource: string): Explanation {
    const entrance = this.entrance(subject, resource);
    return explanationOf(entrance, entrance.ways(permission));
  }

  waysToHolder(subject: string, holder: Holder, resource: string): readonly Way[] {
    return this.entrance(subject, resource).waysToHolder(holder);
  }

  private entrance(subject: string, resource: string): Entrance {
    return new Entrance(this.ground, this.standing(subject), this.room(resource));
  }

  private standing(subject: string): Standing {
    const known = this.standings.get(subject);
    if (known !== undefined) return known;
    if (this.standings.size === mostStandings) {
      this.standings.clear();
      this.crowd = new Crowd();
    }
    const standing = new Standing(this.ground, this.crowd, subject);
    this.standings.set(subject, standing);
    return standing;
  }

  private room(resource: string): Room {
    const known = this.rooms.get(resource);
    if (known !== undefined) return known;
    const room = roomOf(this.ground, resource);
    if (room.type !== 'missing') this.rooms.set(resource, room);
    return room;
  }
}

class FoundReasons implements Reasons {
  readonly ways: PermissionWays;
  private readonly entrance: Entrance;
  private made: readonly Path[] | undefined;

  constructor(entrance: Entrance, ways: PermissionWays) {
    this.entrance = entrance;
    this.ways = ways;
    this.made = undefined;
  }

  get paths(): readonly Path[] {
    return (this.made ??= this.ways.paths());
  }

  gateWays(): Passage | undefined {
    return this.entrance.gate(this.ways);
  }

  gate(): Explanation['gate'] {
    return asPaths(this.gateWays());
  }

  prerequisite(): Reasons | undefined {
    const beneath = this.entrance.beneath(this.ways);
    return beneath === undefined ? undefined : new FoundReasons(this.entrance, beneath);
  }
}

function asPaths(passage: Passage | undefined): Explanation['gate'] {
  return passage === undefined ? undefined : { needs: passage.needs, paths: passage.paths() };
}

function explanationOf(entrance: Entrance, ways: PermissionWays): Explanation {
  const { standing, room } = entrance;
  const gate = asPaths(entrance.gate(ways));
  const beneath = entrance.beneath(ways);
  return {
    subject: standing.subject,
    permission: ways.permission,
    resource: room.resource,
    paths: ways.paths(),
    ...(gate === undefined ? {} : { gate }),
    ...(beneath === undefined ? {} : { prerequisite: explanationOf(entrance, beneath) }),
  };
}
