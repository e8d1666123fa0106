import { type Effects, nothing } from '../matrix/effects.js';
import { groupAtom, pack, subjectAtom, type Frame, type Lists, type Tables } from '../matrix/tables.js';
import { allowed } from '../matrix/verdicts.js';
import { products } from '../model/permissions.js';
import type { Entry, Member, Project, Site, Space } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { hasEnded, type Membership } from './membership.js';
import { schemeShape, spaceShape, teamManagedShape, type Shape } from './shapes.js';

type Rows = Pick<Tables, 'frames' | 'sets' | 'resources' | 'rowFrames' | 'rowTerms' | 'rowGuests'>;

/** One resource, lowered. */
interface Row {
  readonly resource: string;
  readonly frame: Frame;
  /** Effects and the atoms that get them. */
  readonly terms: ReadonlyMap<number, ReadonlySet<number>>;
  readonly guests: readonly number[];
}

/** Every resource as a row of the tables. */
export function compileRows(site: Site, asOf: string, membership: Membership, effects: Effects): Rows {
  const lowering = new Lowering(site, asOf, membership, effects);
  const rows = [
    ...Array.from(site.projects.values(), (project) => lowering.project(project)),
    ...Array.from(site.spaces.values(), (space) => lowering.space(space)),
    ...Array.from(site.channels.values(), (channel) => lowering.channel(channel)),
    lowering.wholeSite(),
  ].sort((a, b) => compareBytes(a.resource, b.resource));
  const frames = new Interner<Frame>((frame) => JSON.stringify(frame));
  const sets = new Interner<readonly number[]>((atoms) => atoms.join());
  const rowTerms = rows.map(({ terms }) => termsOf(terms, sets));
  const rowFrames = Uint32Array.from(rows, ({ frame }) => frames.id(frame));
  return {
    resources: rows.map(({ resource }) => resource),
    rowFrames,
    rowTerms: pack(rowTerms),
    rowGuests: pack(rows.map(({ guests }) => guests)),
    frames: frames.all,
    sets: packSets(sets.all),
  };
}

function packSets(sets: readonly (readonly number[])[]): Lists {
  return pack(sets);
}

function termsOf(terms: ReadonlyMap<number, ReadonlySet<number>>, sets: Interner<readonly number[]>): number[] {
  return [...terms]
    .filter(([effect, atoms]) => effect !== nothing && atoms.size > 0)
    .sort(([a], [b]) => a - b)
    .flatMap(([effect, atoms]) => [sets.id([...atoms].sort((a, b) => a - b)), effect]);
}

/** Numbers equal things alike, in order of first sight. */
class Interner<T> {
  readonly all: T[] = [];
  private readonly ids = new Map<string, number>();
  private readonly keyOf: (thing: T) => string;

  constructor(keyOf: (thing: T) => string) {
    this.keyOf = keyOf;
  }

  id(thing: T): number {
    const key = this.keyOf(thing);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.all.length);
    return this.all.push(thing) - 1;
  }
}

/** Collects who gets which effect on one resource. */
class Terms {
  readonly byEffect = new Map<number, Set<number>>();

  add(effect: number, atom: number): void {
    const atoms = this.byEffect.get(effect);
    if (atoms === undefined) this.byEffect.set(effect, new Set([atom]));
    else atoms.add(atom);
  }
}

class Lowering {
  private readonly site: Site;
  private readonly asOf: string;
  private readonly membership: Membership;
  private readonly effects: Effects;
  private readonly shapes = new Map<string, Shape>();
  private readonly member: number;

  constructor(site: Site, asOf: string, membership: Membership, effects: Effects) {
    this.site = site;
    this.asOf = asOf;
    this.membership = membership;
    this.effects = effects;
    this.member = effects.of(['member'], allowed);
  }

  project(project: Project): Row {
    const shape = this.shapeOf(project);
    const terms = new Terms();
    let { base } = shape;
    for (const [role, effect] of shape.roles) {
      for (const actor of project.roles.get(role) ?? []) {
        if (hasEnded(actor, this.asOf)) continue;
        if (this.isOpen(actor)) base = this.effects.union(base, effect);
        else this.addAtom(terms, effect, this.atomOf(actor));
      }
    }
    base = this.addNamed(terms, shape, base);
    if (project.lead !== undefined && shape.lead !== nothing)
      this.addAtom(terms, shape.lead, this.atomOf({ type: 'user', name: project.lead }));
    const frame = this.frame('project', { ...shape, base, archived: project.archived });
    return { resource: `project:${project.name}`, frame, terms: terms.byEffect, guests: this.placed(project.guests) };
  }

