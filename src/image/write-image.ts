import { productMask } from '../matrix/evaluate.js';
import { plainEffects, type PlainEffects } from '../matrix/plain-effects.js';
import { invert, listAt, pack, subjectCount, type Lists, type Tables } from '../matrix/tables.js';
import { ownedKinds, ownOwner } from '../model/owners.js';
import { listedPeople, type ListedPeople } from '../model/listed-people.js';
import type { Declared, Entry, Member, Ref, Site } from '../model/site.js';
import { traitsOf } from '../model/traits.js';
import { compareBytes } from '../text/compare.js';
import { kindOf, nameOf } from '../text/reference.js';
import { writeFiles, type ImageFile } from './files.js';
import { siteKinds, type SiteKind, type Thing } from '../model/site-kinds.js';
import { ownerNumber, type NumberedOwner } from './owner-number.js';
import { packTexts } from './pack-texts.js';
import { ThingNumbers } from './thing-numbers.js';
import { traitsNumber } from './traits-number.js';
import { slotsOf } from './name-slots.js';
import { rowKinds } from './row-kinds.js';
import { SectionWriter } from './sections.js';
import { Shapes, TextTable, ValueWriter } from './values.js';

export interface ImageInput {
  readonly site: Site;
  readonly tables: Tables;
  /** All policy files. */
  readonly files: readonly ImageFile[];
}

/** What else is kept with the numbers and texts: little, or asked for as a whole. */
export interface Small extends PlainEffects {
  readonly asOf: string;
  readonly shapes: readonly (readonly string[])[];
  /** Days that are the last of something, sorted. */
  readonly endDays: readonly string[];
  /** Old names that things claim: kind, thing's number. */
  readonly renamed: readonly (readonly [kind: SiteKind, thing: number])[];
  /** Which group includes which: two numbers for each pair. */
  readonly includes: readonly number[];
  /** Groups that give products: a number and the mask of the products for each. */
  readonly giving: readonly number[];
  /** Names of the groups that anybody may join, or that include one. */
  readonly open: readonly string[];
  /** Resources that guardrails and tests name. */
  readonly named: readonly string[];
  readonly frames: Tables['frames'];
}

/**
 * A linked site with its compiled tables as bytes, piece by piece, from which single things can be read: what is derived from all the policies of
 * one state, so that the next state costs no more than what changed. Pieces may be the memory of the tables.
 */
export function writeImage({ site, tables, ...input }: ImageInput): readonly Uint8Array[] {
  const files = input.files.toSorted((a, b) => compareBytes(a.path, b.path));
  const sections = new SectionWriter();
  const texts = new TextTable();
  const shapes = new Shapes();
  const ends = new Map<string, number[]>();
  const addEnds = (days: readonly string[], kind: number, thing: number): void => {
    for (const day of days) {
      const known = ends.get(day) ?? [];
      ends.set(day, known);
      known.push(kind, thing);
    }
  };
  const renamed: Small['renamed'][number][] = [];
  const inFiles = new ThingsInFiles(files);
  const numbers = new ThingNumbers(texts);
  const listed = new NumberedMembers(site, numbers);
  for (const [number, kind] of siteKinds.entries()) {
    const things = [...site[kind].values()];
    const written = writeThings(things, { texts, shapes, listed });
    if (isNumbered.has(kind)) numbers.add(kind, written.names);
    sections.add(`${kind}.values`, written.values);
    sections.add(`${kind}.starts`, written.starts);
    sections.add(`${kind}.names`, written.names);
    writeLists(sections, `${kind}.members`, written.listed);
    sections.add(`${kind}.apart`, written.apart);
    sections.add(`${kind}.slots`, slotsOf(things.map(({ name }) => name)));
    for (const [index, thing] of things.entries()) {
      addEnds(written.ends[index] ?? [], number, index);
      if (thing.formerly !== undefined) renamed.push([kind, index]);
      inFiles.add(thing.at.file, number, index);
    }
  }
  const about = new ValueWriter(texts, shapes);
  about.write(site.about.at);
  about.writeWithout(site.about, placeAlone, site.about.at);
  sections.add('about', about.bytes());
  addEnds(about.takeEnds(), noThing, 0);
  const endDays = [...ends.keys()].sort();
  writeLists(sections, 'ends', pack(endDays.map((day) => ends.get(day) ?? [])));
  sections.add('projects.schemes', schemesOf(site, texts));
  writeOwners(sections, site, numbers);
  sections.add(
    'people.traits',
    Uint32Array.from(site.people.values(), (person) => traitsNumber(traitsOf(person), texts)),
  );
  writeLists(sections, 'files.things', pack(inFiles.all));
  writeFiles(sections, files);
  writeTables(sections, tables);
  writeNumbers(sections, site, tables, numbers);
  writeTexts(sections, texts);
  const small: Small = {
    asOf: tables.asOf,
    shapes: shapes.all,
    endDays,
    renamed,
    ...groupsOf(site, numbers),
    named: [...namedIn([...site.guardrails.values(), ...site.tests.values()])],
    ...plainEffects(tables.effects),
    frames: tables.frames,
  };
  sections.text('small', JSON.stringify(small));
  return sections.pieces();
}

