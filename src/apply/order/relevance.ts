import type { Fact } from '../../diff/facts.js';
import { prerequisite, spacePrerequisite } from '../../model/permissions.js';
import { remembered } from '../../text/remembered.js';
import { givenBy, takenBy, type Atom } from './atom.js';

/**
 * Tells which atoms a cell can depend on, whatever else holds. None is left out that counts; some may be told that do not. So a cell is the
 * same in two states that differ in other atoms only.
 */
export class Relevance {
  private readonly index: FactIndex;
  private readonly ofAtoms: readonly (readonly Fact[])[];
  /** Atoms by what their facts are about; those of a group's member by the member. */
  private readonly atomsOf = new Map<string, Set<number>>();
  private readonly rooms = new Map<string, ReadonlySet<number>>();
  private readonly groups = new Map<string, ReadonlySet<string>>();

  constructor(before: readonly Fact[], after: readonly Fact[], atoms: readonly Atom[]) {
    this.ofAtoms = atoms.map((atom) => [...givenBy(atom), ...takenBy(atom)]);
    this.index = new FactIndex([...before, ...after, ...this.ofAtoms.flat()]);
    for (const [number, facts] of this.ofAtoms.entries()) {
      for (const fact of facts) {
        const of = fact.type === 'member' ? (fact.says[0] ?? '') : everywhere.has(fact.type) ? '' : fact.of;
        const known = this.atomsOf.get(of);
        if (known === undefined) this.atomsOf.set(of, new Set([number]));
        else known.add(number);
      }
    }
  }

  /** The numbers of the atoms that any of some permissions of a subject on a resource can depend on. */
  of(subject: string, resource: string, permissions: readonly string[]): readonly number[] {
    const needed = new Set([...permissions, ...permissions.flatMap((each) => prerequisite(each) ?? []), spacePrerequisite]);
    const possible = new Set([...this.atomsAt(resource), ...this.atomsFor(subject)]);
    const counts = (fact: Fact): boolean => this.counts(fact, subject, resource, needed);
    return [...possible].filter((number) => (this.ofAtoms[number] ?? []).some(counts));
  }

  /** The facts that hold of some and count for a cell. */
  waysIn(facts: readonly Fact[], subject: string, resource: string, permission: string): readonly Fact[] {
    const needed = new Set([
      permission,
      ...(prerequisite(permission) === undefined ? [] : [prerequisite(permission) ?? '']),
      spacePrerequisite,
    ]);
    return facts.filter((fact) => this.counts(fact, subject, resource, needed));
  }

  private atomsAt(resource: string): ReadonlySet<number> {
    const known = this.rooms.get(resource);
    if (known !== undefined) return known;
    const things = [resource, ...this.index.schemesOf(resource), ...this.index.spaceRolesOf(resource), ''];
    const found = new Set(things.flatMap((of) => [...(this.atomsOf.get(of) ?? [])]));
    this.rooms.set(resource, found);
    return found;
  }

  private atomsFor(subject: string): readonly number[] {
    return [subject, ...[...this.groupsOf(subject)].map((name) => `group:${name}`)].flatMap((of) => [...(this.atomsOf.get(of) ?? [])]);
  }

  private counts(fact: Fact, subject: string, resource: string, needed: ReadonlySet<string>): boolean {
    const { type, of, says } = fact;
    const [first = '', second = ''] = says;
    switch (type) {
      case 'person':
      case 'active':
      case 'product':
      case 'guest':
        return of === subject;
      case 'group':
      case 'group-product':
      case 'managed-by':
        return type === 'managed-by' || this.names(of, subject);
      case 'member':
        return first === subject && this.index.matters(of, resource);
      case 'inclusion':
        return true;
      case 'grant':
        return needed.has(second) && this.index.schemesOf(resource).has(of) && this.holds(first, subject, resource);
      case 'space-role':
      case 'space-role-permission':
        return this.index.spaceRolesOf(resource).has(of) && (type === 'space-role' || needed.has(first));
      case 'role':
      case 'scheme':
      case 'project-type':
        return false;
      case 'actor':
        return of === resource && this.names(second, subject);
      case 'lead':
      case 'project-guest':
      case 'space-guest':
      case 'channel-guest':
        return of === resource && first === subject;
      case 'space-grant':
      case 'global-permission':
        return of === resource && needed.has(second) && this.holds(first, subject, resource);
      case 'space-role-grant':
        return of === resource && this.holds(first, subject, resource);
      case 'channel-member':
      case 'administrator':
        return of === resource && this.names(first, subject);
      case 'project':
      case 'project-scheme':
      case 'project-access':
      case 'archived':
      case 'space':
      case 'guest-permission':
      case 'channel':
      case 'private':
        return of === resource;
    }
  }

