import { expect, test } from '@jest/globals';
import { cellsOn } from '../../src/matrix/matrix.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

test('what a subject holds on one resource is what all its cells say about it', async () => {
  let found = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const { matrix } = await compiled(randomOrganisation(seed).files, asOf);
    for (const subject of matrix.subjects) {
      const all = matrix.cellsOf(subject);
      found += all.length;
      for (const resource of matrix.resources)
        expect(cellsOn(matrix, subject, resource)).toEqual(all.filter((cell) => cell.resource === resource));
    }
    expect(cellsOn(matrix, 'user:nobody@nowhere.example', 'site')).toEqual([]);
    expect(cellsOn(matrix, 'anyone', 'project:NOWHERE')).toEqual([]);
  }
  expect(found).toBeGreaterThan(1000);
});
