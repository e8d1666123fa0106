import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { fieldsOf } from './given.js';
import type { World } from './world.js';
import { worldProblem } from './world-problem.js';

/** A file that is no sandbox, or cannot be read. */
export class SandboxFileError extends Error {
  /** What to do about it, as an order. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'SandboxFileError';
    this.hint = hint;
  }
}

/** The world of a file; undefined where there is no such file. `shown`: what to call it. */
export async function readWorld(path: string, shown: string): Promise<World | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new SandboxFileError(`"${shown}" cannot be read: ${code}.`, 'Name another file.');
  }
  return worldOfText(text, shown);
}

export function worldOfText(text: string, shown: string): World {
  const advice = 'Name a file that "permafrost sandbox" wrote, or leave it out to start anew.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SandboxFileError(`"${shown}" is no JSON.`, advice);
  }
  const problem = worldProblem(fieldsOf(value));
  if (problem !== undefined) throw new SandboxFileError(`"${shown}" is no sandbox: ${problem}.`, advice);
  return value as World;
}

/**
 * Writes a world after each change, whole or not at all. A change that comes while an earlier one is being written waits for the next turn, so
 * that many at once are written once; each is told when it is on disk.
 */
export function saverTo(path: string): (world: World) => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const write = async (world: World): Promise<void> => {
    await writeFileAtomic(path, `${JSON.stringify(world, null, 1)}\n`, { fsync: false });
  };
  return (world) => {
    if (next !== undefined) return next;
    const turn = (running ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        [running, next] = [next, undefined];
        return write(world);
      });
    next = turn;
    return turn;
  };
}
