import type { Organisation, Subject } from './organisation.js';
import type { Ending, WrittenPerson } from './written.js';
import { ofKind, withoutType } from './written.js';

/** Jira's global permissions: all that can be granted at the site. */
const globalPermissions = [
  'ADMINISTER',
  'SYSTEM_ADMIN',
  'USER_PICKER',
  'CREATE_SHARED_OBJECTS',
  'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
  'BULK_CHANGE',
  'CREATE_PROJECT',
  'CREATE_CLASSIC_BUSINESS_PROJECT',
];

/** A person as guardrails look at it: what §3 lets a `Users` entry say, its defaults laid under it. */
export interface JudgedPerson extends WrittenPerson {
  readonly audience?: string;
  readonly company?: string;
  readonly labels?: Labels;
}

export type Labels = Readonly<Record<string, string>>;

export interface WrittenConditions {
  readonly audience?: string;
  readonly company?: string;
  readonly group?: string;
  readonly labels?: Labels;
  readonly type?: string;
}

export type WrittenWho = readonly string[] | WrittenConditions;
export type WrittenOn = readonly string[] | { readonly labels: Labels };

/** One side of `separate`, and the body of `never`, `always`, `atLeast` and `atMost`. */
export interface WrittenDuty {
  readonly who?: WrittenWho;
  readonly can: readonly string[];
  readonly on: WrittenOn;
}

export interface WrittenWaiver extends Ending {
  readonly who: WrittenWho;
  readonly on: WrittenOn;
  readonly can?: readonly string[];
  readonly until: string;
}

export interface WrittenGuardrail {
  readonly kind: 'Guardrail';
  readonly name: string;
  readonly severity?: string;
  readonly confine?: { readonly who?: WrittenWho; readonly to?: WrittenOn; readonly byLabel?: string };
  readonly never?: WrittenDuty;
  readonly always?: WrittenDuty;
  readonly atLeast?: WrittenDuty & { readonly count: number };
  readonly atMost?: WrittenDuty & { readonly count: number };
  readonly separate?: { readonly who?: WrittenWho; readonly first: WrittenDuty; readonly second: WrittenDuty };
  readonly expire?: { readonly who?: WrittenWho; readonly within: string };
  readonly except?: readonly WrittenWaiver[];
}

/** What the words of a guardrail are looked up in. */
export interface Place {
  readonly organisation: Organisation;
  readonly people: ReadonlyMap<string, JudgedPerson>;
  readonly internalDomains: readonly string[];
}

/** "`who`: a list (any of) of subjects, or a map (all of) …; missing: every subject, classes included." */
function isMeant(subject: Subject, who: WrittenWho | undefined, place: Place): boolean {
  if (who === undefined) return true;
  return isList(who) ? who.some((reference) => isNamedBy(subject, reference, place)) : meetsAll(subject, who, place);
}

/** "`group:` means its members, and itself if `idp`": an `idp` group included in it is how its members are in it. */
function isNamedBy(subject: Subject, reference: string, { organisation }: Place): boolean {
  if (reference.startsWith('group:')) return organisation.isIn(subject, reference.slice('group:'.length));
  return subject.printed === reference;
}

/** "a map (all of) of `audience`, `company`, `group` (nested members too), `labels`, `type`" */
function meetsAll(subject: Subject, who: WrittenConditions, place: Place): boolean {
  const person = personOf(subject, place);
  return (
    (who.audience === undefined || audienceOf(subject, place) === who.audience) &&
    (who.company === undefined || person?.company === who.company) &&
    (who.group === undefined || place.organisation.isIn(subject, withoutType(who.group, 'group'))) &&
    (who.labels === undefined || hasLabels(labelsOfSubject(subject, place), who.labels)) &&
    (who.type === undefined || (person !== undefined && (person.type ?? 'person') === who.type))
  );
}

export function personOf(subject: Subject, { people }: Place): JudgedPerson | undefined {
  return subject.is === 'person' ? people.get(subject.name) : undefined;
}

export function isApp(subject: Subject, place: Place): boolean {
  return personOf(subject, place)?.type === 'app';
}

/** "`internal` | `external`; by mail domain if not said"; "Classes and `idp` groups without `audience` are external." */
function audienceOf(subject: Subject, place: Place): string {
  if (subject.is === 'class') return 'external';
  if (subject.is === 'idp-group') return groupOf(subject.name, place)?.audience ?? 'external';
  const said = place.people.get(subject.name)?.audience;
  if (said !== undefined) return said;
  // "its domain is what follows the last `@`, compared exactly"; "another mail domain, or none, is external"
  const at = subject.name.lastIndexOf('@');
  return at !== -1 && place.internalDomains.includes(subject.name.slice(at + 1)) ? 'internal' : 'external';
}

