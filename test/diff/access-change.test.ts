import { beforeAll, describe, expect, test } from '@jest/globals';
import colours from 'picocolors';
import { diffMatrices, type MatrixChange } from '../../src/diff/access-change.js';
import type { Matrix } from '../../src/matrix/matrix.js';
import type { Plan } from '../../src/plan/plan.js';
import { planPolicies } from '../../src/planning.js';
import { planText } from '../../src/render/plan/text.js';
import { planTsv } from '../../src/render/plan/tsv.js';
import { compareBytes } from '../../src/text/compare.js';
import { compiled } from '../support/compiled.js';

const [people, projects] = [800, 600];
const numbers = (amount: number): readonly string[] => Array.from({ length: amount }, (_, index) => String(index).padStart(4, '0'));

/** Everybody is in one group, which holds a role in all projects, or in none. Who holds it already differs from project to project. */
function company(everywhere: boolean): string {
  const names = numbers(people).map((number) => `p${number}@acme.example`);
  return [
    'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
    `kind: Users\nname: people\ndefaults: {products: [jira-software]}\nusers:\n${names.map((name) => `  ${name}: {}\n`).join('')}`,
    `kind: Group\nname: all\nmembers: [${names.join()}]\n`,
    'kind: Role\nname: Viewers\n',
    'kind: Scheme\nname: s\ngrants:\n  - {to: [role:Viewers], allow: [viewer]}\n',
    ...numbers(projects).map(
      (number, index) =>
        `kind: Project\nkey: P${number}\nscheme: s\nroles: {Viewers: [${[...(everywhere ? ['group:all'] : []), `user:${names[index] ?? ''}`].join()}]}\n`,
    ),
  ].join('---\n');
}

describe('a change of one role in many projects', () => {
  let before: Matrix;
  let after: Matrix;
  let change: MatrixChange;
  let plan: Plan;
  beforeAll(async () => {
    const [base, head] = [await compiled([['a.yaml', company(false)]]), await compiled([['a.yaml', company(true)]])];
    [before, after] = [base.matrix, head.matrix];
    change = diffMatrices(before, after);
    plan = await planPolicies({ base, head });
  });

  test('is kept by sets of people, not by pairs of a person and a place', () => {
    expect(change.cellCount).toBe((people - 1) * projects * 3);
    expect(change.blocks.length).toBe(projects);
    expect(change.blocks.reduce((sum, { subjects }) => sum + subjects.size, 0)).toBe((people - 1) * projects);
    expect(diffMatrices(after, before).cellCount).toBe(change.cellCount);
  });

  test('is counted and grouped exactly', () => {
    expect(plan.counts).toMatchObject({
      cellsGained: change.cellCount,
      peopleGaining: people,
      resourcesGaining: projects,
      peopleUnchanged: 0,
    });
    expect(plan.gains.length).toBe(projects);
    expect(plan.gains.every(({ subjects, cells }) => subjects.length === people - 1 && cells === (people - 1) * 3)).toBe(true);
    expect(plan.gains.every(({ subjects, resources: [place = ''] }) => !subjects.includes(`user:p${place.slice(-4)}@acme.example`))).toBe(
      true,
    );
  });

  test('is told in a few lines, with what is left out counted', () => {
    const text = planText(plan, { paint: colours.createColors(false), columns: 100, all: false });
    expect(text).toContain(`BROADER  ${String(people)} people gain access to ${String(projects)} projects`);
    expect(text).toMatch(/and 550 more changes: 1,318,350 rights of 800 people on 550 places \(--all lists them\)/);
    expect(text.length).toBeLessThan(100_000);
    expect(planText(plan, { paint: colours.createColors(false), columns: 100, all: true }).length).toBeGreaterThan(10_000_000);
  });

  test('streams cell by cell, in order, in memory that does not grow', () => {
    let last = '';
    let lines = 0;
    let disorder = 0;
    const start = process.memoryUsage().heapUsed;
    const used: number[] = [];
    for (const line of planTsv(change.cells())) {
      const key = line.slice(2);
      if (compareBytes(key.slice(0, 60), last.slice(0, 60)) < 0) disorder++;
      last = key;
      if (++lines % 10_000 === 0) used.push(process.memoryUsage().heapUsed);
    }
    expect({ lines, disorder }).toEqual({ lines: change.cellCount, disorder: 0 });
    // What is held grows from sample to sample; what is rubbish goes now and then.
    expect(Math.min(...used.slice(-used.length / 4)) - start).toBeLessThan(12e6);
  });

  test('has the digest of its cells, however they were found', async () => {
    const direct = await compiled([
      ['a.yaml', company(true).replaceAll('[group:all,', '[group:also,') + '---\nkind: Group\nname: also\nincludes: [all]\n'],
    ]);
    expect(diffMatrices(before, direct.matrix).digest).toBe(change.digest);
    expect(diffMatrices(after, before).digest).not.toBe(change.digest);
  });
});
