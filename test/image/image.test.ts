import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesInMemory, ImageError } from '../../src/image/byte-source.js';
import { Files, writeFiles } from '../../src/image/files.js';
import { Image } from '../../src/image/image.js';
import { listedPeople } from '../../src/model/listed-people.js';
import { knownOwner, ownedKinds, ownOwner } from '../../src/model/owners.js';
import { knownTraits, traitsOf } from '../../src/model/traits.js';
import { siteKinds } from '../../src/model/site-kinds.js';
import { siteOf } from '../../src/image/lazy-site.js';
import { SectionWriter, Sections } from '../../src/image/sections.js';
import { matrixOf } from '../../src/matrix/matrix.js';
import type { Compiled } from '../../src/pipeline.js';
import { compareBytes } from '../../src/text/compare.js';
import { asOf, compiled } from '../support/compiled.js';
import { imageOf, piecesOf } from '../support/image.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('organisation %i', (seed) => {
  let before: Compiled;

  beforeAll(async () => {
    before = await compiled(randomOrganisation(seed).files, asOf);
  });

  test('comes back from its image thing by thing, every place included', () => {
    const site = siteOf(imageOf(before));
    expect(site.about).toEqual(before.site.about);
    for (const kind of siteKinds) {
      expect([...site[kind].keys()]).toEqual([...before.site[kind].keys()]);
      for (const [name, thing] of before.site[kind] as ReadonlyMap<string, unknown>) expect(site[kind].get(name)).toEqual(thing);
    }
  });

  test('finds people alike whether or not their names were read before, and nobody by the name of something else', () => {
    const names = siteKinds.flatMap((kind) => [...before.site[kind].keys()]);
    const fresh = imageOf(before);
    const read = imageOf(before);
    for (const kind of siteKinds) for (let thing = 0; thing < read.of(kind).size; thing++) read.of(kind).nameOf(thing);
    const expected = [...before.site.people.keys()];
    for (const name of names)
      expect([name, read.of('people').find(name), fresh.of('people').find(name)]).toEqual([
        name,
        expected.indexOf(name),
        expected.indexOf(name),
      ]);
  });

  test('knows the entries of groups that name a person', () => {
    const image = imageOf(before);
    const people = [...before.site.people.keys()];
    for (const [group, { members }] of [...before.site.groups.values()].entries()) {
      const named = people.map((name) => members.filter(({ user }) => user === name));
      expect(people.map((_, person) => image.hasEntryOf(group, person))).toEqual(named.map((entries) => entries.length > 0));
      expect(people.map((_, person) => image.entriesOf(group, person))).toEqual(named);
    }
  });

  test('tells of the people in it what they themselves say, and nothing of those that were replaced', () => {
    const { people } = siteOf(imageOf(before));
    const named = new Map(Array.from(before.site.people, ([name, person]) => [name, traitsOf(person)]));
    expect(new Set(Array.from(named.values(), (traits) => JSON.stringify(traits))).size).toBeGreaterThan(1);
    for (const name of siteKinds.flatMap((kind) => [...before.site[kind].keys()]))
      expect(knownTraits.of(people, name)).toEqual(named.get(name));
    const [first] = before.site.people.values();
    if (first === undefined) throw new Error('There is nobody.');
    const changed = siteOf(imageOf(before), { people: new Map([[first.name, { ...first, active: false }]]) }).people;
    expect(knownTraits.of(changed, first.name)).toBeUndefined();
    expect(knownTraits.of(before.site.people, first.name)).toBeUndefined();
  });

  test('tells who answers for projects, spaces and channels as the things themselves do, and says nothing of those that were replaced', () => {
    const site = siteOf(imageOf(before));
    const names = siteKinds.flatMap((kind) => [...before.site[kind].keys()]);
    for (const kind of ownedKinds) {
      const things = before.site[kind];
      const expected = names.map((name) => {
        const thing = things.get(name);
        return thing && { owner: ownOwner(thing) };
      });
      expect(names.map((name) => knownOwner.of(site[kind], name))).toEqual(expected);
      expect(names.map((name) => knownOwner.of(things, name))).toEqual(names.map(() => undefined));
    }
    const [first] = before.site.projects.values();
    if (first === undefined) throw new Error('There is no project.');
    const changed = siteOf(imageOf(before), { projects: new Map([[first.name, first]]) });
    expect(knownOwner.of(changed.projects, first.name)).toBeUndefined();
  });

  test('is the same where nobody noted whom the lists name', () => {
    const bytesOf = (compiled: Compiled): Buffer => Buffer.concat(piecesOf(compiled));
    expect(listedPeople.has(before.site)).toBe(true);
    expect(bytesOf({ ...before, site: { ...before.site } }).equals(bytesOf(before))).toBe(true);
  });

  test('has the same matrix', () => {
    const image = imageOf(before);
    expect(matrixOf(image.tables).digest).toBe(before.matrix.digest);
  });

  test('knows what each file declares', () => {
    const image = imageOf(before);
    for (let number = 0; number < image.files.size; number++) {
      const { path } = image.files.at(number);
      const declared = image.inFile(number).map(([kind, thing]) => `${kind} ${image.of(kind).nameOf(thing)}`);
      const expected = siteKinds.flatMap((kind) =>
        [...before.site[kind].values()].filter(({ at }) => at.file === path).map(({ name }) => `${kind} ${name}`),
      );
      expect(declared.sort()).toEqual(expected.sort());
    }
  });
});

test('finds files by their paths, and none that is not there', () => {
  const paths = ['policies/b.yaml', 'policies/\u{1f600}.yaml', 'policies/a/z.yaml', 'policies/\uffee.yaml', 'policies/B.yaml'];
  fc.assert(
    fc.property(fc.shuffledSubarray(paths), (given) => {
      const writer = new SectionWriter();
      writeFiles(
        writer,
        given.map((path, index) => ({ path, id: `id${String(index)}` })).sort((a, b) => compareBytes(a.path, b.path)),
      );
      const files = new Files(new Sections(bytesInMemory(writer.pieces())));
      expect(paths.map((path) => files.find(path)).map((file) => (file < 0 ? undefined : files.at(file).path))).toEqual(
        paths.map((path) => (given.includes(path) ? path : undefined)),
      );
      expect(given.map((path) => files.at(files.find(path)).id)).toEqual(given.map((_, index) => `id${String(index)}`));
    }),
  );
});

test('gives undefined for a name that is not there', async () => {
  const site = siteOf(imageOf(await compiled(randomOrganisation(1).files)));
  expect([site.people.get('nobody@nowhere.example'), site.groups.has('')]).toEqual([undefined, false]);
});

test('refuses bytes that are no image', () => {
  expect(() => new Image(bytesInMemory([]))).toThrow(ImageError);
  expect(() => new Image(bytesInMemory([Buffer.from('permafrost image 3\n'.repeat(9))]))).toThrow(ImageError);
});

test('gives texts back to the letter, a mark of the order of bytes at the beginning of one included', async () => {
  const description = '\ufeffS\u00e3o \u{1f600}';
  const policies = await compiled([
    ['policies/site.yaml', 'kind: Site\nname: acme\nurl: https://acme.example\ninternalDomains: [acme.example]\n'],
    ['policies/team.yaml', `kind: Group\nname: team\ndescription: ${JSON.stringify(description)}\n`],
  ]);
  expect(siteOf(imageOf(policies)).groups.get('team')?.description).toBe(description);
  expect(policies.site.groups.get('team')?.description).toBe(description);
});
