import { count } from '../../text/plural.js';
import { brief, code } from '../escape-markdown.js';
import type { LogHolder, LogReport, VerifyReport } from './report.js';

/** Entries as a table, the newest first. */
export function logMarkdown({ ref, holder, entries }: LogReport): string {
  const rows = entries.map(({ number, type, at, who, commit, plan, outcome }) =>
    row([
      String(number),
      at,
      type,
      brief(who.email),
      code(commit.slice(0, 12)),
      code(plan.slice(0, 19)),
      outcome === undefined ? '' : brief(outcome),
    ]),
  );
  const table = [row(['entry', 'when', 'type', 'who', 'commit', 'plan', 'outcome']), row(Array.from({ length: 7 }, () => '---')), ...rows];
  return `${[`## What was applied: ${code(ref)}`, ...(holder === undefined ? [] : [holderMarkdown(holder)]), table.join('\n')].join('\n\n')}\n`;
}

function holderMarkdown({ who, host, pid, since, alive }: LogHolder): string {
  const state = alive === undefined ? '' : alive ? ', which runs' : ', which has ended';
  return `${brief(who.email)} has been applying since ${since}, with process ${String(pid)} on ${brief(host)}${state}.`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

export function verifyMarkdown({ ref, tip, entries, signatures, copies, findings }: VerifyReport): string {
  const signer = signatures.find(({ isTip }) => isTip)?.signer;
  return `${[
    `## ${findings.length === 0 ? 'Nothing is wrong with' : `${count(findings.length, 'finding')} in`} ${code(ref)}`,
    `${count(entries, 'entry', 'entries')}${tip === undefined ? '' : ` up to ${code(tip.slice(0, 12))}`}${signer === undefined ? '' : `, signed by ${brief(signer)}`}.`,
    ...(findings.length === 0 ? [] : [findings.map(({ message }) => `- ${code(message)}`).join('\n')]),
    ...(copies.length === 0 ? [] : [`Compared with ${copies.map(({ name }) => brief(name)).join(', ')}.`]),
  ].join('\n\n')}\n`;
}
