import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { naiveCells, naivePlan, readDocuments, readRoot } from './support/naive/naive.js';
import { mutate } from './support/organisation/mutate.js';
import { randomOrganisation, shuffled } from './support/organisation/organisation.js';

const asOf = '2026-11-21';
const casesDir = fileURLToPath(new URL('../../shared/cases', import.meta.url));

describe('the naive evaluator reproduces the shared cases', () => {
  if (!existsSync(casesDir)) {
    console.warn('The folder ../shared/cases is missing: the naive evaluator is not checked against it.');
    test.skip('the shared cases are missing', () => undefined);
    return;
  }
  const cases = readdirSync(casesDir).filter((name) => name.startsWith('case-'));
  test.each(cases)('%s byte for byte', (name) => {
    const dir = join(casesDir, name);
    const before = naiveCells(readRoot(join(dir, 'before', 'policies')), asOf);
    const after = naiveCells(readRoot(join(dir, 'after', 'policies')), asOf);
    expect(text(before)).toBe(readFileSync(join(dir, 'before.tsv'), 'utf8'));
    expect(text(after)).toBe(readFileSync(join(dir, 'after.tsv'), 'utf8'));
    expect(text(naivePlan(before, after))).toBe(readFileSync(join(dir, 'plan.tsv'), 'utf8'));
  });
});

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);

const known = new Map<number, readonly string[]>();
/** The cells of a random organisation, evaluated once. */
function cellsOf(seed: number): readonly string[] {
  const cells = known.get(seed) ?? naiveCells(randomOrganisation(seed).documents, asOf);
  known.set(seed, cells);
  return cells;
}

describe('random organisations', () => {
  test('are the same for the same seed', () => {
    for (const seed of seeds.slice(0, 20)) expect(randomOrganisation(seed)).toEqual(randomOrganisation(seed));
  });

  test('mean the same in their files, and in the same documents spread over other files', () => {
    for (const seed of seeds.slice(0, 50)) {
      const { files } = randomOrganisation(seed);
      const cells = cellsOf(seed);
      expect(naiveCells([...files.values()].flatMap(readDocuments), asOf)).toEqual(cells);
      const others = shuffled(files, seed + 1000);
      expect(naiveCells([...others.values()].flatMap(readDocuments), asOf)).toEqual(cells);
    }
  });

  test('are left as they were by edits, most of which change access', () => {
    let changed = 0;
    for (const seed of seeds.slice(0, 80)) {
      const { documents } = randomOrganisation(seed);
      const kept = structuredClone(documents);
      const after = mutate(documents, seed);
      expect(documents).toEqual(kept);
      if (naivePlan(cellsOf(seed), naiveCells(after, asOf)).length > 0) changed += 1;
    }
    expect(changed).toBeGreaterThan(50);
  });

  test('exercise every part of the language', () => {
    const counts = new Map(features.map(([feature]) => [feature, 0]));
    for (const seed of seeds) {
      const { documents } = randomOrganisation(seed);
      const seen = { cells: cellsOf(seed).join('\n'), written: JSON.stringify(documents) };
      for (const [feature, where, pattern] of features) {
        if (pattern.test(seen[where])) counts.set(feature, (counts.get(feature) ?? 0) + 1);
      }
    }
    const rare = [...counts].filter(([, count]) => count < 5);
    expect(rare).toEqual([]);
  });
});

