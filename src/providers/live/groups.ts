import type { Product } from '../../model/permissions.js';
import type { Group } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { visible } from '../../text/quote.js';
import type { BlindSpots } from './blind-spots.js';
import { placeAt, type Frame } from './frame.js';
import { nameAll, sorted } from './naming.js';
import type { People } from './people.js';

/** A group as a directory tells it. */
export interface DirectoryGroup {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly managedBy: Group['managedBy'];
  readonly members: readonly string[];
}

export interface Groups {
  /** The name in the model of a group that something names by its id, or only by its name. */
  readonly nameOf: (group: { readonly id?: string | undefined; readonly name?: string | undefined }) => string;
  /** Whoever is in it has the product. */
  readonly gives: (name: string, product: Product) => void;
  readonly membersOf: (name: string) => readonly string[];
  readonly productsOf: (name: string) => ReadonlySet<Product>;
  readonly names: () => Iterable<string>;
  readonly build: () => { readonly groups: ReadonlyMap<string, Group>; readonly ids: ReadonlyMap<string, string> };
}

export function groupsOf(listed: readonly DirectoryGroup[], people: People, frame: Frame, spots: BlindSpots): Groups {
  const names = nameAll('group', listed, spots);
  const byName = new Map<string, DirectoryGroup>();
  const byOwnName = new Map<string, string>();
  for (const group of [...listed].sort((a, b) => compareBytes(a.id, b.id))) {
    const name = names.get(group.id) ?? group.name;
    byName.set(name, group);
    if (!byOwnName.has(group.name)) byOwnName.set(group.name, name);
  }
  const products = new Map<string, Set<Product>>();

  const unknown = (id: string | undefined, name: string | undefined): string => {
    const own = visible(name ?? id ?? '').trim();
    const free = byName.has(own) ? `${own} (${id ?? 'unknown'})` : own;
    spots.note('unknown-group', free);
    byName.set(free, { id: id ?? '', name: free, managedBy: 'git', members: [] });
    if (name !== undefined) byOwnName.set(name, free);
    return free;
  };
  const unlisted = new Map<string, string>();

  const build = (name: string, group: DirectoryGroup): Group => {
    const at = placeAt(frame, 'groups', name);
    const members = [...new Set(group.members.map((accountId) => people.nameOf(accountId)))].sort(compareBytes);
    const isSynced = group.managedBy === 'idp';
    const given = [...(products.get(name) ?? [])].sort();
    if (group.managedBy === 'open' && given.length > 0) spots.note('group-open-products', `${name}: ${given.join(', ')}`);
    if (isSynced) spots.note('managed-elsewhere', name);
    return {
      name,
      at,
      labels: {},
      members: isSynced ? [] : members.map((user, index) => ({ user, index, at: placeAt(frame, 'groups', name, 'members', index) })),
      includes: [],
      products: group.managedBy === 'open' ? [] : given,
      managedBy: group.managedBy,
      ...(isSynced ? { observed: { on: frame.on, members } } : {}),
      ...(group.description === undefined ? {} : { description: group.description }),
    };
  };

  return {
    nameOf({ id, name }) {
      const known = id === undefined ? undefined : (names.get(id) ?? unlisted.get(id));
      if (known !== undefined) return known;
      const named = name === undefined ? undefined : byOwnName.get(name);
      if (named !== undefined && (id === undefined || byName.get(named)?.id === '')) return named;
      const made = unknown(id, name);
      if (id !== undefined) unlisted.set(id, made);
      return made;
    },
    gives: (name, product) => void products.set(name, (products.get(name) ?? new Set()).add(product)),
    membersOf: (name) => byName.get(name)?.members ?? [],
    productsOf: (name) => products.get(name) ?? new Set(),
    names: () => byName.keys(),
    build: () => ({
      groups: sorted([...byName].map(([name, group]) => [name, build(name, group)] as const)),
      ids: sorted([...byName].flatMap(([name, { id }]) => (id === '' ? [] : [[name, id] as const]))),
    }),
  };
}
