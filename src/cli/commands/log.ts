import type { LogEntry, LogReport, VerifyReport } from '../../render/log/report.js';
import { ledgersHere } from '../../state/ledger/chain.js';
import type { Holder, LedgerEntry } from '../../state/ledger/entry.js';
import { openLedger, type Ledger } from '../../state/ledger/ledger.js';
import { ledgerRef, ledgerRefs } from '../../state/ledger/ledger-ref.js';
import { chooseRemote, remoteTips } from '../../state/ledger/remote.js';
import { list } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import { isSet, textOption, type Call } from '../call.js';
import { UsageError } from '../usage-error.js';

/** `permafrost log`: what was applied to a site, by whom and with what outcome; and whether the record of it is whole. */
export async function log(call: Call): Promise<number> {
  const [wanted, file] = call.words;
  const remote = textOption(call, 'remote') ?? 'none';
  const ref = await refOf(call, remote);
  const against = (call.options['against'] ?? []) as readonly string[];
  if (isSet(call, 'verify') || against.length > 0) {
    if (wanted !== undefined) throw new UsageError('The record is verified as a whole.', 'Leave out the number: permafrost log --verify');
    if (remote !== 'none') await openLedgerOf(call, ref, remote);
    return verify(call, ref, against);
  }
  const ledger = await openLedgerOf(call, ref, remote);
  if (file !== undefined) return showFile(call, ledger, wanted ?? '', file);
  const entries = wanted === undefined ? await allOf(ledger) : [await entryOf(ledger, wanted)];
  if (entries.length === 0) {
    call.talk.note('Nothing was applied yet, as far as this clone knows. --remote origin gets what others applied.');
    if (call.flags.format !== 'json') return 0;
  }
  await show(call, { version: 1, ref, ...holderOf(wanted === undefined ? await ledger.holder() : undefined), entries: entries.map(shown) });
  return 0;
}

/** The ledger of --site, or the only one there is: what is looked up here has to do without the policies. */
async function refOf(call: Call, remote: string): Promise<string> {
  const site = textOption(call, 'site');
  if (site !== undefined) return ledgerRef(site);
  const { cwd } = call.flags;
  const name = await chooseRemote(cwd, remote);
  const there = name === undefined ? new Map<string, string>() : await remoteTips(cwd, name, `${ledgerRefs}*`);
  const known = [...new Set([...(await ledgersHere(cwd, ledgerRefs)).keys(), ...there.keys()])]
    .filter((ref) => ref.startsWith(ledgerRefs))
    .sort();
  const [ref] = known;
  if (ref === undefined)
    throw new UsageError(
      'Nothing was applied yet, as far as this clone knows.',
      name === undefined ? 'What others applied is at the remote: permafrost log --remote origin' : undefined,
    );
  if (known.length > 1)
    throw new UsageError(
      `Several sites have a record here: ${list(known.map((each) => quote(nameOf(each))))}.`,
      `Name one: --site ${siteOf(ref)}`,
    );
  return ref;
}

function nameOf(ref: string): string {
  return decodeURIComponent(ref.slice(ledgerRefs.length));
}

async function openLedgerOf(call: Call, ref: string, remote: string): Promise<Ledger> {
  return openLedger({ cwd: call.flags.cwd, site: textOption(call, 'site') ?? siteOf(ref), remote });
}

/** As --site takes it: the address of a site, or the name of a rehearsal. */
function siteOf(ref: string): string {
  const address = `https://${nameOf(ref)}`;
  return ledgerRef(address) === ref ? address : nameOf(ref);
}

async function allOf(ledger: Ledger): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of ledger.entries()) entries.push(entry);
  return entries;
}

/** By its number in the chain, or by the beginning of its id. */
async function entryOf(ledger: Ledger, wanted: string): Promise<LedgerEntry> {
  const isNumber = /^\d{1,6}$/.test(wanted);
  let last = 0;
  for await (const entry of ledger.entries()) {
    last = Math.max(last, entry.number);
    if (isNumber ? entry.number === Number(wanted) : wanted.length >= 7 && entry.id.startsWith(wanted.toLowerCase())) return entry;
  }
  throw new UsageError(`There is no entry ${quote(wanted)}.`, last === 0 ? undefined : `They are numbered from 1 to ${String(last)}.`);
}

async function showFile(call: Call, ledger: Ledger, wanted: string, file: string): Promise<number> {
  const entry = await entryOf(ledger, wanted);
  if (!Object.hasOwn(entry.files, file)) {
    const names = Object.keys(entry.files);
    throw new UsageError(
      `Entry ${String(entry.number)} has no file ${quote(file)}.`,
      names.length === 0 ? 'It has none at all.' : `It has ${list(names)}.`,
    );
  }
  await call.output.write(await ledger.read(entry, file));
  return 0;
}

async function verify(call: Call, ref: string, against: readonly string[]): Promise<number> {
  const { verifyLedger } = await import('../../state/ledger/verify.js');
  const report: VerifyReport = { version: 1, ...(await verifyLedger(call.flags.cwd, ref, against)) };
  const { format } = call.flags;
  if (format === 'json') await call.output.write((await import('../../render/log/json.js')).logJson(report));
  else if (format === 'markdown') await call.output.write((await import('../../render/log/markdown.js')).verifyMarkdown(report));
  else await call.output.write((await import('../../render/log/text.js')).verifyText(report, { ...call.output.style, all: true }));
  return report.findings.length === 0 ? 0 : 1;
}

async function show(call: Call, report: LogReport): Promise<void> {
  const { format } = call.flags;
  if (format === 'json') await call.output.write((await import('../../render/log/json.js')).logJson(report));
  else if (format === 'markdown') await call.output.write((await import('../../render/log/markdown.js')).logMarkdown(report));
  else await call.output.write((await import('../../render/log/text.js')).logText(report, { ...call.output.style, all: true }));
}

function shown({ number, type, at, who, host, pid, site, commit, plan, outcome, mayHaveMore, id, files }: LedgerEntry): LogEntry {
  const came = { ...(outcome === undefined ? {} : { outcome }), ...(mayHaveMore === undefined ? {} : { mayHaveMore }) };
  return { number, type, at, who, host, pid, site, commit, plan, ...came, id, files };
}

function holderOf(holder: Holder | undefined): Pick<LogReport, 'holder'> {
  if (holder === undefined) return {};
  const { who, host, pid, since, plan, alive } = holder;
  return { holder: { who, host, pid, since, plan, ...(alive === undefined ? {} : { alive }) } };
}
