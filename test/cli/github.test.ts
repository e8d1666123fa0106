import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../load/scratch.js';
import { forkId, ourId, startGitHub, type GitHub, type Pull } from '../support/github.js';
import { command, root, type Ran } from '../support/run.js';
import { runAsync } from '../support/run-async.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const [head, base, began] = ['a'.repeat(40), 'c'.repeat(40), 'd'.repeat(40)];
const bot = 'github-actions[bot]';
const pull: Pull = { author: 'octo', head, base, from: ourId };

let server: GitHub;
let folder = '';
let made = 0;

beforeEach(async () => {
  server = await startGitHub({
    pulls: new Map([
      [12, { ...pull }],
      [13, { ...pull, from: forkId }],
    ]),
    emails: new Map([[head, 'octo@acme.example']]),
    mergeBase: new Map([[`${base}...${head}`, began]]),
    workflows: new Map([
      [head, '1'.repeat(40)],
      [began, '1'.repeat(40)],
    ]),
  });
  folder = join(scratch.root, `case-${String(made++)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'plan.md'), '### SAME: nothing\n');
});

afterEach(async () => {
  await server.close();
  expect(server.offences).toEqual([]);
});

function environment(event?: unknown): Record<string, string> {
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(event ?? { pull_request: { number: 12 } }));
  const known = { GITHUB_API_URL: server.url, GITHUB_REPOSITORY: 'octo/access', GITHUB_EVENT_PATH: path, GITHUB_TOKEN: server.state.token };
  return { PATH: process.env['PATH'] ?? '', ...known };
}

async function permafrost(words: readonly string[], env: Readonly<Record<string, string | undefined>> = environment()): Promise<Ran> {
  const ran = await runAsync(process.execPath, [command, 'github', ...words], { cwd: folder, env });
  expect(`${ran.stdout}${ran.stderr}`).not.toContain(server.state.token);
  return ran;
}

const comment = (...words: readonly string[]): Promise<Ran> => permafrost(['comment', '--file', 'plan.md', ...words]);

function ours(number = 12): readonly string[] {
  return (server.state.comments.get(number) ?? []).filter(({ body }) => body.startsWith('<!-- permafrost: ')).map(({ body }) => body);
}

const said = '<!-- permafrost: permafrost -->\n### SAME: nothing\n';

describe('a comment', () => {
  test('is made where there is none', async () => {
    const ran = await comment();
    expect(ran).toEqual({ code: 0, stdout: 'made: https://github.com/octo/access/pull/1#issuecomment-9000\n', stderr: '' });
    expect(ours()).toEqual([said]);
  });

  test('is changed in place where there is one', async () => {
    await comment();
    writeFileSync(join(folder, 'plan.md'), '### BROADER\n');
    expect((await comment('--format', 'json')).stdout).toBe(
      '{"number":12,"deed":"updated","url":"https://github.com/octo/access/pull/1#issuecomment-9000","sarif":false}\n',
    );
    expect(ours()).toEqual(['<!-- permafrost: permafrost -->\n### BROADER\n']);
  });

  test('is left alone where it says the same, whatever line ends GitHub gave it', async () => {
    server.state.comments.set(12, [{ id: 7, login: bot, body: said.replaceAll('\n', '\r\n') }]);
    expect((await comment()).stdout).toMatch(/^unchanged/);
    expect(server.requests.filter((each) => !each.startsWith('GET'))).toEqual([]);
  });

  test('is found behind more than a hundred others', async () => {
    const others = Array.from({ length: 250 }, (_, index) => ({ id: index + 1, login: 'kim', body: 'Looks good.' }));
    server.state.comments.set(12, [...others, { id: 999, login: bot, body: `${said}old` }]);
    expect((await comment()).stdout).toMatch(/^updated/);
    expect(server.requests.filter((each) => each.startsWith('GET'))).toHaveLength(3);
    expect(ours()).toEqual([said]);
  });

  test('is told from those of other jobs', async () => {
    await comment();
    await comment('--marker', 'eu-site');
    expect(ours()).toEqual([said, said.replace('permafrost -->', 'eu-site -->')]);
  });

  test('is not taken for ours only since it begins like ours', async () => {
    server.state.comments.set(12, [
      { id: 1, login: 'mallory', body: said },
      { id: 2, login: bot, body: `I quote:\n${said}` },
    ]);
    expect((await comment()).stdout).toMatch(/^made/);
    expect(server.state.comments.get(12)).toHaveLength(3);
  });

  test('of another login is ours where that is said', async () => {
    server.state.comments.set(12, [{ id: 1, login: 'Acme-Bot', body: `${said}old` }]);
    expect((await comment('--as', 'acme-bot')).stdout).toMatch(/^updated/);
  });

  test('that is deleted meanwhile is made anew', async () => {
    server.state.comments.set(12, [{ id: 7, login: bot, body: `${said}old` }]);
    server.faults.push({ method: 'PATCH', status: 200, before: ({ comments }) => comments.set(12, []) });
    expect((await comment()).stdout).toMatch(/^made/);
    expect(ours()).toEqual([said]);
  });

  test('goes to the pull request that is named', async () => {
    expect((await comment('--pull', '13')).code).toBe(0);
    expect([ours(12), ours(13)]).toEqual([[], [said]]);
  });
});

describe('when GitHub falters', () => {
  test('a list is asked for again after the time that it says', async () => {
    server.faults.push({ method: 'GET', status: 429, headers: { 'retry-after': '1' } });
    const began = performance.now();
    expect((await comment()).code).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(1000);
  });

  test('a comment is changed again after a secondary limit', async () => {
    server.state.comments.set(12, [{ id: 7, login: bot, body: `${said}old` }]);
    server.faults.push({
      method: 'PATCH',
      status: 403,
      headers: { 'retry-after': '1' },
      message: 'You have exceeded a secondary rate limit.',
    });
    expect((await comment()).stdout).toMatch(/^updated/);
  });

  test('a comment that was made though the answer was an error is found, and none is made beside it', async () => {
    server.faults.push({ method: 'POST', status: 502, isDone: true });
    expect((await comment()).stdout).toMatch(/^unchanged/);
    expect(ours()).toEqual([said]);
  });

  test('a comment that was not made is made after looking for it', async () => {
    server.faults.push({ method: 'POST', status: 502 });
    expect((await comment()).stdout).toMatch(/^made/);
    expect(server.requests.map((each) => each.split(' ')[0])).toEqual(['GET', 'POST', 'GET', 'POST']);
  });

  test('a comment is made after a limit, but looked for first', async () => {
    server.faults.push({
      method: 'POST',
      status: 403,
      headers: { 'retry-after': '1' },
      message: 'You have exceeded a secondary rate limit.',
    });
    expect((await comment()).stdout).toMatch(/^made/);
    expect(server.requests.map((each) => each.split(' ')[0])).toEqual(['GET', 'POST', 'GET', 'POST']);
  });

  test('nobody waits for an hour', async () => {
    server.faults.push({ method: 'GET', status: 429, headers: { 'retry-after': '3600' } });
    const { code, stderr } = await comment();
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error: GitHub asks to wait 3600 seconds before GET is tried again.\n  Run this again later; too much was asked in a short time.\n',
    });
  });

  test('it is told after some tries', async () => {
    for (let index = 0; index < 6; index += 1) server.faults.push({ method: 'GET', status: 500 });
    const { code, stderr } = await comment();
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: GitHub answered 500 to GET "repos/octo/access/issues/12/comments": "Something went wrong".\n',
    });
  });

  test('or is not there at all', async () => {
    await server.close();
    const { code, stderr } = await permafrost(['approvals']);
    expect(code).toBe(2);
    const { origin } = new URL(server.url);
    expect(stderr).toBe(`error: GitHub cannot be reached at "${origin}" for GET "repos/octo/access/pulls/12": ECONNREFUSED.\n`);
  });
});

describe('refused is', () => {
  const rights =
    'Give the job the permission it lacks: "pull-requests: write" to comment, "statuses: write" to set a status, "pull-requests: read" to read approvals.';

  test('a token that may not write, in words that say which right is missing', async () => {
    server.state.isReadOnly = true;
    const { code, stderr } = await comment();
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: GitHub answered 403 to POST "repos/octo/access/issues/12/comments": "Resource not accessible by integration".\n  ${rights}\n`,
    });
    expect(ours()).toEqual([]);
  });

  test('a wrong token, which is not told even if GitHub says it', async () => {
    server.faults.push({ method: 'GET', status: 401, message: 'Bad credentials: ghs_other' });
    const { code, stderr } = await comment('--pull', '12');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('The token is wrong or has ended.') });
    server.faults.push({ method: 'GET', status: 404, message: `no ${server.state.token} here` });
    expect((await comment()).stderr).toContain('"no *** here"');
  });

  test.each([
    { name: 'no token', words: [], env: { GITHUB_TOKEN: '' }, error: 'There is no token to talk to GitHub with.' },
    { name: 'no repository', words: [], env: { GITHUB_REPOSITORY: '../x' }, error: 'GITHUB_REPOSITORY names no repository: "../x".' },
    {
      name: 'an API in the clear',
      words: [],
      env: { GITHUB_API_URL: 'http://a.example' },
      error: 'The address of the API, "http://a.example", is none that starts with https://.',
    },
    { name: 'no pull request', words: [], env: { GITHUB_EVENT_PATH: '' }, error: 'It is not said which pull request is meant.' },
    { name: 'a number that is none', words: ['--pull', '12/../13'], env: {}, error: '"12/../13" is no number of a pull request.' },
    {
      name: 'a pull request that is not there',
      words: ['--pull', '99'],
      env: {},
      error: 'GitHub answered 404 to GET "repos/octo/access/issues/99/comments": "Not Found".',
    },
    {
      name: 'a name that would end the marker',
      words: ['--marker', 'a --> b'],
      env: {},
      error: '"a --> b" cannot be the name of a comment.',
    },
    { name: 'no file', words: ['--file', 'gone.md'], env: {}, error: '"gone.md" cannot be read: there is no such file.' },
  ])('$name', async ({ words, env, error }) => {
    const given = ['comment', '--file', 'plan.md', ...words];
    const { code, stdout, stderr } = await permafrost(given, { ...environment(), ...env });
    expect({ code, stdout, stderr: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', stderr: `error: ${error}` });
  });

  test('what is too long, and what is no text', async () => {
    writeFileSync(join(folder, 'plan.md'), 'a'.repeat(65_001));
    expect((await comment()).stderr).toContain('The comment has 65001 characters, and GitHub takes no more than 65000.');
    writeFileSync(join(folder, 'plan.md'), new Uint8Array([0xff, 0xfe]));
    expect((await comment()).stderr).toContain('"plan.md" is not UTF-8.');
    expect(server.requests).toEqual([]);
  });

  test('a next page on another server, which would be shown the token', async () => {
    server.faults.push({ method: 'GET', status: 200, headers: { link: '<https://evil.example/x?page=2>; rel="next"' } });
    expect((await comment()).stderr).toBe(
      'error: GitHub names "https://evil.example/x?page=2" as the next page, which is on another server.\n',
    );
  });

  test('a repository that has moved, without following the token', async () => {
    server.faults.push({ method: 'GET', status: 301, headers: { location: 'https://evil.example/x' } });
    const { stderr } = await comment();
    expect(stderr).toContain('GitHub answered 301');
    expect(stderr).toContain('The repository has moved: name it as it is called now.');
  });

  test('a deed that there is not, and a comment of nothing', async () => {
    expect((await permafrost(['coment'])).stderr).toBe('error: "permafrost github" cannot "coment".\n  Did you mean "comment"?\n');
    expect((await permafrost(['comment'])).stderr).toContain('Say what to comment');
  });
});

