import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withChanges } from '../../src/diff/fact-change.js';
import { factKey, type Fact } from '../../src/diff/facts.js';
import { isAddition } from '../../src/apply/dependence.js';
import { execute } from '../../src/apply/execute.js';
import { faultOfJournal, type JournalEntry } from '../../src/apply/journal.js';
import type { Outcome } from '../../src/apply/outcome.js';
import { fakeJournal, fakeSite, Kill, stateOf, type Fault } from '../support/fake-target.js';
import { stillWorld } from '../support/still-world.js';
import { randomPlan, type RandomPlan } from './plans.js';

const faults = fc.array(fc.constantFrom<Fault>('none', 'refused', 'not-made', 'unknown', 'unknown-done', 'half', 'unread-done'), {
  maxLength: 12,
});
const unread = fc.array(fc.boolean(), { maxLength: 12 });
const lag = fc.nat({ max: 5 });
/** After how many points each start is killed; a start with none is not. */
const kills = fc.array(fc.nat({ max: 40 }), { maxLength: 8 });

const stateOfFacts = (facts: readonly Fact[]): readonly string[] => stateOf(new Map(facts.map((fact) => [factKey(fact), fact])));

interface Run {
  readonly outcome: Outcome;
  readonly lines: readonly JournalEntry[];
  readonly site: ReturnType<typeof fakeSite>;
}

/** Starts it anew, each time as a new process would, until a start has nothing left to do. */
async function runToTheEnd(
  plan: RandomPlan,
  trouble: { readonly faults: Fault[]; readonly unread: boolean[]; readonly lag: number; readonly kills: readonly number[] },
): Promise<Run> {
  let left = Infinity;
  const point = (what: string): void => {
    if (left-- === 0) throw new Kill(what);
  };
  const site = fakeSite(plan.before, { ...trouble, point });
  const lines: JournalEntry[] = [];
  for (let start = 0; start < 60; start++) {
    left = trouble.kills[start] ?? Infinity;
    try {
      const outcome = await execute(
        { writes: plan.writes },
        { target: site.target, journal: fakeJournal(lines, point), world: stillWorld(), stop: new AbortController().signal },
      );
      if (outcome.end === 'done') return { outcome, lines, site };
      expect(['refused', 'failed']).toContain(outcome.end);
    } catch (error) {
      if (!(error instanceof Kill)) throw error;
    }
    expect(faultOfJournal(lines, plan.writes)).toBeUndefined();
  }
  throw new Error('It came to no end.');
}

/** The site before, after each write, and with any part of the changes of one write. */
function allowedStates({ before, writes }: RandomPlan): ReadonlySet<string> {
  const allowed = new Set([JSON.stringify(stateOfFacts(before))]);
  let facts = before;
  for (const { changes } of writes) {
    for (let mask = 0; mask < 1 << changes.length; mask++)
      allowed.add(
        JSON.stringify(
          stateOfFacts(
            withChanges(
              facts,
              changes.filter((_, index) => (mask & (1 << index)) !== 0),
            ),
          ),
        ),
      );
    facts = withChanges(facts, changes);
  }
  return allowed;
}

describe('an apply that is killed anywhere and meets any trouble', () => {
  test('ends with the site as planned, nothing done twice, and a journal that can be read', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, faults, unread, lag, kills, async (plan, faults, unread, lag, kills) => {
        const { outcome, lines, site } = await runToTheEnd(plan, { faults, unread, lag, kills });
        expect(stateOfFacts(site.facts())).toEqual(stateOfFacts(plan.after));
        expect(site.redundant).toEqual([]);
        expect(faultOfJournal(lines, plan.writes)).toBeUndefined();
        expect(outcome.counts.made).toBe(plan.writes.length);
        // Each change came to be once: no state comes back.
        expect(new Set(site.states.map((state) => JSON.stringify(state))).size).toBe(site.states.length);
      }),
      { numRuns: 400 },
    );
  });

  test('is at no moment in a state but those that the order was proven for', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, faults, unread, lag, kills, async (plan, faults, unread, lag, kills) => {
        const { site } = await runToTheEnd(plan, { faults, unread, lag, kills });
        const allowed = allowedStates(plan);
        for (const state of site.states) expect(allowed.has(JSON.stringify(state))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('does nothing when it is started once more', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, async (plan) => {
        const { lines, site } = await runToTheEnd(plan, { faults: [], unread: [], lag: 0, kills: [] });
        const [made, noted] = [site.made.length, lines.length];
        const again = await execute(
          { writes: plan.writes },
          { target: site.target, journal: fakeJournal([...lines]), world: stillWorld(), stop: new AbortController().signal },
        );
        expect(again.end).toBe('done');
        expect([site.made.length, lines.length]).toEqual([made, noted]);
      }),
    );
  });
});

