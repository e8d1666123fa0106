import { nothing, type EffectCell } from '../../matrix/effects.js';
import type { SubjectClass } from '../../matrix/evaluate.js';
import { evaluatorOf } from '../../matrix/matrix.js';
import type {
  Capability,
  CapabilityRule,
  ConfineRule,
  CountRule,
  ExpireRule,
  GuardrailRule,
  Person,
  SeparateRule,
  Who,
} from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { addDays } from '../../text/dates.js';
import type { Subject } from '../rule.js';
import type { Breach, CountBreach, Found } from './breach.js';
import { Selection, type Chosen } from './selection.js';
import { among, Survey } from './survey.js';
import { addToList } from '../../text/add-to-list.js';

/** Cells that a waiver excuses; rules that count leave them out of the count. */
export type Excused = (subject: string, resource: string, permission: string) => boolean;

/** Where there are no waivers, or none are to be looked at. */
export const nothingExcused: Excused = () => false;

/** Judges one rule over everybody and everything. */
export function find(subject: Subject, rule: GuardrailRule, excused: Excused): Found {
  return { ...cellsFound(new Judge(subject, excused), rule), matchesNothing: unmatched(subject, rule) };
}

/** What needs a look at cells. */
type Cells = Omit<Found, 'matchesNothing'>;

function cellsFound(judge: Judge, rule: GuardrailRule): Cells {
  switch (rule.type) {
    case 'never':
      return judge.never(rule);
    case 'confine':
      return judge.confine(rule);
    case 'always':
      return judge.always(rule);
    case 'atLeast':
      return judge.atLeast(rule);
    case 'atMost':
      return judge.atMost(rule);
    case 'separate':
      return judge.separate(rule);
    case 'expire':
      return judge.expire(rule);
  }
}

