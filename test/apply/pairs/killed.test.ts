import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../../src/state/journal/journal.js';
import { openLedger } from '../../../src/state/ledger/ledger.js';
import { killedAt, wholeRun } from '../../support/rehearsal/killed.js';
import { memoryRecord } from '../../support/rehearsal/memory-record.js';
import { pairOf } from '../../support/rehearsal/pairs.js';
import type { Opened } from '../../support/rehearsal/rehearsal.js';
import { seedsOf } from '../../support/rehearsal/seeds.js';

const site = 'https://corp.atlassian.net';
/** Pairs with some twenty writes or more. */
const seeds = seedsOf('PERMAFROST_KILLED_PAIRS', [9]);
const isUsual = process.env['PERMAFROST_KILLED_PAIRS'] === undefined;
/** Every so many of all the points where a process can end. */
const every = Number(process.env['PERMAFROST_KILL_EVERY'] ?? 29);

test.each(seeds)(
  'killed at every line of the journal and every call, it goes on, and nothing is done twice (seed %i)',
  async (seed) => {
    const whole = await wholeRun(() => pairOf(seed));
    // Of seeds that somebody asks for, some are small.
    expect(whole.effective).toBeGreaterThan(isUsual ? 15 : 0);
    let tried = 0;
    for (let at = seed % every; at < whole.points.length; at += every) {
      const record = memoryRecord(site);
      try {
        await killedAt(
          () => pairOf(seed),
          at,
          () => Promise.resolve(record.open()),
          whole,
        );
      } catch (error) {
        throw new Error(`killed at point ${String(at)}, ${whole.points[at] ?? ''}: ${String(error)}`, { cause: error });
      }
      tried++;
    }
    if (process.env['PERMAFROST_KILL_EVERY'] !== undefined)
      process.stdout.write(`${String(tried)} of ${String(whole.points.length)} points\n`);
    expect(tried).toBeGreaterThan(isUsual ? 3 : 0);
  },
  600_000,
);

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'permafrost-killed-'));
  execFileSync('git', ['init', '--quiet', cwd]);
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

test('the same with a record in git and a journal on the disk, read by a new process each time', async () => {
  const [seed = 0] = seeds;
  const whole = await wholeRun(() => pairOf(seed));
  const some = [1, 2, 3].map((part) => Math.floor((whole.points.length * part) / 4));
  for (const at of [...some, whole.points.length - 1]) {
    rmSync(join(cwd, '.git'), { recursive: true });
    execFileSync('git', ['init', '--quiet', cwd]);
    let starts = 0;
    // Processes that have ended: no process has such an id.
    const open = async (): Promise<Opened> => ({
      ledger: await openLedger({
        cwd,
        site,
        remote: 'none',
        writer: { who: { name: 'mara', email: 'mara@corp.test' }, host: 'here', pid: 4_194_304 + ++starts, boot: 'one' },
      }),
      openJournal: (of) => openJournal({ cwd, site, ...of }),
    });
    await killedAt(() => pairOf(seed), at, open, whole);
    expect(
      readdirSync(join(cwd, '.git', 'permafrost'), { recursive: true }).filter((name) => String(name).endsWith('.jsonl')).length,
    ).toBeLessThanOrEqual(1);
  }
}, 300_000);
