import type { SourceFile } from '../load/source-file.js';
import type { Judged } from '../link/judged.js';
import { parseAll, type Authority } from '../parse/parse.js';
import { wellFormed } from '../validate/well-formed.js';

/** What some files say; undefined if anything is wrong with one of them, which is for others to tell. */
export async function readDocuments(
  files: readonly SourceFile[],
  loadAuthority: () => Promise<Authority>,
): Promise<readonly Judged[] | undefined> {
  const judged: Judged[] = [];
  for (const { documents, diagnostics } of await parseAll(files, loadAuthority)) {
    if (diagnostics.length > 0) return undefined;
    for (const document of documents) {
      if (document.value === null && document.broken !== true) continue;
      const raw = document.broken === true ? undefined : wellFormed(document.value);
      if (raw === undefined) return undefined;
      judged.push({ document, raw });
    }
  }
  return judged;
}
