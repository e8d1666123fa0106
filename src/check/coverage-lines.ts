import { below, type Place } from '../diagnostics/place.js';
import type { Entry, Grant, Member, Person, Project, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { MutantEdit } from './mutants.js';

/** One line that gives access, as far as it can be taken out or used by somebody else. */
export interface CoverageLine {
  readonly kind: 'grant' | 'member' | 'include' | 'product' | 'actor' | 'placement' | 'access' | 'channel' | 'global' | 'admin';
  readonly at: Place;
  /** How an outsider would come in by the same line; undefined where nobody else can: a product of one's own. */
  readonly door?: Door;
}

/** A list that lets people in, and how a person is written in it. */
export interface Door {
  readonly at: Place;
  readonly prefix: '' | 'user:';
}

/** Every line that gives access, each once; those that a Collaboration makes several things of are its own. */
export function coverageLines(site: Site): readonly CoverageLine[] {
  const found = new Map<string, CoverageLine>();
  for (const line of linesOf(site)) {
    const key = JSON.stringify([line.at.file, line.at.document, line.at.path]);
    if (!found.has(key)) found.set(key, line);
  }
  return [...found.values()];
}

function* linesOf(site: Site): Generator<CoverageLine> {
  const { groups, schemes, projects, spaces, channels, about, people } = site;
  for (const { at, members, includes, products, madeBy } of groups.values()) {
    const door: Door = { at: below(at, 'members'), prefix: '' };
    yield* memberLines(at, 'members', members, 'member', door);
    for (const { at: place } of includes) yield { kind: 'include', at: place, door };
    if (madeBy === undefined) for (const index of products.keys()) yield { kind: 'product', at: below(at, 'products', index), door };
  }
  for (const person of people.values()) yield* ownProducts(person);
  for (const { grants } of schemes.values()) yield* grantLines(grants, 'grant');
  for (const project of projects.values()) yield* projectLines(project);
  for (const { at, access, guests } of spaces.values()) {
    yield* grantLines(access, 'access');
    yield* memberLines(at, 'guests', guests, 'placement', { at: below(at, 'guests'), prefix: '' });
  }
  for (const { at, members, guests } of channels.values()) {
    for (const { at: place } of members) yield { kind: 'channel', at: place, door: { at: below(at, 'members'), prefix: 'user:' } };
    yield* memberLines(at, 'guests', guests, 'channel', { at: below(at, 'guests'), prefix: '' });
  }
  yield* grantLines(about.globalPermissions, 'global');
  for (const { at } of about.admins) yield { kind: 'admin', at, door: { at: below(about.at, 'admins'), prefix: 'user:' } };
}

function* ownProducts({ active, products, at }: Person): Generator<CoverageLine> {
  // What a person has from the defaults of its document stands there, and is one line for many.
  if (active) for (const product of products) if (product.at.path[1] === at.path[1]) yield { kind: 'product', at: product.at };
}

function* memberLines(
  home: Place,
  list: string,
  members: readonly Member[],
  kind: CoverageLine['kind'],
  door: Door,
): Generator<CoverageLine> {
  for (const { at, index } of members)
    yield at === undefined
      ? { kind, at: below(home, list, index), door }
      : { kind, at, door: { at: { ...at, path: at.path.slice(0, -1) }, prefix: '' } };
}

function* projectLines({ at, roles, guests }: Project): Generator<CoverageLine> {
  for (const [role, actors] of roles) {
    const door: Door = { at: below(at, 'roles', role), prefix: 'user:' };
    for (const actor of actors) yield { kind: 'actor', at: actor.at, ...doorOf(actor, door) };
  }
  yield* memberLines(at, 'guests', guests, 'placement', { at: below(at, 'guests'), prefix: '' });
}

/** The room of a Collaboration is one line of it, and lets in whom the Collaboration lists. */
function doorOf({ at }: Entry, door: Door): { readonly door?: Door } {
  return at.path[0] === 'roles' ? { door } : {};
}

/** A line of grants says several things: each holder and each permission that is not alone is one. */
function* grantLines(grants: readonly Grant[], kind: CoverageLine['kind']): Generator<CoverageLine> {
  for (const { at, to, allow, as } of grants) {
    if (typeof at.path.at(-1) !== 'number') continue;
    const door: Door | undefined = kind === 'global' ? undefined : { at: below(at, 'to'), prefix: 'user:' };
    const place = door === undefined ? {} : { door };
    if (to.length > 1) for (const index of to.keys()) yield { kind, at: below(at, 'to', index), ...place };
    if (allow.length > 1 && as !== true) for (const index of allow.keys()) yield { kind, at: below(at, 'allow', index), ...place };
    if (to.length === 1 && (allow.length === 1 || as === true)) yield { kind, at, ...place };
  }
}

/** One person of each kind of outsiders: of each company and set of labels. */
export function outsiders({ people }: Site, asOf: string): readonly Person[] {
  const first = new Map<string, Person>();
  for (const person of [...people.values()].sort((a, b) => compareBytes(a.name, b.name))) {
    if (!person.active || person.audience !== 'external' || (person.until !== undefined && person.until < asOf)) continue;
    const key = JSON.stringify([person.company, Object.entries(person.labels).sort()]);
    if (!first.has(key)) first.set(key, person);
  }
  return [...first.values()];
}

export function taking({ at }: CoverageLine): readonly MutantEdit[] {
  return [{ op: 'remove', at }];
}

export function entering({ at, prefix }: Door, { name }: Person): readonly MutantEdit[] {
  return [{ op: 'add', at, value: `${prefix}${name}` }];
}
