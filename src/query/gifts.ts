import { builtInBundles, everything } from '../model/bundles.js';
import { notForPortal } from '../model/permissions.js';
import type { Bundle, Grant, Holder, Site } from '../model/site.js';
import { writtenHolder } from '../model/written.js';
import type { Edge } from './edge.js';
import type { Ground } from './ground.js';

/** A holder that a grant gives a permission, and the step from the one to the other. */
export interface Gift {
  readonly holder: Holder;
  /** As in a roster. */
  readonly atom: number;
  /** The bit of a role, 0 for other holders. */
  readonly role: number;
  readonly edge: Edge;
}

/** What a scheme, or Jira in a team-managed project, gives, by permission: many projects share it, so that it is worked out once. */
export class Gifts {
  private readonly ground: Ground;
  private readonly grants: readonly Grant[];
  private readonly edgeOf: (from: string, grant: Grant, permission: string) => Edge;
  private readonly known = new Map<string, readonly Gift[]>();

  constructor(ground: Ground, grants: readonly Grant[], edgeOf: (from: string, grant: Grant, permission: string) => Edge) {
    this.ground = ground;
    this.grants = grants.filter((grant) => ground.lives(grant));
    this.edgeOf = edgeOf;
  }

  of(permission: string): readonly Gift[] {
    const known = this.known.get(permission);
    if (known !== undefined) return known;
    const giving = this.grants.filter(({ permissions }) => permissions.includes(permission));
    const gifts = giving.flatMap((grant) => this.given(grant, permission));
    this.known.set(permission, gifts);
    return gifts;
  }

  private given(grant: Grant, permission: string): readonly Gift[] {
    return grant.to
      .filter(({ type }) => type !== 'portal-customers' || !notForPortal.includes(permission))
      .map((holder) => ({
        holder,
        atom: this.ground.atom(holder, true),
        role: holder.type === 'role' ? this.ground.roleBit(holder.name) : 0,
        edge: this.edgeOf(writtenHolder(holder), grant, permission),
      }));
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
