import { nothing, type EffectCell } from '../../matrix/effects.js';
import type { Evaluator } from '../../matrix/evaluate.js';
import { evaluatorOf } from '../../matrix/matrix.js';
import { kindsIn, namingIn, numbersIn, setIn } from '../../matrix/name-list.js';
import type { SubjectSet } from '../../matrix/subject-set.js';
import type {
  Capability,
  CapabilityRule,
  ConfineRule,
  CountRule,
  ExpireRule,
  GuardrailRule,
  ResourceSelector,
  SeparateRule,
  Who,
} from '../../model/site.js';
import { knownTraits } from '../../model/traits.js';
import { addToList } from '../../text/add-to-list.js';
import { compareBytes } from '../../text/compare.js';
import { addDays } from '../../text/dates.js';
import { remembered } from '../../text/remembered.js';
import { numberOf } from '../../text/sorted-names.js';
import type { Subject } from '../rule.js';
import { BreachSets, type Excuse } from './breach-sets.js';
import type { Breach, CountBreach, Found, Unmatched } from './breach.js';
import { RowAccess, type Tell } from './row-access.js';
import { Selection } from './selection.js';
import { among, byAccess, Survey } from './survey.js';

/** Where alone what breaks a rule is looked for. */
export interface Focus {
  readonly rows: readonly number[];
  /** By number, the people and groups who may break a rule that is about single cells; undefined for anybody. Rules that count look at everybody. */
  readonly subjects: readonly number[] | undefined;
}

/** The selectors of a rule that match nothing. Needs no look at any cell. */
export function unmatched(selection: Selection, rule: GuardrailRule): Unmatched {
  const sizes: Readonly<Partial<Record<string, number>>> = { who: selection.who(rule.who).size, ...roomsOf(selection, rule) };
  return (['who', 'on', 'to'] as const).filter((part) => sizes[part] === 0);
}

/** Whether a rule is broken where it is about nobody or nothing: it asks for something that is then missing. */
export function needsMatches({ type }: GuardrailRule): boolean {
  return type === 'always' || type === 'atLeast';
}

function roomsOf(selection: Selection, rule: GuardrailRule): { readonly on?: number; readonly to?: number } {
  switch (rule.type) {
    case 'expire':
      return {};
    case 'confine':
      return rule.to === undefined ? {} : { to: selection.rows(rule.to).length };
    case 'separate':
      return { on: Math.min(selection.rows(rule.first.on).length, selection.rows(rule.second.on).length) };
    default:
      return { on: selection.rows(rule.on).length };
  }
}

/** Judges rules over everybody and everything in one matrix. */
export class Judge {
  readonly selection: Selection;
  readonly breachSets: BreachSets;
  private readonly subject: Subject;
  private readonly survey: Survey;
  /** By the permissions that are needed, what an access lacks of them. */
  private readonly missing = new Map<string, (access: number) => readonly EffectCell[] | undefined>();
  private readonly rowsAlone: readonly number[] | undefined;
  private readonly subjectsAlone: SubjectSet | undefined;

  constructor(subject: Subject, focus?: Focus) {
    this.subject = subject;
    this.selection = new Selection(subject);
    this.rowsAlone = focus?.rows;
    this.subjectsAlone = focus?.subjects && this.selection.naming.sets.of(focus.subjects);
    this.breachSets = new BreachSets(this.selection.naming.sets, this.selection.resource);
    this.survey = new Survey(this.selection, this.breachSets.lists);
  }

  /** What breaks a rule, nothing excused. */
  find(rule: GuardrailRule): Found {
    return this.cellsFound(rule, []);
  }

  /** What is left of it where some of it is excused. Rules that count leave that out of the count, and so look again. */
  withExcuses(found: Found, rule: GuardrailRule, excuses: readonly Excuse[]): Found {
    const isCounting = rule.type === 'atLeast' || rule.type === 'atMost' || rule.type === 'separate';
    return isCounting
      ? { ...found, ...this.cellsFound(rule, excuses) }
      : { ...found, breaches: this.breachSets.without(found.breaches, excuses) };
  }

  private cellsFound(rule: GuardrailRule, excuses: readonly Excuse[]): Found {
    switch (rule.type) {
      case 'atLeast':
        return { breaches: [], counts: this.atLeast(rule, excuses) };
      case 'atMost':
        return { breaches: [], counts: this.atMost(rule, excuses) };
      case 'separate':
        return { breaches: this.separate(rule, excuses) };
      case 'never':
        return { breaches: this.never(rule) };
      case 'confine':
        return { breaches: this.confine(rule) };
      case 'always':
        return { breaches: this.always(rule) };
      case 'expire':
        return { breaches: this.expire(rule) };
    }
  }

