import type { ApplyPlan } from '../../../src/apply/apply-plan.js';
import { thingWords } from '../../../src/apply/write-words.js';
import { factKey, type Fact } from '../../../src/diff/facts.js';
import { nameOf } from '../../../src/sandbox/evaluate/subjects.js';
import type { Principal, World } from '../../../src/sandbox/world.js';

/** What a plan says, in words that somebody reads, that the site gives beside what is written and a later write takes away. */
export function toldIn({ writes, guards }: Pick<ApplyPlan, 'writes' | 'guards'>): readonly Fact[] {
  const words = guards.find(({ name }) => name === 'companions')?.message ?? '';
  const isSaid = ({ type, of, says: [first = '', second = ''] }: Fact): boolean =>
    words.includes(`in ${thingWords(of)} `) &&
    words.includes(type === 'actor' ? `${thingWords(second)} in ${thingWords(first)}` : `${second} of ${thingWords(first)}`);
  return writes.flatMap(({ corrects, changes }) =>
    changes.flatMap(({ before, after }) =>
      corrects !== undefined && before !== undefined && after === undefined && isSaid(before) ? [before] : [],
    ),
  );
}

/** A world as it would be without some facts: permissions in spaces, and who is in the roles of projects. Undefined: none of them holds. */
export function worldWithout(told: readonly Fact[], world: World): World | undefined {
  const keys = new Set(told.map(factKey));
  const isTold = (type: Fact['type'], of: string, ...says: readonly string[]): boolean => keys.has(factKey({ type, of, says }));
  const without = structuredClone(world);
  let gone = 0;
  const kept = <T>(list: readonly T[], test: (each: T) => boolean): T[] => {
    const rest = list.filter((each) => !test(each));
    gone += list.length - rest.length;
    return rest;
  };
  for (const space of Object.values(without.spaces))
    space.permissions = kept(space.permissions, ({ principal, operation }) =>
      isTold('space-grant', `space:${space.key}`, referenceOf(principal, world), operation),
    );
  for (const project of Object.values(without.projects))
    for (const [id, actors] of Object.entries(project.roles)) {
      const role = `role:${world.projectRoles[id]?.name ?? ''}`;
      const isActor =
        (type: Principal['type']) =>
        (each: string): boolean =>
          isTold('actor', `project:${project.key}`, role, referenceOf({ type, id: each }, world));
      actors.users = kept(actors.users, isActor('user'));
      actors.groups = kept(actors.groups, isActor('group'));
    }
  return gone > 0 ? without : undefined;
}

function referenceOf({ type, id }: Principal, { accounts, groups }: World): string {
  if (type === 'class') return id === 'anonymous-users' ? 'anyone' : 'logged-in';
  if (type === 'group') return `group:${groups[id]?.name ?? ''}`;
  const account = accounts[id];
  return `user:${account === undefined ? id : nameOf(account)}`;
}
