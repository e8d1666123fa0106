import { type Effects, nothing } from '../matrix/effects.js';
import { allowed } from '../matrix/verdicts.js';
import { teamManagedRoles } from '../model/bundles.js';
import { notForPortal, products } from '../model/permissions.js';
import type { Grant, Holder, Scheme, Space } from '../model/site.js';
import { hasEnded } from './membership.js';

/** What a set of grants gives to each kind of holder, as effects. */
export interface Shape {
  /** To everybody past the gate: `logged-in`, and whoever is reporter, assignee or in a field. */
  readonly base: number;
  readonly anyone: number;
  readonly portal: number;
  readonly guests: number;
  readonly lead: number;
  /** To the holders of each product, in the order of the catalogue. */
  readonly applications: readonly number[];
  readonly roles: ReadonlyMap<string, number>;
  /** To the people and groups named in it, each once. */
  readonly named: readonly Named[];
}

/** A person or group, and what it gets. */
export interface Named {
  readonly type: 'user' | 'group';
  readonly name: string;
  readonly effect: number;
}

export function schemeShape(scheme: Scheme, asOf: string, effects: Effects): Shape {
  return new Shaping(effects).add(scheme.grants, asOf).shape();
}

/** A space as a shape: what placed guests get is part of it. */
export function spaceShape(space: Space, asOf: string, effects: Effects): Shape {
  return new Shaping(effects)
    .add(space.access, asOf)
    .give({ type: 'guests', name: '' }, effects.of(space.guestOperations, allowed))
    .shape();
}

/** A team-managed project has a scheme of its own, which Jira fixes. */
export function teamManagedShape(access: 'open' | 'limited' | 'private', effects: Effects): Shape {
  const shaping = new Shaping(effects);
  for (const [role, permissions] of Object.entries(teamManagedRoles))
    shaping.give({ type: 'role', name: role }, effects.of(permissions, allowed));
  shaping.give({ type: 'guests', name: '' }, effects.of(teamManagedRoles.Viewer, allowed));
  if (access !== 'private')
    shaping.give({ type: 'logged-in', name: '' }, effects.of(teamManagedRoles[access === 'open' ? 'Member' : 'Viewer'], allowed));
  return shaping.shape();
}

function listed(type: Named['type'], effects: ReadonlyMap<string, number>): readonly Named[] {
  return Array.from(effects, ([name, effect]) => ({ type, name, effect }));
}

class Shaping {
  private readonly effects: Effects;
  private readonly single = new Map<'base' | 'anyone' | 'portal' | 'guests' | 'lead', number>();
  private readonly applications = products.map(() => nothing);
  private readonly roles = new Map<string, number>();
  private readonly users = new Map<string, number>();
  private readonly groups = new Map<string, number>();

  constructor(effects: Effects) {
    this.effects = effects;
  }

  add(grants: readonly Grant[], asOf: string): this {
    for (const grant of grants) {
      if (hasEnded(grant, asOf)) continue;
      for (const holder of grant.to) this.give(holder, this.effectFor(holder, grant.permissions));
    }
    return this;
  }

  give({ type, name }: Holder, effect: number): this {
    switch (type) {
      case 'user':
        this.widen(this.users, name, effect);
        break;
      case 'group':
        this.widen(this.groups, name, effect);
        break;
      case 'role':
        this.widen(this.roles, name, effect);
        break;
      case 'application':
        this.widenApplication(name, effect);
        break;
      case 'anyone':
      case 'guests':
      case 'lead':
        this.widen(this.single, type, effect);
        break;
      case 'portal-customers':
        this.widen(this.single, 'portal', effect);
        break;
      case 'logged-in':
      case 'reporter':
      case 'assignee':
      case 'user-field':
      case 'group-field':
        this.widen(this.single, 'base', effect);
        break;
    }
    return this;
  }

  shape(): Shape {
    const { single, applications, roles } = this;
    const of = (key: 'base' | 'anyone' | 'portal' | 'guests' | 'lead'): number => single.get(key) ?? nothing;
    return {
      base: of('base'),
      anyone: of('anyone'),
      portal: of('portal'),
      guests: of('guests'),
      lead: of('lead'),
      applications,
      roles,
      named: [...listed('user', this.users), ...listed('group', this.groups)],
    };
  }

  private widen<K>(map: Map<K, number>, key: K, effect: number): void {
    map.set(key, this.effects.union(map.get(key) ?? nothing, effect));
  }

  private widenApplication(product: string, effect: number): void {
    const bit = (products as readonly string[]).indexOf(product);
    if (bit >= 0) this.applications[bit] = this.effects.union(this.applications[bit] ?? nothing, effect);
  }

  private effectFor({ type, name }: Holder, permissions: readonly string[]): number {
    switch (type) {
      case 'portal-customers':
        return this.effects.of(
          permissions.filter((permission) => !notForPortal.includes(permission)),
          allowed,
        );
      case 'reporter':
      case 'assignee':
        return this.effects.of(permissions, this.effects.verdicts.condition(type));
      case 'user-field':
      case 'group-field':
        return this.effects.of(permissions, this.effects.verdicts.condition(`${type}:${name}`));
      default:
        return this.effects.of(permissions, allowed);
    }
  }
}
