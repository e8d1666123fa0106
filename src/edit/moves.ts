import { placeOfMember, writtenHolder } from '../model/written.js';
import { below, type Place } from '../diagnostics/place.js';
import type { Entry, Grant, Group, Member, Person, Project, Ref, Scheme, Site, Space } from '../model/site.js';
import type { Product } from '../model/permissions.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { Edit } from './edit.js';
import { Refusal } from './refusal.js';

/** The list that a group's members are written in: that of its Collaboration, if one makes it. */
function memberList(group: Group): Place {
  return below(group.at, 'members');
}

/** A person into a group. Throws a Refusal if it changes nothing, or if the group is not ours to fill. */
export function joinGroup(group: Group, user: string): readonly Edit[] {
  refuseDirectory(group);
  return [enlist(group.members, user, memberList(group), `group ${quote(group.name)}`)];
}

export function leaveGroup(site: Site, group: Group, user: string): readonly Edit[] {
  refuseDirectory(group);
  const edits = group.members.filter((member) => member.user === user).map((member) => remove(placeOfMember(member, memberList(group))));
  if (edits.length > 0) return edits;
  const through = group.includes.filter(({ group: name }) => isIn(site, name, user)).map(({ group: name }) => quote(`group:${name}`));
  throw new Refusal(
    `${quote(user)} is not written into the group ${quote(group.name)}.`,
    through.length === 0 ? undefined : `They are in it through ${list(through)}.`,
  );
}

function isIn(site: Site, name: string, user: string, seen = new Set<string>()): boolean {
  const group = site.groups.get(name);
  if (group === undefined || seen.has(name)) return false;
  seen.add(name);
  return group.members.some((member) => member.user === user) || group.includes.some((inner) => isIn(site, inner.group, user, seen));
}

function refuseDirectory(group: Group): void {
  if (group.managedBy === 'idp')
    throw new Refusal(`The group ${quote(group.name)} is filled by the identity provider.`, 'Change it there, or use another group.');
}

export function includeGroup(outer: Group, inner: Group): readonly Edit[] {
  refuseDirectory(outer);
  if (outer.madeBy !== undefined) throw new Refusal(`The group ${quote(outer.name)} is made by a collaboration, which lists people only.`);
  if (outer.includes.some(({ group }) => group === inner.name))
    throw new Refusal(`The group ${quote(outer.name)} includes ${quote(inner.name)} already.`);
  return [{ op: 'add', at: below(outer.at, 'includes'), value: inner.name }];
}

export function excludeGroup(outer: Group, inner: Group): readonly Edit[] {
  const edits = outer.includes.filter(({ group }) => group === inner.name).map(({ at }) => remove(at));
  if (edits.length === 0) throw new Refusal(`The group ${quote(outer.name)} does not include ${quote(inner.name)}.`);
  return edits;
}

/** A person or group into a list of actors or members. */
export function enter(entries: readonly Entry[], who: Ref, list: Place, where: string): readonly Edit[] {
  const value = `${who.type}:${who.name}`;
  const there = entries.filter(({ type, name }) => type === who.type && name === who.name);
  const [first] = there;
  if (first === undefined) return [{ op: 'add', at: list, value }];
  if (there.some(({ until }) => until === undefined)) throw new Refusal(`${quote(value)} is in ${where} already.`);
  return [{ op: 'set', at: first.at, value }];
}

export function leave(entries: readonly Entry[], who: Ref, where: string): readonly Edit[] {
  const there = entries.filter(({ type, name }) => type === who.type && name === who.name);
  if (there.length === 0) throw new Refusal(`${quote(`${who.type}:${who.name}`)} is not written into ${where}.`);
  return there.map(({ at }) => remove(at));
}

export function placeGuest(guests: readonly Member[], user: string, room: { readonly name: string; readonly at: Place }): readonly Edit[] {
  return [enlist(guests, user, below(room.at, 'guests'), `the guests of ${quote(room.name)}`)];
}

