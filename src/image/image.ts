import type { Place } from '../diagnostics/place.js';
import type { Effects } from '../matrix/effects.js';
import { effectsFrom } from '../matrix/plain-effects.js';
import { lazyLists, listAt, wholeLists, type Lists, type Tables } from '../matrix/tables.js';
import type { KnownOwner, OwnedKind } from '../model/owners.js';
import type { About, Member } from '../model/site.js';
import type { Traits } from '../model/traits.js';
import { lazyList, wholeList } from '../text/lazy-list.js';
import { kindOf, nameOf } from '../text/reference.js';
import { ImageError, type ByteSource } from './byte-source.js';
import { Files } from './files.js';
import { siteKinds, type SiteKind, type Thing, type ThingOf } from '../model/site-kinds.js';
import { Sections, type Column } from './sections.js';
import { textsIn, ValueReader, type TextOf } from './values.js';
import { findSlot } from './name-slots.js';
import { ownerOfNumber } from './owner-number.js';
import { traitsOfNumber } from './traits-number.js';
import { rowKinds } from './row-kinds.js';
import type { Small } from './write-image.js';

/** The things of one kind, in the order of the files, each read when it is asked for. */
export interface Things<T> {
  readonly size: number;
  nameOf(thing: number): string;
  /** -1 where there is none of that name. */
  find(name: string): number;
  at(thing: number): T;
}

/** What `writeImage` kept, read by parts. Every method throws an ImageError where bytes are missing or make no sense. */
export class Image {
  readonly small: Small;
  private readonly sections: Sections;
  private readonly texts: TextOf;
  private readonly reader: ValueReader;
  private readonly things = new Map<SiteKind, KeptThings<Thing>>();
  private readTables: Tables | undefined;
  private readMemberOf: Lists | undefined;
  private readAbout: About | undefined;
  private readFiles: Files | undefined;
  private readonly traits = new Map<number, Traits>();
  private readonly owners = new Map<number, KnownOwner | undefined>();

  constructor(source: ByteSource) {
    this.sections = new Sections(source);
    this.small = JSON.parse(this.sections.text('small')) as Small;
    this.texts = textsIn(this.sections.column('texts.starts'), (from, to) => this.sections.within('texts.bytes', from, to));
    this.reader = new ValueReader(this.texts, this.small.shapes);
  }

  get about(): About {
    return (this.readAbout ??= placed(this.reader.read(this.sections.bytes('about'), 2)) as About);
  }

  get tables(): Tables {
    return (this.readTables ??= this.readAllTables());
  }

  /** The things in which something ends on a day from `first` to `last`, day by day. */
  endsBetween(first: string, last: string): readonly (readonly [until: string, kind: SiteKind | 'about', thing: number])[] {
    return this.small.endDays.flatMap((day, index) => {
      if (day < first || day > last) return [];
      const things = this.sections.listAt('ends', index);
      return Array.from(
        { length: things.length / 2 },
        (_, at) => [day, siteKinds[things[at * 2] ?? -1] ?? 'about', things[at * 2 + 1] ?? 0] as const,
      );
    });
  }

  /** The rows of the tables that name a group, sorted. */
  rowsNaming(group: number): Uint32Array {
    return this.sections.listAt('tables.rowsNaming', group);
  }

  /** Reads all that the tables may be asked for later, when it would be too late to find that something is damaged. */
  readWhole(): void {
    const { people, groups, resources, members, sets, rowTerms } = this.tables;
    for (const names of [people, groups, resources]) wholeList(names);
    for (const lists of [members, sets, rowTerms, this.memberOf]) wholeLists(lists);
  }

  /** The groups of each subject, sorted. */
  get memberOf(): Lists {
    return (this.readMemberOf ??= this.lists('tables.memberOf'));
  }

  get files(): Files {
    return (this.readFiles ??= new Files(this.sections));
  }

  of<K extends SiteKind>(kind: K): Things<ThingOf<K>> {
    return this.kept(kind) as Things<unknown> as Things<ThingOf<K>>;
  }