/** The selectors of a rule that match nothing. Needs no look at any cell. */
export function unmatched(subject: Subject, rule: GuardrailRule): Found['matchesNothing'] {
  const selection = new Selection(subject);
  const sizes: Readonly<Partial<Record<string, number>>> = { who: selection.who(rule.who).size, ...roomsOf(selection, rule) };
  return (['who', 'on', 'to'] as const).filter((part) => sizes[part] === 0);
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

class Judge {
  private readonly subject: Subject;
  private readonly selection: Selection;
  private readonly survey: Survey;
  private readonly excused: Excused;

  constructor(subject: Subject, excused: Excused) {
    this.subject = subject;
    this.selection = new Selection(subject);
    this.survey = new Survey(this.selection);
    this.excused = excused;
  }

  never({ who, can, on }: CapabilityRule<'never'>): Cells {
    const chosen = this.selection.who(who);
    const rows = this.selection.rows(on);
    const held = this.survey.held(chosen, rows, { permission: among(can) });
    return this.found(this.withSelfMade(held, chosen));
  }

  confine(rule: ConfineRule): Cells {
    const chosen = this.selection.who(rule.who);
    const allowed = this.allowedRooms(rule);
    const rows = this.everyRow();
    const held = this.survey.held(chosen, rows, {
      permission: (name) => !isLicence(name),
      where: (subject, row) => !allowed(subject, row),
    });
    return this.found(this.withSelfMade(held, chosen));
  }

  /** Missing cells: of people, and of a group of the identity provider that is named. */
  always({ who, can, on }: CapabilityRule<'always'>): Cells {
    const chosen = this.selection.who(who);
    const rows = this.selection.rows(on);
    const named = this.namedGroups(who);
    const breaches: Breach[] = [];
    const asked = chosen.subjects.map((is, subject) =>
      is === 1 && (this.survey.isPerson(subject) || named.has(this.survey.nameOf(subject))) ? 1 : 0,
    );
    const everybodyAsked = { ...chosen, subjects: asked, classes: new Set<SubjectClass>() };
    for (const row of rows) {
      const open = this.survey.openPermissions(row);
      const needed = this.survey.meant(can, row).filter((permission) => !open.has(permission));
      if (needed.length === 0) continue;
      const missing = this.missingFrom(needed);
      const judge = (subject: number | SubjectClass, access: number): void => {
        const cells = missing(access);
        if (cells.length > 0) breaches.push({ subject: this.survey.nameOf(subject), resource: this.survey.resource(row), cells });
      };
      const left = asked.slice();
      this.survey.visit(everybodyAsked, row, (subject, access) => {
        if (typeof subject === 'number') left[subject] = 0;
        judge(subject, access);
      });
      for (const [subject, is] of left.entries()) if (is === 1) judge(subject, nothing);
    }
    return this.found(breaches.sort(bySubject));
  }

  atLeast({ who, can, on, count }: CountRule<'atLeast'>): Cells {
    const chosen = this.selection.who(who);
    const rows = this.selection.rows(on);
    const people = this.survey.people(chosen);
    const counts = rows.flatMap((row): readonly CountBreach[] => {
      const holders = this.holdersOfAll({ chosen, people }, row, can);
      const resource = this.survey.resource(row);
      if (holders.length >= count || this.survey.meant(can, row).every((permission) => this.excused('', resource, permission))) return [];
      return [{ resource, count: holders.length, limit: count, holders }];
    });
    return { ...this.found([]), counts };
  }

  atMost({ who, can, on, count }: CountRule<'atMost'>): Cells {
    const chosen = this.selection.who(who);
    const rows = this.selection.rows(on);
    const wanted = { permission: among(can), cell: this.notExcused };
    const counts = rows.flatMap((row): readonly CountBreach[] => {
      const holders = this.survey.held(chosen, [row], wanted);
      // A class or a group of the identity provider may be any number of people.
      const uncountable = holders.some(({ subject }) => !subject.startsWith('user:'));
      return holders.length > count || uncountable
        ? [{ resource: this.survey.resource(row), count: holders.length, limit: count, holders }]
        : [];
    });
    return { ...this.found([]), counts };
  }

  separate({ who, first, second }: SeparateRule): Cells {
    const chosen = this.selection.who(who);
    const [one, other] = [this.capable(chosen, first), this.capable(chosen, second)];
    const breaches = [...one].flatMap(([subject, held]) => {
      const also = other.get(subject);
      return also === undefined ? [] : [...held, ...also];
    });
    return this.found(merged(breaches));
  }

  /** What is still held after the time has passed has a derivation without an end. */
  expire({ who, withinDays }: ExpireRule): Cells {
    const chosen = this.selection.who(who);
    const later = evaluatorOf(this.subject.matrixOn(addDays(this.subject.asOf, withinDays + 1)));
    const laterRows = new Map(later.tables.resources.map((resource, row) => [resource, row]));
    const laterSubjects = numbersByName(later);
    const stays = (subject: number | SubjectClass, row: number, { permission }: EffectCell): boolean => {
      const laterRow = laterRows.get(this.survey.resource(row));
      const number = typeof subject === 'number' ? laterSubjects.get(this.survey.nameOf(subject)) : undefined;
      if (laterRow === undefined || (typeof subject === 'number' && number === undefined)) return false;
      const access = typeof subject === 'number' ? later.access(laterRow, number ?? 0) : later.classAccess(laterRow, subject);
      const id = later.tables.effects.idOf(permission);
      return id !== undefined && later.tables.effects.verdict(access, id) !== 0;
    };
    return this.found(this.survey.held(chosen, this.everyRow(), { permission: among(['*']), cell: stays }));
  }

  private readonly notExcused = (subject: number | SubjectClass, row: number, { permission }: EffectCell): boolean =>
    this.excused === nothingExcused || !this.excused(this.survey.nameOf(subject), this.survey.resource(row), permission);

  private found(breaches: readonly Breach[]): Cells {
    return { breaches: this.withoutExcused(breaches) };
  }

  private withoutExcused(breaches: readonly Breach[]): readonly Breach[] {
    if (this.excused === nothingExcused) return breaches;
    return breaches.flatMap((breach) => {
      const cells = breach.cells.filter(({ permission }) => !this.excused(breach.subject, breach.resource, permission));
      return cells.length === 0 ? [] : [{ ...breach, cells }];
    });
  }

  private everyRow(): readonly number[] {
    return Array.from(this.selection.evaluator.tables.resources.keys());
  }

  /** Whoever administers Jira or the site can give themselves what the guardrail keeps from them; apps do not count. */
  private withSelfMade(held: readonly Breach[], chosen: Chosen): readonly Breach[] {
    const site = this.selection.evaluator.tables.resources.indexOf('site');
    const selfMade = this.survey.held(chosen, [site], {
      permission: among(['ADMINISTER', 'admin:site']),
      where: (subject) => !this.survey.isApp(subject),
    });
    return selfMade.length === 0 ? held : merged([...held, ...selfMade]);
  }

  private allowedRooms(rule: ConfineRule): (subject: number | SubjectClass, row: number) => boolean {
    if (rule.to !== undefined) {
      const rows = new Set(this.selection.rows(rule.to));
      return (_, row) => rows.has(row);
    }
    if (rule.byLabel !== undefined) return this.roomsByLabel(rule.byLabel);
    return this.collaborationRooms();
  }

  /** Only resources whose label equals that of the person; missing on either side allows nothing. */
  private roomsByLabel(label: string): (subject: number | SubjectClass, row: number) => boolean {
    const { resources, people, idpGroups } = this.selection.evaluator.tables;
    const ofRow = resources.map((resource) => ownValue(this.selection.labelsOf(resource), label));
    const ofPerson = (person: Person | undefined): string | undefined =>
      label === 'company' ? person?.company : ownValue(person?.labels ?? {}, label);
    // Only people have a company; what labels a group's document is no word about its members.
    const ofGroup = (name: string): string | undefined =>
      label === 'company' ? undefined : ownValue(this.selection.site.groups.get(name)?.labels ?? {}, label);
    const ofSubject = (subject: number): string | undefined =>
      subject < people.length
        ? ofPerson(this.selection.site.people.get(people[subject] ?? ''))
        : ofGroup(idpGroups[subject - people.length] ?? '');
    return (subject, row) => typeof subject === 'number' && ofRow[row] !== undefined && ofRow[row] === ofSubject(subject);
  }

  /** The rooms of every Collaboration that a person is in today. */
  private collaborationRooms(): (subject: number | SubjectClass, row: number) => boolean {
    const { resources, people } = this.selection.evaluator.tables;
    const rooms = new Map<string, Set<string>>();
    const { asOf } = this.subject;
    for (const { members, until, projects, spaces, channels } of this.selection.site.collaborations.values()) {
      if (until !== undefined && until < asOf) continue;
      const names = [
        ...projects.map(({ key }) => `project:${key}`),
        ...spaces.map(({ key }) => `space:${key}`),
        ...channels.map(({ name }) => `channel:${name}`),
      ];
      for (const member of members) {
        if (member.until !== undefined && member.until < asOf) continue;
        const known = rooms.get(member.user) ?? new Set<string>();
        for (const name of names) known.add(name);
        rooms.set(member.user, known);
      }
    }
    return (subject, row) => typeof subject === 'number' && rooms.get(people[subject] ?? '')?.has(resources[row] ?? '') === true;
  }

  private namedGroups(who: Who): ReadonlySet<string> {
    if (who.type === 'any') return new Set(who.subjects.filter(({ type }) => type === 'group').map(({ name }) => `group:${name}`));
    return new Set(who.type === 'all' && who.group !== undefined ? [`group:${who.group}`] : []);
  }

  /** People who hold all of some permissions on one row without condition; what the public holds counts as held. */
  private holdersOfAll(
    { chosen, people }: { readonly chosen: Chosen; readonly people: readonly number[] },
    row: number,
    can: readonly string[],
  ): readonly Breach[] {
    const wanted = this.survey.meant(can, row);
    const open = this.survey.openPermissions(row);
    const needed = wanted.filter((permission) => !open.has(permission));
    const cells = [...new Set(wanted)].sort(compareBytes).map((permission) => ({ permission, verdict: 'allowed' }));
    const resource = this.survey.resource(row);
    const holders = needed.length === 0 ? [...people] : this.peopleWith(chosen, row, needed);
    return holders.map((subject) => ({ subject: this.survey.nameOf(subject), resource, cells }));
  }

  /** Chosen people who hold all of some permissions on a row without condition, in order. */
  private peopleWith(chosen: Chosen, row: number, needed: readonly string[]): readonly number[] {
    const found: number[] = [];
    const missing = this.missingFrom(needed);
    this.survey.visit(chosen, row, (subject, access) => {
      if (missing(access).length === 0 && this.survey.isPerson(subject)) found.push(subject);
    });
    return found.sort((a, b) => a - b);
  }

  /** What an access lacks of some permissions; told once for each, since few accesses are held by very many. */
  private missingFrom(needed: readonly string[]): (access: number) => readonly EffectCell[] {
    const known = new Map<number, readonly EffectCell[]>();
    return (access) => {
      let cells = known.get(access);
      if (cells === undefined) {
        const allowed = this.survey.allowed(access);
        known.set(access, (cells = missingCells(needed.filter((permission) => !allowed.has(permission)))));
      }
      return cells;
    };
  }

  /** Who holds all of some permissions on one and the same row, and where. */
  private capable(chosen: Chosen, { can, on }: Capability): ReadonlyMap<string, readonly Breach[]> {
    const found = new Map<string, Breach[]>();
    for (const row of this.selection.rows(on)) {
      const wanted = new Set(this.survey.meant(can, row));
      for (const breach of this.survey.held(chosen, [row], { permission: (name) => wanted.has(name), cell: this.notExcused })) {
        if (breach.cells.length === wanted.size) addToList(found, breach.subject, breach);
      }
    }
    return found;
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

function bySubject(a: Breach, b: Breach): number {
  return compareBytes(a.subject, b.subject) || compareBytes(a.resource, b.resource);
}

/** One breach for each subject and resource, each cell once. */
function merged(breaches: readonly Breach[]): readonly Breach[] {
  const found = new Map<string, Breach>();
  for (const breach of breaches) {
    const key = `${breach.subject}\t${breach.resource}`;
    const known = found.get(key);
    found.set(key, known === undefined ? breach : { ...breach, cells: union(known.cells, breach.cells) });
  }
  return [...found.values()].sort(bySubject);
}

function union(a: readonly EffectCell[], b: readonly EffectCell[]): readonly EffectCell[] {
  const cells = new Map([...a, ...b].map((cell) => [cell.permission, cell]));
  return [...cells.values()].sort((x, y) => compareBytes(x.permission, y.permission));
}

function numbersByName({ tables: { people, idpGroups } }: ReturnType<typeof evaluatorOf>): ReadonlyMap<string, number> {
  return new Map([...people.map((id) => `user:${id}`), ...idpGroups.map((name) => `group:${name}`)].map((name, index) => [name, index]));
}
