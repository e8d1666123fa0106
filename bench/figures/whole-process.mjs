import { fileURLToPath } from 'node:url';
import { timeProcesses } from '../measure.mjs';

const program = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));
const floor = fileURLToPath(new URL('parse-with-yaml.mjs', import.meta.url));
const common = ['--as-of', '2026-11-21', '--no-cache', '--quiet'];

/** Cold commands as whole processes, beside a process that only parses the same files with the `yaml` package, with positions. */
export function measureWholeProcesses({ folder, size }) {
  const rounds = size === 'S' || size === 'M' ? 5 : 3;
  const [parse, validate, compile, plan] = timeProcesses(
    [
      { args: [floor, `${folder}/policies`], cwd: folder },
      { args: [program, 'validate', ...common], cwd: folder },
      { args: [program, 'compile', ...common], cwd: folder },
      { args: [program, 'plan', 'HEAD~1', 'HEAD', ...common], cwd: folder },
    ],
    { rounds },
  );
  const goal = size === 'M' ? { goalMs: 4_000, goalMb: 400 } : {};
  const beside = (what, { wall, peak, work }, more = {}) => ({
    what,
    value: wall,
    unit: 'ms',
    memory: peak,
    work,
    beside: '`yaml` alone',
    ratio: wall / parse.wall,
    ...more,
  });
  return [
    { what: '`yaml` parses the same files, with positions', value: parse.wall, unit: 'ms', memory: parse.peak, work: parse.work },
    beside('`permafrost validate`, cold', validate),
    beside('`permafrost compile`, cold', compile, goal),
    beside('`permafrost plan HEAD~1 HEAD`, cold', plan, goal),
  ];
}
