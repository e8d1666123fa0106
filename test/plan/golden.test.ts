import { describe, expect, test } from '@jest/globals';
import colours from 'picocolors';
import { diffMatrices } from '../../src/diff/access-change.js';
import { emptyMatrix } from '../../src/matrix/empty.js';
import { compilePolicies } from '../../src/pipeline.js';
import { locatePlan, planPolicies } from '../../src/planning.js';
import { planJson } from '../../src/render/plan/json.js';
import { planMarkdown } from '../../src/render/plan/markdown.js';
import { planText } from '../../src/render/plan/text.js';
import { planTsv } from '../../src/render/plan/tsv.js';
import { widthOf } from '../../src/render/width.js';
import { asOf } from '../support/compiled.js';
import { expectGolden } from '../support/golden.js';
import { scenarios, sidesOf } from './scenarios.js';

const columns = 80;
const style = { paint: colours.createColors(false), columns };

describe.each(scenarios)('the plan of %s', (scenario) => {
  test('reads as it did when somebody last looked at it', async () => {
    const { base, head, ...known } = await sidesOf(scenario);
    const plan = await locatePlan(await planPolicies({ base, head, ...known }), base.tree, head.tree);
    const before = compilePolicies(base)?.matrix ?? emptyMatrix(asOf);
    const text = planText(plan, { ...style, all: false });
    expectGolden(`plans/${scenario}/expected/plan.txt`, text);
    expectGolden(`plans/${scenario}/expected/all.txt`, planText(plan, { ...style, all: true }));
    expectGolden(`plans/${scenario}/expected/plan.md`, planMarkdown(plan));
    expectGolden(`plans/${scenario}/expected/plan.json`, planJson(plan));
    expectGolden(`plans/${scenario}/expected/plan.tsv`, [...planTsv(diffMatrices(before, head.matrix).cells())].join(''));
    expect(text.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
  });
});
