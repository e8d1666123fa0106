import { below, keyOf } from '../diagnostics/place.js';
import type { Product } from '../model/permissions.js';
import type { Entry, Person, Site, Timed } from '../model/site.js';
import { placeOfMember } from '../model/written.js';
import type { Edge } from './edge.js';
import { indexOf, type SiteIndex } from './site-index.js';

/** Steps one after the other; they may be shared with other ways. */
export type Way = readonly Edge[];

/** More ways than this are not told apart any more; a policy with that many is read by no person. */
export const mostPaths = 10_000;

/** A site on a day, and what is found out about it that is the same for every subject. */
export class Ground {
  readonly site: Site;
  readonly asOf: string;
  readonly index: SiteIndex;
  private openings: ReadonlySet<string> | undefined;
  private readonly givers = new Map<Product, ReadonlyMap<string, Giver>>();

  constructor(site: Site, asOf: string) {
    this.site = site;
    this.asOf = asOf;
    this.index = indexOf(site);
  }

  lives({ until }: Timed): boolean {
    return until === undefined || until >= this.asOf;
  }

  /** Whether a group, or one that it includes, may be joined by anybody. */
  isOpening(group: string): boolean {
    this.openings ??= this.around(this.index.openGroups());
    return this.openings.size > 0 && this.openings.has(group);
  }

  /** Some groups and all that include them, directly or not. */
  around(groups: Iterable<string>): ReadonlySet<string> {
    const around = new Set(groups);
    for (const group of around) for (const outer of this.index.groupsIncluding(group)) around.add(outer);
    return around;
  }

  /** The groups that give a product. */
  giversOf(product: Product): ReadonlyMap<string, Giver> {
    const known = this.givers.get(product);
    if (known !== undefined) return known;
    const found = new Map(
      Array.from(this.index.groupsGiving(product), (group, order) => [group, { group, order, edge: this.productEdge(group, product) }]),
    );
    this.givers.set(product, found);
    return found;
  }

  private productEdge(name: string, product: Product): Edge {
    const group = this.site.groups.get(name);
    const own =
      group === undefined || group.madeBy !== undefined ? group?.at : below(group.at, 'products', group.products.indexOf(product));
    return { type: 'product', from: `group:${name}`, to: `application:${product}`, ...(own === undefined ? {} : { at: own }) };
  }
}

interface Giver {
  readonly group: string;
  /** Its turn in the order of the site. */
  readonly order: number;
  /** The step from the group to the product. */
  readonly edge: Edge;
}

/** One subject by itself: whether it is there at all, which groups it is in and how, which products it has. */
export class Standing {
  readonly subject: string;
  /** Undefined for groups and classes. */
  readonly user: string | undefined;
  readonly person: Person | undefined;
  readonly isClass: boolean;
  /** Where the subject is declared; nothing for classes, and for people who are gone. */
  readonly root: Way;
  private readonly ground: Ground;
  private around: ReadonlySet<string> | undefined;
  private readonly ways = new Map<string, readonly Way[]>();

  constructor(ground: Ground, subject: string) {
    this.ground = ground;
    this.subject = subject;
    this.user = subject.startsWith('user:') ? subject.slice('user:'.length) : undefined;
    this.person = this.user === undefined ? undefined : ground.site.people.get(this.user);
    this.isClass = !subject.includes(':');
    this.root = this.declared();
  }

  /** Whether anything can be held at all. */
  get isThere(): boolean {
    return this.isClass || this.root.length > 0;
  }

  /** The public and the customers of the portal, who are not logged in. */
  get isOutside(): boolean {
    return this.subject === 'anyone' || this.subject === 'portal-customers';
  }

  private declared(): Way {
    const { subject, person, ground } = this;
    if (person !== undefined)
      return person.active && ground.lives(person)
        ? [{ type: 'declared', from: subject, to: subject, at: keyOf(person.at), ...ends(person) }]
        : [];
    const group = subject.startsWith('group:') ? ground.site.groups.get(subject.slice('group:'.length)) : undefined;
    return group?.managedBy === 'idp' ? [{ type: 'declared', from: subject, to: subject, at: below(group.at, 'name') }] : [];
  }

