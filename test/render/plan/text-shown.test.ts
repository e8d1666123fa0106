import { beforeAll, describe, expect, test } from '@jest/globals';
import colours from 'picocolors';
import type { ChangeClass, Plan } from '../../../src/plan/plan.js';
import { placesOf } from '../../../src/plan/plan.js';
import { locatePlan, planPolicies } from '../../../src/planning.js';
import { shownInText } from '../../../src/render/plan/text-shown.js';
import { planText } from '../../../src/render/plan/text.js';
import { asOf, compiled } from '../../support/compiled.js';

const projects = Array.from({ length: 140 }, (_, index) => `P${String(index).padStart(3, '0')}`);

/** Each project has a person of its own, every seventh from outside; who is left gains there, who was there loses. */
function company(role: (index: number) => number): readonly (readonly [path: string, text: string])[] {
  const nameOf = (index: number): string => `p${String(index)}@${index % 7 === 0 ? 'lumen' : 'acme'}.example`;
  const texts = [
    'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
    `kind: Users\nname: people\ndefaults: {products: [jira-software]}\nusers:\n${projects.map((_, index) => `  ${nameOf(index)}: ${index % 7 === 0 ? '{company: lumen}' : '{}'}\n`).join('')}`,
    'kind: Role\nname: Viewers\n',
    'kind: Scheme\nname: s\ngrants:\n  - {to: [role:Viewers], allow: [viewer]}\n',
    ...projects.map((key, index) => `kind: Project\nkey: ${key}\nscheme: s\nroles: {Viewers: [user:${nameOf(role(index))}]}\n`),
  ];
  return texts.map((text, index) => [`policies/${String(index)}.yaml`, text]);
}

const style = { paint: colours.createColors(false), columns: 100 };

describe('the classes whose witnesses text tells', () => {
  let made: Plan;
  let located: (shown?: ReadonlySet<ChangeClass>) => Promise<Plan>;
  beforeAll(async () => {
    const [base, head] = [
      await compiled(
        company((index) => index),
        asOf,
      ),
      await compiled(
        company((index) => (index + 1) % projects.length),
        asOf,
      ),
    ];
    made = await planPolicies({ base, head });
    located = (shown) => locatePlan(made, base.tree, head.tree, shown);
  });

  test.each([[false], [true]])('are enough for all of the text, with all names: %s', async (all) => {
    const shown = shownInText(made, { all });
    expect([made.gains.length, made.losses.length]).toEqual([projects.length, projects.length]);
    expect(planText(await located(shown), { ...style, all })).toBe(planText(await located(), { ...style, all }));
  });

  test('are few where very much changes, and only their places are looked up', async () => {
    const shown = shownInText(made, { all: false });
    expect(shown.size).toBeLessThan(2 * 50 + 4 + 1);
    expect(shownInText(made, { all: true }).size).toBe(2 * projects.length);
    const filesOf = (only?: ReadonlySet<ChangeClass>): number => new Set(Array.from(placesOf(made, 'head', only), ({ file }) => file)).size;
    expect(filesOf(shown)).toBeLessThan(filesOf() / 2);
    const plan = await located(shown);
    expect(plan.gains.filter((each) => Object.getOwnPropertyDescriptor(each, 'witness')?.get === undefined)).toHaveLength(50);
  });

  test('leave the others without one that could be told by mistake', async () => {
    const { gains } = await located(shownInText(made, { all: false }));
    expect(gains[0]?.witness?.edges.every(({ where }) => where !== undefined)).toBe(true);
    expect(() => gains.at(-1)?.witness).toThrow('not shown');
  });
});
