import type { Evaluator } from '../matrix/evaluate.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { confluenceBit, includes, jiraBits, listAt } from '../matrix/tables.js';
import type { Group, Person, Ref, Site } from '../model/site.js';
import type { Subject } from './rule.js';

/** Who is there and who is in which group on the day of a matrix. Subjects are the numbers of the matrix: people, then `idp` groups. */
export class Roster {
  readonly evaluator: Evaluator;
  /** Living people from outside; apps are nobody's guests. */
  readonly outsiders: readonly Person[];
  private readonly site: Site;
  private readonly people: ReadonlyMap<string, number>;
  private readonly groups: ReadonlyMap<string, number>;
  private readonly rows: ReadonlyMap<string, number>;
  private readonly opened = new Map<string, boolean>();
  private readonly endless = new Map<string, boolean>();
  private readonly loggedIn = new Map<string, readonly Person[]>();

  constructor({ site, matrix }: Pick<Subject, 'site' | 'matrix'>) {
    this.site = site;
    this.evaluator = evaluatorOf(matrix);
    const { people, groups, resources } = this.evaluator.tables;
    this.people = indexOf(people);
    this.groups = indexOf(groups);
    this.rows = indexOf(resources);
    this.outsiders = people.flatMap((name) => {
      const person = site.people.get(name);
      return person?.audience === 'external' && person.type === 'person' ? [person] : [];
    });
  }

  isAlive(person: string): boolean {
    return this.people.has(person);
  }

  numberOf(person: string): number | undefined {
    return this.people.get(person);
  }

  /** Undefined for the groups of the identity provider. */
  personOf(subject: number): Person | undefined {
    return this.site.people.get(this.evaluator.tables.people[subject] ?? '');
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
    return subject !== undefined && list !== undefined && includes(this.evaluator.tables.members, list, subject);
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

  /** Whether nobody's membership in the group, or in one that it includes, has a last day. */
  isEndless(name: string): boolean {
    const known = this.endless.get(name);
    if (known !== undefined) return known;
    const { members = [], includes: included = [] } = this.site.groups.get(name) ?? {};
    const endless = members.every(({ until }) => until === undefined) && included.every(({ group }) => this.isEndless(group));
    this.endless.set(name, endless);
    return endless;
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
