import { createHash } from 'node:crypto';
import { below, type Place } from '../diagnostics/place.js';
import type { Entry, Grant, Group, Holder, Member, Person, Project, Site, Timed } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { Subject } from './rule.js';
import { addToList } from '../text/add-to-list.js';

/** A one-line edit, in the form that policies are edited in. */
export type MutantEdit =
  | { readonly op: 'remove'; readonly at: Place }
  | { readonly op: 'add'; readonly at: Place; readonly value: string }
  | { readonly op: 'set'; readonly at: Place; readonly value: string | false };

export type Operator =
  | 'member-added'
  | 'member-dropped'
  | 'member-moved'
  | 'include-dropped'
  | 'grant-widened'
  | 'room-opened'
  | 'actor-swapped'
  | 'actor-dropped'
  | 'until-removed'
  | 'label-changed'
  | 'scheme-swapped';

/** A mistake that somebody could make in one line; it stands for all that differ only in whom of a kind they name. */
export interface Mutant {
  readonly operator: Operator;
  readonly edits: readonly MutantEdit[];
  /** Where it would be made. */
  readonly at: Place;
}

/** Some mutants of a site, and how many there are. */
export interface Mutants {
  readonly chosen: readonly Mutant[];
  readonly all: number;
}

/**
 * The first mutants of a site, in an order that depends on what they do and not on the order of the files; the operators take turns. There may be
 * millions, of which no more are kept than are asked for.
 */
export function mutantsOf(subject: Subject, most = Infinity): Mutants {
  const { groups, projects, schemes, spaces } = subject.site;
  const kinds = new Kinds(subject);
  const actors = groupsThatAct(subject.site);
  const operators: readonly Iterable<Mutant>[] = [
    ofEach(groups, (group) => memberAdded(group, kinds)),
    ofEach(projects, (project) => actorSwapped(project, actors)),
    ofEach(schemes, ({ grants }) => grants.flatMap((grant) => widened(grant, 'jira'))),
    ofEach(spaces, ({ access }) => access.flatMap((grant) => widened(grant, 'confluence'))),
    roomsOpened(subject.site),
    ofEach(projects, (project) => schemeSwapped(project, subject.site)),
    untilRemoved(subject.site),
    labelChanged(subject.site),
    ofEach(groups, (group) => memberMoved(group, subject.site, kinds)),
    ofEach(groups, (group) => dropped(group, kinds)),
    ofEach(projects, actorDropped),
  ];
  const seeded = operators.map((mutants) => firstBySeed(mutants, most));
  return {
    chosen: inTurns(seeded.map(({ chosen }) => chosen)).slice(0, most),
    all: seeded.reduce((sum, { all }) => sum + all, 0),
  };
}

function* ofEach<T>(things: ReadonlyMap<string, T>, mutantsOfOne: (thing: T) => readonly Mutant[]): Generator<Mutant> {
  for (const thing of things.values()) yield* mutantsOfOne(thing);
}

/** By a digest of the content: a small budget then meets a fair sample, the same on every machine. */
function firstBySeed(mutants: Iterable<Mutant>, most: number): Mutants {
  let first: { readonly mutant: Mutant; readonly key: string }[] = [];
  const cut = (): void => {
    first = first.sort((a, b) => compareBytes(a.key, b.key)).slice(0, most);
  };
  let all = 0;
  for (const mutant of mutants) {
    all++;
    first.push({ mutant, key: seedOf(mutant) });
    if (first.length >= most * 2) cut();
  }
  cut();
  return { chosen: first.map(({ mutant }) => mutant), all };
}

function seedOf({ operator, edits }: Mutant): string {
  return createHash('sha256')
    .update(JSON.stringify([operator, edits]))
    .digest('hex');
}

function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1))).flat();
}

/** People who are alike in all that guardrails can ask about and in where they stand: one of them stands for all. */
class Kinds {
  readonly representatives: readonly Person[];
  private readonly keys = new Map<string, string>();
  private readonly standing = new Map<string, string[]>();

  constructor({ site, asOf }: Subject) {
    const { standing } = this;
    const note = (user: string, where: string): void => addToList(standing, user, where);
    for (const { name, members } of site.groups.values()) for (const { user } of members) note(user, `group:${name}`);
    for (const [resource, entries] of namedDirectly(site)) for (const user of entries) note(user, resource);
    const first = new Map<string, Person>();
    for (const person of [...site.people.values()].sort((a, b) => compareBytes(a.name, b.name))) {
      if (!person.active || (person.until !== undefined && person.until < asOf)) continue;
      const key = JSON.stringify([
        person.audience,
        person.company,
        person.type,
        Object.entries(person.labels).sort(),
        person.products.map(({ product }) => product).sort(),
        person.guest,
        (standing.get(person.name) ?? []).sort(),
      ]);
      this.keys.set(person.name, key);
      if (!first.has(key)) first.set(key, person);
    }
    this.representatives = [...first.values()];
  }

