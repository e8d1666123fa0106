import { below } from '../diagnostics/place.js';
import { products, type Product } from '../model/permissions.js';
import type { Grant, Holder, Project, Scheme, Site, Timed } from '../model/site.js';
import { Actors } from './actors.js';
import { Around } from './around.js';
import { ending, type Edge, type EdgeType } from './edge.js';
import { Gifts, Words } from './gifts.js';
import { Hits } from './hits.js';
import { bitOf } from './product-bits.js';
import { Shape, type ProductWay } from './shape.js';
import { censusOf, groupsAround, type Census } from './site-index.js';
import { teamManagedGrants } from './team-managed.js';

/** Some of those whom a list names, and for each the one number by which a subject knows itself or its group in it. */
export interface Roster<T extends Pick<Holder, 'type' | 'name'>> {
  readonly entries: readonly T[];
  /** A person as `2 × number + 1`, a group as `2 × number`; `unsure` for whatever has to be looked at closely. */
  readonly atoms: readonly number[];
}

export const unsure = -1;

/** A group that gives a product, its turn in the order of the site, and the step from the one to the other. */
export interface Giver {
  readonly group: number;
  readonly order: number;
  readonly edge: Edge;
}

/** A site on a day, and what explanations find out about it that is the same for every subject. */
export class Ground {
  readonly site: Site;
  readonly asOf: string;
  readonly census: Census;
  readonly words: Words;
  readonly around = new Around();
  readonly actors = new Actors();
  readonly hits = new Hits();
  private openings: ReadonlySet<number> | undefined;
  private readonly givers = new Map<Product, ReadonlyMap<number, Giver>>();
  private given: ReadonlyMap<number, number> | undefined;
  private readonly ofSchemes = new Map<string, Gifts>();
  private readonly shapes = new Map<string, Shape>();
  private readonly roles = new Map<string, number>();
  private readonly permissions = new Map<string, number>();

  constructor(site: Site, asOf: string) {
    this.site = site;
    this.asOf = asOf;
    this.census = censusOf(site);
    this.words = new Words(site);
  }

  lives({ until }: Timed): boolean {
    return until === undefined || until >= this.asOf;
  }

  /** Whether a group, or one that it includes, may be joined by anybody. */
  isOpening(group: number): boolean {
    this.openings ??= new Set(groupsAround(this.census, [...this.census.openGroups()]));
    return this.openings.size > 0 && this.openings.has(group);
  }

  /** The living of a list; `open` counts the groups that anybody may join. */
  roster<T extends Pick<Holder, 'type' | 'name'> & Timed>(entries: readonly T[] | undefined, open: boolean): Roster<T> {
    const living = (entries ?? []).filter((entry) => this.lives(entry));
    return { entries: living, atoms: living.map((entry) => this.atom(entry, open)) };
  }

  atom({ type, name }: Pick<Holder, 'type' | 'name'>, open: boolean): number {
    if (type === 'user') return this.census.personNumber(name) * 2 + 1;
    const group = type === 'group' ? this.census.groupNumber(name) : unsure;
    return group === unsure || (open && this.isOpening(group)) ? unsure : group * 2;
  }

  /** A number for a permission. */
  permissionNumber(permission: string): number {
    const known = this.permissions.get(permission);
    if (known !== undefined) return known;
    this.permissions.set(permission, this.permissions.size);
    return this.permissions.size - 1;
  }

  /** A number for a role. */
  roleNumber(role: string): number {
    const known = this.roles.get(role);
    if (known !== undefined) return known;
    this.roles.set(role, this.roles.size);
    return this.roles.size - 1;
  }

  /** The groups that give a product. */
  giversOf(product: Product): ReadonlyMap<number, Giver> {
    const known = this.givers.get(product);
    if (known !== undefined) return known;
    const groups = this.census.groupsGiving(product);
    const found = new Map(groups.map((group, order) => [group, { group, order, edge: this.productEdge(group, product) }]));
    this.givers.set(product, found);
    return found;
  }

  /** The products that a group gives, each a bit. */
  productsGivenBy(group: number): number {
    this.given ??= this.productsGiven();
    return this.given.size === 0 ? 0 : (this.given.get(group) ?? 0);
  }

  private productsGiven(): ReadonlyMap<number, number> {
    const given = new Map<number, number>();
    for (const product of products)
      for (const group of this.census.groupsGiving(product)) given.set(group, (given.get(group) ?? 0) | bitOf(product));
    return given;
  }

  /** The shape of all subjects of a sort whose ways to products look like these. */
  shape(sort: string, ways: readonly ProductWay[], rootLength: number, entering: EdgeType): Shape {
    let key = `${sort} ${String(rootLength)}`;
    for (const { bit, length } of ways) key += ` ${String(bit)} ${String(length)}`;
    const known = this.shapes.get(key);
    if (known !== undefined) return known;
    const made = new Shape(this.shapes.size, ways, rootLength, entering);
    this.shapes.set(key, made);
    return made;
  }

  private productEdge(number: number, product: Product): Edge {
    const name = this.census.groupName(number);
    const group = this.site.groups.get(name);
    const at = group === undefined || group.madeBy !== undefined ? group?.at : below(group.at, 'products', group.products.indexOf(product));
    return { type: 'product', from: `group:${name}`, to: `application:${product}`, ...(at === undefined ? {} : { at }) };
  }

  /** What a project's scheme gives, or Jira itself in a team-managed one. */
  giftsOf(project: Project): Gifts {
    const scheme = project.scheme === undefined ? undefined : this.site.schemes.get(project.scheme);
    if (scheme === undefined) {
      const to = `project:${project.name}`;
      return new Gifts(this, teamManagedGrants(project), (from, { at }, permission) => ({
        type: 'team-managed',
        from,
        to,
        permission,
        at,
      }));
    }
    const known = this.ofSchemes.get(scheme.name);
    if (known !== undefined) return known;
    const gifts = new Gifts(this, scheme.grants, (from, grant, permission) => this.schemeEdge(scheme, from, grant, permission));
    this.ofSchemes.set(scheme.name, gifts);
    return gifts;
  }

  private schemeEdge({ name }: Scheme, from: string, grant: Grant, permission: string): Edge {
    const through = this.words.through(grant, permission, 'jira');
    return ending({ type: 'grant', from, to: `scheme:${name}`, permission, at: grant.at, ...through }, grant);
  }
}
