import type { Product } from '../model/permissions.js';
import type { Member, Site } from '../model/site.js';

/**
 * A site told backwards: from a person to groups, from a group to those around it. With it a question about one subject looks at
 * nothing else of the site. All names are those of groups the site has; each comes once.
 */
export interface SiteIndex {
  /** The groups that list a person themselves, whether or not the membership has ended, in the order of the site. */
  groupsOf(user: string): Iterable<string>;
  /** The entries of a group that name a person, in their order. Left out: the members of that group are searched. */
  entriesOf?(group: string, user: string): Iterable<Member>;
  /** The groups that include a group directly. */
  groupsIncluding(group: string): Iterable<string>;
  /** The groups whose membership gives a product, in the order of the site. */
  groupsGiving(product: Product): Iterable<string>;
  /** The groups that anybody may join. */
  openGroups(): Iterable<string>;
}

/** The same with people and groups as numbers, which are given out as they are asked for. */
export interface Census {
  personNumber(user: string): number;
  groupNumber(name: string): number;
  groupName(group: number): string;
  /** The groups that list a person; a new list. */
  groupsOf(person: number): number[];
  entriesOf(group: number, person: number): Iterable<Member>;
  groupsIncluding(group: number): readonly number[];
  groupsGiving(product: Product): readonly number[];
  openGroups(): readonly number[];
}

const censuses = new WeakMap<Site, Census>();

/** The census of a site: of the index it was given, or else made by a single walk over its groups. It is kept as long as the site. */
export function censusOf(site: Site): Census {
  const known = censuses.get(site);
  if (known !== undefined) return known;
  const made = new WalkedCensus(site);
  censuses.set(site, made);
  return made;
}

/** The entries of a group that name a person: found by the census if there is one already, else by reading the list. */
export function membershipsIn(site: Site, group: string, user: string): Iterable<Member> {
  const census = censuses.get(site);
  if (census !== undefined) return census.entriesOf(census.groupNumber(group), census.personNumber(user));
  return site.groups.get(group)?.members.filter((member) => member.user === user) ?? none;
}

/** Whoever knows a site from elsewhere spares it the walk: every later question about the site asks this index. Call it before the first. */
export function useIndex(site: Site, index: SiteIndex): void {
  censuses.set(site, new IndexedCensus(site, index));
}

/** Adds to some groups all that include them, directly or not; sorted. */
export function groupsAround(census: Census, groups: number[]): readonly number[] {
  let known: Set<number> | undefined;
  // Grows as it goes.
  for (const group of groups) {
    for (const outer of census.groupsIncluding(group)) {
      known ??= new Set(groups);
      if (!known.has(outer)) groups.push(outer);
      known.add(outer);
    }
  }
  return isAscending(groups) ? groups : groups.sort((a, b) => a - b);
}

function isAscending(numbers: readonly number[]): boolean {
  for (let index = 1; index < numbers.length; index++) if ((numbers[index] ?? 0) < (numbers[index - 1] ?? 0)) return false;
  return true;
}

/** Numbers for names, in the order in which they come. */
class Numbering {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

class IndexedCensus implements Census {
  private readonly site: Site;
  private readonly index: SiteIndex;
  private readonly people = new Numbering();
  private readonly groups = new Numbering();

  constructor(site: Site, index: SiteIndex) {
    this.site = site;
    this.index = index;
  }

  personNumber(user: string): number {
    return this.people.of(user);
  }

  groupNumber(name: string): number {
    return this.groups.of(name);
  }

  groupName(group: number): string {
    return this.groups.names[group] ?? '';
  }

  groupsOf(person: number): number[] {
    return this.numbersOf(this.index.groupsOf(this.people.names[person] ?? ''));
  }

  entriesOf(group: number, person: number): Iterable<Member> {
    const name = this.groupName(group);
    const user = this.people.names[person] ?? '';
    return this.index.entriesOf?.(name, user) ?? this.site.groups.get(name)?.members.filter((member) => member.user === user) ?? [];
  }

