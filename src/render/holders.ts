import { count, list } from '../text/plural.js';
import { visible } from '../text/quote.js';
import type { Style } from './style.js';
import { verdictWords } from './names.js';
import { padded, widthOf, wrapped } from './width.js';

/** The answer to `who`: everybody, none left out. */
export interface Holders {
  readonly version: 1;
  readonly asOf: string;
  readonly permission: string;
  readonly resource: string;
  readonly holders: readonly Holder[];
  /** Whoever can give it to themselves, whether they hold it or not. */
  readonly administrators: readonly { readonly subject: string; readonly through: readonly string[] }[];
}

export interface Holder {
  readonly subject: string;
  readonly verdict: string;
  /** Of a group of the identity provider: whom an import saw in it, which says nothing certain of today. */
  readonly observed?: { readonly on: string; readonly members: readonly string[] };
}

export function holdersText({ holders, administrators }: Holders, { paint, columns }: Style): string {
  if (holders.length === 0) return `nobody\n${givers(administrators, columns)}`;
  const width = Math.min(40, Math.max(...holders.map(({ subject }) => widthOf(visible(subject)))));
  const above = new Set(administrators.map(({ subject }) => subject));
  const held = new Set(holders.map(({ subject }) => subject));
  const lines = holders.map(({ subject, verdict, observed }) => {
    const words = verdict === 'allowed' ? verdict : paint.yellow(verdictWords(verdict));
    const line = `${padded(visible(subject), width)}  ${words}${above.has(subject) ? paint.dim(' (administrator)') : ''}`;
    if (observed === undefined) return line;
    const seen = observed.members.length === 0 ? 'nobody' : list(observed.members.map(visible));
    return `${line}\n${paint.dim(wrapped(`seen in it on ${observed.on}: ${seen}`, columns, '    '))}`;
  });
  return `${lines.join('\n')}\n\n${paint.bold(count(holders.length, 'subject'))}\n${givers(
    administrators.filter(({ subject }) => !held.has(subject)),
    columns,
  )}`;
}

/** Administrators are told apart: no policy holds them back. Those who hold it are marked where they stand. */
function givers(administrators: Holders['administrators'], columns: number): string {
  if (administrators.length === 0) return '';
  return `${wrapped(`Can give it to themselves, as administrators: ${list(administrators.map(({ subject }) => visible(subject)))}.`, columns)}\n`;
}

export function holdersJson(holders: Holders): string {
  return `${JSON.stringify(holders, undefined, 2)}\n`;
}

/** Cells, as `matrix` prints them. */
export function holdersTsv({ holders, permission, resource }: Holders): string {
  return holders.map(({ subject, verdict }) => `${subject}\t${resource}\t${permission}\t${verdict}\n`).join('');
}
