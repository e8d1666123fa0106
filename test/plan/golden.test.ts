import { describe, expect, test } from '@jest/globals';
import colours from 'picocolors';
import { diffMatrices } from '../../src/diff/access-change.js';
import { emptyMatrix } from '../../src/matrix/empty.js';
import { compilePolicies } from '../../src/pipeline.js';
import { locatePlan, planHunks, planPolicies } from '../../src/planning.js';
import { noticesGithub } from '../../src/render/notices-github.js';
import { noticesSarif } from '../../src/render/notices-sarif.js';
import { noticeRules } from '../../src/render/notice.js';
import { planCsv } from '../../src/render/plan/csv.js';
import { planJunit } from '../../src/render/plan/junit.js';
import { planNotices } from '../../src/render/plan/notices.js';
import { planJson } from '../../src/render/plan/json.js';
import { planMarkdown } from '../../src/render/plan/markdown.js';
import { planText } from '../../src/render/plan/text.js';
import { planTsv } from '../../src/render/plan/tsv.js';
import { widthOf } from '../../src/render/width.js';
import { asOf } from '../support/compiled.js';
import { expectGolden } from '../support/golden.js';
import { scenarios, sidesOf } from './scenarios.js';

/** Those that between them have everything that the formats of other programs tell. */
const inEveryFormat = [
  'administrator-gained',
  'conditional-lost',
  'guardrail-changed',
  'guardrail-mended',
  'guardrail-newly-broken',
  'guardrail-removed',
  'guardrail-still-broken',
  'guardrail-waived',
  'guest-placed',
  'logged-in-gain',
  'loss-with-remains',
  'nothing-changed',
  'public-gain',
  'too-few-administrators',
  'waiver-ended',
];

const columns = 80;
const style = { paint: colours.createColors(false), columns };

describe.each(scenarios)('the plan of %s', (scenario) => {
  test('reads as it did when somebody last looked at it', async () => {
    const { base, head, ...known } = await sidesOf(scenario);
    const plan = await locatePlan(await planPolicies({ base, head, ...known }), base.tree, head.tree);
    const hunks = await planHunks(plan, base.tree, head.tree);
    const before = compilePolicies(base)?.matrix ?? emptyMatrix(asOf);
    const text = planText(plan, { ...style, all: false });
    expectGolden(`plans/${scenario}/expected/plan.txt`, text);
    expectGolden(`plans/${scenario}/expected/all.txt`, planText(plan, { ...style, all: true }));
    expectGolden(`plans/${scenario}/expected/plan.md`, planMarkdown({ plan, hunks }));
    expectGolden(`plans/${scenario}/expected/plan.json`, planJson({ plan, hunks }));
    expectGolden(`plans/${scenario}/expected/plan.tsv`, [...planTsv(diffMatrices(before, head.matrix).cells())].join(''));
    if (inEveryFormat.includes(scenario)) {
      const notices = planNotices(plan);
      const renames = new Map(plan.renames.map(({ from, to }) => [from, to]));
      const cells = diffMatrices(before, head.matrix, renames).cells();
      expectGolden(`plans/${scenario}/expected/plan.csv`, [...planCsv(plan, cells)].join(''));
      expectGolden(`plans/${scenario}/expected/plan.sarif`, noticesSarif(notices, { version: '1.2.3', rules: noticeRules }));
      expectGolden(`plans/${scenario}/expected/plan.github`, noticesGithub(notices, 'All of them: elsewhere'));
      expectGolden(`plans/${scenario}/expected/plan.junit.xml`, planJunit(plan, { ...style, columns: 100 }));
    }
    expect(text.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
  });
});
