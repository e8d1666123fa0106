import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PolicyFile } from '../edit/import/policy-files.js';
import { quote } from '../text/quote.js';
import { UsageError } from './usage-error.js';

/**
 * Makes a folder with files in it: all of them or none. They are written into a folder beside, which then takes the name; whatever stops
 * it in between leaves nothing under that name. An empty folder of the name is replaced. `write` writes one file.
 */
export async function writeFolder(folder: string, files: readonly PolicyFile[], write = writeFile as WriteOne): Promise<void> {
  const draft = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString('hex')}.draft`);
  const interrupted = (): void => void rm(draft, { recursive: true, force: true }).finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    await mkdir(draft, { recursive: true });
    for (const made of new Set(files.map(({ path }) => dirname(path)))) await mkdir(join(draft, made), { recursive: true });
    for (const { path, text } of files) await write(join(draft, path), text);
    // Not every system replaces a folder, even if it is empty.
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new UsageError(`The files cannot be written (${code}); nothing was left of them.`, `Look at the folder around ${quote(folder)}.`);
  } finally {
    process.off('SIGINT', interrupted);
  }
}

export type WriteOne = (path: string, text: string) => Promise<void>;
