import { openRepository } from '../../dist/lib/load/git.js';
import { compilePolicies, readPolicies } from '../../dist/lib/pipeline.js';
import { diffMatrices } from '../../dist/lib/diff/access-change.js';
import { evaluatorOf } from '../../dist/lib/matrix/matrix.js';
import { explainerOf } from '../../dist/lib/query/explain.js';
import { least, most } from '../goal.mjs';
import { callsPerSecond, median, processorTime } from '../measure.mjs';
import { seededRandom } from '../organisation/random.mjs';

const asOf = '2026-11-21';
const [folder = '', size = 'S', pace = 'thorough'] = process.argv.slice(2);
const turnsAsked = pace === 'quick' ? 1 : 5;
const rows = [];
// What is read of explanations is added up, so that none of it is left out.
let read = 0;

async function timed(what, act, more = {}) {
  const { result, ...spent } = await spend(act);
  rows.push({ what, ...spent, unit: 'ms', ...more });
  return result;
}

/** What an act takes, in milliseconds: of wall time and of processor time. */
async function spend(act) {
  const [start, used] = [performance.now(), processorTime()];
  const result = await act();
  return { result, value: performance.now() - start, work: processorTime() - used };
}

/** The same for some repetitions, medians. */
async function spendOften(times, act) {
  const spent = [];
  for (let time = 0; time < times; time++) spent.push(await spend(act));
  return { value: median(spent.map(({ value }) => value)), work: median(spent.map(({ work }) => work)) };
}

/** What a check needs at the least: finding its three names. */
function floorOfChecks(names) {
  const [users, permissions, projects] = names.map((list) => new Map(list.map((name, index) => [name, index])));
  return (user, permission, project) => users.get(user) + permissions.get(permission) + projects.get(project);
}

const repository = await openRepository(folder);
const treeOf = async (revision) => {
  const [tree] = await repository.readTrees([await repository.resolve(revision)], `${folder}/policies`);
  return tree;
};
const tree = await timed('read the files of one commit with git', () => treeOf('main~1'));
const policies = await timed('parse, validate, link them', () => readPolicies(tree, asOf));
const { matrix, site } = await timed('compile them', () => compilePolicies(policies));
const counts = await timed('count its cells', () => matrix.counts, { note: 'first use' });
await timed('digest of its cells', () => matrix.digest, { note: 'first use' });

const isFinal = size === 'XL';
await measureQuestions();
for (const [branch, what] of [
  ['main', 'five files'],
  ['one-leaves', 'one person leaves the largest group'],
  ['mass-change', 'one role of a tenth of the projects is filled anew'],
])
  await measureDiff(branch, what);
measureListing();
console.log(JSON.stringify({ size, rows, peak: (process.resourceUsage().maxRSS * 1024) / 1e6 }));

/** Random questions; `explain` and `verdict` are asked the same ones in turns. */
async function measureQuestions() {
  const random = seededRandom(3);
  const users = matrix.subjects.filter((subject) => subject.startsWith('user:'));
  const projects = matrix.resources.filter((resource) => resource.startsWith('project:'));
  const permissions = ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ADMINISTER_PROJECTS', 'ADD_COMMENTS'];
  const drawn = Array.from({ length: 1 << 16 }, () => [random.pick(users), random.pick(permissions), random.pick(projects)]);
  // Read from JSON, as a service has them: texts of their own, not those that the matrix gives out.
  const text = JSON.stringify(drawn);
  const questions = JSON.parse(text);
  const floor = floorOfChecks([users, permissions, projects]);
  const explainer = explainerOf(site, asOf);
  const turns = { floor: [], check: [], first: [], ways: [], whole: [], steps: [], explained: [] };
  const reasons = (call) => explainer.reasons(...questions[call & 0xffff]);
  for (let turn = 0; turn < turnsAsked; turn++) {
    turns.floor.push(microseconds((call) => floor(...questions[call & 0xffff])));
    turns.check.push(microseconds((call) => matrix.verdict(...questions[call & 0xffff])));
    turns.first.push(microsecondsOfFirst(JSON.parse(text)));
    turns.ways.push(microseconds((call) => readKinds(reasons(call).ways)));
    turns.whole.push(microseconds((call) => readAllKinds(reasons(call))));
    turns.steps.push(microseconds((call) => readSteps(reasons(call).paths)));
    turns.explained.push(microseconds((call) => readExplanation(explainer.explain(...questions[call & 0xffff]))));
  }
  const [names, check] = [median(turns.floor), median(turns.check)];
  rows.push({ what: 'three look-ups in a Map', value: names, unit: 'µs' });
  rows.push({
    what: 'one check, by names',
    value: check,
    unit: 'µs',
    note: `${Math.round(1e6 / check).toLocaleString('en')} a second`,
    beside: 'three look-ups',
    ratio: check / names,
    goals: isFinal ? [most(check, 1.5, 'µs')] : [],
  });
  rows.push({ what: 'the same, names never seen before', value: median(turns.first), unit: 'µs' });
  for (const [what, times, goal] of [
    ['explain one cell, held or not: every way to it, and the kind of each step', turns.ways, 3],
    ['the same, with its gate and what it rests on', turns.whole, 3],
    ['explain one cell, held or not: every way to it, each step made with its place', turns.steps],
    ['the same, with its gate and what it rests on, made', turns.explained],
  ]) {
    const value = median(times);
    const goals = goal === undefined ? [] : [most(value / check, goal, '×')];
    rows.push({ what, value, unit: 'µs', beside: 'a check', ratio: value / check, goals });
  }
  if (read === 0) rows.push({ what: 'explanations', wrong: 'none of them has a step' });
  const places = Array.from({ length: 500 }, () => [random.pick(permissions), random.pick(projects)]);
  const rowsByName = new Map(matrix.resources.map((name, row) => [name, row]));
  const evaluator = evaluatorOf(matrix);
  const holderSet = (permission, resource) => evaluator.holderSet(rowsByName.get(resource), evaluator.tables.effects.idOf(permission));
  for (const [what, list] of [
    ['all who hold one permission on one project, as a set', (...place) => holderSet(...place).size],
    ['the same, as numbers with their verdicts', (...place) => holderSet(...place).list().subjects.length],
    ['the same, as cells with names', (...place) => matrix.holders(...place).length],
  ])
    rows.push(listingRow(what, places, list));
}

