import type { Subject } from '../../check/rule.js';
import { subjectOf } from '../../check/subject.js';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import { diffMatrices } from '../../diff/access-change.js';
import { emptyMatrix } from '../../matrix/empty.js';
import type { Matrix } from '../../matrix/matrix.js';
import { isRefused, placesOf, type Plan, type ShownClasses } from '../../plan/plan.js';
import { compilePolicies, type Compiled, type Policies } from '../../pipeline.js';
import { locatePlan, planHunks, planPolicies, refusals } from '../../planning.js';
import { planTsv } from '../../render/plan/tsv.js';
import { cacheFolder, openCache } from '../../state/cache.js';
import { count } from '../../text/plural.js';
import { authorOption, requireAuthor } from '../author.js';
import { isSet, type Call } from '../call.js';
import { showFindings } from '../findings.js';
import { commitsOf, quickPlan, type Commits } from '../image-plan.js';
import { isSmall, keepPlan } from '../kept-plans.js';
import { renderPlan, shownClasses, showsHunks, type PlannedChange } from '../plan-formats.js';
import { sourceUrlOf } from '../source-url.js';
import { readSides, type Sides } from '../sides.js';
import { judge, repositoryAround } from '../states.js';
import { UsageError } from '../usage-error.js';
import { whatIfSides, whatIfWords } from '../what-if-sides.js';

/** `permafrost plan`: who gains and who loses what. */
export async function plan(call: Call): Promise<number> {
  requireFormat(call);
  const isLive = isSet(call, 'live');
  if (isLive) (await import('../live-plan.js')).requireLiveFormat(call);
  else
    for (const option of ['site', 'applyPlan'])
      if (call.options[option] !== undefined)
        throw new UsageError(`${flags[option] ?? ''} goes with --live.`, 'Add --live, or leave it out.');
  if (call.options['caller'] !== undefined && call.options['applyPlan'] === undefined)
    throw new UsageError('--caller goes with --apply-plan.', 'Add --apply-plan FILE, or leave it out.');
  const outcome = await (call.options['mergeWith'] === undefined ? planTwo(call) : planMerge(call));
  if (outcome === undefined || outcome.isRefused) return 1;
  return isSet(call, 'detailedExitcode') && outcome.isChanged ? 2 : 0;
}

const flags: Readonly<Record<string, string>> = { site: '--site', applyPlan: '--apply-plan' };

/** Two states. */
async function planTwo(call: Call): Promise<Outcome | undefined> {
  const commits = commitsOf(call);
  const keep = commits === undefined ? undefined : keeper(call, commits);
  return (commits && (await planQuickly(call, commits, keep))) ?? planInFull(call, keep);
}

/** Keeps the plan of two commits for whoever asks for it once more, as it is for everybody: without an author. */
function keeper(call: Call, commits: Commits): Keep | undefined {
  const { cache, ...flags } = call.flags;
  if (!cache || authorOption(call) !== undefined) return undefined;
  return (found) => keepPlan(openCache(cacheFolder(process.env)), { ...commits, ...flags }, found);
}

type Keep = (found: Plan) => void;

/** The merge of several branches. */
async function planMerge(call: Call): Promise<Outcome | undefined> {
  if (!['text', 'markdown', 'json', 'html'].includes(call.flags.format))
    throw new UsageError('A merge of several branches is told as text, Markdown, HTML or JSON.', 'Write --format json for other programs.');
  const { mergeWords, planMerged } = await import('../merged-plan.js');
  const found = await planMerged(call, mergeWords(call) ?? []);
  if (found === undefined) return undefined;
  return call.flags.format === 'html' ? showPage(call, found, found) : printPlan(call, found, () => undefined);
}

function requireFormat(call: Call): void {
  if (isSet(call, 'approvers') && !['text', 'json'].includes(call.flags.format))
    throw new UsageError('Who must approve is told as text or JSON.', 'Leave --format out, or write --format json.');
}

interface Outcome {
  readonly isChanged: boolean;
  /** The head breaks a guardrail of severity error. */
  readonly isRefused: boolean;
}

