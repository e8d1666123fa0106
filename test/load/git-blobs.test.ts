import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BlobSplitting, splitBlobs, type Blob } from '../../src/load/git-blobs.js';

const bytes = fc.uint8Array({ maxLength: 40 });
/** What git says of each object: its bytes, or that it is not there. */
const answers = fc.array(fc.option(bytes), { maxLength: 12 });

const idOf = (index: number): string => index.toString(16).padStart(40, '0');

function output(said: readonly (Uint8Array | null)[]): Buffer {
  const parts = said.map((each, index) =>
    each === null
      ? Buffer.from(`${idOf(index)} missing\n`)
      : Buffer.concat([Buffer.from(`${idOf(index)} blob ${String(each.length)}\n`), each, Buffer.from('\n')]),
  );
  return Buffer.concat(parts);
}

function inPieces(whole: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)), whole.length].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => whole.subarray(places[index], end));
}

describe('what git says of blobs', () => {
  test('gives each its bytes, wherever the pieces begin and end in which it comes', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat({ max: 2000 }), { maxLength: 20 }), (said, cuts) => {
        const splitting = new BlobSplitting();
        const given: Blob[] = [];
        for (const piece of inPieces(output(said), cuts)) given.push(...splitting.take(piece));
        splitting.end();
        const expected = said.flatMap((each, index) => (each === null ? [] : [[idOf(index), [...each]]]));
        expect(given.map(([id, held]) => [id, [...held]])).toEqual(expected);
        expect(splitting.missing).toEqual(said.flatMap((each, index) => (each === null ? [idOf(index)] : [])));
        const whole = splitBlobs(output(said));
        expect([...whole.blobs].map(([id, held]) => [id, [...held]])).toEqual(expected);
        expect(whole.missing).toEqual(splitting.missing);
      }),
    );
  });

  test('gives an object as soon as all of it is there', () => {
    const whole = output([Buffer.from('one'), Buffer.from('two')]);
    const splitting = new BlobSplitting();
    const first = output([Buffer.from('one')]).length;
    expect(splitting.take(whole.subarray(0, first - 1))).toEqual([]);
    expect(splitting.take(whole.subarray(first - 1, first)).map(([id]) => id)).toEqual([idOf(0)]);
    expect(splitting.take(whole.subarray(first)).map(([id]) => id)).toEqual([idOf(1)]);
  });

  test.each([
    ['a line', (whole: Buffer) => whole.subarray(0, 20)],
    [idOf(0), (whole: Buffer) => whole.subarray(0, whole.length - 2)],
    [idOf(0), (whole: Buffer) => whole.subarray(0, whole.length - 1)],
  ])('that breaks off in the middle of %s is an error', (where, cut) => {
    const whole = output([Buffer.from('bytes')]);
    expect(() => splitBlobs(cut(whole))).toThrow(`git broke off in the middle of ${where}.`);
  });
});
