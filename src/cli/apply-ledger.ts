import type { Bench } from '../carrying-out.js';
import { isLoopback } from '../providers/environment.js';
import type { Ledger } from '../state/ledger/ledger.js';
import { textOption, type Call } from './call.js';
import { linkedState } from './states.js';
import { UsageError } from './usage-error.js';

/** The record of the site that the policies of the working tree name. */
export async function openRecordHere(call: Call): Promise<Ledger> {
  const policies = await linkedState(call);
  if (policies === undefined) throw new UsageError('The policies have errors, so that their site is not known.', 'Mend them first.');
  return openRecord(call, policies.site.about.url);
}

/** The record of a site, from its address; `opened` serves if it is the one: opening asks the remote. */
export async function openRecord(call: Call, url: string, opened?: Ledger): Promise<Ledger> {
  const { site, remote } = recordOf(call, url);
  if (opened?.site === site) return opened;
  const { openLedger } = await import('../state/ledger/ledger.js');
  return openLedger({ cwd: call.flags.cwd, site, ...(remote === undefined ? {} : { remote }) });
}

/** Opens journals, which are kept beside the record that they belong to. */
export async function journalsOf({ flags: { cwd } }: Call, { site }: Ledger): Promise<Bench['openJournal']> {
  const { openJournal } = await import('../state/journal/journal.js');
  return (of) => openJournal({ cwd, site, ...of });
}

/**
 * Whose record it is, and the remote of --remote, where a command has it. What stands for the site on this machine is a rehearsal, with a
 * record of its own: nothing that was made there counts as ours on the site itself. That on the file of a sandbox is told to nobody else,
 * unless a remote is named.
 */
function recordOf(call: Call, url: string): { readonly site: string; readonly remote: string | undefined } {
  const site = textOption(call, 'site');
  const isFile = site?.startsWith('sandbox:') === true;
  return {
    site: isFile || isHere(site) ? `rehearsal:${new URL(url).host}` : url,
    remote: textOption(call, 'remote') ?? (isFile ? 'none' : undefined),
  };
}

function isHere(site: string | undefined): boolean {
  return site !== undefined && URL.canParse(site) && isLoopback(new URL(site));
}
