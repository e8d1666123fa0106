import { findFix, type Fix, type Workshop } from './check/fix.js';
import { judge, type Judgement } from './check/judge.js';
import type { Subject } from './check/rule.js';
import { subjectOf } from './check/subject.js';
import { comparePlaces, type Place } from './diagnostics/place.js';
import { changedFiles } from './load/changed.js';
import type { SourceTree } from './load/source-file.js';
import type { Judged } from './link/link.js';
import { compilePolicies, locate, withEdits, type Compiled, type Policies } from './pipeline.js';
import { endDates } from './plan/end-dates.js';
import { compareGuardrails } from './plan/guardrails.js';
import { makePlan } from './plan/make-plan.js';
import { mentionsIn } from './plan/mentions.js';
import { placesOf, withPositions, type Plan } from './plan/plan.js';
import { addDays } from './text/dates.js';
import { quote } from './text/quote.js';

/** How far ahead a plan looks for what ends by date alone. */
const daysAhead = 30;

export interface PlanRequest {
  readonly base: Policies;
  readonly head: Compiled;
}

/** The plan from one state to another, both as of the same day. A base that does not compile counts as empty, and the plan says so. */
export async function planPolicies({ base, head }: PlanRequest): Promise<Plan> {
  const { asOf } = head;
  const before = compilePolicies(base);
  const changed = changedFiles(base.tree, head.tree);
  const touched = [
    ...documentsIn(base, new Set(changed.map((file) => file.before))),
    ...documentsIn(head, new Set(changed.map((file) => file.after))),
  ];
  const subjects = { before: before && subjectOf(before), after: subjectOf(head) };
  const judged = { before: subjects.before && judge(subjects.before), after: judge(subjects.after) };
  const later = endDates(head.site, asOf, addDays(asOf, daysAhead)).map((until) => ({
    until,
    matrix: subjects.after.matrixOn(addDays(until, 1)),
  }));
  return makePlan({
    asOf,
    base: { ...nameOf(base.tree), state: before !== undefined ? 'valid' : base.tree.files.length === 0 ? 'absent' : 'invalid' },
    head: { ...nameOf(head.tree), state: 'valid' },
    before,
    after: head,
    changedFiles: changed.map(({ path, status }) => ({ path, status })),
    mentioned: mentionsIn(touched.map(({ document }) => document.value)),
    later,
    guardrails: compareGuardrails({ ...subjects, judged, fixes: await fixesFor(head, subjects.after, judged.after) }),
  });
}

/** Why policies must not be merged as they are, a sentence each: a guardrail of severity error is broken, or a waiver has ended. */
export function refusals(policies: Compiled): readonly string[] {
  return judge(subjectOf(policies)).flatMap(({ ok, guardrail: { name, severity }, diagnostics }) => [
    ...(!ok && severity === 'error' ? [`Guardrail ${quote(name)} is broken: see "permafrost test".`] : []),
    ...diagnostics.filter((each) => each.severity === 'error').map(({ message }) => message),
  ]);
}

/** For each broken guardrail the smallest edit that mends it, where the search finds one. */
export async function fixesFor(policies: Compiled, subject: Subject, judgements: readonly Judgement[]): Promise<ReadonlyMap<string, Fix>> {
  const fixes = new Map<string, Fix>();
  const broken = judgements.filter(({ ok }) => !ok);
  if (broken.length === 0) return fixes;
  const workshop = await workshopFor(policies);
  for (const judgement of broken) {
    const fix = await findFix(subject, judgement, workshop);
    if (fix !== undefined) fixes.set(judgement.guardrail.name, fix);
  }
  return fixes;
}

async function workshopFor(policies: Compiled): Promise<Workshop> {
  const position = await locate(
    policies.tree,
    policies.tree.files.map(({ path: file }) => ({ file, document: 0, path: [] })),
  );
  return {
    async without(removals) {
      const mended = compilePolicies(
        await withEdits(
          policies,
          removals.map((at) => ({ op: 'remove', at })),
        ),
      );
      return mended === undefined ? undefined : subjectOf(mended);
    },
    byLine(a, b) {
      const [one, other] = [position(a), position(b)];
      return one.file < other.file
        ? -1
        : one.file > other.file
          ? 1
          : one.line - other.line || one.column - other.column || comparePlaces(a, b);
    },
  };
}

function documentsIn({ documents }: Policies, paths: ReadonlySet<string | undefined>): readonly Judged[] {
  return documents.filter(({ document }) => paths.has(document.file));
}

function nameOf({ label, commit }: SourceTree): { readonly label: string; readonly commit?: string } {
  return { label, ...(commit === undefined ? {} : { commit }) };
}

/** The plan with the lines of all its witnesses, looked up in the files of the side they are written on. */
export async function locatePlan(plan: Plan, base: SourceTree, head: SourceTree): Promise<Plan> {
  const inBase = await locate(base, placesOf(plan, 'base'));
  const inHead = await locate(head, placesOf(plan, 'head'));
  return withPositions(plan, (place: Place, side) => (side === 'base' ? inBase : inHead)(place));
}
