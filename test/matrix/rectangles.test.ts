import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { equivalenceClasses, rectanglesOf } from '../../src/matrix/equivalence.js';
import { namingOf } from '../../src/matrix/name-list.js';

const names = Array.from({ length: 70 }, (_, index) => `p${String(index).padStart(2, '0')}`);
const naming = namingOf({ size: names.length, name: (index) => names[index] ?? '' }, { size: 2, name: (index) => `g${String(index)}` });
const resourceName = (resource: number): string => `project:P${String(resource)}`;

test('sets are put together into the rectangles that single people are, in the same order', () => {
  // By resource, what is true of each subject; most of the same, as it is in life.
  const row = fc.tuple(
    fc.constantFrom('a', 'b', undefined),
    fc.dictionary(fc.integer({ min: 0, max: 74 }).map(String), fc.constantFrom('a', 'b', 'c')),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const single = rows.flatMap(([everybody, others], resource) =>
        Array.from({ length: 75 }, (_, subject) => ({ subject, resource, of: others[String(subject)] ?? everybody })),
      );
      const cells = single
        .flatMap(({ subject, resource, of }) =>
          of === undefined ? [] : [{ subject: naming.name(subject), resource: resourceName(resource), of }],
        )
        .sort((a, b) => (a.subject === b.subject ? 0 : a.subject < b.subject ? -1 : 1));
      const parts = single.flatMap(({ subject, resource, of }) =>
        of === undefined ? [] : [{ subjects: naming.sets.of([subject]), resource, of }],
      );
      const found = rectanglesOf(parts, naming, resourceName).map((each) => ({ ...each, subjects: [...each.subjects] }));
      const expected = equivalenceClasses(cells, ({ of }) => of).map(({ parts: [first], subjects, resources }) => ({
        subjects,
        resources,
        of: first?.of,
      }));
      expect(found).toEqual(expected);
    }),
  );
});
