import { applyPlanFor, appliedBy } from '../../../src/applying.js';
import { applyPlanJson } from '../../../src/apply/apply-plan-json.js';
import type { ApplyPlan, ManualStep } from '../../../src/apply/apply-plan.js';
import { comparePlans, movedFacts } from '../../../src/apply/compare-plans.js';
import type { JournalEntry } from '../../../src/apply/journal.js';
import { parseApplyPlan } from '../../../src/apply/parse-apply-plan.js';
import { isProvenWithout, type ReadSite } from '../../../src/apply/proven-without.js';
import { wayBack, type Undo, type WayBack } from '../../../src/apply/undo.js';
import { doneByHand } from '../../../src/apply/waiting.js';
import { carryOutPlan, files, notesIn, type Applied, type Bench } from '../../../src/carrying-out.js';
import { align } from '../../../src/drift/align.js';
import { heldOn } from '../../../src/drift/comparable.js';
import { compareWithSite, type Compared } from '../../../src/drift/drift-between.js';
import type { LiveState } from '../../../src/drift/live-state.js';
import { managedThings } from '../../../src/drift/managed.js';
import type { Compiled } from '../../../src/pipeline.js';
import { reachFromEnvironment } from '../../../src/providers/environment.js';
import { namesOf, type Names } from '../../../src/providers/names.js';
import type { RemoteIds } from '../../../src/providers/provider.js';
import { createSource, type SourceOptions } from '../../../src/providers/source.js';
import { findAccount } from '../../../src/sandbox/clicks/find.js';
import { createTarget } from '../../../src/providers/targets.js';
import type { LedgerEntry } from '../../../src/state/ledger/entry.js';
import type { Ledger } from '../../../src/state/ledger/ledger.js';
import { undoPlan } from '../../../src/undoing.js';
import { sandboxTokens } from '../live-world.js';
import { stillWorld } from '../still-world.js';
import { allApis } from '../../drift/sandbox-site.js';
import { Killed, type Stage } from './stage.js';

/** A record as one process opens it. */
export type Opened = Pick<Bench, 'ledger' | 'openJournal'>;

/** What an apply is rehearsed with: policies against a stage, as the command does it. */
export interface Rehearsal {
  readonly stage: Stage;
  readonly policies: Compiled;
  readonly commit: string;
  /** What was applied before this, if anything was. */
  readonly applied?: Compiled;
  readonly caller?: string;
  /** As a new process opens it. */
  readonly open: () => Promise<Opened>;
  /** Where the process may be ended: told of before and after each line of the journal and each entry of the record. */
  readonly point?: (what: string) => void;
}

export interface Now {
  readonly live: LiveState & { readonly ids: RemoteIds };
  readonly names: Names;
  readonly reach: SourceOptions;
}

/** Reads the site anew, as often as it takes. */
export async function readStage({
  stage,
  policies,
  caller = 'root@corp.test',
}: Pick<Rehearsal, 'stage' | 'policies' | 'caller'>): Promise<Now> {
  const { running, world } = stage;
  const env = { ...sandboxTokens, PERMAFROST_EMAIL: caller, PERMAFROST_ORG_ID: world.site.orgId };
  const { internalDomains } = policies.site.about;
  const reach = reachFromEnvironment(env, { site: running.url, url: world.site.url, internalDomains, world: stillWorld() });
  if (reach.type === 'failed') throw new Error(JSON.stringify(reach.failures));
  const options = { ...reach.options, timeout: 2_000 };
  for (let tried = 0; ; tried++) {
    const reading = await createSource(options).read(new AbortController().signal);
    if (reading.type === 'failed') {
      if (tried === 200) throw new Error(reading.failure.message);
      continue;
    }
    const live = { ...reading.live, apis: allApis };
    return { live, reach: options, names: namesOf(live.ids, align(policies.site, live, policies.asOf).names) };
  }
}

export function planNow({ policies, commit, applied, caller }: Rehearsal, { live }: Now): Promise<ApplyPlan> {
  return applyPlanFor(policies, live, {
    commit,
    ...(applied === undefined ? {} : { applied: appliedBy(applied.site, live, policies.asOf) }),
    ...(caller === undefined ? {} : { caller }),
  });
}

