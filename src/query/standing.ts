import { below, keyOf } from '../diagnostics/place.js';
import { products, type Product } from '../model/permissions.js';
import type { Holder, Person } from '../model/site.js';
import { placeOfMember } from '../model/written.js';
import type { Surrounded } from './around.js';
import { beginningWith, ending, leadingOn, pathOf, type Edge, type EdgeType, type Path } from './edge.js';
import type { Crowd } from './crowd.js';
import type { Gate } from './gate.js';
import type { Giver, Ground } from './ground.js';
import { bitOf } from './product-bits.js';
import type { ProductWay, Shape } from './shape.js';
import { groupsAround } from './site-index.js';

/** Steps one after the other; they may be shared with other ways. */
export type Way = readonly Edge[];

/** More ways than this are not told apart any more; a policy with that many is read by no person. */
export const mostPaths = 10_000;

/** One subject by itself: whether it is there at all, which groups it is in and how, which products it has. */
export class Standing implements Surrounded {
  // What is read for each question comes first, so that it stands together in memory.
  private readonly ground: Ground;
  readonly crowd: Crowd;
  /** The groups that the subject is in, and some whose membership has ended, from `first` to `end` in the crowd. */
  readonly first: number;
  readonly end: number;
  readonly atom: number;
  /** Whether anything can be held at all: not by people who are gone. */
  readonly isThere: boolean;
  /** The public and the customers of the portal, who are not logged in. */
  readonly isOutside: boolean;
  readonly isClass: boolean;
  private looks: Shape | undefined;
  readonly subject: string;
  /** Undefined for groups and classes. */
  readonly user: string | undefined;
  readonly person: Person | undefined;
  /** The number of a person. */
  private readonly self: number | undefined;
  private ways: Map<number, readonly Way[]> | undefined;
  private declaration: Way | undefined;
  /** By the number of the gate. */
  private through: (readonly Path[] | undefined)[] | undefined;

