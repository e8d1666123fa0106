import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test file, to be removed after it. Its path has no symbolic link in it, as git's own paths have none. */
export function scratchFolder(): { readonly root: string; remove: () => void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'permafrost-load-')));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const person = { NAME: 'Test', EMAIL: 'test@example.com', DATE: '2026-01-02T03:04:05Z' };
const author = Object.entries(person).flatMap(([name, value]) => [
  [`GIT_AUTHOR_${name}`, value],
  [`GIT_COMMITTER_${name}`, value],
]);
const ambient = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));

/** Runs git with no configuration but the repository's own; what it says, without the last newline. */
export function git(cwd: string, ...command: readonly string[]): string {
  return output(cwd, ...command).trimEnd();
}

/** The same, with everything it says. */
export function output(cwd: string, ...command: readonly string[]): string {
  const env = Object.fromEntries([
    ...ambient,
    ...author,
    ['GIT_CONFIG_GLOBAL', '/dev/null'],
    ['GIT_CONFIG_NOSYSTEM', '1'],
  ]) as NodeJS.ProcessEnv;
  return execFileSync('git', command, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export function createRepository(folder: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  if (Object.keys(files).length > 0) commit(folder, files);
  return folder;
}

/** Commits everything there is; the id of the commit. */
export function commit(folder: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  write(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message=A change');
  return git(folder, 'rev-parse', 'HEAD');
}
