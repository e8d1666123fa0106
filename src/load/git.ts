import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { posix, relative, resolve, sep } from 'node:path';
import { simpleGit, type SimpleGit } from 'simple-git';
import { count, list } from '../text/plural.js';
import { nearest } from '../text/did-you-mean.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import { gitEnvironment, namedVariables } from './git-environment.js';
import { LoadError } from './load-error.js';
import { labelOf, objectId, shortened } from './revision-label.js';
import { listTree, type TreeEntry, type TreeListing } from './git-listing.js';
import type { ComingTree } from './coming-tree.js';
import { BlobSplitting, splitBlobs, type Blob } from './git-blobs.js';
import { missingFolder, sortedTree } from './policy-file.js';
import { joinShown, shownFolder } from './shown-path.js';
import type { SourceFile, SourceTree } from './source-file.js';

/** A commit, and what people call it: `main (3f2a1bc)`. */
export interface Revision {
  readonly commit: string;
  readonly label: string;
}

/**
 * A git repository, for reading alone: neither working tree nor index is looked at, nothing is written, fetched or run on its behalf.
 * Whatever is wrong with the repository, or with what was asked of it, is a LoadError.
 */
export interface Repository {
  /** Top folder of the working tree; of a bare repository, the repository itself. */
  readonly root: string;
  /** From the root to the current folder, with `/` and ending in one; empty at the root. */
  readonly prefix: string;
  /** Whether older commits are missing, as CI likes to clone. */
  readonly isShallow: boolean;
  /** The commit of a branch, tag, id or `HEAD~2`; undefined if there is none. */
  find(name: string): Promise<Revision | undefined>;
  /** The same, but if there is none, an error that names the nearest one there is. */
  resolve(name: string): Promise<Revision>;
  /** The last commit the two have in common, as `LABEL of a and b`; undefined if they have none. With more: that `a` has with their merge. */
  mergeBase(a: Revision, b: Revision, ...more: readonly Revision[]): Promise<Revision | undefined>;
  /**
   * The head of what work is merged into: what `origin/HEAD` points to, else main or master at origin, else main or master here. It is
   * a fact of the repository alone: whoever knows better, such as a CI job that has GITHUB_BASE_REF, names that as a revision.
   */
  defaultBranch(): Promise<Revision | undefined>;
  readTree(revision: Revision, folder: string): Promise<SourceTree>;
  /** The same, while git is still reading it. */
  comingTree(revision: Revision, folder: string): Promise<ComingTree>;
  /** The policy files of several commits, in that order; a blob they share is read once and is one array. */
  readTrees(revisions: readonly Revision[], folder: string): Promise<readonly SourceTree[]>;
}

/** The repository that a folder belongs to; undefined if it belongs to none. */
export async function openRepository(cwd: string): Promise<Repository | undefined> {
  const facts = await inspect(cwd);
  if (facts === undefined) return undefined;
  const repository: Repository = {
    ...facts,
    find: (name) => findRevision(cwd, name),
    resolve: async (name) => (await findRevision(cwd, name)) ?? (await refuseUnknown(cwd, name, facts.isShallow)),
    mergeBase: (a, ...others) => findMergeBase(cwd, a, others, facts.isShallow),
    defaultBranch: () => findDefaultBranch(cwd),
    readTree: async (revision, folder) => only(await readTrees({ cwd, ...facts }, [revision], folder)),
    comingTree: (revision, folder) => comingTree({ cwd, ...facts }, revision, folder),
    readTrees: (revisions, folder) => readTrees({ cwd, ...facts }, revisions, folder),
  };
  return repository;
}

interface Facts {
  readonly root: string;
  readonly prefix: string;
  readonly isShallow: boolean;
}

async function inspect(cwd: string): Promise<Facts | undefined> {
  if (!existsSync(cwd)) return undefined;
  const answer = await ask(cwd, ['rev-parse', '--is-inside-work-tree', '--is-shallow-repository', '--show-cdup', '--show-prefix']).catch(
    (error: unknown) => {
      if (/not a git repository/.test(wordsOf(error))) return undefined;
      throw explained(error);
    },
  );
  if (answer === undefined) return undefined;
  const [inside, shallow, up = '', ...prefix] = answer.split('\n');
  const isShallow = shallow === 'true';
  if (inside === 'true') return { root: resolve(cwd, up), prefix: prefix.slice(0, -1).join('\n'), isShallow };
  const folder = await run(cwd, ['rev-parse', '--absolute-git-dir']);
  return { root: folder.slice(0, -1), prefix: '', isShallow };
}

