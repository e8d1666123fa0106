import { productMask } from '../matrix/evaluate.js';
import { hasEnded } from '../model/ends.js';
import { listedPeople, type ListedPeople } from '../model/listed-people.js';
import type { Group, Member, Person, Site } from '../model/site.js';
import { sortByBytes } from '../text/compare.js';

/** Subjects and groups as numbers; who is in which group; who holds which product. */
export interface Membership {
  /** Living people, sorted by bytes; subject numbers count on with the `idp` groups. */
  readonly people: readonly string[];
  readonly idpGroups: readonly string[];
  readonly groups: readonly string[];
  readonly personIndex: ReadonlyMap<string, number>;
  readonly groupIndex: ReadonlyMap<string, number>;
  /** Sorted subjects of each group, nested ones included. */
  readonly members: readonly Uint32Array[];
  /** Groups that anybody may join, or that include one. */
  readonly open: ReadonlySet<number>;
  readonly products: Uint8Array;
  readonly guestKinds: Uint8Array;
}

export function compileMembership(site: Site, asOf: string): Membership {
  const people: string[] = [];
  /** Those who have products of their own, or are declared to be guests. */
  const special: Person[] = [];
  for (const person of site.people.values()) {
    if (!isLiving(person, asOf)) continue;
    people.push(person.name);
    if (person.products.length > 0 || person.guest.length > 0) special.push(person);
  }
  sortByBytes(people);
  const groups = sortByBytes([...site.groups.keys()]);
  const idpGroups = groups.filter((name) => site.groups.get(name)?.managedBy === 'idp');
  const personIndex = indexOf(people);
  const groupIndex = indexOf(groups);
  const idpIndex = indexOf(idpGroups);
  const flat = new Flattening(site, asOf, personIndex, idpIndex);
  const members = groups.map((name) => flat.membersOf(name));
  const open = new Set(groups.flatMap((name, index) => (flat.isOpen(name) ? [index] : [])));
  const products = new Uint8Array(people.length + idpGroups.length);
  const guestKinds = new Uint8Array(products.length);
  for (const person of special) {
    const subject = personIndex.get(person.name) ?? -1;
    products[subject] = ownProducts(person, asOf);
    guestKinds[subject] = guestMask(person);
  }
  for (const [index, name] of groups.entries()) addGroupProducts(site.groups.get(name), members[index], products);
  return { people, idpGroups, groups, personIndex, groupIndex, members, open, products, guestKinds };
}

function indexOf(names: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const name of names) index.set(name, index.size);
  return index;
}

/** Whether a person has access at all. */
export function isLiving(person: Person, asOf: string): boolean {
  return person.active && !hasEnded(person, asOf);
}

/** The mask of the products that a person has without any group. */
export function ownProducts({ products }: Person, asOf: string): number {
  return productMask(products.filter((access) => !hasEnded(access, asOf)).map(({ product }) => product));
}

/** What kinds of guest a person is declared to be, as the tables have it. */
export function guestMask({ guest }: Person): number {
  return (guest.includes('confluence') ? 1 : 0) | (guest.includes('jira') ? 2 : 0);
}

function addGroupProducts(group: Group | undefined, members: Uint32Array | undefined, products: Uint8Array): void {
  const mask = productMask(group?.products ?? []);
  if (mask === 0) return;
  for (const subject of members ?? []) products[subject] = (products[subject] ?? 0) | mask;
}

const noSubjects = new Int32Array();

/** Members of groups with all they include, each group worked out once. */
class Flattening {
  private readonly done = new Map<string, Uint32Array>();
  private readonly opened = new Map<string, boolean>();
  private readonly site: Site;
  private readonly asOf: string;
  private readonly personIndex: ReadonlyMap<string, number>;
  private readonly idpIndex: ReadonlyMap<string, number>;
  private readonly listed: ListedPeople | undefined;
  /** By the number that a list has for a person, that of the subject; -1 for whoever is gone. */
  private readonly subjects: Int32Array;

  constructor(site: Site, asOf: string, personIndex: ReadonlyMap<string, number>, idpIndex: ReadonlyMap<string, number>) {
    this.site = site;
    this.asOf = asOf;
    this.personIndex = personIndex;
    this.idpIndex = idpIndex;
    this.listed = listedPeople.get(site);
    this.subjects = this.listed?.byNumber((name) => personIndex.get(name) ?? -1) ?? noSubjects;
  }

  membersOf(name: string): Uint32Array {
    const known = this.done.get(name);
    if (known !== undefined) return known;
    const group = this.site.groups.get(name);
    const included = (group?.includes ?? []).map((inclusion) => this.membersOf(inclusion.group));
    const own = group?.members ?? [];
    const all = new Uint32Array(included.reduce((sum, { length }) => sum + length, own.length + 1));
    let size = this.addOwn(own, all);
    const idp = this.idpIndex.get(name);
    if (idp !== undefined) all[size++] = this.personIndex.size + idp;
    for (const each of included) {
      all.set(each, size);
      size += each.length;
    }
    const members = sortedUnique(all.subarray(0, size));
    this.done.set(name, members);
    return members;
  }

  isOpen(name: string): boolean {
    const known = this.opened.get(name);
    if (known !== undefined) return known;
    const group = this.site.groups.get(name);
    const open = group?.managedBy === 'open' || (group?.includes.some((included) => this.isOpen(included.group)) ?? false);
    this.opened.set(name, open);
    return open;
  }

  /** Writes the subjects of those whose membership lasts, and who live; how many they are. */
  private addOwn(members: readonly Member[], into: Uint32Array): number {
    const listed = this.listed?.of(members);
    let size = 0;
    for (let index = 0; index < members.length; index++) {
      const member = members[index];
      if (member === undefined || hasEnded(member, this.asOf)) continue;
      const subject = listed === undefined ? (this.personIndex.get(member.user) ?? -1) : (this.subjects[listed[index] ?? -1] ?? -1);
      if (subject >= 0) into[size++] = subject;
    }
    return size;
  }
}

/** The same numbers sorted, each once; sorts them where they are. */
function sortedUnique(all: Uint32Array): Uint32Array {
  all.sort();
  let unique = 0;
  for (let at = 0; at < all.length; at++) if (at === 0 || all[at] !== all[at - 1]) all[unique++] = all[at] ?? 0;
  return all.slice(0, unique);
}
