import type { ApplyPlan, ManualStep } from '../apply/apply-plan.js';
import { applyPlanJson } from '../apply/apply-plan-json.js';
import type { Outcome, Progress } from '../apply/outcome.js';
import { isProvenWithout } from '../apply/proven-without.js';
import type { ApplyResult } from '../apply/result.js';
import { waitingFor } from '../apply/waiting.js';
import { managedThings } from '../drift/managed.js';
import { carryOutPlan, DamagedRecord, type Applied } from '../carrying-out.js';
import { realWorld } from '../providers/http/world.js';
import type { Target } from '../providers/target.js';
import type { LedgerEntry } from '../state/ledger/entry.js';
import { StateError } from '../state/state-error.js';
import { count, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { ownedBefore } from './write-apply-plan.js';
import { askSite } from './apply-check.js';
import type { Ground, LiveNow } from './apply-ground.js';
import { journalsOf } from './apply-ledger.js';
import { tellHolder, tellOvertaken, tellTakenOver } from './apply-holder.js';
import { applySignals } from './apply-signals.js';
import { isSet, type Call } from './call.js';
import { names as apiNames } from './live-site.js';
import { writeBeside } from './output.js';
import { Interrupted, UsageError } from './usage-error.js';

/** What is carried out, and what is told of it besides. */
export interface Carrying {
  readonly doing: ApplyResult['doing'];
  readonly plan: ApplyPlan;
  readonly byHand: ReadonlySet<number>;
  readonly undoes?: string;
  readonly after?: LedgerEntry;
  readonly leftAlone?: ApplyResult['leftAlone'];
}

/** Writes to the site, asks it afterwards, and tells what came of it; the exit code. */
export async function carryOutOn(call: Call, ground: Ground, now: LiveNow, what: Carrying): Promise<number> {
  const signals = applySignals(call.talk);
  try {
    const applied = await carriedOut(call, ground, now, what, signals);
    if (applied.type === 'held') tellHolder(call, applied.holder);
    else if (applied.type === 'overtaken') tellOvertaken(call, applied.tip);
    else if (applied.type === 'taken-over') tellTakenOver(call, applied);
    else if (applied.type === 'unrecorded') return tellUnrecorded(call, applied.outcome, applied.error);
    else return await tellRun(call, ground, now, what, { ...applied, signals });
    return 1;
  } finally {
    signals.release();
  }
}

type Signals = ReturnType<typeof applySignals>;

async function carriedOut(call: Call, ground: Ground, now: LiveNow, what: Carrying, signals: Signals): Promise<Applied> {
  const { ledger, policies, site } = ground;
  const { names } = now;
  const { plan, byHand, undoes, after } = what;
  const openTarget = async (): Promise<Target> => {
    const { targetsFromEnvironment } = await import('../providers/targets-from-environment.js');
    const targets = targetsFromEnvironment(site.reach.env, { ...site.reach.options, names, policies: policies.site, signal: signals.halt });
    if (targets.type === 'failed') throw new UsageError(targets.failures.map(({ message }) => message).join(' '));
    return targets.target;
  };
  try {
    return await carryOutPlan(
      {
        plan,
        text: applyPlanJson(plan),
        byHand,
        owned: { version: 1, before: await ownedBefore(ledger, call), declared: [...managedThings(policies.site)] },
        isProvenWithout: isProven(call, ground, now, what),
        takeOver: isSet(call, 'takeOver'),
        onto: ground.onto,
        ...(undoes === undefined ? {} : { undoes }),
        ...(after === undefined ? {} : { after }),
      },
      {
        ledger,
        openJournal: await journalsOf(call, ledger),
        openTarget,
        world: realWorld,
        stop: signals.stop,
        halt: signals.halt,
        progress: (progress) => call.talk.step(progressWords(progress)),
        note: (text) => call.talk.note(visible(text)),
      },
    );
  } catch (error) {
    if (error instanceof StateError) throw new UsageError(error.message, error.hint);
    if (error instanceof DamagedRecord)
      throw new UsageError(error.message, 'Nothing was written. End it with "permafrost apply --abandon", and plan again.');
    throw error;
  } finally {
    call.talk.done();
  }
}

/** Where something waits for steps by hand: whether the rest is safe without it, by compiling each step. */
function isProven({ talk }: Call, { policies: { site, asOf } }: Ground, now: LiveNow, { plan, byHand }: Carrying): boolean {
  if (waitingFor(plan.writes, plan.manual, byHand).size === 0) return false;
  talk.step('Proving the order without what waits');
  return isProvenWithout({ ...now, policies: site, asOf }, plan, byHand);
}

const doingWords: Readonly<Record<Progress['doing'], string>> = {
  looking: 'Looking',
  making: 'Writing',
  seeing: 'Seeing to it',
  waiting: 'Waiting for the site',
};

/** `Writing 3 of 40, about 2 minutes left: Jira, Give …`. */
function progressWords({ doing, write, done, total, remaining }: Progress): string {
  const left = remaining === undefined ? '' : `, about ${durationWords(remaining)} left`;
  return `${doingWords[doing]}, ${thousands(done + 1)} of ${thousands(total)}${left}: ${apiNames[write.api]}, ${write.what}`;
}

function durationWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? count(seconds, 'second') : count(Math.round(seconds / 60), 'minute');
}

