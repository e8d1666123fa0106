import { existenceFacts, factKey, type Fact } from '../../diff/facts.js';
import { below, type Place } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import type { Site } from '../../model/site.js';
import type { Document } from '../../parse/document.js';
import { isList, isMap, valueAt, type Edit } from '../edit.js';
import { bare } from './document-of.js';
import { grantEdits } from './grant-edits.js';
import { newThings, type NewFiles } from './new-things.js';
import { nameOf } from '../../text/reference.js';

export interface AdditionsRequest {
  readonly written: Site;
  readonly documents: readonly Document[];
  /** As far as policies can say it, with people by the names that policies know. */
  readonly live: Site;
  readonly missing: readonly Fact[];
  readonly asOf: string;
  readonly files: NewFiles;
}

export interface Additions {
  readonly edits: readonly Edit[];
  /** What the edits bring. */
  readonly added: readonly Fact[];
  /** What cannot be written as things stand, and why not. */
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly fact: Fact;
  readonly why: string;
}

/**
 * What to write so that policies say all that a site holds: new files for new things, entries in the documents of those that are there.
 * Nothing that people wrote is changed or taken away.
 */
export function additions(request: AdditionsRequest): Additions {
  const { missing } = request;
  const fresh = new Set(missing.filter(({ type }) => existenceFacts.has(type)).map(({ of }) => of));
  const inside = missing.filter(({ of }) => !fresh.has(of));
  const refused: Refused[] = [];
  const possible = inside.filter((fact) => {
    const why = objection(fact, request);
    if (why !== undefined) refused.push({ fact, why });
    return why === undefined;
  });
  const isGrant = ({ type }: Fact): boolean => type === 'grant' || type === 'space-grant';
  const entries = withoutNested(possible, request.written).filter((fact) => !isGrant(fact));
  const edits = [
    ...newThings(request, fresh),
    ...entries.flatMap((fact) => entryEdits(fact, request)),
    ...grantEdits(possible.filter(isGrant), request),
    ...observedEdits(request),
  ];
  const unmade = new Set(refused.map(({ fact }) => factKey(fact)));
  return { edits: merged(edits), added: missing.filter((fact) => !unmade.has(factKey(fact))), refused };
}

/** Why a fact cannot be written beside what is there. */
function objection({ type, of, says }: Fact, { written, asOf }: AdditionsRequest): string | undefined {
  const name = nameOf(of);
  const group = written.groups.get(name);
  if (type === 'member' || type === 'group-product') {
    if (group?.madeBy !== undefined) return `the group is made by the Collaboration "${group.madeBy}"`;
    if (group?.managedBy === 'idp' && type === 'member') return 'policies say that the identity provider keeps this group';
    if (group?.managedBy === 'open' && type === 'group-product') return 'policies say that anybody may join this group';
  }
  if (type === 'inclusion') return 'the site has no groups within groups';
  if (type === 'global-permission') return 'no API tells it';
  if (type === 'project-scheme') return 'policies say that the project is team-managed';
  if (type === 'project-access') return 'policies say that the project has a scheme';
  if (type === 'space-grant' || type === 'space-role-grant') {
    const [holder = ''] = says;
    const own = (written.spaces.get(name)?.access ?? []).filter((grant) => !hasEnded(grant, asOf));
    const held = own.filter((grant) => grant.to.some((each) => [each.type, each.name].filter(Boolean).join(':') === holder));
    if (type === 'space-grant' && held.some((grant) => grant.as === true)) return `policies give ${holder} a space role there`;
    if (type === 'space-role-grant' && held.some((grant) => grant.as !== true)) return `policies give ${holder} single permissions there`;
  }
  return undefined;
}

/** Whoever is added to a group is in all groups around it as well. */
function withoutNested(facts: readonly Fact[], { groups }: Site): readonly Fact[] {
  const added = new Set(facts.filter(({ type }) => type === 'member').map(factKey));
  const reaches = (group: string, user: string, seen: Set<string>): boolean =>
    (groups.get(group)?.includes ?? []).some(({ group: inner }) => {
      if (seen.has(inner)) return false;
      seen.add(inner);
      return added.has(factKey({ type: 'member', of: `group:${inner}`, says: [user] })) || reaches(inner, user, seen);
    });
  return facts.filter(({ type, of, says: [user = ''] }) => type !== 'member' || !reaches(nameOf(of), user, new Set()));
}

