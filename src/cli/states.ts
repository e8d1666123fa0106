import type { Repository } from '../load/git.js';
import type { ComingTree } from '../load/coming-tree.js';
import type { SourceTree } from '../load/source-file.js';
import { shownFolder } from '../load/shown-path.js';
import type { Site } from '../model/site.js';
import { compilePolicies, readPolicies, type Compiled, type Policies } from '../pipeline.js';
import { textOption, type Call } from './call.js';
import { showFindings } from './findings.js';
import { beBriskFor } from './patience.js';
import { folderTree, present } from './trees.js';
import { UsageError } from './usage-error.js';

/** The files of a commit, at the place of --policies. */
export async function revisionTree(call: Call, ref: string): Promise<SourceTree> {
  const repository = await repositoryAround(call);
  return present(await repository.readTree(await repository.resolve(ref), call.flags.policies));
}

/** The repository that the current folder belongs to, if it belongs to one. */
export async function openRepositoryHere({ flags: { cwd } }: Call): Promise<Repository | undefined> {
  const { openRepository } = await import('../load/git.js');
  return openRepository(cwd);
}

export async function repositoryAround(call: Call, hint = 'Go to a clone, or compare folders with --from and --to.'): Promise<Repository> {
  const repository = await openRepositoryHere(call);
  if (repository === undefined) throw new UsageError('The current folder belongs to no git repository.', hint);
  return repository;
}

/** What the files say, as of the day that was asked for. */
export function judge(
  { flags, talk }: Call,
  tree: SourceTree | ComingTree,
  folder = flags.policies,
  earlier?: Policies,
): Promise<Policies> {
  talk.step(`Reading ${tree.label}`);
  beBriskFor(tree);
  return readPolicies(tree, flags.asOf, shownFolder(folder, flags.cwd), earlier);
}

/** Policies without errors. */
export interface LinkedPolicies extends Policies {
  readonly site: Site;
}

/** The policies of --ref or of the policy folder; undefined if they have errors, which are then told on stderr. */
export async function linkedState(call: Call): Promise<LinkedPolicies | undefined> {
  const ref = textOption(call, 'ref');
  const policies = await judge(call, ref === undefined ? folderTree(call, call.flags.policies) : await revisionTree(call, ref));
  const { site } = policies;
  if (site === undefined) await showFindings(call, policies);
  return site === undefined ? undefined : { ...policies, site };
}

/** The same, with their matrix. */
export async function compiledState(call: Call): Promise<Compiled | undefined> {
  const linked = await linkedState(call);
  if (linked === undefined) return undefined;
  call.talk.step(`Compiling ${linked.tree.label}`);
  return compilePolicies(linked);
}
