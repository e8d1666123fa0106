import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ApplyPlan } from '../../apply/apply-plan.js';
import { comparePlans, type MovedFact } from '../../apply/compare-plans.js';
import { parseApplyPlan } from '../../apply/parse-apply-plan.js';
import { whoDid } from '../../drift/who.js';
import { differenceWords } from '../../render/drift/words.js';
import { count } from '../../text/plural.js';
import { quote, visible } from '../../text/quote.js';
import { commandWords, isConfirmed } from '../apply-confirm.js';
import { doneNumbers } from '../apply-done.js';
import { groundFor, planNow, readNow, type Ground, type LiveNow } from '../apply-ground.js';
import { tellHolder } from '../apply-holder.js';
import { abandonApply, resumeApply } from '../apply-resume.js';
import { carryOutOn } from '../apply-run.js';
import { isSet, type Call } from '../call.js';
import { writeBeside } from '../output.js';
import { UsageError } from '../usage-error.js';
import { renderedApplyPlan } from '../write-apply-plan.js';

/** `permafrost apply`: makes a site as the policies of a commit say. */
export async function apply(call: Call): Promise<number> {
  const ways = ['resume', 'abandon', 'dryRun', 'replan'].filter((name) => isSet(call, name));
  if (ways.length > 1)
    throw new UsageError('--resume, --abandon, --dry-run and --replan cannot be used together.', 'Leave all but one of them out.');
  const given = call.words[0];
  if (given !== undefined && (isSet(call, 'resume') || isSet(call, 'abandon')))
    throw new UsageError('The plan of an apply that was begun is in the record.', 'Leave the file out.');
  if (isSet(call, 'replan') && given === undefined)
    throw new UsageError('--replan goes with a plan that was made before.', 'Name its file.');
  if (isSet(call, 'abandon')) return abandonApply(call);
  if (isSet(call, 'resume')) return resumeApply(call);
  const planned = given === undefined ? undefined : planIn(call, given);
  const ground = await groundFor(call, planned?.policies.commit, { writable: !isSet(call, 'dryRun') });
  if (ground === undefined) return 1;
  try {
    return await applyOn(call, ground, planned);
  } finally {
    await ground.site.close();
  }
}

function planIn({ flags: { cwd } }: Call, file: string): ApplyPlan {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(
      `${quote(file)} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`,
      'Name a file that "permafrost plan --live --apply-plan FILE" wrote.',
    );
  }
  const parsed = parseApplyPlan(text);
  if (parsed.type === 'refused')
    throw new UsageError(
      `${quote(file)} is no plan that can be applied: ${parsed.why}.`,
      'Make it anew: permafrost plan --live --apply-plan FILE',
    );
  return parsed.plan;
}

async function applyOn(call: Call, ground: Ground, planned: ApplyPlan | undefined): Promise<number> {
  if (planned !== undefined && planned.site !== ground.policies.site.about.url)
    throw new UsageError(
      `The plan is for ${quote(planned.site)}, and the policies of its commit are of ${quote(ground.policies.site.about.url)}.`,
    );
  const holder = await ground.ledger.holder();
  if (holder !== undefined && !isSet(call, 'dryRun')) {
    tellHolder(call, holder);
    return 1;
  }
  const now = await readNow(call, ground);
  const fresh = await planNow(call, ground, now);
  const chosen =
    planned === undefined
      ? { plan: fresh, digests: [fresh.digest], isShown: true }
      : await chosenPlan(call, { ground, now, planned, fresh });
  return chosen === undefined ? 1 : carryOutChosen(call, ground, now, chosen);
}

interface Chosen {
  readonly plan: ApplyPlan;
  /** Any of which approves it. */
  readonly digests: readonly string[];
  /** Whoever is to agree has not seen it yet. */
  readonly isShown: boolean;
}

interface Standing {
  readonly ground: Ground;
  readonly now: LiveNow;
  readonly planned: ApplyPlan;
  readonly fresh: ApplyPlan;
}

/**
 * The plan of now, if what was planned before still is what is to be done. Of the file nothing is carried out: its digest says what somebody
 * agreed to, and not that its limits are kept.
 */
