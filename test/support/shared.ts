import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Material from outside the repository, which lies beside the clone, or beside the folder that a worktree of it is in. */
export function shared(path: string): string {
  const folders = ['../shared', '../../shared'].map((folder) => resolve(folder));
  return join(folders.find((folder) => existsSync(folder)) ?? resolve('../shared'), path);
}
