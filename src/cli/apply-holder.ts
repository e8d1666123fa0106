import type { Closed } from '../apply/chain.js';
import type { Holder, LedgerEntry } from '../state/ledger/entry.js';
import { count } from '../text/plural.js';
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

/** Two are never at one plan for long: the record tells the first of them that it has gone on elsewhere. */
export function tellTakenOver({ talk }: Call, { outcome: { counts }, by }: Extract<Closed, { readonly type: 'taken-over' }>): void {
  const who = by === undefined ? 'Somebody' : `${by.who.name} <${by.who.email}>`;
  talk.fail(
    `${who} has taken this apply over${by === undefined ? '' : ` from ${quote(by.host)}`}: it was stopped here after ${count(counts.made, 'write')}.`,
    'What came of it: permafrost log. The journal of what was done here is kept, and is joined with the record if this clone goes on with it.',
  );
}
