import { describe, expect, test } from '@jest/globals';
import { compiled, lines } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

describe('a single verdict', () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

  test.each(seeds)('is that of the listed cell, also when it is the first thing asked of a matrix (seed %i)', async (seed) => {
    const { files } = randomOrganisation(seed, 'tiny');
    const cells = lines(await compiled(files));
    const sample = cells.filter((line, index) => index % 7 === 0 || line.includes('\tuse:') || line.includes('\tguest:'));
    for (const line of sample.slice(0, 60)) {
      const [subject = '', resource = '', permission = '', verdict] = line.split('\t');
      const fresh = await compiled(files);
      expect(fresh.matrix.verdict(subject, permission, resource)).toBe(verdict);
    }
  });

  test('is undefined for subjects, permissions and resources that are not there', async () => {
    const { matrix } = await compiled(randomOrganisation(1, 'tiny').files);
    expect(matrix.verdict('user:nobody', 'BROWSE_PROJECTS', 'site')).toBeUndefined();
    expect(matrix.verdict('anyone', 'NONE', 'site')).toBeUndefined();
    expect(matrix.verdict('anyone', 'BROWSE_PROJECTS', 'project:NONE')).toBeUndefined();
  });
});
