import { describe, expect, test } from '@jest/globals';
import { mutate } from '../../src/check/mutate.js';
import { mutantsOf } from '../../src/check/mutants.js';
import { runTest } from '../../src/check/run-tests.js';
import { subjectOf } from '../../src/check/subject.js';
import { editable } from '../../src/editable.js';
import { compilePolicies, readPolicies, type Compiled } from '../../src/pipeline.js';
import { readFolder } from '../../src/load/folder.js';
import { asOf, compiled } from '../support/compiled.js';
import { run } from '../support/run.js';

const files = {
  'site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
  'people.yaml':
    'kind: Users\nname: all\nusers:\n  ana@acme.example: {products: [jira-software]}\n  bo@acme.example: {products: [jira-software]}\n  eva@partner.example: {products: [jira-software], company: partner, until: 2027-06-30}\n',
  'groups.yaml':
    'kind: Group\nname: eng\nmembers: [ana@acme.example, bo@acme.example]\n---\nkind: Group\nname: partners\nmembers: [eva@partner.example]\n',
  'jira.yaml':
    'kind: Role\nname: Developers\n---\nkind: Scheme\nname: s\ngrants:\n  - {to: [role:Developers], allow: [viewer]}\n---\nkind: Project\nkey: CORE\nscheme: s\nlabels: {company: acme}\nroles:\n  Developers: [group:eng]\n---\nkind: Project\nkey: SHARED\nscheme: s\nlabels: {company: partner}\nroles:\n  Developers: [group:partners]\n',
};
const wall = 'kind: Guardrail\nname: wall\nconfine: {who: {audience: external}, byLabel: company}\n';
const ends = 'kind: Guardrail\nname: ends\nexpire: {who: {audience: external}, within: 365d}\n';

const policiesWith = (more: string): Promise<Compiled> => compiled(Object.entries({ ...files, 'rules.yaml': more }));

async function survivors(policies: Compiled): Promise<readonly string[]> {
  const { subject, edited } = editable(policies);
  const found = await mutate(subject, mutantsOf(subject).chosen, ({ edits }) => edited(edits));
  return found.survivors
    .filter(({ widens }) => widens)
    .map(
      ({ mutant: { operator, edits } }) =>
        `${operator} ${edits.map((edit) => ('value' in edit ? String(edit.value) : edit.at.path.join('/'))).join(' → ')}`,
    )
    .sort();
}

describe('mutants', () => {
  test('are the same in the same order, however the files are cut', async () => {
    const one = mutantsOf(subjectOf(await policiesWith(wall))).chosen;
    const two = mutantsOf(subjectOf(await compiled(Object.entries({ ...files, 'rules.yaml': wall }).reverse()))).chosen;
    expect(two).toEqual(one);
    expect(new Set(one.map(({ operator }) => operator))).toEqual(
      new Set([
        'member-added',
        'member-dropped',
        'member-moved',
        'grant-widened',
        'actor-swapped',
        'actor-dropped',
        'until-removed',
        'label-changed',
      ]),
    );
  });

  test('of which few are asked for are the first of all', async () => {
    const subject = subjectOf(await policiesWith(wall));
    const { chosen, all } = mutantsOf(subject);
    expect(chosen).toHaveLength(all);
    for (let most = 1; most <= all + 1; most++) expect(mutantsOf(subject, most)).toEqual({ chosen: chosen.slice(0, most), all });
  });

  test('stand for people who are alike', async () => {
    const added = mutantsOf(subjectOf(await policiesWith(wall))).chosen.filter(({ operator }) => operator === 'member-added');
    // Ana and Bo are in the same groups: one of them is tried.
    expect(
      added
        .map(({ edits: [edit] }) => edit)
        .map((edit) => [edit?.at.document, edit?.op === 'add' ? edit.value : ''])
        .sort(),
    ).toEqual([
      [0, 'eva@partner.example'],
      [1, 'ana@acme.example'],
    ]);
  });
});

