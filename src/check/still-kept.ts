import type { MatrixChange, PermissionChange } from '../diff/access-change.js';
import { siblingsOf } from '../diff/siblings.js';
import { evaluatorOf } from '../matrix/matrix.js';
import { listAt, type Tables } from '../matrix/tables.js';
import type { Capability, Group, Guardrail, GuardrailRule, Labels, Person, Who } from '../model/site.js';
import { thingsOf, touchedIn, type Thing, type Touched, type TouchedKind } from '../model/touched.js';
import { compareBytes } from '../text/compare.js';
import { numberOf } from '../text/sorted-names.js';
import { Judge, needsMatches, type Focus } from './guardrails/rules.js';
import { Selection } from './guardrails/selection.js';
import { among } from './guardrails/survey.js';
import { waiverKey } from './guardrails/waiver-key.js';
import { hasMatches, isBrokenIn, judgeOne, type Outcome } from './judge.js';
import type { Subject } from './rule.js';

/** A state whose guardrails were judged, and the one that a change makes of it. Nothing has another name there. */
export interface JudgedChange {
  readonly before: Subject;
  /** The names of the guardrails that are kept there. */
  readonly kept: ReadonlySet<string>;
  readonly after: Subject;
  readonly change: MatrixChange;
  /** What can differ between the sites, where that is known. */
  readonly touched?: Touched;
}

/**
 * Whether the guardrails are kept after a change: those that it cannot break are kept as before, at a cost that grows with what changed; all
 * others are judged over everybody and everything. Sorted by name.
 */
export function judgeAfter(judged: JudgedChange): readonly Outcome[] {
  const { after } = judged;
  const known = stillKept(judged);
  let of: Judge | undefined;
  return [...after.site.guardrails.values()]
    .sort((a, b) => compareBytes(a.name, b.name))
    .map((guardrail) => (known.has(guardrail.name) ? keptOutcome(guardrail) : judgeOne(after, guardrail, (of ??= new Judge(after)))));
}

function keptOutcome(guardrail: Guardrail): Outcome {
  return { guardrail, ok: true, cells: 0, people: 0, classes: [], counts: [] };
}

/**
 * The names of guardrails that were kept before a change and are kept after it for certain. What breaks a guardrail stands on single rows, so only
 * those rows can matter on which access of the kind that it is about changed, or which have other labels: these are judged. Whatever else may
 * matter makes it uncertain.
 */
export function stillKept(judged: JudgedChange): ReadonlySet<string> {
  const { before, after, kept } = judged;
  if (kept.size === 0 || before.asOf !== after.asOf) return new Set();
  const effect = new Effect(judged);
  if (effect.changesWhoIsWho()) return new Set();
  const certain = [...after.site.guardrails.values()].filter((guardrail) => kept.has(guardrail.name) && effect.keeps(guardrail));
  return new Set(certain.map(({ name }) => name));
}

type Matters = (change: PermissionChange) => boolean;

const nowhere: Focus = { rows: [], subjects: [] };

const roomKinds = [
  ['projects', 'project:'],
  ['spaces', 'space:'],
  ['channels', 'channel:'],
] as const satisfies readonly (readonly [kind: TouchedKind, type: string])[];

/** What a change may do to guardrails that were kept. */
class Effect {
  private readonly judged: JudgedChange;
  private readonly before: Tables;
  private readonly after: Tables;
  /** Rows on the new side that are new, or whose labels are others. */
  private readonly relabelled: readonly number[];
  /** Whether a subject is on the new side only. */
  private readonly hasNewcomers: boolean;
  /** Whether a subject or a resource is on the old side only. */
  private readonly hasGone: boolean;

  constructor(judged: JudgedChange) {
    const { before, after, change } = judged;
    const { subjectsInA, subjectsInB, rowsInB } = change.pairing;
    this.judged = judged;
    [this.before, this.after] = [evaluatorOf(before.matrix).tables, evaluatorOf(after.matrix).tables];
    this.relabelled = this.relabelledRows();
    this.hasNewcomers = subjectsInA.includes(-1);
    this.hasGone = subjectsInB.includes(-1) || rowsInB.includes(-1);
  }