/** Two commits of which the first is kept, or free of errors, and differs from the second in what can be told by itself. */
async function planQuickly(call: Call, commits: Commits, keep: Keep | undefined): Promise<Outcome | undefined> {
  if (call.flags.format === 'html') return undefined;
  const show = await quickPlan(
    call,
    commits,
    (base) => readCommit(call, base),
    async (quick) => {
      if (call.flags.format !== 'text') quick.settle();
      if (call.flags.format === 'tsv' && !isSet(call, 'expectSame')) return showCells(call, quick.before.matrix, quick.after);
      const found = await quick.plan();
      if (found === undefined) return undefined;
      if (call.flags.format === 'tsv') return showCells(call, quick.before.matrix, quick.after, found);
      // Worked out and read while the image can still turn out to be damaged.
      requireAuthor(found, authorOption(call));
      const shown = await shownOf(call, found, keep);
      const whole = showsHunks(call) ? found.changedFiles.map(({ path }) => path) : [];
      const trees = quick.trees({
        base: [...filesNamed(found, 'base', shown), ...whole],
        head: [...filesNamed(found, 'head', shown), ...whole],
      });
      const change = await planned(found, trees, shown);
      if (call.flags.format === 'text') return preparedText(call, change, keep);
      return () => printPlan(call, change, () => ({ before: quick.before.matrix, after: quick.after.matrix }), keep);
    },
    authorOption(call),
  );
  return show?.();
}

function filesNamed(found: Plan, side: 'base' | 'head', shown: ShownClasses): readonly string[] {
  return Array.from(placesOf(found, side, shown), ({ file }) => file);
}

/** What is kept is whole: it may be told in full the next time. */
async function shownOf(call: Call, found: Plan, keep: Keep | undefined): Promise<ShownClasses> {
  return keep !== undefined && isSmall(found) ? undefined : shownClasses(found, call);
}

async function readCommit(call: Call, { commit }: { readonly commit: string }): Promise<Policies> {
  const repository = await repositoryAround(call);
  return judge(call, await repository.comingTree(await repository.resolve(commit), call.flags.policies));
}

/** Both sides read, linked and compiled; undefined where the head has errors, which are then told. */
async function planInFull(call: Call, keep: Keep | undefined): Promise<Outcome | undefined> {
  const whatIf = whatIfWords(call);
  const sides = whatIf === undefined ? await readSides(call) : await whatIfSides(call, whatIf);
  const commit = call.options['applyPlan'] === undefined ? undefined : await (await import('../write-apply-plan.js')).commitOf(call, sides);
  const head = await judge(call, sides.head, sides.headFolder);
  if (hasErrors(head.diagnostics)) {
    await showFindings(call, head);
    return undefined;
  }
  const base = await judge(call, sides.base, sides.baseFolder, head);
  call.talk.step('Compiling both sides');
  const after = compilePolicies(head);
  if (after === undefined) throw new Error('Policies without errors did not compile.');
  if (commit !== undefined) return (await import('../write-apply-plan.js')).writeApplyPlan(call, after, commit);
  const author = authorOption(call);
  const request = { base, head: after, ...(author === undefined ? {} : { author }) };
  if (call.flags.format !== 'tsv') {
    const made = await planPolicies(request);
    const found = await planned(made, sides, await shownOf(call, made, keep));
    if (call.flags.format === 'html') return showPage(call, found, { head: after, base: compilePolicies(base) });
    const change = isSet(call, 'live') ? { ...found, live: await (await import('../live-plan.js')).livePlan(call, base, after) } : found;
    return printPlan(
      call,
      change,
      () => ({ before: compilePolicies(base)?.matrix ?? emptyMatrix(call.flags.asOf), after: after.matrix }),
      keep,
    );
  }
  const before = compilePolicies(base);
  if (before === undefined) call.talk.note(`${base.tree.label} ${faultOf(base)}: all access of the new side counts as gained.`);
  const proof = isSet(call, 'expectSame') ? await planPolicies({ base, head: after, withoutFixes: true }) : undefined;
  return showCells(call, before?.matrix ?? emptyMatrix(call.flags.asOf), subjectOf(after), proof)();
}

