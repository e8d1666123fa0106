import { factKey, type Fact } from '../diff/facts.js';
import type { Site } from '../model/site.js';
import { spaceRoleOperations } from '../model/space-role-operations.js';
import { nameOf } from '../text/reference.js';

/**
 * Confluence lets everybody have one role in a space. One that gives nothing beside another of the same holder is not told apart, unless the
 * site has them all.
 */
export function withoutLesserRoles(policies: Site, facts: readonly Fact[], live: readonly Fact[]): readonly Fact[] {
  const several = spaceRolesByHolder(facts).filter((roles) => roles.length > 1);
  if (several.length === 0) return facts;
  const there = new Set(live.flatMap((fact) => (fact.type === 'space-role-grant' ? [factKey(fact)] : [])));
  const lesser = new Set(
    several.filter((roles) => !roles.every((role) => there.has(factKey(role)))).flatMap((roles) => lesserOf(roles, policies)),
  );
  return facts.filter((fact) => !lesser.has(fact));
}

/** What each has in each space by roles. */
export function spaceRolesByHolder(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.type !== 'space-role-grant') continue;
    const key = JSON.stringify([fact.of, fact.says[0]]);
    const known = found.get(key);
    if (known === undefined) found.set(key, [fact]);
    else known.push(fact);
  }
  return [...found.values()];
}

/** Of roles that give the same the first stays. */
function lesserOf(roles: readonly Fact[], policies: Site): readonly Fact[] {
  const all = roles.map((role) => ({ role, gives: new Set(spaceRoleOperations(policies, nameOf(role.says[1] ?? ''))) }));
  const isLesser = (own: ReadonlySet<string>, at: number): boolean =>
    all.some(({ gives }, other) => {
      const isWithin = other !== at && [...own].every((operation) => gives.has(operation));
      return isWithin && (own.size < gives.size || other < at);
    });
  return all.filter(({ gives }, at) => isLesser(gives, at)).map(({ role }) => role);
}
