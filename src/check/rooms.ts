import { below, type Place } from '../diagnostics/place.js';
import { hasEnded } from '../model/ends.js';
import { teamManagedRoles } from '../model/bundles.js';
import type { Grant, Holder, Person, Project, Ref, Site, Space } from '../model/site.js';
import { rosterOf } from './roster.js';
import type { Subject } from './rule.js';

/** A project or a space, and the grants that hold in it. */
export interface Room {
  readonly resource: string;
  readonly name: string;
  /** Where its key stands. */
  readonly at: Place;
  readonly grants: readonly Grant[];
  /** Undefined for a space. */
  readonly project?: Project;
}

export function projectRoom(site: Site, project: Project): Room {
  const { name, scheme } = project;
  const grants = scheme === undefined ? teamManagedGrants(project) : (site.schemes.get(scheme)?.grants ?? []);
  return { resource: `project:${name}`, name, at: below(project.at, 'key'), grants, project };
}

export function spaceRoom({ name, at, access }: Space): Room {
  return { resource: `space:${name}`, name, at: below(at, 'key'), grants: access };
}

function teamManagedGrants(project: Project): readonly Grant[] {
  return Object.entries(teamManagedRoles).map(([name, permissions]) => ({
    to: [{ type: 'role', name }],
    allow: [],
    permissions,
    at: below(project.at, 'access'),
  }));
}

/** A person or group that a holder comes to in a room, with the place that names it there. */
export interface Named extends Ref {
  readonly at: Place;
}

/** Whom a holder names in a room; undefined where it names nobody but stands for a class, a product or an issue's people. */
export function namedBy(
  { type, name }: Holder,
  grant: Grant,
  index: number,
  { project }: Room,
  asOf: string,
): readonly Named[] | undefined {
  switch (type) {
    case 'user':
    case 'group':
      return [{ type, name, at: below(grant.at, 'to', index) }];
    case 'role':
      return (project?.roles.get(name) ?? []).filter((actor) => !hasEnded(actor, asOf));
    case 'lead':
      return project?.lead === undefined ? [] : [{ type: 'user', name: project.lead, at: below(project.at, 'lead') }];
    default:
      return undefined;
  }
}

/** Who holds a permission in a room. */
export interface Held {
  /** The people who hold it, each with the place that names them; apps are left out. */
  readonly people: ReadonlyMap<Person, Place>;
  /** There are others whom nobody can count: a class, a group of the identity provider, holders of a product. */
  readonly countless: boolean;
}

/** The first few people who hold a permission in a room without condition. `enough`: how many to look for. */
export function holdersOf(subject: Subject, room: Room, permission: string, enough: number): Held {
  const { matrix, asOf } = subject;
  const roster = rosterOf(subject);
  const people = new Map<Person, Place>();
  const found = (countless: boolean): Held => ({ people, countless });
  for (const grant of room.grants) {
    if (hasEnded(grant, asOf) || !grant.permissions.includes(permission)) continue;
    for (const [index, holder] of grant.to.entries()) {
      const named = namedBy(holder, grant, index, room, asOf);
      if (named === undefined) return found(true);
      for (const ref of named) {
        if (ref.type === 'group' && roster.isOpen(ref.name)) return found(true);
        for (const number of roster.subjectsOf(ref)) {
          const person = roster.personOf(number);
          if (person === undefined) return found(true);
          if (person.type === 'app' || people.has(person)) continue;
          if (matrix.verdict(`user:${person.name}`, permission, room.resource) !== 'allowed') continue;
          people.set(person, ref.at);
          if (people.size >= enough) return found(false);
        }
      }
    }
  }
  return found(false);
}
