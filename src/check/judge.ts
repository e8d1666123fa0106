import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { below, type Place } from '../diagnostics/place.js';
import { equivalenceClasses } from '../matrix/equivalence.js';
import type { Guardrail, GuardrailRule, ResourceSelector, Site, Waiver } from '../model/site.js';
import type { Path } from '../query/edge.js';
import { explainerOf } from '../query/explain.js';
import { compareBytes } from '../text/compare.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { askedOn } from './guardrails/asked.js';
import type { Breach, CountBreach, Found } from './guardrails/breach.js';
import { meantLabel, usesOfLabel } from './guardrails/labels.js';
import { find, nothingExcused, unmatched, type Excused } from './guardrails/rules.js';
import { hasLabels, idlePatterns, matcher, Selection, type Chosen } from './guardrails/selection.js';
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
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
  readonly cells: number;
  readonly witness: Witness;
}

/** What was found of one guardrail. */
export interface Judgement {
  readonly guardrail: Guardrail;
  readonly ok: boolean;
  /** Cells that break it, or that are missing; for `atLeast` resources that have too few. Waivers applied. */
  readonly cells: number;
  readonly people: number;
  readonly classes: readonly BreachClass[];
  /** For guardrails that count: the resources with too many or too few. */
  readonly counts: readonly CountBreach[];
  /** Selectors that match nothing. */
  readonly matchesNothing: readonly ('who' | 'on' | 'to')[];
  /** What is wrong with the guardrail itself: waivers that have ended or excuse nothing, selectors that match nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges every guardrail of a site on its matrix: over everybody and everything. Sorted by name. */
export function judge(subject: Subject): readonly Judgement[] {
  return [...subject.site.guardrails.values()]
    .sort((a, b) => compareBytes(a.name, b.name))
    .map((guardrail) => judgeOne(subject, guardrail));
}

export function judgeOne(subject: Subject, guardrail: Guardrail): Judgement {
  const waivers = guardrail.except.map((waiver) => new LiveWaiver(waiver, subject));
  const found = foundWith(waivers, subject, guardrail.rule);
  const classes = classesOf(subject, found.breaches);
  const needsSomething = guardrail.rule.type === 'always' || guardrail.rule.type === 'atLeast';
  const counts = found.counts ?? [];
  return {
    guardrail,
    ok: found.breaches.length === 0 && counts.length === 0 && !(needsSomething && found.matchesNothing.length > 0),
    cells: cellsOf(found, guardrail),
    people: new Set([...found.breaches, ...counts.flatMap(({ holders }) => holders)].map((breach) => breach.subject)).size,
    classes: [...classes, ...counts.flatMap(({ holders }) => (guardrail.rule.type === 'atMost' ? classesOf(subject, holders) : []))],
    counts,
    matchesNothing: found.matchesNothing,
    diagnostics: faultsOf(subject, guardrail, waivers, found),
  };
}

/** What is wrong with the guardrails themselves: the diagnostics of `judge`, without looking at more cells than live waivers need. */
export function guardrailFaults(subject: Subject): readonly Diagnostic[] {
  return [...subject.site.guardrails.values()].flatMap((guardrail) => {
    const { except, rule } = guardrail;
    const waivers = except.map((waiver) => new LiveWaiver(waiver, subject));
    if (except.some(({ until }) => until >= subject.asOf)) foundWith(waivers, subject, rule);
    return faultsOf(subject, guardrail, waivers, { matchesNothing: unmatched(subject, rule) });
  });
}

function faultsOf(
  subject: Subject,
  guardrail: Guardrail,
  waivers: readonly LiveWaiver[],
  found: Pick<Found, 'matchesNothing'>,
): readonly Diagnostic[] {
  return [
    ...waivers.flatMap((waiver) => waiver.diagnostics(guardrail)),
    ...emptySelectors(guardrail, found),
    ...idle(guardrail, subject),
    ...unknownLabel(guardrail, subject),
  ];
}

/** A waiver is needed only where the guardrail would be broken without it, so the rule is first held against everybody. */
function foundWith(waivers: readonly LiveWaiver[], subject: Subject, rule: GuardrailRule): Found {
  const bare = find(subject, rule, nothingExcused);
  if (waivers.length === 0) return bare;
  const excused: Excused = (who, resource, permission) => waivers.some((waiver) => waiver.excuses(who, resource, permission));
  const left = find(subject, rule, excused);
  for (const waiver of waivers) waiver.lookFor(rule, bare, left);
  return left;
}

function cellsOf({ breaches, counts }: Found, { rule }: Guardrail): number {
  const all = rule.type === 'atMost' ? (counts ?? []).flatMap(({ holders }) => holders) : breaches;
  return rule.type === 'atLeast' ? (counts ?? []).length : all.reduce((sum, { cells }) => sum + cells.length, 0);
}

function classesOf({ site, asOf }: Subject, breaches: readonly Breach[]): readonly BreachClass[] {
  // Most lists of cells are shared.
  const keys = new Map<Breach['cells'], string>();
  const keyOf = ({ cells }: Breach): string => {
    const known = keys.get(cells);
    if (known !== undefined) return known;
    const key = cells.map(({ permission, verdict }) => `${permission}=${verdict}`).join();
    keys.set(cells, key);
    return key;
  };
  return equivalenceClasses(breaches, keyOf).flatMap(({ parts, subjects, resources }) => {
    const first = parts[0];
    const cell = first?.cells[0];
    if (first === undefined || cell === undefined) return [];
    return [
      {
        subjects,
        resources,
        permissions: first.cells.map(({ permission }) => permission),
        cells: parts.reduce((sum, { cells }) => sum + cells.length, 0),
        witness: witnessOf(site, asOf, subjects[0] ?? '', resources[0] ?? '', cell.permission, cell.verdict),
      },
    ];
  });
}

function witnessOf(site: Site, asOf: string, subject: string, resource: string, permission: string, verdict: string): Witness {
  const paths = verdict === '' ? [] : explainerOf(site, asOf).reasons(subject, permission, resource).paths;
  const path = paths.toSorted((a, b) => a.edges.length - b.edges.length)[0] ?? { edges: [] };
  return { subject, resource, permission, verdict: verdict === '' ? '-' : verdict, path };
}

/** A waiver, and whether it was needed. */
class LiveWaiver {
  private used = false;
  private readonly waiver: Waiver;
  private readonly ended: boolean;
  private readonly subjects: ReadonlySet<string>;
  private readonly covers: (resource: string) => boolean;
  private readonly permits: (permission: string) => boolean;

