import fc from 'fast-check';
import { factChanges, type FactChange } from '../../src/diff/fact-change.js';
import { factKey, type Fact } from '../../src/diff/facts.js';
import type { ApplyPlan, ManualStep, PlannedWrite } from '../../src/apply/apply-plan.js';

export const member = (group: string, user: string): Fact => ({ type: 'member', of: `group:${group}`, says: [`user:${user}`] });
export const lead = (project: string, user: string): Fact => ({ type: 'lead', of: `project:${project}`, says: [`user:${user}`] });
export const group = (name: string): Fact => ({ type: 'group', of: `group:${name}`, says: [] });
const actor = (project: string, user: string): Fact => ({ type: 'actor', of: `project:${project}`, says: ['role:dev', `user:${user}`] });

export function write(id: string, ...changes: readonly FactChange[]): PlannedWrite {
  return { id, api: 'jira', changes, what: `Write ${id}.` };
}

export const adds = (id: string, ...facts: readonly Fact[]): PlannedWrite => write(id, ...facts.map((after) => ({ after })));
export const takes = (id: string, ...facts: readonly Fact[]): PlannedWrite => write(id, ...facts.map((before) => ({ before })));

const names = fc.constantFrom('a', 'b', 'c');
const facts = fc.uniqueArray(
  fc.oneof(
    fc.tuple(names, names).map(([x, y]) => member(x, y)),
    fc.tuple(names, names).map(([x, y]) => lead(x, y)),
    fc.tuple(names, names).map(([x, y]) => actor(x, y)),
  ),
  { selector: factKey, maxLength: 9 },
);

export interface RandomPlan {
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
  readonly writes: readonly PlannedWrite[];
}

/** What differs between two random sites, in any order, one to three changes a write. */
export const randomPlan: fc.Arbitrary<RandomPlan> = fc
  .tuple(facts, facts, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), fc.infiniteStream(fc.nat()))
  .map(([before, after, sizes, order]) => {
    const changes = factChanges(before, after)
      .map((change) => ({ change, place: order.next().value as number }))
      .sort((a, b) => a.place - b.place)
      .map(({ change }) => change);
    const writes: PlannedWrite[] = [];
    for (let at = 0; at < changes.length;) {
      const size = sizes.next().value as number;
      writes.push(write(String(writes.length + 1), ...changes.slice(at, at + size)));
      at += size;
    }
    return { before, after, writes };
  });

/** A plan of these writes; what it says of access is empty. */
export function planOf(writes: readonly PlannedWrite[], over: Partial<ApplyPlan> = {}): ApplyPlan {
  return {
    version: 1,
    site: 'https://acme.atlassian.net',
    asOf: '2026-11-21',
    policies: { commit: '0123456789012345678901234567890123456789', digest: 'sha256:policies' },
    live: { digest: 'sha256:live' },
    writes,
    manual: [],
    left: [],
    notLookedAt: [],
    names: {},
    access: { more: [], less: [], conditional: [], subjects: {} },
    interims: [],
    guards: [],
    notUndone: [],
    digest: 'sha256:0123456789abcdef0123456789abcdef',
    ...over,
  };
}

export function step(number: number, over: Partial<ManualStep> = {}): ManualStep {
  return { number, api: 'slack', changes: [], what: `Step ${String(number)}.`, clicks: ['Click.'], before: [], checked: true, ...over };
}
