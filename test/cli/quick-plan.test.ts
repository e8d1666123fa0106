import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { commit, createRepository, scratchFolder } from '../load/scratch.js';
import { command, root, run, type Ran } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

/** The example's policies, one text changed in a file. */
const example: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(root, 'policies'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [`policies/${name}`, readFileSync(join(root, 'policies', name), 'utf8')]),
);
const group =
  Object.keys(example).find(
    (path) => /kind: Group/.test(example[path] ?? '') && /^members:\n(?: {2}- \S+\n){2,}/m.test(example[path] ?? ''),
  ) ?? '';
const withoutOne = (example[group] ?? '').replace(/^members:\n {2}- \S+\n/m, 'members:\n');

const folder = createRepository(join(scratch.root, 'clone'));
const first = commit(folder, example);
const second = commit(folder, { [group]: withoutOne });
const broken = commit(folder, { [group]: `${withoutOne}\nmembres: []\n` });
const site = Object.keys(example).find((path) => /^kind: Site/m.test(example[path] ?? '')) ?? '';
const administrators = 'policies/groups/site-admins.yaml';
const leaking = commit(folder, {
  [group]: withoutOne,
  [administrators]: (example[administrators] ?? '').replace(/^members:\n/m, 'members:\n  - alma@orrin.example\n'),
});
const renamed = commit(folder, { [group]: withoutOne, [site]: `${example[site] ?? ''}# The same.\n` });

const cache = join(scratch.root, 'cache');
const asked = ['--as-of', '2026-11-21'];

/** A plan from what is kept of its base, not one that is told once more. */
function plan(base: string, head: string, ...more: readonly string[]): Ran {
  forgetPlans();
  return run(['plan', base, head, ...asked, ...more], { cwd: folder, env: { PERMAFROST_CACHE_DIR: cache } });
}

function forgetPlans(): void {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) if (name.endsWith('.plan')) rmSync(join(cache, name));
}

/** The image, which is much larger than what tells of it. */
function entry(): string {
  return images()[0] ?? '';
}

function images(): readonly string[] {
  return readdirSync(cache)
    .filter((name) => !/\.(?:code|plan)$/.test(name))
    .map((name) => join(cache, name))
    .filter((path) => statSync(path).size > 1000);
}

beforeEach(() => {
  rmSync(cache, { recursive: true, force: true });
});

