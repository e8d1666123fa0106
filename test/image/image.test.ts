import { beforeAll, describe, expect, test } from '@jest/globals';
import { bytesInMemory, ImageError } from '../../src/image/byte-source.js';
import { Image } from '../../src/image/image.js';
import { kinds } from '../../src/image/kinds.js';
import { siteOf } from '../../src/image/lazy-site.js';
import { matrixOf } from '../../src/matrix/matrix.js';
import type { Compiled } from '../../src/pipeline.js';
import { asOf, compiled } from '../support/compiled.js';
import { imageOf } from '../support/image.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('organisation %i', (seed) => {
  let before: Compiled;

  beforeAll(async () => {
    before = await compiled(randomOrganisation(seed).files, asOf);
  });

  test('comes back from its image thing by thing, every place included', () => {
    const site = siteOf(imageOf(before));
    expect(site.about).toEqual(before.site.about);
    for (const kind of kinds) {
      expect([...site[kind].keys()]).toEqual([...before.site[kind].keys()]);
      for (const [name, thing] of before.site[kind] as ReadonlyMap<string, unknown>) expect(site[kind].get(name)).toEqual(thing);
    }
  });

  test('has the same matrix', () => {
    const image = imageOf(before);
    expect(matrixOf(image.tables).digest).toBe(before.matrix.digest);
  });

  test('knows what each file declares', () => {
    const image = imageOf(before);
    for (const [number, { path }] of image.files.entries()) {
      const declared = image.inFile(number).map(([kind, thing]) => `${kind} ${image.of(kind).nameOf(thing)}`);
      const expected = kinds.flatMap((kind) =>
        [...before.site[kind].values()].filter(({ at }) => at.file === path).map(({ name }) => `${kind} ${name}`),
      );
      expect(declared.sort()).toEqual(expected.sort());
    }
  });
});

test('gives undefined for a name that is not there', async () => {
  const site = siteOf(imageOf(await compiled(randomOrganisation(1).files)));
  expect([site.people.get('nobody@nowhere.example'), site.groups.has('')]).toEqual([undefined, false]);
});

test('refuses bytes that are no image', () => {
  expect(() => new Image(bytesInMemory(new Uint8Array(0)))).toThrow(ImageError);
  expect(() => new Image(bytesInMemory(Buffer.from('permafrost image 1\n'.repeat(9))))).toThrow(ImageError);
});
