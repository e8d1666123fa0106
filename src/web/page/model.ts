import { diffMatrices, type MatrixChange } from '../../diff/access-change.js';
import { emptyMatrix } from '../../matrix/empty.js';
import { classes, type SubjectClass } from '../../matrix/subject-classes.js';
import { nothing } from '../../matrix/effects.js';
import { evaluatorOf } from '../../matrix/matrix.js';
import type { Declared, Labels } from '../../model/site.js';
import { asMap } from '../../plan/renames.js';
import type { SubjectInfo } from '../../plan/plan.js';
import { infoOf } from '../../plan/subjects.js';
import { compareBytes } from '../../text/compare.js';
import type { ReportData } from '../report-data.js';
import { withDifference, isEmptyDifference } from '../site-pack.js';
import { AccessTable, accessOf, isChanged, type Access } from './access.js';
import { giftsOfGroups, type GroupGifts } from './group-gifts.js';
import { stateOf, type State } from './state.js';
import { nameOf } from '../../text/reference.js';

/** Somebody, or a group, as a row of the matrix. */
export interface Row {
  /** `user:ID`, `group:NAME`, or a class. */
  readonly subject: string;
  readonly info: SubjectInfo;
  /** Whether anything about its access differs. */
  readonly changed: boolean;
  /** In lower case, what it is searched by. */
  readonly words: string;
}

/** A project, space or channel, or the site, as a column of the matrix. */
export interface PlaceColumn {
  readonly resource: string;
  readonly kind: 'project' | 'space' | 'channel' | 'site';
  readonly labels: Labels;
  readonly changed: boolean;
  readonly words: string;
}

/** All that the page can be asked. */
export interface Model {
  readonly data: ReportData;
  readonly head: State;
  /** The side before; the head itself where nothing differs. Missing where it does not compile. */
  readonly base: State | undefined;
  /** People, groups of the identity provider and classes, in the order of the matrix. */
  readonly people: readonly Row[];
  /** Groups of either side. */
  readonly groups: readonly Row[];
  readonly places: readonly PlaceColumn[];
  /** Where what groups are given differs. */
  readonly groupPlaces: ReadonlySet<string>;
  /** What a row holds in a place; of a group that is kept in git: what it is given there. */
  access(subject: string, resource: string): Access;
}

export function modelOf(data: ReportData): Model {
  const { plan, site } = data;
  const head = stateOf('head', site, plan.asOf, data.lines);
  const base = baseOf(data, head);
  const empty = emptyMatrix(plan.asOf);
  const [a, b] = [base?.evaluator ?? evaluatorOf(empty), head.evaluator];
  const change: MatrixChange | undefined =
    base === head ? undefined : diffMatrices(base?.matrix ?? empty, head.matrix, asMap(plan.renames));
  const changed = changedIn(change);
  const old = oldNames(plan.renames);
  const table = new AccessTable(a.tables.effects, b.tables.effects);
  const find = { a: base === undefined ? undefined : new Numbers(base), b: new Numbers(head) };
  const gifts = { a: lazy(() => base && giftsOfGroups(base)), b: lazy(() => giftsOfGroups(head)) };

  const effect = (state: State | undefined, numbers: Numbers | undefined, subject: string, resource: string): number => {
    const row = numbers?.row(resource) ?? -1;
    if (state === undefined || row < 0) return nothing;
    if (isClass(subject)) return state.evaluator.classAccess(row, subject);
    const who = numbers?.subject(subject) ?? -1;
    return who < 0 ? nothing : state.evaluator.access(row, who);
  };
  const ofGroup = (group: string, resource: string): Access => {
    const before = gifts.a()?.cells(old(`group:${group}`).slice('group:'.length), old(resource)) ?? [];
    return accessOf(before, gifts.b().cells(group, resource));
  };

  const subjects = namesOf(change, b.tables);
  const given = groupRows({ head, base, old, gifts, compares: base !== head });
  return {
    data,
    head,
    base,
    people: subjects.map((subject) => rowOf(subject, changed.subjects.has(subject), infoFor(head, base, subject))),
    groups: given.rows,
    groupPlaces: given.places,
    places: placesOf(head, base, changed.resources, change),
    access(subject, resource) {
      const group = subject.startsWith('group:') ? subject.slice('group:'.length) : undefined;
      const managed = group === undefined ? undefined : (head.site.groups.get(group) ?? base?.site.groups.get(group))?.managedBy;
      if (group !== undefined && managed !== 'idp') return ofGroup(group, resource);
      const after = effect(head, find.b, subject, resource);
      if (base === head) return table.of(after, after);
      return table.of(effect(base, find.a, old(subject), old(resource)), after);
    },
  };
}

function baseOf({ kind, plan, before, site, lines }: ReportData, head: State): State | undefined {
  if (kind === 'state') return head;
  if (before === undefined) return undefined;
  if (isEmptyDifference(before.site)) return head;
  return stateOf('base', withDifference(site, before.site), plan.asOf, before.lines, lines);
}

