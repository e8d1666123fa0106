import { builtInBundles, everything } from '../model/bundles.js';
import { notForPortal, prerequisite } from '../model/permissions.js';
import type { Bundle, Grant, Holder, HolderType, Site } from '../model/site.js';
import { writtenHolder } from '../model/written.js';
import type { Edge } from './edge.js';
import { gateOfProject, type Gate } from './gate.js';
import type { Ground } from './ground.js';
import type { CommonWays } from './project-ways.js';

/** A holder that a grant gives a permission, and the step from the one to the other. */
export interface Gift {
  /** Gifts of a permission are counted from 0. */
  readonly number: number;
  readonly holder: Holder;
  /** As in a roster. */
  readonly atom: number;
  /** Whether the gate has to be passed for it. */
  readonly isGated: boolean;
  readonly edge: Edge;
}

/** All holders of a permission. */
export interface Given {
  readonly permission: string;
  readonly gifts: readonly Gift[];
  /** By the number of a role the gifts to it, each as its number. */
  readonly toRoles: readonly (readonly number[] | undefined)[];
  readonly toLead: readonly number[];
  /** Those to persons, groups and guests. */
  readonly toSome: readonly number[];
  /** All others, which reach all subjects of one shape alike. */
  readonly toMany: readonly Gift[];
  /** By the number of a shape the ways by these. */
  readonly common: (CommonWays | undefined)[];
  /** What is in front of the permission. */
  readonly gate: Gate;
  /** The same for the permission that this one is nothing without. */
  readonly prerequisite: Given | undefined;
}

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
    const gifts = giving.flatMap((grant) => this.given(grant, permission)).map((gift, number): Gift => ({ number, ...gift }));
    const toRoles: number[][] = [];
    for (const { number, holder } of gifts) if (holder.type === 'role') (toRoles[this.ground.roleNumber(holder.name)] ??= []).push(number);
    const to = (...types: readonly HolderType[]): readonly number[] =>
      gifts.filter(({ holder }) => types.includes(holder.type)).map(({ number }) => number);
    const needed = prerequisite(permission);
    return {
      permission,
      gifts,
      toRoles,
      toLead: to('lead'),
      toSome: to('user', 'group', 'guests'),
      toMany: gifts.filter(({ holder }) => !reachingFew.includes(holder.type)),
      common: [],
      gate: gateOfProject(permission),
      prerequisite: needed === undefined ? undefined : this.of(needed),
    };
  }

  private given(grant: Grant, permission: string): readonly Omit<Gift, 'number'>[] {
    return grant.to
      .filter(({ type }) => type !== 'portal-customers' || !notForPortal.includes(permission))
      .map((holder) => ({
        holder,
        atom: this.ground.atom(holder, true),
        isGated: !ungated.includes(holder.type),
        edge: this.edgeOf(writtenHolder(holder), grant, permission),
      }));
  }
}

const reachingFew: readonly HolderType[] = ['role', 'lead', 'user', 'group', 'guests'];

/** Holders that nobody need pass a gate for; whoever is placed as a guest has passed it. */
const ungated: readonly HolderType[] = ['anyone', 'portal-customers', 'guests'];

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
