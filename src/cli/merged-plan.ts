import { judge as judgeGuardrails } from '../check/judge.js';
import { subjectOf } from '../check/subject.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Repository, Revision } from '../load/git.js';
import { mergeTrees } from '../load/merge-trees.js';
import type { SourceTree } from '../load/source-file.js';
import { emptyMatrix } from '../matrix/empty.js';
import { withTogether } from '../plan/plan.js';
import { togetherOf, type MergedState } from '../plan/together.js';
import { compilePolicies, type Compiled, type Policies } from '../pipeline.js';
import { locatePlan, planHunks, planPolicies } from '../planning.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { authorOption } from './author.js';
import type { Call } from './call.js';
import { showFindings } from './findings.js';
import { judge, repositoryAround } from './states.js';
import type { PlannedChange } from './plan-formats.js';
import { UsageError } from './usage-error.js';

/** The branches of --merge-with; undefined if there are none. */
export function mergeWords({ options }: Call): readonly string[] | undefined {
  const given = options['mergeWith'];
  return Array.isArray(given) ? given.map(String) : undefined;
}

interface Branch {
  readonly revision: Revision;
  readonly tree: SourceTree;
  /** What it has in common with the base, and with the base and all branches before it. */
  readonly origin: SourceTree;
  readonly originOfAll: SourceTree;
}

/** The plan of a merge, and both sides for whoever shows more than what changes. */
export interface MergedPlan extends PlannedChange {
  readonly head: Compiled;
  /** Undefined where it does not compile. */
  readonly base: Compiled | undefined;
}

/** The plan of merging all branches into the base, with what they do together alone; undefined where that cannot be, which is then told. */
export async function planMerged(call: Call, others: readonly string[]): Promise<MergedPlan | undefined> {
  const repository = await repositoryAround(call);
  const { base, branches } = await read(call, repository, others);
  const merged = mergeAll(call, base, branches);
  if (merged === undefined) return undefined;
  const head = await judge(call, merged);
  const after = compilePolicies(head);
  if (after === undefined || hasErrors(head.diagnostics)) {
    await showFindings(call, head);
    call.talk.fail(`Merged into ${base.label}, ${list(branches.map(({ tree }) => tree.label))} have these errors.`);
    return undefined;
  }
  const before = await judge(call, base, call.flags.policies, head);
  const alone = [];
  for (const branch of branches) {
    const { tree, conflicts } = mergeTrees(branch.origin, base, branch.tree, branch.tree.label);
    const state = conflicts.length > 0 ? undefined : stateOf(await judge(call, tree, call.flags.policies, head));
    alone.push({ label: branch.tree.label, ...(state === undefined ? {} : { state }) });
  }
  const author = authorOption(call);
  const plan = await planPolicies({ base: before, head: after, ...(author === undefined ? {} : { author }) });
  const together = togetherOf({ before: stateOf(before), merged: brokenIn(after), alone }, emptyMatrix(call.flags.asOf));
  const located = withTogether(await locatePlan(plan, base, merged), together);
  return { plan: located, hunks: () => planHunks(located, base, merged), head: after, base: compilePolicies(before) };
}

async function read(
  call: Call,
  repository: Repository,
  others: readonly string[],
): Promise<{ readonly base: SourceTree; readonly branches: readonly Branch[] }> {
  const { policies } = call.flags;
  const [baseName, headName = 'HEAD'] = call.words;
  if (['from', 'to', 'patch', 'with'].some((option) => call.options[option] !== undefined))
    throw new UsageError('--merge-with is about commits: it takes no folder, no patch and no edit.');
  const target = baseName === undefined ? await repository.defaultBranch() : await repository.resolve(baseName);
  if (target === undefined)
    throw new UsageError('The repository has no default branch to merge into.', 'Name it: plan main feature-a --merge-with feature-b');
  const revisions: Revision[] = [];
  for (const name of [headName, ...others]) revisions.push(await repository.resolve(name));
  const origins: Revision[] = [];
  for (const [index, revision] of revisions.entries()) {
    for (const earlier of [[], revisions.slice(0, index)]) {
      const origin = await repository.mergeBase(revision, target, ...earlier);
      if (origin === undefined) throw new UsageError(`${quote(revision.label)} and ${quote(target.label)} have no history in common.`);
      origins.push(origin);
    }
  }
  const [base, ...trees] = await repository.readTrees([target, ...revisions, ...origins], policies);
  if (base === undefined) throw new Error('Fewer trees than commits.');
  const branches = revisions.map((revision, index): Branch => {
    const [tree, origin, originOfAll] = [trees[index], trees[revisions.length + 2 * index], trees[revisions.length + 2 * index + 1]];
    if (tree === undefined || origin === undefined || originOfAll === undefined) throw new Error('Fewer trees than commits.');
    return { revision, tree, origin, originOfAll };
  });
  return { base, branches };
}

/** One branch after the other; undefined where two do not go together. */
function mergeAll(call: Call, base: SourceTree, branches: readonly Branch[]): SourceTree | undefined {
  const label = `${base.label} with ${list(branches.map(({ tree }) => tree.label))}`;
  let tree = base;
  for (const [index, branch] of branches.entries()) {
    const merged = mergeTrees(branch.originOfAll, tree, branch.tree, label);
    for (const path of merged.conflicts)
      call.talk.fail(
        `${quote(path)} conflicts: ${list([branch.tree.label, ...rivals(path, base, branch, branches.slice(0, index))])} change it in ways that do not go together.`,
        'Merge one of them first, and mend the other.',
      );
    if (merged.conflicts.length > 0) return undefined;
    ({ tree } = merged);
  }
  return { ...tree, label };
}

/** With whom a branch conflicts in a file: the base, or those before it. */
function rivals(path: string, base: SourceTree, branch: Branch, earlier: readonly Branch[]): readonly string[] {
  if (mergeTrees(branch.origin, base, branch.tree, '').conflicts.includes(path)) return [base.label];
  const pairs = earlier.filter(({ tree }) => mergeTrees(branch.originOfAll, tree, branch.tree, '').conflicts.includes(path));
  return (pairs.length === 0 ? earlier : pairs).map(({ tree }) => tree.label);
}

function stateOf(policies: Policies): MergedState | undefined {
  const compiled = hasErrors(policies.diagnostics) ? undefined : compilePolicies(policies);
  return compiled && brokenIn(compiled);
}

function brokenIn(compiled: Compiled): MergedState {
  const broken = judgeGuardrails(subjectOf(compiled)).flatMap(({ ok, guardrail: { name } }) => (ok ? [] : [name]));
  return { matrix: compiled.matrix, broken };
}