/** Throws a Refusal where a Collaboration placed the person: it would take them out of all its rooms. */
export function removeGuest(guests: readonly Member[], user: string, room: { readonly name: string; readonly at: Place }): readonly Edit[] {
  const there = guests.filter((guest) => guest.user === user);
  if (there.length === 0) throw new Refusal(`${quote(user)} is no guest of ${quote(room.name)}.`);
  if (there.some(({ at }) => at !== undefined))
    throw new Refusal(
      `${quote(user)} is a guest of ${quote(room.name)} through a collaboration.`,
      'Take them out of its group ext-NAME, which ends all access through it.',
    );
  return there.map((guest) => remove(placeOfMember(guest, below(room.at, 'guests'))));
}

function enlist(members: readonly Member[], user: string, place: Place, where: string): Edit {
  const there = members.filter((member) => member.user === user);
  const [first] = there;
  if (first === undefined) return { op: 'add', at: place, value: user };
  if (there.some(({ until, at }) => until === undefined || at !== undefined)) throw new Refusal(`${quote(user)} is in ${where} already.`);
  return { op: 'set', at: placeOfMember(first, place), value: user };
}

export function remove(at: Place): Edit {
  return { op: 'remove', at };
}

/** The grants of a scheme or space, and the list they stand in. */
interface Granting {
  readonly grants: readonly Grant[];
  readonly at: Place;
  readonly where: string;
}

export function grantsOfScheme(scheme: Scheme): Granting {
  return { grants: scheme.grants, at: below(scheme.at, 'grants'), where: `the scheme ${quote(scheme.name)}` };
}

export function grantsOfSpace(space: Space): Granting {
  return { grants: space.access, at: below(space.at, 'access'), where: `the space ${quote(space.name)}` };
}

/** One permission or bundle more for a holder: on the line that is theirs alone, if there is one. */
export function grant({ grants, at, where }: Granting, permission: string, holder: string): readonly Edit[] {
  const theirs = grants.filter(
    ({ to, as, until }) => as !== true && until === undefined && to.some((one) => writtenHolder(one) === holder),
  );
  if (theirs.some(({ allow }) => allow.includes(permission)))
    throw new Refusal(`${quote(holder)} has ${quote(permission)} in ${where} already.`);
  const alone = theirs.find(({ to, at: { path } }) => to.length === 1 && path[0] === at.path[0]);
  if (alone !== undefined) return [{ op: 'add', at: below(alone.at, 'allow'), value: permission }];
  return [{ op: 'add', at, value: { to: [holder], allow: [permission] } }];
}

/** Throws a Refusal where the permission comes through a bundle or a space role: other permissions hang on it. */
export function revoke({ grants, at, where }: Granting, permission: string, holder: string): readonly Edit[] {
  const theirs = grants.filter(({ to }) => to.some((one) => writtenHolder(one) === holder));
  const direct = theirs.filter(({ allow, as }) => as !== true && allow.includes(permission));
  const through = theirs.find(({ allow, permissions }) => !allow.includes(permission) && permissions.includes(permission));
  if (through !== undefined)
    throw new Refusal(
      `${quote(holder)} has ${quote(permission)} in ${where} through ${list(through.allow.map(quote), 'or')}.`,
      'Revoke that, and grant what of it should stay.',
    );
  if (direct.length === 0) throw new Refusal(`${quote(holder)} is not granted ${quote(permission)} in ${where}.`);
  return direct.flatMap((line) => takeFrom(line, permission, holder, at));
}