  constructor(waiver: Waiver, subject: Subject) {
    const selection = new Selection(subject);
    this.waiver = waiver;
    this.ended = waiver.until < subject.asOf;
    this.subjects = namesOf(selection, selection.who(waiver.who));
    const { on } = waiver;
    this.covers = on.type === 'patterns' ? matcher(on.patterns) : (resource) => hasLabels(selection.labelsOf(resource), on.labels);
    this.permits = waiver.can === undefined ? () => true : among(waiver.can);
  }

  /** An empty subject asks about the resource alone, for rules that count people. */
  excuses(subject: string, resource: string, permission: string): boolean {
    return !this.ended && (subject === '' || this.subjects.has(subject)) && this.covers(resource) && this.permits(permission);
  }

  /** Notes whether it excuses anything of what breaks the rule without waivers; `left` is what breaks it with all of them. */
  lookFor(rule: GuardrailRule, bare: Found, left: Found): void {
    if (rule.type === 'atLeast') {
      const stillBroken = new Set(left.counts?.map(({ resource }) => resource));
      const mended = (bare.counts ?? []).filter(({ resource }) => !stillBroken.has(resource));
      this.used = mended.some(({ resource }) => askedOn(resource, rule.can).some((permission) => this.excuses('', resource, permission)));
      return;
    }
    const broken = [...bare.breaches, ...(bare.counts ?? []).flatMap(({ holders }) => holders)];
    this.used = broken.some(({ subject, resource, cells }) => cells.some(({ permission }) => this.excuses(subject, resource, permission)));
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

function namesOf(selection: Selection, chosen: Chosen): ReadonlySet<string> {
  const names = new Set<string>(chosen.classes);
  for (const [subject, is] of chosen.subjects.entries()) if (is === 1) names.add(selection.name(subject));
  return names;
}

const selectorWords = { who: 'nobody', on: 'no resource', to: 'no resource' } as const;

function emptySelectors({ name, at, rule, madeBy }: Guardrail, { matchesNothing }: Pick<Found, 'matchesNothing'>): readonly Diagnostic[] {
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
