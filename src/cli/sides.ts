import type { Repository, Revision } from '../load/git.js';
import type { SourceTree } from '../load/source-file.js';
import { textOption, type Call } from './call.js';
import { folderTree, repositoryAround } from './states.js';
import { UsageError } from './usage-error.js';

/** The two states of a plan. */
export interface Sides {
  readonly base: SourceTree;
  readonly head: SourceTree;
  /** The policy folder of each, as it was written. */
  readonly baseFolder: string;
  readonly headFolder: string;
}

/** Reads what the words and options of `plan` name: two folders, two commits, or a commit and the working tree. */
export async function readSides(call: Call): Promise<Sides> {
  const [from, to] = [textOption(call, 'from'), textOption(call, 'to')];
  if (from !== undefined || to !== undefined) return folders(call, from, to);
  return commits(call);
}

function folders(call: Call, from: string | undefined, to: string | undefined): Sides {
  if (call.words.length > 0)
    throw new UsageError(
      'Commits and folders cannot be compared with each other.',
      'Name two commits, or two folders with --from and --to.',
    );
  if (from === undefined || to === undefined)
    throw new UsageError('--from and --to belong together.', 'Name both folders: --from the old one, --to the new one.');
  return { base: folderTree(call, from), head: folderTree(call, to), baseFolder: from, headFolder: to };
}

async function commits(call: Call): Promise<Sides> {
  const { policies } = call.flags;
  const [baseName, headName] = call.words;
  const repository = await repositoryAround(call);
  const head = headName === undefined ? undefined : await repository.resolve(headName);
  const base = baseName === undefined ? await usualBase(repository) : await repository.resolve(baseName);
  const folders = { baseFolder: policies, headFolder: policies };
  if (head === undefined) return { base: await repository.readTree(base, policies), head: folderTree(call, policies), ...folders };
  const [older, newer] = await repository.readTrees([base, head], policies);
  if (older === undefined || newer === undefined) throw new Error('Fewer trees than commits.');
  return { base: older, head: newer, ...folders };
}

/** Where the work at hand began: the merge base with the default branch, or the last commit. */
async function usualBase(repository: Repository): Promise<Revision> {
  const last = await repository.resolve('HEAD');
  const trunk = await repository.defaultBranch();
  if (trunk === undefined) return last;
  return (await repository.mergeBase(trunk, last)) ?? last;
}