function isClass(subject: string): subject is SubjectClass {
  return (classes as readonly string[]).includes(subject);
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What something is called on the side before. */
function oldNames(renames: ReportData['plan']['renames']): (name: string) => string {
  const old = new Map(renames.map(({ from, to }) => [to, from]));
  return (name) => old.get(name) ?? name;
}

/** Names to the numbers of one side; -1 where there is none. */
class Numbers {
  private readonly subjects: ReadonlyMap<string, number>;
  private readonly rows: ReadonlyMap<string, number>;

  constructor({ evaluator: { tables } }: State) {
    this.rows = new Map(tables.resources.map((name, row) => [name, row]));
    this.subjects = new Map([
      ...tables.people.map((name, index) => [`user:${name}`, index] as const),
      ...tables.idpGroups.map((name, index) => [`group:${name}`, tables.people.length + index] as const),
    ]);
  }

  subject(name: string): number {
    return this.subjects.get(name) ?? -1;
  }

  row(resource: string): number {
    return this.rows.get(resource) ?? -1;
  }
}

interface Changed {
  readonly subjects: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
}

function changedIn(change: MatrixChange | undefined): Changed {
  const subjects = new Set<string>();
  const resources = new Set<string>();
  for (const { resource, subjects: set } of change?.blocks ?? []) {
    resources.add(change?.pairing.resourceName(resource) ?? '');
    set.visit((subject) => subjects.add(change?.pairing.naming.name(subject) ?? ''));
  }
  return { subjects, resources };
}

type Names = Pick<State['evaluator']['tables'], 'people' | 'idpGroups' | 'resources'>;

/** All subjects under the names they have now, in the order of the matrix. */
function namesOf(change: MatrixChange | undefined, after: Names): readonly string[] {
  if (change !== undefined) {
    const { naming } = change.pairing;
    const total = naming.people + naming.groups + classes.length;
    return Array.from({ length: total }, (_, subject) => naming.name(subject)).sort(compareBytes);
  }
  const named = [...after.people.map((name) => `user:${name}`), ...after.idpGroups.map((name) => `group:${name}`)];
  return [...classes, ...named].sort(compareBytes);
}

function infoFor(head: State, base: State | undefined, subject: string): SubjectInfo {
  const name = nameOf(subject);
  const isKnown = head.site.people.has(name) || head.site.groups.has(name) || base === undefined;
  return infoOf(isKnown ? head.site : base.site, subject);
}

function rowOf(subject: string, changed: boolean, info: SubjectInfo): Row {
  const words = [nameOf(subject), info.displayName ?? '', info.company ?? ''].join('\n').toLowerCase();
  return { subject, info, changed, words };
}

type LazyGifts = { readonly a: () => GroupGifts | undefined; readonly b: () => GroupGifts };

interface GroupSides {
  readonly head: State;
  readonly base: State | undefined;
  readonly old: (name: string) => string;
  readonly gifts: LazyGifts;
  readonly compares: boolean;
}

/** The groups of both sides, and where what they are given differs. */
function groupRows({ head, base, old, gifts, compares }: GroupSides): {
  readonly rows: readonly Row[];
  readonly places: ReadonlySet<string>;
} {
  const renamed = new Set(Array.from(head.site.groups.keys(), (name) => old(`group:${name}`)));
  const isGone = (name: string): boolean => !renamed.has(`group:${name}`) && !head.site.groups.has(name);
  const gone = base === undefined ? [] : [...base.site.groups.keys()].filter(isGone);
  const places = new Set<string>();
  const differs = (name: string): boolean => {
    if (!compares) return false;
    const before = old(`group:${name}`).slice('group:'.length);
    const all = new Set([...(gifts.a()?.resources(before) ?? []), ...gifts.b().resources(name)]);
    const changed = [...all].filter((each) => isChanged(accessOf(gifts.a()?.cells(before, old(each)) ?? [], gifts.b().cells(name, each))));
    for (const each of changed) places.add(each);
    return changed.length > 0;
  };
  const names = [...head.site.groups.keys(), ...gone].sort(compareBytes);
  return { rows: names.map((name) => rowOf(`group:${name}`, differs(name), infoFor(head, base, `group:${name}`))), places };
}

function placesOf(
  head: State,
  base: State | undefined,
  changed: ReadonlySet<string>,
  change: MatrixChange | undefined,
): readonly PlaceColumn[] {
  const names =
    change === undefined
      ? head.matrix.resources
      : Array.from({ length: change.pairing.resourceCount }, (_, resource) => change.pairing.resourceName(resource));
  return names.map((resource) => {
    const thing = thingOf(head, resource) ?? (base && thingOf(base, resource));
    const kind = resource === 'site' ? 'site' : (resource.slice(0, resource.indexOf(':')) as PlaceColumn['kind']);
    const words = [nameOf(resource), thing?.description ?? ''].join('\n').toLowerCase();
    return { resource, kind, labels: thing?.labels ?? {}, changed: changed.has(resource), words };
  });
}

/** What declares a resource. */
export function thingOf({ site }: State, resource: string): Declared | undefined {
  const name = nameOf(resource);
  if (resource === 'site') return site.about;
  if (resource.startsWith('project:')) return site.projects.get(name);
  return resource.startsWith('space:') ? site.spaces.get(name) : site.channels.get(name);
}
