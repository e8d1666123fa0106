import { pathOf, type Edge, type EdgeType, type Path } from './edge.js';
import type { Entrance } from './entrance.js';
import type { Gift, Given } from './gifts.js';
import { unsure } from './ground.js';
import type { ProjectRoom } from './room.js';
import { mostPaths, none, type Way } from './standing.js';
import type { PermissionWays } from './ways.js';

/** One way, of which no step is made yet. */
interface ProjectWay {
  readonly gift: Gift;
  /** The actor that has the role, as its place in the list of all; -1 for none. */
  readonly actor: number;
  /** Which of the ways to the holder or actor. */
  readonly way: number;
  /** Of each of its steps the kind; ways that look alike share them. */
  readonly kinds: readonly EdgeType[];
}

/** The ways to a permission that all subjects of the same shape have, whichever project it is. */
export interface CommonWays {
  /** Whether their products open the gate. */
  readonly isInside: boolean;
  readonly ways: readonly ProjectWay[];
  /** Those of them that whoever stays outside has. */
  readonly ungated: readonly ProjectWay[];
  /** What other ways of theirs look like: twice the steps into a group, and 1 more if the group is no actor. */
  readonly kinds: (readonly EdgeType[] | undefined)[];
}

/** Ways to a permission in a project. */
export class ProjectWays implements PermissionWays {
  private readonly entrance: Entrance;
  private readonly room: ProjectRoom;
  readonly given: Given;
  private found: readonly ProjectWay[] = none;
  /** The ways to the holder that was looked at last. */
  private last: { readonly holder: Gift; readonly ways: readonly Way[] } | undefined;

  constructor(entrance: Entrance, room: ProjectRoom, given: Given) {
    this.entrance = entrance;
    this.room = room;
    this.given = given;
    this.last = undefined;
  }

  // ---- found

  /** Not done by the constructor: V8 makes an object in place only where that is short. */
  find(): this {
    const { given, entrance, room } = this;
    if (room.archived && given.permission !== 'BROWSE_PROJECTS') return this;
    const { number } = entrance.standing.shape;
    const common = (given.common[number] ??= this.findCommon());
    if (!common.isInside && !entrance.isPlaced) this.found = common.ungated;
    else {
      const hits = this.hit();
      this.found = hits === 0 ? common.ways : this.merge(common, hits);
    }
    return this;
  }

  private findCommon(): CommonWays {
    const { standing } = this.entrance;
    const { toMany, gate } = this.given;
    const ways = toMany.flatMap((gift) => this.listed(gift, -1, this.toHolder(gift)));
    return {
      isInside: (standing.shape.products & gate.bits) !== 0 || standing.subject === 'logged-in',
      ways: ways.slice(0, mostPaths),
      ungated: ways.filter(({ gift }) => !gift.isGated).slice(0, mostPaths),
      kinds: [],
    };
  }

  /** Looks for the gifts that may reach this subject here, and tells how many there are. */
  private hit(): number {
    const { given, room } = this;
    const { standing, ground } = this.entrance;
    const { hits, actors, around } = ground;
    const found = room.findActors(standing);
    hits.amount = 0;
    for (let index = 0; index < found; index++) {
      const actor = around.places[index] ?? 0;
      const gifts = given.toRoles[actors.list[actor + 1] ?? 0] ?? none;
      for (let at = 0; at < gifts.length; at++) hits.add(gifts[at] ?? 0, actor);
    }
    if (room.leadAtom === standing.atom) for (const gift of given.toLead) hits.add(gift, -1);
    for (let at = 0; at < given.toSome.length; at++) hits.add(given.toSome[at] ?? 0, -1);
    return hits.amount;
  }

