import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../src/compile/compile.js';
import { factsOf } from '../../../src/diff/facts.js';
import { siteOfFacts } from '../../../src/diff/site-of-facts.js';
import { policyFiles, type PolicyFile } from '../../../src/edit/import/policy-files.js';
import type { Site } from '../../../src/model/site.js';
import { asOf, compiled, lines } from '../../support/compiled.js';
import { randomOrganisation } from '../../support/organisation/organisation.js';

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe('policy files written from a site', () => {
  test.each(seeds)('give the cells of the site, written out flat (seed %i)', async (seed) => {
    const source = await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files);
    const flat = siteOfFacts(factsOf(source.site, asOf), source.site);
    const back = await compiled(pairs(policyFiles(flat)));
    expect(lines(back)).toEqual(lines(source));
  });

  test.each(seeds)('give the cells of the site with its nesting, and its last days (seed %i)', async (seed) => {
    const source = await compiled(randomOrganisation(seed, 'tiny').files);
    const files = policyFiles(source.site);
    expect(lines(await compiled(pairs(files)))).toEqual(lines(source));
    const later = '2027-03-31';
    expect(lines(await compiled(pairs(files), later))).toEqual(lines({ ...source, matrix: compile(source.site, later) }));
  });

  test.each(seeds)('are the same again when they are read and written once more (seed %i)', async (seed) => {
    const source = await compiled(randomOrganisation(seed, 'tiny').files);
    const files = policyFiles(siteOfFacts(factsOf(source.site, asOf), source.site));
    const { site } = await compiled(pairs(files));
    expect(policyFiles(site)).toEqual(files);
  });

  test('are what a person would write', async () => {
    const { site } = await compiled([['a.yaml', acme]]);
    expect(shown(site)).toMatchInlineSnapshot(`
      "== channels/shared.yaml
      kind: Channel
      name: shared
      members: [group:admins]
      == groups/Team-A-B.yaml
      kind: Group
      name: "Team: A/B"
      members:
        - {user: bo@partner.example, until: 2027-01-01, reason: helps}
        - ana@acme.example
      == groups/admins.yaml
      kind: Group
      name: admins
      products: [jira-software, confluence]
      members: [ana@acme.example]
      == people/acme.example.yaml
      kind: Users
      name: acme.example
      users:
        ana@acme.example: {name: "Ana: Lind"}
      == people/partner.example.yaml
      kind: Users
      name: partner.example
      users:
        bo@partner.example:
          company: partner
          products:
            - {product: jira-software, until: 2026-12-31}
          until: 2027-01-31
        gil@partner.example: {guest: confluence}
      == people/without-mail-address.yaml
      kind: Users
      name: without mail address
      users:
        deploy-bot: {type: app, audience: internal}
      == projects/ACME.yaml
      kind: Project
      key: ACME
      lead: user:ana@acme.example
      scheme: standard
      roles:
        Customers:
          - "group:Team: A/B"
          - {subject: user:bo@partner.example, until: 2026-12-31}
      == projects/TM.yaml
      kind: Project
      key: TM
      style: team-managed
      access: limited
      archived: true
      == roles/Customers.yaml
      kind: Role
      name: Customers
      == schemes/standard.yaml
      kind: Scheme
      name: standard
      grants:
        - {to: [role:Customers, lead], allow: [viewer, CREATE_ATTACHMENTS]}
        - {to: ["group:Team: A/B"], allow: [all]}
        - {to: [portal-customers], allow: [all]}
        - {to: [reporter], allow: [EDIT_ISSUES], until: 2027-03-31}
      == site.yaml
      kind: Site
      name: acme
      url: https://acme.atlassian.net
      internalDomains: [acme.example]
      admins: [group:admins]
      globalPermissions:
        - {to: [group:admins], allow: [ADMINISTER]}
      == spaces/DOCS.yaml
      kind: Space
      key: DOCS
      access:
        - {to: [user:ana@acme.example, logged-in], allow: [space-editor]}
        - {to: [group:admins], as: Admin}
      guests: [gil@partner.example]
      "
    `);
  });
});

function pairs(files: readonly PolicyFile[]): readonly (readonly [string, string])[] {
  return files.map(({ path, text }) => [path, text] as const);
}

function shown(site: Site): string {
  return policyFiles(site)
    .map(({ path, text }) => `== ${path}\n${text.replace(/^# yaml-language-server.*\n/, '')}`)
    .join('');
}

const acme = `
kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
admins: [group:admins]
globalPermissions: [{to: [group:admins], allow: [ADMINISTER]}]
---
kind: Users
name: people
users:
  ana@acme.example: {name: "Ana: Lind"}
  bo@partner.example: {company: partner, until: 2027-01-31, products: [{product: jira-software, until: 2026-12-31}]}
  deploy-bot: {type: app, audience: internal}
  gil@partner.example: {guest: confluence}
---
kind: Group
name: admins
products: [jira-software, confluence]
members: [ana@acme.example]
---
kind: Group
name: "Team: A/B"
members: [{user: bo@partner.example, until: 2027-01-01, reason: helps}, ana@acme.example]
---
kind: Role
name: Customers
---
kind: Scheme
name: standard
grants:
  - {to: [role:Customers], allow: [BROWSE_PROJECTS, VIEW_VOTERS_AND_WATCHERS, VIEW_READONLY_WORKFLOW, CREATE_ATTACHMENTS]}
  - {to: [lead], allow: [viewer, CREATE_ATTACHMENTS]}
  - {to: ["group:Team: A/B"], allow: [all]}
  - {to: [portal-customers], allow: [all]}
  - {to: [reporter], allow: [EDIT_ISSUES], until: 2027-03-31}
---
kind: Project
key: ACME
lead: user:ana@acme.example
scheme: standard
roles: {Customers: ["group:Team: A/B", {subject: user:bo@partner.example, until: 2026-12-31}]}
---
kind: Project
key: TM
style: team-managed
access: limited
archived: true
---
kind: Space
key: DOCS
access:
  - {to: [group:admins], as: Admin}
  - {to: [user:ana@acme.example, logged-in], allow: [space-editor]}
guests: [gil@partner.example]
---
kind: Channel
name: shared
members: [group:admins]
`;
