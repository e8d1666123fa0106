import { expect, test } from '@jest/globals';
import { blocksOf } from '../../src/matrix/blocks.js';
import { summarise } from '../../src/matrix/digest.js';
import { Evaluator } from '../../src/matrix/evaluate.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 30 }, (_, index) => index + 1);

test.each(seeds)('the digest and the number of cells do not depend on which groups are told apart (seed %i)', async (seed) => {
  const { matrix } = await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files);
  const { tables } = evaluatorOf(matrix);
  const expected = { cells: [...matrix.cells()].length, digest: matrix.digest };
  for (const limits of [
    { share: 0, most: 60_000 },
    { share: 0, most: 6 },
    { share: 2, most: 0 },
  ])
    expect(summarise(new Evaluator(tables, { limits }))).toEqual(expected);
});

/** Three hundred people in groups of all sizes, and a project for each two of the groups; `left` is in no group of hers any more. */
function company(left?: number) {
  const sizes = [280, 150, 149, 20, 3];
  const members = sizes.map((size, group) =>
    Array.from({ length: 300 }, (_, index) => index)
      .filter((index) => (index * 7 + group * 31) % 300 < size && index !== left)
      .map((index) => `p${String(index)}`),
  );
  const pairs = sizes.flatMap((_, a) => sizes.map((__, b) => [a, b] as const));
  return compiled([
    ['site.yaml', 'kind: Site\nname: big\nurl: https://big.example\ninternalDomains: [big.example]\n'],
    ['roles.yaml', 'kind: Role\nname: Team\n---\nkind: Role\nname: Guests\n'],
    [
      'people.yaml',
      `kind: Users\nname: people\nusers:\n${Array.from({ length: 300 }, (_, index) => `  p${String(index)}: {products: [${index % 5 === 0 ? 'confluence' : 'jira-software'}]}\n`).join('')}`,
    ],
    ...members.map(
      (names, group) => [`g${String(group)}.yaml`, `kind: Group\nname: g${String(group)}\nmembers: [${names.join()}]\n`] as const,
    ),
    [
      'scheme.yaml',
      'kind: Scheme\nname: s\ngrants:\n  - {to: [role:Team], allow: [developer]}\n  - {to: [role:Guests], allow: [BROWSE_PROJECTS]}\n',
    ],
    ...pairs.map(
      ([a, b]) =>
        [
          `p${String(a)}${String(b)}.yaml`,
          `kind: Project\nkey: P${String(a)}${String(b)}\nscheme: s\nlead: p1\nroles:\n  Team: [group:g${String(a)}]\n  Guests: [group:g${String(b)}]\n`,
        ] as const,
    ),
  ]);
}

test('few and many exceptions are digested alike, however the groups are told apart', async () => {
  const { matrix } = await company();
  const { tables } = evaluatorOf(matrix);
  const most = [0, 3, 5, 9, 1000];
  const found = most.map((blocks) => summarise(new Evaluator(tables, { limits: { share: 0, most: blocks } })));
  const counts = new Set(most.map((blocks) => blocksOf(tables, { share: 0, most: blocks }).count));
  expect(counts.size).toBeGreaterThan(2);
  expect(found).toEqual(most.map(() => ({ cells: [...matrix.cells()].length, digest: matrix.digest })));
});

test('whoever leaves changes the digest, from groups of any size', async () => {
  const digests = await Promise.all([undefined, 1, 2, 3, 4, 61].map(async (left) => (await company(left)).matrix.digest));
  expect(new Set(digests).size).toBe(digests.length);
});