  /** Whether a reference to a person or a group may stand for a subject. */
  private names(reference: string, subject: string): boolean {
    if (reference === subject) return true;
    if (!reference.startsWith('group:')) return false;
    const name = reference.slice('group:'.length);
    return this.groupsOf(subject).has(name);
  }

  private holds(holder: string, subject: string, resource: string): boolean {
    if (holder.startsWith('user:') || holder.startsWith('group:')) return this.names(holder, subject);
    if (holder === 'lead') return this.index.about(resource, 'lead').some(({ says }) => says[0] === subject);
    if (!holder.startsWith('role:')) return true;
    return this.index.about(resource, 'actor').some(({ says: [role, who = ''] }) => role === holder && this.names(who, subject));
  }

  /** Groups that a subject may be in, by name, and those that anybody may join. */
  private groupsOf(subject: string): ReadonlySet<string> {
    const known = this.groups.get(subject);
    if (known !== undefined) return known;
    const own = subject.startsWith('group:') ? [subject] : this.index.groupsWith(subject);
    const found = new Set([...own, ...this.index.openGroups].flatMap((group) => this.index.outwards(group)).map((group) => group.slice(6)));
    this.groups.set(subject, found);
    return found;
  }
}

const everywhere: ReadonlySet<string> = new Set(['inclusion', 'managed-by']);

/** What holds on any side, for looking up. */
class FactIndex {
  readonly openGroups: readonly string[];
  private readonly things = new Map<string, Fact[]>();
  private readonly groupsByMember = new Map<string, Set<string>>();
  private readonly around = new Map<string, Set<string>>();
  private readonly withProducts = new Set<string>();
  private readonly schemes = new Map<string, ReadonlySet<string>>();
  private readonly spaceRoles = new Map<string, ReadonlySet<string>>();
  private readonly mentioned = new Map<string, ReadonlySet<string>>();

  constructor(facts: readonly Fact[]) {
    const open = new Set<string>();
    for (const fact of facts) {
      const { type, of, says } = fact;
      const [first = ''] = says;
      if (type === 'member') addTo(this.groupsByMember, first, of);
      else if (type === 'inclusion') addTo(this.around, first, of);
      else if (type === 'group-product') this.withProducts.add(of);
      else if (type === 'managed-by' && first === 'open') open.add(of);
      else {
        const known = this.things.get(of);
        if (known === undefined) this.things.set(of, [fact]);
        else known.push(fact);
      }
    }
    this.openGroups = [...open];
  }

  about(of: string, type: Fact['type']): readonly Fact[] {
    return (this.things.get(of) ?? []).filter((fact) => fact.type === type);
  }

  groupsWith(subject: string): readonly string[] {
    return [...(this.groupsByMember.get(subject) ?? [])];
  }

  /** A group and all it may be within. */
  outwards(group: string): readonly string[] {
    const found = new Set([group]);
    for (const each of found) for (const outer of this.around.get(each) ?? []) found.add(outer);
    return [...found];
  }

  schemesOf(resource: string): ReadonlySet<string> {
    return remembered(this.schemes, resource, () => new Set(this.about(resource, 'project-scheme').map(({ says }) => says[0] ?? '')));
  }

  spaceRolesOf(resource: string): ReadonlySet<string> {
    return remembered(this.spaceRoles, resource, () => new Set(this.about(resource, 'space-role-grant').map(({ says }) => says[1] ?? '')));
  }

  /** Whether it can count for somebody on a resource that they are in a group. */
  matters(group: string, resource: string): boolean {
    const mentioned = remembered(this.mentioned, resource, () => this.mentionedAt(resource));
    return this.outwards(group).some((each) => this.withProducts.has(each) || mentioned.has(each));
  }

  private mentionedAt(resource: string): ReadonlySet<string> {
    const facts = [resource, ...this.schemesOf(resource)].flatMap((of) => this.things.get(of) ?? []);
    return new Set(facts.flatMap(({ says }) => says.filter((word) => word.startsWith('group:'))));
  }
}

function addTo(lists: Map<string, Set<string>>, key: string, value: string): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, new Set([value]));
  else known.add(value);
}