  /** The ways by these gifts and those in common, in the order of the gifts. */
  private merge(common: CommonWays, hits: number): readonly ProjectWay[] {
    const { gifts, actors } = this.entrance.ground.hits;
    // In its size: a list that grows takes room for sixteen more.
    const ways = new Array<ProjectWay>(common.ways.length + hits);
    let amount = 0;
    let next = 0;
    for (let hit = 0; hit < hits; hit++) {
      const gift = this.given.gifts[gifts[hit] ?? 0];
      if (gift === undefined) continue;
      for (let way = common.ways[next]; way !== undefined && way.gift.number < gift.number; way = common.ways[++next]) ways[amount++] = way;
      const actor = actors[hit] ?? -1;
      const atom = actor < 0 ? gift.atom : this.atomOf(actor);
      if (atom === unsure) for (const way of this.listed(gift, actor, this.inner(gift, actor))) ways[amount++] = way;
      else amount = this.add(ways, amount, gift, actor, atom, common);
    }
    for (let way = common.ways[next]; way !== undefined; way = common.ways[++next]) ways[amount++] = way;
    if (amount !== ways.length || amount > mostPaths) ways.length = Math.min(amount, mostPaths);
    return ways;
  }

  private add(ways: ProjectWay[], start: number, gift: Gift, actor: number, atom: number, { kinds }: CommonWays): number {
    const { standing } = this.entrance;
    const more = standing.amountTo(atom);
    for (let way = 0; way < more && start + way < mostPaths; way++) {
      const looks = standing.lengthTo(atom, way) * 2 + (actor < 0 ? 1 : 0);
      const known = (kinds[looks] ??= this.kindsOf(gift, actor, this.inner(gift, actor)[way] ?? none));
      ways[start + way] = { gift, actor, way, kinds: known };
    }
    return Math.min(start + more, mostPaths);
  }

  private listed(gift: Gift, actor: number, ways: readonly Way[]): readonly ProjectWay[] {
    return ways.map((inner, way) => ({ gift, actor, way, kinds: this.kindsOf(gift, actor, inner) }));
  }

  private kindsOf(gift: Gift, actor: number, inner: Way): readonly EdgeType[] {
    return this.edges(gift, actor, inner).map(({ type }) => type);
  }

  private atomOf(place: number): number {
    return this.entrance.ground.actors.list[place] ?? unsure;
  }

  // ---- read without a step

  get permission(): string {
    return this.given.permission;
  }

  get amount(): number {
    return this.found.length;
  }

  get isGated(): boolean {
    return this.found.some(({ gift }) => gift.isGated);
  }

  kinds(way: number): readonly EdgeType[] {
    return this.found[way]?.kinds ?? none;
  }

  // ---- read as steps

  path(number: number): Path {
    const found = this.found[number];
    if (found === undefined) return { edges: none };
    const { gift, actor, way } = found;
    return pathOf(this.edges(gift, actor, this.inner(gift, actor)[way] ?? none));
  }

  paths(): readonly Path[] {
    const { amount } = this;
    if (amount === 0) return none;
    const paths = new Array<Path>(amount);
    for (let way = 0; way < amount; way++) paths[way] = this.path(way);
    return paths;
  }

  private edges(gift: Gift, actor: number, inner: Way): Edge[] {
    const { room } = this;
    const [root] = this.entrance.standing.root;
    const entry = actor < 0 ? undefined : room.actor(actor);
    // In its size: a list that grows takes room for sixteen more.
    const edges = new Array<Edge>(
      (root === undefined ? 1 : 2) + inner.length + (entry === undefined ? 0 : 1) + (room.uses === undefined ? 0 : 1),
    );
    let next = 0;
    if (root !== undefined) edges[next++] = root;
    for (const edge of inner) edges[next++] = edge;
    if (entry !== undefined) edges[next++] = room.actorEdge(entry, gift.holder.name);
    edges[next++] = gift.edge;
    if (room.uses !== undefined) edges[next] = room.uses;
    return edges;
  }

  /** The ways to the holder, or to the actor that has its role. */
  private inner(gift: Gift, actor: number): readonly Way[] {
    if (actor < 0) return this.toHolder(gift);
    const { standing } = this.entrance;
    const atom = this.atomOf(actor);
    const entry = atom === unsure ? this.room.actor(actor) : undefined;
    return entry === undefined ? standing.toAtom(atom) : standing.toEntry(entry, true);
  }

  private toHolder(gift: Gift): readonly Way[] {
    if (this.last?.holder !== gift) this.last = { holder: gift, ways: this.entrance.toHolder(gift.holder) };
    return this.last.ways;
  }
}
