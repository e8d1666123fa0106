import { type Effects, nothing } from '../matrix/effects.js';
import { allowed } from '../matrix/verdicts.js';
import { teamManagedRoles } from '../model/bundles.js';
import { notForPortal, products } from '../model/permissions.js';
import type { Grant, Holder, Scheme, Space } from '../model/site.js';
import { hasEnded } from '../model/ends.js';

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
  /** To the people and groups it names, some more than once. */
  readonly named: readonly Named[];
}

/** A person or group, and what it gets. */
export interface Named {
  readonly type: 'user' | 'group';
  readonly name: string;
  readonly effect: number;
}

/** Works out shapes as of one day. What a list of permissions comes to is kept for as long as this lives: many grants share one. */
export class Shapes {
  private readonly asOf: string;
  private readonly effects: Effects;
  private readonly ofLists = new Map<readonly string[], number>();

  constructor(asOf: string, effects: Effects) {
    this.asOf = asOf;
    this.effects = effects;
  }

  ofScheme({ grants }: Scheme): Shape {
    return this.add(new Shaping(this.effects), grants).shape();
  }

  /** A space as a shape: what placed guests get is part of it. */
  ofSpace({ access, guestOperations }: Space): Shape {
    return this.add(new Shaping(this.effects), access).give({ type: 'guests', name: '' }, this.effectOf(guestOperations)).shape();
  }

  /** A team-managed project has a scheme of its own, which Jira fixes. */
  teamManaged(access: 'open' | 'limited' | 'private'): Shape {
    const shaping = new Shaping(this.effects);
    for (const [role, permissions] of Object.entries(teamManagedRoles))
      shaping.give({ type: 'role', name: role }, this.effectOf(permissions));
    shaping.give({ type: 'guests', name: '' }, this.effectOf(teamManagedRoles.Viewer));
    if (access !== 'private')
      shaping.give({ type: 'logged-in', name: '' }, this.effectOf(teamManagedRoles[access === 'open' ? 'Member' : 'Viewer']));
    return shaping.shape();
  }

  /** What permissions come to for whoever holds them without condition. */
  effectOf(permissions: readonly string[]): number {
    const known = this.ofLists.get(permissions);
    if (known !== undefined) return known;
    const effect = this.effects.of(permissions, allowed);
    this.ofLists.set(permissions, effect);
    return effect;
  }

  private add(shaping: Shaping, grants: readonly Grant[]): Shaping {
    for (const grant of grants) {
      if (hasEnded(grant, this.asOf)) continue;
      for (const holder of grant.to) shaping.give(holder, this.effectFor(holder, grant.permissions));
    }
    return shaping;
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
        return this.effectOf(permissions);
    }
  }
}

const noApplications: readonly number[] = products.map(() => nothing);
const noRoles: ReadonlyMap<string, number> = new Map();

class Shaping {
  private readonly effects: Effects;
  private base = nothing;
  private anyone = nothing;
  private portal = nothing;
  private guests = nothing;
  private lead = nothing;
  private applications: number[] | undefined;
  private roles: Map<string, number> | undefined;
  private readonly named: Named[] = [];

  constructor(effects: Effects) {
    this.effects = effects;
  }

  give({ type, name }: Holder, effect: number): this {
    switch (type) {
      case 'user':
      case 'group':
        this.named.push({ type, name, effect });
        break;
      case 'role':
        this.roles ??= new Map();
        this.roles.set(name, this.effects.union(this.roles.get(name) ?? nothing, effect));
        break;
      case 'application':
        this.widenApplication(name, effect);
        break;
      case 'anyone':
        this.anyone = this.effects.union(this.anyone, effect);
        break;
      case 'guests':
        this.guests = this.effects.union(this.guests, effect);
        break;
      case 'lead':
        this.lead = this.effects.union(this.lead, effect);
        break;
      case 'portal-customers':
        this.portal = this.effects.union(this.portal, effect);
        break;
      case 'logged-in':
      case 'reporter':
      case 'assignee':
      case 'user-field':
      case 'group-field':
        this.base = this.effects.union(this.base, effect);
        break;
    }
    return this;
  }

  shape(): Shape {
    const { base, anyone, portal, guests, lead, applications = noApplications, roles = noRoles, named } = this;
    return { base, anyone, portal, guests, lead, applications, roles, named };
  }

  private widenApplication(product: string, effect: number): void {
    const bit = (products as readonly string[]).indexOf(product);
    if (bit < 0) return;
    this.applications ??= [...noApplications];
    this.applications[bit] = this.effects.union(this.applications[bit] ?? nothing, effect);
  }
}