function entryEdits({ type, of, says: [first = '', second = ''] }: Fact, request: AdditionsRequest): readonly Edit[] {
  const { written } = request;
  const name = nameOf(of);
  const at = placeOfThing(of, written);
  const add = (value: unknown, ...path: string[]): readonly Edit[] =>
    at === undefined ? [] : [{ op: 'add', at: below(at, ...path), value }];
  switch (type) {
    case 'product':
      return at === undefined ? [] : listEdit(request, at, 'products', first, written.people.get(name)?.products.map(productEntry) ?? []);
    case 'guest':
      return at === undefined ? [] : listEdit(request, at, 'guest', first, written.people.get(name)?.guest ?? []);
    case 'group-product':
      return add(first, 'products');
    case 'member':
      return add(bare('user', nameOf(first)), 'members');
    case 'lead':
      return at === undefined ? [] : [{ op: 'set', at: below(at, 'lead'), value: first }];
    case 'actor':
      return add(second, 'roles', nameOf(first));
    case 'project-guest':
    case 'space-guest':
    case 'channel-guest':
      return add(bare('user', nameOf(first)), 'guests');
    case 'guest-permission':
      return at === undefined ? [] : listEdit(request, at, 'guestPermissions', first, written.spaces.get(name)?.guestPermissions ?? []);
    case 'space-role-permission':
      return add(first, 'permissions');
    case 'space-role-grant':
      return add({ to: [first], as: nameOf(second) }, 'access');
    case 'channel-member':
      return add(first, 'members');
    case 'administrator':
      return [{ op: 'add', at: below(written.about.at, 'admins'), value: first }];
    default:
      throw new Error(`There is no way to write a fact of type ${type} into a document.`);
  }
}

function productEntry({
  product,
  until,
  reason,
}: {
  readonly product: string;
  readonly until?: string;
  readonly reason?: string;
}): unknown {
  if (until === undefined && reason === undefined) return product;
  return { product, ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
}

/** A list that may come from defaults, or be a single word: it is written out where it is not a list of its own yet. */
function listEdit({ documents }: AdditionsRequest, at: Place, field: string, value: unknown, known: readonly unknown[]): readonly Edit[] {
  const root = documents.find(({ file, index }) => file === at.file && index === at.document)?.value;
  const spot = below(at, field);
  if (isList(valueAt(root, spot.path))) return [{ op: 'add', at: spot, value }];
  return [{ op: 'set', at: spot, value: [...known, value] }];
}

function placeOfThing(of: string, { people, groups, projects, spaceRoles, spaces, channels, schemes }: Site): Place | undefined {
  const name = nameOf(of);
  const byType: Readonly<Record<string, ReadonlyMap<string, { readonly at: Place }>>> = {
    user: people,
    group: groups,
    project: projects,
    'space-role': spaceRoles,
    space: spaces,
    channel: channels,
    scheme: schemes,
  };
  return byType[of.slice(0, of.indexOf(':'))]?.get(name)?.at;
}

/** Who is in a synced group is what an import saw; what a later one sees takes its place. */
function observedEdits({ written, live, documents }: AdditionsRequest): readonly Edit[] {
  return Array.from(written.groups.values()).flatMap((group): readonly Edit[] => {
    const { observed, managedBy } = live.groups.get(group.name) ?? {};
    if (observed === undefined || managedBy !== 'idp' || group.managedBy !== 'idp' || group.madeBy !== undefined) return [];
    const known = [...(group.observed?.members ?? [])].sort();
    const seen = [...observed.members].sort();
    if (known.length === seen.length && known.every((name, index) => name === seen[index])) return [];
    const root = documents.find(({ file, index }) => file === group.at.file && index === group.at.document)?.value;
    return isMap(root) ? [{ op: 'set', at: below(group.at, 'observed'), value: observed }] : [];
  });
}

/** Two additions to a list that is not written out yet are one. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const sets = new Map<string, Edit & { op: 'set' }>();
  const others: Edit[] = [];
  for (const edit of edits) {
    if (edit.op !== 'set' || !isList(edit.value)) {
      others.push(edit);
      continue;
    }
    const key = JSON.stringify([edit.at.file, edit.at.document, edit.at.path]);
    const known = sets.get(key)?.value;
    const values = isList(known) ? [...known, ...edit.value] : edit.value;
    sets.set(key, { ...edit, value: [...new Map(values.map((value) => [JSON.stringify(value), value])).values()] });
  }
  return [...others, ...sets.values()];
}
