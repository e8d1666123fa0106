import { shortened } from '../../load/revision-label.js';
import { quote } from '../../text/quote.js';
import { commitParts, readObjects, treeFiles, type CommitParts } from '../git/objects.js';
import { readJournalLines } from '../journal/journal-lines.js';
import { StateError } from '../state-error.js';
import { compareWith } from './against.js';
import { lineFrom } from './chain.js';
import type { Entry } from './entry.js';
import type { ChainFinding, Signature, Verification } from './finding.js';
import { ledgerRef } from './ledger-ref.js';
import { entryFile, parseEntry } from './parse-entry.js';
import { checkSignatures } from './signatures.js';
import { digestOf, refTip, secondsOf } from './write-entry.js';

/** The journal of an entry, if it has one. */
export const journalFile = 'journal.jsonl';

/** A link of the chain as it was read: what it says of itself, if that can be read, and what git says. */
interface Link {
  readonly id: string;
  readonly parts: CommitParts;
  readonly entry?: Entry;
  readonly findings: readonly ChainFinding[];
}

/** Looks at every entry of a ledger, and at other copies of it: remotes, folders of clones, ids of commits that somebody wrote down. */
export async function verifyLedger(cwd: string, ref: string, against: readonly string[] = []): Promise<Verification> {
  const tip = await refTip(cwd, ref);
  const findings: ChainFinding[] = [];
  const signatures: Signature[] = [];
  let entries = 0;
  let newer: Link | undefined;
  const signed: Link[] = [];
  for await (const link of linksFrom(cwd, tip, findings)) {
    entries++;
    findings.push(...link.findings, ...ownFindings(link, ref), ...(newer === undefined ? [] : linkFindings(newer, link)));
    if (link.parts.isSigned) signed.push(link);
    newer = link;
  }
  if (newer !== undefined) findings.push(...firstFindings(newer));
  const checked = await checkSignatures(
    cwd,
    signed.map(({ id, entry }) => ({ id, ...(entry === undefined ? {} : { entry }) })),
    tip,
  );
  signatures.push(...checked.signatures);
  findings.push(...checked.findings);
  const copies = [];
  for (const name of against) {
    const compared = await compareWith(cwd, ref, tip, name);
    copies.push({ name, ...(compared.tip === undefined ? {} : { tip: compared.tip }) });
    findings.push(...compared.findings);
  }
  return { ref, ...(tip === undefined ? {} : { tip }), entries, signatures, copies, findings };
}

async function* linksFrom(cwd: string, tip: string | undefined, findings: ChainFinding[]): AsyncGenerator<Link> {
  let next = tip;
  while (next !== undefined) {
    const from: string = next;
    const ids: readonly string[] = await lineFrom(cwd, from).catch((error: unknown) => {
      if (!(error instanceof StateError) || error.code !== 'missing-entries') throw error;
      findings.push({ code: 'missing', commit: from, message: `${error.message} ${error.hint ?? ''}`.trim() });
      return [];
    });
    next = undefined;
    const objects = await readObjects(
      cwd,
      ids.flatMap((id) => [id, `${id}^{tree}`]),
    );
    for (const [index, id] of ids.entries()) {
      const [commit, tree] = [objects[index * 2], objects[index * 2 + 1]];
      if (commit === undefined || tree === undefined) {
        findings.push({ code: 'missing', commit: id, message: `${shortened(id)} is not whole in this clone.` });
        return;
      }
      const parts = commitParts(commit.bytes);
      yield await linkOf(cwd, id, parts, tree.bytes);
      next = parts.parents[0];
      const expected = ids[index + 1];
      if (expected !== undefined && expected !== next) {
        findings.push({
          code: 'parent',
          commit: id,
          message: `This clone is told to take another parent of ${shortened(id)} for its own (grafts).`,
        });
        return;
      }
    }
  }
}