  groupsIncluding(group: number): readonly number[] {
    return this.numbersOf(this.index.groupsIncluding(this.groupName(group)));
  }

  groupsGiving(product: Product): readonly number[] {
    return this.numbersOf(this.index.groupsGiving(product));
  }

  openGroups(): readonly number[] {
    return this.numbersOf(this.index.openGroups());
  }

  private numbersOf(names: Iterable<string>): number[] {
    return Array.from(names, (name) => this.groups.of(name));
  }
}

/** Memberships stand in flat arrays, two numbers each, since a large site has a million of them. */
class WalkedCensus implements Census {
  private readonly site: Site;
  private readonly people = new Numbering();
  private readonly groups = new Numbering();
  /** Memberships of person `i` are those from `starts[i]` to `starts[i + 1]`, by group. */
  private readonly starts: Uint32Array;
  private readonly memberOf: Uint32Array;
  private readonly positions: Uint32Array;
  private readonly including = new Map<number, number[]>();
  private readonly giving = new Map<Product, number[]>();
  private readonly open: number[] = [];

  constructor(site: Site) {
    this.site = site;
    for (const name of site.groups.keys()) this.groups.of(name);
    const amounts: number[] = [];
    for (const { name, members, includes, products, managedBy } of site.groups.values()) {
      const number = this.groups.of(name);
      for (const { user } of members) {
        const person = this.people.of(user);
        amounts[person] = (amounts[person] ?? 0) + 1;
      }
      for (const { group } of includes) append(this.including, this.groups.of(group), number);
      for (const product of products) append(this.giving, product, number);
      if (managedBy === 'open') this.open.push(number);
    }
    this.starts = startsOf(amounts);
    this.memberOf = new Uint32Array(this.starts.at(-1) ?? 0);
    this.positions = new Uint32Array(this.memberOf.length);
    this.fill();
  }

  private fill(): void {
    const next = this.starts.slice();
    for (const { name, members } of this.site.groups.values()) {
      const group = this.groups.of(name);
      for (let position = 0; position < members.length; position++) {
        const person = this.people.of(members[position]?.user ?? '');
        const slot = next[person] ?? 0;
        this.memberOf[slot] = group;
        this.positions[slot] = position;
        next[person] = slot + 1;
      }
    }
  }

  personNumber(user: string): number {
    return this.people.of(user);
  }

  groupNumber(name: string): number {
    return this.groups.of(name);
  }

  groupName(group: number): string {
    return this.groups.names[group] ?? '';
  }

  groupsOf(person: number): number[] {
    const found: number[] = [];
    let last = -1;
    for (let at = this.starts[person] ?? 0; at < (this.starts[person + 1] ?? 0); at++) {
      const group = this.memberOf[at] ?? 0;
      if (group !== last) found.push(group);
      last = group;
    }
    return found;
  }

  entriesOf(group: number, person: number): readonly Member[] {
    const found: Member[] = [];
    for (let at = this.starts[person] ?? 0; at < (this.starts[person + 1] ?? 0); at++) {
      if (this.memberOf[at] !== group) continue;
      const member = this.site.groups.get(this.groupName(group))?.members[this.positions[at] ?? 0];
      if (member !== undefined) found.push(member);
    }
    return found;
  }

  groupsIncluding(group: number): readonly number[] {
    return this.including.get(group) ?? none;
  }

  groupsGiving(product: Product): readonly number[] {
    return this.giving.get(product) ?? none;
  }

  openGroups(): readonly number[] {
    return this.open;
  }
}

const none: readonly never[] = [];

function startsOf(amounts: readonly number[]): Uint32Array {
  const starts = new Uint32Array(amounts.length + 1);
  for (const [index, amount] of amounts.entries()) starts[index + 1] = (starts[index] ?? 0) + amount;
  return starts;
}

function append<K>(lists: Map<K, number[]>, key: K, number: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [number]);
  else if (list.at(-1) !== number) list.push(number);
}
