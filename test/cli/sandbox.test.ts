import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, root, run } from '../support/run.js';

const room = mkdtempSync(join(tmpdir(), 'permafrost-sandbox-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

interface Ready {
  readonly url: string;
  readonly counts: Readonly<Record<string, number>>;
}

interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly line: string;
  readonly ready: Ready;
  readonly said: () => string;
}

/** Runs the command until it has printed its first line. */
async function start(...words: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [command, 'sandbox', ...words], { cwd: room, env: { PATH: process.env['PATH'], HOME: room } });
  running.push(child);
  let [out, err] = ['', ''];
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  for await (const piece of child.stdout) {
    out += String(piece);
    if (out.includes('\n')) break;
  }
  if (!out.includes('\n')) throw new Error(`The sandbox did not start: ${err}`);
  return { child, line: out, ready: JSON.parse(out) as Ready, said: () => err };
}

async function end({ child }: Started, signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

const post = (url: string, name: string): Promise<Response> =>
  fetch(`${url}/rest/api/3/group`, { method: 'POST', headers: { authorization: 'Bearer x' }, body: JSON.stringify({ name }) });

describe('permafrost sandbox', () => {
  test('starts from the policies, says where it is, and ends with Ctrl-C', async () => {
    const started = await start('--policies', join(root, 'policies'), '--as-of', '2026-11-21', '--ready-file', 'ready.json');
    const cells = await (await fetch(`${started.ready.url}/sandbox/cells`)).text();
    expect(cells).toBe(run(['matrix', '--as-of', '2026-11-21']).stdout);
    const schema = JSON.parse(readFileSync(join(root, 'schemas/sandbox-ready.schema.json'), 'utf8')) as object;
    expect(new Ajv2020().validate(schema, started.ready)).toBe(true);
    expect(readFileSync(join(room, 'ready.json'), 'utf8')).toBe(started.line);
    expect(await end(started)).toBe(0);
    expect(started.said()).toContain(`--site ${started.ready.url}`);
    await expect(fetch(started.ready.url)).rejects.toThrow('fetch failed');
  });

  test('keeps every change in its file, goes on with it, and does not overwrite it', async () => {
    const first = await start('--fresh', '--file', 'kept.json');
    expect((await post(first.ready.url, 'made here')).status).toBe(201);
    expect(readFileSync(join(room, 'kept.json'), 'utf8')).toContain('made here');
    await end(first, 'SIGTERM');
    const second = await start('--file', 'kept.json');
    expect(second.ready.counts['groups']).toBe((first.ready.counts['groups'] ?? 0) + 1);
    await end(second);
    const over = run(['sandbox', '--fresh', '--file', 'kept.json'], { cwd: room });
    expect([over.code, over.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    const third = await start('--from', 'kept.json', '--file', 'copy.json', '--read-only');
    expect((await post(third.ready.url, 'other')).status).toBe(403);
    expect(existsSync(join(room, 'copy.json'))).toBe(true);
  });

  test('has the faults that were asked for from the start', async () => {
    const { ready } = await start('--fresh', '--faults', '503:1', '--seed', '7');
    expect((await post(ready.url, 'x')).status).toBe(503);
    expect(await (await fetch(`${ready.url}/sandbox/faults`)).json()).toMatchObject({ faults: { '503': 1 }, seed: 7 });
  });

  test.each([
    { words: ['--fresh', '--faults', 'drip:1'], says: 'There is no fault "drip"' },
    { words: ['--fresh', '--port', 'x'], says: '--port needs a whole number' },
    { words: ['--fresh', '--from', 'x.json'], says: 'cannot be used together' },
    { words: ['--fresh', '--admin', 'ana'], says: '--admin needs an e-mail address, not "ana"' },
    { words: ['--admin', 'ana@acme.example'], says: '--admin is for a site on its first day' },
    { words: ['--fresh', '--make'], says: '--make needs the file of the sandbox' },
    { words: ['--clicks', 'plan.json'], says: '--clicks needs the file of the sandbox' },
    { words: ['--file', 'gone.json', '--clicks', 'plan.json'], says: 'There is no file "gone.json"' },
    { words: ['--file', 'gone.json', '--steps', '1'], says: '--steps goes with --clicks' },
    { words: ['--from', 'missing.json'], says: 'There is no file "missing.json"' },
    { words: ['--from', 'broken.json'], says: '"broken.json" is no JSON' },
    { words: ['--fresh', '--file', 'missing/x.json'], says: 'cannot be written' },
  ])('$words is refused: $says', ({ words, says }) => {
    writeFileSync(join(room, 'broken.json'), '{');
    const { code, stdout, stderr } = run(['sandbox', ...words], { cwd: room });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(says)]);
  });

  test('does the steps by hand of a plan in its file, each wholly or not at all, and ends', () => {
    const file = join(room, 'clicked.json');
    expect(run(['sandbox', '--fresh', '--file', 'clicked.json', '--make'], { cwd: room })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('"clicked.json" holds 1 account'),
    });
    const group = { type: 'group', of: 'group:floor', says: [] };
    const kept = { type: 'managed-by', of: 'group:floor', says: ['idp'] };
    const manual = [
      { number: 1, what: 'Buy it.', changes: [], product: 'jira-servicedesk' },
      { number: 2, what: 'Sync it.', changes: [{ after: group }, { after: kept }] },
      { number: 3, what: 'Rename it.', changes: [], rename: { from: 'group:floor', to: 'group:ground' } },
      { number: 4, what: 'Write it.', changes: [{ after: { type: 'grant', of: 'scheme:x', says: ['anyone', 'BROWSE_PROJECTS'] } }] },
    ];
    writeFileSync(join(room, 'steps.json'), JSON.stringify({ manual }));
    const click = (...words: readonly string[]): ReturnType<typeof run> =>
      run(['sandbox', '--file', 'clicked.json', '--clicks', 'steps.json', ...words], { cwd: room });
    expect(click('--steps', '7')).toMatchObject({ code: 2, stderr: expect.stringContaining('has no step 7 by hand') });
    expect(click('--steps', '1,2')).toMatchObject({ code: 0, stdout: expect.stringContaining('2 steps done, 0 so already, 0 not done.') });
    const rest = click();
    expect([rest.code, rest.stdout]).toEqual([1, expect.stringContaining('1 step done, 2 so already, 1 not done.')]);
    expect(rest.stdout).toContain('x 4. Write it. not done');
    const world = JSON.parse(readFileSync(file, 'utf8')) as { groups: Record<string, { name: string }> };
    expect(Object.values(world.groups).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ground', 'jira-servicedesk-users-sandbox']),
    );
  });

  test('begins with the administrator who is named', async () => {
    const { ready } = await start('--fresh', '--admin', 'Ana@acme.example');
    const cells = await (await fetch(`${ready.url}/sandbox/cells`)).text();
    expect(cells).toContain('user:ana@acme.example\tsite\tADMINISTER');
    expect(cells).not.toContain('admin@sandbox.example');
  });

  test('does not start from policies that are wrong', () => {
    writeFileSync(join(room, 'wrong.yaml'), 'kind: Group\n');
    const { code, stderr } = run(['sandbox', '--policies', '.'], { cwd: room });
    expect([code, stderr]).toEqual([1, expect.stringContaining('missing')]);
  });

  test('says so where the port is taken', async () => {
    const { ready } = await start('--fresh');
    const port = new URL(ready.url).port;
    const { code, stderr } = run(['sandbox', '--fresh', '--port', port], { cwd: room });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`The port ${port} cannot be used: EADDRINUSE`)]);
  });
});