  keyOf(user: string): string {
    return this.keys.get(user) ?? '';
  }

  /** Whether a group names somebody. */
  namedBy(user: string): (group: Group) => boolean {
    const standing = new Set(this.standing.get(user));
    return ({ name }) => standing.has(`group:${name}`);
  }
}

function* namedDirectly({ projects, spaces, channels }: Site): Generator<readonly [string, readonly string[]]> {
  for (const { name, roles, guests } of projects.values()) {
    for (const [role, actors] of roles) yield [`${role}@${name}`, actors.flatMap((actor) => (actor.type === 'user' ? [actor.name] : []))];
    yield [`guest@${name}`, guests.map(({ user }) => user)];
  }
  for (const { name, guests } of spaces.values()) yield [`space:${name}`, guests.map(({ user }) => user)];
  for (const { name, guests } of channels.values()) yield [`channel:${name}`, guests.map(({ user }) => user)];
}

/** What a Collaboration made is edited there, not here. */
function isWritten({ madeBy }: { readonly madeBy?: string }): boolean {
  return madeBy === undefined;
}

function memberAdded(group: Group, { representatives }: Kinds): readonly Mutant[] {
  if (!isWritten(group) || group.managedBy !== 'git') return [];
  const at = below(group.at, 'members');
  const inside = new Set(group.members.map(({ user }) => user));
  return representatives
    .filter(({ name }) => !inside.has(name))
    .map(({ name }) => ({ operator: 'member-added', edits: [{ op: 'add', at, value: name }], at }));
}

