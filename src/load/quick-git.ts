import { execFileSync } from 'node:child_process';
import { isUtf8 } from 'node:buffer';
import { relative, resolve, sep } from 'node:path';
import { gitEnvironment } from './git-environment.js';
import { splitBlobs } from './git-blobs.js';
import { classifyName } from './policy-file.js';
import { labelOf, objectId } from './revision-label.js';

/** A commit and the tree of its policy folder, by git's ids. */
export interface CommitState {
  readonly commit: string;
  readonly label: string;
  readonly tree: string;
}

/** A policy file that two trees do not have alike; `before` and `after` are git's ids of its bytes. */
export interface TreeChange {
  /** Below the folder. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/*
 * Where the answers of git are all that is needed, it is asked directly: loading the library takes longer than they do. Whatever is not
 * plain sailing gives undefined, and is looked into by who has words for it.
 */

/** An answer of `statesOf`, for another script of the same run: a process of git takes as long as a fifth of an empty Node. */
export interface AnsweredStates {
  readonly question: string;
  readonly states: readonly CommitState[] | undefined;
}

export function answerStates(cwd: string, names: readonly string[], folder: string): AnsweredStates {
  return { question: JSON.stringify([cwd, names, folder]), states: askStates(cwd, names, folder) };
}

let handed: AnsweredStates | undefined;

/** The next time that this is asked, it is answered. */
export function handStates(answer: AnsweredStates | undefined): void {
  handed = answer;
}

/** The states of some commits; undefined if one of them, or its policy folder, is not simply there. */
export function statesOf(cwd: string, names: readonly string[], folder: string): readonly CommitState[] | undefined {
  const answer = handed;
  handed = undefined;
  if (answer?.question === JSON.stringify([cwd, names, folder])) return answer.states;
  return askStates(cwd, names, folder);
}

function askStates(cwd: string, names: readonly string[], folder: string): readonly CommitState[] | undefined {
  if (names.some((name) => name === '' || /^[-^:]|\0/.test(name))) return undefined;
  const path = `./${relative(cwd, resolve(cwd, folder)).split(sep).join('/')}`;
  const answer = ask(cwd, ['rev-parse', ...names.flatMap((name) => [`${name}^{commit}`, `${name}:${path}`])]);
  const ids = answer?.toString('latin1').trimEnd().split('\n') ?? [];
  if (ids.length !== names.length * 2 || !ids.every((id) => objectId.test(id))) return undefined;
  return names.map((name, index) => {
    const [commit = '', tree = ''] = ids.slice(index * 2);
    return { commit, tree, label: labelOf(name, commit) };
  });
}

/** The policy files that differ between two trees; undefined where one is not a plain file with a plain name. */
export function changesBetween(cwd: string, before: string, after: string): readonly TreeChange[] | undefined {
  if (before === after) return [];
  const output = ask(cwd, ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', before, after]);
  if (output === undefined || !isUtf8(output)) return undefined;
  const fields = output.toString('utf8').split('\0').slice(0, -1);
  const changes: TreeChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = (fields[at] ?? '').slice(1).split(' ');
    const path = fields[at + 1] ?? '';
    const name = classifyName(path);
    if (![oldMode, newMode].every((mode) => plainModes.has(mode)) || name === 'nearly') return undefined;
    if (name === 'other' || oldId === newId) continue;
    changes.push({ path, ...(isNone(oldMode) ? {} : { before: oldId }), ...(isNone(newMode) ? {} : { after: newId }) });
  }
  return changes;
}

/** How many files a tree has, whatever they are. */
export function countFiles(cwd: string, tree: string): number | undefined {
  const output = ask(cwd, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', tree]);
  return output?.reduce((amount, byte) => (byte === 0 ? amount + 1 : amount), 0);
}

/** The bytes behind some ids; undefined if one is missing. */
export function blobsOf(cwd: string, ids: Iterable<string>): ReadonlyMap<string, Uint8Array> | undefined {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const output = ask(cwd, ['cat-file', '--batch', '--buffer'], `${wanted.join('\n')}\n`);
  const { blobs, missing } = output === undefined ? { blobs: new Map<string, Uint8Array>(), missing: wanted } : splitBlobs(output);
  return missing.length > 0 || wanted.some((id) => !blobs.has(id)) ? undefined : blobs;
}

const plainModes: ReadonlySet<string> = new Set(['000000', '100644', '100755']);
const isNone = (mode: string): boolean => mode === '000000';

function ask(cwd: string, args: readonly string[], input = ''): Buffer | undefined {
  try {
    return execFileSync('git', args, { cwd, input, env: gitEnvironment(), stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 2 ** 31 - 1 });
  } catch {
    return undefined;
  }
}
