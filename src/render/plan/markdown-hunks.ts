import type { Hunk } from '../../plan/hunks.js';
import { count, thousands } from '../../text/plural.js';
import { brief, fenced } from '../escape-markdown.js';
import type { Item, Section } from '../markdown-room.js';
import { anchor, type Page } from './markdown-page.js';
import type { NumberedFile, NumberedHunk } from './places.js';

/** Lines, and characters of a line, that are shown of a hunk where there is little room. */
const [mostLines, mostCharacters] = [16, 160];

/** An item, and the number of the hunk it shows. */
interface Shown {
  readonly item: Item;
  readonly number?: number;
}

export interface HunkSection {
  readonly section: Section;
  /** The numbers of the first so many items. */
  readonly numbers: (items: number) => readonly number[];
}

/** What changes in the files, folded; first the hunks that something above points at. */
export function hunkSection(page: Page): HunkSection {
  const { files, named } = page;
  const all = files.flatMap((file) => (file.hunks.length === 0 ? [fileItem(file)] : file.hunks.map((hunk) => hunkItem(file, hunk))));
  const isNamed = ({ number }: Shown): boolean => number !== undefined && named.has(number);
  const ordered = [...all.filter(isNamed), ...all.filter((each) => !isNamed(each))];
  const hunks = files.reduce((sum, file) => sum + file.hunks.length, 0);
  const section: Section = {
    name: 'Lines of the policy files',
    heading: '',
    folded: `Lines of the policy files: ${count(hunks, 'hunk')} in ${count(files.length, 'file')}`,
    items: ordered.map(({ item }) => item),
    least: 4000,
    open: 0,
    between: '\n\n',
    rest: (from) => `… and ${count(ordered.length - from, 'more hunk')} of the policy files.`,
  };
  return { section, numbers: (items) => ordered.slice(0, items).flatMap(({ number }) => number ?? []) };
}

function fileItem({ path, from, status, rewritten }: NumberedFile): Shown {
  const what =
    rewritten === true
      ? `rewritten, with too little in common to compare${from === undefined ? '' : `; it was ${brief(from)}`}`
      : from === undefined
        ? `${status}, without a line that differs`
        : `moved from ${brief(from)}`;
  return { item: { isGrave: false, renditions: [() => `${brief(path)}: ${what}`] } };
}

function hunkItem({ path, from, status }: NumberedFile, hunk: NumberedHunk): Shown {
  const { number } = hunk;
  const state = status === 'modified' ? (from === undefined ? '' : `, which was ${brief(from)}`) : `, ${status}`;
  const head = `<a name="${anchor(number)}"></a>**hunk ${String(number)}** of ${brief(path)}${state}`;
  return {
    number,
    item: {
      isGrave: false,
      renditions: [
        () => `${head}\n\n${fenced([range(hunk), ...hunk.lines], 'diff')}`,
        () => `${head}\n\n${shortened(hunk)}`,
        () => `${head}: ${amounts(hunk.lines)}`,
      ],
    },
  };
}

function range({ oldStart, oldLines, newStart, newLines }: Hunk): string {
  return `@@ -${String(oldStart)},${String(oldLines)} +${String(newStart)},${String(newLines)} @@`;
}

function amounts(lines: readonly string[]): string {
  const [gone, fresh] = ['-', '+'].map((sign) => lines.filter((line) => line.startsWith(sign)).length);
  return `${count(fresh ?? 0, 'new line')}, ${thousands(gone ?? 0)} gone`;
}

function shortened(hunk: Hunk): string {
  const lines = hunk.lines
    .slice(0, mostLines)
    .map((line) => (line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters)}… (${String(line.length)} characters)`));
  const rest = hunk.lines.length - lines.length;
  return `${fenced([range(hunk), ...lines], 'diff')}${rest > 0 ? `\n\nand ${count(rest, 'more line')}: in all ${amounts(hunk.lines)}` : ''}`;
}
