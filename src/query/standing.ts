import { below, keyOf } from '../diagnostics/place.js';
import type { Product } from '../model/permissions.js';
import type { Holder, Person } from '../model/site.js';
import { placeOfMember } from '../model/written.js';
import { beginningWith, ending, leadingOn, pathOf, type Edge, type Path } from './edge.js';
import type { Gate } from './gate.js';
import { bitOf, type Giver, type Ground } from './ground.js';
import { groupsAround } from './site-index.js';

/** Steps one after the other; they may be shared with other ways. */
export type Way = readonly Edge[];

/** More ways than this are not told apart any more; a policy with that many is read by no person. */
export const mostPaths = 10_000;

/** One subject by itself: whether it is there at all, which groups it is in and how, which products it has. */
export class Standing {
  readonly subject: string;
  /** Undefined for groups and classes. */
  readonly user: string | undefined;
  readonly person: Person | undefined;
  readonly isClass: boolean;
  /** Whether anything can be held at all: not by people who are gone. */
  readonly isThere: boolean;
  private readonly ground: Ground;
  /** The number of a person. */
  private readonly self: number | undefined;
  /** The groups that the subject is in, and some whose membership has ended; sorted. */
  private readonly around: readonly number[];
  private ways: Map<number, readonly Way[]> | undefined;
  private declaration: Way | undefined;
  private held: number | undefined;
  private readonly through = new Map<Gate, readonly Path[]>();

  constructor(ground: Ground, subject: string) {
    const { site, census } = ground;
    this.ground = ground;
    this.subject = subject;
    this.user = subject.startsWith('user:') ? subject.slice('user:'.length) : undefined;
    this.person = this.user === undefined ? undefined : site.people.get(this.user);
    this.isClass = !subject.includes(':');
    const group = subject.startsWith('group:') ? site.groups.get(subject.slice('group:'.length)) : undefined;
    this.isThere = this.isClass || group?.managedBy === 'idp' || (this.person?.active === true && ground.lives(this.person));
    this.self = this.user === undefined ? undefined : census.personNumber(this.user);
    this.around = groupsAround(
      census,
      this.self !== undefined ? census.groupsOf(this.self) : group === undefined ? [] : [census.groupNumber(group.name)],
    );
  }

  /** The public and the customers of the portal, who are not logged in. */
  get isOutside(): boolean {
    return this.subject === 'anyone' || this.subject === 'portal-customers';
  }

  /** Where the subject is declared; nothing for classes, and for people who are gone. */
  get root(): Way {
    return (this.declaration ??= this.isClass || !this.isThere ? none : [this.declared()]);
  }

  private declared(): Edge {
    const { subject, person, ground } = this;
    if (person !== undefined) return ending({ type: 'declared', from: subject, to: subject, at: keyOf(person.at) }, person);
    const at = ground.site.groups.get(subject.slice('group:'.length))?.at;
    return { type: 'declared', from: subject, to: subject, ...(at === undefined ? {} : { at: below(at, 'name') }) };
  }

  /** Whether there may be a way to what an atom of a roster stands for. */
  mayBe(atom: number): boolean {
    if (atom < 0) return true;
    return (atom & 1) === 1 ? atom >> 1 === this.self : this.ground.around.has(this.around, atom >> 1);
  }

  /** Ways to whom an atom stands for, unless it is unsure. */
  toAtom(atom: number): readonly Way[] {
    if ((atom & 1) === 0) return this.toGroup(atom >> 1);
    return atom >> 1 === this.self ? straight : none;
  }

  /** Ways to what an entry names; `open` counts the groups that anybody may join. */
  toEntry({ type, name }: Pick<Holder, 'type' | 'name'>, open: boolean): readonly Way[] {
    if (type === 'user') return name === this.user ? straight : none;
    const group = this.ground.census.groupNumber(name);
    const ways = this.toGroup(group);
    return open && this.ground.isOpening(group) ? [...ways, ...this.throughOpen(name)] : ways;
  }