  private never({ who, can, on }: CapabilityRule<'never'>): readonly Breach[] {
    const chosen = this.selection.who(who, this.subjectsAlone);
    return this.withSelfMade(
      this.survey.held(() => chosen, this.rows(on), among(can)),
      chosen,
    );
  }

  private confine(rule: ConfineRule): readonly Breach[] {
    const chosen = this.selection.who(rule.who, this.subjectsAlone);
    const { sets } = this.selection.naming;
    const allowed = this.allowedIn(rule, chosen);
    const left = new Map<SubjectSet, SubjectSet>();
    const kept = (row: number): SubjectSet => {
      const here = allowed(row) ?? sets.empty;
      return remembered(left, here, () => sets.difference(chosen, here));
    };
    return this.withSelfMade(
      this.survey.held(kept, this.everyRow(), (name) => !isLicence(name)),
      chosen,
    );
  }

  /** Missing cells: of people, and of a group of the identity provider that is named. */
  private always({ who, can, on }: CapabilityRule<'always'>): readonly Breach[] {
    const asked = this.asked(who);
    return this.rows(on).flatMap((row) => {
      const open = this.survey.openPermissions(row);
      const needed = this.survey.meant(can, row).filter((permission) => !open.has(permission));
      if (needed.length === 0) return [];
      return this.survey.breachesIfAny(row, asked, this.missingFrom(needed));
    });
  }

  private atLeast({ who, can, on, count }: CountRule<'atLeast'>, excuses: readonly Excuse[]): readonly CountBreach[] {
    const holding = (of: SubjectSet): SubjectSet =>
      this.selection.naming.sets.union(this.rows(on).map((row) => this.holdersOfAll(of, row, can)));
    const people = this.people(this.countable(who, holding));
    return this.rows(on).flatMap((row): readonly CountBreach[] => {
      if (this.survey.count(row, people, this.holdsAll(row, can)).people >= count) return [];
      const resource = this.selection.resource(row);
      const isExcused = (permission: string): boolean => excuses.some(({ covers, permits }) => covers(resource) && permits(permission));
      if (this.survey.meant(can, row).every(isExcused)) return [];
      const holders = this.holdersOfAll(people, row, can);
      return [{ resource, count: holders.size, limit: count, holders, held: [] }];
    });
  }

  private atMost({ who, can, on, count }: CountRule<'atMost'>, excuses: readonly Excuse[]): readonly CountBreach[] {
    const isWanted = among(can);
    const holding = (of: SubjectSet): SubjectSet => this.breachSets.subjects(this.survey.held(() => of, this.rows(on), isWanted));
    const chosen = this.countable(who, holding);
    const tellOn = this.survey.holding(isWanted);
    return this.rows(on).flatMap((row): readonly CountBreach[] => {
      const tell = tellOn(row);
      const { people, others } = this.survey.count(row, chosen, tell);
      if (people <= count && others === 0) return [];
      const held = this.breachSets.without(this.survey.breachesOn(row, chosen, tell), excuses);
      const holders = this.breachSets.subjects(held);
      // A class or a group of the identity provider may be any number of people.
      const isUncountable = kindsIn(holders, this.selection.naming).people < holders.size;
      return holders.size > count || isUncountable
        ? [{ resource: this.selection.resource(row), count: holders.size, limit: count, holders, held }]
        : [];
    });
  }

  private separate({ who, first, second }: SeparateRule, excuses: readonly Excuse[]): readonly Breach[] {
    const chosen = this.selection.who(who);
    const [one, other] = [this.capable(chosen, first, excuses), this.capable(chosen, second, excuses)];
    const both = this.selection.naming.sets.intersection(this.breachSets.subjects(one), this.breachSets.subjects(other));
    return this.breachSets.together(this.breachSets.about(one, both), this.breachSets.about(other, both));
  }