async function linkOf(cwd: string, id: string, parts: CommitParts, tree: Buffer): Promise<Link> {
  const files = treeFiles(tree, id.length);
  const blobs = await readObjects(
    cwd,
    files.map((file) => file.id),
  );
  const texts = new Map(files.map(({ name, mode }, index) => [name, mode === '100644' ? blobs[index] : undefined] as const));
  const read = parseEntry(texts.get(entryFile)?.bytes.toString('utf8') ?? '');
  if (read.type === 'wrong')
    return { id, parts, findings: [{ code: 'entry', commit: id, message: `${entryFile} of ${shortened(id)} ${read.why}.` }] };
  const { entry } = read;
  const said = (code: ChainFinding['code'], words: string): ChainFinding => ({
    code,
    number: entry.number,
    commit: id,
    message: `Entry ${String(entry.number)} (${shortened(id)}): ${words}`,
  });
  const findings: ChainFinding[] = [];
  for (const [name, digest] of Object.entries(entry.files)) {
    const blob = texts.get(name);
    if (blob === undefined) findings.push(said('file', `its file ${quote(name)} is not there.`));
    else if (digestOf(blob.bytes) !== digest) findings.push(said('file', `its file ${quote(name)} is not the one that was written.`));
  }
  for (const { name } of files)
    if (name !== entryFile && !Object.hasOwn(entry.files, name))
      findings.push(said('file', `it holds a file ${quote(name)} that it does not name.`));
  const journal = entry.type === 'end' && Object.hasOwn(entry.files, journalFile) ? texts.get(journalFile) : undefined;
  if (journal !== undefined) {
    const lines = readJournalLines(journal.bytes.toString('utf8'), entry.plan);
    if (lines.type === 'broken')
      findings.push(said('journal', `line ${String(lines.line)} of its journal is not as it was written: ${lines.why}.`));
    else if (lines.torn !== undefined || lines.end === undefined) findings.push(said('journal', 'its journal is not whole.'));
  }
  return { id, parts, entry, findings };
}

/** What an entry says of itself, against what git says of its commit. */
function ownFindings({ id, parts, entry }: Link, ref: string): readonly ChainFinding[] {
  const findings: ChainFinding[] = [];
  const say = (code: ChainFinding['code'], words: string): number =>
    findings.push({
      code,
      ...(entry === undefined ? {} : { number: entry.number }),
      commit: id,
      message: `${labelOf(id, entry)}: ${words}`,
    });
  if (parts.parents.length > 1) say('merge', 'it joins two chains, and an entry has one before it.');
  if (entry === undefined) return findings;
  const [parent] = parts.parents;
  if (entry.previous !== parent)
    say(
      'parent',
      `it names ${entry.previous === undefined ? 'no entry' : shortened(entry.previous)} as the one before it, and that is ${parent === undefined ? 'none' : shortened(parent)}.`,
    );
  if (ledgerRef(entry.site) !== ref) say('site', `it is of the site ${quote(entry.site)}, and this is the record of another one.`);
  for (const { name, email, seconds } of [parts.author, parts.committer]) {
    if (name === entry.who.name && email === entry.who.email && seconds === secondsOf(entry.at)) continue;
    say(
      'author',
      `it says that ${quote(`${entry.who.name} <${entry.who.email}>`)} wrote it at ${entry.at}, and its commit that it was ${quote(`${name} <${email}>`)} at ${timeOf(seconds)}.`,
    );
    break;
  }
  return findings;
}

/** How two entries follow each other, as far as both can be read. From a begin to its end all are of one plan. */
function linkFindings(newer: Link, older: Link): readonly ChainFinding[] {
  const [entry, before] = [newer.entry, older.entry];
  if (entry === undefined || before === undefined) return [];
  const findings: ChainFinding[] = [];
  const say = (code: ChainFinding['code'], words: string): number =>
    findings.push({ code, number: entry.number, commit: newer.id, message: `${labelOf(newer.id, entry)}: ${words}` });
  if (entry.number !== before.number + 1) say('number', `it comes after entry ${String(before.number)}.`);
  const wasOpen = before.type === 'begin' || before.type === 'checkpoint';
  if (entry.type === 'begin' && wasOpen) say('order', `it begins while entry ${String(before.number)} (${before.type}) has the lock.`);
  if (entry.type !== 'begin' && !wasOpen) say('order', `it is of type ${entry.type}, and nothing was begun before it.`);
  if (entry.type !== 'begin' && wasOpen && (entry.plan !== before.plan || entry.commit !== before.commit))
    say('plan', `it is of another plan than entry ${String(before.number)}, from which it goes on.`);
  return findings;
}

function firstFindings({ id, entry }: Link): readonly ChainFinding[] {
  if (entry === undefined || (entry.number === 1 && entry.type === 'begin')) return [];
  return [
    {
      code: 'number',
      number: entry.number,
      commit: id,
      message: `${labelOf(id, entry)}: nothing is before it, and the first entry is number 1 and begins.`,
    },
  ];
}

function labelOf(id: string, entry: Entry | undefined): string {
  return entry === undefined ? shortened(id) : `Entry ${String(entry.number)} (${shortened(id)})`;
}

function timeOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'a time that cannot be read' : date.toISOString().replace('.000', '');
}
