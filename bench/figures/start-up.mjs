import { fileURLToPath } from 'node:url';
import { most } from '../goal.mjs';
import { timeProcess, timeProcesses } from '../measure.mjs';

const home = fileURLToPath(new URL('../..', import.meta.url));
const program = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));

/** What a person waits for who asks for little: beside an empty Node. */
export function measureStartUp({ rounds, env }) {
  const validate = [program, 'validate', '--as-of', '2026-11-21'];
  const seenBefore = { args: validate, cwd: home, codes: [0, 1], env };
  timeProcess(seenBefore);
  const [empty, ...asked] = timeProcesses(
    [
      { args: ['-e', '0'], cwd: home },
      { args: [program, '--version'], cwd: home },
      seenBefore,
      { args: [...validate, '--no-cache'], cwd: home, codes: [0, 1] },
    ],
    { rounds },
  );
  const words = [
    ['`permafrost --version`', 1.5],
    ['`permafrost validate` of the example, seen before', 2.5],
    ['`permafrost validate --no-cache` of the example', 2.5],
  ];
  return [
    { what: 'empty `node -e 0`', value: empty.wall, unit: 'ms', memory: empty.peak, work: empty.work },
    ...words.map(([what, limit], index) => {
      const { wall, peak, work } = asked[index];
      const ratio = wall / empty.wall;
      return {
        what,
        value: wall,
        unit: 'ms',
        memory: peak,
        work,
        workRatio: work / empty.work,
        beside: '`node -e 0`',
        ratio,
        goals: [most(ratio, limit, '×')],
      };
    }),
  ];
}
