import type { FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import { compareBytes } from '../text/compare.js';
import { apiOf } from './fact-api.js';
import type { Api } from '../providers/provider.js';

/** The calls that it would take to make a site as policies say, and how long at the documented limits. */
export interface ApplyBudget {
  readonly writes: number;
  /** Each thing that is written is read again afterwards, to see that it came to be. */
  readonly reads: number;
  readonly seconds: number;
  readonly lines: readonly BudgetLine[];
}

export interface BudgetLine {
  readonly api: Api;
  readonly writes: number;
  readonly reads: number;
  readonly writesPerSecond: number;
  readonly seconds: number;
  /** Of the calls of this API that are allowed in that time, the percentage that is left to others. */
  readonly headroom: number;
}

/**
 * By the documented burst limits, of which a fifth is left to others: 50 a second for PUT and DELETE, 100 for GET. The vendor names none for
 * the organization, where 10 are taken; Slack allows some 50 a minute of the calls that invite and remove.
 */
const writeLimits: Readonly<Record<Api, number>> = { jira: 50, confluence: 50, organization: 10, slack: 50 / 60 };
const readLimits: Readonly<Record<Api, number>> = { jira: 100, confluence: 100, organization: 10, slack: 100 / 60 };
const share = 0.8;

/** One write for each fact that changes; but the grants of a scheme go in one call, as do the permissions of a space role, and a thing comes with what it has one of. */
export function applyBudget(changes: readonly FactChange[]): ApplyBudget {
  const writes = new Map<Api, Set<string>>();
  const things = new Map<Api, Set<string>>();
  for (const { before, after } of changes) {
    const fact = (after ?? before) as Fact;
    const api = apiOf(fact.type);
    writes.set(api, (writes.get(api) ?? new Set()).add(callFor(fact)));
    things.set(api, (things.get(api) ?? new Set()).add(fact.of));
  }
  const lines = [...writes]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([api, calls]) => lineOf(api, calls.size, things.get(api)?.size ?? 0));
  return {
    writes: lines.reduce((sum, line) => sum + line.writes, 0),
    reads: lines.reduce((sum, line) => sum + line.reads, 0),
    // One API waits for another: people before what they are given.
    seconds: lines.reduce((sum, line) => sum + line.seconds, 0),
    lines,
  };
}

function callFor({ type, of, says }: Fact): string {
  switch (type) {
    case 'grant':
    case 'scheme':
    case 'space-role':
    case 'space-role-permission':
      return of;
    case 'project':
    case 'project-type':
    case 'lead':
    case 'project-access':
      return `${of} project`;
    default:
      return JSON.stringify([type, of, ...says]);
  }
}

function lineOf(api: Api, writes: number, reads: number): BudgetLine {
  const [perSecond, readsPerSecond] = [writeLimits[api] * share, readLimits[api] * share];
  const seconds = Math.ceil(writes / perSecond + reads / readsPerSecond);
  const allowed = seconds * Math.max(writeLimits[api], readLimits[api]);
  return {
    api,
    writes,
    reads,
    writesPerSecond: Math.round(perSecond * 100) / 100,
    seconds,
    headroom: allowed === 0 ? 100 : Math.max(0, Math.floor(100 - (100 * (writes + reads)) / allowed)),
  };
}