/** Kinds of things that others are told of by number. */
const isNumbered: ReadonlySet<SiteKind> = new Set<SiteKind>(['people', 'groups', ...rowKinds.map(([kind]) => kind)]);

/** The place is written first, since others are relative to it; members last, since there may be very many, and few who ask. */
const placeAlone: ReadonlySet<string> = new Set(['at']);
const placeAndMembers: ReadonlySet<string> = new Set(['at', 'members']);

function arePeople(members: readonly (Member | Entry)[]): members is readonly Member[] {
  return members.every((member, index) => 'user' in member && member.index === index);
}

/** Whether there is more to a member than who it is. */
function isMore({ until, reason, at }: Member): boolean {
  return until !== undefined || reason !== undefined || at !== undefined;
}

interface WrittenThings {
  readonly values: Uint8Array;
  readonly starts: Uint32Array;
  readonly names: Uint32Array;
  /** Of each thing its members, as numbers of people, where they are people in the order of the file. */
  readonly listed: Lists;
  /** Where members of a thing begin that are more than a name; 0 where there are none. */
  readonly apart: Uint32Array;
  /** The last days in each thing. */
  readonly ends: readonly (readonly string[])[];
}

interface WritingThings {
  readonly texts: TextTable;
  readonly shapes: Shapes;
  readonly listed: NumberedMembers;
}

function writeThings(things: readonly Thing[], { texts, shapes, listed: known }: WritingThings): WrittenThings {
  const writer = new ValueWriter(texts, shapes);
  const starts = new Uint32Array(things.length + 1);
  const names = new Uint32Array(things.length);
  const apart = new Uint32Array(things.length);
  const listed: Uint32Array[] = [];
  const ends: (readonly string[])[] = [];
  for (const [index, thing] of things.entries()) {
    names[index] = texts.id(thing.name);
    const members: readonly (Member | Entry)[] = 'members' in thing ? thing.members : [];
    writer.write(thing.at);
    writer.writeWithout(thing, placeAndMembers, thing.at);
    const numbers = arePeople(members) ? known.numbersOf(members) : undefined;
    listed.push(numbers ?? nobody);
    const odd = numbers === undefined ? members : (members as readonly Member[]).filter(isMore);
    if (odd.length > 0) {
      apart[index] = writer.size;
      writer.write(odd, thing.at);
    }
    ends.push(writer.takeEnds());
    starts[index + 1] = writer.size;
  }
  return { values: writer.bytes(), starts, names, apart, listed: pack(listed), ends };
}

const nobody = new Uint32Array();

/** Of lists where people stand alone, who they are: as linking noted it, so that few have to be looked up by their names. */
class NumberedMembers {
  private readonly numbers: ThingNumbers;
  private readonly noted: ListedPeople | undefined;
  /** The person that each noted number leads to; to be asked for once people are written. */
  private people: Int32Array | undefined;

  constructor(site: Site, numbers: ThingNumbers) {
    this.numbers = numbers;
    this.noted = listedPeople.get(site);
  }

  /** Counts each as one more place where the name stands. Undefined where somebody is not in the site. */
  numbersOf(members: readonly Member[]): Uint32Array | undefined {
    const noted = this.noted?.of(members);
    const numbers = new Uint32Array(members.length);
    for (const [index, { user }] of members.entries()) {
      const person = noted === undefined ? this.numbers.find('people', user) : (this.byNumber()[noted[index] ?? -1] ?? -1);
      if (person < 0) return undefined;
      numbers[index] = person;
    }
    for (const person of numbers) this.numbers.use('people', person);
    return numbers;
  }

  private byNumber(): Int32Array {
    return (this.people ??= this.noted?.byNumber((name) => this.numbers.find('people', name)) ?? new Int32Array());
  }
}

/** Which things each file declares, as their kinds and numbers in turns. */
class ThingsInFiles {
  readonly all: readonly number[][];
  private readonly files: readonly ImageFile[];
  private readonly places: ReadonlyMap<string, number>;
  /** Where the last one was: the next is mostly in the same file, or in the one behind it. */
  private last = 0;

  constructor(files: readonly ImageFile[]) {
    this.files = files;
    this.all = files.map(() => []);
    this.places = new Map(files.map(({ path }, index) => [path, index]));
  }

  add(path: string, kind: number, thing: number): void {
    if (this.files[this.last]?.path !== path)
      this.last = this.files[this.last + 1]?.path === path ? this.last + 1 : (this.places.get(path) ?? -1);
    this.all[this.last]?.push(kind, thing);
  }
}

