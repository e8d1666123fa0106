import type { Cell } from '../matrix/matrix.js';
import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { placeWords, verdictWords } from './names.js';
import type { Style } from './style.js';
import { wrapped } from './width.js';
import { addToList } from '../text/add-to-list.js';

/** The answer to `what`: all cells of one subject. */
export interface Access {
  readonly version: 1;
  readonly asOf: string;
  readonly subject: string;
  readonly cells: readonly Omit<Cell, 'subject'>[];
  /** Groups of the identity provider that an import saw the person in; what these give is not among the cells. */
  readonly observedIn: readonly { readonly group: string; readonly on: string }[];
}

export function accessText({ cells, observedIn }: Access, { paint, columns }: Style): string {
  const places = new Map<string, string[]>();
  for (const { resource, permission, verdict } of cells) {
    const words = verdict === 'allowed' ? visible(permission) : `${visible(permission)} (${verdictWords(verdict)})`;
    addToList(places, resource, words);
  }
  const blocks = Array.from(
    places,
    ([resource, words]) => `${paint.bold(placeWords(resource))}\n${wrapped(words.join(', '), columns, '  ')}`,
  );
  const seen = observedIn.map(({ group, on }) =>
    wrapped(`On ${on} also seen in ${visible(group)}, whose access is not listed here: permafrost what '${visible(group)}'`, columns),
  );
  const total = cells.length === 0 ? 'nothing' : paint.bold(`${count(cells.length, 'cell')} in ${count(places.size, 'place')}`);
  return `${[...blocks, total, ...seen].join('\n')}\n`;
}

export function accessJson(access: Access): string {
  return `${JSON.stringify(access, undefined, 2)}\n`;
}

/** Cells, as `matrix` prints them. */
export function accessTsv({ subject, cells }: Access): string {
  return cells.map(({ resource, permission, verdict }) => `${subject}\t${resource}\t${permission}\t${verdict}\n`).join('');
}
