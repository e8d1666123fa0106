import { expandCollaborations } from './expand-collaborations.js';
import type { Product } from './permissions.js';
import { opened } from './permissions.js';
import type { WrittenDocument, WrittenGroup, WrittenPerson, WrittenUsers } from './written.js';
import { listOf, ofKind, personIn, stands, standing, withoutType } from './written.js';

/** A subject of the matrix as it is printed. */
export type Subject =
  | { readonly is: 'person'; readonly name: string; readonly printed: string }
  | { readonly is: 'idp-group'; readonly name: string; readonly printed: string }
  | { readonly is: 'class'; readonly name: ClassName; readonly printed: ClassName };

export type ClassName = 'anyone' | 'logged-in' | 'portal-customers';

export const products = ['jira-software', 'jira-servicedesk', 'jira-core', 'jira-product-discovery', 'confluence'];

/** A valid root read for one day: who there is, and who is in what. */
export interface Organisation {
  readonly asOf: string;
  readonly documents: readonly WrittenDocument[];
  readonly subjects: readonly Subject[];
  /** The permissions that a list of names means where this holder has them. */
  permissionsIn(names: readonly string[], product: Product, holder?: string): ReadonlySet<string>;
  /** Whether a person, or an `idp` group, is in a group: listed, or through what it includes. */
  isIn(subject: Subject, group: string): boolean;
  /** Whether the group is `open`, or includes such a one. */
  isOpen(group: string): boolean;
  productsOf(subject: Subject): ReadonlySet<string>;
  isDeclaredGuest(subject: Subject, of: 'jira' | 'confluence'): boolean;
}

export function readOrganisation(written: readonly unknown[], asOf: string): Organisation {
  const documents = expandCollaborations(written as readonly WrittenDocument[]);
  const people = new Map(ofKind(documents, 'Users').flatMap(peopleOf));
  const groups = new Map(ofKind(documents, 'Group').map((group) => [group.name, group]));
  const isIn = remembered((subject: Subject, group: string) => isInGroup(subject, group, groups, asOf));
  const productsBySubject = new Map<string, ReadonlySet<string>>();
  return {
    asOf,
    documents,
    subjects: subjectsOf(people, groups, asOf),
    permissionsIn: rememberedPermissions(new Map(ofKind(documents, 'Bundle').map(({ name, permissions }) => [name, permissions]))),
    isIn,
    isOpen: (group) => isOpenGroup(group, groups),
    productsOf: (subject) => {
      const known = productsBySubject.get(subject.printed);
      if (known !== undefined) return known;
      const held = heldProducts(subject, people, groups, isIn, asOf);
      productsBySubject.set(subject.printed, held);
      return held;
    },
    isDeclaredGuest: (subject, of) => subject.is === 'person' && listOf(people.get(subject.name)?.guest).includes(of),
  };
}

/** "laid under each entry field by field; lists replace"; maps such as labels are laid key by key. */
export function peopleOf(document: WrittenUsers): [string, WrittenPerson][] {
  return Object.entries(document.users ?? {}).map(([id, entry]) => {
    const person: Record<string, unknown> = { ...document.defaults };
    for (const [field, value] of Object.entries(entry ?? {})) {
      const under = person[field];
      person[field] = isMap(under) && isMap(value) ? { ...under, ...value } : value;
    }
    return [id, person];
  });
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "every declared active person whose `until` has not passed; the classes …; each `idp` group" */
function subjectsOf(people: ReadonlyMap<string, WrittenPerson>, groups: ReadonlyMap<string, WrittenGroup>, asOf: string): Subject[] {
  const subjects: Subject[] = (['anyone', 'logged-in', 'portal-customers'] as const).map((name) => ({
    is: 'class',
    name,
    printed: name,
  }));
  for (const [name, person] of people) {
    if (person.active !== false && stands(person, asOf)) {
      subjects.push({ is: 'person', name, printed: `user:${name}` });
    }
  }
  for (const [name, group] of groups) {
    if (group.managedBy === 'idp') subjects.push({ is: 'idp-group', name, printed: `group:${name}` });
  }
  return subjects;
}

function isInGroup(subject: Subject, name: string, groups: ReadonlyMap<string, WrittenGroup>, asOf: string): boolean {
  const group = groups.get(name);
  if (group === undefined || subject.is === 'class') return false;
  if (subject.is === 'idp-group' && subject.name === name) return true;
  const listed = subject.is === 'person' && standing(group.members, asOf).some((entry) => personIn(entry) === subject.name);
  return listed || includedBy(group).some((inner) => isInGroup(subject, inner, groups, asOf));
}

function isOpenGroup(name: string, groups: ReadonlyMap<string, WrittenGroup>): boolean {
  const group = groups.get(name);
  if (group === undefined) return false;
  return group.managedBy === 'open' || includedBy(group).some((inner) => isOpenGroup(inner, groups));
}

function includedBy(group: WrittenGroup): string[] {
  return (group.includes ?? []).map((reference) => withoutType(reference, 'group'));
}

/** A person's own products, and those of every group it is in; the class `logged-in` "holds every product". */
function heldProducts(
  subject: Subject,
  people: ReadonlyMap<string, WrittenPerson>,
  groups: ReadonlyMap<string, WrittenGroup>,
  isIn: (subject: Subject, group: string) => boolean,
  asOf: string,
): Set<string> {
  if (subject.is === 'class') return new Set(subject.name === 'logged-in' ? products : []);
  const own = subject.is === 'person' ? standing(people.get(subject.name)?.products, asOf) : [];
  const held = new Set(own.map((entry) => (typeof entry === 'string' ? entry : (entry.product ?? ''))));
  for (const group of groups.values()) {
    if (isIn(subject, group.name)) for (const product of group.products ?? []) held.add(product);
  }
  return held;
}

function remembered(answer: (subject: Subject, group: string) => boolean): (subject: Subject, group: string) => boolean {
  const known = new Map<string, boolean>();
  return (subject, group) => {
    const question = `${subject.printed}\t${group}`;
    const before = known.get(question);
    if (before !== undefined) return before;
    const found = answer(subject, group);
    known.set(question, found);
    return found;
  };
}

function rememberedPermissions(bundles: ReadonlyMap<string, readonly string[]>): Organisation['permissionsIn'] {
  const known = new Map<string, ReadonlySet<string>>();
  return (names, product, holder = '') => {
    const question = [product, holder, ...names].join('\t');
    const before = known.get(question);
    if (before !== undefined) return before;
    const found = opened(names, bundles, product, holder);
    known.set(question, found);
    return found;
  };
}