  /** Ways to what an entry names; `open` counts the groups that anybody may join. */
  toEntry({ type, name }: Pick<Entry, 'type' | 'name'>, open: boolean): readonly Way[] {
    if (type === 'user') return name === this.user ? straight : none;
    const ways = this.toGroup(name);
    return open && this.ground.isOpening(name) ? [...ways, ...this.throughOpen(name)] : ways;
  }

  /** Ways into a group. */
  toGroup(name: string): readonly Way[] {
    if (!this.groups().has(name)) return none;
    const known = this.ways.get(name);
    if (known !== undefined) return known;
    const found = this.findGroup(name);
    this.ways.set(name, found);
    return found;
  }

  /** The groups that the subject is in, and some whose membership has ended. */
  private groups(): ReadonlySet<string> {
    return (this.around ??= this.ground.around(this.ownGroups()));
  }

  private ownGroups(): Iterable<string> {
    if (this.user !== undefined) return this.ground.index.groupsOf(this.user);
    return this.subject.startsWith('group:') ? [this.subject.slice('group:'.length)] : none;
  }

  private findGroup(name: string): readonly Way[] {
    const { site, index } = this.ground;
    const group = site.groups.get(name);
    if (group === undefined) return none;
    const to = `group:${name}`;
    const ways: Way[] = this.subject === to && group.managedBy === 'idp' ? [[]] : [];
    for (const member of this.user === undefined ? none : (index.entriesOf?.(name, this.user) ?? group.members)) {
      if (member.user !== this.user || !this.ground.lives(member)) continue;
      ways.push([{ type: 'member', from: this.subject, to, at: placeOfMember(member, below(group.at, 'members')), ...ends(member) }]);
    }
    for (const { group: included, at } of group.includes) {
      for (const way of this.toGroup(included))
        if (ways.length < mostPaths) ways.push([...way, { type: 'include', from: `group:${included}`, to, at }]);
    }
    return ways;
  }

  /** Ways into a group through one that anybody may join. */
  private throughOpen(name: string): readonly Way[] {
    const group = this.ground.site.groups.get(name);
    if (group === undefined || this.isOutside || !this.ground.isOpening(name)) return none;
    const to = `group:${name}`;
    const ways: Way[] = group.managedBy === 'open' ? [[{ type: 'joins', from: this.subject, to, at: below(group.at, 'managedBy') }]] : [];
    for (const { group: included, at } of group.includes)
      for (const way of this.throughOpen(included)) ways.push([...way, { type: 'include', from: `group:${included}`, to, at }]);
    return ways;
  }

  hasProduct(product: Product): boolean {
    if (this.person?.products.some((access) => access.product === product && this.ground.lives(access)) === true) return true;
    const givers = this.ground.giversOf(product);
    for (const group of this.groups()) if (givers.has(group) && this.toGroup(group).length > 0) return true;
    return false;
  }

  toProduct(product: Product): readonly Way[] {
    const to = `application:${product}`;
    const ways: Way[] = [];
    for (const access of this.person?.products ?? []) {
      if (access.product !== product || !this.ground.lives(access)) continue;
      ways.push([{ type: 'product', from: this.subject, to, at: access.at, ...ends(access) }]);
    }
    const givers = this.ground.giversOf(product);
    const giving = [...this.groups()].flatMap((group) => givers.get(group) ?? []).sort((a, b) => a.order - b.order);
    for (const { group, edge } of giving) for (const way of this.toGroup(group)) ways.push([...way, edge]);
    return ways;
  }
}

export const none: readonly never[] = [];
/** One way, without a step: the subject is named itself. */
const straight: readonly Way[] = [[]];

export function ends({ until }: Timed): { readonly until?: string } {
  return until === undefined ? {} : { until };
}
