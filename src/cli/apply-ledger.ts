import { linkedState } from './states.js';
import type { Ledger } from '../state/ledger/ledger.js';
import type { Call } from './call.js';
import { UsageError } from './usage-error.js';
import { recordOf } from './write-apply-plan.js';

/** The record of the site that the policies of the working tree name. */
export async function openLedgerHere(call: Call): Promise<Ledger> {
  const policies = await linkedState(call);
  if (policies === undefined) throw new UsageError('The policies have errors, so that their site is not known.', 'Mend them first.');
  const { openLedger } = await import('../state/ledger/ledger.js');
  return openLedger({ cwd: call.flags.cwd, ...recordOf(call, policies.site.about.url) });
}
