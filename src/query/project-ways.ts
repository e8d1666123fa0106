import { pathOf, type Edge, type EdgeType, type Path } from './edge.js';
import type { Entrance } from './entrance.js';
import { reach, ungated, type Gift, type Given } from './gifts.js';
import { unsure } from './ground.js';
import type { ProjectRoom } from './room.js';
import { productWidth } from './product-shape.js';
import { mostPaths, none, type Way } from './standing.js';
import type { Ways } from './ways.js';

/** The numbers of one way: its gift, its actor (a place in the list of all) or -1, which of the ways to the holder or actor, how many steps that one has. */
const width = 4;
/** Of all that have no way; nothing is ever added to it. */
const noNumbers: number[] = [];

/** Ways to a permission in a project, each as a few numbers. */
export class ProjectWays implements Ways {
  private readonly entrance: Entrance;
  private readonly room: ProjectRoom;
  readonly given: Given;
  private numbers: number[] = noNumbers;
  /** The ways to the holder that was looked at last. */
  private last: { readonly gift: number; readonly ways: readonly Way[] } | undefined;

  constructor(entrance: Entrance, room: ProjectRoom, permission: string) {
    this.entrance = entrance;
    this.room = room;
    this.given = room.gifts.of(permission);
    if (!room.archived || permission === 'BROWSE_PROJECTS') this.find(this.given);
  }

  // ---- found as numbers

  private find({ gifts, numbers, gate }: Given): void {
    const { standing, ground } = this.entrance;
    const actors = gifts.length === 0 ? 0 : this.room.findActors(standing);
    const isInside = this.entrance.mayPass(gate.bits);
    for (let index = 0; index < gifts.length; index++) {
      const how = numbers[index * 2] ?? 0;
      const what = numbers[index * 2 + 1] ?? 0;
      if (!isInside && how < ungated) continue;
      if (how === reach.role) {
        for (let found = 0; found < actors; found++) {
          const place = ground.around.places[found] ?? 0;
          if (ground.actors.list[place + 1] === what) this.addActor(index, place);
        }
      } else if (how === reach.atom) this.add(index, -1, what);
      else if (how === reach.loggedIn) this.addStep(index, !standing.isOutside);
      else if (how === reach.lead) this.addStep(index, this.room.leadAtom === standing.atom);
      else if (how === reach.anybody + ungated) this.addStep(index, true);
      else if (how === reach.product && !standing.isClass) this.addProduct(index, what);
      else this.addListed(index, -1, this.toHolder(index));
    }
  }

  private addActor(gift: number, place: number): void {
    const atom = this.atomOf(place);
    const entry = atom === unsure ? this.room.actor(place) : undefined;
    if (entry === undefined) this.add(gift, place, atom);
    else this.addListed(gift, place, this.entrance.standing.toEntry(entry, true));
  }

  private addStep(gift: number, isTaken: boolean): void {
    if (isTaken) this.push(gift, -1, 0, 1);
  }

  private addProduct(gift: number, bit: number): void {
    const productWays = this.entrance.standing.productShape.ways;
    let way = 0;
    for (let at = 0; at < productWays.length; at += productWidth)
      if (productWays[at] === bit) this.push(gift, -1, way++, productWays[at + 1] ?? 0);
  }

  private add(gift: number, actor: number, atom: number): void {
    const { standing } = this.entrance;
    const amount = standing.amountTo(atom);
    for (let way = 0; way < amount; way++) this.push(gift, actor, way, standing.lengthTo(atom, way));
  }

  private addListed(gift: number, actor: number, ways: readonly Way[]): void {
    for (let way = 0; way < ways.length; way++) this.push(gift, actor, way, ways[way]?.length ?? 0);
  }

  private push(gift: number, actor: number, way: number, length: number): void {
    // Most have one way, and a list that grows takes room for sixteen more.
    if (this.numbers.length === 0) this.numbers = [gift, actor, way, length];
    else if (this.numbers.length < mostPaths * width) this.numbers.push(gift, actor, way, length);
  }