test('a kill at each single point of a plan is survived', async () => {
  const [plan] = fc.sample(
    randomPlan.filter(({ writes }) => writes.length > 2 && writes.some(({ changes }) => changes.length > 1)),
    { numRuns: 1, seed: 7 },
  );
  if (plan === undefined) throw new Error('no plan');
  let points = 0;
  const counting = fakeSite(plan.before, { point: () => points++ });
  await execute(
    { writes: plan.writes },
    { target: counting.target, journal: fakeJournal([], () => points++), world: stillWorld(), stop: new AbortController().signal },
  );
  expect(points).toBeGreaterThan(10);
  for (let at = 0; at < points; at++) {
    const { site } = await runToTheEnd(plan, { faults: [], unread: [], lag: 2, kills: [at] });
    expect(stateOfFacts(site.facts())).toEqual(stateOfFacts(plan.after));
    expect(site.redundant).toEqual([]);
  }
});

describe('a signal to stop, at any moment', () => {
  test('finishes the write in hand, and leaves what can be gone on with', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, faults, lag, fc.nat({ max: 60 }), async (plan, faults, lag, when) => {
        const stop = new AbortController();
        const lines: JournalEntry[] = [];
        let [left, mayBegin] = [when, Infinity];
        const point = (what: string): void => {
          if (left-- !== 0) return;
          stop.abort();
          const begun = lines.filter(({ event }) => event === 'begin').length;
          mayBegin = begun + (what.startsWith('before the line begin') ? 1 : 0);
        };
        const site = fakeSite(plan.before, { faults, lag, point });
        const around = { target: site.target, world: stillWorld() };
        const first = await execute({ writes: plan.writes }, { ...around, journal: fakeJournal(lines, point), stop: stop.signal });
        const begun = new Set(lines.flatMap(({ event, write }) => (event === 'begin' ? [write] : [])));
        const ended = new Set(lines.flatMap(({ event, write }) => (event === 'end' ? [write] : [])));
        // Nothing stays open, and nothing was begun after the one in hand.
        expect([...begun].filter((id) => !ended.has(id))).toEqual([]);
        expect(begun.size).toBeLessThanOrEqual(mayBegin);
        if (first.end === 'done') expect(stateOfFacts(site.facts())).toEqual(stateOfFacts(plan.after));
        for (let start = 0; start < 20; start++) {
          const next = await execute(
            { writes: plan.writes },
            { ...around, journal: fakeJournal(lines), stop: new AbortController().signal },
          );
          if (next.end === 'done') break;
        }
        expect(stateOfFacts(site.facts())).toEqual(stateOfFacts(plan.after));
        expect(site.redundant).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what waits for a manual step', () => {
  test('is not made, and nothing that takes away is made after it', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, fc.nat({ max: 9 }), async (plan, at) => {
        const held = plan.writes[at];
        const site = fakeSite(plan.before);
        const manual = held === undefined ? [] : [{ number: 1, before: [held.id] }];
        const around = { target: site.target, world: stillWorld(), stop: new AbortController().signal };
        const lines: JournalEntry[] = [];
        const outcome = await execute({ writes: plan.writes, manual }, { ...around, journal: fakeJournal(lines) });
        expect(outcome.end).toBe(held === undefined ? 'done' : 'waiting');
        const after = held === undefined ? [] : plan.writes.slice(at);
        for (const { id } of after.filter((write) => !isAddition(write) || write === held)) expect(site.made).not.toContain(id);
        // Each state is one of the proven ones, or one of these with less.
        const proven = [...allowedStates(plan)].map((state) => new Set(JSON.parse(state) as string[]));
        for (const state of site.states) expect(proven.some((facts) => state.every((fact) => facts.has(fact)))).toBe(true);
        // Once it is done, the rest follows.
        await execute({ writes: plan.writes, manual, byHand: new Set([1]) }, { ...around, journal: fakeJournal(lines) });
        expect(stateOfFacts(site.facts())).toEqual(stateOfFacts(plan.after));
        expect(site.redundant).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
