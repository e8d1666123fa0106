import type { ApplyPlan } from '../apply/apply-plan.js';
import { checkedBy, type Checked } from '../apply/checked.js';
import { expectedFacts } from '../apply/expected-facts.js';
import type { Outcome } from '../apply/outcome.js';
import { boundedCells } from '../apply/bounded-cells.js';
import { questionsFor, type Answer, type Question } from '../apply/questions.js';
import { compile } from '../compile/compile.js';
import { siteOfFacts } from '../diff/site-of-facts.js';
import { comparable } from '../drift/comparable.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Site } from '../model/site.js';
import { witnessOfCell } from '../plan/witness.js';
import type { AskedCell, SiteCheck } from '../providers/site-check.js';
import { compareBytes } from '../text/compare.js';
import { thousands } from '../text/plural.js';
import type { Ground, LiveNow } from './apply-ground.js';
import type { Call } from './call.js';

interface Asked {
  readonly plan: ApplyPlan;
  readonly outcome: Outcome;
  /** Steps by hand that are done. */
  readonly byHand: ReadonlySet<number>;
  readonly signal: AbortSignal;
}

/** Asks the site itself about the cells that changed, of very many a sample, and a sample of others. */
export async function askSite(call: Call, ground: Ground, now: LiveNow, asked: Asked): Promise<Checked | undefined> {
  const { plan, signal } = asked;
  if (now.check === undefined) return undefined;
  const { site, matrix, sure } = expected(ground, now, asked);
  const { more, less, conditional } = plan.access;
  const { cells, leftOut } = boundedCells([...more, ...less, ...conditional], plan.digest);
  const questions = { ...questionsFor(cells, matrix, plan.digest, sure), leftOut };
  const total = thousands(questions.list.length);
  const tell = (answered: number): void => {
    call.talk.step(`Asking the site's own permission check about cells: ${thousands(answered)} of ${total}`);
  };
  const answers = await answersTo(questions.list, now.check, { signal, tell });
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
function expected({ policies }: Ground, { live, aligned }: LiveNow, { plan, outcome, byHand }: Asked): Expected {
  const { site, asOf } = policies;
  const stands = new Set(outcome.writes.flatMap(({ id, type }) => (type === 'made' || type === 'already' ? [id] : [])));
  const { facts, sure } = expectedFacts(plan, { read: aligned.facts, taken: comparable(site, live, asOf).live }, { stands, byHand });
  const siteOf = (some: typeof facts): Site => siteOfFacts(some, { about: site.about, people: aligned.everybody });
  const after = siteOf(facts);
  const matrix = compile(after, asOf);
  return { site: after, matrix, sure: sure === facts ? matrix : compile(siteOf(sure), asOf) };
}

/** So many questions are asked before it is told how far it is. */
const atOnce = 4_000;

interface Asking {
  readonly signal: AbortSignal;
  readonly tell: (answered: number) => void;
}

/** By person, so that those of one person go together. */
async function answersTo(questions: readonly Question[], check: SiteCheck, { signal, tell }: Asking): Promise<readonly Answer[]> {
  const answers: Answer[] = questions.map(() => undefined);
  const asked = questions
    .flatMap((question, index) => {
      const cell = cellOf(question);
      return cell === undefined ? [] : [{ cell, index }];
    })
    .sort((a, b) => compareBytes(a.cell.subject, b.cell.subject));
  for (let from = 0; from < asked.length && !signal.aborted; from += atOnce) {
    tell(from);
    const part = asked.slice(from, from + atOnce);
    const given = await check.checkPermissions(
      part.map(({ cell }) => cell),
      signal,
    );
    for (const [at, { index }] of part.entries()) {
      const answer = given[at];
      if (answer?.type === 'held' || answer?.type === 'not-held') answers[index] = answer.type === 'held';
    }
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
