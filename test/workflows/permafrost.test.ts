import { afterAll, afterEach, beforeEach, describe, expect } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { commit, createRepository, git, scratchFolder } from '../load/scratch.js';
import { runJob, type Double, type JobRun, type Machine } from '../support/actions.js';
import { forkId, ourId, startGitHub, type FakeReview, type GitHub } from '../support/github.js';
import { command, root, shell } from '../support/run.js';
import { runAsync } from '../support/run-async.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const hostile = 'x"$(touch pwned)`touch pwned`\'; touch pwned #';
const title = `${hostile}\n::error::owned\n${hostile}`;
const site = 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nowner: user:ana@acme.example\n';
const people = `kind: Users
name: staff
defaults: {products: [confluence]}
users:
  ana@acme.example: {labels: {github: octo}}
  bo@acme.example: {labels: {github: kim}}
  cy@acme.example: {}
`;
const space = (...who: readonly string[]): string =>
  `kind: Space\nkey: DOCS\nowner: user:bo@acme.example\naccess:\n  - {to: [${who.map((name) => `user:${name}@acme.example`).join(', ')}], allow: [space-viewer]}\n`;
const policies = { 'policies/site.yaml': site, 'policies/people.yaml': people, 'policies/space.yaml': space('ana') };

/** A pull request on a platform of its own, from the commits to the comments. */
interface World {
  readonly origin: string;
  readonly base: string;
  readonly head: string;
  readonly began: string;
  readonly folder: string;
}

let server: GitHub;
let made = 0;

beforeEach(async () => {
  server = await startGitHub();
});

afterEach(async () => {
  await server.close();
  expect(server.offences).toEqual([]);
});

type Files = Readonly<Record<string, string>>;

interface Story {
  readonly before?: Files;
  readonly change?: Files;
  /** Commits on the base since the branch began, and on the branch. */
  readonly since?: number;
  readonly length?: number;
}

/** A repository with a branch of which it only has the commits, as it has those of a fork. */
function tell({ before = policies, change = { 'policies/space.yaml': space('ana', 'bo') }, since = 2, length = 1 }: Story = {}): World {
  made += 1;
  const folder = join(scratch.root, `world-${String(made)}`);
  const work = createRepository(join(folder, 'work'));
  commit(work);
  const began = commit(work, before);
  // What others did since is none of this change.
  const base = chain(work, 'main', began, since, (index) => ({
    'policies/people.yaml': `${people}  new${String(index)}@acme.example: {}\n`,
  }));
  const head = chain(work, 'change', began, length, (index) => ({ ...change, 'notes.txt': String(index) }));
  const origin = join(folder, 'origin.git');
  git(folder, 'clone', '--quiet', '--bare', '--single-branch', '--branch=main', work, origin);
  git(work, 'push', '--quiet', origin, `${head}:refs/pull/12/head`);
  // Of GitHub every commit can be had by its id.
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  return { origin, base, head, began, folder };
}

