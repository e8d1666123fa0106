import { calendar as calendarOf, waiverEnds, type CalendarDay, type CalendarLosers } from '../../check/calendar.js';
import type { Place, Position } from '../../diagnostics/place.js';
import { locate, type Compiled } from '../../pipeline.js';
import { endDates } from '../../plan/end-dates.js';
import { subjectOf } from '../../check/subject.js';
import { describeEdge, type Edge } from '../../query/edge.js';
import { explain, type Explanation } from '../../query/explain.js';
import { calendarJson } from '../../render/calendar-json.js';
import type { CalendarEntry, CalendarPeople, CalendarReport } from '../../render/calendar-report.js';
import { calendarText } from '../../render/calendar-text.js';
import { addDays } from '../../text/dates.js';
import { quote } from '../../text/quote.js';
import { isSet, textOption, type Call } from '../call.js';
import { compiledState } from '../states.js';
import { UsageError } from '../usage-error.js';

const usualDays = 90;
const mostDays = 36_525;

/** `permafrost calendar`: what changes by date, with no commit at all. */
export async function calendar(call: Call): Promise<number> {
  const days = daysAhead(textOption(call, 'days'));
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const report = await calendarReport(compiled, addDays(compiled.asOf, days));
  const { style } = call.output;
  await call.output.write(
    call.flags.format === 'json' ? calendarJson(report) : calendarText(report, { ...style, all: isSet(call, 'all') }),
  );
  return 0;
}

function daysAhead(written: string | undefined): number {
  if (written === undefined) return usualDays;
  const days = /^\d{1,6}$/.test(written) ? Number(written) : 0;
  if (days < 1 || days > mostDays)
    throw new UsageError(`${quote(written)} is no number of days.`, `Write a number from 1 to ${String(mostDays)}.`);
  return days;
}

async function calendarReport(compiled: Compiled, to: string): Promise<CalendarReport> {
  const { site, asOf } = compiled;
  const last = addDays(to, -1);
  const ends = new Set([...endDates(site, asOf, last), ...waiverEnds(site).filter((day) => day >= asOf && day <= last)]);
  const found = calendarOf(subjectOf(compiled), [...ends].sort());
  const reasons = new Map(
    found.flatMap(({ until, people }) => people.map((group) => [group, endingEdges(compiled, group, until)] as const)),
  );
  const places = [
    ...[...reasons.values()].flatMap((edges) => edges.flatMap(({ at }) => at ?? [])),
    ...found.flatMap(({ breaks }) => breaks.map(({ guardrail }) => guardrail.at)),
  ];
  const position = await locate(compiled.tree, places);
  return { version: 1, asOf, to, days: found.map((day) => entry(day, reasons, position)) };
}

/** For one of those who lose the same: the steps that end on that day, of its ways, of what lets in and of what it rests on. */
function endingEdges({ site }: Compiled, { subjects, losses }: CalendarLosers, until: string): readonly Edge[] {
  const found = new Map<string, Edge>();
  const visit = ({ paths, gate, prerequisite }: Explanation): void => {
    for (const { edges } of [...paths, ...(gate?.paths ?? [])])
      for (const edge of edges) if (edge.until === until && edge.at !== undefined) found.set(placeKey(edge.at), edge);
    if (prerequisite !== undefined) visit(prerequisite);
  };
  for (const { resources, permissions } of losses)
    for (const resource of resources) visit(explain(site, until, subjects[0] ?? '', permissions[0]?.permission ?? '', resource));
  return [...found.values()];
}

function placeKey({ file, document, path }: Place): string {
  return JSON.stringify([file, document, path]);
}

function entry(
  { day, until, people, breaks, mends, waivers, failing }: CalendarDay,
  reasons: ReadonlyMap<CalendarLosers, readonly Edge[]>,
  position: (place: Place) => Position,
): CalendarEntry {
  return {
    day,
    until,
    people: people.map((group) => peopleOf(group, reasons.get(group) ?? [], position)),
    breaks: breaks.map(({ guardrail: { name, severity, at }, cells }) => {
      const { file, line } = position(at);
      return { name, severity, cells, file, line };
    }),
    mends: mends.map(({ guardrail }) => guardrail.name),
    waiversEnded: waivers.map(({ guardrail }) => guardrail.name),
    failing: failing.map(({ test, failed }) => ({ name: test.name, cells: failed })),
  };
}

function peopleOf(
  { subjects, everything, cells, losses }: CalendarLosers,
  edges: readonly Edge[],
  position: (place: Place) => Position,
): CalendarPeople {
  return {
    subjects,
    everything,
    cells,
    losses,
    because: edges.flatMap((edge) => (edge.at === undefined ? [] : [{ what: describeEdge(edge), ...whereOf(position(edge.at)) }])),
  };
}

function whereOf({ file, line, column }: Position): { readonly file: string; readonly line: number; readonly column: number } {
  return { file, line, column };
}
