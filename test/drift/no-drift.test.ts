import { describe, expect, test } from '@jest/globals';
import { accessOf, compareWithSite } from '../../src/drift/drift-between.js';
import type { Api } from '../../src/providers/provider.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { allApis, readSiteOf, withAccounts } from './sandbox-site.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 30) }, (_, index) => index + 1);
const ways: readonly (readonly Api[])[] = [
  allApis,
  ['jira', 'confluence'],
  ['jira'],
  ['jira', 'confluence', 'slack'],
  ['organization', 'confluence'],
];

describe('a site that is as the policies say has not drifted', () => {
  test.each(seeds)('whatever the policies are (seed %i)', async (seed) => {
    const site = withAccounts((await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files)).site);
    const apis = ways[seed % ways.length] ?? allApis;
    const compared = compareWithSite(site, await readSiteOf(site, apis), asOf);
    expect({
      apis,
      differences: compared.differences.map(({ type, of, git, site: live }) => [type, of, git, live].map(String).join(' ')),
    }).toEqual({ apis, differences: [] });
    expect(compared.sides.aligned.findings).toEqual([]);
    const { more, less, conditional, guardrails } = accessOf(compared, new Set());
    expect({ more, less, conditional, broken: guardrails.newlyBroken }).toEqual({ more: [], less: [], conditional: [], broken: [] });
  });
});
