import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { structuredPatch } from 'diff';
import writeFileAtomic from 'write-file-atomic';
import type { SourceTree } from '../load/source-file.js';
import { quote, visible } from '../text/quote.js';
import type { Call } from './call.js';
import { UsageError } from './usage-error.js';

export interface FileChange {
  readonly path: string;
  /** Undefined for a new file. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
}

/** What differs between two trees, of which the later has all files of the earlier. */
export function changesBetween(before: SourceTree, after: SourceTree): readonly FileChange[] {
  const known = new Map(before.files.map(({ path, bytes }) => [path, bytes]));
  return after.files.flatMap(({ path, bytes }) => (known.get(path) === bytes ? [] : [{ path, before: known.get(path), after: bytes }]));
}

/** Writes all files, or puts back what it has written: a file that somebody changed meanwhile stops it before the first. */
export async function writeChanges({ flags: { cwd } }: Call, files: readonly FileChange[]): Promise<void> {
  for (const { path, before } of files) {
    const now = await readFile(resolve(cwd, path)).catch(() => undefined);
    if (before === undefined ? now !== undefined : now?.equals(before) !== true)
      throw new UsageError(`${quote(path)} was changed meanwhile, so nothing was written.`, 'Run the command again.');
  }
  const done: FileChange[] = [];
  try {
    for (const file of files) {
      const path = resolve(cwd, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, Buffer.from(file.after));
      done.push(file);
    }
  } catch (error) {
    for (const file of done) await putBack(resolve(cwd, file.path), file);
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`The files cannot be written (${code}); all are as they were.`);
  }
}

async function putBack(path: string, { before }: FileChange): Promise<void> {
  if (before === undefined) await rm(path, { force: true });
  else await writeFileAtomic(path, Buffer.from(before));
}

/** The lines that change, as `git diff` shows them and `git apply` takes them. */
export function patchText({ path, before, after }: FileChange): string {
  const [old, fresh] = [before ?? new Uint8Array(), after].map((bytes) => new TextDecoder().decode(bytes));
  const { hunks } = structuredPatch(path, path, old ?? '', fresh ?? '', undefined, undefined, { context: 3 });
  const name = visible(path);
  const head = `--- ${before === undefined ? '/dev/null' : `a/${name}`}\n+++ b/${name}\n`;
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const range = `@@ -${before === undefined ? 0 : oldStart},${oldLines} +${newStart},${newLines} @@`;
    return [range, ...lines.map((line) => visible(line.replace(/\r$/, '')))].join('\n');
  });
  return `${head}${body.join('\n')}\n`;
}