describe('mutate', () => {
  test('lists every mistake where nothing watches, and none that a wall stops', async () => {
    const open = await survivors(await policiesWith(''));
    const walled = await survivors(await policiesWith(`${wall}---\n${ends}`));
    expect(open).toContain('member-added eva@partner.example');
    expect(open).toContain('grant-widened logged-in');
    expect(open).toContain('actor-swapped group:partners');
    expect(open.some((each) => each.startsWith('until-removed'))).toBe(true);
    expect(walled).not.toContain('member-added eva@partner.example');
    expect(walled).not.toContain('actor-swapped group:partners');
    expect(walled.filter((each) => each.startsWith('until-removed') || each.startsWith('grant-widened'))).toEqual([]);
  });

  test('counts a changed label only where it is noticed, for it gives nobody access', async () => {
    const count = async (more: string): Promise<readonly [number, number]> => {
      const policies = await policiesWith(more);
      const { subject, edited } = editable(policies);
      const labels = mutantsOf(subject).chosen.filter(({ operator }) => operator === 'label-changed');
      const { noticed, equivalent } = await mutate(subject, labels, ({ edits }) => edited(edits));
      return [noticed, equivalent];
    };
    expect(await count('')).toEqual([0, 2]);
    expect(await count(wall)).toEqual([1, 1]);
  });

  test('offers a test that passes without the mistake and fails with it', async () => {
    const policies = await policiesWith('');
    const { subject, edited } = editable(policies);
    const { survivors: found } = await mutate(subject, mutantsOf(subject).chosen, ({ edits }) => edited(edits));
    expect(found.length).toBeGreaterThan(5);
    for (const { mutant, catching } of found) {
      if (catching === undefined) throw new Error(`Nothing is offered for ${JSON.stringify(mutant)}.`);
      const after = await edited(mutant.edits);
      expect([runTest(subject, catching).ok, after && runTest(after.subject, catching).ok]).toEqual([true, false]);
    }
  });

  test('finds no way by which the example would let in an outsider, widen a scheme or make an administrator unnoticed', async () => {
    const policies = compilePolicies(await readPolicies(readFolder('policies', { cwd: process.cwd() }), asOf));
    if (policies === undefined) throw new Error('The example must be valid.');
    const { subject, edited } = editable(policies);
    // A colleague who changes teams is the business of the team; every other mistake that widens access is tried.
    const mutants = mutantsOf(subject).chosen.filter(
      ({ operator }) => !/^(member-moved|member-dropped|include-dropped|actor-dropped)$/.test(operator),
    );
    const found = await mutate(subject, mutants, ({ edits }) => edited(edits));
    const holes = found.survivors
      .filter(({ widens }) => widens)
      .map(({ mutant: { operator, edits } }) => [operator, edits.map((edit) => ('value' in edit ? edit.value : ''))]);
    expect(holes).toEqual([
      // Whoever has an issue assigned may resolve it as it is; neither a test nor a guardrail can ask that it stays at that.
      ['grant-widened', ['logged-in']],
      // Who runs the site could read the channel of incidents anyway.
      ['member-added', ['ingrid@brightfell.example']],
    ]);
    expect(found.noticed).toBeGreaterThan(500);
  }, 120_000);
});

describe('test --mutate', () => {
  test('prints a YAML document that would catch a mistake, and what is left out', () => {
    const { code, stdout } = run(['test', '--mutate', '--budget', '12', '--as-of', asOf, '--format', 'json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { tried: number; mutants: number };
    expect(report.tried).toBe(12);
    expect(report.mutants).toBeGreaterThan(1000);
    expect(run(['test', '--mutate', '--budget', '12', '--as-of', asOf, '--format', 'json']).stdout).toBe(stdout);
    expect(run(['test', '--mutate', '--budget', '12', '--as-of', asOf]).stdout).toMatch(/left\s+out\s+\(--budget\)/);
  });

  test('refuses a budget of nothing', () => {
    expect(run(['test', '--mutate', '--budget', '0'])).toMatchObject({ code: 2, stdout: '' });
    expect(run(['test', '--budget', '5'])).toMatchObject({ code: 2, stdout: '' });
  });
});
