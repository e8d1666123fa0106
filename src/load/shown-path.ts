import { isAbsolute, relative, resolve } from 'node:path';

/**
 * How the policy folder is called in findings: from the current folder where it is below that (`.` for itself), else as it was written.
 * A path is `joinShown(shown, 'a/b.yaml')`.
 */
export function shownFolder(folder: string, cwd: string): string {
  const below = relative(cwd, resolve(cwd, folder));
  if (below === '') return '.';
  const shown = below === '..' || /^\.\.[\\/]/.test(below) || isAbsolute(below) ? folder : below;
  const slashed = process.platform === 'win32' ? shown.replaceAll('\\', '/') : shown;
  return slashed.length > 1 ? slashed.replace(/\/+$/, '') : slashed;
}

export function joinShown(folder: string, path: string): string {
  if (folder === '.') return path;
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`;
}