/** Commits on a branch by one run of git; the id of the last. */
function chain(work: string, branch: string, from: string, length: number, filesAt: (index: number) => Files): string {
  const told = Array.from({ length }, (_, index) => {
    const files = Object.entries(filesAt(index)).map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`);
    return `commit refs/heads/${branch}\ncommitter Test <test@example.com> 1767323045 +0000\n${data('A change')}${files.join('')}`;
  });
  const input = `reset refs/heads/${branch}\nfrom ${from}\n\n${told.join('')}`;
  execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: work, input });
  return git(work, 'rev-parse', branch);
}

function data(text: string): string {
  return `data ${String(Buffer.byteLength(text))}\n${text}\n`;
}

interface Circumstances {
  /** How many commits checkout fetches; 0: all. */
  readonly depth?: number;
  readonly from?: number;
  readonly eventName?: string;
  /** Inputs of our action that differ from what the workflow has. */
  readonly given?: Readonly<Record<string, string>>;
  readonly token?: string;
}

interface Both {
  readonly plan: JobRun;
  readonly report: readonly string[];
  readonly handover: string;
}

function machineFor(world: World, name: string, event: unknown, doubles: Machine['doubles'], eventName: string): Machine {
  const workspace = join(world.folder, name, 'workspace');
  mkdirSync(workspace, { recursive: true });
  symlinkSync(root, join(workspace, 'trusted'));
  return {
    workspace,
    temp: join(world.folder, name, 'temp'),
    env: {
      GITHUB_API_URL: server.url,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'octo/access',
      GITHUB_RUN_ID: '99',
      GITHUB_HEAD_REF: hostile,
    },
    token: server.state.token,
    eventName,
    event,
    doubles,
  };
}

/** https://github.com/actions/checkout */
function checkout(world: World, workspace: string, depth: number): Double {
  return (given) => {
    if (given['persist-credentials'] !== 'false') throw new Error('A token would be left in the clone.');
    const folder = join(workspace, given['path'] ?? '');
    if (relative(workspace, folder).startsWith('..') || isAbsolute(given['path'] ?? '')) throw new Error('The path leaves the workspace.');
    if (given['path'] === 'trusted') {
      if (![undefined, world.base].includes(given['ref'])) throw new Error('Something else than the base is trusted.');
      return Promise.resolve({});
    }
    createRepository(folder);
    git(folder, 'remote', 'add', 'origin', `file://${world.origin}`);
    const ref = given['ref'] ?? '';
    git(folder, 'fetch', '--quiet', '--no-tags', ...(depth === 0 ? [] : [`--depth=${String(depth)}`]), 'origin', ref);
    git(folder, 'checkout', '--quiet', '--detach', ref);
    return Promise.resolve({});
  };
}

const setupNode: Double = (given) => {
  if (!/^\d+$/.test(given['node-version'] ?? '')) throw new Error('There is no version of Node.');
  // What is cached for one may be read by the other.
  if (given['package-manager-cache'] !== 'false') throw new Error('Packages would be cached.');
  return Promise.resolve({});
};

/** https://github.com/actions/upload-artifact */
function upload(world: World): Double {
  return ({ name = '', path = '', 'if-no-files-found': missing = 'warn' }) => {
    if (!/^[\w.-]+$/.test(name)) throw new Error('That is no name of an artifact.');
    const files = existsSync(path) ? readdirSync(path) : [];
    if (files.length === 0 && missing === 'error') throw new Error('No files were found.');
    if (files.length > 0) cpSync(path, join(world.folder, 'artifacts', name), { recursive: true });
    return Promise.resolve({});
  };
}

const nothing: Double = () => Promise.reject(new Error('This is not to be called here.'));

async function plan(world: World, circumstances: Circumstances = {}): Promise<Both> {
  const { depth = 1, from = ourId, eventName = 'pull_request', given = {}, token } = circumstances;
  const event = {
    number: 12,
    pull_request: {
      number: 12,
      title,
      body: title,
      user: { login: 'octo' },
      head: { sha: world.head, ref: hostile, repo: { id: from, full_name: 'fork/access' } },
      base: { sha: world.base, ref: 'main' },
    },
    repository: { id: ourId },
  };
  server.state.pulls.set(12, { author: 'octo', head: world.head, base: world.base, from });
  server.state.emails.set(world.head, 'octo@acme.example');
  server.state.mergeBase.set(`${world.base}...${world.head}`, world.began);
  for (const each of [world.began, world.head]) server.state.workflows.set(each, '1'.repeat(40));
  made += 1;
  const machine = machineFor(world, `plan-${String(made)}`, event, {}, eventName);
  const doubles = {
    'actions/checkout': checkout(world, machine.workspace, depth),
    'actions/setup-node': setupNode,
    'actions/upload-artifact': upload(world),
    'actions/download-artifact': nothing,
    'github/codeql-action/upload-sarif': nothing,
  };
  // Forks and all that runs beside a change get a token that reads.
  server.state.isReadOnly = true;
  const ran = await runJob('.github/workflows/permafrost.yml', { ...machine, ...(token === undefined ? {} : { token }), doubles, given });
  server.state.isReadOnly = false;
  expect(ran.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(machine.token);
  expect(pwnedIn(world.folder)).toEqual([]);
  const report = join(world.folder, 'artifacts/permafrost-report');
  return {
    plan: ran,
    report: existsSync(report) ? readdirSync(report).toSorted() : [],
    handover: join(world.folder, 'artifacts/permafrost-handover'),
  };
}

function pwnedIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('pwned'));
}

interface Commented {
  readonly run: JobRun;
  readonly sarif: readonly Readonly<Record<string, string>>[];
}