  private toGroup(group: number): readonly Way[] {
    if (!this.ground.around.has(this.around, group)) return none;
    const known = this.ways?.get(group);
    if (known !== undefined) return known;
    const found = this.findGroup(group);
    (this.ways ??= new Map<number, readonly Way[]>()).set(group, found);
    return found;
  }

  private findGroup(number: number): readonly Way[] {
    const { site, census } = this.ground;
    const name = census.groupName(number);
    const group = site.groups.get(name);
    if (group === undefined) return none;
    const to = `group:${name}`;
    const ways: Way[] = this.subject === to && group.managedBy === 'idp' ? [[]] : [];
    for (const member of this.self === undefined ? none : census.entriesOf(number, this.self)) {
      if (!this.ground.lives(member)) continue;
      ways.push([ending({ type: 'member', from: this.subject, to, at: placeOfMember(member, below(group.at, 'members')) }, member)]);
    }
    for (const { group: included, at } of group.includes) {
      for (const way of this.toGroup(census.groupNumber(included)))
        if (ways.length < mostPaths) ways.push(leadingOn(way, { type: 'include', from: `group:${included}`, to, at }));
    }
    return ways;
  }

  /** Ways into a group through one that anybody may join. */
  private throughOpen(name: string): readonly Way[] {
    const { site, census } = this.ground;
    const group = site.groups.get(name);
    if (group === undefined || this.isOutside || !this.ground.isOpening(census.groupNumber(name))) return none;
    const to = `group:${name}`;
    const ways: Way[] = group.managedBy === 'open' ? [[{ type: 'joins', from: this.subject, to, at: below(group.at, 'managedBy') }]] : [];
    for (const { group: included, at } of group.includes)
      for (const way of this.throughOpen(included)) ways.push(leadingOn(way, { type: 'include', from: `group:${included}`, to, at }));
    return ways;
  }

  /** A way from the subject, with its beginning. */
  path(way: Way): Path {
    const [root] = this.root;
    return pathOf(root === undefined ? way : beginningWith(root, way));
  }

  /** The ways through a gate, by products alone; they are the same wherever the gate is. */
  pathsThrough(gate: Gate): readonly Path[] {
    const known = this.through.get(gate);
    if (known !== undefined) return known;
    const ways = gate.products.flatMap((product) => this.toProduct(product));
    const paths = Object.freeze(ways.map((way) => this.path(way)));
    this.through.set(gate, paths);
    return paths;
  }

  hasProduct(product: Product): boolean {
    this.held ??= this.heldProducts();
    return (this.held & bitOf(product)) !== 0;
  }

  private heldProducts(): number {
    let held = 0;
    for (const access of this.person?.products ?? none) if (this.ground.lives(access)) held |= bitOf(access.product);
    for (const group of this.around) {
      const given = this.ground.productsGivenBy(group);
      if ((given & ~held) !== 0 && this.toGroup(group).length > 0) held |= given;
    }
    return held;
  }

  toProduct(product: Product): readonly Way[] {
    const to = `application:${product}`;
    const ways: Way[] = [];
    for (const access of this.person?.products ?? none) {
      if (access.product !== product || !this.ground.lives(access)) continue;
      ways.push([ending({ type: 'product', from: this.subject, to, at: access.at }, access)]);
    }
    for (const { group, edge } of this.givers(product)) for (const way of this.toGroup(group)) ways.push(leadingOn(way, edge));
    return ways;
  }

  /** The groups around the subject that give a product, in the order of the site. */
  private givers(product: Product): readonly Giver[] {
    const givers = this.ground.giversOf(product);
    if (givers.size === 0) return none;
    const found: Giver[] = [];
    for (const group of this.around) {
      const giver = givers.get(group);
      if (giver !== undefined) found.push(giver);
    }
    return found.length < 2 ? found : found.sort((a, b) => a.order - b.order);
  }
}

export const none: readonly never[] = [];
/** One way, without a step: the subject is named itself. */
const straight: readonly Way[] = [[]];
