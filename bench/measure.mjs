import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const witness = fileURLToPath(new URL('witness.mjs', import.meta.url));

const environment = { ...process.env };
// Reading a file of certificates takes Node longer than to start.
delete environment.NODE_EXTRA_CA_CERTS;
delete environment.NODE_OPTIONS;

export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** The value below which that part of the numbers lies; between two of them where it falls between. */
export function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low = NaN, high = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/**
 * Whole processes of Node, run in turns so that a slow moment of the machine hits all alike: the median of the wall time in
 * milliseconds; and, of one more run each, the peak of the resident memory in megabytes and the processor time in milliseconds (of the
 * process itself, without git), which says more than the wall time where the machine is busy.
 *
 * A command may have `rounds` of its own, an environment `env`, and `before`, called before each of its runs. Without any round, that one
 * run more is all there is.
 */
export function timeProcesses(commands, { rounds = 5 } = {}) {
  const times = commands.map(() => []);
  const turns = Math.max(...commands.map((command) => command.rounds ?? rounds));
  for (let turn = 0; turn < turns; turn++)
    for (const [index, command] of commands.entries()) if (turn < (command.rounds ?? rounds)) times[index]?.push(timeProcess(command));
  return commands.map((command, index) => {
    const { wall, ...watched } = watch(command);
    return { wall: times[index].length === 0 ? wall : median(times[index]), ...watched };
  });
}

/** Wall time of one process in milliseconds. */
export function timeProcess(command) {
  command.before?.();
  const start = performance.now();
  run(command, 'ignore');
  return performance.now() - start;
}

/** What a process prints. */
export function outputOf(command) {
  return run(command, 'pipe').stdout.toString();
}

function run({ args, cwd, env, codes = [0], program = process.execPath }, stdout) {
  const result = spawnSync(program, args, { cwd, env: { ...environment, ...env }, stdio: ['ignore', stdout, 'pipe'], maxBuffer: 2 ** 30 });
  const { status, stderr, error } = result;
  if (error !== undefined || !codes.includes(status ?? -1))
    throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${String(error ?? stderr)}`);
  return result;
}

function watch({ args, cwd, env, before, program }) {
  if (program !== undefined) return {};
  before?.();
  const start = performance.now();
  const { output } = spawnSync(process.execPath, ['--import', pathToFileURL(witness).href, ...args], {
    cwd,
    env: { ...environment, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return { wall: performance.now() - start, ...JSON.parse(output[3] ?? '{}') };
}

/** Runs a module of the bench in a process of its own; what it prints is its result. */
export function runApart(module, args, { flags = [], timeout } = {}) {
  const path = fileURLToPath(new URL(module, import.meta.url));
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [...flags, path, ...args], {
    env: environment,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout,
    killSignal: 'SIGKILL',
  });
  if (status !== 0) throw new Error(`${module} ${args.join(' ')} ended with ${String(status ?? signal)}: ${String(error ?? stderr)}`);
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

/** Milliseconds of processor time that this process has used, in all its threads. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * How many calls of `act` a second, over about half a second after a warm-up. By wall time, or with `clock: processorTime` by what the
 * process itself used, which other programs touch less.
 */
export function callsPerSecond(act, { least = 500, clock = () => performance.now() } = {}) {
  for (let call = 0; call < 1000; call++) act(call);
  let calls = 0;
  const start = clock();
  // Reading the clock takes as long as ten short calls.
  while (clock() - start < least) for (let batch = 0; batch < 1000; batch++) act(calls++);
  return (calls / (clock() - start)) * 1000;
}
