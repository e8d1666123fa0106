import { compile } from './compile/compile.js';
import { compareDiagnostics, hasErrors, type Diagnostic } from './diagnostics/diagnostic.js';
import type { Place, Position } from './diagnostics/place.js';
import type { Edit } from './edit/edit.js';
import type { Judged } from './link/judged.js';
import { link, Linker, type Linked, type LinkOptions } from './link/link.js';
import { sameBytes } from './load/changed.js';
import type { ComingTree } from './load/coming-tree.js';
import type { SourceFile, SourceTree } from './load/source-file.js';
import type { Matrix } from './matrix/matrix.js';
import type { Site } from './model/site.js';
import { decode } from './parse/decode.js';
import type { Document } from './parse/document.js';
import { locateAbove } from './parse/locate-above.js';
import { locateItems } from './parse/locate-items.js';
import { locateKeys } from './parse/locate-keys.js';
import { locatePlain } from './parse/locate-plain.js';
import { parseAll, parseWhatIsPlain, type Authority, type Parsed } from './parse/parse.js';
import { compareBytes } from './text/compare.js';
import { lazyList } from './text/lazy-list.js';
import { wellFormed } from './validate/well-formed.js';
import { addToList } from './text/add-to-list.js';

/** What the files of one state say. */
export interface Policies {
  readonly tree: SourceTree;
  readonly asOf: string;
  /** Every problem found, in source order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The documents as they are written, for what works on names rather than on meaning: read again when asked for. */
  readonly documents: readonly Judged[];
  /** The linked site; missing where there are errors. */
  readonly site?: Site;
  readonly reading: Reading;
}

/** What was found out about the files before any name was looked up: all that does not change when other documents do. */
export interface Reading {
  /** Findings of loading and parsing, and of each document by itself. */
  readonly diagnostics: readonly Diagnostic[];
  readonly brokenTexts: readonly string[];
  /** The policy folder, for what belongs to no file. */
  readonly root: string;
  /** By path, what those files say that are not plain, or not well-formed: reading them takes its time. */
  readonly others?: ReadonlyMap<string, FileReading>;
}

/** One file, parsed, each of its documents judged by itself. */
export interface FileReading {
  readonly file: SourceFile;
  readonly documents: readonly Judged[];
  readonly diagnostics: readonly Diagnostic[];
  readonly brokenText?: string;
}

/** Policies without errors, and what they mean. */
export interface Compiled extends Policies {
  readonly site: Site;
  readonly matrix: Matrix;
}

/**
 * Reads, validates and links one state of the policies as of a day (`YYYY-MM-DD`, UTC). Never throws for what the files say: every
 * problem of every file is in `diagnostics`. Documents are linked as they are read, and held no longer than that takes. What takes long
 * to read and is the same in `earlier`, by path and bytes, is not read again. Of a tree that is still coming, what has come is worked on meanwhile;
 * throws a `LoadError` where the rest cannot be read.
 */
export async function readPolicies(
  source: SourceTree | ComingTree,
  asOf: string,
  root = 'policies',
  earlier?: Policies,
): Promise<Policies> {
  const { tree, files, reader, eagerly } =
    'whole' in source ? await readComing(source, asOf, root) : await readWhole(source, asOf, root, earlier);
  const { linked, count } = eagerly ?? (await linkPatiently(reader, files, linkOptions(tree, asOf, root)));
  const { others } = reader;
  const readings = [...others.values()];
  const reading: Reading = {
    diagnostics: [...tree.diagnostics, ...readings.flatMap((each) => each.diagnostics)],
    brokenTexts: readings.flatMap(({ brokenText }) => brokenText ?? []),
    root,
    others,
  };
  return policiesOf(tree, asOf, documentsIn(files, others, count), reading, linked);
}

/** A tree of which all files were given to a linker. */
interface Read {
  readonly tree: SourceTree;
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  readonly reader: FileReader;
  /** Undefined where something may be wrong. */
  readonly eagerly: LinkedFiles | undefined;
}

async function readWhole(tree: SourceTree, asOf: string, root: string, earlier: Policies | undefined): Promise<Read> {
  const files = tree.files.toSorted((a, b) => compareBytes(a.path, b.path));
  const reader = new FileReader(earlier);
  return { tree, files, reader, eagerly: await linkEagerly(reader, [files], linkOptions(tree, asOf, root)) };
}

async function readComing(coming: ComingTree, asOf: string, root: string): Promise<Read> {
  const reader = new FileReader(undefined);
  const eagerly = await linkEagerly(reader, coming.batches, linkOptions(coming, asOf, root));
  const tree = coming.whole();
  // Where files turned out to be no policies, what was made with them is worth nothing.
  return tree.files.length === coming.amount
    ? { tree, files: tree.files, reader, eagerly }
    : { tree, files: tree.files, reader: new FileReader(undefined), eagerly: undefined };
}

