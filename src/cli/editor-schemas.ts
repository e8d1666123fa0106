import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { InitialFile } from '../edit/init.js';
import { schemaFolders } from '../edit/modeline.js';

/** Editors complete and check policies by the schemas: those that npm installed, or else copies beside the policies. */
export function schemasFor(cwd: string): { readonly folder: string; readonly isInstalled: boolean } {
  const installed = resolve(cwd, schemaFolders.installed);
  return existsSync(installed)
    ? { folder: installed, isInstalled: true }
    : { folder: resolve(cwd, schemaFolders.copied), isInstalled: false };
}

/** Our own, to be copied. */
export async function ownSchemas(): Promise<readonly InitialFile[]> {
  const folder = join(import.meta.dirname, '../../schemas');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })));
}
