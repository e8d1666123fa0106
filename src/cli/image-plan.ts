import { ImageError, bytesInMemory } from '../image/byte-source.js';
import { Image } from '../image/image.js';
import { writeImage } from '../image/write-image.js';
import type { Changed } from '../incremental/changed-documents.js';
import { readDocuments } from '../incremental/read-documents.js';
import { blobsOf, changesBetween, countFiles, statesOf, type CommitState, type TreeChange } from '../load/quick-git.js';
import { joinShown, shownFolder } from '../load/shown-path.js';
import type { SourceFile, SourceTree } from '../load/source-file.js';
import type { Judged } from '../link/judged.js';
import { evaluatorOf } from '../matrix/matrix.js';
import { compilePolicies, loadAuthority, type Policies } from '../pipeline.js';
import type { AuthorClaim } from '../plan/author.js';
import { planFromImage, type ImagePlan, type KnownGuardrails } from '../planning.js';
import { cacheFolder, cacheKey, noCache, openCache, type Cache } from '../state/cache.js';
import { largeEntriesIn, noLargeEntries, type LargeEntries } from '../state/large-entries.js';
import type { Call } from './call.js';
import { build } from './version.js';

interface Wanted {
  readonly base: Iterable<string>;
  readonly head: Iterable<string>;
}

interface Sides {
  readonly base: SourceTree;
  readonly head: SourceTree;
}

/** A plan of two commits that was made from what is kept of the first, at a cost that grows with what changed. */
export interface QuickPlan extends ImagePlan {
  /** The files of each side that are wanted, by their paths. */
  readonly trees: (wanted: Wanted) => Sides;
}

/** Two commits of which a plan is asked for. */
export interface Commits {
  readonly base: CommitState;
  readonly head: CommitState;
}

/** Undefined where something else is asked for, or where one of them is not simply there. */
export function commitsOf({ words, options, flags: { cwd, policies } }: Call): Commits | undefined {
  if (words.length !== 2 || ['from', 'to', 'patch', 'with', 'mergeWith', 'live'].some((option) => options[option] !== undefined))
    return undefined;
  const [base, head] = statesOf(cwd, words, policies) ?? [];
  return base && head && { base, head };
}

/**
 * What `make` makes of the plan of two commits from an image: that of the first, or of a commit like it, taken from the cache; or else made
 * by `readBase` and kept there. Undefined where everything has to be read, and where the image turns out to be damaged, at whatever point:
 * `make` must not have shown anything by then.
 */
export async function quickPlan<T>(
  call: Call,
  { base, head }: Commits,
  readBase: (base: CommitState) => Promise<Policies>,
  make: (plan: QuickPlan) => Promise<T | undefined>,
  author?: AuthorClaim,
): Promise<T | undefined> {
  const changes = fewChanges(call, base.tree, head.tree);
  if (changes === undefined) return undefined;
  const kept = new KeptImages(call);
  const planFrom = async (tree: string, image: Image): Promise<T | undefined> => {
    const question = { base, head, changes, ...(author === undefined ? {} : { author }) };
    const plan = await planWith(call, question, { tree, image, guardrails: kept.guardrails(tree) });
    return plan && make(plan);
  };
  for (const tree of kept.near(base.tree)) {
    const used = await kept.use(tree, (image) => planFrom(tree, image));
    // What the image of the base itself cannot tell has to be read.
    if (used !== undefined && (used.made !== undefined || tree === base.tree)) return used.made;
  }
  const made = await kept.make(base, readBase);
  if (made === undefined) return undefined;
  try {
    return await planFrom(base.tree, made.image);
  } finally {
    await made.kept;
  }
}

/** So many changed files are few, whatever their share: nobody has to count the others. */
const few = 2000;

/** Where a larger share of the files differs, reading everything is as fast (measured from 1,351 to 71,001 files). */
const largestShare = 0.4;

function fewChanges({ flags: { cwd } }: Call, from: string, to: string): readonly TreeChange[] | undefined {
  const changes = changesBetween(cwd, from, to);
  if (changes === undefined || changes.length <= few) return changes;
  const files = countFiles(cwd, from);
  return files === undefined || changes.length > files * largestShare ? undefined : changes;
}

interface Question {
  readonly base: CommitState;
  readonly head: CommitState;
  readonly changes: readonly TreeChange[];
  readonly author?: AuthorClaim;
}

