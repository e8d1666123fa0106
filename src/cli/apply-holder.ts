import type { Holder, LedgerEntry } from '../state/ledger/entry.js';
import { quote } from '../text/quote.js';
import type { Call } from './call.js';

/** Says who has the lock, since when and with which plan, and how to go on. */
export function tellHolder({ talk }: Call, { who, host, pid, since, plan, alive, mine }: Holder): void {
  const runs =
    alive === undefined
      ? 'nobody here can tell whether it still runs'
      : alive
        ? `process ${String(pid)} is at it`
        : 'its process has ended';
  const ours = mine && alive !== true;
  talk.fail(
    `${who.name} <${who.email}> has been applying plan ${plan.slice(0, 19)} from ${quote(host)} since ${since}; ${runs}.`,
    ours
      ? 'Go on with it: permafrost apply --resume. Or end it as it is: permafrost apply --abandon.'
      : 'Wait until it has ended. If it never will, take it over: permafrost apply --resume --take-over, or permafrost apply --abandon --take-over.',
  );
}

export function tellOvertaken({ talk }: Call, tip: LedgerEntry | undefined): void {
  const by = tip === undefined ? 'Somebody' : `${tip.who.name} <${tip.who.email}>`;
  talk.fail(`${by} applied something since this was planned, so that nothing was written.`, 'Plan again: permafrost apply');
}