  /** Whether what guardrails ask about people, and about groups as holders, is other than before for anybody who was there before. */
  changesWhoIsWho(): boolean {
    return this.differs('people', traitsOf) || this.differs('groups', groupTraitsOf);
  }

  keeps(guardrail: Guardrail): boolean {
    const { before, after } = this.judged;
    const { name, rule, except } = guardrail;
    const was = before.site.guardrails.get(name);
    if (was === undefined || meaningOf(was) !== meaningOf(guardrail)) return false;
    if (![rule.who, ...except.map(({ who }) => who)].every((who) => this.hasSameGroups(who))) return false;
    if (rule.type === 'always' && this.hasNewcomersIn(rule.who)) return false;
    if (needsMatches(rule) && (this.hasGone || this.relabelled.length > 0) && !hasMatches(after, guardrail)) return false;
    const focus = this.focusFor(rule);
    return focus !== undefined && (focus.rows.length === 0 || !isBrokenIn(focus, after, guardrail));
  }

  /** Where a rule may be broken now; undefined where it takes more than some rows to tell. */
  private focusFor(rule: GuardrailRule): Focus | undefined {
    switch (rule.type) {
      case 'never':
        return this.where(anyOf([gained(rule), isAdministering]));
      case 'confine':
        if (rule.to === undefined && rule.byLabel === undefined && !this.hasSameCollaborations()) return undefined;
        return this.where(({ after }) => after !== undefined);
      case 'always':
      case 'atLeast':
        return this.where(lost(rule));
      case 'atMost':
        return this.where(gained(rule));
      case 'separate':
        // It takes two rows to break it.
        return this.mayBreakSide(rule.first) || this.mayBreakSide(rule.second) ? undefined : nowhere;
      case 'expire':
        return this.whereByDate();
    }
  }

  /** Where something changed that matters: for whom it did, but for anybody where `anyone` is among these, of whom alone is told what all hold. */
  private where(matters: Matters): Focus {
    const { blocks, pairing } = this.judged.change;
    const { naming, rowsInB, subjectsInB } = pairing;
    const anyone = naming.people + naming.groups;
    const meant = blocks.filter(({ subjects, delta }) => subjects.has(anyone) || delta.permissions.some(matters));
    const rows = sorted([...this.relabelled, ...meant.map(({ resource }) => rowsInB[resource] ?? -1)]);
    if (this.relabelled.length > 0 || meant.some(({ subjects }) => subjects.has(anyone))) return { rows, subjects: undefined };
    const subjects: number[] = [];
    // Classes are looked at wherever they are meant.
    const changing = naming.sets.union(meant.map((block) => block.subjects));
    changing.visit((subject) => subjects.push(subjectsInB[subject] ?? -1), 0, anyone);
    return { rows, subjects: subjects.filter((subject) => subject >= 0) };
  }

  private mayBreakSide(side: Capability): boolean {
    const { rows } = this.where(gained(side));
    return rows.length > 0 && new Selection(this.judged.after).rows(side.on, rows).length > 0;
  }

  /** Where something may end on another day; undefined where that may be anywhere. */
  private whereByDate(): Focus | undefined {
    const { before, after, touched } = this.judged;
    const siblings = siblingsOf(this.before, this.after);
    if (siblings === undefined || touched?.people === undefined || touched.people.length > 0) return undefined;
    const groups = siblings.groups.map((group) => this.after.groups[group] ?? '');
    const gives = ({ site }: Subject, group: string): boolean => (site.groups.get(group)?.products.length ?? 0) > 0;
    if (groups.some((group) => gives(before, group) || gives(after, group))) return undefined;
    const { rows } = this.where(({ after: is }) => is !== undefined);
    return { rows: sorted([...siblings.rows(siblings.groups), ...rows]), subjects: undefined };
  }

