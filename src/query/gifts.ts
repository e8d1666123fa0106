import { builtInBundles, everything } from '../model/bundles.js';
import { notForPortal, prerequisite, type Product } from '../model/permissions.js';
import type { Bundle, Grant, Holder, Site } from '../model/site.js';
import { writtenHolder } from '../model/written.js';
import type { Edge, EdgeType } from './edge.js';
import { gateOfProject, type Gate } from './gate.js';
import { bitOf } from './product-bits.js';
import type { Ground } from './ground.js';

/** How somebody is found to be the holder of a gift, or to be none. */
export const reach = {
  /** As an actor of a role. */
  role: 0,
  /** By its atom. */
  atom: 1,
  /** By a single step, if it is logged in. */
  loggedIn: 2,
  /** By holding a product. */
  product: 3,
  /** By a step or more that have to be looked for. */
  closely: 4,
  /** By a single step, if it is the lead. */
  lead: 5,
  /** By a single step, whoever it is. */
  anybody: 6,
} as const;

/** A holder that a grant gives a permission, and the step from the one to the other. */
export interface Gift {
  readonly holder: Holder;
  /** As in a roster. */
  readonly atom: number;
  /** What kind of step leads to the holder, where it is never more than one of one kind. */
  readonly step: EdgeType | undefined;
  readonly edge: Edge;
}

/** All holders of a permission. */
export interface Given {
  readonly gifts: readonly Gift[];
  /** Two numbers for each: how it is reached, plus 8 if no gate is before it; and the role, the bit of the product, or else the atom. */
  readonly numbers: readonly number[];
  /** What is in front of the permission. */
  readonly gate: Gate;
  /** The permission that this one is nothing without. */
  readonly prerequisite: string | undefined;
}

/** Added to how a gift is reached for which nobody need pass a gate. */
export const ungated = 8;

/** What a scheme, or Jira in a team-managed project, gives, by permission: many projects share it, so that it is worked out once. */
export class Gifts {
  private readonly ground: Ground;
  private readonly grants: readonly Grant[];
  private readonly edgeOf: (from: string, grant: Grant, permission: string) => Edge;
  /** By the number of the permission. */
  private readonly known: (Given | undefined)[] = [];

  constructor(ground: Ground, grants: readonly Grant[], edgeOf: (from: string, grant: Grant, permission: string) => Edge) {
    this.ground = ground;
    this.grants = grants.filter((grant) => ground.lives(grant));
    this.edgeOf = edgeOf;
  }

  of(permission: string): Given {
    const number = this.ground.permissionNumber(permission);
    return (this.known[number] ??= this.find(permission));
  }

  private find(permission: string): Given {
    const giving = this.grants.filter(({ permissions }) => permissions.includes(permission));
    const gifts = giving.flatMap((grant) => this.given(grant, permission));
    const numbers = gifts.flatMap(({ holder, atom }) => [
      reachOf(holder, atom) + (holder.type === 'anyone' || holder.type === 'portal-customers' ? ungated : 0),
      this.numberOf(holder, atom),
    ]);
    return { gifts, numbers, gate: gateOfProject(permission), prerequisite: prerequisite(permission) };
  }

  private numberOf({ type, name }: Holder, atom: number): number {
    if (type === 'role') return this.ground.roleNumber(name);
    return type === 'application' ? bitOf(name as Product) : atom;
  }

  private given(grant: Grant, permission: string): readonly Gift[] {
    return grant.to
      .filter(({ type }) => type !== 'portal-customers' || !notForPortal.includes(permission))
      .map((holder) => ({
        holder,
        atom: this.ground.atom(holder, true),
        step: stepTo(holder),
        edge: this.edgeOf(writtenHolder(holder), grant, permission),
      }));
  }
}

function reachOf({ type }: Holder, atom: number): number {
  switch (type) {
    case 'role':
      return reach.role;
    case 'user':
    case 'group':
      return atom < 0 ? reach.closely : reach.atom;
    case 'logged-in':
    case 'reporter':
    case 'assignee':
    case 'user-field':
    case 'group-field':
      return reach.loggedIn;
    case 'lead':
      return reach.lead;
    case 'anyone':
      return reach.anybody;
    case 'portal-customers':
    case 'guests':
      return reach.closely;
    case 'application':
      return reach.product;
  }
}

function stepTo({ type }: Holder): EdgeType | undefined {
  switch (type) {
    case 'lead':
      return 'lead';
    case 'guests':
      return 'placement';
    case 'anyone':
    case 'logged-in':
    case 'portal-customers':
      return 'class';
    case 'reporter':
    case 'assignee':
    case 'user-field':
    case 'group-field':
      return 'condition';
    case 'user':
    case 'group':
    case 'role':
    case 'application':
      return undefined;
  }
}

/** Says which word of a grant brings a permission. */
export class Words {
  private readonly bundles: ReadonlyMap<string, Bundle>;
  /** By word, all that it comes to, bundles in between included. */
  private readonly expanded = new Map<string, ReadonlySet<string>>();

  constructor({ bundles }: Site) {
    this.bundles = bundles;
  }

  /** The bundle or space role that brings a permission, where the grant does not name the permission itself. */
  through({ allow, as }: Grant, permission: string, system: 'jira' | 'confluence'): { readonly through?: string } {
    if (allow.includes(permission)) return {};
    const word = as === true ? allow[0] : allow.find((each) => this.comesTo(each, permission, system));
    return word === undefined ? {} : { through: word };
  }

  private comesTo(word: string, permission: string, system: 'jira' | 'confluence'): boolean {
    const expanded = this.expand(word);
    return expanded.has(permission) || (expanded.has('all') && everything[system].includes(permission));
  }

  private expand(word: string): ReadonlySet<string> {
    const known = this.expanded.get(word);
    if (known !== undefined) return known;
    const words = new Set([word]);
    // Grows as it goes.
    for (const each of words) for (const inner of this.writtenIn(each)) words.add(inner);
    this.expanded.set(word, words);
    return words;
  }

  private writtenIn(word: string): readonly string[] {
    return this.bundles.get(word)?.permissions ?? (Object.hasOwn(builtInBundles, word) ? (builtInBundles[word] ?? []) : []);
  }
}