describe('approvals', () => {
  test('are the last word of each, in the form that is described', async () => {
    const reviews = [
      { login: 'kim', state: 'APPROVED', commit: head },
      { login: 'pia', state: 'APPROVED', commit: began },
      { login: 'pia', state: 'CHANGES_REQUESTED', commit: head },
      { login: 'octo', state: 'APPROVED', commit: head },
      { login: 'robo[bot]', state: 'APPROVED', commit: head, type: 'Bot' as const },
    ];
    server.state.reviews.set(12, reviews);
    const { code, stdout } = await permafrost(['approvals']);
    const found: unknown = JSON.parse(stdout);
    const at = '2019-11-17T17:43:43Z';
    expect({ code, found }).toEqual({
      code: 0,
      found: {
        version: 1,
        author: { login: 'octo', commitEmail: 'octo@acme.example' },
        approvals: [
          { login: 'kim', commit: head, at },
          { login: 'robo[bot]', commit: head, at, type: 'Bot' },
        ],
      },
    });
    const ajv = new Ajv2020({ allErrors: true });
    formats.default(ajv);
    expect(ajv.validate(JSON.parse(readFileSync(join(root, 'schemas/approvals.schema.json'), 'utf8')) as object, found)).toBe(true);
  });

  test('of more than a hundred reviews are read from all pages', async () => {
    const before = Array.from({ length: 130 }, () => ({ login: 'kim', state: 'COMMENTED', commit: head }));
    server.state.reviews.set(12, [...before, { login: 'kim', state: 'APPROVED', commit: head }]);
    expect((await permafrost(['approvals'])).stdout).toContain('"kim"');
  });

  test('of nobody are an empty list', async () => {
    expect(JSON.parse((await permafrost(['approvals'])).stdout)).toMatchObject({ approvals: [] });
  });
});

