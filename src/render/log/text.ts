import { count } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { fact, hanging, type BlockStyle } from '../blocks.js';
import { wrapped } from '../width.js';
import type { LogEntry, LogHolder, LogReport, VerifyReport } from './report.js';

/** Entries for the terminal: one a block, the newest first. */
export function logText({ holder, entries }: LogReport, style: BlockStyle): string {
  const blocks = [
    ...(holder === undefined ? [] : [style.paint.yellow(wrapped(holderWords(holder), style.columns))]),
    ...entries.map((entry) => entryText(entry, style)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function entryText({ number, type, at, who, commit, plan, outcome, id, files }: LogEntry, style: BlockStyle): string {
  const head = `${String(number)}  ${type}  ${at}${outcome === undefined ? '' : `  ${visible(outcome)}`}`;
  const names = Object.keys(files).map(visible);
  return [
    style.paint.bold(hanging(head, style.columns, '    ')),
    fact('by', [personWords(who)], style),
    fact('commit', [visible(commit).slice(0, 12)], style),
    fact('plan', [visible(plan).slice(0, 19)], style),
    ...(names.length === 0 ? [] : [fact('files', names, { ...style, all: true })]),
    fact('entry', [id.slice(0, 12)], style),
  ].join('\n');
}

export function personWords({ name, email }: LogEntry['who']): string {
  return visible(name === email ? email : `${name} <${email}>`);
}

/** Who has the lock, and whether they are at work. */
export function holderWords({ who, host, pid, since, alive }: LogHolder): string {
  const state =
    alive === undefined
      ? 'whether it runs cannot be told from here'
      : alive
        ? 'which runs'
        : 'which has ended: go on with "permafrost apply --resume", or give it up with "permafrost apply --abandon"';
  return `${personWords(who)} has been applying since ${since}, with process ${String(pid)} on ${visible(host)}, ${state}.`;
}

/** What a verification found, and what it stands on. */
export function verifyText({ ref, tip, entries, signatures, copies, findings }: VerifyReport, { paint, columns }: BlockStyle): string {
  const lines = [
    ...findings.map(({ message }) => paint.red(hanging(`x ${visible(message)}`, columns, '    '))),
    ...signatures
      .filter(({ isTip }) => isTip)
      .map(({ signer }) => hanging(`the last entry is signed by ${visible(signer)}`, columns, '    ')),
    ...copies.map(({ name, tip: known }) =>
      hanging(`compared with ${visible(name)}${known === undefined ? '' : ` (${known.slice(0, 12)})`}`, columns, '    '),
    ),
  ];
  const total = `${ref}: ${count(entries, 'entry', 'entries')}${tip === undefined ? '' : ` up to ${tip.slice(0, 12)}`}, ${findings.length === 0 ? 'nothing wrong' : count(findings.length, 'finding')}`;
  return `${[...lines, paint.bold(hanging(visible(total), columns, '    '))].join('\n')}\n`;
}
