import { describe, expect, test } from '@jest/globals';
import { diffMatrices } from '../../src/diff/access-change.js';
import { compilePolicies, readPolicies, type Compiled } from '../../src/pipeline.js';
import { planTsv } from '../../src/render/plan/tsv.js';
import { asOf, compiled } from '../support/compiled.js';
import { filesOf, randomOrganisation, shuffled } from '../support/organisation/organisation.js';
import { mutate } from '../support/organisation/mutate.js';
import { treeOf } from '../support/tree.js';
import { append, files, planOf, swap } from './change-of.js';

function told({ matrix: a }: Compiled, { matrix: b }: Compiled): { readonly digest: string; readonly tsv: string } {
  const change = diffMatrices(a, b);
  return { digest: change.digest, tsv: [...planTsv(change.cells())].join('') };
}

/** A neighbour of a random organisation, where it is valid. */
export async function neighbour(seed: number, step: number): Promise<Compiled | undefined> {
  const changed = mutate(randomOrganisation(seed, 'tiny').documents, step);
  return compilePolicies(await readPolicies(treeOf(filesOf(changed, step)), asOf));
}

describe('the digest of a change of access', () => {
  test('is equal if and only if the changed cells are equal', async () => {
    const found: { readonly digest: string; readonly tsv: string }[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const base = await compiled(randomOrganisation(seed, 'tiny').files);
      for (let step = 1; step <= 4; step++) {
        const head = await neighbour(seed, step);
        if (head !== undefined) found.push(told(base, head), told(head, base), told(base, base));
      }
    }
    expect(new Set(found.map(({ tsv }) => tsv)).size).toBeGreaterThan(20);
    for (const a of found) for (const b of found) if ((a.digest === b.digest) !== (a.tsv === b.tsv)) expect([a, b]).toEqual([]);
  });

  test('does not see how files are cut, ordered and written', async () => {
    const { files: before } = randomOrganisation(3, 'tiny');
    const head = await neighbour(3, 1);
    if (head === undefined) throw new Error('The neighbour of organisation 3 is invalid: choose another.');
    const texts = new Map(head.tree.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
    const digests = await Promise.all(
      [1, 2, 3].map(async (seed) => told(await compiled(shuffled(before, seed)), await compiled(shuffled(texts, seed + 7))).digest),
    );
    expect(new Set(digests).size).toBe(1);
  });

  test('is the same for two ways to the same change, and another for another change', async () => {
    const direct = await planOf(files(), files({ alpha: swap('Watchers: []', 'Watchers: [user:ida@lumen.example]') }));
    const byGroup = await planOf(
      files(),
      files({
        alpha: swap('Watchers: []', 'Watchers: [group:guests]'),
        groups: append('---\nkind: Group\nname: guests\nmembers: [ida@lumen.example]\n'),
      }),
    );
    const other = await planOf(files(), files({ alpha: swap('Watchers: []', 'Watchers: [user:jon@orbit.example]') }));
    expect(byGroup.digest).toBe(direct.digest);
    expect(byGroup.gains[0]?.witness).not.toEqual(direct.gains[0]?.witness);
    expect(other.digest).not.toBe(direct.digest);
  });
});
