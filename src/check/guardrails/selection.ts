import type { Evaluator } from '../../matrix/evaluate.js';
import { classes, type SubjectClass } from '../../matrix/subject-classes.js';
import { evaluatorOf } from '../../matrix/matrix.js';
import { namingIn, setIn, type Naming } from '../../matrix/name-list.js';
import type { SubjectSet } from '../../matrix/subject-set.js';
import { listAt } from '../../matrix/tables.js';
import type { Labels, Person, ResourceSelector, Site, Who } from '../../model/site.js';
import { knownTraits, type Traits } from '../../model/traits.js';
import type { Subject } from '../rule.js';
import { nameOf } from '../../text/reference.js';
import { numberOf } from '../../text/sorted-names.js';

/** Finds what the selectors of guardrails mean in one matrix. */
export class Selection {
  readonly site: Site;
  readonly evaluator: Evaluator;
  /** The numbers of its sets: people, `idp` groups and classes. */
  readonly naming: Naming;

  constructor({ site, matrix }: Pick<Subject, 'site' | 'matrix'>) {
    this.site = site;
    this.evaluator = evaluatorOf(matrix);
    this.naming = namingIn(this.evaluator.tables);
  }

  /** Those who are meant; of some subjects alone where these are given, and all of those who are named. */
  who(who: Who, only?: SubjectSet): SubjectSet {
    switch (who.type) {
      case 'everybody':
        return this.chosen(() => true, classes, only);
      case 'any':
        return this.any(who.subjects);
      case 'all': {
        const everyClass =
          who.audience !== 'internal' &&
          who.company === undefined &&
          who.group === undefined &&
          who.labels === undefined &&
          who.subjectType === undefined;
        const members = who.group === undefined ? undefined : this.membersOf(who.group);
        return this.chosen((subject) => members?.has(subject) !== false && this.fits(subject, who), everyClass ? classes : [], only);
      }
    }
  }

  /** Rows of the matrix, in order; of some alone where these are given. */
  rows(selector: ResourceSelector, only?: readonly number[]): readonly number[] {
    const chosen =
      selector.type === 'patterns'
        ? matcher(selector.patterns)
        : (resource: string) => resource !== 'site' && hasLabels(this.labelsOf(resource), selector.labels);
    if (only !== undefined) return only.filter((row) => chosen(this.resource(row)));
    return this.evaluator.tables.resources.flatMap((resource, row) => (chosen(resource) ? [row] : []));
  }

  /** The name of the resource of a row. */
  readonly resource = (row: number): string => this.evaluator.tables.resources[row] ?? '';

  labelsOf(resource: string): Labels {
    const name = nameOf(resource);
    const { projects, spaces, channels } = this.site;
    const things = resource.startsWith('project:') ? projects : resource.startsWith('space:') ? spaces : channels;
    return resource === 'site' ? {} : (things.get(name)?.labels ?? {});
  }

  private any(holders: readonly { readonly type: string; readonly name: string }[]): SubjectSet {
    const named = holders.flatMap(({ type, name }) => (type === 'user' ? [`user:${name}`] : isClass(type) ? [type] : []));
    const groups = holders.filter(({ type }) => type === 'group').map(({ name }) => this.naming.sets.of([...this.membersOf(name)]));
    return this.naming.sets.union([setIn(named, this.naming), ...groups]);
  }

  /** People in a group and in those it includes, and the groups of the identity provider among these. */
  private membersOf(group: string): ReadonlySet<number> {
    const { groups, members } = this.evaluator.tables;
    return new Set(listAt(members, numberOf(groups, group)));
  }

  private fits(subject: number, { audience, company, labels, subjectType }: Extract<Who, { type: 'all' }>): boolean {
    const { people, idpGroups } = this.evaluator.tables;
    if (subject < people.length) {
      const name = people[subject] ?? '';
      const person = (): Person | undefined => this.site.people.get(name);
      const { audience: from, company: of, isPlain }: Partial<Traits> = knownTraits.of(this.site.people, name) ?? person() ?? {};
      return (
        (audience === undefined || from === audience) &&
        (company === undefined || of === company) &&
        (subjectType === undefined || (isPlain === true ? 'person' : person()?.type) === subjectType) &&
        (labels === undefined || hasLabels(person()?.labels ?? {}, labels))
      );
    }
    const group = this.site.groups.get(idpGroups[subject - people.length] ?? '');
    if (company !== undefined || subjectType !== undefined) return false;
    return (audience === undefined || (group?.audience ?? 'external') === audience) && hasLabels(group?.labels ?? {}, labels ?? {});
  }

  private chosen(has: (subject: number) => boolean, named: readonly SubjectClass[], only: SubjectSet | undefined): SubjectSet {
    const { people, groups, sets } = this.naming;
    const subjects: number[] = [];
    const add = (subject: number): void => {
      if (has(subject)) subjects.push(subject);
    };
    if (only !== undefined) only.visit(add, 0, people + groups);
    else for (let subject = 0; subject < people + groups; subject++) add(subject);
    return sets.union([sets.of(subjects), setIn(named, this.naming)]);
  }
}

function isClass(type: string): type is SubjectClass {
  return (classes as readonly string[]).includes(type);
}

export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => Object.hasOwn(labels, name) && labels[name] === value);
}

/** `*` matches any run of characters; the site is matched by `site` or `*` alone. */
export function matcher(patterns: readonly string[]): (resource: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const open = patterns.filter((pattern) => pattern.includes('*'));
  const everything = patterns.includes('*');
  return (resource) =>
    everything || exact.has(resource) || (resource !== 'site' && open.some((pattern) => matches(resource, pattern.split('*'))));
}

/** Of several patterns those that match no resource though another does, by index: most often they are misspelt. */
export function idlePatterns(patterns: readonly string[], resources: readonly string[]): readonly number[] {
  if (!resources.some(matcher(patterns))) return [];
  return patterns.flatMap((pattern, index) => (pattern.includes('*') && !resources.some(matcher([pattern])) ? [index] : []));
}

/** Whether a text is made of the pieces in order with anything between them. No regular expression: patterns are not trusted to be quick. */
function matches(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