async function say(world: World, { from = ourId, eventName = 'pull_request', given = {} }: Circumstances = {}): Promise<Commented> {
  const event = {
    workflow_run: { id: 99, event: eventName, head_sha: world.head, head_branch: hostile, head_repository: { id: from } },
    repository: { id: ourId, default_branch: 'main' },
  };
  made += 1;
  const machine = machineFor(world, `comment-${String(made)}`, event, {}, 'workflow_run');
  const sarif: Readonly<Record<string, string>>[] = [];
  const download: Double = ({ name = '', path = '', 'run-id': run, 'github-token': token }) => {
    if (run !== '99' || token !== machine.token) throw new Error('The artifact is of another run.');
    if (!existsSync(join(world.folder, 'artifacts', name))) throw new Error('Artifact not found.');
    cpSync(join(world.folder, 'artifacts', name), path, { recursive: true });
    return Promise.resolve({});
  };
  const doubles = {
    'actions/checkout': checkout(world, machine.workspace, 1),
    'actions/setup-node': setupNode,
    'actions/upload-artifact': nothing,
    'actions/download-artifact': download,
    'github/codeql-action/upload-sarif': (given: Readonly<Record<string, string>>) => {
      JSON.parse(readFileSync(given['sarif_file'] ?? '', 'utf8'));
      sarif.push(given);
      return Promise.resolve({});
    },
  };
  const run = await runJob('.github/workflows/permafrost-comment.yml', { ...machine, doubles, given });
  expect(run.log).not.toContain(machine.token);
  expect(pwnedIn(world.folder)).toEqual([]);
  return { run, sarif };
}

function statuses({ head }: World): readonly string[] {
  return (server.state.statuses.get(head) ?? []).map(({ state, context, description }) => `${state} ${context}: ${description}`);
}

function comments(): readonly string[] {
  return (server.state.comments.get(12) ?? []).map(({ body }) => body);
}