  private relabelledRows(): readonly number[] {
    const { before, after, touched } = this.judged;
    return roomKinds.flatMap(([kind, type]) => {
      const rooms: ReadonlyMap<string, { readonly labels: Labels }> = before.site[kind];
      return [...touchedIn(after.site, kind, touched)]
        .filter(({ name, labels }) => JSON.stringify(rooms.get(name)?.labels) !== JSON.stringify(labels))
        .map(({ name }) => numberOf(this.after.resources, `${type}${name}`))
        .filter((row) => row >= 0);
    });
  }

  private differs<K extends 'people' | 'groups'>(kind: K, tellOf: (thing: Thing<K>) => string): boolean {
    const { before, after, touched } = this.judged;
    const things = thingsOf(before.site, kind);
    for (const is of touchedIn(after.site, kind, touched)) {
      const was = things.get(is.name);
      if (was !== undefined && was !== is && tellOf(was) !== tellOf(is)) return true;
    }
    return false;
  }

  /** Whether the groups that are named have the members that they had. */
  private hasSameGroups(who: Who): boolean {
    return groupsIn(who).every((group) => {
      const { subjectsFromA, subjectsFromB } = this.judged.change.pairing;
      const was = listAt(this.before.members, numberOf(this.before.groups, group));
      const is = listAt(this.after.members, numberOf(this.after.groups, group));
      return was.length === is.length && was.every((subject, at) => subjectsFromA[subject] === subjectsFromB[is[at] ?? -1]);
    });
  }

  /** Whether somebody may be meant who was not there before. */
  private hasNewcomersIn(who: Who): boolean {
    if (!this.hasNewcomers) return false;
    if (who.type !== 'any') return who.type === 'everybody' || who.group === undefined;
    return who.subjects.some(({ type, name }) => type === 'user' && numberOf(this.before.people, name) < 0);
  }

  private hasSameCollaborations(): boolean {
    const { before, after } = this.judged;
    const wallsOf = ({ site }: Subject): string =>
      JSON.stringify(
        Array.from(site.collaborations.values(), ({ name, members, until, projects, spaces, channels }) => [
          name,
          until,
          members.map((member) => [member.user, member.until]),
          projects.map(({ key }) => key),
          spaces.map(({ key }) => key),
          channels.map((channel) => channel.name),
        ]),
      );
    return wallsOf(before) === wallsOf(after);
  }
}

/** Rows of the new side, each once. */
function sorted(rows: readonly number[]): readonly number[] {
  return [...new Set(rows.filter((row) => row >= 0))].sort((a, b) => a - b);
}

function traitsOf({ audience, company, type, labels }: Person): string {
  return JSON.stringify([audience, company, type, labels]);
}

/** Of groups that are holders themselves, since nobody here knows their members. */
function groupTraitsOf({ managedBy, audience, labels }: Group): string {
  return managedBy === 'idp' ? JSON.stringify([audience, labels]) : '';
}

function groupsIn(who: Who): readonly string[] {
  switch (who.type) {
    case 'everybody':
      return [];
    case 'any':
      return who.subjects.flatMap(({ type, name }) => (type === 'group' ? [name] : []));
    case 'all':
      return who.group === undefined ? [] : [who.group];
  }
}

function meaningOf({ rule, except }: Guardrail): string {
  return JSON.stringify([rule, except.map(waiverKey)]);
}

function gained({ can }: Capability): Matters {
  const isMeant = among(can);
  return ({ permission, after }) => after !== undefined && isMeant(permission);
}

function lost({ can }: Capability): Matters {
  const isMeant = among(can);
  return ({ permission, after }) => after !== 'allowed' && isMeant(permission);
}

/** Whoever administers can give themselves what they are kept from. */
function isAdministering({ permission, after }: PermissionChange): boolean {
  return after !== undefined && (permission === 'ADMINISTER' || permission === 'admin:site');
}

function anyOf(all: readonly Matters[]): Matters {
  return (change) => all.some((matters) => matters(change));
}
