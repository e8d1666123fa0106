import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, quantile, timeProcess } from '../measure.mjs';

const program = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));

/** Each commit of a history planned against its parent, one after the other: what a reviewer of every change waits for. */
export function measureHistory({ folder, scratch, longest }) {
  const cache = join(scratch, 'history-cache');
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const commits = execFileSync('git', ['rev-list', '--reverse', 'main~1..history'], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
  const plan = (commit) =>
    timeProcess({
      args: [program, 'plan', `${commit}~1`, commit, '--as-of', '2026-11-21', '--quiet'],
      cwd: folder,
      env: { PERMAFROST_CACHE_DIR: cache },
    });
  const [first, ...others] = commits;
  plan(first);
  const times = [];
  const floors = [];
  const start = performance.now();
  for (const [index, commit] of others.entries()) {
    if (performance.now() - start > longest) break;
    if (index % 5 === 0) floors.push(timeProcess({ args: ['-e', '0'], cwd: folder }));
    times.push(plan(commit));
  }
  rmSync(cache, { recursive: true, force: true });
  const floor = median(floors);
  const note = `${String(times.length)} of ${String(others.length)} commits`;
  const row = (what, value) => ({ what, value, unit: 'ms', note, ratio: value / floor, beside: '`node -e 0`' });
  return [
    row('`permafrost plan` of each commit of the history, cache as the one before left it: median', median(times)),
    row('the same: 95 of 100 are faster than', quantile(times, 0.95)),
  ];
}
