import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { readFolder } from '../load/folder.js';
import type { SourceTree } from '../load/source-file.js';
import type { Call } from './call.js';
import { UsageError } from './usage-error.js';

/** The files of a folder. A folder that is not there is a matter of the command, not of the policies. */
export function folderTree({ flags: { cwd } }: Call, folder: string): SourceTree {
  return present(readFolder(folder, { cwd }));
}

/** A tree whose folder is there. */
export function present(tree: SourceTree): SourceTree {
  const missing = tree.diagnostics.find(({ code }: Diagnostic) => code === 'missing-folder');
  if (missing !== undefined) throw new UsageError(missing.message, missing.hint);
  return tree;
}
