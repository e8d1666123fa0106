import { hasEnded } from '../model/ends.js';
import { knownTraits } from '../model/traits.js';
import type { Ref, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { Rename } from './renames.js';
import { nameOf, referenceTo } from '../text/reference.js';

/** Somebody who is named and cannot approve, and why; `empty`: a group that comes to nobody who can. */
export interface UnableApprover {
  readonly who: string;
  readonly why: 'author' | 'inactive' | 'ended' | 'app' | 'gone' | 'empty';
}

/** The people that some names come to. */
export interface Able {
  /** References of people, sorted. */
  readonly people: readonly string[];
  readonly unable: readonly UnableApprover[];
  /** Groups of the identity provider of whose members nothing is known, and those of which an import saw them; sorted. */
  readonly unknownMembers: readonly string[];
  readonly observedMembers: readonly string[];
}

interface Ground {
  readonly asOf: string;
  readonly before: Site | undefined;
  readonly after: Site;
  readonly renames: readonly Rename[];
  /** Names of the people who wrote the change, as they are called now. */
  readonly authors: ReadonlySet<string>;
}

/** Whom names come to: of groups that were there before, the members of then. Whoever is gone on either side of the change cannot answer. */
export function approversOn(ground: Ground): (named: readonly Ref[]) => Able {
  const names = new Names(ground);
  return (named) => {
    const [only] = named;
    // Mostly it is one person, who can.
    if (only?.type === 'user' && named.length === 1) {
      const who = names.current(referenceTo(only));
      if (names.unfitness(who) === undefined) return { people: [who], unable: [], unknownMembers: [], observedMembers: [] };
    }
    const found = new Expansion(ground, names);
    for (const ref of named) found.addNamed(ref);
    return found.result();
  };
}

/** What people and groups are called on either side, and who of them can answer. */
class Names {
  private readonly ground: Ground;
  private readonly now: ReadonlyMap<string, string>;
  private readonly then: ReadonlyMap<string, string>;

  constructor(ground: Ground) {
    this.ground = ground;
    this.now = new Map(ground.renames.map(({ from, to }) => [from, to]));
    this.then = new Map(ground.renames.map(({ from, to }) => [to, from]));
  }

  current(reference: string): string {
    return this.now.get(reference) ?? reference;
  }

  earlier(reference: string): string {
    return this.then.get(reference) ?? reference;
  }

  unfitness(who: string): UnableApprover['why'] | undefined {
    const { before, after, asOf, authors } = this.ground;
    const name = nameOf(who);
    const isAuthor = authors.has(name) ? 'author' : undefined;
    const earlier = nameOf(this.earlier(who));
    const isPlain = (site: Site, called: string): boolean => knownTraits.of(site.people, called)?.isPlain === true;
    if (isPlain(after, name) && (before === undefined || isPlain(before, earlier))) return isAuthor;
    const is = after.people.get(name);
    if (is === undefined) return 'gone';
    const was = before?.people.get(earlier) ?? is;
    if (was.type === 'app' || is.type === 'app') return 'app';
    if (!was.active || !is.active) return 'inactive';
    if (hasEnded(was, asOf) || hasEnded(is, asOf)) return 'ended';
    return isAuthor;
  }
}

class Expansion {
  private readonly ground: Ground;
  private readonly names: Names;
  private readonly people = new Set<string>();
  private readonly unable = new Map<string, UnableApprover>();
  private readonly unknown = new Set<string>();
  private readonly observed = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(ground: Ground, names: Names) {
    this.ground = ground;
    this.names = names;
  }

  addNamed(ref: Ref): void {
    const who = this.names.current(referenceTo(ref));
    if (ref.type === 'user') {
      const why = this.names.unfitness(who);
      if (why === undefined) this.people.add(who);
      else this.unable.set(who, { who, why });
      return;
    }
    const before = this.people.size + this.unknown.size;
    this.addGroup(who);
    if (this.people.size + this.unknown.size === before) this.unable.set(who, { who, why: 'empty' });
  }

  result(): Able {
    return {
      people: [...this.people].sort(compareBytes),
      unable: [...this.unable.values()],
      unknownMembers: [...this.unknown].sort(compareBytes),
      observedMembers: [...this.observed].sort(compareBytes),
    };
  }

  private addGroup(reference: string): void {
    if (this.seen.has(reference)) return;
    this.seen.add(reference);
    const { before, after, asOf } = this.ground;
    const group = before?.groups.get(nameOf(this.names.earlier(reference))) ?? after.groups.get(nameOf(reference));
    if (group === undefined) return;
    if (group.managedBy === 'idp') {
      (group.observed === undefined ? this.unknown : this.observed).add(reference);
      for (const name of group.observed?.members ?? []) this.addMember(name);
    }
    for (const { user, until } of group.members) if (until === undefined || until >= asOf) this.addMember(user);
    for (const { group: included } of group.includes) this.addGroup(this.names.current(`group:${included}`));
  }

  private addMember(name: string): void {
    const who = this.names.current(`user:${name}`);
    if (this.names.unfitness(who) === undefined) this.people.add(who);
  }
}
