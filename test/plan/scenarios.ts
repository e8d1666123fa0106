import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyPatch } from '../../src/load/patch.js';
import type { SourceTree } from '../../src/load/source-file.js';
import { compilePolicies, readPolicies, type Compiled, type Policies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';

const folder = resolve(import.meta.dirname, '../fixtures/plans');

/** Below test/fixtures/plans: each folder with a change is a scenario. */
export const scenarios = readdirSync(folder).filter((name) => existsSync(resolve(folder, name, 'change.patch')));

/** Both sides of a scenario, and who is said to have written the change: its own `before/policies` or else those of the company that most of them share, and what its patch makes of it. */
export async function sidesOf(scenario: string): Promise<Scenario> {
  const own = resolve(folder, scenario, 'before');
  const before = policiesIn(existsSync(own) ? own : resolve(folder, 'company'));
  const patch = readFileSync(resolve(folder, scenario, 'change.patch'), 'utf8');
  const after = patch === '' ? before : applyPatch(before, patch, { name: 'change.patch', folder: 'policies', cwd: '' });
  const head = compilePolicies(await readPolicies({ ...after, label: 'change.patch' }, asOf));
  if (head === undefined) throw new Error(`The scenario ${scenario} ends in policies with errors.`);
  const author = resolve(folder, scenario, 'author');
  return {
    base: await readPolicies(before, asOf),
    head,
    ...(existsSync(author) ? { author: { login: readFileSync(author, 'utf8').trim() } } : {}),
  };
}

interface Scenario {
  readonly base: Policies;
  readonly head: Compiled;
  readonly author?: { readonly login: string };
}

function policiesIn(root: string): SourceTree {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return treeOf(
    names.map((name) => [name, readFileSync(resolve(root, name), 'utf8')] as const),
    'policies',
  );
}
