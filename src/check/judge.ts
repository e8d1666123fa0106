import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { below, type Place } from '../diagnostics/place.js';
import type { EffectCell } from '../matrix/effects.js';
import { rectanglesOf, type Rectangle } from '../matrix/equivalence.js';
import { nameList } from '../matrix/name-list.js';
import type { SubjectSet } from '../matrix/subject-set.js';
import type { Guardrail, GuardrailRule, ResourceSelector, Site, Waiver } from '../model/site.js';
import type { Path } from '../query/edge.js';
import { explainerOf } from '../query/explain.js';
import { compareBytes } from '../text/compare.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { askedOn } from './guardrails/asked.js';
import type { Breach, Found, Unmatched } from './guardrails/breach.js';
import type { Excuse } from './guardrails/breach-sets.js';
import { meantLabel, usesOfLabel } from './guardrails/labels.js';
import { Judge, needsMatches, unmatched, type Focus } from './guardrails/rules.js';
import { hasLabels, idlePatterns, matcher, Selection } from './guardrails/selection.js';
import { among } from './guardrails/survey.js';
import type { Subject } from './rule.js';

/** One cell that breaks a guardrail, with a way that gives it; a missing cell has the verdict `-` and no way. */
export interface Witness {
  readonly subject: string;
  readonly resource: string;
  readonly permission: string;
  readonly verdict: string;
  readonly path: Path;
}

/** Cells of the same people, on the same resources, with the same permissions. */
export interface BreachClass {
  /** Names, sorted by bytes; made as they are read where they are many. */
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
  readonly cells: number;
  readonly witness: Witness;
}

/** A resource with too many or too few. */
export interface CountBreach {
  readonly resource: string;
  readonly count: number;
  readonly limit: number;
  /** Those who are counted, as in a class. */
  readonly subjects: readonly string[];
}

/** Whether a guardrail is kept, and what breaks it. */
export interface Outcome {
  readonly guardrail: Guardrail;
  readonly ok: boolean;
  /** Cells that break it, or that are missing; for `atLeast` resources that have too few. Waivers applied. */
  readonly cells: number;
  readonly people: number;
  readonly classes: readonly BreachClass[];
  /** For guardrails that count: the resources with too many or too few. */
  readonly counts: readonly CountBreach[];
}