  /** What is still held after the time has passed has a derivation without an end. */
  private expire({ who, withinDays }: ExpireRule): readonly Breach[] {
    const chosen = this.selection.who(who);
    const later = new Later(this.selection, evaluatorOf(this.subject.matrixOn(addDays(this.subject.asOf, withinDays + 1))));
    return this.survey
      .held(() => chosen, this.everyRow(), among(['*']))
      .flatMap(({ row, subjects, cells }) => {
        if (!later.open(row)) return [];
        const stays = byAccess((access) => {
          const held = new Set(later.permissions(access));
          const staying = cells.filter(({ permission }) => held.has(permission));
          return staying.length === 0 ? undefined : this.breachSets.lists.of(staying);
        });
        const parts = this.selection.naming.sets.parts(subjects, (subject) => stays(later.of(subject)));
        return Array.from(parts, ([staying, part]) => ({ row, subjects: part, cells: staying }));
      });
  }

  /** Of those chosen whoever may be counted: all of them, or where only some rows are looked at, who holds something there. */
  private countable(who: Who, holding: (of: SubjectSet) => SubjectSet): SubjectSet {
    if (this.rowsAlone === undefined) return this.selection.who(who);
    return this.selection.who(who, holding(this.selection.who({ type: 'everybody' })));
  }

  private rows(on: ResourceSelector): readonly number[] {
    return this.selection.rows(on, this.rowsAlone);
  }

  private everyRow(): readonly number[] {
    return this.rowsAlone ?? Array.from(this.selection.evaluator.tables.resources.keys());
  }

  /** Whoever administers Jira or the site can give themselves what the guardrail keeps from them; apps do not count. */
  private withSelfMade(held: readonly Breach[], chosen: SubjectSet): readonly Breach[] {
    const site = numberOf(this.selection.evaluator.tables.resources, 'site');
    const administering = this.survey.held(() => chosen, [site], among(['ADMINISTER', 'admin:site']));
    if (administering.length === 0) return held;
    const apps = this.selection.who({ type: 'all', subjectType: 'app' }, this.breachSets.subjects(administering));
    const selfMade = this.breachSets.about(administering, this.selection.naming.sets.difference(chosen, apps));
    return this.breachSets.together(held, selfMade);
  }

  /** By row, those whom the rule lets be there; undefined for nobody. */
  private allowedIn(rule: ConfineRule, chosen: SubjectSet): (row: number) => SubjectSet | undefined {
    if (rule.to !== undefined) {
      const everybody = this.selection.who({ type: 'everybody' });
      const rows = new Set(this.selection.rows(rule.to));
      return (row) => (rows.has(row) ? everybody : undefined);
    }
    return rule.byLabel === undefined ? this.allowedByCollaborations() : this.allowedByLabel(rule.byLabel, chosen);
  }

  /** Only where the label of the resource equals that of the person; missing on either side allows nothing. */
  private allowedByLabel(label: string, chosen: SubjectSet): (row: number) => SubjectSet | undefined {
    const { evaluator, naming, site } = this.selection;
    const { people, idpGroups } = evaluator.tables;
    const having = new Map<string, number[]>();
    const add = (value: string | undefined, subject: number): void => {
      if (value !== undefined) addToList(having, value, subject);
    };
    const ofPerson = (name: string): string | undefined =>
      label === 'company'
        ? (knownTraits.of(site.people, name) ?? site.people.get(name))?.company
        : ownValue(site.people.get(name)?.labels ?? {}, label);
    // Only people have a company; what labels a group's document is no word about its members.
    const ofGroup = (name: string): string | undefined =>
      label === 'company' ? undefined : ownValue(site.groups.get(name)?.labels ?? {}, label);
    chosen.visit((subject) => {
      add(subject < people.length ? ofPerson(people[subject] ?? '') : ofGroup(idpGroups[subject - people.length] ?? ''), subject);
    });
    const allowed = new Map(Array.from(having, ([value, subjects]) => [value, naming.sets.of(subjects)]));
    return (row) => {
      const value = ownValue(this.selection.labelsOf(this.selection.resource(row)), label);
      return value === undefined ? undefined : allowed.get(value);
    };
  }

  /** The people of every Collaboration that a room is part of today. */
  private allowedByCollaborations(): (row: number) => SubjectSet | undefined {
    const { naming, resource, site } = this.selection;
    const { asOf } = this.subject;
    const people = new Map<string, SubjectSet[]>();
    const isOver = (until: string | undefined): boolean => until !== undefined && until < asOf;
    for (const { members, until, projects, spaces, channels } of site.collaborations.values()) {
      if (isOver(until)) continue;
      const names = members.flatMap((member) => (isOver(member.until) ? [] : [`user:${member.user}`]));
      const subjects = setIn(names, naming);
      const rooms = [
        ...projects.map(({ key }) => `project:${key}`),
        ...spaces.map(({ key }) => `space:${key}`),
        ...channels.map(({ name }) => `channel:${name}`),
      ];
      for (const room of rooms) addToList(people, room, subjects);
    }
    const allowed = new Map(Array.from(people, ([room, sets]) => [room, naming.sets.union(sets)]));
    return (row) => allowed.get(resource(row));
  }