/** One of each kind of member. */
function firstOfEachKind(group: Group, kinds: Kinds): readonly Member[] {
  const seen = new Set<string>();
  return group.members.filter(({ user }) => {
    const key = kinds.keyOf(user);
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function memberPlace({ at }: Group, { at: written, index }: Member): Place {
  return written ?? below(at, 'members', index);
}

function dropped(group: Group, kinds: Kinds): readonly Mutant[] {
  const members = firstOfEachKind(group, kinds).map((member): Mutant => {
    const at = memberPlace(group, member);
    return { operator: 'member-dropped', edits: [{ op: 'remove', at }], at };
  });
  const includes = group.includes.map(({ at }): Mutant => ({ operator: 'include-dropped', edits: [{ op: 'remove', at }], at }));
  return [...members, ...includes];
}

function memberMoved(group: Group, { groups }: Site, kinds: Kinds): readonly Mutant[] {
  if (!isWritten(group)) return [];
  return firstOfEachKind(group, kinds)
    .slice(0, 1)
    .flatMap((member) => {
      const at = memberPlace(group, member);
      const isIn = kinds.namedBy(member.user);
      return [...groups.values()]
        .filter((other) => other !== group && isWritten(other) && other.managedBy === 'git' && !isIn(other))
        .map((other): Mutant => ({
          operator: 'member-moved',
          edits: [
            { op: 'remove', at },
            { op: 'add', at: below(other.at, 'members'), value: member.user },
          ],
          at,
        }));
    });
}

function widened(grant: Grant, system: 'jira' | 'confluence'): readonly Mutant[] {
  const open: readonly Holder['type'][] = ['anyone', 'logged-in'];
  if (typeof grant.at.path.at(-1) !== 'number' || grant.to.some(({ type }) => open.includes(type))) return [];
  // The portal, guests and conditions of an issue are no list of people that one would widen by mistake.
  if (system === 'jira' && grant.to.every(({ type }) => type === 'portal-customers')) return [];
  const at = below(grant.at, 'to');
  return [{ operator: 'grant-widened', edits: [{ op: 'add', at, value: 'logged-in' }], at }];
}

function* roomsOpened({ projects, channels }: Site): Generator<Mutant> {
  for (const { at, access } of projects.values()) {
    if (access !== 'private' && access !== 'limited') continue;
    const place = below(at, 'access');
    yield { operator: 'room-opened', edits: [{ op: 'set', at: place, value: 'open' }], at: place };
  }
  for (const channel of channels.values()) {
    if (!channel.private || !isWritten(channel)) continue;
    const place = below(channel.at, 'private');
    yield { operator: 'room-opened', edits: [{ op: 'set', at: place, value: false }], at: place };
  }
}

function writtenActors({ roles, madeBy }: Project): readonly (readonly [string, readonly Entry[]])[] {
  return madeBy === undefined
    ? Array.from(roles, ([role, actors]) => [role, actors.filter(({ at }) => at.path[0] === 'roles')] as const)
    : [];
}

/** Groups that are an actor anywhere: these are the names at hand when somebody mistypes one. */
function groupsThatAct({ projects }: Site): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { roles } of projects.values())
    for (const actors of roles.values()) for (const { type, name } of actors) if (type === 'group') known.add(name);
  return known;
}

/** The first actor of each role by each of these groups. */
function actorSwapped(project: Project, known: ReadonlySet<string>): readonly Mutant[] {
  return writtenActors(project).flatMap(([, actors]) => {
    const [first] = actors;
    if (first === undefined) return [];
    const here = new Set(actors.map(({ name }) => name));
    return [...known]
      .filter((name) => !here.has(name))
      .map((name): Mutant => ({ operator: 'actor-swapped', edits: [{ op: 'set', at: first.at, value: `group:${name}` }], at: first.at }));
  });
}

function actorDropped(project: Project): readonly Mutant[] {
  return writtenActors(project).flatMap(([, actors]) =>
    actors.map(({ at }): Mutant => ({ operator: 'actor-dropped', edits: [{ op: 'remove', at }], at })),
  );
}

function schemeSwapped({ at, scheme }: Project, { schemes }: Site): readonly Mutant[] {
  if (scheme === undefined) return [];
  const place = below(at, 'scheme');
  return [...schemes.keys()]
    .filter((name) => name !== scheme)
    .map((name) => ({ operator: 'scheme-swapped', edits: [{ op: 'set', at: place, value: name }], at: place }));
}

/** Ends stand where they are written: on the entry, or in the defaults of its document. */
function* untilRemoved(site: Site): Generator<Mutant> {
  const seen = new Set<string>();
  const remove = function* (at: Place): Generator<Mutant> {
    const key = JSON.stringify([at.file, at.document, at.path]);
    if (seen.has(key)) return;
    seen.add(key);
    yield { operator: 'until-removed', edits: [{ op: 'remove', at }], at };
  };
  for (const { until, at } of site.people.values()) {
    if (until === undefined) continue;
    // One of the two is there; the other edit cannot be made and does not count.
    yield* remove(below(at, 'until'));
    yield* remove({ file: at.file, document: at.document, path: ['defaults', 'until'] });
  }
  for (const { until, at } of site.collaborations.values()) if (until !== undefined) yield* remove(below(at, 'until'));
  for (const timed of timedEntries(site)) if (timed.until !== undefined) yield* remove(below(timed.at, 'until'));
}

function* timedEntries({ groups, schemes, projects, spaces, channels, about }: Site): Generator<Timed & { readonly at: Place }> {
  const listed = function* (
    home: { readonly at: Place },
    list: string,
    members: readonly Member[],
  ): Generator<Timed & { readonly at: Place }> {
    for (const member of members) if (member.at === undefined) yield { ...member, at: below(home.at, list, member.index) };
  };
  for (const group of groups.values()) yield* listed(group, 'members', group.members);
  for (const { grants } of schemes.values()) yield* grants;
  for (const project of projects.values()) {
    for (const [, actors] of writtenActors(project)) yield* actors;
    yield* listed(project, 'guests', project.guests);
  }
  for (const space of spaces.values()) {
    yield* space.access;
    yield* listed(space, 'guests', space.guests);
  }
  for (const channel of channels.values()) {
    yield* channel.members;
    yield* listed(channel, 'guests', channel.guests);
  }
  yield* about.globalPermissions;
}

/** Each label by each other value that it has somewhere. */
function* labelChanged({ projects, spaces, channels }: Site): Generator<Mutant> {
  const things = [...projects.values(), ...spaces.values(), ...channels.values()];
  const values = new Map<string, Set<string>>();
  for (const { labels } of things)
    for (const [name, value] of Object.entries(labels)) values.set(name, (values.get(name) ?? new Set()).add(value));
  for (const { labels, at } of things) {
    for (const [name, value] of Object.entries(labels)) {
      const place = below(at, 'labels', name);
      for (const other of values.get(name) ?? [])
        if (other !== value) yield { operator: 'label-changed', edits: [{ op: 'set', at: place, value: other }], at: place };
    }
  }
}