export function compareNow({ policies, applied }: Rehearsal, { live }: Now): Compared {
  const managed = applied === undefined ? new Set<string>() : managedThings(applied.site);
  return compareWithSite(policies.site, live, policies.asOf, { managed });
}

export interface Doing {
  readonly plan: ApplyPlan;
  readonly byHand?: ReadonlySet<number>;
  readonly after?: LedgerEntry;
  readonly undoes?: string;
  readonly stop?: AbortSignal;
}

/** Carries out a plan as a process of its own; `Killed` if the process is ended. */
export async function carryOut(rehearsal: Rehearsal, now: Now, doing: Doing): Promise<Applied> {
  const { stage, policies, point = () => undefined } = rehearsal;
  const { plan, byHand = new Set(), after, undoes, stop = new AbortController().signal } = doing;
  const death = new AbortController();
  const deadly = (what: string): void => {
    if (death.signal.aborted) throw new Killed(what);
    try {
      point(what);
    } catch (error) {
      death.abort();
      throw error;
    }
  };
  stage.point = deadly;
  const dead = new Promise<never>((_, reject) => {
    death.signal.addEventListener('abort', () => reject(new Killed('process')));
  });
  dead.catch(() => undefined);
  const { ledger, openJournal } = await rehearsal.open();
  const target = createTarget({ ...now.reach, names: now.names, policies: policies.site, signal: death.signal });
  const alive = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await Promise.race([doing, dead]);
    if (death.signal.aborted) throw new Killed('process');
    return done;
  };
  try {
    return await carryOutPlan(
      {
        plan,
        text: applyPlanJson(plan),
        byHand,
        isProvenWithout: isProvenWithout(readSite(rehearsal, now), plan, byHand),
        takeOver: false,
        ...(undoes === undefined ? {} : { undoes }),
        ...(after === undefined ? {} : { after }),
      },
      {
        ledger: ledgerWith(ledger, deadly),
        openJournal: async (of) => {
          const journal = await openJournal(of);
          return {
            ...journal,
            entries: journal.entries,
            record: async (line) => {
              deadly(`before the line ${line.event} ${line.write}`);
              await journal.record(line);
              deadly(`after the line ${line.event} ${line.write}`);
            },
            text: () => journal.text(),
            close: () => journal.close(),
            remove: () => journal.remove(),
          };
        },
        openTarget: () =>
          Promise.resolve({
            apis: target.apis,
            observe: (write, signal, later) => alive(target.observe(write, AbortSignal.any([signal, death.signal]), later)),
            make: (write, signal) => alive(target.make(write, AbortSignal.any([signal, death.signal]))),
          }),
        world: stillWorld(),
        stop,
      },
    );
  } finally {
    stage.point = () => undefined;
    death.abort();
  }
}

function ledgerWith(ledger: Ledger, point: (what: string) => void): Ledger {
  const told =
    <T, R>(name: string, write: (entry: T) => Promise<R>) =>
    async (entry: T): Promise<R> => {
      point(`before ${name}`);
      const written = await write(entry);
      point(`after ${name}`);
      return written;
    };
  return {
    ...ledger,
    begin: told('begin', (entry) => ledger.begin(entry)),
    checkpoint: told('checkpoint', (entry) => ledger.checkpoint(entry)),
    end: told('end', (entry) => ledger.end(entry)),
    abandon: told('abandon', (entry) => ledger.abandon(entry)),
  };
}

function readSite({ policies: { site, asOf }, caller }: Rehearsal, { live }: Now): ReadSite {
  const aligned = align(site, live, asOf);
  return { policies: site, live, aligned, asOf, ...(caller === undefined ? {} : { caller }) };
}