  space(space: Space): Row {
    const shape = spaceShape(space, this.asOf, this.effects);
    const terms = new Terms();
    const base = this.addNamed(terms, shape, shape.base);
    return {
      resource: `space:${space.name}`,
      frame: this.frame('space', { ...shape, base }),
      terms: terms.byEffect,
      guests: this.placed(space.guests),
    };
  }

  channel({
    name,
    private: hidden,
    members,
    guests,
  }: {
    readonly name: string;
    readonly private: boolean;
    readonly members: readonly Entry[];
    readonly guests: readonly Member[];
  }): Row {
    const terms = new Terms();
    for (const entry of members) if (!hasEnded(entry, this.asOf)) this.addAtom(terms, this.member, this.atomOf(entry));
    const frame = this.frame('channel', { guests: this.member, loggedInOnly: hidden ? nothing : this.member });
    return { resource: `channel:${name}`, frame, terms: terms.byEffect, guests: this.placed(guests) };
  }

  wholeSite(): Row {
    const terms = new Terms();
    let loggedInOnly = nothing;
    const give = (entry: Pick<Entry, 'type' | 'name'>, effect: number): void => {
      this.addAtom(terms, effect, this.atomOf(entry));
      if (this.isOpen(entry)) loggedInOnly = this.effects.union(loggedInOnly, effect);
    };
    const { admins, globalPermissions } = this.site.about;
    const admin = this.effects.of(['admin:site'], allowed);
    for (const entry of admins) give(entry, admin);
    for (const grant of globalPermissions) {
      if (hasEnded(grant, this.asOf)) continue;
      const effect = this.effects.of(grant.permissions, allowed);
      for (const { name } of grant.to) give({ type: 'group', name }, effect);
    }
    return { resource: 'site', frame: this.frame('site', { loggedInOnly }), terms: terms.byEffect, guests: [] };
  }

  private shapeOf(project: Project): Shape {
    const key = project.scheme === undefined ? `access:${project.access ?? ''}` : `scheme:${project.scheme}`;
    let shape = this.shapes.get(key);
    if (shape === undefined) {
      const scheme = project.scheme === undefined ? undefined : this.site.schemes.get(project.scheme);
      shape =
        scheme === undefined ? teamManagedShape(project.access ?? 'private', this.effects) : schemeShape(scheme, this.asOf, this.effects);
      this.shapes.set(key, shape);
    }
    return shape;
  }

  /** People and groups that a scheme or space names itself; what a group that anybody may join gets, everybody gets. */
  private addNamed(terms: Terms, shape: Pick<Shape, 'users' | 'groups'>, base: number): number {
    let sum = base;
    for (const [name, effect] of shape.users) this.addAtom(terms, effect, this.atomOf({ type: 'user', name }));
    for (const [name, effect] of shape.groups) {
      if (this.isOpen({ type: 'group', name })) sum = this.effects.union(sum, effect);
      else this.addAtom(terms, effect, this.atomOf({ type: 'group', name }));
    }
    return sum;
  }

  private addAtom(terms: Terms, effect: number, atom: number | undefined): void {
    if (atom !== undefined) terms.add(effect, atom);
  }

  /** Undefined for people who are gone. */
  private atomOf({ type, name }: Pick<Entry, 'type' | 'name'>): number | undefined {
    const index = (type === 'user' ? this.membership.personIndex : this.membership.groupIndex).get(name);
    if (index === undefined) return undefined;
    return type === 'user' ? subjectAtom(index) : groupAtom(index);
  }

  private isOpen({ type, name }: Pick<Entry, 'type' | 'name'>): boolean {
    return type === 'group' && this.membership.open.has(this.membership.groupIndex.get(name) ?? -1);
  }

  private placed(guests: readonly Member[]): readonly number[] {
    const subjects = new Set<number>();
    for (const guest of guests) {
      const subject = hasEnded(guest, this.asOf) ? undefined : this.membership.personIndex.get(guest.user);
      if (subject !== undefined) subjects.add(subject);
    }
    return [...subjects].sort((a, b) => a - b);
  }

  private frame(kind: Frame['kind'], parts: Partial<Frame>): Frame {
    const { archived = false, base = nothing, anyone = nothing, portal = nothing, guests = nothing, loggedInOnly = nothing } = parts;
    return { kind, archived, base, anyone, portal, applications: parts.applications ?? products.map(() => nothing), guests, loggedInOnly };
  }
}
