import type { SourceFile } from '../load/source-file.js';
import { decode } from '../parse/decode.js';
import type { Document } from '../parse/document.js';
import { linesOf } from '../parse/lines.js';
import type { Compiled } from '../pipeline.js';
import { addToList } from '../text/add-to-list.js';
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
  const inFiles = new Map<string, Document[]>();
  for (const { document } of documents) addToList(inFiles, document.file, document);
  const trees: [path: string, own: Record<string, LineTree>][] = [];
  for (const file of files) {
    const own: Record<string, LineTree> = {};
    trees.push([file.path, own]);
    const lines = await linesOf(textOf(file));
    if (lines === undefined) continue;
    for (const { index, value } of inFiles.get(file.path) ?? [])
      own[index] = lineTree(value, (path, key) =>
        lines.lineOf({ file: file.path, document: index, path, ...(key === undefined ? {} : { key }) }),
      );
  }
  return Object.fromEntries(trees);
}

function sameBytes(a: SourceFile, b: SourceFile): boolean {
  return (a.id !== undefined && a.id === b.id) || (a.bytes.length === b.bytes.length && a.bytes.every((byte, at) => byte === b.bytes[at]));
}

function textOf(file: SourceFile): string {
  const decoded = decode(file);
  return decoded.text ?? decoded.legible;
}
