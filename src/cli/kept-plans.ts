import { shownFolder } from '../load/shown-path.js';
import type { CommitState } from '../load/quick-git.js';
import type { PlanApprovals } from '../plan/approvals.js';
import type { ChangeClass, Plan, PlanSide } from '../plan/plan.js';
import { attempt, cacheKey, type Cache } from '../state/cache.js';
import { build } from './version.js';

/** What a plan of two commits follows from, but for what these are called. */
export interface PlanQuestion {
  readonly base: CommitState;
  readonly head: CommitState;
  readonly asOf: string;
  readonly cwd: string;
  readonly policies: string;
}

/** A plan without its digests, which text does not show, and which take long. */
interface Bare extends Omit<Plan, 'digest' | 'approvals'> {
  readonly approvals: Omit<PlanApprovals, 'digest'>;
}

/** The plan of the same two trees for the same day, if it was kept. Its digests are not there to be read. */
export function keptPlan(cache: Cache, question: PlanQuestion): Plan | undefined {
  const entry = cache.read(keyOf(question));
  if (entry === undefined) return undefined;
  return attempt(() => {
    const { approvals, base, head, ...plan } = JSON.parse(new TextDecoder().decode(entry)) as Bare;
    const sides = { base: called(base, question.base), head: called(head, question.head) };
    return withoutDigest({ ...plan, ...sides, approvals: withoutDigest(approvals) });
  });
}

function withoutDigest<T extends object>(whole: T): T & { readonly digest: string } {
  return Object.defineProperty(whole, 'digest', {
    enumerable: true,
    get() {
      throw new Error('A plan that was kept has no digests.');
    },
  }) as T & { readonly digest: string };
}

/** Keeps a plan whose lines were looked up, and who must approve it. */
export function keepPlan(cache: Cache, question: PlanQuestion, plan: Plan): void {
  if (!isSmall(plan)) return;
  const bare: Bare = {
    ...without(plan, 'digest'),
    base: called(plan.base, nameless),
    head: called(plan.head, nameless),
    approvals: without(plan.approvals, 'digest'),
  };
  const text = attempt(() => JSON.stringify(bare));
  if (text !== undefined) cache.write(keyOf(question), new TextEncoder().encode(text));
}

/** What is worked out on demand is not asked for. */
function without<T extends object, K extends keyof T & string>(whole: T, name: K): Omit<T, K> {
  const others = Object.entries(Object.getOwnPropertyDescriptors(whole)).filter(([key]) => key !== name);
  return Object.defineProperties({}, Object.fromEntries(others)) as Omit<T, K>;
}

const nameless = { label: '' };

/** Two commits with the same policies are the same to a plan: their names are those that were asked for. */
function called({ state }: PlanSide, { label, commit }: Pick<PlanSide, 'label' | 'commit'>): PlanSide {
  return { label, state, ...(commit === undefined ? {} : { commit }) };
}

function keyOf({ base, head, asOf, cwd, policies }: PlanQuestion): string {
  return `${cacheKey(['plan', build, asOf, shownFolder(policies, cwd), base.tree, head.tree])}.plan`;
}

/** A plan of very many names is a large text, and its work is not that of starting. */
const mostNames = 100_000;

/** Whether a plan is small enough to be kept. */
export function isSmall(plan: Plan): boolean {
  return namesIn(plan) <= mostNames;
}

function namesIn({ gains, losses, conditional, lapses, approvals, guardrails }: Plan): number {
  const classes = [...gains, ...losses, ...conditional, ...lapses.flatMap((lapse) => lapse.classes)];
  const broken = [...guardrails.newlyBroken, ...guardrails.stillBroken].flatMap((each) => each.classes);
  return (
    classes.reduce((sum, each) => sum + weightOf(each), 0) +
    broken.reduce((sum, { subjects, resources }) => sum + subjects.length + resources.length, 0) +
    approvals.needed.reduce((sum, { people, of }) => sum + people.length + of.length, 0)
  );
}

function weightOf({ subjects, resources, permissions, remaining, covers, surprise }: ChangeClass): number {
  const lists: readonly (readonly unknown[])[] = [
    subjects,
    resources,
    permissions,
    remaining,
    covers,
    surprise.subjects,
    surprise.resources,
  ];
  return lists.reduce((sum, { length }) => sum + length, 8);
}
