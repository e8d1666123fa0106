import { freshWorld } from './seed.js';
import { startSandbox, type RunningSandbox, type ServerOptions } from './server.js';
import { readWorld, saverTo } from './world-file.js';

/**
 * The sandbox of a file, for as long as a command works with it: every change is in the file when it is answered. Without such a file it
 * begins as a site on its first day, and the file comes with the first change.
 */
export async function startEmbedded(
  path: string,
  options: Omit<ServerOptions, 'world' | 'save'> & { readonly shown?: string } = {},
): Promise<RunningSandbox> {
  const world = (await readWorld(path, options.shown ?? path)) ?? freshWorld();
  return startSandbox({ ...options, world, save: saverTo(path) });
}
