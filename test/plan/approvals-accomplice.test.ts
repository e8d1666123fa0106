import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approversBehind, peopleBehind } from '../../src/plan/author.js';
import { planPolicies } from '../../src/planning.js';
import { compilePolicies, readPolicies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';

/** A company of which each part can be edited on its own. `eve` writes the change, `zed` is her accomplice; neither answers for anything. */
interface Company {
  readonly siteOwner: string;
  readonly peopleMore: string;
  readonly labels: Readonly<Record<'root' | 'ann' | 'bob' | 'eve' | 'zed', string>>;
  readonly leads: string;
  readonly moreLeads: string;
  readonly groupName: string;
  readonly project: string;
  readonly projectOwner: string;
  readonly projectLead: string;
  readonly formerly: boolean;
  readonly space: string;
  readonly spaceOwner: string;
  readonly guardrail: string;
  readonly guardrailOwner: string;
  readonly members: string;
}

const before: Company = {
  siteOwner: 'user:root@acme.example',
  peopleMore: '',
  labels: { root: 'boss', ann: 'ann-g', bob: 'bobby', eve: 'eve-g', zed: 'zed-g' },
  leads: 'bob@acme.example',
  moreLeads: 'ann@acme.example',
  groupName: 'leads',
  project: 'ALPHA',
  projectOwner: '',
  projectLead: 'user:ann@acme.example',
  formerly: false,
  space: 'DOCS',
  spaceOwner: 'group:leads',
  guardrail: 'never: {who: [anyone], can: ["*"], on: ["space:*"]}',
  guardrailOwner: 'user:ann@acme.example',
  members: '',
};

function textOf(company: Company): string {
  const owner = (of: string): string => (of === '' ? '' : `owner: ${of === 'group:leads' ? `group:${company.groupName}` : of}\n`);
  const people = Object.entries(company.labels).map(
    ([name, label]) => `  ${name}@acme.example: {labels: {${label === '' ? '' : `github: ${label}`}}}\n`,
  );
  const wasCalled = (old: string, name: string): string => (company.formerly && name !== old ? `formerly: ${old}\n` : '');
  const guardrail = company.guardrail === '' ? '' : `---\nkind: Guardrail\nname: g\n${owner(company.guardrailOwner)}${company.guardrail}\n`;
  return `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
${owner(company.siteOwner)}---
kind: Users
name: staff
defaults: {products: [jira-software, confluence]}
users:
${people.join('')}---
kind: Group
name: ${company.groupName}
${wasCalled('leads', company.groupName)}members: [${company.leads}]
includes: [more]
---
kind: Group
name: more
members: [${company.moreLeads}]
---
kind: Role
name: Members
---
kind: Scheme
name: shared
grants:
  - {to: [role:Members], allow: [contributor]}
---
kind: Project
key: ${company.project}
${wasCalled('ALPHA', company.project)}${owner(company.projectOwner)}lead: ${company.projectLead}
scheme: shared
roles: {Members: [${company.members}]}
---
kind: Space
key: ${company.space}
${wasCalled('DOCS', company.space)}${owner(company.spaceOwner)}access:
  - {to: [${company.members || 'user:root@acme.example'}], allow: [space-viewer]}
${guardrail}`;
}

const anybody = fc.constantFrom('eve', 'zed', 'bob').map((name) => `${name}@acme.example`);
const reference = fc.oneof(
  anybody.map((name) => `user:${name}`),
  fc.constant('group:leads'),
);

/** All that says who answers for what, and who is who on the platform. */
const takeover: fc.Arbitrary<Partial<Company>> = fc.record(
  {
    siteOwner: fc.oneof(reference, fc.constant('')),
    labels: fc
      .shuffledSubarray(['boss', 'ann-g', 'bobby', 'eve-g', 'zed-g'], { minLength: 5 })
      .map(([root = '', ann = '', bob = '', eve = '', zed = '']) => ({ root, ann, bob, eve, zed })),
    leads: anybody,
    moreLeads: anybody,
    groupName: fc.constantFrom('leads', 'chiefs'),
    project: fc.constantFrom('ALPHA', 'OMEGA'),
    projectOwner: fc.oneof(reference, fc.constant('')),
    projectLead: anybody.map((name) => `user:${name}`),
    formerly: fc.boolean(),
    space: fc.constantFrom('DOCS', 'WIKI'),
    spaceOwner: fc.oneof(reference, fc.constant('')),
    guardrail: fc.constantFrom('', 'never: {who: [anyone], can: ["*"], on: ["project:*"]}'),
    guardrailOwner: fc.oneof(reference, fc.constant('')),
    members: fc.constantFrom('', 'user:eve@acme.example', 'user:zed@acme.example'),
  },
  { requiredKeys: [] },
);

describe('no change appoints who approves it', () => {
  const answering = ['user:root@acme.example', 'user:ann@acme.example', 'user:bob@acme.example'];

  test('whoever it makes an owner, a lead, a member or the holder of a login', async () => {
    let asked = 0;
    const base = await readPolicies(treeOf([['a.yaml', textOf(before)]]), asOf);
    await fc.assert(
      fc.asyncProperty(takeover, async (edits) => {
        // A thing that is renamed without a word of what it was called is a new one, and nobody answered for it before.
        const renames = { project: edits.project, space: edits.space, groupName: edits.groupName };
        const after = { ...before, ...edits, formerly: Object.values(renames).some((name) => name !== undefined) };
        const head = compilePolicies(await readPolicies(treeOf([['a.yaml', textOf(after)]]), asOf));
        if (head === undefined) return;
        const { needed, author } = (await planPolicies({ base, head, author: { login: 'eve-g' } })).approvals;
        expect(author?.subject).toBe('user:eve@acme.example');
        for (const need of needed) {
          asked += 1;
          expect({ need, people: need.people.filter((person) => !answering.includes(person)) }).toEqual({ need, people: [] });
        }
      }),
      { numRuns: 150 },
    );
    expect(asked).toBeGreaterThan(100);
  });

  test('whoever it gives a login that nobody had', async () => {
    const given = (labels: Partial<Company['labels']>): Company => ({ ...before, labels: { ...before.labels, ...labels } });
    const behind = async (was: Company, is: Company, login: string, find: typeof peopleBehind): Promise<readonly string[]> => {
      const [base, head] = await Promise.all(
        [was, is].map(async (company) => compilePolicies(await readPolicies(treeOf([['a.yaml', textOf(company)]]), asOf))),
      );
      if (base === undefined || head === undefined) throw new Error('The company has errors.');
      return find({ before: base.site, after: head.site, renames: [] }, { login });
    };
    const unlabelled = given({ root: '' });
    for (const was of [before, unlabelled]) {
      expect(await behind(was, given({ root: 'second-account' }), 'second-account', approversBehind)).toEqual([]);
      // Of who wrote the change more is believed: it can only take approvers away.
      expect(await behind(was, given({ root: 'second-account' }), 'second-account', peopleBehind)).toEqual(['root@acme.example']);
    }
    expect(await behind(before, given({ root: 'zed-g', zed: 'boss' }), 'zed-g', approversBehind)).toEqual(['zed@acme.example']);
    expect(await behind(before, given({ root: 'new-name' }), 'BOSS', approversBehind)).toEqual(['root@acme.example']);
  });
});