  /** What a file, by its number, declares. */
  inFile(file: number): readonly (readonly [kind: SiteKind, thing: number])[] {
    const things = this.sections.listAt('files.things', file);
    const found: [SiteKind, number][] = [];
    for (let at = 0; at < things.length; at += 2) {
      const kind = siteKinds[things[at] ?? -1];
      if (kind === undefined) throw new ImageError('The image has things of an unknown kind.');
      found.push([kind, things[at + 1] ?? 0]);
    }
    return found;
  }

  /** Whether the name of a thing stands in any thing but these. */
  isMentionedOutside(kind: SiteKind, thing: number, things: readonly (readonly [kind: SiteKind, thing: number])[]): boolean {
    const { name, uses } = this.kept(kind).usesOf(thing);
    let inside = 0;
    for (const [each, number] of things) inside += this.kept(each).count(number, name);
    return uses > inside;
  }

  /** The entries of a group that have a last day, among others that are more than a name, without reading those that are not. */
  datedEntriesOf(group: number): readonly Member[] {
    return this.kept('groups').oddMembers(group);
  }

  /** The entries of a group that name a person, without reading the others. */
  entriesOf(group: number, person: number): readonly Member[] {
    return this.kept('groups').membersNaming(group, person);
  }

  /** The members of a group, from whoever knows them already. Whether there are as many as are kept, or they are not used. */
  tellMembers(group: string, members: readonly Member[]): boolean {
    const groups = this.kept('groups');
    const thing = groups.find(group);
    return thing >= 0 && groups.tellMembers(thing, members);
  }

  /** Whether a group has an entry that names a person. */
  hasEntryOf(group: number, person: number): boolean {
    return this.kept('groups').hasMember(group, person);
  }

  /** What is asked of very many people, told without reading them; undefined where there is nobody of that name. */
  traitsOf(name: string): Traits | undefined {
    const person = this.kept('people').find(name);
    if (person < 0) return undefined;
    const number = this.sections.number('people.traits', person);
    let traits = this.traits.get(number);
    if (traits === undefined) this.traits.set(number, (traits = traitsOfNumber(number, this.texts)));
    return traits;
  }

  /** Who answers for a thing of that name, told without reading it; undefined says nothing. */
  ownerOf(kind: OwnedKind, name: string): KnownOwner | undefined {
    const thing = this.kept(kind).find(name);
    if (thing < 0) return undefined;
    const number = this.sections.number(`${kind}.owners`, thing);
    if (!this.owners.has(number))
      this.owners.set(
        number,
        ownerOfNumber(number, (owner) => this.kept(owner.type === 'user' ? 'people' : 'groups').nameOf(owner.thing)),
      );
    return this.owners.get(number);
  }

  /** The projects that use a scheme, by number. */
  projectsOf(scheme: string): readonly number[] {
    const schemes = this.kept('schemes');
    const thing = schemes.find(scheme);
    if (thing < 0) return [];
    const { name } = schemes.usesOf(thing);
    const found: number[] = [];
    const used = this.sections.numbers('projects.schemes');
    for (let project = used.indexOf(name); project >= 0; project = used.indexOf(name, project + 1)) found.push(project);
    return found;
  }

  private kept(kind: SiteKind): KeptThings<Thing> {
    let things = this.things.get(kind);
    if (things === undefined) {
      things = new KeptThings<Thing>(this.sections, kind, { texts: this.texts, reader: this.reader, people: () => this.kept('people') });
      this.things.set(kind, things);
    }
    return things;
  }

  private readAllTables(): Tables {
    const { sections, small } = this;
    return {
      asOf: small.asOf,
      people: this.namesOf('people'),
      idpGroups: split(sections.text('tables.idpGroups')),
      products: sections.bytes('tables.products'),
      guestKinds: sections.bytes('tables.guestKinds'),
      groups: this.namesOf('groups'),
      members: this.lists('tables.members'),
      effects: keptEffects(small),
      frames: small.frames,
      sets: this.lists('tables.sets'),
      resources: this.resourceNames(),
      rowFrames: sections.numbers('tables.rowFrames'),
      rowTerms: this.lists('tables.rowTerms'),
      rowGuests: listsIn(sections, 'tables.rowGuests'),
    };
  }