/** A feature, where it shows, and what it looks like there; each occurs in 5 of 200 organisations at least. */
const features: readonly (readonly [string, 'cells' | 'written', RegExp])[] = [
  ['allowed cells of people', 'cells', /^user:.*\tproject:.*\tallowed$/m],
  ['conditional cells', 'cells', /\tif:/],
  ['alternatives', 'cells', /\tif:[^&|\n]*\|[^&|\n]*$/m],
  ['conjunctions', 'cells', /\tif:.*&/],
  ['alternatives of conjunctions', 'cells', /\tif:.*&.*\||\tif:.*\|.*&/],
  ['conditions on user fields', 'cells', /\tif:user-field:customfield_10010$/m],
  ['conditions on group fields', 'cells', /group-field:customfield_10011/],
  ['conditional cells of the class logged-in', 'cells', /^logged-in\tproject:.*\tif:/m],
  ['conditional cells of idp groups', 'cells', /^group:.*\tif:/m],
  ['anyone in projects', 'cells', /^anyone\tproject:/m],
  ['anyone in spaces', 'cells', /^anyone\tspace:/m],
  ['logged-in in projects', 'cells', /^logged-in\tproject:/m],
  ['logged-in in spaces', 'cells', /^logged-in\tspace:/m],
  ['logged-in in channels', 'cells', /^logged-in\tchannel:/m],
  ['logged-in with global permissions', 'cells', /^logged-in\tsite\t(?!admin)/m],
  ['logged-in as administrators', 'cells', /^logged-in\tsite\tadmin:site/m],
  ['portal-customers', 'cells', /^portal-customers\tproject:/m],
  ['idp groups in projects', 'cells', /^group:.*\tproject:/m],
  ['idp groups in spaces', 'cells', /^group:.*\tspace:/m],
  ['idp groups in channels', 'cells', /^group:.*\tchannel:/m],
  ['idp groups with products', 'cells', /^group:.*\tsite\tuse:/m],
  ['idp groups as administrators', 'cells', /^group:.*\tsite\tadmin:site/m],
  ['idp groups with global permissions', 'cells', /^group:.*\tsite\t[A-Z]/m],
  ['people with every product', 'cells', /\tuse:jira-servicedesk[^]*\tuse:jira-core|\tuse:jira-core[^]*\tuse:jira-product-discovery/],
  ['global permissions', 'cells', /^user:.*\tsite\t[A-Z]/m],
  ['administrators of the site', 'cells', /^user:.*\tsite\tadmin:site/m],
  ['declared guests of Confluence', 'cells', /\tguest:confluence/],
  ['declared guests of Jira', 'cells', /\tguest:jira/],
  ['guests placed in spaces', 'cells', /^user:g\d.*\tspace:.*\tcreate\/comment/m],
  ['guests placed in projects', 'cells', /^user:g\d.*\tproject:/m],
  ['guests in channels', 'cells', /^user:g\d.*\tchannel:/m],
  ['guests who hold agent permissions', 'cells', /^user:g\d.*\t(SERVICEDESK_AGENT|VIEW_DEV_TOOLS|MANAGE_SPRINTS_PERMISSION)/m],
  ['app permissions', 'cells', /\tapp:/],
  ['agents', 'cells', /\tSERVICEDESK_AGENT\t/],
  ['sprints', 'cells', /\tMANAGE_SPRINTS_PERMISSION\t/],
  ['workflow editors', 'cells', /\tEDIT_WORKFLOW\t/],
  ['the three keys outside the list', 'cells', /\tARCHIVE_ISSUES\t/],
  ['newer pairs', 'cells', /\t(manage_\w+\/space|update\/page|delete_space\/space|export_content\/space)\t/],
  ['names beyond ASCII', 'cells', /[^\p{ASCII}]/u],
  ['names beyond 16 bits', 'cells', /[\u{10000}-\u{10ffff}]/u],
  ['names like references', 'cells', /channel:(user|role|group):|group:(user|role|group):/],
  ['hostile people', 'cells', /^user:(role:bot|o'neil|odd@name@|日本)/m],
  ['ended access', 'written', /"until":"2026-11-20"/],
  ['access on its last day', 'written', /"until":"2026-11-21"/],
  ['access from its first to its last day', 'written', /"until":"2026-11-22"/],
  ['reasons', 'written', /"reason":/],
  ['apps', 'written', /"type":"app"/],
  ['inactive people', 'written', /"active":false/],
  ['inactive by default', 'written', /"defaults":\{[^}]*"active":false/],
  ['ended by default', 'written', /"defaults":\{[^}]*"until":/],
  ['products with an end', 'written', /"product":"[^"]*","until"/],
  ['members with an end', 'written', /\{"user":"[^"]*","until"/],
  ['actors with an end', 'written', /\{"subject":"[^"]*","until"/],
  ['includes', 'written', /"includes":\[/],
  ['includes of teams', 'written', /"includes":\[[^\]]*"(group:)?ext-/],
  ['open groups', 'written', /"managedBy":"open"/],
  ['open groups that include', 'written', /"includes":\[[^\]]*\],"managedBy":"open"/],
  ['idp groups', 'written', /"managedBy":"idp"/],
  ['observed members', 'written', /"observed":/],
  ['audience of idp groups', 'written', /"managedBy":"idp"[^{}]*"audience":/],
  ['company of the applications', 'written', /"application:jira-/],
  ['guests as holder', 'written', /"to":\[[^\]]*"guests"/],
  ['lead as holder', 'written', /"to":\[[^\]]*"lead"/],
  ['all', 'written', /"allow":\[[^\]]*"all"/],
  ['nested bundles', 'written', /"kind":"Bundle"[^}]*"permissions":\["[^"]* b"/],
  ['own space roles', 'written', /"kind":"SpaceRole","name":"Writers"/],
  ['system space roles with another meaning', 'written', /"kind":"SpaceRole","name":"(Viewer|Collaborator|Admin)"/],
  ['grants of space roles', 'written', /"as":"(Viewer|Collaborator|Manager|Admin)"/],
  ['other guest permissions', 'written', /"guestPermissions":/],
  ['archived projects', 'written', /"archived":true/],
  ['open team-managed projects', 'written', /"access":"open"/],
  ['limited team-managed projects', 'written', /"access":"limited"/],
  ['private team-managed projects', 'written', /"access":"private"/],
  ['public channels', 'written', /"private":false/],
  ['teams by role', 'written', /"kind":"Collaboration".*"role":/],
  ['teams in several projects', 'written', /"project":\[\{[^\]]*\},\{/],
  ['teams as project guests', 'written', /"project":\[?\{"key":"[^"]*","as":"guest"/],
  ['teams as space guests', 'written', /"space":\[?\{"key":"[^"]*","as":"guest"/],
  ['teams as space members', 'written', /"as":"member"\}/],
  ['teams as space members with permissions', 'written', /"as":"member","allow"/],
  ['teams in channels', 'written', /"channel":"/],
  ['teams in several channels', 'written', /"channel":\["/],
  ['teams that hold elsewhere', 'written', /"to":\[[^\]]*"group:ext-/],
  ['default actors', 'written', /"defaultActors":/],
  ['guardrails', 'written', /"kind":"Guardrail"/],
  ['tests', 'written', /"kind":"Test"/],
];

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
