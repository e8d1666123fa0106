import { applyPlanFor } from '../applying.js';
import type { ApplyPlan } from '../apply/apply-plan.js';
import type { LiveState } from '../drift/live-state.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import { align, type Aligned } from '../drift/align.js';
import { compilePolicies, type Compiled } from '../pipeline.js';
import { namesOf, type Names } from '../providers/names.js';
import type { RemoteIds } from '../providers/provider.js';
import { createSiteCheck, type SiteCheck } from '../providers/site-check.js';
import { reachFromEnvironment } from '../providers/environment.js';
import { ReadError } from '../providers/read-error.js';
import type { Ledger } from '../state/ledger/ledger.js';
import { openRecord } from './apply-ledger.js';
import { isSet, textOption, type Call } from './call.js';
import { showFindings } from './findings.js';
import { openSite, readSite, type OpenSite } from './live-site.js';
import { judge, repositoryAround } from './states.js';
import { folderTree, present } from './trees.js';
import { UsageError } from './usage-error.js';
import { appliedBefore, commitOf, needsCommit } from './write-apply-plan.js';

/** What an apply stands on: the policies of a commit, the site, and the record. */
export interface Ground {
  readonly commit: string;
  readonly policies: Compiled;
  readonly site: OpenSite;
  readonly ledger: Ledger;
  /** The id of the last entry before the site was read; null: there was none. */
  readonly onto: string | null;
}

/** A site as it was read just now, and what it calls its things. */
export interface LiveNow {
  readonly live: LiveState & { readonly ids: RemoteIds };
  /** The same in the words of the policies. */
  readonly aligned: Aligned;
  readonly names: Names;
  readonly check?: SiteCheck;
  /** The name of whoever's token it is. */
  readonly caller?: string;
}

/** The policies of a commit; without one, of the last commit, if the working tree says the same. */
export async function groundFor(
  call: Call,
  commit: string | undefined,
  open: { readonly writable: boolean; readonly ledger?: Ledger },
): Promise<Ground | undefined> {
  const repository = await repositoryAround(call, needsCommit);
  const tree =
    commit === undefined
      ? folderTree(call, call.flags.policies)
      : present(await repository.readTree(await repository.resolve(commit), call.flags.policies));
  const judged = await judge(call, tree);
  const policies = hasErrors(judged.diagnostics) ? undefined : compilePolicies(judged);
  if (policies === undefined) {
    await showFindings(call, judged);
    return undefined;
  }
  const sure = commit ?? (await commitOf(call, { head: tree }));
  const { about } = policies.site;
  refuseOtherDays(call);
  const ledger = await openRecord(call, about.url, open.ledger);
  const onto = (await ledger.tip())?.id ?? null;
  return { commit: sure, policies, ledger, onto, site: await openSite(call, about, open.writable) };
}

/** What has ended, or not begun, is no state to make real; a sandbox may be any day old. */
function refuseOtherDays(call: Call): void {
  const today = new Date().toISOString().slice(0, 10);
  if (call.flags.asOf === today || textOption(call, 'site')?.startsWith('sandbox:') === true) return;
  throw new UsageError(
    `A site is made as the policies say today, not as of ${call.flags.asOf}.`,
    'Leave --as-of out, or rehearse on --site sandbox:FILE.',
  );
}

/** Reads the whole site anew. */
export async function readNow(call: Call, { policies, site }: Ground): Promise<LiveNow> {
  const read = await readSite(call, site, 'nothing was written');
  const live = { ...read, apis: site.source.apis };
  const aligned = align(policies.site, live, policies.asOf);
  const names = namesOf(live.ids, aligned.names);
  const reach = reachFromEnvironment(site.reach.env, site.reach.options);
  if (reach.type === 'failed' || !live.apis.includes('jira')) return { live, aligned, names };
  const check = createSiteCheck(reach.options, names);
  const caller = await callerBy(check);
  return { live, aligned, names, check, ...(caller === undefined ? {} : { caller }) };
}

/** Who writes, as the site knows them; somebody of no policy is nobody whose rights the policies keep. */
async function callerBy(check: SiteCheck): Promise<string | undefined> {
  try {
    return (await check.whoAmI(new AbortController().signal)).ref?.replace(/^user:/, '');
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}

/** What is to be done now. */
export async function planNow(call: Call, { policies, commit, ledger, site }: Ground, { live, caller }: LiveNow): Promise<ApplyPlan> {
  call.talk.step('Working out the writes');
  const applied = await appliedBefore(call, ledger, live, policies.asOf);
  const invitesToChat = await site.source.invitesToChat(new AbortController().signal);
  return applyPlanFor(policies, live, {
    commit,
    ...(invitesToChat === undefined ? {} : { invitesToChat }),
    ...(applied === undefined ? {} : { applied }),
    ...(caller === undefined ? {} : { caller }),
    givesUpOwnRights: isSet(call, 'giveUpOwnRights'),
  });
}
