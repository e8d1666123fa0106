import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { judge } from '../../src/check/judge.js';
import { runTests } from '../../src/check/run-tests.js';
import type { Subject } from '../../src/check/rule.js';
import { compile } from '../../src/compile/compile.js';
import { readFolder } from '../../src/load/folder.js';
import { applyPatch } from '../../src/load/patch.js';
import { compilePolicies, readPolicies } from '../../src/pipeline.js';
import type { SourceTree } from '../../src/load/source-file.js';
import { asOf } from '../support/compiled.js';

const example = readFolder('policies', { cwd: process.cwd() });
const demo = applyPatch(example, readFileSync('docs/demo/pull-request.patch', 'utf8'), {
  name: 'demo',
  folder: 'policies',
  cwd: process.cwd(),
});

async function subjectOf(tree: SourceTree): Promise<Subject> {
  const compiled = compilePolicies(await readPolicies(tree, asOf));
  if (compiled === undefined) throw new Error('The example must be valid.');
  return { ...compiled, matrixOn: (day) => compile(compiled.site, day) };
}

describe('the example', () => {
  test('keeps every guardrail, and every guardrail is about something', async () => {
    const judgements = judge(await subjectOf(example));
    expect(judgements.length).toBeGreaterThan(8);
    expect(judgements.filter(({ ok }) => !ok).map(({ guardrail, classes }) => [guardrail.name, classes[0]?.witness])).toEqual([]);
    expect(judgements.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  test('passes its tests, all of which check something', async () => {
    const results = runTests(await subjectOf(example));
    expect(results.flatMap(({ failures, diagnostics }) => [...failures, ...diagnostics])).toEqual([]);
    expect(results.every(({ checked }) => checked > 0)).toBe(true);
  });

  test('breaks the walls between customers with the pull request of the demo', async () => {
    const broken = judge(await subjectOf(demo)).filter(({ ok }) => !ok);
    expect(broken.map(({ guardrail, cells, people }) => [guardrail.name, cells, people])).toEqual([
      ['confine-orrin', 21, 7],
      ['customers-see-only-their-own', 21, 7],
    ]);
    expect(broken[0]?.classes[0]?.witness).toMatchObject({
      subject: 'user:alma@orrin.example',
      resource: 'project:PELL',
      permission: 'BROWSE_PROJECTS',
      verdict: 'allowed',
    });
  });
});
