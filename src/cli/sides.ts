import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Repository, Revision } from '../load/git.js';
import type { SourceTree } from '../load/source-file.js';
import { count } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { textOption, type Call } from './call.js';
import { openRepositoryHere, repositoryAround } from './states.js';
import { folderTree } from './trees.js';
import { UsageError } from './usage-error.js';

/** The two states of a plan. */
export interface Sides {
  readonly base: SourceTree;
  readonly head: SourceTree;
  /** The policy folder of each, as it was written. */
  readonly baseFolder: string;
  readonly headFolder: string;
}

/** Reads what the words and options of `plan` name: two folders, two commits, a commit and the working tree, or a state and a patch. */
export async function readSides(call: Call): Promise<Sides> {
  const [from, to, patch] = [textOption(call, 'from'), textOption(call, 'to'), textOption(call, 'patch')];
  const { policies } = call.flags;
  if (from !== undefined || to !== undefined) return folders(call, from, to, patch);
  const trees = patch === undefined ? await commits(call) : await patched(call, patch);
  return { ...trees, baseFolder: policies, headFolder: policies };
}

type Trees = Pick<Sides, 'base' | 'head'>;

function folders(call: Call, from: string | undefined, to: string | undefined, patch: string | undefined): Sides {
  if (call.words.length > 0 || patch !== undefined)
    throw new UsageError(
      'Folders are compared with folders, not with commits or patches.',
      'Name two commits, or two folders with --from and --to.',
    );
  if (from === undefined || to === undefined)
    throw new UsageError('--from and --to belong together.', 'Name both folders: --from the old one, --to the new one.');
  return { base: folderTree(call, from), head: folderTree(call, to), baseFolder: from, headFolder: to };
}

async function commits(call: Call): Promise<Trees> {
  const { policies } = call.flags;
  const [baseName, headName] = call.words;
  const repository = await repositoryAround(call);
  const head = headName === undefined ? undefined : await repository.resolve(headName);
  const base = baseName === undefined ? await usualBase(repository) : await repository.resolve(baseName);
  if (head === undefined) return { head: folderTree(call, policies), base: await repository.readTree(base, policies) };
  const [older, newer] = await repository.readTrees([base, head], policies);
  if (older === undefined || newer === undefined) throw new Error('Fewer trees than commits.');
  return { base: older, head: newer };
}

/** Where the work at hand began: the merge base with the default branch, or the last commit. */
async function usualBase(repository: Repository): Promise<Revision> {
  const last = await repository.resolve('HEAD');
  const trunk = await repository.defaultBranch();
  return (trunk && (await repository.mergeBase(trunk, last))) ?? last;
}

/** A patch on the working tree, or on the commit that is named; it needs no repository in the first case. */
async function patched(call: Call, file: string): Promise<Trees> {
  const { cwd, policies } = call.flags;
  const [baseName, headName] = call.words;
  if (headName !== undefined) throw new UsageError('A patch makes the second state, so that only one commit can be named.');
  // Of a folder nothing but its place in the repository is asked, so that it may do without one, and without git.
  const repository = baseName === undefined ? await openRepositoryHere(call).catch(() => undefined) : await repositoryAround(call);
  const base =
    baseName === undefined || repository === undefined
      ? folderTree(call, policies)
      : await repository.readTree(await repository.resolve(baseName), policies);
  const patch = await readPatch(cwd, file);
  const { applyPatch } = await import('../load/patch.js');
  const head = applyPatch(base, patch, {
    name: file,
    folder: policies,
    cwd,
    ...(repository === undefined ? {} : { prefix: repository.prefix }),
  });
  if (head.ignored.length > 0) call.talk.note(`The patch also changes ${count(head.ignored.length, 'file')} that are no policies.`);
  return { base, head };
}

async function readPatch(cwd: string, file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`The patch ${quote(file)} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}.`);
  }
}
