import { describe, expect, test } from '@jest/globals';
import { applyPlanJson } from '../../src/apply/apply-plan-json.js';
import { packAccess, unpackAccess } from '../../src/apply/packed-access.js';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import { planOf } from './plan-of.js';

const upTo = (amount: number): readonly number[] => Array.from({ length: amount }, (_, index) => index);
const person = (index: number): string => `p${String(index)}@acme.test`;

/** Every project is opened to two of eight teams. */
function large(projects: number, people: number): Promise<ApplyPlan> {
  const team = (index: number): string =>
    `{kind: Group, name: team${String(index)}, members: [${upTo(people)
      .filter((each) => (each >> (index % 4)) % 2 === Math.floor(index / 4))
      .map(person)
      .join(', ')}]}`;
  const project = (index: number, roles: string): string =>
    `{kind: Project, key: P${String(index)}, lead: ana@acme.test, scheme: s, roles: {${roles}}}`;
  const site = (roles: (index: number) => string): string =>
    [
      `{kind: Users, name: more, defaults: {products: [jira-software]}, users: {${upTo(people)
        .map((each) => `${person(each)}: {}`)
        .join(', ')}}}`,
      '{kind: Role, name: Devs}',
      '{kind: Scheme, name: s, grants: [{to: [role:Devs], allow: [BROWSE_PROJECTS, CREATE_ISSUES, EDIT_ISSUES, ADD_COMMENTS]}]}',
      ...upTo(8).map(team),
      ...upTo(projects).map((index) => project(index, roles(index))),
    ].join('\n---\n');
  return planOf({
    policies: site((index) => `Devs: [group:team${String(index % 8)}, group:team${String((index * 3 + 1) % 8)}]`),
    live: site(() => ''),
  });
}

const small = await large(8, 64);

describe('what a plan says of access, as a file has it', () => {
  test('is all there again when it is read', () => {
    const { access, interims } = small;
    expect(access.more.length).toBeGreaterThan(3);
    const read = unpackAccess(JSON.parse(JSON.stringify(packAccess(small))) as ReturnType<typeof packAccess>);
    const plainly = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'at' ? undefined : each)));
    expect(plainly(read)).toEqual(plainly({ access, interims }));
  });

  test('names each person and each place once', () => {
    const { lists } = packAccess(small).access;
    for (const list of [lists.subjects, lists.resources]) expect(list.flat().length).toBe(new Set(list.flat()).size);
  });

  test('hardly grows with the people in it', async () => {
    const many = await large(8, 256);
    const size = (plan: ApplyPlan): number => {
      const { lists, more, less, conditional } = packAccess(plan).access;
      return JSON.stringify([more, less, conditional, lists.permissions, lists.remaining, lists.steps]).length;
    };
    expect(many.access.more.flatMap(({ subjects }) => subjects).length).toBeGreaterThan(
      3 * small.access.more.flatMap(({ subjects }) => subjects).length,
    );
    expect(size(many)).toBeLessThan(1.1 * size(small));
  });

  test('is a line for each class', () => {
    const text = applyPlanJson(small);
    expect(text.split('\n').filter((line) => line.startsWith('      {"effect":'))).toHaveLength(
      small.access.more.length + small.access.less.length,
    );
  });
});