  /** Lists that are read one by one, until so much was asked for that all of them cost no more. */
  private lists(name: string): Lists {
    const { sections } = this;
    let whole: Lists | undefined;
    const read = (): Lists => (whole ??= listsIn(sections, name));
    const count = sections.column(`${name}.starts`).length - 1;
    let left = sections.column(`${name}.values`).length;
    const at = (list: number): Uint32Array => {
      if (whole !== undefined || left < 0) return listAt(read(), list);
      const found = sections.listAt(name, list);
      left -= found.length + numbersInTheTimeOfALook;
      return found;
    };
    return lazyLists({ count, at }, read);
  }

  /** The names of the people or groups of the tables. */
  private namesOf(kind: 'people' | 'groups'): readonly string[] {
    const things = this.kept(kind);
    const numbers = this.sections.column(`tables.${kind}.things`);
    return this.tableNames(kind, numbers.length, {
      at: (number) => things.nameOf(numbers.at(number) ?? -1),
      find: (name) => this.numberOf(kind, name),
    });
  }

  private resourceNames(): readonly string[] {
    const things = this.sections.column('tables.resources.things');
    return this.tableNames('resources', things.length / 2, {
      at: (row) => {
        const kind = siteKinds[things.at(row * 2) ?? -1];
        const type = rowKinds.find(([each]) => each === kind)?.[1];
        return kind === undefined || type === undefined ? theSite : `${type}:${this.kept(kind).nameOf(things.at(row * 2 + 1) ?? -1)}`;
      },
      find: (resource) => {
        const named = kindOf(resource);
        const kind = rowKinds.find(([, type]) => type === named)?.[0];
        return kind === undefined ? wholeList(this.tables.resources).indexOf(resource) : this.numberOf(kind, nameOf(resource));
      },
    });
  }

  private tableNames(
    name: string,
    length: number,
    { at, find }: { readonly at: (number: number) => string; readonly find: (name: string) => number },
  ): readonly string[] {
    let all: readonly string[] | undefined;
    const whole = (): readonly string[] => (all ??= split(this.sections.text(`tables.${name}`)));
    // Of many, reading all is less work.
    let left = length / 2;
    const one = (number: number): string => (all === undefined && left-- > 0 ? at(number) : (whole()[number] ?? ''));
    return lazyList(length, one, { whole, find });
  }

  /** The number of a thing in the tables; -1 where they have none of that name. */
  private numberOf(kind: SiteKind, name: string): number {
    const thing = this.kept(kind).find(name);
    return thing < 0 ? -1 : this.sections.number(`${kind}.numbers`, thing) - 1;
  }
}

/** Of a whole table, so many numbers are read in the time that looking for one list takes, roughly. */
const numbersInTheTimeOfALook = 64;

/** The row of the site itself. */
const theSite = 'site';

function listsIn(sections: Sections, name: string): Lists {
  return { starts: sections.numbers(`${name}.starts`), values: sections.numbers(`${name}.values`) };
}

/** Kinds of things that have members. */
const membersKinds: ReadonlySet<SiteKind> = new Set<SiteKind>(['groups', 'channels', 'collaborations']);

/** Members are read when they are asked for: a group may have very many. */
function addMembers(thing: object, read: () => unknown): void {
  let members: unknown;
  Object.defineProperty(thing, 'members', { get: () => (members ??= read()), enumerable: true });
}

function split(text: string): readonly string[] {
  return text === '' ? [] : text.split('\0');
}

/** A thing whose place was written before it. */
function placed([at, rest]: readonly unknown[]): { readonly at: Place } {
  return Object.assign(rest as object, { at: at as Place });
}

function keptEffects(small: Small): Effects {
  const effects = effectsFrom(small);
  if (effects === undefined) throw new ImageError('The image repeats an effect.');
  return effects;
}

/** What the values of an image are read with. */
interface KeptValues {
  readonly texts: TextOf;
  readonly reader: ValueReader;
  readonly people: () => KeptThings<Thing>;
}

class KeptThings<T extends Thing> implements Things<T> {
  readonly size: number;
  private readonly sections: Sections;
  private readonly kind: SiteKind;
  private readonly texts: TextOf;
  private readonly reader: ValueReader;
  private readonly names: Column;
  private readonly people: () => KeptThings<Thing>;
  private readonly read = new Map<number, T>();
  private readonly found = new Map<string, number>();
  private readonly told = new Map<number, readonly Member[]>();

