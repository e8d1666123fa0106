import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkedBy } from '../../src/apply/checked.js';
import { cellsOfClasses, questionsFor, sampleSize, type Questions } from '../../src/apply/questions.js';
import { expectedFacts, type ExpectedFacts } from '../../src/apply/expected-facts.js';
import { compile } from '../../src/compile/compile.js';
import { factsOf, type Fact } from '../../src/diff/facts.js';
import { siteOfFacts } from '../../src/diff/site-of-facts.js';
import { compilePolicies, readPolicies, type Compiled } from '../../src/pipeline.js';
import { readFolder } from '../../src/load/folder.js';
import { asOf } from '../support/compiled.js';

const digest = 'sha256:0123456789abcdef';
let acme: Compiled;

beforeAll(async () => {
  const policies = compilePolicies(await readPolicies(readFolder('policies', { cwd: process.cwd() }), asOf));
  if (policies === undefined) throw new Error('The example does not compile.');
  acme = policies;
});

const gain = {
  subjects: ['user:alma@orrin.example'],
  resources: ['project:ORRIN', 'project:PELL'],
  permissions: [{ permission: 'BROWSE_PROJECTS' }],
};

describe('what the site is asked', () => {
  test('every cell that changes, with what the policies say of it now', () => {
    const { list } = questionsFor(cellsOfClasses([gain]), acme.matrix, digest);
    expect(list.filter(({ changed }) => changed)).toEqual([
      { subject: 'user:alma@orrin.example', resource: 'project:ORRIN', permission: 'BROWSE_PROJECTS', expected: true, changed: true },
      { subject: 'user:alma@orrin.example', resource: 'project:PELL', permission: 'BROWSE_PROJECTS', expected: false, changed: true },
    ]);
  });

  test('a sample of others, of both answers, that follows from the plan alone', () => {
    const { list } = questionsFor([], acme.matrix, digest);
    expect(list.length).toBeGreaterThan(sampleSize / 2);
    expect(list.length).toBeLessThanOrEqual(sampleSize);
    expect(new Set(list.map(({ expected }) => expected))).toEqual(new Set([true, false]));
    expect(questionsFor([], acme.matrix, digest).list).toEqual(list);
    expect(questionsFor([], acme.matrix, 'sha256:another').list).not.toEqual(list);
    for (const { subject, resource, permission, expected } of list)
      expect(acme.matrix.verdict(subject, permission, resource) === 'allowed').toBe(expected);
  });

  test('nothing that depends on what is still to be clicked and nobody can read, which is counted', () => {
    const facts = factsOf(acme.site, asOf);
    const click = { type: 'global-permission' as const, of: 'site', says: ['group:staff', 'USER_PICKER'] };
    const step = { number: 1, api: 'jira' as const, changes: [{ after: click }], what: '', clicks: [], before: [], checked: false };
    const plan = { writes: [], manual: [step] };
    const known = facts.filter(({ type }) => type !== 'global-permission');
    const sides = { read: known, taken: facts };
    const open = expectedFacts(plan, sides, { stands: new Set(), byHand: new Set() });
    const done = expectedFacts(plan, sides, { stands: new Set(), byHand: new Set([1]) });
    expect(done.sure).toBe(done.facts);
    expect(open.facts.filter((fact) => !open.sure.includes(fact))).toMatchObject([click]);
    const matrixOf = (some: readonly Fact[]): Compiled['matrix'] => compile(siteOfFacts(some, acme.site), asOf);
    const cell = { subject: 'user:ana@brightfell.example', resource: 'site', permission: 'USER_PICKER' };
    const ask = ({ facts: all, sure }: ExpectedFacts): Questions => questionsFor([cell], matrixOf(all), digest, matrixOf(sure));
    expect(ask(open)).toMatchObject({ conditional: 1 });
    expect(ask(open).list.filter(({ changed }) => changed)).toEqual([]);
    expect(ask(done).list.filter(({ changed }) => changed)).toEqual([{ ...cell, expected: true, changed: true }]);
  });

  test('nothing that depends on the issue, which is counted', () => {
    const conditional = [...acme.matrix.cells()].find(({ verdict }) => verdict.startsWith('if:'));
    if (conditional === undefined) throw new Error('The example has no such cell.');
    expect(questionsFor([conditional, conditional], acme.matrix, digest)).toMatchObject({ conditional: 1 });
    expect(questionsFor([conditional], acme.matrix, digest).list.some(({ changed }) => changed)).toBe(false);
  });
});

test('answers: who was asked, who could not be, and where the site says otherwise, by person', () => {
  const cell = (subject: string, expected: boolean, changed: boolean): Questions['list'][number] => ({
    subject,
    resource: 'project:P',
    permission: 'BROWSE_PROJECTS',
    expected,
    changed,
  });
  const questions: Questions = {
    list: [
      cell('user:c', true, true),
      cell('user:b', false, true),
      cell('user:a', true, false),
      cell('user:d', true, true),
      cell('user:e', true, false),
    ],
    conditional: 2,
  };
  const checked = checkedBy(questions, [false, true, true, undefined], () => ['c is in group g', 'group g browses']);
  expect(checked).toEqual({
    asked: { changed: 2, sample: 1 },
    notAsked: { changed: 3, sample: 1 },
    disagreements: [
      { subject: 'user:b', resource: 'project:P', permission: 'BROWSE_PROJECTS', expected: false, changed: true },
      {
        subject: 'user:c',
        resource: 'project:P',
        permission: 'BROWSE_PROJECTS',
        expected: true,
        changed: true,
        way: ['c is in group g', 'group g browses'],
      },
    ],
  });
});
