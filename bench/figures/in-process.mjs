import { openRepository } from '../../dist/lib/load/git.js';
import { compilePolicies, readPolicies } from '../../dist/lib/pipeline.js';
import { diffMatrices } from '../../dist/lib/diff/access-change.js';
import { evaluatorOf } from '../../dist/lib/matrix/matrix.js';
import { least, most } from '../goal.mjs';
import { median, processorTime } from '../measure.mjs';
import { seededRandom } from '../organisation/random.mjs';
import { permissionsAsked, rowsOfCells } from './cells.mjs';

const asOf = '2026-11-21';
const [folder = '', size = 'S', pace = 'thorough'] = process.argv.slice(2);
const turnsAsked = pace === 'quick' ? 1 : 5;
const rows = [];

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
measureQuestions();
for (const [branch, what] of [
  ['main', 'five files'],
  ['one-leaves', 'one person leaves the largest group'],
  ['mass-change', 'one role of a tenth of the projects is filled anew'],
])
  await measureDiff(branch, what);
measureListing();
console.log(JSON.stringify({ size, rows, peak: (process.resourceUsage().maxRSS * 1024) / 1e6 }));

/** Questions about single cells, and about all who hold a permission somewhere. */
function measureQuestions() {
  const random = seededRandom(3);
  const projects = matrix.resources.filter((resource) => resource.startsWith('project:'));
  rows.push(...rowsOfCells({ matrix, site, asOf, random, turns: turnsAsked, most: isFinal ? 1.5 : undefined }));
  const places = Array.from({ length: 500 }, () => [random.pick(permissionsAsked), random.pick(projects)]);
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

/** The middle of many lists, since a few are of everybody, and the middle of some rounds, since the first ones run code that V8 has not compiled well. */
function listingRow(what, places, list) {
  const rounds = Array.from({ length: turnsAsked }, () => places.map((place) => timeOf(list, place)));
  const value = median(rounds.map(median));
  const lengths = places.map((place) => list(...place));
  const [middle, mean] = [median(lengths), lengths.reduce((a, b) => a + b, 0) / lengths.length];
  return {
    what,
    value,
    unit: 'µs',
    note: `the middle one of ${String(places.length)} has ${Math.round(middle).toLocaleString('en')}; ${Math.round(mean).toLocaleString('en')} on average`,
    goals: isFinal ? [most(value, 25, 'µs')] : [],
  };
}

/** What one list takes, in microseconds. */
function timeOf(list, place) {
  const start = performance.now();
  list(...place);
  return (performance.now() - start) * 1000;
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
