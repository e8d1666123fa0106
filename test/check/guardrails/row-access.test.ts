import { expect, test } from '@jest/globals';
import { RowAccess } from '../../../src/check/guardrails/row-access.js';
import { evaluatorOf } from '../../../src/matrix/matrix.js';
import { namingIn } from '../../../src/matrix/name-list.js';
import { classes } from '../../../src/matrix/subject-classes.js';
import { SubjectSet } from '../../../src/matrix/subject-set.js';
import { compiled } from '../../support/compiled.js';
import { filesOf, randomOrganisation } from '../../support/organisation/organisation.js';

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'people are split, and counted, by what is told of their access, be they few or many (organisation %i)',
  async (seed) => {
    const { matrix } = await compiled(filesOf(randomOrganisation(seed, 'medium').documents, seed));
    const evaluator = evaluatorOf(matrix);
    const { sets, people, groups } = namingIn(evaluator.tables);
    const all = Array.from({ length: people + groups + classes.length }, (_, subject) => subject);
    const accessOf = (row: number, subject: number): number =>
      subject < people + groups
        ? evaluator.access(row, subject)
        : evaluator.classAccess(row, classes[subject - people - groups] ?? 'anyone');
    // Some accesses are told alike, and of some nothing is told.
    const tell = (access: number, isPublic: boolean): string | undefined =>
      (access + Number(isPublic)) % 3 === 0 ? undefined : `${String(access % 4)}${isPublic ? ' public' : ''}`;
    for (const row of matrix.resources.keys()) {
      for (const step of [1, 2, 5]) {
        const some = all.filter((subject) => (subject + row) % step === 0);
        const expected = new Map<string, number[]>();
        for (const subject of some) {
          const told = tell(accessOf(row, subject), subject === people + groups);
          if (told !== undefined) expected.set(told, [...(expected.get(told) ?? []), subject]);
        }
        const many = sets.union([sets.of(some), sets.empty]);
        const few = new SubjectSet(-1, some.length, { list: Uint32Array.from(some) });
        for (const subjects of [many, few]) {
          const access = new RowAccess(evaluator, sets);
          const told = [...expected.values()].flat();
          const counted = {
            people: told.filter((subject) => subject < people).length,
            others: told.filter((subject) => subject >= people).length,
          };
          // Once more, since what is known of a set is kept.
          expect([access.count(row, subjects, tell), access.count(row, subjects, tell)]).toEqual([counted, counted]);
          const found = access.parts(row, subjects, tell);
          expect(Object.fromEntries(Array.from(found, ([told, part]) => [told, numbersOf(part)]))).toEqual(Object.fromEntries(expected));
        }
      }
    }
  },
);

function numbersOf(set: SubjectSet): readonly number[] {
  const numbers: number[] = [];
  set.visit((subject) => numbers.push(subject));
  return numbers;
}
