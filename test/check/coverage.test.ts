import { describe, expect, test } from '@jest/globals';
import { coverageOf, type LineCoverage } from '../../src/check/coverage.js';
import { editable } from '../../src/editable.js';
import { compiled } from '../support/compiled.js';

const base = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: all
defaults: {products: [jira-software]}
users:
  ana@acme.example: {}
  bo@acme.example: {}
  eva@partner.example: {company: partner}
---
kind: Group
name: eng
members: [ana@acme.example, bo@acme.example]
---
kind: Role
name: Developers
---
kind: Scheme
name: s
grants:
  - {to: [role:Developers], allow: [BROWSE_PROJECTS, ADD_COMMENTS]}
---
kind: Project
key: CORE
scheme: s
roles:
  Developers: [group:eng]
`;

const works = (who: string): string =>
  `---\nkind: Test\nname: ${who} works\nexpect:\n  - {who: 'user:${who}@acme.example', can: [BROWSE_PROJECTS], on: project:CORE}\n`;
const wall = '---\nkind: Guardrail\nname: wall\nnever: {who: {audience: external}, can: [BROWSE_PROJECTS], on: [project:CORE]}\n';

async function covered(text: string): Promise<Readonly<Record<string, Omit<LineCoverage, 'line'>>>> {
  const policies = await compiled([['all.yaml', text]]);
  const { subject, edited } = editable(policies);
  const found = await coverageOf(subject, edited);
  return Object.fromEntries(found.map(({ line, ...rest }) => [line.at.path.join('/'), rest]));
}

describe('coverage', () => {
  test('notices nothing where nothing is asked for', async () => {
    const found = await covered(base);
    expect(found['members/0']).toEqual({ loss: 'unnoticed', misuse: 'unnoticed', strangers: ['eva@partner.example'] });
    expect(Object.values(found).some(({ loss, misuse }) => loss === 'noticed' || misuse === 'noticed')).toBe(false);
  });

  test('notices the loss of every line that an expected access hangs on, and of no other', async () => {
    const found = await covered(base + works('ana'));
    const lost = Object.entries(found).flatMap(([place, { loss }]) => (loss === 'noticed' ? [place] : []));
    expect(lost).toEqual(['members/0', 'grants/0/allow/0', 'roles/Developers/0']);
  });

  test('notices misuse where an outsider who came in would break a guardrail', async () => {
    const found = await covered(base + wall);
    expect(found['members/0']?.misuse).toBe('noticed');
    expect(found['roles/Developers/0']?.misuse).toBe('noticed');
    expect(found['grants/0/allow/1']?.misuse).toBe('noticed');
    expect(found['members/0']?.loss).toBe('unnoticed');
  });

  test('counts no line whose loss changes nobody’s access', async () => {
    const found = await covered(base.replace('[group:eng]', '[group:eng, user:ana@acme.example]') + works('ana'));
    expect(found['roles/Developers/1']?.loss).toBe('nothing');
    expect(found['members/0']?.loss).toBe('nothing');
    expect(found['members/1']?.loss).toBe('unnoticed');
  });

  test('takes a line of a collaboration for one, whatever it makes', async () => {
    const found = await covered(
      `${base.replace('products: [jira-software]}', 'products: [jira-software]}').replace('eva@partner.example: {company: partner}', 'eva@partner.example: {company: partner, products: []}')}---
kind: Channel
name: shared
---
kind: Collaboration
name: partner
company: partner
sponsor: user:ana@acme.example
members: [eva@partner.example]
project: {key: CORE, role: Developers}
channel: shared
`,
    );
    expect(Object.keys(found).filter((place) => place.startsWith('members/') || place === 'project')).toEqual([
      'members/0',
      'members/1',
      'project',
    ]);
  });
});
