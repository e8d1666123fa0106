import { applyPatch as applyHunks, parsePatch, type StructuredPatch, type StructuredPatchHunk } from 'diff';
import { posix } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { quote } from '../text/quote.js';
import { LoadError } from './load-error.js';
import { classifyName, ignoredFile, sortedTree, submodule, symbolicLink } from './policy-file.js';
import { joinShown, shownFolder } from './shown-path.js';
import type { SourceFile, SourceTree } from './source-file.js';

export interface PatchOptions {
  /** What people call the patch: the name of its file. */
  readonly name: string;
  /** The policy folder, as the tree was read from it. */
  readonly folder: string;
  readonly cwd: string;
  /** From the root of the repository to the current folder, ending in `/`, since git's paths start at that root. */
  readonly prefix?: string;
}

export interface PatchedTree extends SourceTree {
  /** What else the patch changes: paths as it writes them, sorted. */
  readonly ignored: readonly string[];
}

/**
 * The tree as it would be with a unified diff applied: git's own, `diff -u`, or the mails of `git format-patch`. Nothing is written. Every
 * line of context has to be there; a change that does not fit is a LoadError with what stands there instead.
 */
export function applyPatch(tree: SourceTree, patch: string, options: PatchOptions): PatchedTree {
  const changes = readPatch(patch, options.name);
  const state = new Patching(tree, changes, options);
  const located = changes.map((change) => state.locateBoth(change));
  for (const { from, isGone } of located) if (from !== undefined && isGone) state.leaving.add(from);
  for (const change of located) state.make(change);
  return state.result();
}

function readPatch(text: string, name: string): readonly StructuredPatch[] {
  const refuse = (why: string, hint?: string): LoadError =>
    new LoadError('invalid-patch', `${quote(name)} cannot be read as a patch: ${why}.`, hint);
  if (text.includes('\0')) throw refuse('it is not in UTF-8', 'Let git write the file: git diff --output=FILE');
  if (/^(?:diff --(?:cc|combined) |@@@)/m.test(text)) throw refuse('it compares more than two states', 'Compare two: git diff BASE HEAD');
  const changes = parse(prepared(text), refuse);
  if (changes.length === 0 && text.trim() !== '') throw refuse('there is no change in it');
  return changes;
}