function takeFrom(line: Grant, permission: string, holder: string, grants: Place): readonly Edit[] {
  const { to, allow, until, reason, at } = line;
  if (at.path[0] !== grants.path[0])
    throw new Refusal(`${quote(holder)} has ${quote(permission)} through a collaboration.`, 'Change its "allow".');
  if (to.length === 1) return allow.flatMap((word, index) => (word === permission ? [remove(below(at, 'allow', index))] : []));
  const out = to.flatMap((one, index) => (writtenHolder(one) === holder ? [remove(below(at, 'to', index))] : []));
  const rest = allow.filter((word) => word !== permission);
  if (rest.length === 0) return out;
  const ending = { ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
  return [...out, { op: 'add', at: grants, value: { to: [holder], allow: rest, ...ending } }];
}

export function setScheme(project: Project, scheme: Scheme): readonly Edit[] {
  if (project.scheme === undefined) throw new Refusal(`The project ${quote(project.name)} is team-managed and has no scheme.`);
  if (project.scheme === scheme.name) throw new Refusal(`The project ${quote(project.name)} has that scheme already.`);
  return [{ op: 'set', at: below(project.at, 'scheme'), value: scheme.name }];
}

export function setLead(project: Project, { name }: Person): readonly Edit[] {
  if (project.lead === name) throw new Refusal(`${quote(name)} leads ${quote(project.name)} already.`);
  return [{ op: 'set', at: below(project.at, 'lead'), value: `user:${name}` }];
}

export function setUntil(person: Person, until: string): readonly Edit[] {
  return [{ op: 'set', at: below(person.at, 'until'), value: until }];
}

export function deactivate(person: Person): readonly Edit[] {
  if (!person.active) throw new Refusal(`${quote(person.name)} is not active already.`);
  return [{ op: 'set', at: below(person.at, 'active'), value: false }];
}

/** A product for a person; what the defaults of the document give them stays theirs. */
export function givePerson(person: Person, product: Product): readonly Edit[] {
  if (person.products.some((one) => one.product === product && one.until === undefined))
    throw new Refusal(`${quote(person.name)} has ${product} already.`);
  const own = ownProducts(person);
  const dated = own && person.products.find((one) => one.product === product);
  if (dated !== undefined && dated !== false) return [{ op: 'set', at: dated.at, value: product }];
  const at = below(person.at, 'products');
  return own
    ? [{ op: 'add', at, value: product }]
    : [{ op: 'set', at, value: [...person.products.filter((one) => one.product !== product).map(productEntry), product] }];
}

export function takeFromPerson(site: Site, person: Person, product: Product): readonly Edit[] {
  const theirs = person.products.filter((one) => one.product === product);
  if (theirs.length > 0) {
    if (ownProducts(person)) return theirs.map(({ at }) => remove(at));
    const rest = person.products.filter((one) => one.product !== product).map(productEntry);
    return [{ op: 'set', at: below(person.at, 'products'), value: rest }];
  }
  const groups = [...site.groups.values()].filter(({ name, products }) => products.includes(product) && isIn(site, name, person.name));
  throw new Refusal(
    `${quote(person.name)} is not given ${product} by name.`,
    groups.length === 0 ? undefined : `They have it through ${list(groups.map(({ name }) => quote(`group:${name}`)))}.`,
  );
}

/** Whether the products stand in the person's own entry rather than in the defaults of the document. */
function ownProducts({ products, at }: Person): boolean {
  return products[0]?.at.path[0] === at.path[0];
}

function productEntry({ product, until, reason }: Person['products'][number]): unknown {
  if (until === undefined && reason === undefined) return product;
  return { product, ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
}

export function giveGroup(group: Group, product: Product): readonly Edit[] {
  refuseMade(group);
  if (group.products.includes(product)) throw new Refusal(`The group ${quote(group.name)} gives ${product} already.`);
  return [{ op: 'add', at: below(group.at, 'products'), value: product }];
}

export function takeFromGroup(group: Group, product: Product): readonly Edit[] {
  refuseMade(group);
  const edits = group.products.flatMap((one, index) => (one === product ? [remove(below(group.at, 'products', index))] : []));
  if (edits.length === 0) throw new Refusal(`The group ${quote(group.name)} does not give ${product}.`);
  return edits;
}

function refuseMade({ name, madeBy }: Group): void {
  if (madeBy !== undefined)
    throw new Refusal(`What the group ${quote(name)} gives follows from its collaboration.`, 'Change the rooms of the collaboration.');
}