  private atomOf(place: number): number {
    return this.entrance.ground.actors.list[place] ?? unsure;
  }

  // ---- read as numbers

  get amount(): number {
    return this.numbers.length / width;
  }

  get isGated(): boolean {
    for (let at = 0; at < this.numbers.length; at += width) {
      const type = this.gift(at)?.holder.type;
      if (type !== 'anyone' && type !== 'guests') return true;
    }
    return false;
  }

  steps(way: number): number {
    const at = way * width;
    const own = this.actor(at) < 0 ? 1 : 2;
    return this.entrance.standing.rootLength + this.length(at) + own + (this.room.uses === undefined ? 0 : 1);
  }

  kind(way: number, step: number): EdgeType {
    const at = way * width;
    const { standing } = this.entrance;
    const inner = step - standing.rootLength;
    if (inner < 0) return 'declared';
    const length = this.length(at);
    const actor = this.actor(at);
    if (inner < length) return this.innerKind(at, inner);
    if (actor >= 0 && inner === length) return 'actor';
    return inner === length + (actor < 0 ? 0 : 1) ? (this.gift(at)?.edge.type ?? 'grant') : 'uses';
  }

  private innerKind(at: number, step: number): EdgeType {
    const actor = this.actor(at);
    const gift = this.gift(at);
    if (actor < 0 && gift?.step !== undefined) return gift.step;
    const atom = actor < 0 ? (gift?.atom ?? unsure) : this.atomOf(actor);
    const { standing } = this.entrance;
    const isProduct = actor < 0 && !standing.isClass && gift?.holder.type === 'application';
    if (isProduct && step === this.length(at) - 1) return 'product';
    if (isProduct || atom !== unsure) return step === 0 ? standing.entering : 'include';
    return this.inner(at)[step]?.type ?? 'class';
  }

  private gift(at: number): Gift | undefined {
    return this.given.gifts[this.numbers[at] ?? 0];
  }

  private actor(at: number): number {
    return this.numbers[at + 1] ?? -1;
  }

  private length(at: number): number {
    return this.numbers[at + 3] ?? 0;
  }

  // ---- read as steps

  path(way: number): Path {
    const at = way * width;
    const [root] = this.entrance.standing.root;
    const gift = this.gift(at);
    const actor = this.actor(at);
    const entry = actor < 0 ? undefined : this.room.actor(actor);
    // In its size: a list that grows takes room for sixteen more.
    const edges = new Array<Edge>(this.steps(way));
    let next = 0;
    if (root !== undefined) edges[next++] = root;
    for (const edge of this.inner(at)) edges[next++] = edge;
    if (entry !== undefined) edges[next++] = this.room.actorEdge(entry, gift?.holder.name ?? '');
    if (gift !== undefined) edges[next++] = gift.edge;
    if (this.room.uses !== undefined) edges[next] = this.room.uses;
    return pathOf(edges);
  }

  paths(): readonly Path[] {
    const { amount } = this;
    if (amount === 0) return none;
    const paths = new Array<Path>(amount);
    for (let way = 0; way < amount; way++) paths[way] = this.path(way);
    return paths;
  }

  /** The steps to the holder, or to the actor that has its role. */
  private inner(at: number): Way {
    const { standing } = this.entrance;
    const way = this.numbers[at + 2] ?? 0;
    const actor = this.actor(at);
    if (actor < 0) return this.toHolder(this.numbers[at] ?? 0)[way] ?? none;
    const atom = this.atomOf(actor);
    const entry = atom === unsure ? this.room.actor(actor) : undefined;
    return (entry === undefined ? standing.toAtom(atom) : standing.toEntry(entry, true))[way] ?? none;
  }

  private toHolder(gift: number): readonly Way[] {
    if (this.last?.gift !== gift) {
      const holder = this.given.gifts[gift]?.holder;
      this.last = { gift, ways: holder === undefined ? none : this.entrance.toHolder(holder) };
    }
    return this.last.ways;
  }
}