/** What `byLabel: L` compares: "the person's `company` (L = company) or label L". */
export function labelOfSubject(subject: Subject, label: string, place: Place): string | undefined {
  if (label === 'company') return personOf(subject, place)?.company;
  return own(labelsOfSubject(subject, place), label);
}

/** "Every document may carry `labels`": an `idp` group has those of its document, a class has none. */
function labelsOfSubject(subject: Subject, place: Place): Labels | undefined {
  return subject.is === 'idp-group' ? groupOf(subject.name, place)?.labels : personOf(subject, place)?.labels;
}

function groupOf(name: string, { organisation }: Place): { readonly audience?: string; readonly labels?: Labels } | undefined {
  const groups: readonly { name: string; audience?: string; labels?: Labels }[] = ofKind(organisation.documents, 'Group');
  return groups.find((group) => group.name === name);
}

/** Every resource there is, as it is printed, with the labels of its document. */
export function resourcesOf({ organisation }: Place): ReadonlyMap<string, Labels | undefined> {
  const labelled = (document: object): Labels | undefined => (document as { labels?: Labels }).labels;
  return new Map([
    ...ofKind(organisation.documents, 'Project').map((project) => [`project:${project.key}`, labelled(project)] as const),
    ...ofKind(organisation.documents, 'Space').map((space) => [`space:${space.key}`, labelled(space)] as const),
    ...ofKind(organisation.documents, 'Channel').map((channel) => [`channel:${channel.name}`, labelled(channel)] as const),
    ...ofKind(organisation.documents, 'Site').map((site) => ['site', labelled(site)] as const),
  ]);
}

/** The resources that `on`, or `to`, means. */
export function resourcesMeant(on: WrittenOn, place: Place): Set<string> {
  const all = [...resourcesOf(place)];
  return new Set(all.filter(([resource, labels]) => isResourceMeant(resource, labels, on)).map(([resource]) => resource));
}

/** "`on`: a list of resources where `*` matches any run of characters, or `{labels: …}`; `site` only by `site` or `*`." */
function isResourceMeant(resource: string, labels: Labels | undefined, on: WrittenOn): boolean {
  if (isList(on)) {
    return on.some((pattern) => (resource === 'site' ? pattern === 'site' || pattern === '*' : matches(resource, pattern)));
  }
  return resource !== 'site' && hasLabels(labels, on.labels);
}

/** Letter by letter: a `*` eats nothing, or one character and goes on. */
function matches(text: string, pattern: string): boolean {
  let reachable = new Set([0]);
  for (const sign of pattern) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (sign === '*') for (let end = at; end <= text.length; end += 1) next.add(end);
      else if (text.startsWith(sign, at)) next.add(at + sign.length);
    }
    reachable = next;
  }
  return reachable.has(text.length);
}

/** "`can`: permissions, bundles, or `*` alone": what a list speaks of where any of it will do, of whatever product. */
export function spokenOf(can: readonly string[], { organisation }: Place): { has(permission: string): boolean } {
  if (can.includes('*')) return { has: () => true };
  return new Set([...organisation.permissionsIn(can, 'jira'), ...organisation.permissionsIn(can, 'confluence')]);
}

/** Those who are in `who`. */
export function subjectsMeant(who: WrittenWho | undefined, place: Place): Set<Subject> {
  return new Set(place.organisation.subjects.filter((subject) => isMeant(subject, who, place)));
}

/**
 * Every permission that a list asks for on a resource, bundles opened: `all` is "everything of the product at hand", and `*`, where
 * all of a list must be held, everything that can be granted there.
 */
export function permissionsMeant(can: readonly string[], resource: string, { organisation }: Place): ReadonlySet<string> {
  if (resource.startsWith('project:')) return organisation.permissionsIn(withAll(can), 'jira');
  if (resource.startsWith('space:')) return organisation.permissionsIn(withAll(can), 'confluence');
  if (can.includes('*')) return new Set(resource === 'site' ? globalPermissions : ['member']);
  // No product is at hand in a channel or at the site, where nobody can hold all of `all`.
  return new Set([...organisation.permissionsIn(can, 'jira'), ...organisation.permissionsIn(can, 'confluence')]);
}

function withAll(can: readonly string[]): string[] {
  return can.map((name) => (name === '*' ? 'all' : name));
}

function hasLabels(labels: Labels | undefined, wanted: Labels): boolean {
  return Object.entries(wanted).every(([label, value]) => own(labels, label) === value);
}

/** A label may be called `toString`. */
export function own(labels: Labels | undefined, label: string): string | undefined {
  return new Map(Object.entries(labels ?? {})).get(label);
}

export function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}
