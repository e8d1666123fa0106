import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeApplyPlan } from '../../src/apply/make-apply-plan.js';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import { applyPlanJson } from '../../src/apply/apply-plan-json.js';
import { orderPieces } from '../../src/apply/order-pieces.js';
import { parseApplyPlan } from '../../src/apply/parse-apply-plan.js';
import type { PutInOrder } from '../../src/apply/ordering.js';
import { withChanges, type FactChange } from '../../src/diff/fact-change.js';
import { factKey, type Fact } from '../../src/diff/facts.js';
import { compareWithSite, type Compared } from '../../src/drift/drift-between.js';
import type { LiveState } from '../../src/drift/live-state.js';
import { managedThings } from '../../src/drift/managed.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { allApis, withAccounts } from '../drift/sandbox-site.js';
import { commit } from './plan-of.js';

/** Any order: what is done does not hang on it. */
const asGiven: PutInOrder = ({ atoms }) => ({ type: 'ordered', pieces: atoms, gaps: [] });

/** One organisation on the site, and another in the policies; all of the first was applied. */
async function pair(one: number, other: number): Promise<Compared> {
  const [live, policies] = await Promise.all(
    [one, other].map(async (number) => withAccounts((await compiled(randomOrganisation(number, 'tiny').files)).site)),
  );
  if (live === undefined || policies === undefined) throw new Error('Two seeds are two sites.');
  const state: LiveState = { site: live, apis: allApis, blindSpots: [] };
  return compareWithSite({ ...policies, about: { ...policies.about, url: live.about.url } }, state, asOf, { managed: managedThings(live) });
}

function planFor(compared: Compared, order: PutInOrder = asGiven): ApplyPlan {
  return makeApplyPlan({ compared, excused: new Map(), policies: { commit, digest: `sha256:${'0'.repeat(64)}` } }, order);
}

const factIn = ({ before, after }: FactChange): Fact => (after ?? before) as Fact;
const words = ({ type, of, says }: Fact): string => JSON.stringify([type, of, ...says]);

const pairs = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }));

describe('of any two organisations', () => {
  test('every change is in exactly one of writes, steps by hand and what stays', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async ([one, other]) => {
        const compared = await pair(one, other);
        const { writes, manual, left } = planFor(compared);
        const wanted = compared.changes.map((change) => factKey(factIn(change)));
        const places = new Map<string, number>();
        // What a later write turns further, as of a project that is made first and archived then, is on the way to it.
        const turned = new Set(writes.flatMap(({ changes }) => changes.flatMap(({ before }) => (before ? words(before) : []))));
        const made = writes.map((write) => ({ changes: write.changes.filter(({ after }) => !after || !turned.has(words(after))) }));
        const lists = [...made, ...manual.filter(({ checked }) => checked), ...left].map(({ changes }) => changes);
        for (const change of lists.flat()) places.set(factKey(factIn(change)), (places.get(factKey(factIn(change))) ?? 0) + 1);
        expect(wanted.filter((key) => places.get(key) !== 1)).toEqual([]);
        tried += wanted.length;
      }),
      { numRuns: 25, examples: [[[1, 6]]] },
    );
    expect(tried).toBeGreaterThan(500);
  });

  test('all that is done, and what stays, comes to what the policies say', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([one, other]) => {
        const compared = await pair(one, other);
        const { writes, manual, left } = planFor(compared);
        const done = [...writes, ...manual].flatMap(({ changes }) => changes);
        const stays = left.flatMap(({ changes }) => changes);
        const after = withChanges(compared.sides.live, [...done, ...stays.filter((change) => !isTurned(change, done))]);
        expect(after.map(words)).toEqual(withTurned(compared, done).map(words));
      }),
      { numRuns: 25 },
    );
  });

  test('the same plan comes of the same input, and is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([one, other]) => {
        const text = applyPlanJson(planFor(await pair(one, other)));
        expect(applyPlanJson(planFor(await pair(one, other)))).toBe(text);
        const read = parseApplyPlan(text);
        expect(read.type === 'plan' ? applyPlanJson(read.plan) : read.why).toBe(text);
      }),
      { numRuns: 10 },
    );
  });

  test('an order is found or it is said why there is none', async () => {
    const found = new Set<string>();
    await fc.assert(
      fc.asyncProperty(pairs, async ([one, other]) => {
        const { guards } = planFor(await pair(one, other), orderPieces);
        const order = guards.find(({ name }) => name === 'order');
        found.add(String(order?.ok));
        if (order?.ok === false) expect([order.message.length > 60, order.hint]).toEqual([true, expect.any(String)]);
      }),
      { numRuns: 8 },
    );
    expect(found.has('true')).toBe(true);
  });
});

/** A deletion that came to mean that something is set otherwise: archived, or switched off. */
function isTurned(change: FactChange, done: readonly FactChange[]): boolean {
  const key = factKey(factIn(change));
  return done.some((each) => factKey(factIn(each)) === key);
}

/** What the policies say, with what deletions leave set otherwise. */
function withTurned({ sides, changes }: Compared, done: readonly FactChange[]): readonly Fact[] {
  const gone = new Set(changes.flatMap(({ before, after }) => (before === undefined && after !== undefined ? [factKey(after)] : [])));
  const turned = done.filter(({ before, after }) => before !== undefined && after !== undefined && gone.has(factKey(after)));
  return withChanges(sides.policies, turned);
}
