import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Writer } from '../../src/matrix/bytes.js';
import { Effects, nothing } from '../../src/matrix/effects.js';
import { Labels } from '../../src/matrix/labels.js';
import { allowed } from '../../src/matrix/verdicts.js';

const names = ['a', 'b', 'c', 'd', 'e'];
const sets = fc.uniqueArray(fc.subarray(names), { selector: (set) => set.join(), minLength: 2 });

function written(labels: Labels, access: number): string {
  const writer = new Writer();
  labels.write(access, writer);
  return Buffer.from(writer.bytes()).toString('hex');
}

test('labels and their order are the same however permissions and effects are numbered', () => {
  fc.assert(
    fc.property(sets, fc.shuffledSubarray(names, { minLength: names.length }), (given, order) => {
      const [one, other] = [new Effects(), new Effects()];
      for (const name of order) other.permissionId(name);
      const mine = given.map((set) => one.of(set, allowed));
      const theirs = [...given]
        .reverse()
        .map((set) => other.of(set, allowed))
        .reverse();
      const [a, b] = [new Labels(one), new Labels(other)];
      expect(theirs.map((access) => written(b, access))).toEqual(mine.map((access) => written(a, access)));
      for (const [at, left] of mine.entries())
        for (const [place, right] of mine.entries()) {
          const sign = Math.sign(a.compare(left, right));
          expect(sign === 0).toBe(at === place);
          expect(Math.sign(b.compare(theirs[at] ?? -1, theirs[place] ?? -1))).toBe(sign);
          expect(Math.sign(a.compare(right, left)) + sign).toBe(0);
        }
    }),
  );
});

test('that nothing is held is one byte, and anything else says first that it is there', () => {
  const effects = new Effects();
  const labels = new Labels(effects);
  expect(written(labels, nothing)).toBe('00');
  expect(written(labels, effects.of(['a'], allowed))).toMatch(/^01[0-9a-f]{64}$/);
});