function readKinds(ways) {
  for (let way = 0; way < ways.amount; way++) {
    const steps = ways.steps(way);
    for (let step = 0; step < steps; step++) read += ways.kind(way, step).length;
  }
}

function readAllKinds(reasons) {
  for (let each = reasons; each !== undefined; each = each.prerequisite()) {
    readKinds(each.ways);
    const gate = each.gateWays();
    if (gate !== undefined) readKinds(gate.ways);
  }
}

function readSteps(paths) {
  for (const { edges } of paths) for (const { from, at } of edges) read += from.length + (at === undefined ? 0 : at.path.length);
}

function readExplanation(explanation) {
  for (let each = explanation; each !== undefined; each = each.prerequisite) {
    readSteps(each.paths);
    if (each.gate !== undefined) readSteps(each.gate.paths);
  }
}

/** The middle of many lists, since a few are of everybody. */
function listingRow(what, places, list) {
  for (const place of places) list(...place);
  const lists = places.map((place) => {
    const start = performance.now();
    const length = list(...place);
    return { length, time: (performance.now() - start) * 1000 };
  });
  const value = median(lists.map(({ time }) => time));
  const lengths = lists.map(({ length }) => length);
  const [middle, mean] = [median(lengths), lengths.reduce((a, b) => a + b, 0) / lengths.length];
  return {
    what,
    value,
    unit: 'µs',
    note: `the middle one of ${String(lists.length)} has ${Math.round(middle).toLocaleString('en')}; ${Math.round(mean).toLocaleString('en')} on average`,
    goals: isFinal ? [most(value, 25, 'µs')] : [],
  };
}

/** Of one call, by processor time. */
function microseconds(act) {
  return 1e6 / callsPerSecond(act, { least: 200, clock: processorTime });
}

/** Of one check, where V8 has worked out no name's hash yet. */
function microsecondsOfFirst(questions) {
  const start = processorTime();
  for (const question of questions) matrix.verdict(...question);
  return ((processorTime() - start) / questions.length) * 1000;
}

/** The difference to a branch, after both are compiled. What it says has to fit the counts of both sides. */
async function measureDiff(branch, what) {
  const after = compilePolicies(await readPolicies(await treeOf(branch), asOf, undefined, policies)).matrix;
  const change = await timed(`diff, ${what}`, () => diffMatrices(matrix, after), { note: 'first use' });
  const again = await spendOften(3, () => diffMatrices(matrix, after));
  const rate = change.cellCount / (again.value / 1000);
  rows.push({
    what: 'the same again',
    ...again,
    unit: 'ms',
    note: `${change.cellCount.toLocaleString('en')} cells differ, ${Math.round(rate).toLocaleString('en')} a second`,
    goals: isFinal && branch === 'mass-change' ? [least(rate / 1e6, 50, 'million cells a second')] : [],
  });
  const wrong = disagreement(change, after);
  if (wrong !== undefined) rows.push({ what: `diff, ${what}`, wrong });
}

function disagreement(change, after) {
  const { cellCount } = change;
  const sum = { gained: 0, lost: 0, changed: 0 };
  for (const [amount, { permissions }] of deltasOf(change))
    for (const { before: was, after: is } of permissions)
      sum[was === undefined ? 'gained' : is === undefined ? 'lost' : 'changed'] += amount;
  if (sum.gained + sum.lost + sum.changed !== cellCount) return `it counts ${String(cellCount)} cells, and lists ${JSON.stringify(sum)}`;
  const more = after.counts.cells - counts.cells;
  if (sum.gained - sum.lost !== more) return `there are ${String(more)} cells more, and it lists ${JSON.stringify(sum)}`;
  if (size !== 'S') return undefined;
  const different = differenceByListing(after);
  return different === cellCount ? undefined : `it counts ${String(cellCount)} cells, and listing both sides ${String(different)}`;
}

/** How often each delta stands: listed one by one, or at large sites by the blocks that are told as one. */
function* deltasOf(change) {
  if (size === 'S' || size === 'M') for (const { delta } of change.changes) yield [1, delta];
  else for (const { subjects, delta } of change.blocks) yield [subjects.size, delta];
}

function differenceByListing(after) {
  const listed = (each) => new Map([...each.cells()].map(({ verdict, ...cell }) => [Object.values(cell).join('\t'), verdict]));
  const [one, other] = [listed(matrix), listed(after)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key)).length;
}

function measureListing() {
  let cells = 0;
  const start = performance.now();
  const listing = matrix.cells()[Symbol.iterator]();
  while (listing.next().done !== true) {
    cells++;
    if ((cells & 0xffff) === 0 && performance.now() - start > turnsAsked * 400) break;
  }
  const value = (cells / (performance.now() - start)) * 1000;
  rows.push({ what: 'cells listed', value, unit: '/s', note: `of ${counts.cells.toLocaleString('en')}` });
}
