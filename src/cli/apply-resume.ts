import type { ApplyPlan } from '../apply/apply-plan.js';
import { comparePlans, movedFacts } from '../apply/compare-plans.js';
import { parseApplyPlan } from '../apply/parse-apply-plan.js';
import type { FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import { heldOn } from '../drift/comparable.js';
import { doneByHand } from '../apply/waiting.js';
import { abandonPlan, files } from '../carrying-out.js';
import { realWorld } from '../providers/http/world.js';
import { factWords } from '../render/applied/words.js';
import type { Holder } from '../state/ledger/entry.js';
import type { Ledger } from '../state/ledger/ledger.js';
import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { groundFor, planNow, readNow, type Ground, type LiveNow } from './apply-ground.js';
import { tellHolder, tellOvertaken } from './apply-holder.js';
import { journalsOf, openRecordHere } from './apply-ledger.js';
import { carryOutOn } from './apply-run.js';
import { isSet, type Call } from './call.js';
import { doneNumbers } from './apply-done.js';
import { UsageError } from './usage-error.js';

/** Goes on with what was begun: from the plan in the record, its journal, and the site as it is now. */
export async function resumeApply(call: Call): Promise<number> {
  const { ledger, holder } = await openEntry(call);
  const plan = await planOf(ledger, holder);
  const ground = await groundFor(call, plan.policies.commit, { writable: true, ledger });
  if (ground === undefined) return 1;
  try {
    if (!mayTouch(call, holder)) return 1;
    const now = await readNow(call, ground);
    const undoes = await undoneBy(ledger, holder);
    if (!(await isOnItsWay(call, { ground, now, plan, isUndo: undoes !== undefined }))) return 1;
    const byHand = new Set([...doneByHand(plan.manual, factsNow(ground, now), now.aligned.names), ...doneNumbers(call)]);
    return await carryOutOn(call, ground, now, {
      doing: undoes === undefined ? 'apply' : 'undo',
      plan,
      byHand,
      after: holder.entry,
      ...(undoes === undefined ? {} : { undoes }),
    });
  } finally {
    await ground.site.close();
  }
}

function factsNow({ policies: { site } }: Ground, { aligned, live }: LiveNow): readonly Fact[] {
  return heldOn(aligned, site, live);
}

/** Ends what was begun as it is. */
export async function abandonApply(call: Call): Promise<number> {
  const { ledger, holder } = await openEntry(call);
  if (!mayTouch(call, holder)) return 1;
  const written = await abandonPlan(
    holder.entry,
    { ledger, world: realWorld, openJournal: await journalsOf(call, ledger) },
    isSet(call, 'takeOver'),
  );
  if (written.type === 'held') tellHolder(call, written.holder);
  else if (written.type === 'moved') tellOvertaken(call, written.tip);
  else {
    call.talk.note(
      `The apply of ${holder.since} has ended: ${written.entry.outcome ?? ''}. What was made stays; "permafrost undo" takes it back.`,
    );
    return 0;
  }
  return 1;
}

async function openEntry(call: Call): Promise<{ readonly ledger: Ledger; readonly holder: Holder }> {
  const ledger = await openRecordHere(call);
  const holder = await ledger.holder();
  if (holder === undefined) throw new UsageError('No apply is under way: nobody has the lock.', 'Begin one: permafrost apply');
  return { ledger, holder };
}

/** What somebody else began, or may still be at, is only taken over by whoever says so. */
function mayTouch(call: Call, holder: Holder): boolean {
  if (isSet(call, 'takeOver') || (holder.mine && holder.alive !== true)) return true;
  tellHolder(call, holder);
  return false;
}

async function planOf(ledger: Ledger, { entry }: Holder): Promise<ApplyPlan> {
  const parsed = parseApplyPlan(await ledger.read(entry, files.plan));
  if (parsed.type === 'plan') return parsed.plan;
  throw new UsageError(
    `The plan in entry ${String(entry.number)} of the record cannot be used: ${parsed.why}.`,
    'End it with "permafrost apply --abandon", and plan again.',
  );
}

async function undoneBy(ledger: Ledger, { entry }: Holder): Promise<string | undefined> {
  if (entry.files[files.undoes] === undefined) return undefined;
  return (JSON.parse(await ledger.read(entry, files.undoes)) as { readonly entry: string }).entry;
}

interface OnTheWay {
  readonly ground: Ground;
  readonly now: LiveNow;
  readonly plan: ApplyPlan;
  readonly isUndo: boolean;
}

/** Whether the site is as it was before, with some of the plan done, and nothing else. */
async function isOnItsWay(call: Call, { ground, now, plan, isUndo }: OnTheWay): Promise<boolean> {
  const moved = isUndo ? movedFacts(plan, factsNow(ground, now)).map(({ planned }) => planned) : await movedFrom(call, ground, now, plan);
  if (moved === undefined) {
    call.talk.fail(
      'A last day has passed since the plan was made: the policies give other access now.',
      'End it with "permafrost apply --abandon", and plan again.',
    );
    return false;
  }
  if (moved.length === 0) return true;
  for (const { before, after } of moved) {
    const fact = after ?? before;
    if (fact !== undefined) call.talk.show(`  ${factWords(fact, visible)}\n`);
  }
  call.talk.fail(
    `The site is not where the plan would leave it on its way: ${count(moved.length, 'thing')} changed besides.`,
    'Nothing was written. End it with "permafrost apply --abandon", and plan again.',
  );
  return false;
}

async function movedFrom(call: Call, ground: Ground, now: LiveNow, plan: ApplyPlan): Promise<readonly FactChange[] | undefined> {
  const compared = comparePlans(plan, await planNow(call, ground, now));
  if (compared.type === 'other-policies') return undefined;
  return compared.type === 'moved' ? compared.moved.flatMap(({ planned, now: found }) => found ?? planned ?? []) : [];
}
