import { diffMatrices, type SubjectChange } from '../diff/access-change.js';
import { equivalenceClasses } from '../matrix/equivalence.js';
import type { Site } from '../model/site.js';
import { addDays } from '../text/dates.js';
import { judge, type Judgement } from './judge.js';
import { runTests, type TestResult } from './run-tests.js';
import type { Subject } from './rule.js';

/** What is no longer true on a day that was true the day before, with nobody changing a file. */
export interface CalendarDay {
  /** The first day on which it is gone. */
  readonly day: string;
  /** The last day that something held. */
  readonly until: string;
  readonly people: readonly CalendarLosers[];
  /** Guardrails that hold the day before and are broken from now on, or are broken by more cells. */
  readonly breaks: readonly Judgement[];
  /** Guardrails that are broken the day before and hold from now on. */
  readonly mends: readonly Judgement[];
  /** Guardrails with a waiver that ended. */
  readonly waivers: readonly Judgement[];
  /** Tests that pass the day before and fail from now on. Tests with a day of their own never change. */
  readonly failing: readonly TestResult[];
}

/** People who lose the very same on that day. */
export interface CalendarLosers {
  readonly subjects: readonly string[];
  /** They have no access of any kind afterwards. */
  readonly everything: boolean;
  readonly cells: number;
  readonly losses: readonly CalendarLoss[];
}

export interface CalendarLoss {
  readonly resources: readonly string[];
  readonly permissions: readonly { readonly permission: string; readonly before?: string; readonly after?: string }[];
}

/** Last days of waivers, which end like access does. */
export function waiverEnds(site: Site): readonly string[] {
  return [...new Set([...site.guardrails.values()].flatMap(({ except }) => except.map(({ until }) => until)))].sort();
}

/**
 * What changes by date: the site is compiled once for each last day, and compared with the one before. `ends` are the days on which
 * something ends, sorted; days on which nothing changes for anybody are left out.
 */
export function calendar(subject: Subject, ends: readonly string[]): readonly CalendarDay[] {
  let today = stateOn(subject, subject.asOf);
  return ends.flatMap((until) => {
    const day = addDays(until, 1);
    const next = stateOn(subject, day);
    const change = changeOf(today, next, day, until);
    today = next;
    return isEmpty(change) ? [] : [change];
  });
}

interface State {
  readonly subject: Subject;
  readonly judgements: readonly Judgement[];
  readonly results: readonly TestResult[];
}

function stateOn(subject: Subject, day: string): State {
  const then: Subject = { ...subject, asOf: day, matrix: subject.matrixOn(day) };
  return { subject: then, judgements: judge(then), results: runTests(then) };
}

function changeOf(before: State, after: State, day: string, until: string): CalendarDay {
  const { changes } = diffMatrices(before.subject.matrix, after.subject.matrix);
  const were = new Map(before.judgements.map((each) => [each.guardrail.name, each]));
  const passed = new Set(before.results.filter(({ ok }) => ok).map(({ test }) => test.name));
  const ended = ({ diagnostics }: Judgement): number => diagnostics.filter(({ code }) => code === 'waiver-ended').length;
  return {
    day,
    until,
    people: losersOf(changes, after.subject),
    breaks: after.judgements.filter(
      (each) => !each.ok && (were.get(each.guardrail.name)?.ok === true || each.cells > (were.get(each.guardrail.name)?.cells ?? 0)),
    ),
    mends: after.judgements.filter((each) => each.ok && were.get(each.guardrail.name)?.ok === false),
    waivers: after.judgements.filter((each) => {
      const was = were.get(each.guardrail.name);
      return was !== undefined && ended(each) > ended(was);
    }),
    failing: after.results.filter(({ ok, test }) => !ok && passed.has(test.name)),
  };
}

/** Groups those who lose the same, whatever it is. */
function losersOf(changes: readonly SubjectChange[], { matrix }: Subject): readonly CalendarLosers[] {
  const bySubject = new Map<string, SubjectChange[]>();
  for (const change of changes) {
    const known = bySubject.get(change.subject);
    if (known === undefined) bySubject.set(change.subject, [change]);
    else known.push(change);
  }
  const alike = new Map<string, string[]>();
  for (const [subject, own] of bySubject) {
    const left = matrix.cellsOf(subject).length === 0;
    const key = JSON.stringify([left, ...own.map(({ resource, delta }) => [resource, deltaKey(delta)])]);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [subject]);
    else known.push(subject);
  }
  return [...alike.values()].map((subjects) => losers(subjects, bySubject.get(subjects[0] ?? '') ?? [], matrix));
}

function losers(subjects: readonly string[], changes: readonly SubjectChange[], matrix: Subject['matrix']): CalendarLosers {
  const cells = changes.reduce((sum, { delta }) => sum + delta.permissions.length, 0);
  return {
    subjects,
    everything: matrix.cellsOf(subjects[0] ?? '').length === 0,
    cells: cells * subjects.length,
    losses: equivalenceClasses(changes, ({ delta }) => deltaKey(delta)).map(({ parts, resources }) => ({
      resources,
      permissions: (parts[0]?.delta.permissions ?? []).map(({ permission, before, after }) => ({
        permission,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      })),
    })),
  };
}

function deltaKey({ permissions }: SubjectChange['delta']): string {
  return permissions.map(({ permission, before, after }) => `${permission}=${before ?? ''}>${after ?? ''}`).join();
}

function isEmpty({ people, breaks, mends, waivers, failing }: CalendarDay): boolean {
  return [people, breaks, mends, waivers, failing].every(({ length }) => length === 0);
}
