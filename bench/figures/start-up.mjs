import { fileURLToPath } from 'node:url';
import { timeProcesses } from '../measure.mjs';

const home = fileURLToPath(new URL('../..', import.meta.url));
const program = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));

/** What a person waits for who asks for little: beside an empty Node. */
export function measureStartUp() {
  const [empty, version, known, anew] = timeProcesses(
    [
      { args: ['-e', '0'], cwd: home },
      { args: [program, '--version'], cwd: home },
      { args: [program, 'validate', '--as-of', '2026-11-21'], cwd: home, codes: [0, 1] },
      { args: [program, 'validate', '--as-of', '2026-11-21', '--no-cache'], cwd: home, codes: [0, 1] },
    ],
    { rounds: 15 },
  );
  return [
    { what: 'empty `node -e 0`', value: empty.wall, unit: 'ms', memory: empty.peak, work: empty.work },
    {
      what: '`permafrost --version`',
      value: version.wall,
      unit: 'ms',
      memory: version.peak,
      work: version.work,
      beside: '`node -e 0`',
      ratio: version.wall / empty.wall,
      goal: 1.5,
    },
    ...[
      { what: '`permafrost validate` of the example, seen before', measured: known },
      { what: '`permafrost validate --no-cache` of the example', measured: anew },
    ].map(({ what, measured }) => ({
      what,
      value: measured.wall,
      unit: 'ms',
      memory: measured.peak,
      work: measured.work,
      beside: '`node -e 0`',
      ratio: measured.wall / empty.wall,
      goal: 2.5,
    })),
  ];
}