function tellUnrecorded({ talk }: Call, { counts, writes }: Outcome, error: Error): number {
  const broken = writes.flatMap((write) =>
    'trouble' in write ? [`${write.id} of ${thousands(writes.length)}: ${write.trouble.message}`] : [],
  );
  if (broken[0] !== undefined) talk.fail(`It ended at write ${broken[0]}`);
  talk.fail(
    `${count(counts.made, 'write')} ${counts.made === 1 ? 'was' : 'were'} made, and the record of it could not be written: ${error.message}`,
    'The journal has what could be noted. Once the record can be written: permafrost apply --resume. It looks at everything, and makes nothing twice.',
  );
  return 1;
}

interface Ran {
  readonly entry: LedgerEntry;
  readonly outcome: Outcome;
  readonly open: boolean;
  readonly signals: Signals;
}

async function tellRun(call: Call, ground: Ground, now: LiveNow, what: Carrying, { entry, outcome, open, signals }: Ran): Promise<number> {
  const { doing, plan, byHand, undoes, leftAlone } = what;
  const isQuiet = outcome.counts.made === 0 || signals.stop.aborted;
  const checked = isQuiet ? undefined : await askSite(call, ground, now, { plan, outcome, byHand, signal: signals.stop });
  const result: ApplyResult = {
    version: 1,
    doing,
    site: plan.site,
    commit: plan.policies.commit,
    plan: plan.digest,
    entry: { number: entry.number, id: entry.id },
    ...(undoes === undefined ? {} : { undoes }),
    open,
    outcome,
    manual: stillByHand(plan, byHand),
    ...(leftAlone === undefined ? {} : { leftAlone }),
    ...(checked === undefined ? {} : { checked }),
  };
  await writeBeside(call.output, await rendered(call, result));
  tellClicks(call, result);
  if (outcome.end === 'stopped')
    throw new Interrupted(open ? 'Stopped; "permafrost apply --resume" goes on with it.' : 'Stopped before anything was written.');
  return exitCode(result);
}

/** In a sandbox nobody has to click. */
function tellClicks({ talk, words: [plan], options: { site } }: Call, { manual, outcome }: ApplyResult): void {
  if (manual.length === 0 || outcome.end === 'stopped' || typeof site !== 'string' || !site.startsWith('sandbox:')) return;
  const file = plan ?? 'plan.json';
  const first = plan === undefined ? `permafrost plan --live --apply-plan ${file} --site ${site}, then ` : '';
  talk.note(
    `In this sandbox the steps by hand are done by ${first}permafrost sandbox --file ${visible(site.slice('sandbox:'.length))} --clicks ${visible(file)}`,
  );
}

function stillByHand({ manual }: ApplyPlan, byHand: ReadonlySet<number>): readonly ManualStep[] {
  return manual.filter(({ number }) => !byHand.has(number));
}

/** What is left to be done by hand is not done either. */
function exitCode({ outcome: { end }, checked, manual }: ApplyResult): number {
  return end === 'done' && manual.length === 0 && (checked?.disagreements.length ?? 0) === 0 ? 0 : 1;
}

async function rendered(call: Call, result: ApplyResult): Promise<string> {
  switch (call.flags.format) {
    case 'json':
      return (await import('../render/applied/json.js')).appliedJson(result);
    case 'markdown':
      return (await import('../render/applied/markdown.js')).appliedMarkdown(result);
    default:
      return (await import('../render/applied/text.js')).appliedText(result, { ...call.output.style, all: isSet(call, 'all') });
  }
}
