import type { ApplyPlan } from '../apply/apply-plan.js';
import { checkedBy, type Checked } from '../apply/checked.js';
import type { Outcome } from '../apply/outcome.js';
import { cellsOfClasses, questionsFor, type Answer, type Question } from '../apply/questions.js';
import { compile } from '../compile/compile.js';
import { withChanges } from '../diff/fact-change.js';
import { siteOfFacts } from '../diff/site-of-facts.js';
import { compareWithSite } from '../drift/drift-between.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Person, Site } from '../model/site.js';
import { witnessOfCell } from '../plan/witness.js';
import type { AskedCell, SiteCheck } from '../providers/site-check.js';
import type { Ground, LiveNow } from './apply-ground.js';
import type { Call } from './call.js';

interface Asked {
  readonly plan: ApplyPlan;
  readonly outcome: Outcome;
  readonly signal: AbortSignal;
}

/** Asks the site itself about every cell that changed, and a sample of others. */
export async function askSite(call: Call, ground: Ground, now: LiveNow, { plan, outcome, signal }: Asked): Promise<Checked | undefined> {
  if (now.check === undefined) return undefined;
  const { site, matrix } = expected(ground, now, plan, outcome);
  const { more, less, conditional } = plan.access;
  const questions = questionsFor(cellsOfClasses([...more, ...less, ...conditional]), matrix, plan.digest);
  call.talk.step(`Asking the site's own permission check about ${String(questions.list.length)} cells`);
  const answers = await answersTo(questions.list, now.check, signal);
  call.talk.done();
  const wayOf = ({ subject, permission, resource }: Question): readonly string[] | undefined =>
    witnessOfCell(subject, permission, resource, { having: site, lacking: undefined, asOf: plan.asOf, side: 'head' })?.edges.map(
      ({ label }) => label,
    );
  const checked = checkedBy(questions, answers, wayOf);
  return signal.aborted ? { ...checked, stopped: 'Stopped before everything was asked.' } : checked;
}

/** The site as it was read, and what was written since. */
function expected(
  { policies }: Ground,
  { live }: LiveNow,
  plan: ApplyPlan,
  outcome: Outcome,
): { readonly site: Site; readonly matrix: Matrix } {
  const { site, asOf } = policies;
  const { aligned } = compareWithSite(site, live, asOf).sides;
  const stands = new Set(outcome.writes.flatMap(({ id, type }) => (type === 'made' || type === 'already' ? [id] : [])));
  const changes = plan.writes.flatMap((write) => (stands.has(write.id) ? write.changes : []));
  const people = new Map<string, Person>([...aligned.people, ...site.people]);
  const after = siteOfFacts(withChanges(aligned.facts, changes), { about: site.about, people });
  return { site: after, matrix: compile(after, asOf) };
}

async function answersTo(questions: readonly Question[], check: SiteCheck, signal: AbortSignal): Promise<readonly Answer[]> {
  const answers: Answer[] = questions.map(() => undefined);
  const asked = questions.flatMap((question, index) => {
    const cell = cellOf(question);
    return cell === undefined ? [] : [{ cell, index }];
  });
  const given = await check.checkPermissions(
    asked.map(({ cell }) => cell),
    signal,
  );
  for (const [at, { index }] of asked.entries()) {
    const answer = given[at];
    if (answer?.type === 'held' || answer?.type === 'not-held') answers[index] = answer.type === 'held';
  }
  return answers;
}

/** What the checks of a site know: people, on projects and in spaces, and whether they administer Jira. */
function cellOf({ subject, resource, permission }: Question): AskedCell | undefined {
  if (!subject.startsWith('user:')) return undefined;
  if (resource.startsWith('project:')) return { subject, permission, project: resource };
  if (resource.startsWith('space:')) return { subject, permission, space: resource };
  return resource === 'site' && permission === 'ADMINISTER' ? { subject, permission } : undefined;
}