function linkOptions({ diagnostics }: Pick<SourceTree, 'diagnostics'>, asOf: string, root: string): LinkOptions {
  return { unread: hasErrors(diagnostics), asOf, root };
}

type Batches = Iterable<readonly SourceFile[]> | AsyncIterable<readonly SourceFile[]>;

interface LinkedFiles {
  readonly linked: Linked;
  /** How many documents there are. */
  readonly count: number;
}

/** Links documents as they are read; undefined where something may be wrong with them, which takes another look at all of them. */
async function linkEagerly(reader: FileReader, batches: Batches, options: LinkOptions): Promise<LinkedFiles | undefined> {
  const linker = new Linker(options, true);
  const count = await reader.give(linker, batches);
  return linker.isSure() ? { linked: linker.finish(), count } : undefined;
}

async function linkPatiently(reader: FileReader, files: readonly SourceFile[], options: LinkOptions): Promise<LinkedFiles> {
  const linker = new Linker(options);
  const count = await reader.give(linker, [files]);
  return { linked: linker.finish(), count };
}

/** Reads the files of one state, plain ones as often as it is asked, all others once. */
class FileReader {
  /** By path, the files that are not plain, or not well-formed. */
  readonly others = new Map<string, FileReading>();
  private readonly earlier: Policies | undefined;

  constructor(earlier: Policies | undefined) {
    this.earlier = earlier;
  }

  /** Gives all documents of some files to a linker, in order; how many there are. */
  async give(linker: Linker, batches: Batches): Promise<number> {
    let count = 0;
    for await (const files of batches) count += await this.giveBatch(linker, files);
    return count;
  }

  private async giveBatch(linker: Linker, files: readonly SourceFile[]): Promise<number> {
    let count = 0;
    for (const file of files) {
      const plain = this.others.has(file.path) ? undefined : readPlain(file);
      const documents = plain ?? (await this.readOther(file, linker));
      for (const judged of documents) linker.add(judged);
      count += documents.length;
    }
    return count;
  }

  private async readOther(file: SourceFile, linker: Linker): Promise<readonly Judged[]> {
    const reading = this.others.get(file.path) ?? sameReading(file, this.earlier) ?? (await readOther(file));
    this.others.set(file.path, reading);
    if (reading.brokenText !== undefined) linker.addBrokenText(reading.brokenText);
    return reading.documents;
  }
}

/** A list that is made when somebody looks into it. Its closure must not see the linker, which would live as long. */
function documentsIn(files: readonly SourceFile[], others: ReadonlyMap<string, FileReading>, count: number): readonly Judged[] {
  let made: readonly Judged[] | undefined;
  const make = (): readonly Judged[] => files.flatMap((file) => others.get(file.path)?.documents ?? readPlain(file) ?? []);
  return lazyList(count, (index) => (made ??= make())[index] as Judged);
}

/** The documents of a file that is plain and well-formed, as nearly all are; undefined for others. */
function readPlain(file: SourceFile): readonly Judged[] | undefined {
  const parsed = parseWhatIsPlain(file);
  if (parsed === undefined || parsed.diagnostics.length > 0) return undefined;
  const documents: Judged[] = [];
  for (const document of parsed.documents) {
    if (document.value === null) continue;
    const raw = wellFormed(document.value);
    if (raw === undefined) return undefined;
    documents.push({ document, raw });
  }
  return documents;
}

function sameReading(file: SourceFile, earlier: Policies | undefined): FileReading | undefined {
  const known = earlier?.reading.others?.get(file.path);
  return known !== undefined && sameBytes(known.file, file) ? known : undefined;
}

async function readOther(file: SourceFile): Promise<FileReading> {
  const [parsed = { documents: [], diagnostics: [] }] = await parseAll([file], loadAuthority);
  return readingOf(file, parsed);
}

async function readingOf(file: SourceFile, parsed: Parsed): Promise<FileReading> {
  const documents: Judged[] = [];
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  for (const document of parsed.documents) {
    if (document.value === null && document.broken !== true) continue;
    const judged = await judge(document);
    diagnostics.push(...judged.diagnostics);
    documents.push(judged.judged);
  }
  return { file, documents, diagnostics, ...(parsed.brokenText === undefined ? {} : { brokenText: parsed.brokenText }) };
}

interface JudgedDocument {
  readonly judged: Judged;
  readonly diagnostics: readonly Diagnostic[];
}

