import type { FactChange } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import { spaceRolesByHolder } from '../drift/lesser-roles.js';
import type { Site } from '../model/site.js';
import { spaceRoleOperations } from '../model/space-role-operations.js';
import { compareBytes } from '../text/compare.js';
import type { LeftAlone } from './apply-plan.js';
import type { Meant } from './deletions.js';
import { nameOf } from './references.js';
import { thingWords } from './write-words.js';

interface Ground {
  readonly wanted: readonly Fact[];
  readonly live: readonly Fact[];
  readonly policies: Pick<Site, 'spaceRoles'>;
}

/**
 * Confluence lets everybody have one role in a space: a second one takes the place of the first, and the next plan would put that back. Of
 * several that policies say, one that is there stays; of new ones the one that allows most is given, and the others are left.
 */
export function withOneSpaceRole(changes: readonly FactChange[], { wanted, live, policies }: Ground): Meant {
  const coming = new Map(
    changes.flatMap((change) =>
      change.before === undefined && change.after?.type === 'space-role-grant' ? [[factKey(change.after), change] as const] : [],
    ),
  );
  if (coming.size === 0) return { changes, left: [] };
  const there = new Set(live.flatMap((fact) => (fact.type === 'space-role-grant' ? [factKey(fact)] : [])));
  const left: LeftAlone[] = [];
  for (const roles of spaceRolesByHolder(wanted)) {
    const given = roles.filter((role) => coming.has(factKey(role)));
    const kept = roles.find((role) => there.has(factKey(role))) ?? largest(given, policies);
    const beside = given.flatMap((role) => (role === kept ? [] : (coming.get(factKey(role)) ?? [])));
    if (kept !== undefined && beside.length > 0) left.push({ changes: beside, why: whyOf(kept) });
  }
  const isLeft = new Set(left.flatMap((each) => each.changes));
  return { changes: changes.filter((change) => !isLeft.has(change)), left };
}

function largest(roles: readonly Fact[], policies: Ground['policies']): Fact | undefined {
  const size = ({ says: [, role = ''] }: Fact): number => spaceRoleOperations(policies, nameOf(role)).length;
  return roles.toSorted((a, b) => size(b) - size(a) || compareBytes(factKey(a), factKey(b)))[0];
}

function whyOf({ of, says: [holder = '', role = ''] }: Fact): string {
  return `Confluence lets ${thingWords(holder)} have one role in ${thingWords(of)}, which is ${nameOf(role)}: write one that allows all of it.`;
}
