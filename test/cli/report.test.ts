import { afterAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ReportData } from '../../src/web/report-data.js';
import { commit, createRepository, scratchFolder, write } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);
const day = ['--as-of', '2026-11-21'];
const demo = ['plan', '--patch', 'docs/demo/pull-request.patch', '--format', 'html', ...day];

const small = {
  'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
  'policies/people.yaml':
    'kind: Users\nname: staff\ndefaults: {products: [confluence]}\nusers: {ana@acme.example: {}, bo@acme.example: {}}\n',
};
const space = (who: string): string => `kind: Space\nkey: DOCS\naccess:\n  - {to: [user:${who}@acme.example], allow: [space-viewer]}\n`;

/** What the page is given. */
function dataIn(page: string): ReportData {
  const [, data = ''] = /<script type="application\/json" id="report">"([^"]*)"<\/script>/.exec(page) ?? [];
  return JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString()) as ReportData;
}

describe('permafrost plan --format html', () => {
  test('is the same, byte for byte, each time, and ends as the plan does', () => {
    const [first, second] = [run(demo), run([...demo, '--no-cache'])];
    expect(first.code).toBe(1);
    expect(first.stdout).toBe(second.stdout);
    expect(first.stdout).not.toContain(process.cwd());
  });

  test('lets in by its policy just what is in it', () => {
    const { stdout } = run(demo);
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(stdout) ?? [];
    const [, script = ''] = /<script>(.*?)<\/script>\n<\/body>/s.exec(stdout) ?? [];
    for (const part of [style, script]) {
      expect(part.length).toBeGreaterThan(5_000);
      expect(stdout).toContain(`sha256-${createHash('sha256').update(part).digest('base64')}`);
    }
    expect(stdout).not.toMatch(/(?:src|href)="/);
  });

  test('holds the new state, what the old one has instead, and the lines that differ', () => {
    const data = dataIn(run(demo).stdout);
    expect(data.kind).toBe('change');
    expect(data.plan.verdict).toBe('broader');
    expect(data.before?.site.changed.groups?.map(({ name }) => name)).toEqual(['rollout-watchers']);
    expect(data.files.map(({ path }) => path)).toEqual(['policies/groups/rollout-watchers.yaml']);
    expect(JSON.stringify(data.plan)).not.toContain('"at":');
  });

  test('of a side before that does not compile, says so and counts everything as gained', () => {
    const broken = write(join(scratch.root, 'broken'), { 'site.yaml': 'kind: Sight\n' });
    const { code, stdout } = run(['plan', '--from', broken, '--to', 'policies', '--format', 'html', ...day]);
    expect(code).toBe(0);
    const data = dataIn(stdout);
    expect(data.plan.base.state).toBe('invalid');
    expect(data.before).toBeUndefined();
    expect(data.plan.counts.cellsGained).toBeGreaterThan(1_000);
  });

  test('of a new side with errors, is not made', () => {
    const broken = write(join(scratch.root, 'wrong'), { 'site.yaml': 'kind: Sight\n' });
    expect(run(['plan', '--from', 'policies', '--to', broken, '--format', 'html', ...day]).stdout).not.toContain('<!doctype');
  });

  test('of two commits, knows both and ends with 2 where it is asked to', () => {
    const folder = createRepository(join(scratch.root, 'clone'));
    commit(folder, { ...small, 'policies/space.yaml': space('ana') });
    commit(folder, { 'policies/space.yaml': space('bo') });
    const { code, stdout } = run(['plan', 'HEAD~1', 'HEAD', '--format', 'html', '--detailed-exitcode', ...day], { cwd: folder });
    expect(code).toBe(2);
    const { plan, before } = dataIn(stdout);
    expect([plan.base.commit, plan.head.commit]).toEqual([
      expect.stringMatching(/^[0-9a-f]{40}$/),
      expect.stringMatching(/^[0-9a-f]{40}$/),
    ]);
    expect(before?.site.changed.spaces?.map(({ name }) => name)).toEqual(['DOCS']);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://a.example/"><b>', 'file:///etc'])(
    'takes no address such as %s',
    (address) => {
      const { code, stdout, stderr } = run([...demo, '--source-url', address]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('no address');
    },
  );
});

describe('permafrost report', () => {
  test('shows the state of a commit, written to a file, with no side before', () => {
    const folder = createRepository(join(scratch.root, 'state'));
    commit(folder, { ...small, 'policies/space.yaml': space('ana') });
    commit(folder, { 'policies/space.yaml': space('bo') });
    expect(run(['report', '--ref', 'HEAD~1', '--out', 'r.html', ...day], { cwd: folder }).code).toBe(0);
    const page = readFileSync(join(folder, 'r.html'), 'utf8');
    expect(page).toContain('<title>acme: who can do what</title>');
    const { kind, before, site, plan } = dataIn(page);
    expect({ kind, before, verdict: plan.verdict }).toEqual({ kind: 'state', before: undefined, verdict: 'same' });
    expect(JSON.stringify(site.spaces)).toContain('ana@acme.example');
  });

  test('of policies with errors, tells them and makes nothing', () => {
    const broken = write(join(scratch.root, 'errors'), { 'site.yaml': 'kind: Sight\n' });
    const { code, stdout, stderr } = run(['report', '--policies', broken, ...day]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Sight');
  });
});