function groupsOf({ groups }: Site, numbers: ThingNumbers): Pick<Small, 'includes' | 'giving' | 'open'> {
  const all = [...groups.values()];
  const includes = all.flatMap(({ includes: included }, index) => included.flatMap(({ group }) => [index, numbers.find('groups', group)]));
  const open = new Set(all.flatMap(({ managedBy }, index) => (managedBy === 'open' ? [index] : [])));
  for (let size = -1; size !== open.size;) {
    size = open.size;
    for (let at = 0; at < includes.length; at += 2) if (open.has(includes[at + 1] ?? -1)) open.add(includes[at] ?? -1);
  }
  return {
    includes,
    giving: all.flatMap(({ products }, index) => (products.length > 0 ? [index, productMask(products)] : [])),
    open: [...open].map((index) => all[index]?.name ?? ''),
  };
}

/** Texts with a colon, anywhere in some things. */
function namedIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string' && value.includes(':')) found.add(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) namedIn(each, found);
  return found;
}

/** For each project the number of its scheme's name, and one more than there are names for a team-managed one. */
function schemesOf({ projects }: Site, texts: TextTable): Uint32Array {
  return Uint32Array.from(projects.values(), ({ scheme }) => (scheme === undefined ? noScheme : texts.id(scheme)));
}

const noScheme = 0xffff_ffff;

function writeOwners(sections: SectionWriter, site: Site, numbers: ThingNumbers): void {
  const numbered = (owner: Ref | undefined): NumberedOwner | undefined =>
    owner && { type: owner.type, thing: numbers.find(owner.type === 'user' ? 'people' : 'groups', owner.name) };
  for (const kind of ownedKinds)
    sections.add(
      `${kind}.owners`,
      Uint32Array.from(site[kind].values(), (thing: Declared) => ownerNumber(numbered(ownOwner(thing)))),
    );
}

function writeLists(sections: SectionWriter, name: string, { starts, values }: Lists): void {
  sections.add(`${name}.starts`, starts);
  sections.add(`${name}.values`, values);
}

function writeTexts(sections: SectionWriter, { all, uses }: TextTable): void {
  const { starts, bytes } = packTexts(all);
  sections.add('texts.starts', starts);
  sections.add('texts.bytes', bytes);
  sections.add('texts.uses', Uint32Array.from(uses));
}

function writeTables(sections: SectionWriter, tables: Tables): void {
  for (const name of ['people', 'idpGroups', 'groups', 'resources'] as const) sections.text(`tables.${name}`, tables[name].join('\0'));
  sections.add('tables.products', tables.products);
  sections.add('tables.guestKinds', tables.guestKinds);
  sections.add('tables.rowFrames', tables.rowFrames);
  for (const name of ['members', 'sets', 'rowTerms', 'rowGuests'] as const) writeLists(sections, `tables.${name}`, tables[name]);
  writeLists(sections, 'tables.memberOf', invert(tables.members, subjectCount(tables)));
}

/**
 * Which things are behind the numbers of the tables, and the other way round, so that one can be found without the names of all; and the rows
 * that name each group.
 */
function writeNumbers(sections: SectionWriter, site: Site, tables: Tables, numbers: ThingNumbers): void {
  for (const kind of ['people', 'groups'] as const) {
    const things = Uint32Array.from(tables[kind], (name) => numbers.find(kind, name));
    const inTables = new Uint32Array(site[kind].size);
    for (const [number, thing] of things.entries()) inTables[thing] = number + 1;
    sections.add(`tables.${kind}.things`, things);
    sections.add(`${kind}.numbers`, inTables);
  }
  const inTables = new Map(rowKinds.map(([kind]) => [kind, new Uint32Array(site[kind].size)]));
  const kinds = new Map(rowKinds.map(([kind, type]) => [type as string, kind]));
  const rows = tables.resources.flatMap((name, row) => {
    const kind = kinds.get(kindOf(name));
    if (kind === undefined) return [noThing, 0];
    const thing = numbers.find(kind, nameOf(name));
    (inTables.get(kind) ?? [])[thing] = row + 1;
    return [siteKinds.indexOf(kind), thing];
  });
  for (const [kind, rowsOf] of inTables) sections.add(`${kind}.numbers`, rowsOf);
  sections.add('tables.resources.things', Uint32Array.from(rows));
  writeLists(sections, 'tables.rowsNaming', rowsNaming(tables));
}

/** The site itself is no thing: among the rows, and where something in it ends. */
const noThing = 0xffff_ffff;

function rowsNaming({ groups, resources, rowTerms, sets }: Tables): Lists {
  /** The last row that named each group. */
  const last = new Int32Array(groups.length).fill(-1);
  const starts = new Uint32Array(resources.length + 1);
  const named: number[] = [];
  for (let row = 0; row < resources.length; row++) {
    const terms = listAt(rowTerms, row);
    for (let at = 0; at < terms.length; at += 2) {
      for (const atom of listAt(sets, terms[at] ?? 0)) {
        const group = atom >> 1;
        if ((atom & 1) === 1 || last[group] === row) continue;
        last[group] = row;
        named.push(group);
      }
    }
    starts[row + 1] = named.length;
  }
  return invert({ starts, values: Uint32Array.from(named) }, groups.length);
}