/** What was found of one guardrail. */
export interface Judgement extends Outcome {
  /** Selectors that match nothing. */
  readonly matchesNothing: Unmatched;
  /** What is wrong with the guardrail itself: waivers that have ended or excuse nothing, selectors that match nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges every guardrail of a site on its matrix: over everybody and everything. Sorted by name. */
export function judge(subject: Subject): readonly Judgement[] {
  const { guardrails } = subject.site;
  if (guardrails.size === 0) return [];
  const of = new Judge(subject);
  return [...guardrails.values()].sort((a, b) => compareBytes(a.name, b.name)).map((guardrail) => judgeOne(subject, guardrail, of));
}

export function judgeOne(subject: Subject, guardrail: Guardrail, of = new Judge(subject)): Judgement {
  const { rule } = guardrail;
  const waivers = waiversOf(guardrail, subject, of);
  const { breaches, counts = [] } = foundWith(waivers, of, rule);
  const matchesNothing = unmatched(of.selection, rule);
  const classes = new Classes(subject, of.selection);
  const broken = rule.type === 'atMost' ? counts.map(({ held }) => held) : [breaches];
  return {
    guardrail,
    ok: breaches.length === 0 && counts.length === 0 && !(needsMatches(rule) && matchesNothing.length > 0),
    cells: rule.type === 'atLeast' ? counts.length : sum(broken.flat(), ({ subjects, cells }) => subjects.size * cells.length),
    people: of.selection.naming.sets.union([of.breachSets.subjects(breaches), ...counts.map(({ holders }) => holders)]).size,
    classes: broken.flatMap((each) => classes.of(each)),
    counts: counts.map(({ resource, count, limit, holders }) => ({ resource, count, limit, subjects: classes.names(holders) })),
    matchesNothing,
    diagnostics: faultsOf(subject, guardrail, waivers, matchesNothing),
  };
}

/** The names of the guardrails that are kept. */
export function keptIn(outcomes: readonly Outcome[]): ReadonlySet<string> {
  return namesIn(outcomes.filter(({ ok }) => ok));
}

export function brokenIn(outcomes: readonly Outcome[]): ReadonlySet<string> {
  return namesIn(outcomes.filter(({ ok }) => !ok));
}

function namesIn(outcomes: readonly Outcome[]): ReadonlySet<string> {
  return new Set(outcomes.map(({ guardrail: { name } }) => name));
}

/** Whether anything there breaks a guardrail, waivers applied. */
export function isBrokenIn(focus: Focus, subject: Subject, guardrail: Guardrail): boolean {
  const of = new Judge(subject, focus);
  const { breaches, counts = [] } = foundWith(waiversOf(guardrail, subject, of), of, guardrail.rule);
  return breaches.length > 0 || counts.length > 0;
}

/** Whether everything that a guardrail is about is there: one that needs something is broken where nothing is. */
export function hasMatches(subject: Subject, { rule }: Guardrail): boolean {
  return unmatched(new Selection(subject), rule).length === 0;
}

/** What is wrong with the guardrails themselves: the diagnostics of `judge`, without looking at more cells than live waivers need. */
export function guardrailFaults(subject: Subject): readonly Diagnostic[] {
  const { guardrails } = subject.site;
  if (guardrails.size === 0) return [];
  const of = new Judge(subject);
  return [...guardrails.values()].flatMap((guardrail) => {
    const { except, rule } = guardrail;
    const waivers = waiversOf(guardrail, subject, of);
    if (except.some(({ until }) => until >= subject.asOf)) foundWith(waivers, of, rule);
    return faultsOf(subject, guardrail, waivers, unmatched(of.selection, rule));
  });
}

function faultsOf(
  subject: Subject,
  guardrail: Guardrail,
  waivers: readonly LiveWaiver[],
  matchesNothing: Unmatched,
): readonly Diagnostic[] {
  return [
    ...waivers.flatMap((waiver) => waiver.diagnostics(guardrail)),
    ...emptySelectors(guardrail, matchesNothing),
    ...idle(guardrail, subject),
    ...unknownLabel(guardrail, subject),
  ];
}

function waiversOf({ except }: Guardrail, subject: Subject, { selection }: Judge): readonly LiveWaiver[] {
  return except.map((waiver) => new LiveWaiver(waiver, subject, selection));
}

/** A waiver is needed only where the guardrail would be broken without it, so the rule is first held against everybody. */
function foundWith(waivers: readonly LiveWaiver[], of: Judge, rule: GuardrailRule): Found {
  const bare = of.find(rule);
  const excuses = waivers.filter(({ ended }) => !ended);
  if (excuses.length === 0) return bare;
  const left = of.withExcuses(bare, rule, excuses);
  for (const waiver of excuses) waiver.lookFor(rule, bare, left, of);
  return left;
}

/** Puts breaches together into classes. */
class Classes {
  private readonly subject: Subject;
  private readonly selection: Selection;

  constructor(subject: Subject, selection: Selection) {
    this.subject = subject;
    this.selection = selection;
  }

  of(breaches: readonly Breach[]): readonly BreachClass[] {
    const { naming, resource } = this.selection;
    const parts = breaches.map(({ row, subjects, cells }) => ({ resource: row, subjects, of: cells }));
    return rectanglesOf(parts, naming, resource).map((each) => this.classOf(each));
  }

  names(subjects: SubjectSet): readonly string[] {
    return nameList(subjects, this.selection.naming);
  }

  private classOf({ subjects, resources, of: cells }: Rectangle<readonly EffectCell[]>): BreachClass {
    const { site, asOf } = this.subject;
    const [first] = cells;
    if (first === undefined) throw new Error('Whoever breaks a guardrail does so by at least one cell.');
    return {
      subjects,
      resources,
      permissions: cells.map(({ permission }) => permission),
      cells: subjects.length * resources.length * cells.length,
      witness: witnessOf(site, asOf, subjects[0] ?? '', resources[0] ?? '', first.permission, first.verdict),
    };
  }
}

function sum<T>(all: readonly T[], amountOf: (each: T) => number): number {
  return all.reduce((amount, each) => amount + amountOf(each), 0);
}

function witnessOf(site: Site, asOf: string, subject: string, resource: string, permission: string, verdict: string): Witness {
  const paths = verdict === '' ? [] : explainerOf(site, asOf).reasons(subject, permission, resource).paths;
  const path = paths.toSorted((a, b) => a.edges.length - b.edges.length)[0] ?? { edges: [] };
  return { subject, resource, permission, verdict: verdict === '' ? '-' : verdict, path };
}

/** A waiver, and whether it was needed. */
class LiveWaiver implements Excuse {
  readonly ended: boolean;
  readonly subjects: SubjectSet;
  readonly covers: (resource: string) => boolean;
  readonly permits: (permission: string) => boolean;
  private used = false;
  private readonly waiver: Waiver;