async function findRevision(cwd: string, name: string): Promise<Revision | undefined> {
  // No revision starts with a dash or a caret, or holds a NUL: git would take the first two for something else.
  if (/^[-^]|\0/.test(name)) return undefined;
  const answer = await ask(cwd, ['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`]).catch((error: unknown) => {
    const words = wordsOf(error);
    if (/is ambiguous/.test(words))
      throw new LoadError('unknown-revision', `${quote(name)} is short for more than one object.`, 'Write more of the id.');
    if (/Needed a single revision|unknown revision|bad revision|log for/.test(words)) return '';
    throw explained(error);
  });
  const commit = answer.trimEnd();
  return objectId.test(commit) ? { commit, label: labelOf(name, commit) } : undefined;
}

async function refuseUnknown(cwd: string, name: string, isShallow: boolean): Promise<never> {
  const known = (await run(cwd, ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes'])).split('\n');
  if (!known.some(Boolean)) throw new LoadError('unknown-revision', noCommits, firstCommit);
  const like = known.find((one) => one === `origin/${name}`) ?? nearest(name, known.filter(Boolean));
  const [, older = '', dots, newer = ''] = /^(.*?)(\.{2,3})(.*)$/su.exec(name) ?? [];
  // No name of git's has two dots in a row.
  if (dots !== undefined)
    throw new LoadError('unknown-revision', `${quote(name)} is a range, and one commit is asked for.`, apart(older, newer, dots));
  throw new LoadError('unknown-revision', `There is no branch, tag or commit ${quote(name)} here.`, hintFor(like, name, isShallow));
}

const noCommits = 'The repository has no commits yet.';
const firstCommit = 'Commit the policies first; until then two folders can be compared: permafrost plan --from OLD --to NEW';

/** How a range is written as two commits; an end that is left out is HEAD, and three dots begin where the two parted. */
function apart(older: string, newer: string, dots: string): string {
  const [base, head] = [older || 'HEAD', newer || 'HEAD'];
  return `Name the two apart: permafrost plan ${dots === '..' ? base : `$(git merge-base ${base} ${head})`} ${head}`;
}

function hintFor(like: string | undefined, name: string, isShallow: boolean): string | undefined {
  if (like !== undefined) return `Did you mean ${quote(like)}?`;
  if (isShallow) return 'This is a shallow clone: "git fetch --unshallow" gets the rest.';
  return name === 'HEAD' ? 'The current branch has no commits yet: name another one.' : undefined;
}

async function findMergeBase(cwd: string, a: Revision, others: readonly Revision[], isShallow: boolean): Promise<Revision | undefined> {
  if (others.some(({ commit }) => a.commit === commit)) return a;
  const [commit = ''] = (await run(cwd, ['merge-base', idOf(a), ...others.map(idOf)])).split('\n');
  const names = list(others.map(({ label }) => label));
  if (objectId.test(commit)) return { commit, label: `merge base of ${a.label} and ${names} (${shortened(commit)})` };
  if (!isShallow) return undefined;
  const message = `What ${quote(a.label)} and ${quote(names)} have in common is not part of this shallow clone.`;
  throw new LoadError('shallow-clone', message, 'Run "git fetch --unshallow", or in GitHub Actions check out with "fetch-depth: 0".');
}

const defaultBranches = ['remotes/origin/HEAD', 'remotes/origin/main', 'remotes/origin/master', 'heads/main', 'heads/master'];

async function findDefaultBranch(cwd: string): Promise<Revision | undefined> {
  const refs = defaultBranches.map((name) => `refs/${name}`);
  const lines = (await run(cwd, ['for-each-ref', '--format=%(objectname) %(refname) %(symref)', ...refs])).split('\n');
  const found = new Map(lines.map((line) => [line.split(' ')[1], line.split(' ')]));
  for (const ref of refs) {
    const [commit = '', name = '', target = ''] = found.get(ref) ?? [];
    if (objectId.test(commit))
      return { commit, label: `${(target || name).replace(/^refs\/(?:remotes|heads)\//, '')} (${shortened(commit)})` };
  }
  return undefined;
}

interface Place extends Facts {
  readonly cwd: string;
}

async function readTrees(place: Place, revisions: readonly Revision[], folder: string): Promise<readonly SourceTree[]> {
  const path = pathInRepository(place, folder);
  const shown = shownFolder(folder, place.cwd);
  const listings = await Promise.all(revisions.map((revision) => listRevision(place, revision, path, shown)));
  const blobs = await readBlobs(place.cwd, listings);
  return revisions.map((revision, index) => assemble(revision, shown, listings[index] ?? { entries: [], diagnostics: [] }, blobs));
}

async function listRevision(place: Place, revision: Revision, path: string, shown: string): Promise<TreeListing> {
  const all = ['ls-tree', '-r', '-z', '--full-tree', idOf(revision)];
  const output = await runForBytes(place.cwd, path === '' ? all : [...all, '--', `:(top,literal)${path}`]);
  // A commit without any file has a root all the same.
  if (output.length === 0 && path !== '') return { entries: [], diagnostics: [missingFolder(shown, revision.label)] };
  return listTree(output, path, (below) => joinShown(shown, below), shown);
}

async function readBlobs(cwd: string, listings: readonly TreeListing[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const ids = [...new Set(listings.flatMap(({ entries }) => entries.map(({ id }) => id)))];
  // With nothing to say, the library would leave git waiting for its input for ever.
  if (ids.length === 0) return new Map();
  const git = open(cwd, `${ids.join('\n')}\n`);
  const output: unknown = await git.binaryCatFile(['--batch', '--buffer']).catch((error: unknown) => {
    throw explained(error);
  });
  if (!(output instanceof Uint8Array)) throw new LoadError('git-failed', 'git gave no files.');
  const { blobs, missing } = splitBlobs(output);
  if (missing.length > 0) throw missingObjects(count(missing.length, 'file'));
  return blobs;
}

function assemble(
  { commit, label }: Revision,
  root: string,
  { entries, diagnostics }: TreeListing,
  blobs: ReadonlyMap<string, Uint8Array>,
): SourceTree {
  const files = entries.flatMap(({ id, path }: TreeEntry) => {
    const bytes = blobs.get(id);
    return bytes === undefined ? [] : [{ path, bytes, id }];
  });
  if (files.length !== entries.length)
    throw new LoadError('git-failed', `git left out ${count(entries.length - files.length, 'file')} of ${label}.`);
  return sortedTree({ label, root, commit, files, diagnostics });
}

async function comingTree(place: Place, revision: Revision, folder: string): Promise<ComingTree> {
  const root = shownFolder(folder, place.cwd);
  const { entries, diagnostics } = await listRevision(place, revision, pathInRepository(place, folder), root);
  const sorted = entries.toSorted((a, b) => compareBytes(a.path, b.path));
  const files: SourceFile[] = [];
  return {
    ...revision,
    root,
    diagnostics,
    amount: entries.length,
    batches: filesOf(place.cwd, sorted, files),
    whole: () => sortedTree({ ...revision, root, files, diagnostics }),
  };
}

/** Files as their blobs come, which is in the order in which they are first asked for; those given so far are in `given`, too. */
async function* filesOf(cwd: string, entries: readonly TreeEntry[], given: SourceFile[]): AsyncGenerator<readonly SourceFile[]> {
  const blobs = new Map<string, Uint8Array>();
  for await (const some of comingBlobs(cwd, new Set(entries.map(({ id }) => id)))) {
    for (const [id, bytes] of some) blobs.set(id, bytes);
    const batch: SourceFile[] = [];
    for (let entry = entries[given.length]; entry !== undefined; entry = entries[given.length]) {
      const bytes = blobs.get(entry.id);
      if (bytes === undefined) break;
      const file = { path: entry.path, bytes, id: entry.id };
      batch.push(file);
      given.push(file);
    }
    yield batch;
  }
  const left = entries.length - given.length;
  if (left > 0) throw new LoadError('git-failed', `git left out ${count(left, 'file')}.`);
}

/** What git reads of some blobs while it reads the rest. The library gives all of it at the end, and has another copy by then. */
async function* comingBlobs(cwd: string, ids: ReadonlySet<string>): AsyncGenerator<readonly Blob[]> {
  if (ids.size === 0) return;
  const git = spawn('git', ['cat-file', '--batch', '--buffer'], { cwd, env: gitEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] });
  const words: Buffer[] = [];
  git.stderr.on('data', (some: Buffer) => words.push(some));
  // Where git is gone before it was told all, its exit says more than the broken pipe.
  git.stdin.on('error', () => undefined);
  const ended = once(git, 'close') as Promise<[code: number | null]>;
  ended.catch(() => undefined);
  git.stdin.end(`${[...ids].join('\n')}\n`);
  const splitting = new BlobSplitting();
  try {
    for await (const piece of git.stdout as AsyncIterable<Buffer>) yield splitting.take(piece);
    const [code] = await ended;
    if (code !== 0) throw new Error(Buffer.concat(words).toString());
  } catch (error) {
    throw explained(error);
  } finally {
    git.kill();
  }
  if (splitting.missing.length > 0) throw missingObjects(count(splitting.missing.length, 'file'));
  splitting.end();
}

/** From the root of the repository, without `/` at either end; empty for the root itself. */
function pathInRepository({ cwd, prefix, root }: Place, folder: string): string {
  const ways = [relative(cwd, resolve(cwd, folder)), relative(realpathSync(cwd), resolve(cwd, folder))];
  for (const way of ways) {
    const path = posix.normalize(prefix + way.split(sep).join('/')).replace(/\/$/, '');
    if (path === '.') return '';
    if (path !== '..' && !path.startsWith('../') && !posix.isAbsolute(path)) return path;
  }
  throw new LoadError('outside-repository', `${quote(folder)} is not in the repository ${quote(root)}, so that no commit holds it.`);
}

function idOf({ commit }: Revision): string {
  if (objectId.test(commit)) return commit;
  throw new LoadError('unknown-revision', `${quote(commit)} is no id of a commit.`);
}

function open(cwd: string, input?: string): SimpleGit {
  return simpleGit({
    baseDir: cwd,
    // The exit event would keep the process alive for 50 ms.
    completion: { onClose: true, onExit: false },
    allowEnvironment: [...namedVariables],
    ...(input === undefined ? {} : { input: () => input }),
  }).env(gitEnvironment());
}

/** What git says, or its own error. */
async function ask(cwd: string, command: string[]): Promise<string> {
  return open(cwd).raw(command);
}

/** What git says, or a LoadError. */
async function run(cwd: string, command: string[]): Promise<string> {
  return ask(cwd, command).catch((error: unknown) => {
    throw explained(error);
  });
}

/** For output with names of files, which need not be UTF-8. */
async function runForBytes(cwd: string, command: string[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const git = open(cwd).outputHandler((_command, output) => void output.on('data', (chunk: Buffer) => chunks.push(chunk)));
  await git.raw(command).catch((error: unknown) => {
    throw explained(error);
  });
  return Buffer.concat(chunks);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function explained(error: unknown): LoadError {
  if (error instanceof LoadError) return error;
  const words = wordsOf(error);
  if (/spawn git\S* ENOENT/.test(words))
    return new LoadError('git-missing', 'git is not installed, or not on the PATH.', 'Install git 2.30 or later.');
  const foreign = /dubious ownership in repository at '(.*)'/.exec(words)?.[1];
  if (foreign !== undefined) {
    const hint = `If you trust it: git config --global --add safe.directory ${quote(foreign)}`;
    return new LoadError('untrusted-repository', 'git does not read a repository that belongs to someone else.', hint);
  }
  if (/could not fetch|promisor|missing (?:blob|tree|object)|lazy fetch/i.test(words)) return missingObjects('what is asked for');
  return new LoadError('git-failed', `git failed: ${firstLine(words)}`);
}

function firstLine(words: string): string {
  const lines = words.split('\n').filter(Boolean);
  return lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines[0] ?? 'it gave no reason';
}

function missingObjects(what: string): LoadError {
  const hint = 'Run "git fetch --refetch --no-filter" to make a partial clone whole.';
  return new LoadError('missing-object', `This clone lacks ${what}, and nothing is fetched behind your back.`, hint);
}

function only(trees: readonly SourceTree[]): SourceTree {
  const [tree] = trees;
  if (tree === undefined) throw new Error('One commit gives one tree.');
  return tree;
}
