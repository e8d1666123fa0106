import { StateError } from '../state-error.js';
import { runGit } from './run-git.js';

export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The objects that some names stand for, in their order; undefined for one that is not there. */
export async function readObjects(cwd: string, names: readonly string[]): Promise<readonly (GitObject | undefined)[]> {
  if (names.length === 0) return [];
  const output = await runGit(cwd, ['cat-file', '--batch', '--buffer'], { input: `${names.join('\n')}\n` });
  const found: (GitObject | undefined)[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    const header = output.toString('utf8', at, end === -1 ? output.length : end);
    at = end === -1 ? output.length : end + 1;
    const [, id = '', type = '', size = ''] = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(header) ?? [];
    if (id === '') {
      if (!/ (?:missing|ambiguous)$/.test(header)) throw new StateError('git-failed', 'git gave no objects.');
      found.push(undefined);
      continue;
    }
    found.push({ id, type, bytes: output.subarray(at, at + Number(size)) });
    at += Number(size) + 1;
  }
  if (found.length !== names.length) throw new StateError('git-failed', 'git broke off in the middle of an object.');
  return found;
}

/** The parts of a commit that say who made it, and after what. */
export interface CommitParts {
  readonly parents: readonly string[];
  readonly tree: string;
  readonly author: CommitPerson;
  readonly committer: CommitPerson;
  readonly isSigned: boolean;
}

export interface CommitPerson {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly seconds: number;
}

export function commitParts(bytes: Buffer): CommitParts {
  const text = bytes.toString('utf8');
  const headers = text.slice(0, (text.indexOf('\n\n') + 1 || text.length + 1) - 1).split('\n');
  const valuesOf = (key: string): readonly string[] =>
    headers.flatMap((line) => (line.startsWith(`${key} `) ? [line.slice(key.length + 1)] : []));
  return {
    parents: valuesOf('parent'),
    tree: valuesOf('tree')[0] ?? '',
    author: personOf(valuesOf('author')[0]),
    committer: personOf(valuesOf('committer')[0]),
    isSigned: valuesOf('gpgsig').length + valuesOf('gpgsig-sha256').length > 0,
  };
}

function personOf(line = ''): CommitPerson {
  const [, name = '', email = '', seconds = 'NaN'] = /^(.*?) ?<([^>]*)> (\d+) [+-]\d{4}$/.exec(line) ?? [];
  return { name, email, seconds: Number(seconds) };
}

export interface TreeFile {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

/** The entries of a tree: `MODE NAME␀` and the bytes of the id. */
export function treeFiles(bytes: Buffer, lengthOfId: number): readonly TreeFile[] {
  const found: TreeFile[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    const next = end + 1 + lengthOfId / 2;
    found.push({
      mode: bytes.toString('latin1', at, space),
      name: bytes.toString('utf8', space + 1, end),
      id: bytes.toString('hex', end + 1, next),
    });
    at = next;
  }
  return found;
}
