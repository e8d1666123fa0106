import { structuredPatch } from 'diff';
import { compareBytes } from '../text/compare.js';
import type { FileHunks, Hunk } from './hunks.js';
import type { Rename } from './renames.js';
import { nameOf } from '../text/reference.js';
import { addToList } from '../text/add-to-list.js';

/** A policy file on the two sides of a change, each with its path there; one side may be missing. */
export interface FilePair {
  readonly before?: TextFile;
  readonly after?: TextFile;
}

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Lines kept around what changes. */
const context = 3;

/** Changed lines beyond which two texts are called rewritten. It is counted and not timed, so that the same input gives the same hunks. */
const mostEdits = 1500;

/** Pairs of a removed and an added file that are compared line by line; where there are more, only equal texts are one moved file. */
const mostPairs = 4000;

/** A removed and an added file that have this part of their lines in common are one that moved, as git has it. */
const alike = 0.5;

/** What happens to the text of each changed file, sorted by path. A file that moves, or whose thing is renamed by `formerly`, is told once. */
export function hunksOf(changed: readonly FilePair[], renames: readonly Rename[] = []): readonly FileHunks[] {
  const removed = changed.flatMap(({ before, after }) => (before !== undefined && after === undefined ? [before] : []));
  const added = changed.flatMap(({ before, after }) => (before === undefined && after !== undefined ? [after] : []));
  const moves = movesBetween(removed, added, renames);
  const origins = new Set(moves.values());
  return changed
    .flatMap(({ before, after }) => {
      if (after === undefined) return before === undefined || origins.has(before) ? [] : [fileHunks(before, undefined)];
      return [fileHunks(before ?? moves.get(after), after)];
    })
    .sort((a, b) => compareBytes(a.path, b.path));
}

function fileHunks(before: TextFile | undefined, after: TextFile | undefined): FileHunks {
  const path = after?.path ?? before?.path ?? '';
  if (before === undefined || after === undefined)
    return { path, status: before === undefined ? 'added' : 'removed', hunks: wholeFile(before?.text, after?.text) };
  const patch = structuredPatch(path, path, before.text, after.text, undefined, undefined, { context, maxEditLength: mostEdits });
  return {
    path,
    status: 'modified',
    ...(before.path === path ? {} : { from: before.path }),
    ...(patch === undefined ? { hunks: [], rewritten: true } : { hunks: patch.hunks.map(hunkOf) }),
  };
}

/** Of a file that is on one side only there is nothing to compare. */
function wholeFile(old = '', fresh = ''): readonly Hunk[] {
  const [gone, come] = [old, fresh].map((text) => (text === '' ? [] : text.replace(/\n$/, '').split('\n')));
  const lines = [...(gone ?? []).map((line) => `-${line}`), ...(come ?? []).map((line) => `+${line}`)];
  const counted = (some: readonly string[] = []): readonly [start: number, lines: number] => [some.length === 0 ? 0 : 1, some.length];
  const [[oldStart, oldLines], [newStart, newLines]] = [counted(gone), counted(come)];
  return lines.length === 0 ? [] : [{ oldStart, oldLines, newStart, newLines, lines }];
}

/** Of the end of a file without a line break only the lines themselves are told. */
function hunkOf({ oldStart, oldLines, newStart, newLines, lines }: Hunk): Hunk {
  return { oldStart, oldLines, newStart, newLines, lines: lines.filter((line) => !line.startsWith('\\')) };
}

/** Where each added file that has an origin comes from: equal texts first, then renamed things, then those most alike. */
function movesBetween(
  removed: readonly TextFile[],
  added: readonly TextFile[],
  renames: readonly Rename[],
): ReadonlyMap<TextFile, TextFile> {
  const moves = new Map<TextFile, TextFile>();
  const left = new Set(removed);
  const pair = (after: TextFile, before: TextFile | undefined): void => {
    if (before === undefined || moves.has(after) || !left.delete(before)) return;
    moves.set(after, before);
  };
  const byText = new Map<string, TextFile[]>();
  for (const file of removed) addToList(byText, file.text, file);
  for (const file of added) pair(file, byText.get(file.text)?.shift());
  for (const file of added) {
    const names = renames.filter(({ from }) => declares(file.text, 'formerly', from)).map(({ from }) => from);
    pair(
      file,
      removed.find((old) => left.has(old) && names.some((name) => ['key', 'name'].some((field) => declares(old.text, field, name)))),
    );
  }
  for (const { before, after } of likely(
    removed.filter((file) => left.has(file)),
    added.filter((file) => !moves.has(file)),
  ))
    pair(after, before);
  return moves;
}

/** Whether a line of the text gives the field the name of the thing, such as `formerly: OLD` for `project:OLD`. */
function declares(text: string, field: string, reference: string): boolean {
  const name = nameOf(reference);
  return text.split(/\r?\n/).some((line) => {
    const [, key, value = ''] = /^\s*(\w+):\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? [];
    return key === field && value.replace(/^(["'])(.*)\1$/, '$2') === name;
  });
}

function likely(
  removed: readonly TextFile[],
  added: readonly TextFile[],
): readonly { readonly before: TextFile; readonly after: TextFile }[] {
  if (removed.length * added.length > mostPairs) return [];
  const lines = new Map([...removed, ...added].map((file) => [file, linesOf(file.text)]));
  return added
    .flatMap((after) => removed.map((before) => ({ before, after, share: common(lines.get(before) ?? [], lines.get(after) ?? []) })))
    .filter(({ share }) => share >= alike)
    .sort((a, b) => b.share - a.share || compareBytes(a.after.path, b.after.path) || compareBytes(a.before.path, b.before.path));
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** The part of the lines of the longer text that the other has too, whatever their order. */
function common(before: readonly string[], after: readonly string[]): number {
  const amounts = new Map<string, number>();
  for (const line of before) amounts.set(line, (amounts.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of after) {
    const amount = amounts.get(line) ?? 0;
    if (amount > 0) {
      amounts.set(line, amount - 1);
      shared++;
    }
  }
  const longer = Math.max(before.length, after.length);
  return longer === 0 ? 0 : shared / longer;
}
