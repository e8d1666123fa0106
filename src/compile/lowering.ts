import { type Effects, nothing } from '../matrix/effects.js';
import { groupAtom, subjectAtom, type Frame } from '../matrix/tables.js';
import { allowed } from '../matrix/verdicts.js';
import { products } from '../model/permissions.js';
import type { Channel, Entry, Member, Project, Scheme, Site, Space } from '../model/site.js';
import { hasEnded } from '../model/ends.js';
import { Shapes, type Shape } from './shapes.js';

/** The numbers that people and groups have in the tables. */
export interface Numbers {
  /** Undefined for people who are gone. */
  person(id: string): number | undefined;
  group(name: string): number | undefined;
  /** Whether anybody may join the group of this number, or one that it includes. */
  isOpen(group: number): boolean;
}

/** Who gets one effect: sorted atoms, each once. */
export interface Term {
  readonly effect: number;
  readonly atoms: readonly number[];
}

/** One resource, lowered: what it means with nothing left of names but its own. */
export interface Row {
  /** With its type: `project:ACME`. */
  readonly resource: string;
  readonly frame: Frame;
  /** Sorted by effect; none is empty. */
  readonly terms: readonly Term[];
  /** Subjects placed as guests, sorted, each once. */
  readonly guests: readonly number[];
}

export interface LoweringInput {
  readonly asOf: string;
  readonly numbers: Numbers;
  readonly effects: Effects;
  readonly scheme: (name: string) => Scheme | undefined;
}

/** Turns resources into rows, one at a time. What a scheme means is worked out when a project first uses it, and kept. */
export class Lowering {
  private readonly asOf: string;
  private readonly numbers: Numbers;
  private readonly effects: Effects;
  private readonly scheme: (name: string) => Scheme | undefined;
  private readonly shapes: Shapes;
  private readonly settled = new Map<string, Settled>();
  private readonly terms = new Terms();
  private readonly member: number;

  constructor({ asOf, numbers, effects, scheme }: LoweringInput) {
    this.asOf = asOf;
    this.numbers = numbers;
    this.effects = effects;
    this.scheme = scheme;
    this.shapes = new Shapes(asOf, effects);
    this.member = effects.of(['member'], allowed);
  }

  project(project: Project): Row {
    const { shape, gifts, ...settled } = this.shapeOf(project);
    let { base } = settled;
    for (const [role, effect] of shape.roles) {
      const actors = project.roles.get(role);
      if (actors === undefined) continue;
      for (const actor of actors) if (!hasEnded(actor, this.asOf)) base = this.give(actor, effect, base);
    }
    this.terms.addAll(gifts);
    if (project.lead !== undefined && shape.lead !== nothing) this.givePerson(project.lead, shape.lead);
    return {
      resource: `project:${project.name}`,
      frame: frameOf('project', shape, base, project.archived),
      terms: this.terms.taken(),
      guests: this.placed(project.guests),
    };
  }

  space(space: Space): Row {
    const { shape, base, gifts } = this.settle(this.shapes.ofSpace(space));
    this.terms.addAll(gifts);
    return {
      resource: `space:${space.name}`,
      frame: frameOf('space', shape, base),
      terms: this.terms.taken(),
      guests: this.placed(space.guests),
    };
  }

  channel({ name, private: hidden, members, guests }: Channel): Row {
    for (const entry of members) {
      if (hasEnded(entry, this.asOf)) continue;
      const atom = this.atomOf(entry);
      if (atom !== undefined) this.terms.add(this.member, atom);
    }
    return {
      resource: `channel:${name}`,
      frame: frameOf('channel', { guests: this.member, loggedInOnly: hidden ? nothing : this.member }),
      terms: this.terms.taken(),
      guests: this.placed(guests),
    };
  }

  wholeSite({ admins, globalPermissions }: Site['about']): Row {
    let loggedInOnly = nothing;
    const give = (entry: Pick<Entry, 'type' | 'name'>, effect: number): void => {
      const atom = this.atomOf(entry);
      if (atom === undefined) return;
      this.terms.add(effect, atom);
      if (entry.type === 'group' && this.numbers.isOpen(atom / 2)) loggedInOnly = this.effects.union(loggedInOnly, effect);
    };
    const admin = this.effects.of(['admin:site'], allowed);
    for (const entry of admins) give(entry, admin);
    for (const grant of globalPermissions) {
      if (hasEnded(grant, this.asOf)) continue;
      const effect = this.effects.of(grant.permissions, allowed);
      for (const { name } of grant.to) give({ type: 'group', name }, effect);
    }
    return { resource: 'site', frame: frameOf('site', { loggedInOnly }), terms: this.terms.taken(), guests: [] };
  }

