import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Style } from '../render/style.js';
import { quote } from '../text/quote.js';
import { inChunks, type Output, type Pieces } from './output.js';
import { UsageError } from './usage-error.js';

/**
 * A file that is whole or untouched: written beside, then renamed. Not by write-file-atomic, which wants everything in memory at once,
 * and a matrix may be larger than that.
 */
export function fileOutput(path: string, cwd: string, style: Style): Output {
  return {
    style,
    write: async (pieces) => {
      try {
        await replace(resolve(cwd, path), path, pieces);
      } catch (error) {
        throw explained(error, path);
      }
    },
  };
}

async function replace(written: string, path: string, pieces: Pieces): Promise<void> {
  // A link stays one: what it points at is replaced.
  const target = await realpath(written).catch(() => written);
  const present = await stat(target).catch(() => undefined);
  if (present?.isDirectory() === true) throw new UsageError(`${quote(path)} is a folder, not a file.`);
  // A pipe or a device such as /dev/stdout cannot be replaced, only written to.
  if (present?.isFile() === false) return withFile(target, 'w', undefined, (file) => writeAll(file, pieces));
  const draft = `${target}.${randomBytes(6).toString('hex')}.draft`;
  const interrupted = (): void => void rm(draft, { force: true }).finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    await withFile(draft, 'wx', present?.mode, async (file) => {
      await writeAll(file, pieces);
      await file.sync();
    });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

async function withFile(path: string, flags: string, mode: number | undefined, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, mode);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, pieces: Pieces): Promise<void> {
  for (const piece of inChunks(pieces)) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    for (let start = 0; start < bytes.length;) start += (await file.write(bytes, start)).bytesWritten;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk cannot be written to',
  ENOSPC: 'the disk is full',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a file stands where a folder should',
  ELOOP: 'it is a link to itself',
};

function explained(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const hint = code === 'ENOENT' ? `Make the folder ${quote(dirname(path))} first.` : undefined;
  return new UsageError(`${quote(path)} cannot be written: ${reasons[code] ?? code}.`, hint);
}
