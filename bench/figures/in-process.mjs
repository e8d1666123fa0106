import { Buffer } from 'node:buffer';
import { openRepository } from '../../dist/lib/load/git.js';
import { compilePolicies, readPolicies } from '../../dist/lib/pipeline.js';
import { judge } from '../../dist/lib/check/judge.js';
import { lint } from '../../dist/lib/check/lint.js';
import { subjectOf } from '../../dist/lib/check/subject.js';
import { diffMatrices } from '../../dist/lib/diff/access-change.js';
import { explain } from '../../dist/lib/query/explain.js';
import { callsPerSecond, timeCalls } from '../measure.mjs';
import { guardrails } from '../organisation/guardrails.mjs';
import { seededRandom } from '../organisation/random.mjs';

const asOf = '2026-11-21';
const [folder = '', size = 'S'] = process.argv.slice(2);
const rows = [];

async function timed(what, act, more = {}) {
  const start = performance.now();
  const result = await act();
  const value = performance.now() - start;
  rows.push({ what, value, unit: 'ms', ...more });
  return result;
}

/** What a check needs at the least: finding three names. */
function floorOfChecks(names) {
  const maps = names.map((list) => new Map(list.map((name, index) => [name, index])));
  let sum = 0;
  return (call) => {
    for (const [index, map] of maps.entries()) sum += map.get(names[index][(call * 7919) % names[index].length]) ?? 0;
    return sum;
  };
}

const repository = await openRepository(folder);
const revisions = [await repository.resolve('HEAD~1'), await repository.resolve('HEAD')];
const trees = await timed('read the files of both commits with git', () => repository.readTrees(revisions, `${folder}/policies`));
const policies = await timed('parse, validate, link one commit', () => readPolicies(trees[0], asOf));
const before = await timed('compile it', () => compilePolicies(policies));
const after = compilePolicies(await readPolicies(trees[1], asOf));
const { matrix } = before;
const counts = await timed('count its cells', () => matrix.counts, { note: 'first use' });
await timed('digest of its cells', () => matrix.digest, { note: 'first use' });
const diff = await timed('diff of the two commits', () => diffMatrices(matrix, after.matrix), { note: 'first use' });
rows.push({
  what: 'the same again',
  value: await timeCalls(5, () => diffMatrices(matrix, after.matrix)),
  unit: 'ms',
  note: `${String(diff.cellCount)} cells differ`,
});

const random = seededRandom(3);
const users = matrix.subjects.filter((subject) => subject.startsWith('user:'));
const projects = matrix.resources.filter((resource) => resource.startsWith('project:'));
const permissions = ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ADMINISTER_PROJECTS', 'ADD_COMMENTS'];
const questions = Array.from({ length: 1 << 16 }, () => [random.pick(users), random.pick(permissions), random.pick(projects)]);
const floor = callsPerSecond(floorOfChecks([users, permissions, projects]));
const checks = callsPerSecond((call) => matrix.verdict(...questions[call & 0xffff]));
rows.push({ what: 'three look-ups in a Map', value: floor, unit: '/s' });
rows.push({ what: 'checks by names', value: checks, unit: '/s', beside: 'three look-ups', ratio: floor / checks });
const places = questions.slice(0, 200).map(([, permission, resource]) => [permission, resource]);
let held = 0;
const holders = await timeCalls(20, (call) => (held += matrix.holders(...places[call]).length));
rows.push({
  what: 'all who hold one permission on one project',
  value: holders,
  unit: 'ms',
  note: `${String(Math.round(held / 20))} on average`,
});

const asked = questions.slice(0, 200);
const explained = await timeCalls(asked.length, (call) => explain(before.site, asOf, ...asked[call]));
rows.push({ what: 'explain one cell', value: explained, unit: 'ms', note: 'held or not' });

const guarded = { path: 'guardrails.yaml', bytes: Buffer.from(guardrails.join('---\n')) };
const files = [...trees[0].files, guarded].sort((a, b) => (a.path < b.path ? -1 : 1));
const withGuardrails = await readPolicies({ ...trees[0], files }, asOf, undefined, before);
const judged = compilePolicies(withGuardrails);
if (judged === undefined) throw new Error(JSON.stringify(withGuardrails.diagnostics.filter(({ severity }) => severity === 'error')));
const judgements = await timed(`judge ${String(guardrails.length)} guardrails`, () => judge(subjectOf(judged)), { note: 'first use' });
const broken = judgements.reduce((sum, each) => sum + each.cells, 0);
rows.at(-1).note = `first use; ${broken.toLocaleString('en')} cells break ${String(judgements.filter(({ ok }) => !ok).length)} of them`;
const { length: findings } = await timed('lint, the rules that are on by default', () => lint(subjectOf(before)));
rows.at(-1).note = `${String(findings)} findings`;

let cells = 0;
const start = performance.now();
const listing = matrix.cells()[Symbol.iterator]();
while (listing.next().done !== true) {
  cells++;
  if ((cells & 0xffff) === 0 && performance.now() - start > 2_000) break;
}
rows.push({
  what: 'cells listed',
  value: (cells / (performance.now() - start)) * 1000,
  unit: '/s',
  note: `of ${counts.cells.toLocaleString('en')}`,
});
console.log(JSON.stringify({ size, rows, peak: process.resourceUsage().maxRSS / 1024 }));
