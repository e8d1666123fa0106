import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { applyPatch } from '../../src/load/patch.js';
import { readFileSync } from 'node:fs';
import type { Site } from '../../src/model/site.js';
import { readPolicies } from '../../src/pipeline.js';
import { differenceTo, isEmptyDifference, packSite, unpackSite, withDifference } from '../../src/web/site-pack.js';
import { filesOf } from '../../bench/organisation/files.mjs';
import { drawOrganisation, edited } from '../../bench/organisation/draw.mjs';
import { sizes } from '../../bench/organisation/sizes.mjs';
import { root } from '../support/run.js';
import { treeFrom, treeOf } from '../support/tree.js';

const asOf = '2026-11-21';

async function siteOf(tree: ReturnType<typeof treeOf>): Promise<Site> {
  const { site, diagnostics } = await readPolicies(tree, asOf);
  if (site === undefined) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  return site;
}

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const example = join(root, 'policies');

describe('a site that was packed', () => {
  test('is the same when it is unpacked, with all its places', async () => {
    const organisation = drawOrganisation(sizes.S);
    for (const tree of [treeFrom(example), treeOf(filesOf(organisation))]) {
      const site = await siteOf(tree);
      expect(site.people.size).toBeGreaterThan(50);
      expect(unpackSite(throughJson(packSite(site)))).toEqual(site);
    }
  });

  test('has no more in it than what differs, of another one', async () => {
    const organisation = drawOrganisation(sizes.S);
    const [before, after] = [await siteOf(treeOf(filesOf(organisation))), await siteOf(treeOf(filesOf(edited(organisation))))];
    const packed = throughJson(packSite(after));
    const difference = throughJson(differenceTo(packed, before));
    expect(isEmptyDifference(difference)).toBe(false);
    expect(unpackSite(withDifference(packed, difference))).toEqual(before);
    expect(JSON.stringify(difference).length).toBeLessThan(JSON.stringify(packed).length / 5);
    expect(isEmptyDifference(differenceTo(packed, after))).toBe(true);
  });

  test('knows what is new, gone and different', async () => {
    const base = treeFrom(example);
    const head = applyPatch(base, readFileSync(join(root, 'docs/demo/pull-request.patch'), 'utf8').replaceAll('policies/', ''), {
      name: 'p',
      folder: '.',
      cwd: '.',
    });
    const [before, after] = [await siteOf(base), await siteOf(head)];
    const difference = differenceTo(packSite(after), before);
    expect(Object.keys(difference.changed)).toEqual(['groups']);
    expect(difference.absent).toEqual({});
    const without = { ...before, groups: new Map([...before.groups].slice(1)) };
    expect(differenceTo(packSite(before), without).absent).toEqual({ groups: [[...before.groups.keys()][0]] });
    expect(Object.keys(differenceTo(packSite(without), before).changed)).toEqual(['groups']);
  });
});
