import type { Product } from '../model/permissions.js';
import type { Member, Site } from '../model/site.js';

/**
 * A site told backwards: from a person to groups, from a group to those around it. With it a question about one subject looks at
 * nothing else of the site. All names are those of groups the site has; each comes once.
 */
export interface SiteIndex {
  /** The groups that list a person themselves, whether or not the membership has ended. */
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

const indices = new WeakMap<Site, SiteIndex>();

/** The index of a site: the one it was given, or else one built by a single walk over its groups, and kept as long as the site. */
export function indexOf(site: Site): SiteIndex {
  const known = indices.get(site);
  if (known !== undefined) return known;
  const built = new WalkedIndex(site);
  indices.set(site, built);
  return built;
}

/** Whoever knows a site from elsewhere spares it the walk: every later question about the site asks this index. */
export function useIndex(site: Site, index: SiteIndex): void {
  indices.set(site, index);
}

/** Memberships stand in flat arrays, two numbers each, since a large site has a million of them. */
class WalkedIndex implements SiteIndex {
  private readonly site: Site;
  private readonly names: readonly string[];
  private readonly people = new Map<string, number>();
  /** Memberships of person `i` are those from `starts[i]` to `starts[i + 1]`. */
  private readonly starts: Uint32Array;
  private readonly groups: Uint32Array;
  private readonly positions: Uint32Array;
  private readonly including = new Map<string, string[]>();
  private readonly giving = new Map<Product, string[]>();
  private readonly open: string[] = [];

  constructor(site: Site) {
    this.site = site;
    this.names = [...site.groups.keys()];
    const amounts: number[] = [];
    for (const { name, members, includes, products, managedBy } of site.groups.values()) {
      for (const { user } of members) {
        const person = this.people.get(user) ?? this.people.size;
        if (person === amounts.length) this.people.set(user, amounts.push(0) - 1);
        amounts[person] = (amounts[person] ?? 0) + 1;
      }
      for (const { group } of includes) append(this.including, group, name);
      for (const product of products) append(this.giving, product, name);
      if (managedBy === 'open') this.open.push(name);
    }
    this.starts = startsOf(amounts);
    this.groups = new Uint32Array(this.starts.at(-1) ?? 0);
    this.positions = new Uint32Array(this.groups.length);
    this.fill();
  }

  private fill(): void {
    const next = this.starts.slice();
    let number = 0;
    for (const { members } of this.site.groups.values()) {
      for (const [position, { user }] of members.entries()) {
        const person = this.people.get(user) ?? 0;
        const slot = next[person] ?? 0;
        this.groups[slot] = number;
        this.positions[slot] = position;
        next[person] = slot + 1;
      }
      number++;
    }
  }

  groupsOf(user: string): readonly string[] {
    const person = this.people.get(user);
    if (person === undefined) return [];
    const found: string[] = [];
    let last = -1;
    for (let at = this.starts[person] ?? 0; at < (this.starts[person + 1] ?? 0); at++) {
      const number = this.groups[at] ?? 0;
      if (number !== last) found.push(this.names[number] ?? '');
      last = number;
    }
    return found;
  }

  entriesOf(group: string, user: string): readonly Member[] {
    const person = this.people.get(user);
    const members = this.site.groups.get(group)?.members;
    if (person === undefined || members === undefined) return [];
    const found: Member[] = [];
    for (let at = this.starts[person] ?? 0; at < (this.starts[person + 1] ?? 0); at++) {
      const member = this.names[this.groups[at] ?? 0] === group ? members[this.positions[at] ?? 0] : undefined;
      if (member !== undefined) found.push(member);
    }
    return found;
  }

  groupsIncluding(group: string): readonly string[] {
    return this.including.get(group) ?? [];
  }

  groupsGiving(product: Product): readonly string[] {
    return this.giving.get(product) ?? [];
  }

  openGroups(): readonly string[] {
    return this.open;
  }
}

function startsOf(amounts: readonly number[]): Uint32Array {
  const starts = new Uint32Array(amounts.length + 1);
  for (const [index, amount] of amounts.entries()) starts[index + 1] = (starts[index] ?? 0) + amount;
  return starts;
}

function append<K>(lists: Map<K, string[]>, key: K, name: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [name]);
  else if (list.at(-1) !== name) list.push(name);
}
