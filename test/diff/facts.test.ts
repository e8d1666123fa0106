import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import { factChanges, withChanges } from '../../src/diff/fact-change.js';
import { factsOf, type Fact } from '../../src/diff/facts.js';
import { siteOfFacts } from '../../src/diff/site-of-facts.js';
import type { Site } from '../../src/model/site.js';
import { asOf, compiled } from '../support/compiled.js';
import { mutate } from '../support/organisation/mutate.js';
import { filesOf, randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

describe('the facts of a site', () => {
  test.each(seeds)('say everything that its cells come from (seed %i)', async (seed) => {
    const { files } = randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny');
    const { site, matrix } = await compiled(files);
    expect(cellsOf(siteOfFacts(factsOf(site, asOf), site))).toEqual([...cells(matrix)]);
  });

  test.each(seeds)('are those of the site that is made of them (seed %i)', async (seed) => {
    const { site } = await compiled(randomOrganisation(seed, 'tiny').files);
    const facts = factsOf(site, asOf);
    expect(words(factsOf(siteOfFacts(facts, site), asOf))).toEqual(words(facts));
  });

  test.each(seeds)('lead from one site to another by what differs, and back (seed %i)', async (seed) => {
    const { documents, files } = randomOrganisation(seed, 'tiny');
    const before = await compiled(files);
    const after = await compiled(filesOf(mutate(documents, seed), seed));
    const [was, is] = [factsOf(before.site, asOf), factsOf(after.site, asOf)];
    const there = factChanges(was, is);
    const back = factChanges(is, was);
    expect(words(withChanges(was, there))).toEqual(words(is));
    expect(words(withChanges(is, back))).toEqual(words(was));
    expect(words(withChanges(withChanges(was, there), there))).toEqual(words(is));
    expect(factChanges(is, is)).toEqual([]);
    expect(there.length).toBe(back.length);
  });
});

describe('a fact', () => {
  const base = `
kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: people
users:
  ana@acme.example: {products: [jira-software]}
  bo@acme.example: {products: [{product: confluence, until: 2026-11-20}]}
  eva@acme.example: {until: 2026-11-20, products: [confluence]}
  leo@acme.example: {active: false}
---
kind: Group
name: inner
members: [bo@acme.example, eva@acme.example, {user: leo@acme.example, until: 2026-11-20}]
---
kind: Group
name: outer
members: [leo@acme.example]
includes: [inner, factory]
---
kind: Group
name: factory
managedBy: idp
`;
  const facts = async (): Promise<readonly string[]> => {
    const { site } = await compiled([['a.yaml', base]]);
    return words(factsOf(site, asOf));
  };

  test('of a group names everybody in it, through groups within too, but nobody who has left or whose membership has ended', async () => {
    expect((await facts()).filter((fact) => fact.startsWith('member '))).toEqual([
      'member group:inner user:bo@acme.example',
      'member group:outer user:bo@acme.example',
      'member group:outer user:leo@acme.example',
    ]);
  });

  test('of a group that the identity provider fills is that it is within another', async () => {
    expect((await facts()).filter((fact) => fact.startsWith('inclusion '))).toEqual(['inclusion group:outer group:factory']);
  });

  test('of a person are the products that have not ended; of one who has left there is none', async () => {
    expect((await facts()).filter((fact) => fact.includes('eva@') || fact.startsWith('product '))).toEqual([
      'product user:ana@acme.example jira-software',
    ]);
  });

  test('remembers the line it is written on', async () => {
    const { site } = await compiled([['a.yaml', base]]);
    const found = factsOf(site, asOf).find(({ type, of }) => type === 'member' && of === 'group:outer');
    expect(found?.at).toEqual({ file: 'a.yaml', document: 2, path: ['members', 0] });
  });
});

function words(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ type, of, says }) => [type, of, ...says].join(' '));
}

function cellsOf(site: Site): readonly string[] {
  return cells(compile(site, asOf));
}

function cells(matrix: ReturnType<typeof compile>): readonly string[] {
  return Array.from(matrix.cells(), ({ subject, resource, permission, verdict }) => [subject, resource, permission, verdict].join('\t'));
}
