import { Buffer } from 'node:buffer';
import { openRepository } from '../../dist/lib/load/git.js';
import { compilePolicies, readPolicies } from '../../dist/lib/pipeline.js';
import { judge } from '../../dist/lib/check/judge.js';
import { lint } from '../../dist/lib/check/lint.js';
import { subjectOf } from '../../dist/lib/check/subject.js';
import { guardrails } from '../organisation/guardrails.mjs';

// Guardrails and lint, once each, as a command asks them.
const asOf = '2026-11-21';
const [folder = ''] = process.argv.slice(2);

const repository = await openRepository(folder);
const [tree] = await repository.readTrees([await repository.resolve('main~1')], `${folder}/policies`);
const guarded = { path: 'guardrails.yaml', bytes: Buffer.from(guardrails.join('---\n')) };
const files = [...tree.files, guarded].sort((a, b) => (a.path < b.path ? -1 : 1));
const policies = await readPolicies({ ...tree, files }, asOf);
const judged = compilePolicies(policies);
if (judged === undefined) throw new Error(JSON.stringify(policies.diagnostics.filter(({ severity }) => severity === 'error')));

function timed(what, act, noteOf) {
  const start = performance.now();
  const result = act();
  return { what, value: performance.now() - start, unit: 'ms', note: noteOf(result) };
}

const rows = [
  timed(
    `judge ${String(guardrails.length)} guardrails`,
    () => judge(subjectOf(judged)),
    (judgements) => {
      const broken = judgements.reduce((sum, each) => sum + each.cells, 0);
      return `first use; ${broken.toLocaleString('en')} cells break ${String(judgements.filter(({ ok }) => !ok).length)} of them`;
    },
  ),
  timed(
    'lint, the rules that are on by default',
    () => lint(subjectOf(judged)),
    ({ length }) => `${length.toLocaleString('en')} findings`,
  ),
];
console.log(JSON.stringify(rows));