function parse(text: string, refuse: (why: string) => LoadError): readonly StructuredPatch[] {
  let changes: readonly StructuredPatch[];
  try {
    changes = parsePatch(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
  }
  for (const { oldFileName, newFileName, oldHeader, hunks, isGit } of changes) {
    if (hunks.some(({ oldStart, newStart }) => Number.isNaN(oldStart + newStart))) throw refuse('a line that starts with "@@" is broken');
    const isNameless = (oldFileName ?? newFileName) === undefined;
    if (isNameless && (isGit || hunks.length > 0)) throw refuse('it does not tell of which file a change is');
    if (!isNameless && oldHeader !== undefined && hunks.length === 0)
      throw refuse(`it ends before the changes of ${quote(newFileName ?? '')}`);
  }
  return changes.filter(({ oldFileName, newFileName }) => (oldFileName ?? newFileName) !== undefined);
}

/**
 * The parser takes the signature below a mail for a removed line, knows binary files by one of their two headings only, finds the names
 * in git's heading only between `a/` and `b/`, and lets line ends into them where the patch as a whole was converted to those of Windows.
 */
function prepared(text: string): string {
  const lines = /^(?:diff --git|---|@@) .*\r$/m.test(text) ? text.replace(/\r$/gm, '') : text;
  return lines
    .replace(/^-- ?\n(?=\d)/gm, '')
    .replace(/^GIT binary patch$/gm, 'Binary files differ')
    .replace(/^diff --git (?!")(.+) \1$/gm, 'diff --git a/$1 b/$1')
    .replace(/^diff --git [ciow]\/(.+) [ciow]\/\1$/gm, 'diff --git a/$1 b/$1');
}

interface LocatedChange {
  readonly patch: StructuredPatch;
  /** Shown paths of what it takes and what it makes; undefined for nothing, or nothing of ours. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** What it takes is not there any more afterwards. */
  readonly isGone: boolean;
}

const nothing = '/dev/null';
const findingOfMode: Readonly<Record<string, (path: string) => Diagnostic>> = { '120000': symbolicLink, '160000': submodule };

class Patching {
  /** Paths that the patch removes or moves away, somewhere in it. */
  readonly leaving = new Set<string>();
  /** What was at such a path when something else came to it. */
  private readonly displaced = new Map<string, SourceFile>();
  private readonly files: Map<string, SourceFile>;
  private readonly ignored: string[] = [];
  private readonly tree: SourceTree;
  private readonly options: PatchOptions;
  private readonly shown: string;
  private diagnostics: readonly Diagnostic[];

  /** Whether names start at the root of the repository: git writes them so unless told otherwise (`--relative`), which one name gives away. */
  private readonly startsAtRoot: boolean;

  constructor(tree: SourceTree, changes: readonly StructuredPatch[], options: PatchOptions) {
    this.shown = shownFolder(options.folder, options.cwd);
    const names = changes.flatMap(({ oldFileName = nothing, newFileName = nothing }) => [oldFileName, newFileName]).flatMap(withoutSide);
    const fromRoot = posix.join(options.prefix ?? '', this.shown === '.' ? '' : this.shown);
    this.startsAtRoot = fromRoot === '.' || names.some((name) => name.startsWith(posix.normalize(`${fromRoot}/`)));
    this.tree = tree;
    this.options = options;
    this.files = new Map(tree.files.map((file) => [file.path, file]));
    this.diagnostics = tree.diagnostics;
  }

  result(): PatchedTree {
    const { label, root } = this.tree;
    const diagnostics = this.diagnostics.filter(({ code }) => code !== 'missing-folder' || this.files.size === 0);
    const tree = sortedTree({
      label: `${label} + ${this.options.name}`,
      files: [...this.files.values()],
      diagnostics,
      ...(root === undefined ? {} : { root }),
    });
    return { ...tree, ignored: this.ignored.toSorted() };
  }

  locateBoth(patch: StructuredPatch): LocatedChange {
    const [before, after] = [patch.oldFileName ?? nothing, patch.newFileName ?? nothing];
    // Without prefixes both are the same name; with them they never are.
    const mayStrip = before !== after;
    const from = before === nothing || patch.isCreate ? undefined : this.locate(before, mayStrip);
    const to = after === nothing || patch.isDelete ? undefined : this.locate(after, mayStrip);
    const isGone = !patch.isCopy && from !== undefined && from !== to;
    return this.isNew(from, patch) ? { patch, from: undefined, to, isGone: false } : { patch, from, to, isGone };
  }

  make(change: LocatedChange): void {
    const { patch, from, to } = change;
    const known = this.diagnostics.filter(({ at }) => at.file === (from ?? to));
    const findingOfTarget = to === undefined ? undefined : findingOfMode[patch.newMode ?? '']?.(to);
    if (findingOfTarget !== undefined) this.diagnostics = [...this.diagnostics, findingOfTarget];
    else if (known.length > 0 && from !== undefined) this.changeUnread(change, known);
    else if (!this.isPolicy(from) && !this.isPolicy(to)) this.ignore(change);
    else this.changePolicy(change);
  }

  /** What was not read cannot be changed; but it can go away. */
  private changeUnread({ isGone }: LocatedChange, known: readonly Diagnostic[]): void {
    if (isGone) this.diagnostics = this.diagnostics.filter((diagnostic) => !known.includes(diagnostic));
  }

  private ignore({ patch, to }: LocatedChange): void {
    if (to !== undefined && classifyName(to) === 'nearly') this.diagnostics = [...this.diagnostics, ignoredFile(to)];
    const { oldFileName = nothing, newFileName = nothing } = patch;
    const name = newFileName === nothing ? oldFileName : newFileName;
    this.ignored.push((oldFileName === newFileName ? name : withoutSide(name)[0]) ?? name);
  }

  private changePolicy({ patch, from, to, isGone }: LocatedChange): void {
    const isComing = this.isPolicy(to) && to !== undefined;
    if (patch.isBinary) throw this.refusal(from ?? to ?? '', 'it is changed as a binary file', 'Add "*.yaml diff" to .gitattributes.');
    if (isComing && !this.isPolicy(from) && !isCreation(patch))
      throw this.refusal(to, 'it is made from a file that is no policy', 'Write the patch with git diff --no-renames.');
    const old = from === undefined ? undefined : this.file(from);
    const bytes = this.changed(old, from ?? to ?? '', patch);
    if (isGone && from !== undefined) this.remove(from);
    if (isComing) this.put(to, { ...(patch.hunks.length === 0 ? old : {}), path: to, bytes }, from);
    else if (patch.isDelete && bytes.length > 0) throw this.refusal(from ?? '', 'it is removed, but the patch does not know all of it');
  }

  private file(path: string): SourceFile {
    const file = this.displaced.get(path) ?? this.files.get(path);
    if (file === undefined) throw this.refusal(path, 'there is no such file');
    return file;
  }

  private remove(path: string): void {
    if (!this.displaced.delete(path)) this.files.delete(path);
  }

  private put(path: string, file: SourceFile, from: string | undefined): void {
    const there = this.files.get(path);
    if (there !== undefined && path !== from) {
      if (!this.leaving.has(path)) throw this.refusal(path, 'it is there already');
      this.displaced.set(path, there);
    }
    this.files.set(path, file);
  }

  private changed(old: SourceFile | undefined, path: string, patch: StructuredPatch): Uint8Array {
    if (patch.hunks.length === 0) return old?.bytes ?? new Uint8Array();
    // Byte for byte, so that what is no UTF-8 stays what it is.
    const source = Buffer.from(old?.bytes ?? []).toString('latin1');
    const hunks = patch.hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map((line) => Buffer.from(line).toString('latin1')) }));
    const result = fits(source, hunks) ? applyHunks(source, { ...patch, hunks }, { fuzzFactor: 0 }) : false;
    if (result === false) throw this.misfit(path, source, { ...patch, hunks });
    return Buffer.from(result, 'latin1');
  }

  private misfit(path: string, source: string, patch: StructuredPatch): LoadError {
    const { hunks } = patch;
    const isWrong = (count: number): boolean =>
      !fits(source, hunks.slice(0, count)) || applyHunks(source, { ...patch, hunks: hunks.slice(0, count) }, { fuzzFactor: 0 }) === false;
    const number = hunks.findIndex((_hunk, index) => isWrong(index + 1));
    const hunk = hunks[number];
    const which = hunks.length === 1 ? '' : `in change ${number + 1} of ${hunks.length} `;
    const why = which + (hunk === undefined ? 'it differs' : mismatch(source, hunk));
    return this.refusal(path, why, 'Make the patch anew from the state that it is to change.');
  }

  private refusal(path: string, why: string, hint?: string): LoadError {
    return new LoadError('patch-does-not-apply', `${quote(this.options.name)} does not apply to ${quote(path)}: ${why}.`, hint);
  }

  private isNew(from: string | undefined, { hunks, isGit }: StructuredPatch): boolean {
    return from !== undefined && !this.files.has(from) && !isGit && startsFromNothing(hunks);
  }

  private isPolicy(path: string | undefined): boolean {
    return path !== undefined && classifyName(path) === 'policy';
  }

  /** The shown path of a name in the patch, if that is in the policy folder. */
  private locate(name: string, mayStrip: boolean): string | undefined {
    if (name.split('/').includes('..')) return undefined;
    const names = mayStrip ? withoutSide(name) : [name];
    const paths = names.map((one) => (this.startsAtRoot ? posix.relative(this.options.prefix ?? '', one) : posix.normalize(one)));
    const shown = posix.isAbsolute(this.shown) ? paths.map((path) => posix.resolve(this.options.cwd, path)) : paths;
    const inside = shown.filter((path) => this.isInside(path));
    return inside.find((path) => this.files.has(path)) ?? inside[0];
  }

  private isInside(path: string): boolean {
    return this.shown === '.' ? !/^\.\.(?:\/|$)/.test(path) && !posix.isAbsolute(path) : path.startsWith(joinShown(this.shown, ''));
  }
}

