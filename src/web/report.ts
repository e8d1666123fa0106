import type { SourceFile } from '../load/source-file.js';
import { decode } from '../parse/decode.js';
import { linesOf } from '../parse/lines.js';
import type { Compiled } from '../pipeline.js';
import type { FileLines, ReportData } from './report-data.js';
import { lineTree, type LineTree } from './line-tree.js';
import { differenceTo, packSite } from './site-pack.js';

export interface ReportInput extends Pick<ReportData, 'kind' | 'plan' | 'files' | 'sourceUrl'> {
  readonly head: Compiled;
  /** The side before, where it compiles. */
  readonly base?: Compiled | undefined;
}

/** What the page is given. Both sites are in it once: of the side before, only what differs. */
export async function reportData({ kind, plan, files, sourceUrl, head, base }: ReportInput): Promise<ReportData> {
  const site = packSite(head.site);
  const known = new Map(head.tree.files.map((file) => [file.path, file]));
  const isKnown = (file: SourceFile): boolean => {
    const same = known.get(file.path);
    return same !== undefined && sameBytes(same, file);
  };
  return {
    kind,
    plan,
    site,
    lines: await fileLines(head, head.tree.files),
    ...(base === undefined
      ? {}
      : {
          before: {
            site: differenceTo(site, base.site),
            lines: await fileLines(
              base,
              base.tree.files.filter((file) => !isKnown(file)),
            ),
          },
        }),
    files,
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
  };
}

async function fileLines({ documents }: Compiled, files: readonly SourceFile[]): Promise<FileLines> {
  const byFile = new Map<string, Record<string, LineTree>>(files.map(({ path }) => [path, {}]));
  for (const file of files) {
    const lines = await linesOf(textOf(file));
    const own = byFile.get(file.path);
    if (lines === undefined || own === undefined) continue;
    for (const { document } of documents) {
      if (document.file !== file.path) continue;
      own[document.index] = lineTree(document.value, (path, key) =>
        lines.lineOf({ file: file.path, document: document.index, path, ...(key === undefined ? {} : { key }) }),
      );
    }
  }
  return Object.fromEntries(byFile);
}

function sameBytes(a: SourceFile, b: SourceFile): boolean {
  return (a.id !== undefined && a.id === b.id) || (a.bytes.length === b.bytes.length && a.bytes.every((byte, at) => byte === b.bytes[at]));
}

function textOf(file: SourceFile): string {
  const decoded = decode(file);
  return decoded.text ?? decoded.legible;
}