  constructor(waiver: Waiver, { asOf }: Subject, selection: Selection) {
    this.waiver = waiver;
    this.ended = waiver.until < asOf;
    this.subjects = selection.who(waiver.who);
    const { on } = waiver;
    this.covers = on.type === 'patterns' ? matcher(on.patterns) : (resource) => hasLabels(selection.labelsOf(resource), on.labels);
    this.permits = waiver.can === undefined ? () => true : among(waiver.can);
  }

  /** Notes whether it excuses anything of what breaks the rule without waivers; `left` is what breaks it with all of them. */
  lookFor(rule: GuardrailRule, bare: Found, left: Found, { breachSets }: Judge): void {
    if (rule.type === 'atLeast') {
      const stillBroken = new Set(left.counts?.map(({ resource }) => resource));
      const mended = (bare.counts ?? []).filter(({ resource }) => !stillBroken.has(resource));
      this.used = mended.some(({ resource }) => this.covers(resource) && askedOn(resource, rule.can).some(this.permits));
      return;
    }
    const broken = [...bare.breaches, ...(bare.counts ?? []).flatMap(({ held }) => held)];
    this.used = breachSets.hasExcused(broken, this);
  }

  diagnostics({ name }: Guardrail): readonly Diagnostic[] {
    const { at, until } = this.waiver;
    if (this.ended) {
      return [
        {
          code: 'waiver-ended',
          severity: 'error',
          at: below(at, 'until'),
          message: `This waiver of guardrail ${quote(name)} ended on ${until}.`,
          hint: 'Remove it, or agree on a new date.',
        },
      ];
    }
    if (this.used) return [];
    return [
      {
        code: 'waiver-unused',
        severity: 'warning',
        at,
        message: `This waiver of guardrail ${quote(name)} excuses nothing.`,
        hint: 'Remove it.',
      },
    ];
  }
}

const selectorWords = { who: 'nobody', on: 'no resource', to: 'no resource' } as const;

function emptySelectors({ name, at, rule, madeBy }: Guardrail, matchesNothing: Unmatched): readonly Diagnostic[] {
  if (madeBy !== undefined) return [];
  return matchesNothing.map((part) => ({
    code: 'matches-nothing',
    severity: 'warning',
    at: placeOfSelector(at, rule.type, part),
    message: `The guardrail ${quote(name)} is about ${selectorWords[part]}: its "${part}" matches nothing.`,
    hint: 'Correct the names, or remove the guardrail.',
  }));
}

function idle({ name, at, rule }: Guardrail, { matrix }: Subject): readonly Diagnostic[] {
  return selectorsOf(rule).flatMap(([path, selector]) =>
    selector?.type !== 'patterns'
      ? []
      : idlePatterns(selector.patterns, matrix.resources).map((index) => ({
          code: 'matches-nothing',
          severity: 'warning',
          at: below(at, rule.type, ...path, index),
          message: `${quote(selector.patterns[index] ?? '')} of the guardrail ${quote(name)} matches no resource.`,
          hint: 'Correct it, or take it out.',
        })),
  );
}

/** A label that is missing on either side allows nothing, which is seldom meant of everything or everybody. */
function unknownLabel({ name, at, rule }: Guardrail, { site }: Subject): readonly Diagnostic[] {
  if (rule.type !== 'confine' || rule.byLabel === undefined) return [];
  const use = usesOfLabel(site, rule.byLabel);
  if (use.onRooms && use.onPeople) return [];
  const lacking = [...(use.onPeople ? [] : ['nobody']), ...(use.onRooms ? [] : ['no project, space or channel'])];
  return [
    {
      code: 'unknown-label',
      severity: 'warning',
      at: below(at, rule.type, 'byLabel'),
      message: `The guardrail ${quote(name)} allows nobody any room: ${list(lacking)} has the label ${quote(rule.byLabel)}.`,
      hint: meantLabel(site, rule.byLabel, use) ?? 'Correct it, or give the label to the people and the rooms that are meant.',
    },
  ];
}

function selectorsOf(rule: GuardrailRule): readonly (readonly [path: readonly string[], selector: ResourceSelector | undefined])[] {
  switch (rule.type) {
    case 'expire':
      return [];
    case 'confine':
      return [[['to'], rule.to]];
    case 'separate':
      return [
        [['first', 'on'], rule.first.on],
        [['second', 'on'], rule.second.on],
      ];
    default:
      return [[['on'], rule.on]];
  }
}

function placeOfSelector(at: Place, rule: string, part: 'who' | 'on' | 'to'): Place {
  return rule === 'separate' && part === 'on' ? below(at, rule) : below(at, rule, part);
}
