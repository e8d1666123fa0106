import { afterAll, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runAsync } from '../../support/run-async.js';
import { root } from '../../support/run.js';
import { git, scratchFolder } from '../../load/scratch.js';
import { ref, site, twoClones } from './ledgers.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

/** A process that begins and ends as soon as the hour has come, and says what came of it. */
const script = `
import { openLedger } from './src/state/ledger/ledger.js';
const [cwd, remote, email, hour, round] = process.argv.slice(2);
const writer = { who: { name: email, email }, host: email, pid: process.pid };
const ledger = await openLedger({ cwd, site: '${site}', remote, writer });
while (Date.now() < Number(hour));
const at = new Date(Date.UTC(2026, 10, 29, 10, Number(round))).toISOString();
const begun = await ledger.begin({ at, commit: 'c', plan: 'p', files: {} });
process.stdout.write(begun.type === 'held' ? 'held by ' + begun.holder.who.email : begun.type);
`;

const racer = join(scratch.root, 'racer.mjs');
buildSync({
  stdin: { contents: script, resolveDir: root, sourcefile: 'racer.ts', loader: 'ts' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: racer,
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});

const env = { PATH: process.env['PATH'], HOME: scratch.root, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

test.each([
  { name: 'two clones of one remote', remote: 'origin', clones: ['one', 'two'] as const },
  { name: 'one clone without a remote', remote: 'none', clones: ['one', 'one'] as const },
])(
  'of two processes in $name, exactly one gets the lock, twenty times',
  async ({ remote, clones }) => {
    const folder = join(scratch.root, remote);
    mkdirSync(folder);
    const places = twoClones(folder);
    for (let round = 0; round < 20; round++) {
      const hour = String(Date.now() + 400);
      const people = ['ana@acme.example', 'bo@acme.example'];
      const ran = await Promise.all(
        people.map((email, index) =>
          runAsync(process.execPath, [racer, places[clones[index] ?? 'one'], remote, email, hour, String(round)], {
            cwd: scratch.root,
            env,
          }),
        ),
      );
      const winner = people[ran.findIndex(({ stdout }) => stdout === 'written')];
      expect(ran.map(({ stdout, stderr }) => stdout + stderr).sort()).toEqual([`held by ${String(winner)}`, 'written']);
      // The lock of a process that has ended stays, until somebody goes on from it or gives it up.
      const repository = remote === 'none' ? places.one : places.bare;
      expect(git(repository, 'rev-list', '--count', ref)).toBe('1');
      for (const each of [places.one, places.two, places.bare]) git(each, 'update-ref', '-d', ref);
    }
  },
  120_000,
);
