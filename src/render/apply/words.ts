import type { ApplyPlan, Interim } from '../../apply/apply-plan.js';
import { count, list } from '../../text/plural.js';

export type ApplyVerdict = 'refused' | 'nothing' | 'by-hand' | 'ready';

/** Whether a plan may be applied, and whether there is anything to it. */
export function verdictOf({ guards, writes, manual }: ApplyPlan): ApplyVerdict {
  if (guards.some(({ ok }) => !ok)) return 'refused';
  if (writes.length > 0) return 'ready';
  return manual.length > 0 ? 'by-hand' : 'nothing';
}

export const verdictTitles: Readonly<Record<ApplyVerdict, string>> = {
  refused: 'REFUSED',
  nothing: 'NOTHING TO DO',
  'by-hand': 'BY HAND',
  ready: 'READY',
};

/** What it does, in one sentence; `site` and `commit` are escaped already. `takesBack`: the number of the entry of the record that an undo takes back. */
export function headline({ writes, manual, asOf }: ApplyPlan, site: string, commit: string, takesBack?: number): string {
  if (writes.length + manual.length === 0) return `${site} is as commit ${commit} says, as of ${asOf}`;
  const parts = [
    ...(writes.length === 0 ? [] : [count(writes.length, 'write')]),
    ...(manual.length === 0 ? [] : [`${count(manual.length, 'step')} by hand`]),
  ];
  if (takesBack !== undefined)
    return `${list(parts)} to take back on ${site} what entry ${String(takesBack)} of the record made, as of ${asOf}`;
  return `${list(parts)} to make ${site} as commit ${commit} says, as of ${asOf}`;
}

export function shortCommit({ policies: { commit } }: ApplyPlan): string {
  return commit.slice(0, 12);
}

export function interimWords({ from, to }: Interim): string {
  return `from after write ${from} until after write ${to}`;
}

export function waitWords(before: readonly string[]): string {
  if (before.length === 0) return '';
  const shown = before.length > 6 ? [...before.slice(0, 6), `${String(before.length - 6)} more`] : before;
  return `${before.length === 1 ? 'Write' : 'Writes'} ${list(shown)} ${before.length === 1 ? 'waits' : 'wait'} for it.`;
}

export function checkWords(checked: boolean): string {
  return checked ? 'The next reading tells whether it was done.' : 'No reading tells whether it was done.';
}