/** Goes on from the record, as `apply --resume` does; undefined: nobody has the lock. `moved`: the site is not where the plan would leave it. */
export async function resume(
  rehearsal: Rehearsal,
  stop?: AbortSignal,
): Promise<Applied | { readonly type: 'moved'; readonly moved: unknown } | undefined> {
  const { policies } = rehearsal;
  const { ledger } = await rehearsal.open();
  const holder = await ledger.holder();
  if (holder === undefined) return undefined;
  if (!holder.mine || holder.alive === true) throw new Error('Somebody else has the lock.');
  const parsed = parseApplyPlan(await ledger.read(holder.entry, files.plan));
  if (parsed.type === 'refused') throw new Error(parsed.why);
  const { plan } = parsed;
  const isUndo = holder.entry.files[files.undoes] !== undefined;
  const now = await readStage(rehearsal);
  const aligned = align(policies.site, now.live, policies.asOf);
  const facts = heldOn(aligned, policies.site, now.live);
  if (isUndo) {
    const moved = movedFacts(plan, facts);
    if (moved.length > 0) return { type: 'moved', moved };
  } else {
    const compared = comparePlans(plan, await planNow(rehearsal, now));
    if (compared.type === 'moved') return { type: 'moved', moved: compared.moved };
    if (compared.type === 'other-policies') throw new Error('The policies are others.');
  }
  const undoes = isUndo ? (JSON.parse(await ledger.read(holder.entry, files.undoes)) as { entry: string }).entry : undefined;
  return carryOut(rehearsal, now, {
    plan,
    byHand: doneByHand(plan.manual, facts, aligned.names),
    after: holder.entry,
    ...(undoes === undefined ? {} : { undoes }),
    ...(stop === undefined ? {} : { stop }),
  });
}

/** The notes of all starts of the apply that ended last. */
export async function notesOfLast(
  ledger: Ledger,
): Promise<{ readonly entry: LedgerEntry; readonly undo: Undo; readonly notes: readonly JournalEntry[] }> {
  const entry = await ledger.tip();
  if (entry === undefined) throw new Error('Nothing was applied.');
  const undo = JSON.parse(await ledger.read(entry, files.undo)) as Undo;
  return { entry, undo, notes: entry.files[files.journal] === undefined ? [] : notesIn(await ledger.read(entry, files.journal)) };
}

/** The plan that takes back the apply that ended last. */
export async function planBack(
  rehearsal: Rehearsal,
  now: Now,
): Promise<{ readonly plan: ApplyPlan; readonly way: WayBack; readonly undo: Undo; readonly entry: LedgerEntry }> {
  const { policies, commit, caller } = rehearsal;
  const { ledger } = await rehearsal.open();
  const { entry, undo, notes } = await notesOfLast(ledger);
  const given = { policies: policies.site, live: now.live, asOf: policies.asOf, commit, ...(caller === undefined ? {} : { caller }) };
  const way = wayBack(undo, notes, heldOn(align(policies.site, now.live, policies.asOf), policies.site, now.live));
  return { plan: undoPlan(given, way), way, undo, entry };
}

/** Does the steps by hand of a plan, in their order; what could not be done, in the sandbox's words. */
export async function clickAll(stage: Stage, steps: readonly ManualStep[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { number, changes, what } of steps) {
    if (changes.length === 0) continue;
    if (what.includes('out of the group that gives')) {
      leaveGroups(stage, changes);
      continue;
    }
    const add = changes.flatMap(({ after }) => after ?? []);
    const remove = changes.flatMap(({ before, after }) => (after === undefined && before !== undefined ? [before] : []));
    const answer = await stage.click(
      add.map(({ type, of, says }) => ({ type, of, says })),
      remove.map(({ type, of, says }) => ({ type, of, says })),
    );
    if (answer !== undefined) said.push(`${String(number)} ${what}: ${answer} ${JSON.stringify(changes)}`);
  }
  return said;
}

/** Somebody is taken out of every group that gives them a product. */
function leaveGroups({ world }: Stage, changes: ManualStep['changes']): void {
  for (const { before } of changes) {
    const [account, product] = [findAccount(before?.of, world), before?.says[0]];
    for (const group of Object.values(world.groups))
      if (group.roles.some((role) => role.product === product)) group.members = group.members.filter((id) => id !== account?.accountId);
  }
}