async function chosenPlan(call: Call, { ground, now, planned, fresh }: Standing): Promise<Chosen | undefined> {
  const compared = comparePlans(planned, fresh);
  if (isSet(call, 'replan')) return { plan: fresh, digests: [fresh.digest], isShown: true };
  switch (compared.type) {
    case 'same':
      return { plan: fresh, digests: [planned.digest], isShown: false };
    case 'less':
      call.talk.note(
        `${count(compared.there.length, 'change')} of the plan ${compared.there.length === 1 ? 'is' : 'are'} there already; the rest is as it was.`,
      );
      return { plan: fresh, digests: [planned.digest], isShown: false };
    case 'other-policies':
      call.talk.fail(
        `A last day has passed since the plan was made (as of ${planned.asOf}): the policies give other access now.`,
        `Plan again: permafrost plan --live --apply-plan FILE, or permafrost apply ${call.words[0] ?? ''} --replan`,
      );
      return undefined;
    case 'moved':
      await tellMoved(call, ground, now, compared.moved);
      call.talk.fail(
        `The site has moved since the plan was made: ${count(compared.moved.length, 'difference')}. Nothing was written.`,
        `See the plan of how it is now: permafrost apply ${call.words[0] ?? ''} --replan. Its digest is ${fresh.digest}.`,
      );
      return undefined;
  }
}

/** Each fact that differs, and who did it if an audit log tells. */
async function tellMoved(call: Call, { site }: Ground, { live, aligned }: LiveNow, moved: readonly MovedFact[]): Promise<void> {
  const differences = moved.flatMap(({ planned, now }) => {
    const [git, found] = [now?.after ?? planned?.after, now === undefined ? undefined : now.before];
    const fact = git ?? found ?? planned?.before;
    if (fact === undefined) return [];
    return [
      {
        type: fact.type,
        of: fact.of,
        ...(git === undefined ? {} : { git: git.says }),
        ...(found === undefined ? {} : { site: found.says }),
      },
    ];
  });
  call.talk.step('Asking the audit logs who did it');
  const { doings } = whoDid(differences, await site.source.audit(new AbortController().signal), live, aligned);
  call.talk.done();
  for (const [index, each] of differences.entries()) {
    const by = doings[index];
    const who = by === undefined ? 'no audit log tells who did it' : `${by.author ?? 'somebody'}, ${by.when}`;
    call.talk.show(`  ${visible(each.of)}: ${differenceWords(each, visible)} (${visible(who)})\n`);
  }
}

async function carryOutChosen(call: Call, ground: Ground, now: LiveNow, { plan, digests, isShown }: Chosen): Promise<number> {
  const refused = plan.guards.filter(({ ok }) => !ok);
  const isEmpty = plan.writes.length === 0;
  if (isShown || isEmpty || refused.length > 0 || isSet(call, 'dryRun'))
    await showPlan(call, plan, isSet(call, 'dryRun') || isEmpty || refused.length > 0);
  for (const { message, hint } of refused) call.talk.fail(message, hint);
  if (refused.length > 0) return 1;
  if (isEmpty) {
    call.talk.note(
      plan.manual.length === 0 ? `${plan.site} is as the policies say: there is nothing to do.` : 'All that is left is to be done by hand.',
    );
    return plan.manual.length === 0 ? 0 : 1;
  }
  if (isSet(call, 'dryRun')) return 0;
  if (!(await isConfirmed(call, plan, digests, commandWords('apply', call)))) {
    call.talk.fail('It was not confirmed, so that nothing was written.');
    return 1;
  }
  return carryOutOn(call, ground, now, { doing: 'apply', plan, byHand: new Set(doneNumbers(call)) });
}

/** To whoever is to agree; data only where nothing else is going to be written. */
async function showPlan(call: Call, plan: ApplyPlan, isData: boolean): Promise<void> {
  const text = await renderedApplyPlan(isData ? call : { ...call, flags: { ...call.flags, format: 'text' } }, plan);
  if (isData) await writeBeside(call.output, text);
  else if (!isAgreed(call)) call.talk.show(text);
}

/** Whoever wants nothing but errors, and has named the digest, has seen it. */
function isAgreed({ flags, options }: Call): boolean {
  return flags.quiet && options['approve'] !== undefined;
}