  constructor(ground: Ground, crowd: Crowd, subject: string) {
    const { site, census } = ground;
    this.ground = ground;
    this.crowd = crowd;
    const user = subject.startsWith('user:') ? subject.slice('user:'.length) : undefined;
    const group = subject.startsWith('group:') ? site.groups.get(subject.slice('group:'.length)) : undefined;
    const self = user === undefined ? undefined : census.personNumber(user);
    const around = groupsAround(
      census,
      self !== undefined ? census.groupsOf(self) : group === undefined ? [] : [census.groupNumber(group.name)],
    );
    this.first = crowd.add(around);
    this.end = this.first + around.length;
    this.atom = self === undefined ? noAtom : self * 2 + 1;
    this.isClass = !subject.includes(':');
    this.person = user === undefined ? undefined : site.people.get(user);
    this.isThere = this.isClass || group?.managedBy === 'idp' || (this.person?.active === true && ground.lives(this.person));
    this.isOutside = subject === 'anyone' || subject === 'portal-customers';
    this.subject = subject;
    this.user = user;
    this.self = self;
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

  /** How many steps every way begins with. */
  get rootLength(): number {
    return this.isClass || !this.isThere ? 0 : 1;
  }

  /** Whether there may be a way to what an atom of a roster stands for. */
  mayBe(atom: number): boolean {
    if (atom < 0) return true;
    return (atom & 1) === 1 ? atom === this.atom : this.ground.around.placeOf(this, atom >> 1) >= 0;
  }

  /** How many ways there are to whom an atom stands for, unless it is unsure. No way is made. */
  amountTo(atom: number): number {
    if ((atom & 1) === 1) return atom === this.atom ? 1 : 0;
    const place = this.ground.around.placeOf(this, atom >> 1);
    if (place < 0) return 0;
    const known = this.crowd.amounts[place] ?? 0;
    return known >= 0 ? known : this.measure(atom >> 1, place);
  }

  /** How many steps one of these ways has. */
  lengthTo(atom: number, way: number): number {
    if ((atom & 1) === 1) return 0;
    if (way > 0) return this.toGroup(atom >> 1)[way]?.length ?? 0;
    return this.crowd.lengths[this.ground.around.placeOf(this, atom >> 1)] ?? 0;
  }

  private measure(number: number, place: number): number {
    const [amount, first] = this.shapeOf(number);
    this.crowd.amounts[place] = amount;
    this.crowd.lengths[place] = first;
    return amount;
  }

  private shapeOf(number: number): [amount: number, first: number] {
    const { site, census } = this.ground;
    const group = site.groups.get(census.groupName(number));
    if (group === undefined) return [0, 0];
    let amount = this.subject === `group:${group.name}` && group.managedBy === 'idp' ? 1 : 0;
    let first = 0;
    for (const member of this.self === undefined ? none : census.entriesOf(number, this.self)) {
      if (!this.ground.lives(member)) continue;
      amount++;
      first = 1;
    }
    for (const { group: included } of group.includes) {
      const atom = census.groupNumber(included) * 2;
      const more = this.amountTo(atom);
      if (amount === 0 && more > 0) first = this.lengthTo(atom, 0) + 1;
      amount = Math.max(amount, Math.min(amount + more, mostPaths));
    }
    return [amount, first];
  }

  /** The first step of all ways that lead through a group. */
  get entering(): EdgeType {
    return this.self === undefined ? 'include' : 'member';
  }

  /** Ways to whom an atom stands for, unless it is unsure. */
  toAtom(atom: number): readonly Way[] {
    if ((atom & 1) === 0) return this.toGroup(atom >> 1);
    return atom === this.atom ? straight : none;
  }

  /** Ways to what an entry names; `open` counts the groups that anybody may join. */
  toEntry({ type, name }: Pick<Holder, 'type' | 'name'>, open: boolean): readonly Way[] {
    if (type === 'user') return name === this.user ? straight : none;
    const group = this.ground.census.groupNumber(name);
    const ways = this.toGroup(group);
    return open && this.ground.isOpening(group) ? [...ways, ...this.throughOpen(name)] : ways;
  }

  private toGroup(group: number): readonly Way[] {
    if (this.ground.around.placeOf(this, group) < 0) return none;
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
    this.through ??= [];
    return (this.through[gate.number] ??= Object.freeze(
      gate.products.flatMap((product) => this.toProduct(product)).map((way) => this.path(way)),
    ));
  }

  hasProduct(product: Product): boolean {
    return (this.shape.products & bitOf(product)) !== 0;
  }

  /** What it has in common with many others. */
  get shape(): Shape {
    return (this.looks ??= this.findShape());
  }

  private findShape(): Shape {
    const sort = !this.isClass ? this.entering : classes.includes(this.subject) ? this.subject : 'none';
    const giving = this.giving();
    const ways: ProductWay[] = [];
    if (giving.length > 0 || this.person !== undefined) for (const product of products) this.addWays(ways, product, giving);
    return this.ground.shape(sort, ways, this.rootLength, this.entering);
  }

  private addWays(ways: ProductWay[], product: Product, giving: readonly number[]): void {
    const bit = bitOf(product);
    for (const access of this.person?.products ?? none)
      if (access.product === product && this.ground.lives(access)) ways.push({ bit, length: 1 });
    for (const { group } of this.givers(product, giving)) {
      const amount = this.amountTo(group * 2);
      for (let way = 0; way < amount; way++) ways.push({ bit, length: this.lengthTo(group * 2, way) + 1 });
    }
  }

  toProduct(product: Product): readonly Way[] {
    const to = `application:${product}`;
    const ways: Way[] = [];
    for (const access of this.person?.products ?? none) {
      if (access.product !== product || !this.ground.lives(access)) continue;
      ways.push([ending({ type: 'product', from: this.subject, to, at: access.at }, access)]);
    }
    for (const { group, edge } of this.givers(product, this.giving()))
      for (const way of this.toGroup(group)) ways.push(leadingOn(way, edge));
    return ways;
  }

  /** The groups around the subject that give a product. */
  private giving(): readonly number[] {
    const { groups } = this.crowd;
    const giving: number[] = [];
    for (let at = this.first; at < this.end; at++) {
      const group = groups[at] ?? 0;
      if (this.ground.productsGivenBy(group) !== 0) giving.push(group);
    }
    return giving;
  }

  /** Those that give this one, in the order of the site. */
  private givers(product: Product, giving: readonly number[]): readonly Giver[] {
    const givers = this.ground.giversOf(product);
    const found: Giver[] = [];
    for (const group of giving) {
      const giver = givers.get(group);
      if (giver !== undefined) found.push(giver);
    }
    return found.length < 2 ? found : found.sort((a, b) => a.order - b.order);
  }
}

export const none: readonly never[] = [];
const classes: readonly string[] = ['anyone', 'logged-in', 'portal-customers'];
/** What no actor has. */
const noAtom = -2;
/** One way, without a step: the subject is named itself. */
const straight: readonly Way[] = [[]];