/** Well-formed documents are nearly all there are; what has words for mistakes is loaded when there is one. */
async function judge(document: Document): Promise<JudgedDocument> {
  if (document.broken === true) return { judged: { document }, diagnostics: [] };
  const raw = wellFormed(document.value);
  if (raw !== undefined) return { judged: { document, raw }, diagnostics: [] };
  const { mistakes } = await import('./validate/mistakes.js');
  const { diagnostics, sound } = mistakes(document);
  return { judged: sound === undefined ? { document } : { document, sound }, diagnostics };
}

function policiesOf(tree: SourceTree, asOf: string, documents: readonly Judged[], reading: Reading, linked: Linked): Policies {
  const diagnostics = [...reading.diagnostics, ...linked.diagnostics].sort(compareDiagnostics);
  const site = hasErrors(diagnostics) ? undefined : linked.site;
  return { tree, asOf, documents, diagnostics, reading, ...(site === undefined ? {} : { site }) };
}

/**
 * The policies as they would be after the edits, without reading any text again: only what the edits touch is validated anew. The tree
 * stays that of the files as they are, so places in what is added lead to no line. Throws EditError for edits that cannot be made.
 */
export async function withEdits(policies: Policies, edits: readonly Edit[]): Promise<Policies> {
  const { applyToValues } = await import('./edit/apply-to-values.js');
  const { isPlaced } = await import('./edit/edit.js');
  const { tree, asOf, documents, reading } = policies;
  const known = new Map(documents.map((judged) => [judged.document, judged]));
  const read = edits.every(isPlaced) ? undefined : await loadAuthority();
  const after: Judged[] = [];
  const found: Diagnostic[] = [];
  for (const document of applyToValues([...known.keys()], edits, read)) {
    const same = known.get(document);
    if (same === undefined && document.value === null) continue;
    const { judged, diagnostics } = same === undefined ? await judge(document) : { judged: same, diagnostics: [] };
    found.push(...diagnostics);
    after.push(judged);
  }
  const unchanged = new Set(after.map(({ document }) => document));
  const changed = new Set([...known.keys()].filter((document) => !unchanged.has(document)).map(idOf));
  const diagnostics = [...reading.diagnostics.filter(({ at: { file, document: index } }) => !changed.has(idOf({ file, index }))), ...found];
  const { brokenTexts, root } = reading;
  const linked = link({ documents: after, brokenTexts, unread: hasErrors(tree.diagnostics), asOf, root });
  return policiesOf(tree, asOf, after, { ...reading, diagnostics }, linked);
}

const idOf = ({ file, index }: Pick<Document, 'file' | 'index'>): string => `${index}:${file}`;

/** The last word on YAML, loaded where there is something odd. */
export async function loadAuthority(): Promise<Authority> {
  return (await import('./parse/authority.js')).parseWithAuthority;
}

/** The policies with their matrix; undefined where they have errors. */
export function compilePolicies(policies: Policies): Compiled | undefined {
  const { site } = policies;
  return site === undefined ? undefined : { ...policies, site, matrix: compile(site, policies.asOf) };
}

/** Turns places into lines and columns by reading the files in question once more; the only step that knows positions. */
export async function locate(tree: SourceTree, places: Iterable<Place>): Promise<(place: Place) => Position> {
  const wanted = new Map<string, Place[]>();
  for (const place of places) addToList(wanted, place.file, place);
  if (wanted.size === 0) return atTheTop;
  const locators = new Map<string, (place: Place) => Position>();
  for (const file of tree.files) {
    const inFile = wanted.get(file.path);
    if (inFile === undefined) continue;
    const decoded = decode(file);
    locators.set(file.path, await locatorOf(file.path, decoded.text ?? decoded.legible, inFile));
  }
  return (place) => (locators.get(place.file) ?? atTheTop)(place);
}

/** In shorter files, parsing costs less than finding out that one can do without. */
const long = 8 * 1024;

async function locatorOf(path: string, text: string, places: readonly Place[]): Promise<(place: Place) => Position> {
  return (
    (text.length < long ? undefined : locateByKeys(path, text, places)) ??
    locatePlain(path, text) ??
    (await import('./parse/authority.js')).locator(path, text)
  );
}

/** Each of the file's own keys by itself, without parsing the whole file; undefined where one of them leaves a doubt. */
function locateByKeys(path: string, text: string, places: readonly Place[]): ((place: Place) => Position) | undefined {
  const byKey = new Map<Place['path'][number] | undefined, Place[]>();
  for (const place of places) addToList(byKey, place.path[0], place);
  const locators = new Map<Place['path'][number] | undefined, (place: Place) => Position | undefined>();
  for (const [key, below] of byKey) {
    const found = locateKeys(path, text, below) ?? locateItems(path, text, below) ?? locateAbove(path, text, below);
    if (found === undefined) return undefined;
    locators.set(key, found);
  }
  return (place) => locators.get(place.path[0])?.(place) ?? atTheTop(place);
}

function atTheTop({ file }: Place): Position {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