/** A table has every cell, told under its new name as the plan tells it. */
async function tableOf(found: Plan, { before, after }: NonNullable<ReturnType<Matrices>>): Promise<Iterable<string>> {
  const { planCsv } = await import('../../render/plan/csv.js');
  return planCsv(found, diffMatrices(before, after, new Map(found.renames.map(({ from, to }) => [from, to]))).cells());
}

/** A page knows all of both sides, so that it can explain what does not change either. */
async function showPage(call: Call, { plan: found, hunks }: PlannedChange, { head, base }: Pages): Promise<Outcome> {
  const sourceUrl = await sourceUrlOf(call);
  requireAuthor(found, authorOption(call));
  const { htmlReport } = await import('../html-report.js');
  const files = await hunks();
  await call.output.write(
    await htmlReport({ kind: 'change', plan: found, head, base, files, ...(sourceUrl === undefined ? {} : { sourceUrl }) }),
  );
  return { isChanged: found.verdict !== 'same', isRefused: isRefused(found) || !(await proveSame(call, found)) };
}

/** Both sides, as a page has them; the one before is missing where it does not compile. */
interface Pages {
  readonly head: Compiled;
  readonly base: Compiled | undefined;
}

/** The bare cells need neither classes nor witnesses, but say why the exit code is 1: nothing on stdout would. */
function showCells(call: Call, before: Matrix, after: Subject, proof?: Plan): () => Promise<Outcome> {
  const change = diffMatrices(before, after.matrix);
  const reasons = refusals(after);
  return async () => {
    await call.output.write(planTsv(change.cells()));
    for (const reason of reasons) call.talk.fail(reason);
    const isProven = proof === undefined || (await proveSame(call, proof));
    return { isChanged: change.cellCount > 0, isRefused: reasons.length > 0 || !isProven };
  };
}

function faultOf({ tree, diagnostics }: Policies): string {
  if (tree.files.length === 0) return 'has no policies';
  return `does not compile (${count(diagnostics.filter(({ severity }) => severity === 'error').length, 'error')})`;
}

/** Both matrices, for whoever wants every cell. */
type Matrices = () => { readonly before: Matrix; readonly after: Matrix } | undefined;

async function planned(found: Plan, { base, head }: Pick<Sides, 'base' | 'head'>, shown: ShownClasses): Promise<PlannedChange> {
  const plan = await locatePlan(found, base, head, shown);
  return { plan, hunks: () => planHunks(plan, base, head) };
}

async function printPlan(call: Call, change: PlannedChange, matrices: Matrices, keep?: Keep): Promise<Outcome> {
  requireAuthor(change.plan, authorOption(call));
  const both = call.flags.format === 'csv' ? matrices() : undefined;
  await call.output.write(both === undefined ? await renderPlan(change, call) : await tableOf(change.plan, both));
  keep?.(change.plan);
  return { isChanged: change.plan.verdict !== 'same', isRefused: isRefused(change.plan) || !(await proveSame(call, change.plan)) };
}

/** Text with all that is read for it, so that nothing is left to be read once it is shown. */
async function preparedText(call: Call, change: PlannedChange, keep: Keep | undefined): Promise<() => Promise<Outcome>> {
  const text = await renderPlan(change, call);
  const outcome = { isChanged: change.plan.verdict !== 'same', isRefused: isRefused(change.plan) };
  const differences = await differencesAsked(call, change.plan);
  return async () => {
    await call.output.write(text);
    keep?.(change.plan);
    for (const each of differences) call.talk.fail(each);
    return { ...outcome, isRefused: outcome.isRefused || differences.length > 0 };
  };
}

/** With --expect-same: whether the change is a refactoring; what it is else is told. */
async function proveSame(call: Call, found: Plan): Promise<boolean> {
  const differences = await differencesAsked(call, found);
  for (const each of differences) call.talk.fail(each);
  return differences.length === 0;
}

async function differencesAsked(call: Call, found: Plan): Promise<readonly string[]> {
  return isSet(call, 'expectSame') ? (await import('../../plan/sameness.js')).differencesOf(found) : [];
}
