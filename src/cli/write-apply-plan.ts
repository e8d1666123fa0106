import { appliedBy, applyPlanFor, type Applying } from '../applying.js';
import { applyPlanJson } from '../apply/apply-plan-json.js';
import type { ApplyPlan } from '../apply/apply-plan.js';
import { managedThings } from '../drift/managed.js';
import type { LiveState } from '../drift/live-state.js';
import { ownedBy } from '../carrying-out.js';
import { changedFiles } from '../load/changed.js';
import type { Site } from '../model/site.js';
import { readPolicies, type Compiled } from '../pipeline.js';
import { verdictOf } from '../render/apply/words.js';
import type { Ledger } from '../state/ledger/ledger.js';
import { count, list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { openRecord } from './apply-ledger.js';
import { isSet, textOption, type Call } from './call.js';
import { fileOutput } from './file-output.js';
import { openSite, readSite } from './live-site.js';
import type { Sides } from './sides.js';
import { repositoryAround } from './states.js';
import { UsageError } from './usage-error.js';

/** What to do where there is no repository. */
export const needsCommit =
  'What is applied is a commit, and the record of it is kept in git. Go to the repository of the policies, or make one: git init, git add, git commit.';

/** What is made real is a commit: the one that is named, or the last one, if the working tree says the same. */
export async function commitOf(call: Call, { head }: Pick<Sides, 'head'>): Promise<string> {
  const { options, flags } = call;
  if (['from', 'to', 'patch', 'with'].some((name) => options[name] !== undefined))
    throw new UsageError('What is applied is a commit.', 'Commit the change, and leave --from, --to, --patch and --with out.');
  if (head.commit !== undefined) return head.commit;
  const repository = await repositoryAround(call, needsCommit);
  const last = await repository.resolve('HEAD');
  const changed = changedFiles(await repository.readTree(last, flags.policies), head);
  if (changed.length === 0) return last.commit;
  const names = changed.slice(0, 3).map(({ path }) => quote(path));
  const rest = changed.length - names.length;
  throw new UsageError(
    `The working tree differs from the last commit: ${list([...names, ...(rest > 0 ? [count(rest, 'other')] : [])])}.`,
    'Commit it first: what is applied is a commit. To plan another one: permafrost plan COMMIT --live --apply-plan FILE',
  );
}

/** Reads the site, writes what apply would do to the file, and tells it. */
export async function writeApplyPlan(
  call: Call,
  head: Compiled,
  commit: string,
): Promise<{ readonly isChanged: boolean; readonly isRefused: boolean }> {
  const file = textOption(call, 'applyPlan') ?? '';
  const { live, invitesToChat } = await readForPlan(call, head);
  call.talk.step('Working out the writes');
  const applied = await appliedBefore(call, await openRecord(call, head.site.about.url), live, head.asOf);
  const plan = await applyPlanFor(head, live, {
    commit,
    ...(applied === undefined ? {} : { applied }),
    ...(invitesToChat === undefined ? {} : { invitesToChat }),
    ...callerOf(call),
  });
  await fileOutput(file, call.flags.cwd, call.output.style).write(applyPlanJson(plan));
  await call.output.write(await renderedApplyPlan(call, plan));
  call.talk.note(`The plan is in ${quote(file)}; its digest is ${plan.digest}.`);
  const verdict = verdictOf(plan);
  return { isChanged: verdict !== 'nothing', isRefused: verdict === 'refused' };
}

/** The site, and what a reading of it does not tell. */
async function readForPlan(
  call: Call,
  { site: { about } }: Compiled,
): Promise<{ readonly live: LiveState; readonly invitesToChat: boolean | undefined }> {
  const site = await openSite(call, about);
  try {
    const live = { ...(await readSite(call, site, 'nothing is said of it')), apis: site.source.apis };
    return { live, invitesToChat: await site.source.invitesToChat(new AbortController().signal) };
  } finally {
    await site.close();
  }
}

/** What the ledger holds as applied: what the policies said last, and all that is ours by now; undefined before the first time. */
export async function appliedBefore(call: Call, ledger: Ledger, live: LiveState, asOf: string): Promise<Applying['applied']> {
  const things = await ownedBy(ledger);
  const earlier = await lastSite(call, ledger, asOf);
  if (earlier === undefined) return things === undefined ? undefined : { facts: [], things };
  const applied = appliedBy(earlier, live, asOf);
  return things === undefined ? applied : { ...applied, things };
}

/** Everything that the record says is managed, before another apply begins. */
export async function ownedBefore(ledger: Ledger, call: Call): Promise<readonly string[]> {
  const things = await ownedBy(ledger);
  if (things !== undefined) return things;
  const earlier = await lastSite(call, ledger, call.flags.asOf);
  return earlier === undefined ? [] : [...managedThings(earlier)];
}

/** What the policies said that were made real last. */
async function lastSite(call: Call, ledger: Ledger, asOf: string): Promise<Site | undefined> {
  const entry = await ledger.lastApplied();
  if (entry === undefined) return undefined;
  const repository = await repositoryAround(call);
  const { site } = await readPolicies(await repository.readTree(await repository.resolve(entry.commit), call.flags.policies), asOf);
  if (site !== undefined) return site;
  throw new UsageError(
    `The policies that were applied last, of commit ${entry.commit.slice(0, 12)}, have errors today, so that what they declared is not known.`,
    'Name a day on which they have none with --as-of.',
  );
}

function callerOf(call: Call): { readonly caller?: string } {
  const caller = textOption(call, 'caller')?.replace(/^user:/, '');
  return caller === undefined ? {} : { caller };
}

/** A plan to apply in the format that was asked for; `takesBack`: the number of the entry that it takes back. */
export async function renderedApplyPlan(call: Call, plan: ApplyPlan, takesBack?: number): Promise<string> {
  switch (call.flags.format) {
    case 'json':
      return applyPlanJson(plan);
    case 'markdown':
      return (await import('../render/apply/markdown.js')).applyPlanMarkdown(plan, takesBack);
    default:
      return (await import('../render/apply/text.js')).applyPlanText(plan, { ...call.output.style, all: isSet(call, 'all') }, takesBack);
  }
}
