import { expect, test } from '@jest/globals';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

test.each(seeds)('who holds a permission somewhere is what the cells say, in their order (seed %i)', async (seed) => {
  const { matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
  const cells = [...matrix.cells()];
  const places = new Map(cells.map(({ permission, resource }) => [`${permission} ${resource}`, { permission, resource }]));
  expect(places.size).toBeGreaterThan(0);
  for (const { permission, resource } of places.values()) {
    expect(matrix.holders(permission, resource)).toEqual(
      cells.filter((cell) => cell.permission === permission && cell.resource === resource),
    );
  }
});
