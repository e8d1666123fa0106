import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { most } from '../goal.mjs';
import { timeProcesses } from '../measure.mjs';
import { keptGuardrails } from '../organisation/guardrails.mjs';

const program = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const common = ['--as-of', '2026-11-21', '--quiet'];
const planned = ['five files', 'one-leaves', 'mass-change'];

/** Commands as whole processes, in turns with their floors: an empty Node, a process that only parses, and one that only reads. */
export function measureWholeProcesses({ folder, size, scratch, quick }) {
  const warm = join(scratch, 'warm-cache');
  const cold = join(scratch, 'cold-cache');
  const empty = (path) => {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  };
  empty(warm);
  const rounds = quick ? 0 : { S: 7, M: 5, L: 3, XL: 3 }[size];
  const light = quick ? 1 : 9;
  const run = (args, more) => ({ args: [program, ...args, ...common], cwd: folder, ...more });
  const plan = (head, more) => run(['plan', 'main~1', head], more);
  const guardedPlan = (more) => run(['plan', 'guarded~1', 'guarded'], more);
  const remembering = { env: { PERMAFROST_CACHE_DIR: warm }, rounds: 1 };
  // Whatever can be remembered is, before the clock starts.
  const warmUp = [...['main', 'one-leaves', 'mass-change'].map((head) => plan(head, remembering)), guardedPlan(remembering)];
  timeProcesses(warmUp);
  // A plan that is told once more makes none; what is measured otherwise goes on from what is kept of the base.
  const forgetPlans = () => {
    for (const name of readdirSync(warm)) if (name.endsWith('.plan')) rmSync(join(warm, name));
  };
  const fromBase = { env: { PERMAFROST_CACHE_DIR: warm }, before: forgetPlans };
  const commands = {
    node: { args: ['-e', '0'], cwd: folder, rounds: light },
    git: { args: [here('read-with-git.mjs'), folder], cwd: folder },
    yaml: { args: [here('parse-with-yaml.mjs'), join(folder, 'policies')], cwd: folder },
    ...(size === 'XL' ? {} : { validate: run(['validate', '--no-cache']) }),
    compile: run(['compile', '--no-cache']),
    cold: plan('main', { env: { PERMAFROST_CACHE_DIR: cold }, before: () => empty(cold) }),
    warm: plan('main', { ...fromBase, rounds: light }),
    again: plan('main', { env: { PERMAFROST_CACHE_DIR: warm }, rounds: light }),
    leaves: plan('one-leaves', { ...fromBase, rounds: light }),
    guarded: guardedPlan({ ...fromBase, rounds: light }),
    mass: plan('mass-change', fromBase),
  };
  const figures = timeProcesses(Object.values(commands), { rounds });
  const found = Object.fromEntries(Object.keys(commands).map((name, index) => [name, figures[index]]));
  empty(cold);
  return rowsOf(found, size, bytesIn(join(folder, 'policies')));
}

function rowsOf({ node, git, yaml, validate, compile, cold, warm, again, leaves, guarded, mass }, size, bytes) {
  const large = size === 'L' || size === 'XL';
  const row = (what, { wall, peak, work }, more = {}) => ({ what, value: wall, unit: 'ms', memory: peak, work, ...more });
  const beside = (what, measured, floor, name, goals) => {
    const ratio = measured.wall / floor.wall;
    return row(what, measured, { beside: name, ratio, workRatio: measured.work / floor.work, goals: goals(ratio) });
  };
  const sized = ({ wall, peak }) => (size === 'M' ? [most(wall, 4_000, 'ms'), most(peak, 400, 'MB')] : []);
  const perByte = { memoryRatio: (compile.peak * 1e6) / bytes, memoryBeside: 'the YAML' };
  const planOf = (what, measured) => {
    const memoryRatio = measured.peak / node.peak;
    const goals = (ratio) => (large ? [most(ratio, size === 'L' ? 4 : 6, '×'), most(memoryRatio, 3, '× the memory')] : []);
    return { ...beside(what, measured, node, '`node -e 0`', goals), memoryRatio, memoryBeside: '`node -e 0`' };
  };
  return [
    row('empty `node -e 0`', node),
    row('git reads one commit', git),
    row('`yaml` parses the same files, with positions', yaml),
    ...(validate === undefined ? [] : [beside('`permafrost validate --no-cache`', validate, yaml, '`yaml` alone', () => [])]),
    {
      ...beside('`permafrost compile --no-cache`', compile, yaml, '`yaml` alone', (ratio) => [
        ...sized(compile),
        ...(large ? [most(ratio, 0.25, '×')] : []),
        ...(size === 'XL' ? [most(perByte.memoryRatio, 8, '× the YAML')] : []),
      ]),
      ...perByte,
    },
    beside(`\`permafrost plan\`, ${planned[0]}, cache empty`, cold, compile, 'the cold compile', (ratio) => [
      ...sized(cold),
      ...(large ? [most(ratio, 1.3, '×')] : []),
    ]),
    planOf(`\`permafrost plan\`, ${planned[0]}, cache warm, of a head that is new`, warm),
    planOf(`\`permafrost plan\`, ${planned[0]}, cache warm, once more`, again),
    beside('the same of a new head: one person leaves the largest group', leaves, warm, 'the five files', (ratio) =>
      size === 'XL' ? [most(ratio, 3, '×')] : [],
    ),
    beside(
      `the same of a new head: the five files, and ${String(keptGuardrails.length)} guardrails that are kept`,
      guarded,
      warm,
      'the five files',
      () => [],
    ),
    beside('the same of a new head: one role of a tenth of the projects is filled anew', mass, warm, 'the five files', () => []),
  ];
}

/** Bytes of all files below a folder. */
export function bytesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
