import { createHash } from 'node:crypto';
import { askGit, gitFailed, reasonOf, runGit, tryGit } from '../git/run-git.js';
import { ledgerEnvironment } from '../git/ledger-environment.js';
import { StateError } from '../state-error.js';
import { compareBytes } from '../../text/compare.js';
import { quote, visible } from '../../text/quote.js';
import type { Entry, LedgerEntry, Person } from './entry.js';
import { entryFile, isFileName } from './parse-entry.js';

/** Writes a commit with an entry and its files; no ref points to it yet, and neither index nor working tree is touched. */
export async function writeEntry(
  cwd: string,
  entry: Omit<Entry, 'version' | 'files'>,
  texts: Readonly<Record<string, string>>,
  kept: Kept = { files: {}, lines: [] },
): Promise<LedgerEntry> {
  const names = [...Object.keys(texts), ...Object.keys(kept.files)].sort(compareBytes);
  const refused = names.find((name, index) => !isFileName(name) || name === names[index - 1]);
  if (refused !== undefined) throw new Error(`${quote(refused)} is no name of a file of an entry, or there twice.`);
  const files = Object.fromEntries(names.map((name) => [name, kept.files[name] ?? digestOf(texts[name] ?? '')]));
  const whole: Entry = { version: 1, ...entry, files };
  const tree = await writeTree(cwd, { ...texts, [entryFile]: `${JSON.stringify(whole, undefined, 2)}\n` }, kept.lines);
  return { ...whole, id: await writeCommit(cwd, whole, tree) };
}

/** Files of an entry that the next one has as well. */
interface Kept {
  /** Their digests, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** As they stand in a tree. */
  readonly lines: readonly string[];
}

/** Files of an entry, to be kept by the next one without being read. */
export async function keptFrom(cwd: string, entry: LedgerEntry | undefined, names: readonly string[]): Promise<Kept> {
  if (entry === undefined || names.length === 0) return { files: {}, lines: [] };
  const lines = (await runGit(cwd, ['ls-tree', '-z', entry.id])).toString('utf8').split('\0').filter(Boolean);
  const wanted = lines.filter((line) => names.includes(line.slice(line.indexOf('\t') + 1)));
  const files = Object.fromEntries(names.flatMap((name) => (entry.files[name] === undefined ? [] : [[name, entry.files[name]] as const])));
  if (wanted.length !== names.length || Object.keys(files).length !== names.length)
    throw new StateError(
      'damaged',
      `Entry ${String(entry.number)} lacks a file that the next one is to keep.`,
      'See what else is wrong: permafrost log --verify',
    );
  return { files, lines: wanted.map((line) => `${line}\0`) };
}

/** SHA-256 of a text, as it stands in an entry. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

async function writeTree(cwd: string, texts: Readonly<Record<string, string>>, kept: readonly string[]): Promise<string> {
  const lines: string[] = [...kept];
  for (const [name, text] of Object.entries(texts)) {
    const id = await askGit(cwd, ['hash-object', '-w', '--stdin'], { input: text });
    lines.push(`100644 blob ${id}\t${name}\0`);
  }
  return askGit(cwd, ['mktree', '-z'], { input: lines.join('') });
}

async function writeCommit(cwd: string, entry: Entry, tree: string): Promise<string> {
  const signs = await isSigning(cwd);
  const parents = entry.previous === undefined ? [] : ['-p', entry.previous];
  const call = { input: messageOf(entry), env: { ...ledgerEnvironment(), ...authorship(entry) } };
  const { code, stdout, stderr } = await tryGit(cwd, ['commit-tree', ...(signs ? ['-S'] : []), ...parents, '-F', '-', tree], call);
  if (code === 0) return stdout.toString('latin1').trim();
  if (!signs) throw gitFailed(stderr);
  throw new StateError(
    'not-signed',
    `The entry could not be signed, as "commit.gpgsign" asks: ${reasonOf(stderr)}`,
    'Unlock the key and check "user.signingkey", or switch signing off here: git config commit.gpgsign false',
  );
}

/** Commits of plumbing are not signed by themselves. */
async function isSigning(cwd: string): Promise<boolean> {
  const { stdout } = await tryGit(cwd, ['config', '--type=bool', '--get', 'commit.gpgSign']);
  return stdout.toString('latin1').trim() === 'true';
}

/** The variables by which git takes author and committer, whoever its configuration names. */
export function authorship({ who, at }: Pick<Entry, 'who' | 'at'>): Readonly<Record<string, string>> {
  const date = `@${String(secondsOf(at))} +0000`;
  const of = (role: string): readonly (readonly [string, string])[] => [
    [`GIT_${role}_NAME`, who.name],
    [`GIT_${role}_EMAIL`, who.email],
    [`GIT_${role}_DATE`, date],
  ];
  return Object.fromEntries([...of('AUTHOR'), ...of('COMMITTER')]);
}

export function secondsOf(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}

function messageOf({ type, number, site, who, plan, outcome }: Entry): string {
  const lines = [
    `${visible(site)}: ${type} ${String(number)}`,
    '',
    `by ${visible(who.name)} <${visible(who.email)}>`,
    `plan ${visible(plan)}`,
  ];
  return `${[...lines, ...(outcome === undefined ? [] : [visible(outcome)])].join('\n')}\n`;
}

/** A person as git writes them into a commit, which leaves out what would end a name. */
export function personFor({ name, email }: Person): Person {
  const address = email.trim();
  if (!/^[^\s<>@]+@[^\s<>@]+$/u.test(address) || bare(address) !== address)
    throw new StateError(
      'no-identity',
      `${quote(email)} is no e-mail address, and the record says who wrote it.`,
      'Set one: git config user.email you@example.com',
    );
  return { name: bare(name) || address, email: address };
}

/** Without what git takes away at the ends of names, and within them. */
function bare(text: string): string {
  return text
    .replace(/[<>\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,:;"\\']+|[\s.,:;"\\']+$/g, '');
}

/** Moves a ref, if it still is where it was; whether it did. The log of the ref keeps what it was. */
export async function moveRef(
  cwd: string,
  ref: string,
  to: LedgerEntry | { readonly id: string; readonly who: Person; readonly at: string },
  from: string | undefined,
): Promise<boolean> {
  const env = { ...ledgerEnvironment(), ...authorship(to) };
  for (let attempts = 1; ; attempts++) {
    const { code, stderr } = await tryGit(
      cwd,
      ['update-ref', '--create-reflog', '-m', 'permafrost', '--no-deref', ref, to.id, from ?? ''],
      { env },
    );
    if (code === 0) return true;
    if ((await refTip(cwd, ref)) !== from) return false;
    // Somebody else has the lock file of the ref, and may not get as far as moving it.
    if (attempts === mostAttempts || !/\.lock|cannot lock ref/.test(stderr)) throw gitFailed(stderr);
    await new Promise((resolve) => setTimeout(resolve, 50 * attempts));
  }
}

const mostAttempts = 6;

/** Where a ref points to; undefined if it is not there. */
export async function refTip(cwd: string, ref: string): Promise<string | undefined> {
  const line = (await runGit(cwd, ['for-each-ref', '--format=%(objectname) %(refname)', ref])).toString('utf8').split('\n');
  return line.map((each) => each.split(' ')).find(([, name]) => name === ref)?.[0];
}
