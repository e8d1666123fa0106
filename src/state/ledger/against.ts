import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { shortened } from '../../load/revision-label.js';
import { count } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import { askGit, tryGit } from '../git/run-git.js';
import { StateError } from '../state-error.js';
import { hasObject, isAncestor } from './chain.js';
import type { ChainFinding } from './finding.js';
import { fetchRef, remoteTip } from './remote.js';

interface Compared {
  /** The last entry that the copy knows. */
  readonly tip?: string;
  readonly findings: readonly ChainFinding[];
}

/** Holds a ledger against what is known elsewhere: at a remote, in a clone at a path, or an id of a commit that somebody wrote down. */
export async function compareWith(cwd: string, ref: string, tip: string | undefined, name: string): Promise<Compared> {
  const remotes = (await askGit(cwd, ['remote'])).split('\n');
  const isRemote = remotes.includes(name) && !name.startsWith('-');
  const path = resolve(cwd, name);
  if (!isRemote && !existsSync(path) && /^[0-9a-f]{7,64}$/i.test(name)) return againstCommit(cwd, tip, name.toLowerCase());
  if (!isRemote && !existsSync(path))
    throw new StateError(
      'unknown-remote',
      `${quote(name)} is no remote, no folder and no id of a commit.`,
      'Name one: --against origin, --against ../other-clone, --against 0123abc…',
    );
  const from = isRemote ? name : path;
  const theirs = await remoteTip(cwd, from, ref);
  const where = isRemote ? `the remote ${quote(name)}` : quote(name);
  if (theirs === undefined)
    return {
      findings:
        tip === undefined
          ? []
          : [said(tip, `There are no entries at ${where}, and this clone has some: they were taken away there, or never sent.`)],
    };
  if (!(await hasObject(cwd, theirs))) await fetchRef(cwd, from, ref);
  return { tip: theirs, findings: await findingsOf(cwd, tip, theirs, where) };
}

async function againstCommit(cwd: string, tip: string | undefined, name: string): Promise<Compared> {
  const { code, stdout } = await tryGit(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  if (code !== 0)
    return {
      findings: [
        said(name, `The commit ${name} is not in this clone, so that the record does not hold it any more: it was rewritten, or cut off.`),
      ],
    };
  const theirs = stdout.toString('latin1').trim();
  return { tip: theirs, findings: await findingsOf(cwd, tip, theirs, 'the commit that was written down') };
}

/** A copy may lag behind; what it knows has to be part of this chain. */
async function findingsOf(cwd: string, tip: string | undefined, theirs: string, where: string): Promise<readonly ChainFinding[]> {
  if (tip !== undefined && (await isAncestor(cwd, theirs, tip))) return [];
  const is = `${shortened(theirs)}, known from ${where},`;
  if (tip === undefined) return [said(theirs, `${is} is an entry, and this clone has none.`)];
  const { code, stdout } = await tryGit(cwd, ['merge-base', tip, theirs]);
  const common = code === 0 ? stdout.toString('latin1').split('\n')[0] : undefined;
  if (common === tip) {
    const later = Number(await askGit(cwd, ['rev-list', '--count', '--first-parent', `${tip}..${theirs}`]));
    return [
      said(
        theirs,
        `${is} comes ${later === 1 ? 'one entry' : count(later, 'entry', 'entries')} after the last one here: this clone is behind, or its end was cut off.`,
      ),
    ];
  }
  const since = common === undefined ? 'the two have no entry in common' : `the two part after ${shortened(common)}`;
  return [
    said(
      theirs,
      `${is} is no part of this chain, which ends at ${shortened(tip)}; ${since}: one of them was rewritten, or both were gone on from.`,
    ),
  ];
}

function said(commit: string, message: string): ChainFinding {
  return { code: 'copy', commit, message };
}