  private shapeOf(project: Project): Settled {
    const key = project.scheme === undefined ? `access:${project.access ?? ''}` : `scheme:${project.scheme}`;
    const known = this.settled.get(key);
    if (known !== undefined) return known;
    const scheme = project.scheme === undefined ? undefined : this.scheme(project.scheme);
    const settled = this.settle(scheme === undefined ? this.shapes.teamManaged(project.access ?? 'private') : this.shapes.ofScheme(scheme));
    this.settled.set(key, settled);
    return settled;
  }

  /** What a group that anybody may join gets, everybody gets. */
  private settle(shape: Shape): Settled {
    let { base } = shape;
    const gifts = new Gifts(this.effects);
    for (const { type, name, effect } of shape.named) {
      const number = type === 'user' ? this.numbers.person(name) : this.numbers.group(name);
      if (number === undefined) continue;
      if (type === 'user') gifts.add(subjectAtom(number), effect);
      else if (this.numbers.isOpen(number)) base = this.effects.union(base, effect);
      else gifts.add(groupAtom(number), effect);
    }
    return { shape, base, gifts: gifts.list() };
  }

  private give({ type, name }: Pick<Entry, 'type' | 'name'>, effect: number, base: number): number {
    if (type === 'user') {
      this.givePerson(name, effect);
      return base;
    }
    const group = this.numbers.group(name);
    if (group === undefined) return base;
    if (this.numbers.isOpen(group)) return this.effects.union(base, effect);
    this.terms.add(effect, groupAtom(group));
    return base;
  }

  private givePerson(id: string, effect: number): void {
    const subject = this.numbers.person(id);
    if (subject !== undefined) this.terms.add(effect, subjectAtom(subject));
  }

  private atomOf({ type, name }: Pick<Entry, 'type' | 'name'>): number | undefined {
    const number = type === 'user' ? this.numbers.person(name) : this.numbers.group(name);
    if (number === undefined) return undefined;
    return type === 'user' ? subjectAtom(number) : groupAtom(number);
  }

  private placed(guests: readonly Member[]): readonly number[] {
    if (guests.length === 0) return none;
    const subjects = new Set<number>();
    for (const guest of guests) {
      const subject = hasEnded(guest, this.asOf) ? undefined : this.numbers.person(guest.user);
      if (subject !== undefined) subjects.add(subject);
    }
    return [...subjects].sort((a, b) => a - b);
  }
}

const none: readonly number[] = [];
const noApplications: readonly number[] = products.map(() => nothing);

function frameOf(kind: Frame['kind'], parts: Partial<Frame>, base = nothing, archived = false): Frame {
  return {
    kind,
    archived,
    base,
    anyone: parts.anyone ?? nothing,
    portal: parts.portal ?? nothing,
    applications: parts.applications ?? noApplications,
    guests: parts.guests ?? nothing,
    loggedInOnly: parts.loggedInOnly ?? nothing,
  };
}

/** A shape with its names as numbers. */
interface Settled {
  readonly shape: Shape;
  readonly base: number;
  readonly gifts: readonly Gift[];
}

interface Gift {
  readonly atom: number;
  readonly effect: number;
}

/** Adds up what each holder is given by name. */
class Gifts {
  private readonly effects: Effects;
  private readonly given: Gift[] = [];

  constructor(effects: Effects) {
    this.effects = effects;
  }

  add(atom: number, effect: number): void {
    this.given.push({ atom, effect });
  }

  list(): readonly Gift[] {
    if (this.given.length <= 1) return this.given;
    const summed: Gift[] = [];
    for (const { atom, effect } of this.given.sort((a, b) => a.atom - b.atom)) {
      const last = summed.at(-1);
      if (last?.atom === atom) summed[summed.length - 1] = { atom, effect: this.effects.union(last.effect, effect) };
      else summed.push({ atom, effect });
    }
    return summed;
  }
}

/** Above every atom, and low enough for products to stay whole numbers. */
const atomRange = 2 ** 26;

/** Collects who gets which effect on one resource; each is one number, so that sorting them is sorting numbers. */
class Terms {
  private readonly given: number[] = [];

  add(effect: number, atom: number): void {
    if (effect !== nothing) this.given.push(effect * atomRange + atom);
  }

  addAll(gifts: readonly Gift[]): void {
    for (const { atom, effect } of gifts) this.add(effect, atom);
  }

  /** What was collected since it was last taken. */
  taken(): readonly Term[] {
    const given = this.given.sort((a, b) => a - b);
    const terms: Term[] = [];
    let atoms: number[] = [];
    let last = -1;
    for (const each of given) {
      if (each === last) continue;
      const effect = Math.floor(each / atomRange);
      if (terms.length === 0 || effect !== Math.floor(last / atomRange)) terms.push({ effect, atoms: (atoms = []) });
      atoms.push(each % atomRange);
      last = each;
    }
    this.given.length = 0;
    return terms;
  }
}