  /** Those chosen who can answer for something: people, and no apps. */
  private people(chosen: SubjectSet): SubjectSet {
    return this.selection.naming.sets.intersection(chosen, this.selection.who({ type: 'all', subjectType: 'person' }, chosen));
  }

  /** Those chosen of whom something can be missing: people, and groups of the identity provider that are named. */
  private asked(who: Who): SubjectSet {
    const { naming } = this.selection;
    const chosen = this.selection.who(who, this.subjectsAlone);
    const named =
      who.type === 'any'
        ? who.subjects.flatMap(({ type, name }) => (type === 'group' ? [name] : []))
        : who.type === 'all' && who.group !== undefined
          ? [who.group]
          : [];
    const groups = setIn(
      named.map((name) => `group:${name}`),
      naming,
    );
    return naming.sets.union([this.people(chosen), naming.sets.intersection(chosen, groups)]);
  }

  /** Those of some people who hold all of some permissions on one row without condition; what the public holds counts as held. */
  private holdersOfAll(people: SubjectSet, row: number, can: readonly string[]): SubjectSet {
    return this.survey.parts(row, people, this.holdsAll(row, can)).get(true) ?? this.selection.naming.sets.empty;
  }

  private holdsAll(row: number, can: readonly string[]): Tell<true> {
    const open = this.survey.openPermissions(row);
    const missing = this.missingFrom(this.survey.meant(can, row).filter((permission) => !open.has(permission)));
    return (access) => (missing(access) === undefined ? true : undefined);
  }

  /** What an access lacks of some permissions; undefined if nothing. */
  private missingFrom(needed: readonly string[]): (access: number) => readonly EffectCell[] | undefined {
    return remembered(this.missing, needed.join(), () =>
      byAccess((access) => {
        const allowed = this.survey.allowed(access);
        const missing = needed.filter((permission) => !allowed.has(permission));
        return missing.length === 0 ? undefined : this.breachSets.lists.of(missingCells(missing));
      }),
    );
  }

  /** Who holds all of some permissions on one and the same row, and where. */
  private capable(chosen: SubjectSet, { can, on }: Capability, excuses: readonly Excuse[]): readonly Breach[] {
    return this.rows(on).flatMap((row) => {
      const wanted = new Set(this.survey.meant(can, row));
      const held = this.survey.held(
        () => chosen,
        [row],
        (name) => wanted.has(name),
      );
      return this.breachSets.without(held, excuses).filter(({ cells }) => cells.length === wanted.size);
    });
  }
}

/** What is held on a later day, asked by the rows and numbers of today. */
class Later {
  private readonly evaluator: Evaluator;
  private readonly rowAccess: RowAccess;
  private readonly rows: ReadonlyMap<string, number>;
  private readonly resource: (row: number) => string;
  /** By number of today; -1 for whoever is gone by then. */
  private readonly subjects: Int32Array;
  private row = -1;

  constructor({ naming, resource }: Selection, evaluator: Evaluator) {
    const there = namingIn(evaluator.tables);
    this.evaluator = evaluator;
    this.rowAccess = new RowAccess(evaluator, there.sets);
    this.resource = resource;
    this.rows = new Map(evaluator.tables.resources.map((resource, row) => [resource, row]));
    this.subjects = numbersIn(naming, there);
  }

  /** Goes to a row; false where the resource is gone by then. */
  open(row: number): boolean {
    const there = this.rows.get(this.resource(row));
    if (there === undefined) return false;
    if (there !== this.row) this.rowAccess.open(there);
    this.row = there;
    return true;
  }

  of(subject: number): number {
    const there = this.subjects[subject] ?? -1;
    return there < 0 ? nothing : this.rowAccess.of(there);
  }

  permissions(access: number): readonly string[] {
    return this.evaluator.tables.effects.cells(access).map(({ permission }) => permission);
  }
}

function ownValue(labels: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/** Licences and the state of being a guest lead nowhere by themselves. */
function isLicence(permission: string): boolean {
  return permission.startsWith('use:') || permission.startsWith('guest:');
}

function missingCells(permissions: readonly string[]): readonly EffectCell[] {
  return [...permissions].sort(compareBytes).map((permission) => ({ permission, verdict: '' }));
}
