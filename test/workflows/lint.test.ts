import { describe, expect, test } from '@jest/globals';
import { NoOperationTraceWriter, parseWorkflow, convertWorkflowTemplate } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAction, readWorkflow, type Step } from '../support/actions.js';
import { root } from '../support/run.js';

const workflows = ['.github/workflows', 'docs/github'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${folder}/${name}`),
);
const action = '.github/actions/permafrost/action.yml';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function stepsOf(path: string): readonly Step[] {
  if (path === action) return readAction(path).runs.steps;
  return Object.values(readWorkflow(path).jobs).flatMap(({ steps }) => steps);
}

/** Expressions in a script are put in before the shell reads it: quotes do not hold them. */
function injected(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ run }) => (run?.includes('${{') === true ? [run] : []));
}

/** Actions by GitHub itself by the number of their major version, ours by its version, all others by commit. */
function unpinned(steps: readonly Step[]): readonly string[] {
  const pinned =
    /^(?:\.\/trusted\/|(?:actions|github)\/[\w/-]+@v\d+$|permafrost\/permafrost\/[\w./-]+@v\d+\.\d+\.\d+$|[\w.-]+\/[\w./-]+@[0-9a-f]{40}$)/;
  return steps.flatMap(({ uses }) => (uses === undefined || pinned.test(uses) ? [] : [uses]));
}

describe.each([...workflows, action])('%s', (path) => {
  test('puts no expression into a script', () => {
    expect(stepsOf(path).length).toBeGreaterThan(0);
    expect(injected(stepsOf(path))).toEqual([]);
  });

  test('pins what it uses', () => {
    expect(unpinned(stepsOf(path))).toEqual([]);
  });

  test('leaves no token in a clone', () => {
    const clones = stepsOf(path).filter(({ uses }) => uses?.startsWith('actions/checkout@') === true);
    expect(clones.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });
});

describe.each(workflows)('%s', (path) => {
  test('is a workflow to the parser of GitHub', async () => {
    const { context, value } = parseWorkflow({ name: path, content: read(path) }, new NoOperationTraceWriter());
    expect(value).toBeDefined();
    if (value === undefined) return;
    const { errors } = await convertWorkflowTemplate(context, value);
    expect([...context.errors.getErrors(), ...(errors ?? [])]).toEqual([]);
  });

  test('says what it may', () => {
    const { permissions } = readWorkflow(path);
    expect(typeof permissions).toBe('object');
  });
});

test('the action is one to the parser of GitHub', () => {
  const { context } = parseAction({ name: action, content: read(action) }, new NoOperationTraceWriter());
  expect(context.errors.getErrors()).toEqual([]);
});

describe('who may what', () => {
  test('what runs beside the change may only read, and knows no secret', () => {
    const path = '.github/workflows/permafrost.yml';
    expect(readWorkflow(path).permissions).toEqual({ contents: 'read', 'pull-requests': 'read' });
    expect(Object.values(readWorkflow(path).jobs).map(({ permissions }) => permissions)).toEqual([undefined]);
    expect(read(path)).not.toContain('secrets.');
  });

  test('what may comment checks out nothing of the change', () => {
    const path = '.github/workflows/permafrost-comment.yml';
    const { permissions, jobs, on } = readWorkflow(path);
    expect([permissions, jobs['comment']?.permissions]).toEqual([
      {},
      { actions: 'read', contents: 'read', 'pull-requests': 'write', 'security-events': 'write', statuses: 'write' },
    ]);
    expect(on).toEqual({ workflow_run: { workflows: ['permafrost'], types: ['completed'] } });
    const clones = stepsOf(path).filter(({ uses }) => uses?.startsWith('actions/checkout@') === true);
    expect(clones.map(({ with: given }) => given)).toEqual([{ path: 'trusted', 'persist-credentials': false }]);
  });
});

test.each(['permafrost.yml', 'permafrost-comment.yml'])(
  '%s is what is given to copy, but that it runs the permafrost of this repository',
  (name) => {
    const [here, copy] = [readWorkflow(`.github/workflows/${name}`), readWorkflow(`docs/github/${name}`)];
    const ours = Object.entries(here.jobs).map(([id, job]) => {
      const steps = job.steps
        .filter((step) => step.with?.['path'] !== 'trusted')
        .map((step) =>
          step.uses?.startsWith('./trusted') === true ? { ...step, uses: step.uses.replace('./trusted', 'permafrost/permafrost') } : step,
        );
      return [id, { ...job, steps }] as const;
    });
    const { version } = JSON.parse(read('package.json')) as { readonly version: string };
    const text = JSON.stringify(copy).replaceAll(`permafrost@v${version}`, 'permafrost');
    expect(JSON.parse(text) as unknown).toEqual({ ...here, jobs: Object.fromEntries(ours) });
  },
);

test('offences are found', () => {
  const title = '${{ github.event.pull_request.title }}';
  expect(injected([{ run: `echo "${title}"` }, { run: 'echo "$TITLE"', env: { TITLE: title } }])).toHaveLength(1);
  expect(unpinned([{ uses: 'actions/checkout@main' }, { uses: 'a/b@v3' }, { uses: `a/b@${'a'.repeat(40)}` }, { uses: './x' }])).toEqual([
    'actions/checkout@main',
    'a/b@v3',
    './x',
  ]);
});
