import { describe, expect, test } from '@jest/globals';
import type { Compiled } from '../../src/pipeline.js';
import { compilePolicies, readPolicies } from '../../src/pipeline.js';
import { planPolicies } from '../../src/planning.js';
import { asOf, compiled } from '../support/compiled.js';
import { mutate } from '../support/organisation/mutate.js';
import { filesOf, randomOrganisation } from '../support/organisation/organisation.js';
import { treeOf } from '../support/tree.js';

interface Change {
  readonly seed: number;
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
  readonly base: Compiled;
  readonly head: Compiled;
}

/** Edits of random organisations that leave them valid. */
async function changes(): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (let seed = 1; seed <= 40; seed++) {
    const { documents: before, files } = randomOrganisation(seed, 'tiny');
    let after: readonly unknown[] = before;
    for (let step = 1; step <= 3; step++) after = mutate(after, seed * 300 + step);
    const head = compilePolicies(await readPolicies(treeOf(filesOf(after, seed)), asOf));
    if (head !== undefined) found.push({ seed, before, after, base: await compiled(files), head });
  }
  return found;
}

const all = await changes();

describe('approvals of random changes', () => {
  test('are of several kinds', async () => {
    const plans = await Promise.all(all.map(({ base, head }) => planPolicies({ base, head })));
    const roles = new Set(plans.flatMap(({ approvals }) => approvals.needed.map((need) => need.as)));
    expect(all.length).toBeGreaterThan(20);
    expect([...roles]).toEqual(expect.arrayContaining(['owner', 'sponsor']));
  });

  test('are never asked of the author, nor of anybody who is gone or a program', async () => {
    let asked = 0;
    let gaining = 0;
    for (const { base, head } of all) {
      const { approvals, gains } = await planPolicies({ base, head });
      const people = new Set([
        ...approvals.needed.flatMap((need) => need.people),
        ...gains.flatMap(({ subjects }) => subjects.slice(0, 3)),
      ]);
      for (const person of people) {
        const name = person.slice('user:'.length);
        if (!person.startsWith('user:')) continue;
        const { needed, author } = (await planPolicies({ base, head, author: { person: name } })).approvals;
        asked++;
        expect(needed.filter((need) => need.people.includes(person))).toEqual([]);
        const cells = new Set(
          Array.from(base.matrix.cells(), ({ subject, resource, permission }) => `${subject}\t${resource}\t${permission}`),
        );
        const gains = Array.from(head.matrix.cells()).some(
          ({ subject, resource, permission }) => subject === person && !cells.has(`${subject}\t${resource}\t${permission}`),
        );
        if (gains) gaining++;
        if (gains) expect(author?.gains).toBe(true);
        if (author?.gains === true) expect(needed.some(({ as }) => as === 'second-pair-of-eyes')).toBe(true);
      }
      for (const person of approvals.needed.flatMap((need) => need.people)) {
        for (const { site } of [base, head]) {
          const declared = site.people.get(person.slice('user:'.length));
          if (declared === undefined) continue;
          expect([declared.active, declared.type, (declared.until ?? asOf) >= asOf]).toEqual([true, 'person', true]);
        }
      }
    }
    expect([asked > 20, gaining > 5]).toEqual([true, true]);
  });

  test('are asked for every place where a cell changes', async () => {
    for (const { base, head } of all) {
      const { approvals } = await planPolicies({ base, head });
      const asked = new Set(approvals.needed.flatMap(({ as, of }) => (as === 'owner' ? of : [])));
      const [was, is] = [base, head].map(
        ({ matrix }) =>
          new Map(Array.from(matrix.cells(), (cell) => [`${cell.subject}\t${cell.resource}\t${cell.permission}`, cell] as const)),
      );
      if (was === undefined || is === undefined) throw new Error('Two sides.');
      for (const [key, { resource, verdict }] of [...was, ...is])
        if (was.get(key)?.verdict !== is.get(key)?.verdict || verdict === '') expect(asked).toContain(resource);
    }
  });

  test('have the same digest however the files are laid out, and come to the same people', async () => {
    const digests = new Set<string>();
    for (const { seed, before, after, base, head } of all) {
      const one = (await planPolicies({ base, head })).approvals;
      const again = await planPolicies({
        base: await compiled(filesOf([...before].reverse(), seed + 1)),
        head: await compiled(filesOf([...after].reverse(), seed + 2)),
      });
      expect(again.approvals.digest).toBe(one.digest);
      expect(again.approvals.needed).toEqual(one.needed);
      digests.add(one.digest);
    }
    expect(digests.size).toBeGreaterThan(all.length / 2);
  });

  test('ask nobody for a change that is none', async () => {
    for (const { base } of all) expect((await planPolicies({ base, head: base })).approvals.needed).toEqual([]);
  });
});