interface TreeImage {
  readonly tree: string;
  readonly image: Image;
  readonly guardrails: KnownGuardrails;
}

async function planWith(
  call: Call,
  { base, head, changes, author }: Question,
  { tree, image, guardrails }: TreeImage,
): Promise<QuickPlan | undefined> {
  const toBase = fewChanges(call, tree, base.tree);
  const toHead = tree === base.tree ? changes : fewChanges(call, tree, head.tree);
  if (toBase === undefined || toHead === undefined) return undefined;
  const texts = Texts.of(call, [...changes, ...toBase, ...toHead]);
  const between = await texts?.changed(changes, image);
  const [inBase, inHead] = [await texts?.changed(toBase, image), await texts?.changed(toHead, image)];
  if (texts === undefined || between === undefined || inBase === undefined || inHead === undefined) return undefined;
  const files = new Files(call, image, texts.blobs);
  const changed = { base: texts.files(toBase, 'after'), head: texts.files(toHead, 'after') };
  const plan = planFromImage({
    ...(author === undefined ? {} : { author }),
    image,
    guardrails,
    asOf: call.flags.asOf,
    base: { ...base, changed: inBase },
    head: { ...head, changed: inHead },
    touched: [...between.before, ...between.documents],
    changedFiles: changes.map(({ path, before, after }) => ({
      path: texts.shown(path),
      status: before === undefined ? 'added' : after === undefined ? 'removed' : 'modified',
    })),
    headFiles: (paths) => files.trees({ base: [], head: paths }, changed).head,
  });
  return plan && { ...plan, trees: (wanted) => files.trees(wanted, changed) };
}

/** What stands in files that differ, each read and parsed once. */
class Texts {
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  private readonly folder: string;
  private readonly parsed = new Map<string, readonly Judged[] | undefined>();

  private constructor(blobs: ReadonlyMap<string, Uint8Array>, folder: string) {
    this.blobs = blobs;
    this.folder = folder;
  }

  /** Undefined if one of them is missing. */
  static of({ flags: { cwd, policies } }: Call, changes: readonly TreeChange[]): Texts | undefined {
    const blobs = blobsOf(
      cwd,
      changes.flatMap(({ before, after }) => [before, after].filter((id) => id !== undefined)),
    );
    return blobs && new Texts(blobs, shownFolder(policies, cwd));
  }

  shown(path: string): string {
    return joinShown(this.folder, path);
  }

  files(changes: readonly TreeChange[], side: 'before' | 'after'): readonly SourceFile[] {
    return changes.flatMap(({ path, [side]: id }) => {
      const bytes = id === undefined ? undefined : this.blobs.get(id);
      return id === undefined || bytes === undefined ? [] : [{ path: this.shown(path), bytes, id }];
    });
  }

  /** Undefined if anything is wrong with one of them. */
  async changed(changes: readonly TreeChange[], image: Image): Promise<Changed | undefined> {
    const [before, documents] = [await this.documents(changes, 'before'), await this.documents(changes, 'after')];
    return before && documents && { files: this.replaced(changes, image), before, documents };
  }

  private async documents(changes: readonly TreeChange[], side: 'before' | 'after'): Promise<readonly Judged[] | undefined> {
    const all: Judged[] = [];
    for (const file of this.files(changes, side)) {
      const key = `${file.id ?? ''} ${file.path}`;
      if (!this.parsed.has(key)) this.parsed.set(key, await readDocuments([file], loadAuthority));
      const documents = this.parsed.get(key);
      if (documents === undefined) return undefined;
      all.push(...documents);
    }
    return all;
  }

  /** Files of the image that differ, by number. */
  private replaced(changes: readonly TreeChange[], image: Image): readonly number[] {
    return image.files.numbers(changes.flatMap(({ path, before }) => (before === undefined ? [] : [this.shown(path)])));
  }
}

/** Files by path: those that differ are read already, the others when they are asked for. */
class Files {
  private readonly call: Call;
  private readonly image: Image;
  private readonly blobs: Map<string, Uint8Array>;

  constructor(call: Call, image: Image, blobs: ReadonlyMap<string, Uint8Array>) {
    this.call = call;
    this.image = image;
    this.blobs = new Map(blobs);
  }

