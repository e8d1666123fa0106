import { describe, expect, test } from '@jest/globals';
import { Verdicts } from '../../src/matrix/verdicts.js';
import { writtenHolder } from '../../src/model/written.js';
import type { Edge } from '../../src/query/edge.js';
import { explain, type Explanation } from '../../src/query/explain.js';
import { hasEdge } from '../../src/query/has-edge.js';
import { asOf, compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const verdicts = new Verdicts();

/** The verdict that the derivations amount to: the ways are alternatives, what they rest on must hold as well. */
function verdictOf({ paths, prerequisite }: Explanation): number {
  const own = paths.reduce((sum, { condition }) => verdicts.or(sum, condition === undefined ? 1 : verdicts.condition(condition)), 0);
  return prerequisite === undefined || own === 0 ? own : verdicts.and(own, verdictOf(prerequisite));
}

describe('explanations against the matrix', () => {
  const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

  test.each(seeds)(
    'say what the matrix says for every subject, permission and resource of a random organisation (seed %i)',
    async (seed) => {
      const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
      const cells = new Map(Array.from(matrix.cells(), (cell) => [`${cell.subject}\t${cell.resource}\t${cell.permission}`, cell.verdict]));
      const permissions = new Map<string, Set<string>>();
      for (const { resource, permission } of matrix.cells())
        permissions.set(resource, (permissions.get(resource) ?? new Set()).add(permission));
      const wrong: string[] = [];
      for (const subject of matrix.subjects) {
        for (const [resource, names] of permissions) {
          for (const permission of names) {
            const told = verdicts.text(verdictOf(explain(site, asOf, subject, permission, resource)));
            const held = cells.get(`${subject}\t${resource}\t${permission}`) ?? '';
            if (told !== held) wrong.push(`${subject} ${permission} ${resource}: explained as "${told}", the matrix says "${held}"`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test.each(seeds.slice(0, 10))('take steps that the site has, with places in its files (seed %i)', async (seed) => {
    const { site, matrix, tree } = await compiled(randomOrganisation(seed, 'tiny').files);
    const files = new Set(tree.files.map(({ path }) => path));
    for (const { subject, permission, resource } of matrix.cells()) {
      for (const { edges } of explain(site, asOf, subject, permission, resource).paths) {
        for (const edge of edges) {
          expect({ edge, is: hasEdge(site, asOf, edge) }).toEqual({ edge, is: true });
          if (edge.at !== undefined) expect(files).toContain(edge.at.file);
        }
      }
    }
  });
});

test.each(Array.from({ length: 40 }, (_, index) => index + 1))(
  'the ways through a scheme come in the order of its grants, and of their holders (seed %i)',
  async (seed) => {
    const { site, matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
    const turn = ({ from, to, at }: Pick<Edge, 'from' | 'to' | 'at'>): string => JSON.stringify([from, to, at]);
    const turns = [...site.schemes.values()].flatMap(({ name, grants }) =>
      grants.flatMap(({ to, at }) => to.map((holder) => turn({ from: writtenHolder(holder), to: `scheme:${name}`, at }))),
    );
    for (const { subject, permission, resource } of matrix.cells()) {
      const { paths } = explain(site, asOf, subject, permission, resource);
      const found = paths.flatMap(({ edges }) => edges.filter(({ type }) => type === 'grant').map((edge) => turns.indexOf(turn(edge))));
      expect(found).not.toContain(-1);
      expect(found).toEqual(found.toSorted((a, b) => a - b));
    }
  },
);

describe('a step through a team-managed project', () => {
  const project = async (words: string) =>
    (
      await compiled([
        [
          'policies/all.yaml',
          `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Project
key: TEAM
style: team-managed
${words}
`,
        ],
      ])
    ).site;
  const step = (from: string, permission: string) => ({ type: 'team-managed', from, to: 'project:TEAM', permission }) as const;

  test.each([
    ['access: open', 'logged-in', 'EDIT_ISSUES', true],
    ['access: limited', 'logged-in', 'EDIT_ISSUES', false],
    ['access: limited', 'logged-in', 'ADD_COMMENTS', true],
    ['access: private', 'logged-in', 'BROWSE_PROJECTS', false],
    ['access: private', 'role:Member', 'EDIT_ISSUES', true],
    ['access: open', 'role:Viewer', 'EDIT_ISSUES', false],
    ['access: open', 'role:Administrator', 'ADMINISTER_PROJECTS', true],
    ['access: open', 'role:Elsewhere', 'BROWSE_PROJECTS', false],
    ['access: private', 'guests', 'ADD_COMMENTS', true],
    ['access: private', 'guests', 'CREATE_ISSUES', false],
    ['access: open\narchived: true', 'role:Member', 'EDIT_ISSUES', false],
    ['access: open\narchived: true', 'logged-in', 'BROWSE_PROJECTS', true],
  ])('with %s, from %s to %s, is there: %s', async (words, from, permission, is) => {
    expect(hasEdge(await project(words), asOf, step(from, permission))).toBe(is);
  });
});

test('tells the roles of a project apart where there are very many of them', async () => {
  const numbers = Array.from({ length: 40 }, (_, each) => each);
  const documents = [
    'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nadmins: [user:p0@acme.example]',
    `kind: Users\nname: people\ndefaults: {products: [jira-software]}\nusers:\n${numbers.map((each) => `  p${String(each)}@acme.example: {}`).join('\n')}`,
    ...numbers.map((each) => `kind: Role\nname: R${String(each)}`),
    `kind: Scheme\nname: s\ngrants:\n${numbers.map((each) => `  - {to: [role:R${String(each)}], allow: [BROWSE_PROJECTS]}`).join('\n')}`,
    `kind: Project\nkey: PRJ\nscheme: s\nroles:\n${numbers.map((each) => `  R${String(each)}: [user:p${String(each)}@acme.example]`).join('\n')}`,
  ];
  const { site } = await compiled([['policies/all.yaml', documents.join('\n---\n')]]);
  const rolesOf = (each: number): readonly string[] =>
    explain(site, asOf, `user:p${String(each)}@acme.example`, 'BROWSE_PROJECTS', 'project:PRJ').paths.map(
      ({ edges }) => edges[1]?.to ?? '',
    );
  expect(numbers.map(rolesOf)).toEqual(numbers.map((each) => [`role:R${String(each)}`]));
});
