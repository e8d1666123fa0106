import { ImageError, bytesInMemory } from '../image/byte-source.js';
import { Image } from '../image/image.js';
import { writeImage } from '../image/write-image.js';
import { readDocuments } from '../incremental/read-documents.js';
import { blobsOf, changesBetween, statesOf, type CommitState, type TreeChange } from '../load/quick-git.js';
import { joinShown, shownFolder } from '../load/shown-path.js';
import type { SourceFile, SourceTree } from '../load/source-file.js';
import { evaluatorOf } from '../matrix/matrix.js';
import { compilePolicies, type Policies } from '../pipeline.js';
import type { Authority } from '../parse/parse.js';
import { planFromImage, type ImagePlan } from '../planning.js';
import { cacheFolder, cacheKey, noCache, openCache, type Cache } from '../state/cache.js';
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

/**
 * The plan of two commits, from the image of the first: taken from the cache, or made by `readBase` and kept there. Undefined where
 * something else was asked for than two commits, or where everything has to be read.
 */
export async function quickPlan(call: Call, readBase: (base: CommitState) => Promise<Policies>): Promise<QuickPlan | undefined> {
  const { cwd, policies } = call.flags;
  const isAboutCommits = call.words.length === 2 && ['from', 'to', 'patch', 'with'].every((option) => call.options[option] === undefined);
  const states = isAboutCommits ? statesOf(cwd, call.words, policies) : undefined;
  const [base, head] = states ?? [];
  const changes = base && head && changesBetween(cwd, base.tree, head.tree);
  // Where very much differs, reading everything is as fast.
  if (base === undefined || head === undefined || changes === undefined || changes.length > mostChanges) return undefined;
  const kept = new KeptImages(call, base);
  try {
    return await planWith(call, { base, head, changes }, kept.open() ?? (await kept.make(readBase)));
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    kept.forget();
    return undefined;
  }
}

const mostChanges = 2000;

interface Question {
  readonly base: CommitState;
  readonly head: CommitState;
  readonly changes: readonly TreeChange[];
}

async function planWith(call: Call, { base, head, changes }: Question, image: Image | undefined): Promise<QuickPlan | undefined> {
  if (image === undefined) return undefined;
  const { cwd, policies, asOf } = call.flags;
  const shown = shownFolder(policies, cwd);
  const blobs = blobsOf(
    cwd,
    changes.flatMap(({ before, after }) => [before, after].filter((id) => id !== undefined)),
  );
  if (blobs === undefined) return undefined;
  const filesOf = (side: 'before' | 'after'): readonly SourceFile[] =>
    changes.flatMap(({ path, [side]: id }) => {
      const bytes = id === undefined ? undefined : blobs.get(id);
      return id === undefined || bytes === undefined ? [] : [{ path: joinShown(shown, path), bytes, id }];
    });
  const [before, after] = [await readDocuments(filesOf('before'), authority), await readDocuments(filesOf('after'), authority)];
  if (before === undefined || after === undefined) return undefined;
  const paths = new Set(changes.flatMap(({ path, before: id }) => (id === undefined ? [] : [joinShown(shown, path)])));
  const plan = planFromImage({
    image,
    asOf,
    base: { ...base, documents: before },
    head: { ...head, documents: after },
    files: image.files.flatMap(({ path }, number) => (paths.has(path) ? [number] : [])),
    changedFiles: changes.map(({ path, before: was, after: is }) => ({
      path: joinShown(shown, path),
      status: was === undefined ? 'added' : is === undefined ? 'removed' : 'modified',
    })),
  });
  if (plan === undefined) return undefined;
  const files = new Files(call, image, blobs);
  return { ...plan, trees: (wanted) => files.trees(wanted, { base: filesOf('before'), head: filesOf('after') }) };
}

/** Files by path: those that differ are read already, the others when they are asked for. */
class Files {
  private readonly call: Call;
  private readonly image: Image;
  private readonly blobs: ReadonlyMap<string, Uint8Array>;

  constructor(call: Call, image: Image, blobs: ReadonlyMap<string, Uint8Array>) {
    this.call = call;
    this.image = image;
    this.blobs = blobs;
  }

  trees(wanted: Wanted, changed: { readonly base: readonly SourceFile[]; readonly head: readonly SourceFile[] }): Sides {
    const ids = { base: this.idsOf(wanted.base, changed.base), head: this.idsOf(wanted.head, changed.head) };
    const unread = [...ids.base.values(), ...ids.head.values()].filter((id) => !this.blobs.has(id));
    const read = blobsOf(this.call.flags.cwd, unread);
    if (read === undefined) throw new ImageError('A file of the image is not in the repository.');
    const treeOf = (label: 'base' | 'head'): SourceTree => {
      const files = [...ids[label]].map(([path, id]) => ({ path, id, bytes: this.blobs.get(id) ?? read.get(id) ?? new Uint8Array(0) }));
      return { label, files, diagnostics: [] };
    };
    return { base: treeOf('base'), head: treeOf('head') };
  }

  private idsOf(wanted: Iterable<string>, changed: readonly SourceFile[]): ReadonlyMap<string, string> {
    const paths = new Set(wanted);
    const ids = new Map<string, string>();
    if (paths.size > 0) for (const { path, id } of this.image.files) if (paths.has(path)) ids.set(path, id);
    for (const { path, id } of changed) if (id !== undefined && paths.has(path)) ids.set(path, id);
    return ids;
  }
}

async function authority(): Promise<Authority> {
  return (await import('../parse/authority.js')).parseWithAuthority;
}

/** Images of a commit's policies, by the tree they are in and by everything else they depend on. */
class KeptImages {
  private readonly cache: Cache;
  private readonly key: string;
  private readonly base: CommitState;

  constructor({ flags: { cwd, policies, cache } }: Call, base: CommitState) {
    this.cache = cache ? openCache(cacheFolder(process.env)) : noCache;
    this.key = cacheKey(['image', build, shownFolder(policies, cwd), base.tree]);
    this.base = base;
  }

  open(): Image | undefined {
    const source = this.cache.open(this.key);
    return source === undefined ? undefined : new Image(source);
  }

  /** Undefined where the base has errors. */
  async make(readBase: (base: CommitState) => Promise<Policies>): Promise<Image | undefined> {
    const policies = await readBase(this.base);
    const compiled = compilePolicies(policies);
    const files = policies.tree.files.flatMap(({ path, id }) => (id === undefined ? [] : [{ path, id }]));
    if (compiled === undefined || files.length < policies.tree.files.length) return undefined;
    const peopleDocuments = policies.documents.flatMap(({ raw, document: { file } }) =>
      raw?.kind === 'Users' ? [{ name: raw.name, file }] : [],
    );
    const bytes = writeImage({ site: compiled.site, tables: evaluatorOf(compiled.matrix).tables, files, peopleDocuments });
    this.cache.keep(this.key, bytes);
    return new Image(bytesInMemory(bytes));
  }

  forget(): void {
    this.cache.forget(this.key);
  }
}