describe('what another job left', () => {
  const run = { event: 'pull_request', head_sha: head, head_repository: { id: ourId } };
  const event = (more: object = {}): unknown => ({
    workflow_run: { id: 99, ...run, ...more },
    repository: { id: ourId, default_branch: 'main' },
  });
  const sarif = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'permafrost' } }, results: [] }] });

  function leave(about: object | string = {}, others: Readonly<Record<string, string | Uint8Array>> = {}): void {
    mkdirSync(join(folder, 'left'));
    const facts =
      typeof about === 'string'
        ? about
        : JSON.stringify({ version: 1, number: 12, head, onlyUpdate: false, judged: 0, approved: null, ...about });
    for (const [name, content] of Object.entries({ 'about.json': facts, 'plan.md': '### SAME: nothing\n', ...others }))
      writeFileSync(join(folder, 'left', name), content);
  }

  const post = (given: unknown = event()): Promise<Ran> =>
    permafrost(['comment', '--artifact', 'left', '--format', 'json'], environment(given));

  test('is said on its pull request', async () => {
    leave({}, { 'findings.sarif': sarif });
    const { code, stdout, stderr } = await post();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ number: 12, deed: 'made', sarif: true });
    expect(ours()).toEqual([said]);
  });

  test('from a fork is said too', async () => {
    leave({ number: 13 });
    expect((await post(event({ head_repository: { id: forkId } }))).code).toBe(0);
    expect(ours(13)).toEqual([said]);
  });

  test('is not said for the first time where no policy changed, but said anew', async () => {
    leave({ onlyUpdate: true });
    expect(JSON.parse((await post()).stdout)).toMatchObject({ deed: 'none' });
    server.state.comments.set(12, [{ id: 7, login: bot, body: `${said}old` }]);
    expect(JSON.parse((await post()).stdout)).toMatchObject({ deed: 'updated' });
  });

  test('is passed over where the pull request has moved on', async () => {
    leave();
    (server.state.pulls.get(12) as Pull).head = 'e'.repeat(40);
    const { code, stdout, stderr } = await post();
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: 'Pull request 12 has moved on: a later run speaks for it.\n' });
    expect(ours()).toEqual([]);
  });

  test('may be nothing', async () => {
    mkdirSync(join(folder, 'left'));
    expect(await post()).toEqual({ code: 0, stdout: '', stderr: 'Nothing was left in "left", so nothing is said.\n' });
    expect(server.requests).toEqual([]);
  });

  test('is not shown where the change could have written it itself', async () => {
    leave({}, { 'findings.sarif': sarif });
    server.state.workflows.set(head, '2'.repeat(40));
    expect(JSON.parse((await post()).stdout)).toMatchObject({ deed: 'made', sarif: false });
    expect(ours()[0]).toContain('No plan is shown: this change also edits `.github`');
    expect(ours()[0]).not.toContain('SAME');
  });

  test('nor where there were no workflows and now there are', async () => {
    leave();
    server.state.workflows.delete(began);
    await post();
    expect(ours()[0]).toContain('No plan is shown');
  });

  const [about, plan, findings] = ['about.json', 'plan.md', 'findings.sarif'];

  test.each([
    {
      name: 'the number of another pull request',
      left: [{ number: 13 }],
      what: `${about}: it names pull request 13, which is not from the repository of the run`,
    },
    { name: 'the commit of another', left: [{ head: base }], what: `${about}: it names the commit ${base}, and the run was for ${head}` },
    { name: 'no JSON', left: ['number: 12'], what: `${about}: it is no JSON` },
    { name: 'nothing of what was found', left: [{ judged: undefined }], what: `${about}: it does not say what was found` },
    { name: 'approvals of another kind', left: [{ approved: true }], what: `${about}: it does not say what was found` },
    { name: 'another version', left: [{ version: 2 }], what: `${about}: it is of no version that is known here` },
    {
      name: 'facts that are too long',
      left: [{ more: 'a'.repeat(5000) }],
      what: `${about}: it has 5131 bytes, and no more than 4096 are taken`,
    },
    {
      name: '10 MB',
      left: [{}, { [plan]: 'a'.repeat(10 << 20) }],
      what: `${plan}: it has 10485760 bytes, and no more than 262144 are taken`,
    },
    {
      name: 'more than plans have',
      left: [{}, { [plan]: 'a'.repeat(60_001) }],
      what: `${plan}: it has 60001 characters, and plans have no more than 60000`,
    },
    { name: 'no UTF-8', left: [{}, { [plan]: new Uint8Array([0x61, 0xc3, 0x28]) }], what: `${plan}: it is not UTF-8` },
    { name: 'a mention', left: [{}, { [plan]: 'hello @everyone\n' }], what: `${plan}: it mentions somebody` },
    {
      name: 'the marker of another comment',
      left: [{}, { [plan]: '<!-- permafrost: other -->\n' }],
      what: `${plan}: it has HTML that plans do not use`,
    },
    {
      name: 'findings of somebody else',
      left: [{}, { [findings]: sarif.replace('permafrost', 'codeql') }],
      what: `${findings}: it is no SARIF 2.1.0 of permafrost`,
    },
    {
      name: 'a run that no pull request started',
      left: [{}],
      given: event({ event: 'push' }),
      what: 'The run: it was started by "push" and not by a pull request',
    },
    {
      name: 'a run of a repository that is gone',
      left: [{}],
      given: event({ head_repository: null }),
      what: `${about}: it names pull request 12, which is not from the repository of the run`,
    },
  ])('is refused: $name', async ({ left: [facts, others], given, what }) => {
    leave(facts, others as Record<string, string>);
    const { code, stdout, stderr } = await post(given ?? event());
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `error: What the other job left is not used: ${what}.\n` });
    expect(server.requests.filter((each) => !each.startsWith('GET'))).toEqual([]);
  });

  test('is refused: a link to a file of this machine', async () => {
    leave();
    symlinkSync('/etc/hostname', join(folder, 'left/findings.sarif'));
    expect((await post()).stderr).toBe('error: What the other job left is not used: findings.sarif: it is no file.\n');
  });

  test.each(['{"number":-1}', '{"number":1.5}', '{"number":"12"}', '{"number":1e400}'])('is refused: %s', async (facts) => {
    leave(facts.replace('{', `{"version":1,"judged":0,"approved":null,"head":"${head}",`));
    expect((await post()).stderr).toBe('error: What was read has no number at "number".\n');
    expect(server.requests).toEqual([]);
  });

  describe('sets the status of the commit', () => {
    const mark = (given: unknown = event()): Promise<Ran> =>
      permafrost(['comment', '--artifact', 'left', '--status', '--marker', 'eu'], environment(given));
    const set = (commit = head): readonly string[] =>
      (server.state.statuses.get(commit) ?? []).map(({ state, context, description }) => `${state} ${context}: ${description}`);

    test.each([
      { found: { judged: 0 }, status: 'success eu: The policies are in order' },
      { found: { judged: 0, approved: 0 }, status: 'success eu: The policies are in order, and everybody has approved who must' },
      { found: { judged: 0, approved: 1 }, status: 'failure eu: Approvals are missing: the log of the check says whose' },
      { found: { judged: 0, approved: 2 }, status: 'error eu: Who has approved could not be told: the log of the check says why' },
      { found: { judged: 1, approved: 0 }, status: 'failure eu: The policies are not in order: the comment says why' },
      { found: { judged: 2, approved: 0 }, status: 'error eu: Nothing could be told of this change: the log of the check says why' },
    ])('$status', async ({ found, status }) => {
      leave(found);
      expect((await mark()).code).toBe(0);
      expect(set()).toEqual([status]);
      expect(server.state.statuses.get(head)).toMatchObject([{ target_url: 'https://github.com/octo/access/actions/runs/99' }]);
    });

    test('of a fork too', async () => {
      leave({ number: 13 });
      expect((await mark(event({ head_repository: { id: forkId } }))).code).toBe(0);
      expect(set()).toEqual(['success eu: The policies are in order']);
    });

    test('only where that is asked for', async () => {
      leave();
      expect((await post()).code).toBe(0);
      expect(set()).toEqual([]);
    });

    test('to red where the change could have written the outcome itself', async () => {
      leave();
      server.state.workflows.set(head, '2'.repeat(40));
      expect((await mark()).code).toBe(0);
      expect(set()).toEqual(['failure eu: This change also edits .github, which makes the plan']);
    });

    test('to an error where nothing was left, or nothing of use: one from before must not stand', async () => {
      mkdirSync(join(folder, 'left'));
      expect((await mark()).code).toBe(0);
      expect(set()).toEqual(['error eu: The job that makes the plan left nothing: its log says why']);
      writeFileSync(join(folder, 'left/about.json'), '{}');
      expect((await mark()).code).toBe(2);
      expect(set()[1]).toBe('error eu: What the job that makes the plan left could not be used');
    });

    test('and of no other commit', async () => {
      leave({ head: base });
      expect((await mark()).code).toBe(2);
      expect(set()).toEqual(['error eu: What the job that makes the plan left could not be used']);
      expect([...server.state.statuses.keys()]).toEqual([head]);
    });

    test('not where the pull request has moved on', async () => {
      leave();
      (server.state.pulls.get(12) as Pull).head = 'e'.repeat(40);
      expect((await mark()).code).toBe(0);
      expect(server.state.statuses.size).toBe(0);
    });

    test("not where it wants into a branch that is anybody's", async () => {
      leave();
      server.state.pulls.set(12, { ...pull, target: 'mine' });
      const { code, stderr } = await mark();
      expect({ code, stderr }).toEqual({ code: 0, stderr: 'No status is set: only pull requests into the default branch get one.\n' });
      expect(server.state.statuses.size).toBe(0);
      expect(server.state.comments.get(12)).toHaveLength(1);
    });

    test('again after a fault of the server, and before the comment', async () => {
      leave();
      server.faults.push({ method: 'POST', status: 502 });
      expect((await mark()).code).toBe(0);
      expect(set()).toHaveLength(1);
      expect(server.requests.filter((each) => each.startsWith('POST'))).toEqual([
        `POST /repos/octo/access/statuses/${head}`,
        `POST /repos/octo/access/statuses/${head}`,
        'POST /repos/octo/access/issues/12/comments',
      ]);
    });

    test('or says which right is missing', async () => {
      leave();
      server.state.isReadOnly = true;
      expect((await mark()).stderr).toContain('"statuses: write" to set a status');
    });
  });
});
