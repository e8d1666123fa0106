import type { ApplyPlan } from '../apply/apply-plan.js';
import { checkedBy, type Checked } from '../apply/checked.js';
import { expectedFacts } from '../apply/expected-facts.js';
import type { Outcome } from '../apply/outcome.js';
import { cellsOfClasses, questionsFor, type Answer, type Question } from '../apply/questions.js';
import { compile } from '../compile/compile.js';
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
  /** Steps by hand that are done. */
  readonly byHand: ReadonlySet<number>;
  readonly signal: AbortSignal;
}

/** Asks the site itself about every cell that changed, and a sample of others. */
export async function askSite(call: Call, ground: Ground, now: LiveNow, asked: Asked): Promise<Checked | undefined> {
  const { plan, signal } = asked;
  if (now.check === undefined) return undefined;
  const { site, matrix, sure } = expected(ground, now, asked);
  const { more, less, conditional } = plan.access;
  const questions = questionsFor(cellsOfClasses([...more, ...less, ...conditional]), matrix, plan.digest, sure);
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

interface Expected {
  readonly site: Site;
  readonly matrix: Matrix;
  /** Without what nobody can tell yet. */
  readonly sure: Matrix;
}

/** The site as it was read, and what was done since. */
function expected({ policies }: Ground, { live }: LiveNow, { plan, outcome, byHand }: Asked): Expected {
  const { site, asOf } = policies;
  const { sides } = compareWithSite(site, live, asOf);
  const { aligned } = sides;
  const stands = new Set(outcome.writes.flatMap(({ id, type }) => (type === 'made' || type === 'already' ? [id] : [])));
  const { facts, sure } = expectedFacts(plan, { read: aligned.facts, taken: sides.live }, { stands, byHand });
  const people = new Map<string, Person>([...aligned.people, ...site.people]);
  const siteOf = (some: typeof facts): Site => siteOfFacts(some, { about: site.about, people });
  const after = siteOf(facts);
  const matrix = compile(after, asOf);
  return { site: after, matrix, sure: sure === facts ? matrix : compile(siteOf(sure), asOf) };
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
