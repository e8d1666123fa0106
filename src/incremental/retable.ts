import { guestMask, isLiving, ownProducts } from '../compile/membership.js';
import { hasEnded } from '../model/ends.js';
import { membersApart } from '../model/members-apart.js';
import { Lowering, type Row } from '../compile/lowering.js';
import { SetTable } from '../compile/set-table.js';
import type { Image } from '../image/image.js';
import {
  includes,
  inOneOnly,
  lazyLists,
  listAt,
  listCount,
  pack,
  subjectCount,
  type Descent,
  type Frame,
  type Lists,
  type Tables,
} from '../matrix/tables.js';
import type { Group, Member, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { affectedThings, type Affected } from './affected.js';
import { numberOf } from '../text/sorted-names.js';
import { renumber, type Renumbered } from './numbering.js';
import type { Replaced } from './relink.js';

export interface RetableInput {
  readonly image: Image;
  /** The image's site with the replaced things. */
  readonly site: Site;
  readonly replaced: Replaced;
  readonly asOf: string;
}

/** Tables of a state that differs from an image by some things, or by the day. */
export interface Retabled {
  readonly tables: Tables;
  /** The groups of each subject; undefined where they would have to be found anew. */
  readonly memberOf: Lists | undefined;
}

/**
 * The compiled tables of the next state, from those of the image: only what changed is lowered again, numbers alone are moved. Undefined
 * where somebody comes back, who may be named anywhere.
 */
export function retable(input: RetableInput): Retabled | undefined {
  const affected = affectedThings(input);
  if (affected === undefined) return undefined;
  const people = peopleNow(input, affected);
  return people === undefined ? undefined : new Retabling(input, affected, people).run();
}

function peopleNow({ image, site, asOf }: RetableInput, { people }: Affected): Renumbered | undefined {
  const known = image.tables.people;
  const gone = new Set<string>();
  const added: string[] = [];
  for (const name of people) {
    const person = site.people.get(name);
    const lived = numberOf(known, name) >= 0;
    const lives = person !== undefined && isLiving(person, asOf);
    if (lived && !lives) gone.add(name);
    if (lived || !lives) continue;
    if (image.of('people').find(name) >= 0) return undefined;
    added.push(name);
  }
  return renumber(known, gone, added.sort(compareBytes));
}

class Retabling {
  private readonly image: Image;
  private readonly old: Tables;
  private readonly site: Site;
  private readonly asOf: string;
  private readonly affected: Affected;
  private readonly people: Renumbered;
  private readonly groups: Renumbered;
  /** Old subject → its number now, -1 if gone; undefined where all kept theirs. */
  private readonly subjects: Int32Array | undefined;
  /** Members of the groups in which they are not what they were. */
  private readonly members = new Map<string, Uint32Array>();

  constructor({ image, site, asOf, replaced }: RetableInput, affected: Affected, people: Renumbered) {
    this.image = image;
    this.old = image.tables;
    this.site = site;
    this.asOf = asOf;
    this.affected = affected;
    this.people = people;
    const { groups } = this.old;
    const named = [...replaced.groups].filter(([name, group]) => (group === undefined) === numberOf(groups, name) >= 0);
    const gone = new Set(named.filter(([, group]) => group === undefined).map(([name]) => name));
    const added = named.filter(([, group]) => group !== undefined).map(([name]) => name);
    this.groups = renumber(groups, gone, added.sort(compareBytes));
    this.subjects = this.subjectNumbers();
  }

  run(): Retabled {
    const { old, people, groups } = this;
    for (const name of this.affected.groups) if (numberOf(groups.names, name) >= 0) this.membersOf(name);
    const subjects = { people: people.names, idpGroups: old.idpGroups };
    const members = this.allMembers();
    const rows = this.lower();
    const giving = this.givingGroups();
    const relicensed = this.relicensed(giving);
    const descent = this.descent(rows, relicensed);
    const tables = {
      ...subjects,
      asOf: this.asOf,
      groups: groups.names,
      members,
      effects: old.effects,
      products: this.products(members, giving, relicensed),
      guestKinds: this.guestKinds(),
      ...this.rows(rows),
      ...(descent === undefined ? {} : { descent }),
    };
    return { tables, memberOf: this.memberOf() };
  }

  /** Undefined where anything has another number than before. */
  private descent(fresh: ReadonlyMap<string, Row | undefined>, subjects: ReadonlySet<number>): Descent | undefined {
    if (this.subjects !== undefined || this.groups.numbers !== undefined) return undefined;
    const rows = new Set<number>();
    for (const [name, row] of fresh) {
      const number = row === undefined ? -1 : numberOf(this.old.resources, name);
      if (number < 0) return undefined;
      rows.add(number);
    }
    const rowsNaming = (group: number): Uint32Array => this.image.rowsNaming(group);
    return { from: this.old, subjects, groups: new Set(this.byGroup().keys()), rows, rowsNaming };
  }

  private subjectNumbers(): Int32Array | undefined {
    const { numbers, names } = this.people;
    if (numbers === undefined) return undefined;
    const all = new Int32Array(subjectCount(this.old));
    all.set(numbers);
    for (let idp = 0; idp < this.old.idpGroups.length; idp++) all[numbers.length + idp] = names.length + idp;
    return all;
  }

  // ---- groups

  /** Sorted subjects, nested ones included. */
  private membersOf(name: string): Uint32Array {
    const known = this.members.get(name);
    if (known !== undefined) return known;
    const made = this.affected.groups.has(name)
      ? (this.moveMembers(name) ?? this.flatten(name))
      : this.kept(listAt(this.old.members, numberOf(this.old.groups, name)));
    if (this.affected.groups.has(name)) this.members.set(name, made);
    return made;
  }

  /** The members before, without those who left and with those who came; undefined where more than entries for people can tell. */
  private moveMembers(name: string): Uint32Array | undefined {
    const groups = this.image.of('groups');
    const [number, thing, is] = [numberOf(this.old.groups, name), groups.find(name), this.site.groups.get(name)];
    if (number < 0 || thing < 0 || is === undefined) return undefined;
    const was = groups.at(thing);
    if (!listsPeopleAlone(was) || !listsPeopleAlone(is)) return undefined;
    if (was === is) return inserted(this.kept(listAt(this.old.members, number)), [], this.numbersOf(this.endedIn(thing)));
    if (this.subjects !== undefined || this.asOf !== this.image.small.asOf) return undefined;
    const apart = membersApart(was.members, is.members);
    const lasting = (members: readonly Member[]): readonly string[] =>
      members.flatMap((member) => (hasEnded(member, this.asOf) ? [] : [member.user]));
    const come = new Set(lasting(apart.is));
    const gone = new Set(apart.was.flatMap(({ user }) => (come.has(user) ? [] : [user])));
    for (const user of lasting(apart.keptOf(gone))) gone.delete(user);
    return inserted(listAt(this.old.members, number), this.numbersOf(come), this.numbersOf(gone));
  }

  /** Whom a group of the image named until a day that has passed since, and by no entry that lasts. */
  private endedIn(group: number): readonly string[] {
    const isOver = (entry: Member): boolean => hasEnded(entry, this.asOf);
    const ended = this.image.datedEntriesOf(group).filter((entry) => isOver(entry) && !hasEnded(entry, this.image.small.asOf));
    const people = this.image.of('people');
    return ended.map(({ user }) => user).filter((user) => this.image.entriesOf(group, people.find(user)).every(isOver));
  }

  private numbersOf(people: Iterable<string>): readonly number[] {
    return Array.from(people, (name) => numberOf(this.people.names, name)).filter((person) => person >= 0);
  }

  private flatten(name: string): Uint32Array {
    const group = this.site.groups.get(name);
    const found = new Set<number>();
    for (const member of group?.members ?? []) {
      const person = hasEnded(member, this.asOf) ? -1 : numberOf(this.people.names, member.user);
      if (person >= 0) found.add(person);
    }
    const idp = numberOf(this.old.idpGroups, name);
    if (idp >= 0) found.add(this.people.names.length + idp);
    for (const included of group?.includes ?? []) for (const subject of this.membersOf(included.group)) found.add(subject);
    return Uint32Array.from(found).sort();
  }

  /** A sorted list of old subjects by their numbers now. */
  private kept(list: Uint32Array): Uint32Array {
    const { subjects } = this;
    if (subjects === undefined) return list;
    const now = new Uint32Array(list.length);
    let size = 0;
    for (const subject of list) {
      const number = subjects[subject] ?? -1;
      if (number >= 0) now[size++] = number;
    }
    return now.subarray(0, size);
  }

  private allMembers(): Lists {
    const { groups, members, old } = this;
    if (groups.numbers === undefined && members.size === 0 && this.subjects === undefined) return old.members;
    if (groups.numbers === undefined && this.subjects === undefined) return withLists(old.members, this.byGroup());
    const oldNumber = inverse(groups, old.groups.length);
    return pack(groups.names.map((name, group) => members.get(name) ?? this.kept(listAt(old.members, oldNumber[group] ?? -1))));
  }

  /** Whoever came into a group or left it has other groups than before. */
  private memberOf(): Lists | undefined {
    if (this.subjects !== undefined || this.groups.numbers !== undefined) return undefined;
    const old = this.image.memberOf;
    const changed = new Map<number, Set<number>>();
    for (const [group, now] of this.byGroup()) {
      for (const subject of inOneOnly(listAt(this.old.members, group), now)) {
        const groups = changed.get(subject) ?? new Set(listAt(old, subject));
        if (!groups.delete(group)) groups.add(group);
        changed.set(subject, groups);
      }
    }
    return withLists(old, new Map(Array.from(changed, ([subject, groups]) => [subject, Uint32Array.from(groups).sort()])));
  }

  private byGroup(): ReadonlyMap<number, Uint32Array> {
    return new Map(Array.from(this.members, ([name, list]) => [numberOf(this.groups.names, name), list]));
  }

  // ---- products

  private products(members: Lists, giving: ReadonlyMap<number, number>, relicensed: ReadonlySet<number>): Uint8Array {
    if (this.subjects === undefined && relicensed.size === 0) return this.old.products;
    const products = this.moved(this.old.products);
    for (const subject of relicensed) {
      const person = this.site.people.get(this.people.names[subject] ?? '');
      let mask = person === undefined ? 0 : ownProducts(person, this.asOf);
      for (const [group, given] of giving) if (includes(members, group, subject)) mask |= given;
      products[subject] = mask;
    }
    return products;
  }

  /** Groups that give products, by number, and the mask of what they give. */
  private givingGroups(): ReadonlyMap<number, number> {
    const { giving } = this.image.small;
    const found = new Map<number, number>();
    for (let at = 0; at < giving.length; at += 2)
      found.set(numberOf(this.groups.names, this.image.of('groups').nameOf(giving[at] ?? -1)), giving[at + 1] ?? 0);
    return found;
  }

  /** Subjects that may hold other products than before: people who changed, and who came into a giving group or left it. */
  private relicensed(giving: ReadonlyMap<number, number>): ReadonlySet<number> {
    const found = new Set<number>();
    for (const name of this.affected.people) {
      const person = numberOf(this.people.names, name);
      if (person >= 0) found.add(person);
    }
    for (const [name, now] of this.members) {
      if (!giving.has(numberOf(this.groups.names, name))) continue;
      const before = this.kept(listAt(this.old.members, numberOf(this.old.groups, name)));
      for (const subject of inOneOnly(before, now)) found.add(subject);
    }
    return found;
  }

  private guestKinds(): Uint8Array {
    if (this.subjects === undefined && this.affected.people.size === 0) return this.old.guestKinds;
    const kinds = this.moved(this.old.guestKinds);
    for (const name of this.affected.people) {
      const number = numberOf(this.people.names, name);
      const person = this.site.people.get(name);
      if (number >= 0 && person !== undefined) kinds[number] = guestMask(person);
    }
    return kinds;
  }

  /** Something that is kept for each subject, by their numbers now. */
  private moved(old: Uint8Array): Uint8Array {
    const { subjects } = this;
    if (subjects === undefined) return old.slice();
    const now = new Uint8Array(this.people.names.length + this.old.idpGroups.length);
    for (const [subject, value] of old.entries()) if ((subjects[subject] ?? -1) >= 0) now[subjects[subject] ?? -1] = value;
    return now;
  }

  // ---- rows

  private lower(): ReadonlyMap<string, Row | undefined> {
    const { site, affected, image } = this;
    const open = new Set(image.small.open.map((name) => numberOf(this.groups.names, name)));
    const known = (number: number): number | undefined => (number < 0 ? undefined : number);
    const lowering = new Lowering({
      asOf: this.asOf,
      effects: this.old.effects,
      scheme: (name) => site.schemes.get(name),
      numbers: {
        person: (id) => known(numberOf(this.people.names, id)),
        group: (name) => known(numberOf(this.groups.names, name)),
        isOpen: (group) => open.has(group),
      },
    });
    const rows = new Map<string, Row | undefined>();
    for (const name of affected.projects)
      rows.set(
        `project:${name}`,
        lowered(site.projects.get(name), (project) => lowering.project(project)),
      );
    for (const name of affected.spaces)
      rows.set(
        `space:${name}`,
        lowered(site.spaces.get(name), (space) => lowering.space(space)),
      );
    for (const name of affected.channels)
      rows.set(
        `channel:${name}`,
        lowered(site.channels.get(name), (channel) => lowering.channel(channel)),
      );
    if (affected.about) rows.set('site', lowering.wholeSite(site.about));
    return rows;
  }

  private rows(
    fresh: ReadonlyMap<string, Row | undefined>,
  ): Pick<Tables, 'resources' | 'rowFrames' | 'rowTerms' | 'rowGuests' | 'frames' | 'sets'> {
    const { old } = this;
    const gone = new Set([...fresh].flatMap(([name, row]) => (row === undefined ? [name] : [])));
    const added = [...fresh.keys()].filter((name) => !gone.has(name) && numberOf(old.resources, name) < 0);
    const resources = renumber(old.resources, gone, added.sort(compareBytes));
    const moving = this.movingAtoms();
    const sets = new SetTable();
    const before = listCount(old.sets);
    const frames: Frame[] = [...old.frames];
    const terms = new Map<number, Uint32Array>();
    const guests = new Map<number, Uint32Array>();
    const newFrames = new Map<number, number>();
    for (const [name, row] of fresh) {
      if (row === undefined) continue;
      const number = numberOf(resources.names, name);
      terms.set(number, Uint32Array.from(row.terms.flatMap(({ effect, atoms }) => [before + sets.id(atoms), effect])));
      guests.set(number, Uint32Array.from(row.guests));
      newFrames.set(number, frameNumber(frames, row.frame));
    }
    const oldNumber = resources.numbers === undefined ? undefined : inverse(resources, old.resources.length);
    return {
      resources: resources.names,
      frames,
      sets: joined(moving === undefined ? old.sets : movedSets(old.sets, moving), sets.lists()),
      rowFrames: this.rowFrames(oldNumber, newFrames),
      rowTerms: oldNumber === undefined ? withLists(old.rowTerms, terms) : renumberedLists(old.rowTerms, oldNumber, terms),
      rowGuests: this.rowGuests(oldNumber, guests),
    };
  }

  private rowFrames(oldNumber: Int32Array | undefined, replaced: ReadonlyMap<number, number>): Uint32Array {
    if (oldNumber === undefined && replaced.size === 0) return this.old.rowFrames;
    const frames =
      oldNumber === undefined ? this.old.rowFrames.slice() : Uint32Array.from(oldNumber, (row) => this.old.rowFrames[row] ?? 0);
    for (const [row, frame] of replaced) frames[row] = frame;
    return frames;
  }

  private rowGuests(oldNumber: Int32Array | undefined, replaced: ReadonlyMap<number, Uint32Array>): Lists {
    const { rowGuests } = this.old;
    if (this.subjects === undefined)
      return oldNumber === undefined ? withLists(rowGuests, replaced) : renumberedLists(rowGuests, oldNumber, replaced);
    const numbers = oldNumber ?? Int32Array.from({ length: this.old.resources.length }, (_, row) => row);
    return pack(Array.from(numbers, (number, row) => replaced.get(row) ?? this.kept(listAt(rowGuests, number))));
  }

  /** Old atom → atom now, -1 if gone; undefined where all are as they were. */
  private movingAtoms(): ((atom: number) => number) | undefined {
    const { subjects, groups } = this;
    if (subjects === undefined && groups.numbers === undefined) return undefined;
    return (atom) => {
      const numbers = atom & 1 ? subjects : groups.numbers;
      if (numbers === undefined) return atom;
      const now = numbers[atom >> 1] ?? -1;
      return now < 0 ? -1 : now * 2 + (atom & 1);
    };
  }
}

function listsPeopleAlone({ includes: included, managedBy }: Group): boolean {
  return included.length === 0 && managedBy !== 'idp';
}

/** A sorted list with some numbers, and without others. */
function inserted(list: Uint32Array, come: readonly number[], gone: readonly number[]): Uint32Array {
  const [fresh, lost] = [new Set(come), new Set(gone)];
  const without = list.filter((number) => {
    fresh.delete(number);
    return !lost.has(number);
  });
  if (fresh.size === 0) return without;
  const all = new Uint32Array(without.length + fresh.size);
  all.set(without);
  all.set([...fresh], without.length);
  return all.sort();
}

function lowered<T>(thing: T | undefined, lower: (thing: T) => Row): Row | undefined {
  return thing === undefined ? undefined : lower(thing);
}

/** By new number, the old one; -1 for what is new. */
function inverse({ names, numbers }: Renumbered, size: number): Int32Array {
  const old = new Int32Array(names.length).fill(-1);
  for (let number = 0; number < size; number++) {
    const now = numbers === undefined ? number : (numbers[number] ?? -1);
    if (now >= 0) old[now] = number;
  }
  return old;
}

function frameNumber(frames: Frame[], frame: Frame): number {
  const key = JSON.stringify(frame);
  const known = frames.findIndex((each) => each.kind === frame.kind && each.base === frame.base && JSON.stringify(each) === key);
  return known >= 0 ? known : frames.push(frame) - 1;
}

function movedSets({ starts, values }: Lists, move: (atom: number) => number): Lists {
  const now = { starts: new Uint32Array(starts.length), values: new Uint32Array(values.length) };
  let size = 0;
  for (let set = 0; set + 1 < starts.length; set++) {
    const start = size;
    for (let at = starts[set] ?? 0; at < (starts[set + 1] ?? 0); at++) {
      const atom = move(values[at] ?? 0);
      if (atom >= 0) now.values[size++] = atom;
    }
    // Groups and people are numbered apart, so their order among each other may change.
    now.values.subarray(start, size).sort();
    now.starts[set + 1] = size;
  }
  return { starts: now.starts, values: now.values.subarray(0, size) };
}

function joined(a: Lists, b: Lists): Lists {
  const [before, added] = [listCount(a), listCount(b)];
  if (added === 0) return a;
  const at = (list: number): Uint32Array => (list < before ? listAt(a, list) : listAt(b, list - before));
  return lazyLists({ count: before + added, at }, () => copiedTogether(a, b));
}

function copiedTogether(a: Lists, b: Lists): Lists {
  const offset = a.values.length;
  const starts = new Uint32Array(a.starts.length + b.starts.length - 1);
  starts.set(a.starts);
  for (let list = 1; list < b.starts.length; list++) starts[a.starts.length + list - 1] = offset + (b.starts[list] ?? 0);
  const values = new Uint32Array(offset + b.values.length);
  values.set(a.values);
  values.set(b.values, offset);
  return { starts, values };
}

/** The lists with some replaced, by number. */
function withLists(old: Lists, replaced: ReadonlyMap<number, Uint32Array>): Lists {
  if (replaced.size === 0) return old;
  const at = (list: number): Uint32Array => replaced.get(list) ?? listAt(old, list);
  return lazyLists({ count: listCount(old), at }, () => copiedWith(old, replaced));
}

/** Runs that stay are copied whole. */
function copiedWith(old: Lists, replaced: ReadonlyMap<number, Uint32Array>): Lists {
  const amount = old.starts.length - 1;
  const numbers = [...replaced.keys()].sort((a, b) => a - b);
  const starts = new Uint32Array(amount + 1);
  const runs: (readonly [from: number, to: number, shift: number])[] = [];
  let shift = 0;
  let next = 0;
  for (const number of [...numbers, amount]) {
    for (let list = next; list <= number; list++) starts[list] = (old.starts[list] ?? 0) + shift;
    runs.push([old.starts[next] ?? 0, old.starts[number] ?? 0, shift]);
    shift += (replaced.get(number)?.length ?? 0) - ((old.starts[number + 1] ?? 0) - (old.starts[number] ?? 0));
    next = number + 1;
  }
  const values = new Uint32Array(starts[amount] ?? 0);
  for (const [from, to, by] of runs) values.set(old.values.subarray(from, to), from + by);
  for (const [number, list] of replaced) values.set(list, starts[number]);
  return { starts, values };
}

/** `amount` lists: the replaced ones, and for the others the old ones, by the number they had. */
function renumberedLists(old: Lists, oldNumber: Int32Array, replaced: ReadonlyMap<number, ArrayLike<number>>): Lists {
  return pack(Array.from(oldNumber, (number, list) => Uint32Array.from(replaced.get(list) ?? listAt(old, number))));
}