describe('a pull request', () => {
  shell('is planned from where it began and commented on', async () => {
    const world = tell();
    const { plan: planned, report } = await plan(world);
    expect({ result: planned.result, log: planned.log }).toEqual({ result: 'success', log: expect.anything() });
    expect(planned.summary).toMatch(/^### BROADER: 1 person gains access to 1 space/);
    // What the base got since does not count as taken away.
    expect(planned.summary).not.toContain('new0');
    expect(report).toEqual(['findings.xml', 'plan.html', 'plan.json', 'tests.xml']);
    const { run, sarif } = await say(world);
    expect({ result: run.result, log: run.log }).toEqual({ result: 'success', log: expect.anything() });
    expect(comments()).toEqual([`<!-- permafrost: permafrost -->\n${planned.summary}`]);
    expect(statuses(world)).toEqual(['success permafrost: The policies are in order']);
    expect(sarif).toMatchObject([{ ref: 'refs/pull/12/head', sha: world.head, category: 'permafrost' }]);
  });

  shell('of a fork gets the same', async () => {
    const world = tell();
    expect((await plan(world, { from: forkId })).plan.result).toBe('success');
    expect((await say(world, { from: forkId })).run.result).toBe('success');
    expect(comments()).toHaveLength(1);
  });

  shell('that is pushed to again has its comment changed', async () => {
    const first = tell();
    await plan(first);
    await say(first);
    const second = tell({ change: { 'policies/space.yaml': space('ana', 'bo', 'cy') } });
    await plan(second);
    expect((await say(second)).run.result).toBe('success');
    expect(comments()).toEqual([expect.stringContaining('2 people gain access')]);
  });

  shell('that was pushed to meanwhile is left to the later run', async () => {
    const world = tell();
    await plan(world);
    const pull = server.state.pulls.get(12);
    if (pull !== undefined) pull.head = 'e'.repeat(40);
    expect((await say(world)).run.log).toContain('Pull request 12 has moved on');
    expect(comments()).toEqual([]);
  });

  shell('whose policies are the same says nothing for the first time, and says so anew', async () => {
    const world = tell({ change: {} });
    expect((await plan(world)).plan.result).toBe('success');
    expect((await say(world)).run.result).toBe('success');
    expect(comments()).toEqual([]);
    server.state.comments.set(12, [{ id: 7, login: 'github-actions[bot]', body: '<!-- permafrost: permafrost -->\n### BROADER' }]);
    await say(world);
    expect(comments()).toEqual([expect.stringContaining('### SAME')]);
  });

  shell('that only rewrites policies is shown to change nothing', async () => {
    const world = tell({ change: { 'policies/space.yaml': `# The manual.\n${space('ana')}` } });
    await plan(world);
    await say(world);
    expect(comments()).toEqual([expect.stringContaining('### SAME')]);
  });
});

describe('the history', () => {
  shell.each([
    { name: 'of a whole clone is as it is', depth: 0, length: 3, since: 3 },
    { name: 'of one commit is fetched', depth: 1, length: 3, since: 3 },
    { name: 'is fetched further where that is not enough', depth: 1, length: 60, since: 60 },
  ])(
    '$name',
    async ({ depth, length, since }) => {
      const world = tell({ length, since });
      const { plan: planned } = await plan(world, { depth });
      expect(planned.result).toBe('success');
      expect(planned.summary).toContain(world.began.slice(0, 7));
    },
    60_000,
  );

  shell('is fetched until no later commit in common can hide behind its edge', async () => {
    const world = tell({ since: 0 });
    const work = join(world.folder, 'work');
    const tree = git(work, 'rev-parse', `${world.head}^{tree}`);
    const chain = (from: string, length: number, words: string): string => {
      let last = from;
      for (let index = 0; index < length; index += 1) last = git(work, 'commit-tree', '-p', last, '-m', words, `${world.began}^{tree}`);
      return last;
    };
    const merge = (one: string, other: string, files: string): string =>
      git(work, 'commit-tree', '-p', one, '-p', other, '-m', 'Merge', files);
    // Both sides have a short way to an old commit, and a long one to a later commit that they have in common.
    const later = chain(world.began, 1, 'Later');
    const base = merge(chain(later, 60, 'Base'), chain(world.began, 1, 'Short'), `${world.began}^{tree}`);
    const head = merge(chain(later, 60, 'Head'), chain(world.began, 1, 'Short too'), tree);
    git(work, 'push', '--quiet', world.origin, `${base}:refs/heads/main`, `${head}:refs/pull/12/head`, '--force');
    const { plan: planned } = await plan({ ...world, base, head, began: later });
    expect(planned.summary).toContain(later.slice(0, 7));
    expect(planned.summary).not.toContain(world.began.slice(0, 7));
  });

  shell('that does not meet is told, and nothing is guessed', async () => {
    const world = tell();
    const orphan = createRepository(join(world.folder, 'orphan'));
    const head = commit(orphan, policies);
    git(orphan, 'push', '--quiet', world.origin, `${head}:refs/pull/12/head`, '--force');
    const { plan: planned } = await plan({ ...world, head });
    expect(planned.result).toBe('failure');
    expect(planned.summary).toContain('### No plan: it is not known where this branch began');
    await say({ ...world, head });
    expect(comments()).toEqual([expect.stringContaining('### No plan: it is not known where this branch began')]);
  });
});

describe('policies', () => {
  shell('with errors fail the check; the comment and the lines say so', async () => {
    const world = tell({ change: { 'policies/space.yaml': space('ana', 'nobody') } });
    const { plan: planned } = await plan(world);
    expect(planned.result).toBe('failure');
    expect(planned.commands).toEqual([expect.stringMatching(/^::error file=policies\/space\.yaml,line=5,/)]);
    await say(world);
    expect(comments()).toEqual([expect.stringContaining('nobody@acme.example')]);
    expect(statuses(world)).toEqual(['failure permafrost: The policies are not in order: the comment says why']);
  });

  shell('that had errors before count as gained, and the comment says so', async () => {
    const world = tell({ before: { ...policies, 'policies/space.yaml': space('nobody') } });
    expect((await plan(world)).plan.result).toBe('success');
    await say(world);
    expect(comments()).toEqual([expect.stringMatching(/BROADER[^]*does not compile/)]);
  });

  shell('that are not there fail the check', async () => {
    const world = tell({ before: { 'README.md': 'x' }, change: { 'README.md': 'y' } });
    const { plan: planned } = await plan(world);
    expect(planned.result).toBe('failure');
    await say(world);
    expect(comments()).toEqual([expect.stringContaining('### No plan: the policies could not be read')]);
  });

  shell('that break a guardrail fail the check, and are planned', async () => {
    const guardrail =
      'kind: Guardrail\nname: few\nowner: user:ana@acme.example\nnever: {who: [user:bo@acme.example], can: [read/space], on: [space:DOCS]}\n';
    const world = tell({ before: { ...policies, 'policies/guardrail.yaml': guardrail } });
    const { plan: planned } = await plan(world);
    expect({ result: planned.result, summary: planned.summary }).toEqual({
      result: 'failure',
      summary: expect.stringContaining('Guardrails newly broken'),
    });
  });

  shell('with hostile names run nothing, command nothing and mention nobody', async () => {
    const names = [
      '@everyone',
      '|<img src=x onerror=alert(1)>',
      '::error::owned',
      '$(touch pwned)',
      '`touch pwned`',
      '=HYPERLINK("https://evil.example")',
    ];
    const groups = names.map((name) => `kind: Group\nname: ${JSON.stringify(name)}\nmembers: [bo@acme.example]\n`).join('---\n');
    const access = `${space('ana')}${names.map((name) => `  - {to: [${JSON.stringify(`group:${name}`)}], allow: [space-viewer]}\n`).join('')}`;
    const world = tell({ change: { 'policies/groups.yaml': groups, 'policies/space.yaml': access } });
    const { plan: planned } = await plan(world);
    expect(planned.commands.filter((line) => !/^::(?:error|warning|notice) file=policies\//.test(line))).toEqual([]);
    const { run } = await say(world);
    expect({ result: run.result, log: run.log, commands: run.commands }).toMatchObject({ result: 'success', commands: [] });
    expect(comments()).toHaveLength(1);
  });
});

describe('what was left for the job that comments', () => {
  const tamper = (handover: string, name: string, content: string | Uint8Array): void => writeFileSync(join(handover, name), content);
  const aboutWith = (handover: string, more: object): void =>
    tamper(
      handover,
      'about.json',
      JSON.stringify({ ...(JSON.parse(readFileSync(join(handover, 'about.json'), 'utf8')) as object), ...more }),
    );

  shell(
    // All the reasons are in test/cli/github.test.ts.
    'is refused where it is not of the run, or no plan',
    async () => {
      const world = tell();
      const { handover } = await plan(world);
      server.state.pulls.set(13, { author: 'octo', head: world.head, base: world.base, from: forkId });
      const good = { plan: readFileSync(join(handover, 'plan.md')), about: readFileSync(join(handover, 'about.json')) };
      const attempts: readonly (readonly [() => void, string])[] = [
        [() => aboutWith(handover, { number: 13 }), 'it names pull request 13'],
        [() => tamper(handover, 'plan.md', '![x](https://evil.example)'), 'it has an image'],
      ];
      for (const [attempt, reason] of attempts) {
        tamper(handover, 'about.json', good.about);
        attempt();
        const { run } = await say(world);
        expect({ result: run.result, log: run.log }).toEqual({ result: 'failure', log: expect.stringContaining(reason) });
      }
      expect(comments()).toEqual([]);
      tamper(handover, 'about.json', good.about);
      tamper(handover, 'plan.md', good.plan);
      expect((await say(world)).run.result).toBe('success');
      expect(comments()).toHaveLength(1);
    },
    60_000,
  );

  shell('is not shown where the change edits what makes it', async () => {
    const world = tell();
    await plan(world);
    server.state.workflows.set(world.head, '2'.repeat(40));
    const { run, sarif } = await say(world);
    expect({ result: run.result, sarif }).toEqual({ result: 'success', sarif: [] });
    expect(comments()).toEqual([expect.stringContaining('No plan is shown: this change also edits `.github`')]);
    expect(statuses(world)).toEqual(['failure permafrost: This change also edits .github, which makes the plan']);
  });

  shell('may be nothing', async () => {
    const world = tell();
    const { run } = await say(world);
    expect({ result: run.result, log: run.log }).toEqual({ result: 'success', log: expect.stringContaining('nothing is said') });
    expect(statuses(world)).toEqual(['error permafrost: The job that makes the plan left nothing: its log says why']);
  });

  shell('of a run that no pull request started is not looked at', async () => {
    expect((await say(tell(), { eventName: 'push' })).run.result).toBe('skipped');
  });
});

describe('approvals', () => {
  const given = { approvals: 'true' };

  shell('that are missing make the check and the status red, until a review that is seen', async () => {
    const world = tell();
    const first = await plan(world, { given });
    expect({ result: first.plan.result, log: first.plan.log }).toEqual({ result: 'failure', log: expect.stringContaining('NOT APPROVED') });
    await say(world);
    server.state.reviews.set(12, [{ login: 'kim', state: 'APPROVED', commit: world.head }]);
    expect((await plan(world, { given, eventName: 'pull_request_review' })).plan.result).toBe('success');
    await say(world, { eventName: 'pull_request_review' });
    expect(statuses(world)).toEqual([
      'failure permafrost: Approvals are missing: the log of the check says whose',
      'success permafrost: The policies are in order, and everybody has approved who must',
    ]);
    expect(comments()).toHaveLength(1);
  });

  shell('cannot be read without a token: then nobody has approved', async () => {
    const world = tell();
    const { plan: planned } = await plan(world, { given, token: '' });
    expect({ result: planned.result, log: planned.log }).toEqual({ result: 'failure', log: expect.stringContaining('There is no token') });
    await say(world);
    expect(statuses(world)).toEqual(['error permafrost: Who has approved could not be told: the log of the check says why']);
  });

  shell('are wanted or not: what is neither is an error', async () => {
    const { plan: planned } = await plan(tell(), { given: { approvals: 'yes' } });
    expect({ result: planned.result, log: planned.log }).toEqual({
      result: 'failure',
      log: expect.stringContaining('either true or false'),
    });
  });

  describe('on the platform', () => {
    interface Approving {
      readonly world: World;
      readonly reviews: readonly FakeReview[];
      readonly author?: string;
    }

    /** The script of the action alone: all else is the same as above. */
    async function approve({ world, reviews, author = 'octo' }: Approving): Promise<{ readonly code: string; readonly log: string }> {
      const { origin, base, head } = world;
      server.state.pulls.set(12, { author, head, base, from: ourId });
      server.state.emails.set(head, 'octo@elsewhere.example');
      server.state.reviews.set(12, reviews);
      made += 1;
      const folder = join(world.folder, `approvals-${String(made)}`);
      const clone = createRepository(join(folder, 'change'));
      git(clone, 'remote', 'add', 'origin', `file://${origin}`);
      git(clone, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', head);
      git(clone, 'checkout', '--quiet', '--detach', head);
      writeFileSync(join(folder, 'event.json'), JSON.stringify({ pull_request: { number: 12 } }));
      writeFileSync(join(folder, 'output'), '');
      const action = join(root, '.github/actions/permafrost');
      const found = await runAsync(
        'bash',
        ['-c', 'source "$GITHUB_ACTION_PATH/git.sh"; merge_base "$BASE" "$HEAD"; exec bash "$GITHUB_ACTION_PATH/approvals.sh"'],
        {
          cwd: clone,
          env: {
            PATH: process.env['PATH'],
            HOME: folder,
            GIT_CONFIG_GLOBAL: '/dev/null',
            GIT_CONFIG_NOSYSTEM: '1',
            GITHUB_ACTION_PATH: action,
            GITHUB_API_URL: server.url,
            GITHUB_SERVER_URL: 'https://github.com',
            GITHUB_REPOSITORY: 'octo/access',
            GITHUB_EVENT_PATH: join(folder, 'event.json'),
            GITHUB_OUTPUT: join(folder, 'output'),
            GITHUB_TOKEN: server.state.token,
            COMMAND: command,
            REPORT: folder,
            FOLDER: '.',
            POLICIES: 'policies',
            BASE: base,
            HEAD: head,
            MOST: '20000',
            PERMAFROST_CACHE_DIR: join(scratch.root, 'cache'),
          },
        },
      );
      expect(found.stdout).not.toContain(server.state.token);
      const code = readFileSync(join(folder, 'output'), 'utf8').replace('code=', '').trim();
      return { code, log: `${found.stdout}${found.stderr}`.replaceAll(/\s+/g, ' ') };
    }

    const yes = (login: string, commit: string, more: Partial<FakeReview> = {}): FakeReview => ({
      login,
      state: 'APPROVED',
      commit,
      ...more,
    });
    const world = process.platform === 'win32' ? undefined : tell();

    shell.each<{
      readonly name: string;
      readonly reviews: (head: string) => readonly FakeReview[];
      readonly code: string;
      readonly says: string;
    }>([
      { name: 'by an owner count', reviews: (head) => [yes('kim', head)], code: '0', says: 'APPROVED all of' },
      { name: 'by the author do not', reviews: (head) => [yes('octo', head)], code: '1', says: 'NOT APPROVED' },
      {
        name: 'by a program do not',
        reviews: (head) => [yes('kim[bot]', head, { type: 'Bot' })],
        code: '1',
        says: 'kim[bot] is nobody in the policies',
      },
      {
        name: 'by a login that nobody has do not',
        reviews: (head) => [yes('eve', head)],
        code: '1',
        says: 'eve is nobody in the policies',
      },
      {
        name: 'that were dismissed do not',
        reviews: (head) => [yes('kim', head, { state: 'DISMISSED' })],
        code: '1',
        says: 'NOT APPROVED',
      },
      {
        name: 'that a wish for changes followed do not',
        reviews: (head) => [yes('kim', head), yes('kim', head, { state: 'CHANGES_REQUESTED' })],
        code: '1',
        says: 'NOT APPROVED',
      },
      {
        name: 'that a comment followed do',
        reviews: (head) => [yes('kim', head), yes('kim', head, { state: 'COMMENTED' })],
        code: '0',
        says: 'APPROVED all of',
      },
      {
        name: 'of a commit that cannot be fetched do not, and that is said',
        reviews: () => [yes('kim', '0123456789'.repeat(4))],
        code: '1',
        says: `The approved commit ${'0123456789'.repeat(4)}, or its history, could not be fetched`,
      },
    ])('$name', async ({ reviews, code, says }) => {
      if (world === undefined) throw new Error('There is no world.');
      const found = await approve({ world, reviews: reviews(world.head) });
      expect(found).toEqual({ code, log: expect.stringContaining(says) });
    });

    shell('of a commit from before a rebase count where it did the same, and are fetched for that', async () => {
      const told = tell();
      const work = join(told.folder, 'work');
      const before = (files: Files): string => {
        const commit = chain(work, 'before', told.began, 1, () => files);
        git(work, 'push', '--quiet', told.origin, `${commit}:refs/heads/gone`, '--force');
        // As after a push by force: no reference leads there.
        git(told.origin, 'update-ref', '-d', 'refs/heads/gone');
        return commit;
      };
      const same = before({ 'policies/space.yaml': `# Written otherwise.\n${space('ana', 'bo')}` });
      const other = before({ 'policies/space.yaml': space('ana', 'bo', 'cy') });
      const rebased = chain(work, 'rebased', told.base, 1, () => ({ 'policies/space.yaml': space('ana', 'bo') }));
      git(work, 'push', '--quiet', told.origin, `${rebased}:refs/pull/12/head`, '--force');
      const after = { ...told, head: rebased };
      expect(await approve({ world: after, reviews: [yes('kim', same)] })).toEqual({
        code: '0',
        log: expect.stringContaining('APPROVED all of'),
      });
      expect(await approve({ world: after, reviews: [yes('kim', other)] })).toEqual({
        code: '1',
        log: expect.stringContaining('another effect'),
      });
    });

    shell('cannot be had where everybody who is asked wrote the change', async () => {
      const alone = tell({
        before: { ...policies, 'policies/space.yaml': space('ana').replace('owner: user:bo', 'owner: user:ana') },
        change: { 'policies/space.yaml': space('ana', 'bo').replace('owner: user:bo', 'owner: user:ana') },
      });
      const found = await approve({ world: alone, reviews: [yes('kim', alone.head)] });
      expect(found).toEqual({ code: '1', log: expect.stringContaining('nobody') });
      expect(found.log).toContain('NOT APPROVED');
    });
  });
});

describe('several policy folders in one job', () => {
  shell('have a comment and a status each', async () => {
    const elsewhere = Object.fromEntries(Object.entries(policies).map(([path, text]) => [path.replace('policies', 'eu'), text]));
    const world = tell({
      before: { ...policies, ...elsewhere },
      change: { 'policies/space.yaml': space('ana', 'bo'), 'eu/space.yaml': space('ana', 'nobody') },
    });
    expect((await plan(world)).plan.result).toBe('success');
    expect((await plan(world, { given: { name: 'eu', policies: 'eu' } })).plan.result).toBe('failure');
    await say(world);
    await say(world, { given: { name: 'eu' } });
    expect(comments()).toEqual([
      expect.stringMatching(/^<!-- permafrost: permafrost -->\n### BROADER/),
      expect.stringMatching(/^<!-- permafrost: eu -->\n[^]*nobody@acme\.example/),
    ]);
    expect(statuses(world)).toEqual([
      'success permafrost: The policies are in order',
      'failure eu: The policies are not in order: the comment says why',
    ]);
  });
});