describe('a plan of two commits', () => {
  test.each([['text'], ['json'], ['markdown'], ['tsv']])(
    'is the same as %s from nothing, from what was kept, and without a cache',
    (format) => {
      const cold = plan(first, second, '--format', format);
      expect(images()).toHaveLength(1);
      expect([cold.code, cold.stdout.length > 50]).toEqual([0, true]);
      expect(plan(first, second, '--format', format)).toEqual(cold);
      expect(plan(first, second, '--format', format, '--no-cache')).toEqual(cold);
    },
  );

  test('goes on from what was kept for another head', () => {
    plan(first, second);
    const kept = statSync(entry()).mtimeMs;
    expect(plan(first, renamed)).toEqual(plan(first, renamed, '--no-cache'));
    expect(images()).toHaveLength(1);
    expect(statSync(entry()).mtimeMs).toBeGreaterThanOrEqual(kept);
  });

  test('goes on from what was kept for another base', () => {
    plan(first, second);
    expect(plan(second, renamed)).toEqual(plan(second, renamed, '--no-cache'));
    expect(images()).toHaveLength(1);
  });

  test('tells which guardrails are broken and mended by a change, from those that were kept before', () => {
    expect(plan(first, second).stdout).toContain('kept');
    const breaking = plan(first, leaking);
    expect([breaking.code, breaking.stdout]).toEqual([1, expect.stringContaining('GUARDRAILS NEWLY BROKEN')]);
    expect(breaking).toEqual(plan(first, leaking, '--no-cache'));
    const mending = plan(leaking, second);
    expect([mending.code, mending.stdout]).toEqual([0, expect.stringMatching(/mended/i)]);
    expect(mending).toEqual(plan(leaking, second, '--no-cache'));
    expect(images()).toHaveLength(1);
  });

  test('is right for a later day than that of what was kept', () => {
    plan(first, second);
    const later = ['--as-of', '2027-06-01'];
    forgetPlans();
    const kept = run(['plan', first, second, ...later], { cwd: folder, env: { PERMAFROST_CACHE_DIR: cache } });
    expect(kept).toEqual(run(['plan', first, second, ...later, '--no-cache'], { cwd: folder }));
  });

  test('is right for an earlier day than that of what was kept', () => {
    plan(first, second);
    const earlier = ['--as-of', '2025-06-01'];
    forgetPlans();
    const kept = run(['plan', first, second, ...earlier], { cwd: folder, env: { PERMAFROST_CACHE_DIR: cache } });
    expect(kept).toEqual(run(['plan', first, second, ...earlier, '--no-cache'], { cwd: folder }));
  });

  test('tells the errors of the head, kept or not', () => {
    const cold = plan(first, broken);
    expect([cold.code, cold.stderr]).toEqual([1, expect.stringContaining('membres')]);
    expect(plan(first, broken)).toEqual(cold);
  });

  test('is the same where what was kept is damaged anywhere', () => {
    const right = plan(first, second);
    const file = entry();
    const whole = readFileSync(file);
    for (let part = 0; part < 12; part++) {
      const at = Math.floor((whole.length * (part + 0.5)) / 12);
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      writeFileSync(file, damaged);
      expect(plan(first, second)).toEqual(right);
    }
  });

  test.each(['json', 'text', 'csv'])('is the same where any page of a large image is damaged, as %s', (format) => {
    const large = createRepository(join(scratch.root, `large-${format}`));
    const ids = Array.from({ length: 3000 }, (_, number) => `person.number.${String(number)}@acme.example`);
    const names = Array.from({ length: 40 }, (_, number) => `many-${String(number)}`);
    const groups = (size: number, prefix = ''): string =>
      names
        .map((name, number) => `kind: Group\nname: ${prefix}${name}\nmembers: [${ids.slice(number * 75, number * 75 + size).join(', ')}]\n`)
        .join('---\n');
    const one = commit(large, {
      'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
      'policies/people.yaml': `kind: Users\nname: many\ndefaults: {products: [confluence]}\nusers:\n${ids.map((id) => `  ${id}: {name: "Name of ${id}"}\n`).join('')}`,
      'policies/groups.yaml': groups(60),
      // What no plan looks at: only digests and lists of all cells do.
      'policies/others.yaml': groups(75, 'other-'),
      'policies/elsewhere.yaml': `kind: Space\nkey: ELSE\naccess:\n${names.map((name) => `  - {to: [group:other-${name}], allow: [space-viewer]}\n`).join('')}`,
      'policies/space.yaml': `kind: Space\nkey: DOCS\naccess:\n${names.map((name) => `  - {to: [group:${name}], allow: [space-viewer]}\n`).join('')}`,
    });
    const two = commit(large, { 'policies/groups.yaml': groups(57) });
    const ask = (...more: readonly string[]): Ran =>
      run(['plan', one, two, ...asked, '--format', format, ...(format === 'text' ? ['--all'] : []), ...more], {
        cwd: large,
        env: { PERMAFROST_CACHE_DIR: cache },
      });
    const right = ask('--no-cache');
    expect(right.stdout).toContain('person.number.59@acme.example');
    expect(ask()).toEqual(right);
    const file = entry();
    const whole = readFileSync(file);
    // Each in a page of its own; and where the tables are, of which a plan by itself reads little, the pages in the middle and at the end.
    const even = Array.from({ length: Math.floor(whole.length / 65_536) }, (_, index) => index * 65_536 + 100);
    const directory = JSON.parse(/\{"people\.values".*?\}/.exec(whole.toString('latin1'))?.[0] ?? '{}') as Record<string, [number, number]>;
    const late = ['people', 'members.values', 'memberOf.values', 'sets.values', 'rowTerms.values'].flatMap((name) => {
      const [start = 0, end = 0] = directory[`tables.${name}`] ?? [];
      return [(start + end) >> 1, end - 1];
    });
    expect([even.length > 4, late.every((place) => place > 0)]).toEqual([true, true]);
    const places = [...even, ...late];
    for (const place of places) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      forgetPlans();
      expect(ask()).toEqual(right);
    }
  });

  test('is the same where what was kept is cut short, or something else', () => {
    const right = plan(first, second);
    for (const length of [0, 100, 5000]) {
      truncateSync(entry(), length);
      expect(plan(first, second)).toEqual(right);
    }
    writeFileSync(entry(), 'something else');
    expect(plan(first, second)).toEqual(right);
  });

  test('is the same for several processes at once', async () => {
    const right = plan(first, second, '--no-cache');
    const env = { PATH: process.env['PATH'], PERMAFROST_CACHE_DIR: cache, GIT_CONFIG_GLOBAL: '/dev/null' };
    const answers = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, [command, 'plan', first, second, ...asked], { cwd: folder, env });
        return text(child.stdout);
      }),
    );
    expect(answers).toEqual(answers.map(() => right.stdout));
    expect(plan(first, second)).toEqual(right);
    expect(images()).toHaveLength(1);
  });

  test('needs no folder to keep anything in', () => {
    const right = plan(first, second, '--no-cache');
    mkdirSync(join(scratch.root, 'taken'), { recursive: true });
    const blocked = join(scratch.root, 'taken', 'file');
    writeFileSync(blocked, '');
    expect(run(['plan', first, second, ...asked], { cwd: folder, env: { PERMAFROST_CACHE_DIR: join(blocked, 'below') } })).toEqual(right);
  });
});
