import { expect, test } from '@jest/globals';
import { Evaluator } from '../../src/matrix/evaluate.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { subjectCount } from '../../src/matrix/tables.js';
import { nobody } from '../../src/matrix/verdicts.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 8 }, (_, index) => index + 1);

test.each(seeds)('who holds a permission is whoever has a verdict when asked alone (seed %i)', async (seed) => {
  const { matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
  const { tables } = evaluatorOf(matrix);
  const subjects = Array.from({ length: subjectCount(tables) }, (_, subject) => subject);
  for (const limits of [undefined, { share: 0, most: 60_000 }]) {
    const evaluator = new Evaluator(tables, { limits });
    for (let row = 0; row < tables.resources.length; row++) {
      for (let permission = 0; permission < tables.effects.permissionCount; permission++) {
        const verdicts = subjects.map((subject) => tables.effects.verdict(evaluator.access(row, subject), permission));
        const set = evaluator.holderSet(row, permission);
        const holders = subjects.filter((subject) => verdicts[subject] !== nobody);
        // Another row in between does not change what was given for this one.
        evaluator.partition(0);
        expect({ row, permission, size: set.size, verdicts: subjects.map((subject) => set.verdict(subject)) }).toEqual({
          row,
          permission,
          size: holders.length,
          verdicts,
        });
        const listed = set.list();
        expect([...listed.subjects]).toEqual(holders);
        expect([...listed.verdicts]).toEqual(holders.map((subject) => verdicts[subject]));
      }
    }
  }
});
