import { describe, expect, test } from '@jest/globals';
import { diffMatrices } from '../../src/diff/access-change.js';
import { SerialError } from '../../src/matrix/bytes.js';
import { emptyMatrix } from '../../src/matrix/empty.js';
import { load, serialise } from '../../src/matrix/serial.js';
import { compiled } from '../support/compiled.js';
import { filesOf, randomOrganisation, shuffled } from '../support/organisation/organisation.js';
import { mutate } from '../support/organisation/mutate.js';

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
const organisation = (seed: number) => randomOrganisation(seed, seed % 8 === 0 ? 'small' : 'tiny');

describe('a matrix that was kept', () => {
  test.each(seeds)('is the same matrix when it is read again (seed %i)', async (seed) => {
    const { documents, files } = organisation(seed);
    const { matrix } = await compiled(files);
    const again = load(serialise(matrix)).matrix;
    expect([...again.cells()]).toEqual([...matrix.cells()]);
    expect({ digest: again.digest, asOf: again.asOf, counts: again.counts }).toEqual({
      digest: matrix.digest,
      asOf: matrix.asOf,
      counts: matrix.counts,
    });
    expect({ subjects: again.subjects, resources: again.resources }).toEqual({ subjects: matrix.subjects, resources: matrix.resources });

    const edited = await compiled(filesOf(mutate(documents, seed), seed));
    expect(diffMatrices(again, edited.matrix).digest).toBe(diffMatrices(matrix, edited.matrix).digest);
  });

  test('has the same bytes however often it is asked and however its files are ordered', async () => {
    const { files } = organisation(8);
    const { matrix } = await compiled(files);
    const bytes = serialise(matrix);
    expect([...matrix.cells()].length).toBeGreaterThan(0);
    expect(Buffer.compare(serialise(matrix), bytes)).toBe(0);
    expect(Buffer.compare(serialise(load(bytes).matrix), bytes)).toBe(0);
    expect(Buffer.compare(serialise((await compiled(shuffled(files, 5))).matrix), bytes)).toBe(0);
  });

  test('keeps nothing of the bytes it was read from', async () => {
    const { matrix } = await compiled(organisation(8).files);
    const bytes = Buffer.from(serialise(matrix));
    const again = load(bytes).matrix;
    bytes.fill(0);
    expect([...again.cells()]).toEqual([...matrix.cells()]);
  });

  test('tells the commit it came from', async () => {
    const { matrix } = await compiled(organisation(1).files);
    expect(load(serialise(matrix, { commit: 'abc' })).commit).toBe('abc');
    expect(load(serialise(matrix)).commit).toBeUndefined();
  });

  test('may be the one of nobody and nothing', () => {
    expect([...load(serialise(emptyMatrix('2026-11-21'))).matrix.cells()]).toEqual([]);
  });
});

describe('bytes that are not one', () => {
  const failure = (bytes: Uint8Array): string => {
    try {
      load(bytes);
      return 'read';
    } catch (error) {
      return error instanceof SerialError ? error.message : `not foreseen: ${String(error)}`;
    }
  };

  test('are refused wherever they are cut', async () => {
    const bytes = serialise((await compiled(organisation(3).files)).matrix);
    const outcomes = Array.from({ length: bytes.length }, (_, length) => failure(bytes.subarray(0, length)));
    expect(new Set(outcomes)).toEqual(
      new Set([
        'This is no compiled permafrost matrix.',
        'The compiled matrix is cut short.',
        'The compiled matrix is cut short or damaged.',
      ]),
    );
  });

  test('are refused wherever one is altered', async () => {
    const bytes = serialise((await compiled(organisation(4).files)).matrix);
    for (let at = 0; at < bytes.length; at++) {
      const altered = Uint8Array.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect({ at, failure: failure(altered) }).toEqual({
        at,
        failure: expect.stringMatching(/^(This is no|The compiled matrix|The matrix was)/),
      });
    }
  });

  test('are named for what they are', async () => {
    const bytes = Uint8Array.from(serialise((await compiled(organisation(2).files)).matrix));
    bytes[11] = 9;
    expect(failure(bytes)).toBe('The matrix was written in version 9 of the format; this permafrost reads 1.');
    expect(failure(new TextEncoder().encode('kind: Site\n'))).toBe('This is no compiled permafrost matrix.');
  });
});