/** Names as they are and without git's `a/`, `b/` or what else it calls the two sides. */
function withoutSide(name: string): readonly string[] {
  return /^[abciow]\//.test(name) ? [name.slice(2), name] : [name];
}

function isCreation({ isCreate, isGit, oldFileName, hunks }: StructuredPatch): boolean {
  return isCreate === true || oldFileName === nothing || (!isGit && startsFromNothing(hunks));
}

/** `diff -u` has no better way to say that a file is new. */
function startsFromNothing(hunks: readonly StructuredPatchHunk[]): boolean {
  return hunks.length > 0 && hunks.every(({ oldLines }) => oldLines === 0);
}

/** Whether lines are added within the file or at its end. The library fills the gap to a place beyond it. */
function fits(source: string, hunks: readonly StructuredPatchHunk[]): boolean {
  const { length } = linesOf(source);
  return hunks.every(({ oldStart, oldLines }) => oldLines > 0 || oldStart <= length + 1);
}

function linesOf(source: string): readonly string[] {
  const lines = source.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function mismatch(source: string, { oldStart, lines }: StructuredPatchHunk): string {
  const there = linesOf(source);
  const expected = lines.filter((line) => /^[ -]/.test(line) || line === '').map((line) => line.slice(1));
  const index = expected.findIndex((line, offset) => line !== there[oldStart - 1 + offset]);
  const [wanted, found] = [expected[index], there[oldStart - 1 + index]];
  if (wanted === undefined) return oldStart > there.length + 1 ? `it has only ${there.length} lines` : 'it ends differently';
  const instead = found === undefined ? `the file has only ${there.length} lines` : `there is ${shownLine(found)}`;
  return `line ${oldStart + index} should be ${shownLine(wanted)}, but ${instead}`;
}

function shownLine(line: string): string {
  return quote(Buffer.from(line, 'latin1').toString('utf8'));
}
