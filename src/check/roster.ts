import type { Evaluator } from '../matrix/evaluate.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { confluenceBit, includes, jiraBits, listAt } from '../matrix/tables.js';
import type { Group, Person, Ref, Site } from '../model/site.js';
import { addToList } from '../text/add-to-list.js';
import type { Subject } from './rule.js';

/** Who is there and who is in which group on the day of a matrix. Subjects are the numbers of the matrix: people, then `idp` groups. */
export class Roster {
  readonly evaluator: Evaluator;
  /** Living people from outside; apps are nobody's guests. */
  readonly outsiders: readonly Person[];
  private readonly site: Site;
  private readonly people: ReadonlyMap<string, number>;
  /** By number. */
  private readonly persons: readonly (Person | undefined)[];
  private readonly groups: ReadonlyMap<string, number>;
  private readonly rows: ReadonlyMap<string, number>;
  private readonly opened = new Map<string, boolean>();
  private readonly ending = new Map<string, ReadonlyMap<string, string>>();
  private including: ReadonlyMap<string, readonly string[]> | undefined;
  private readonly loggedIn = new Map<string, readonly Person[]>();

  constructor({ site, matrix }: Pick<Subject, 'site' | 'matrix'>) {
    this.site = site;
    this.evaluator = evaluatorOf(matrix);
    const { people, groups, resources } = this.evaluator.tables;
    this.people = indexOf(people);
    this.groups = indexOf(groups);
    this.rows = indexOf(resources);
    this.persons = people.map((name) => site.people.get(name));
    this.outsiders = this.persons.filter(isOutsider);
  }

  isAlive(person: string): boolean {
    return this.people.has(person);
  }

  numberOf(person: string): number | undefined {
    return this.people.get(person);
  }

  /** Undefined for the groups of the identity provider. */
  personOf(subject: number): Person | undefined {
    return this.persons[subject];
  }

  /** The group of the identity provider that a subject is. */
  idpGroupOf(subject: number): Group | undefined {
    const { people, idpGroups } = this.evaluator.tables;
    return this.site.groups.get(idpGroups[subject - people.length] ?? '');
  }

  /** Everybody in a group and in all it includes. */
  membersOf(group: string): Uint32Array {
    const number = this.groups.get(group);
    return number === undefined ? new Uint32Array(0) : listAt(this.evaluator.tables.members, number);
  }

  /** Whether somebody is in a group today, or in one that it includes. */
  isIn(person: string, group: string): boolean {
    const [subject, list] = [this.people.get(person), this.groups.get(group)];
    return subject !== undefined && list !== undefined && includes(this.evaluator.memberOf, subject, list);
  }

  /** The groups that somebody is in today, also through others that these include. */
  groupsOf(person: string): readonly string[] {
    const subject = this.people.get(person);
    if (subject === undefined) return [];
    return Array.from(listAt(this.evaluator.memberOf, subject), (group) => this.evaluator.tables.groups[group] ?? '');
  }

  /** The groups that include a group, also through others. */
  groupsAround(name: string): ReadonlySet<string> {
    const including = (this.including ??= includingOf(this.site));
    const direct = including.get(name);
    if (direct === undefined) return nothing;
    // What is added while the set is gone through is gone through as well.
    const around = new Set(direct);
    for (const group of around) for (const each of including.get(group) ?? []) around.add(each);
    return around;
  }

  /** Whom an entry names. */
  subjectsOf({ type, name }: Ref): Iterable<number> {
    if (type === 'group') return this.membersOf(name);
    const person = this.people.get(name);
    return person === undefined ? [] : [person];
  }

  /** Whether anybody who can log in may join the group, or one that it includes. */
  isOpen(name: string): boolean {
    const known = this.opened.get(name);
    if (known !== undefined) return known;
    const group = this.site.groups.get(name);
    const open = group?.managedBy === 'open' || (group?.includes.some((included) => this.isOpen(included.group)) ?? false);
    this.opened.set(name, open);
    return open;
  }

  /** The last days of those who are in a group, or in one that it includes, for a time only: few, mostly. */
  lastDaysIn(name: string): ReadonlyMap<string, string> {
    let days = this.ending.get(name);
    if (days === undefined) this.ending.set(name, (days = this.lastDays(this.site.groups.get(name))));
    return days;
  }

  private lastDays(group: Group | undefined): ReadonlyMap<string, string> {
    const { members = [], includes: included = [] } = group ?? {};
    const days = new Map<string, string>();
    const note = (person: string, day: string): void => {
      if (day > (days.get(person) ?? '')) days.set(person, day);
    };
    for (const { user, until } of members) if (until !== undefined) note(user, until);
    for (const each of included) for (const [person, day] of this.lastDaysIn(each.group)) note(person, day);
    if (days.size === 0) return none;
    // Whoever is in there without end as well.
    for (const { user, until } of members) if (until === undefined) days.delete(user);
    for (const each of included) {
      const ending = this.lastDaysIn(each.group);
      for (const person of [...days.keys()]) if (!ending.has(person) && this.isIn(person, each.group)) days.delete(person);
    }
    return days;
  }

  rowOf(resource: string): number {
    const row = this.rows.get(resource);
    if (row === undefined) throw new Error(`The matrix has no row for ${resource}.`);
    return row;
  }

  canLogInTo(subject: number, system: 'jira' | 'confluence'): boolean {
    return (this.evaluator.productsOf(subject) & (system === 'jira' ? jiraBits : confluenceBit)) !== 0;
  }

  /** Outsiders who can log in to a product, and so are among those who are logged in. */
  outsidersIn(system: 'jira' | 'confluence'): readonly Person[] {
    let found = this.loggedIn.get(system);
    if (found === undefined) {
      found = this.outsiders.filter(({ name }) => this.canLogInTo(this.people.get(name) ?? -1, system));
      this.loggedIn.set(system, found);
    }
    return found;
  }
}

const nothing: ReadonlySet<string> = new Set();
const none: ReadonlyMap<string, string> = new Map();

/** By name, the groups that include each. */
function includingOf({ groups }: Site): ReadonlyMap<string, readonly string[]> {
  const including = new Map<string, string[]>();
  for (const { name, includes: included } of groups.values()) for (const { group } of included) addToList(including, group, name);
  return including;
}

function isOutsider(person: Person | undefined): person is Person {
  return person?.audience === 'external' && person.type === 'person';
}

const rosters = new WeakMap<Matrix, Roster>();

/** The roster of a subject, made once for each matrix. */
export function rosterOf(subject: Pick<Subject, 'site' | 'matrix'>): Roster {
  const known = rosters.get(subject.matrix);
  if (known !== undefined) return known;
  const roster = new Roster(subject);
  rosters.set(subject.matrix, roster);
  return roster;
}

function indexOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}
