import { expect, test } from '@jest/globals';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { compareBytes } from '../../src/text/compare.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

test.each([1, 2, 3, 4, 5])(
  'resources of all kinds are rows in the order of their bytes, their type first (organisation %i)',
  async (seed) => {
    const { matrix, site } = await compiled(randomOrganisation(seed, 'medium').files);
    const { resources } = evaluatorOf(matrix).tables;
    const names = [
      'site',
      ...[...site.projects.keys()].map((key) => `project:${key}`),
      ...[...site.spaces.keys()].map((key) => `space:${key}`),
      ...[...site.channels.keys()].map((name) => `channel:${name}`),
    ];
    expect(new Set(names.map((name) => name.split(':')[0])).size).toBe(4);
    expect(resources).toEqual(names.sort(compareBytes));
  },
);