  constructor(sections: Sections, kind: SiteKind, { texts, reader, people }: KeptValues) {
    this.sections = sections;
    this.kind = kind;
    this.texts = texts;
    this.reader = reader;
    this.people = people;
    this.names = sections.column(`${kind}.names`);
    this.size = this.names.length;
  }

  nameOf(thing: number): string {
    const name = this.readName(thing);
    // Who was told a name mostly comes back with it.
    this.found.set(name, thing);
    return name;
  }

  private readName(thing: number): string {
    return this.texts(this.names.at(thing) ?? -1);
  }

  find(name: string): number {
    let thing = this.found.get(name);
    if (thing === undefined) {
      thing = findSlot(this.sections.column(`${this.kind}.slots`), name, (each) => this.readName(each));
      this.found.set(name, thing);
    }
    return thing;
  }

  at(thing: number): T {
    let found = this.read.get(thing);
    if (found === undefined) {
      const whole = placed(this.reader.read(this.bytes(thing), 2));
      if (membersKinds.has(this.kind)) addMembers(whole, () => this.members(thing, whole.at));
      found = whole as T;
      this.read.set(thing, found);
    }
    return found;
  }

  tellMembers(thing: number, members: readonly Member[]): boolean {
    const isWhole = members.length > 0 && this.listed(thing).length === members.length;
    if (isWhole) this.told.set(thing, members);
    return isWhole;
  }

  private members(thing: number, home: Place): readonly unknown[] {
    const told = this.told.get(thing);
    if (told !== undefined) return told;
    const odd = this.oddMembers(thing, home);
    const listed = this.listed(thing);
    if (listed.length === 0) return odd;
    const members: Member[] = Array.from(listed, (person, index) => ({ user: this.people().nameOf(person), index }));
    for (const member of odd) members[member.index] = member;
    return members;
  }

  /** The entries among the members of a thing that name a person. */
  membersNaming(thing: number, person: number): readonly Member[] {
    const listed = this.listed(thing);
    if (listed.length > 0 && !listed.includes(person)) return [];
    const name = this.people().names.at(person) ?? -1;
    const odd = this.odd(thing, (bytes, start) => this.reader.itemsWith(bytes, start, this.at(thing).at, name) as readonly Member[]);
    if (listed.length === 0) return odd;
    const found: Member[] = [];
    for (let index = listed.indexOf(person); index >= 0; index = listed.indexOf(person, index + 1))
      found.push(odd.find((member) => member.index === index) ?? { user: this.people().nameOf(person), index });
    return found;
  }

  /** Whether an entry among the members of a thing names a person. */
  hasMember(thing: number, person: number): boolean {
    const listed = this.listed(thing);
    return listed.length > 0 ? listed.includes(person) : this.membersNaming(thing, person).length > 0;
  }

  /** Members that are more than a name. */
  oddMembers(thing: number, home = this.at(thing).at): readonly Member[] {
    return this.odd(thing, (bytes, start) => this.reader.readAt(bytes, start, home) as readonly Member[]);
  }

  private odd(thing: number, read: (bytes: Uint8Array, start: number) => readonly Member[]): readonly Member[] {
    const start = this.sections.number(`${this.kind}.apart`, thing);
    return start === 0 ? [] : read(this.bytes(thing), start - this.sections.number(`${this.kind}.starts`, thing));
  }

  /** The text that is a thing's name, and how often it stands in the values of the whole image. */
  usesOf(thing: number): { readonly name: number; readonly uses: number } {
    const name = this.names.at(thing) ?? -1;
    return { name, uses: name < 0 ? 0 : this.sections.number('texts.uses', name) };
  }

  /** How often a text stands in a thing. */
  count(thing: number, text: number): number {
    let count = this.reader.count(this.bytes(thing), text);
    for (const person of this.listed(thing)) if (this.people().names.at(person) === text) count++;
    return count;
  }

  /** Members that are people in the order of the file. */
  private listed(thing: number): Uint32Array {
    return this.sections.listAt(`${this.kind}.members`, thing);
  }

  private bytes(thing: number): Uint8Array {
    const starts = `${this.kind}.starts`;
    return this.sections.within(`${this.kind}.values`, this.sections.number(starts, thing), this.sections.number(starts, thing + 1));
  }
}