  trees(wanted: Wanted, changed: { readonly base: readonly SourceFile[]; readonly head: readonly SourceFile[] }): Sides {
    const ids = { base: this.idsOf(wanted.base, changed.base), head: this.idsOf(wanted.head, changed.head) };
    const unread = [...ids.base.values(), ...ids.head.values()].filter((id) => !this.blobs.has(id));
    const read = blobsOf(this.call.flags.cwd, unread);
    if (read === undefined) throw new ImageError('A file of the image is not in the repository.');
    // Attempts to mend a guardrail look at the same few files again and again.
    for (const [id, bytes] of read) this.blobs.set(id, bytes);
    const treeOf = (label: 'base' | 'head'): SourceTree => {
      const files = [...ids[label]].map(([path, id]) => ({ path, id, bytes: this.blobs.get(id) ?? new Uint8Array(0) }));
      return { label, files, diagnostics: [] };
    };
    return { base: treeOf('base'), head: treeOf('head') };
  }

  private idsOf(wanted: Iterable<string>, changed: readonly SourceFile[]): ReadonlyMap<string, string> {
    const paths = new Set(wanted);
    const ids = new Map<string, string>();
    for (const path of paths) {
      const file = this.image.files.find(path);
      if (file >= 0) ids.set(path, this.image.files.at(file).id);
    }
    for (const { path, id } of changed) if (id !== undefined && paths.has(path)) ids.set(path, id);
    return ids;
  }
}

/** Images of commits' policies, by the tree they are in and by everything else they depend on. */
class KeptImages {
  private readonly cache: Cache;
  private readonly images: LargeEntries;
  private readonly folder: string;
  private readonly asOf: string;

  constructor({ flags: { cwd, policies, cache, asOf } }: Call) {
    const room = cacheFolder(process.env);
    this.cache = cache ? openCache(room) : noCache;
    this.images = cache ? largeEntriesIn(room) : noLargeEntries;
    this.folder = shownFolder(policies, cwd);
    this.asOf = asOf;
  }

  /** Which guardrails a tree keeps on the day that is asked about. */
  guardrails(tree: string): KnownGuardrails {
    const key = cacheKey(['kept guardrails', build, this.folder, tree, this.asOf]);
    const known = this.cache.read(key);
    return {
      kept: known && new Set(JSON.parse(utf8.decode(known)) as string[]),
      remember: (kept) => this.cache.write(key, Buffer.from(JSON.stringify([...kept]))),
    };
  }

  /** The tree itself, and those that were kept last, the youngest first: mostly the next state is not far from one of them. */
  near(tree: string): readonly string[] {
    return [tree, ...this.latest().filter((each) => each !== tree)];
  }

  /** What is made of the image of a tree; undefined where there is none, or a damaged one, which is forgotten. */
  async use<T>(tree: string, make: (image: Image) => Promise<T>): Promise<{ readonly made: T } | undefined> {
    const key = this.key(tree);
    const source = this.images.open(key);
    if (source === undefined) return undefined;
    try {
      return { made: await make(new Image(source)) };
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      this.images.forget(key);
      return undefined;
    }
  }

  /** Undefined where the base has errors. The image can be used while it is still written down. */
  async make(base: CommitState, readBase: (base: CommitState) => Promise<Policies>): Promise<FreshImage | undefined> {
    const policies = await readBase(base);
    const compiled = compilePolicies(policies);
    const files = policies.tree.files.flatMap(({ path, id }) => (id === undefined ? [] : [{ path, id }]));
    if (compiled === undefined || files.length < policies.tree.files.length) return undefined;
    const pieces = writeImage({
      site: compiled.site,
      tables: evaluatorOf(compiled.matrix).tables,
      files,
    });
    const kept = this.images.keep(this.key(base.tree), pieces);
    const latest = [base.tree, ...this.latest().filter((each) => each !== base.tree)].slice(0, mostRemembered);
    this.cache.write(this.latestKey(), Buffer.from(latest.join('\n')));
    return { image: new Image(bytesInMemory(pieces)), kept };
  }

  private latest(): readonly string[] {
    const kept = this.cache.read(this.latestKey());
    return kept === undefined ? [] : Buffer.from(kept).toString('latin1').split('\n');
  }

  private latestKey(): string {
    return cacheKey(['latest images', build, this.folder]);
  }

  private key(tree: string): string {
    return cacheKey(['image', build, this.folder, tree]);
  }
}

const utf8 = new TextDecoder();

const mostRemembered = 3;

interface FreshImage {
  readonly image: Image;
  /** Fulfilled when it is written down, or cannot be. */
  readonly kept: Promise<void>;
}
