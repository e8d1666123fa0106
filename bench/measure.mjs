import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const witness = fileURLToPath(new URL('witness.mjs', import.meta.url));

const environment = { ...process.env };
// Reading a file of certificates takes Node longer than to start.
delete environment.NODE_EXTRA_CA_CERTS;
delete environment.NODE_OPTIONS;

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? NaN)) / 2;
}

/**
 * Whole processes of Node, run in turns so that a slow moment of the machine hits all alike: the median of the wall time in
 * milliseconds; and, of one more run each, the peak of the resident memory in megabytes and the processor time in milliseconds (of the
 * process itself, without git), which says more than the wall time where the machine is busy.
 */
export function timeProcesses(commands, { rounds = 5 } = {}) {
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) for (const [index, command] of commands.entries()) times[index]?.push(run(command));
  return commands.map((command, index) => ({ wall: median(times[index] ?? []), ...watch(command) }));
}

function run({ args, cwd, codes = [0] }) {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(process.execPath, args, {
    cwd,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  const wall = performance.now() - start;
  if (error !== undefined || !codes.includes(status ?? -1))
    throw new Error(`node ${args.join(' ')} ended with ${String(status)}: ${String(error ?? stderr)}`);
  return wall;
}

function watch({ args, cwd }) {
  const { output } = spawnSync(process.execPath, ['--import', pathToFileURL(witness).href, ...args], {
    cwd,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return JSON.parse(output[3] ?? '{}');
}

/** Runs a module of the bench in a process of its own; what it prints is its result. */
export function runApart(module, args) {
  const path = fileURLToPath(new URL(module, import.meta.url));
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [path, ...args], {
    env: environment,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${module} ${args.join(' ')} ended with ${String(status)}: ${String(error ?? stderr)}`);
  return JSON.parse(stdout);
}

/** Milliseconds of a call, the median of some. */
export async function timeCalls(calls, act) {
  const times = [];
  for (let call = 0; call < calls; call++) {
    const start = performance.now();
    await act(call);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** How many calls of `act` a second, over about half a second after a warm-up. */
export function callsPerSecond(act, { least = 500 } = {}) {
  for (let call = 0; call < 1000; call++) act(call);
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < least) for (let batch = 0; batch < 100; batch++) act(calls++);
  return (calls / (performance.now() - start)) * 1000;
}
