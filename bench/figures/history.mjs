import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, outputOf, quantile, timeProcess } from '../measure.mjs';

const program = fileURLToPath(new URL('../../dist/bin/permafrost.js', import.meta.url));
/** One in so many commits is planned once more without any memory, and has to give the same. */
const checkedEvery = 25;

/**
 * Each commit of a history planned against its parent, one after the other: what a reviewer of every change waits for. What is
 * remembered from the commits before must not be seen in the answer.
 */
export function measureHistory({ folder, scratch, longest }) {
  const cache = join(scratch, 'history-cache');
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const commits = execFileSync('git', ['rev-list', '--reverse', 'main~1..history'], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
  const plan = (commit, ...more) => ({
    args: [program, 'plan', `${commit}~1`, commit, '--as-of', '2026-11-21', '--quiet', ...more],
    cwd: folder,
    env: { PERMAFROST_CACHE_DIR: cache },
  });
  const [first, ...others] = commits;
  timeProcess(plan(first));
  const times = [];
  const floors = [];
  const different = [];
  let spent = 0;
  for (const [index, commit] of others.entries()) {
    if (spent > longest) break;
    if (index % 5 === 0) floors.push(timeProcess({ args: ['-e', '0'], cwd: folder }));
    const time = timeProcess(plan(commit));
    times.push(time);
    spent += time;
    if (index % checkedEvery === 1 && outputOf(plan(commit, '--format', 'tsv')) !== outputOf(plan(commit, '--format', 'tsv', '--no-cache')))
      different.push(commit);
  }
  rmSync(cache, { recursive: true, force: true });
  return rowsOf({ times, floor: median(floors), different, most: others.length });
}

function rowsOf({ times, floor, different, most }) {
  const note = `${String(times.length)} of ${String(most)} commits`;
  const row = (what, value) => ({ what, value, unit: 'ms', note, ratio: value / floor, beside: '`node -e 0`' });
  const rows = [
    row('`permafrost plan` of each commit of the history, cache as the one before left it: median', median(times)),
    row('the same: 95 of 100 are faster than', quantile(times, 0.95)),
  ];
  if (different.length > 0) rows.push({ what: 'plans along the history', wrong: `with a cache, other answers at ${different.join(', ')}` });
  return rows;
}
