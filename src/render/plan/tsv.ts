import type { CellChange } from '../../diff/access-change.js';

/** One line a changed cell: `+|-|~`, subject, resource, permission, verdict before and after, absent is `-`. Names as they are: none has a tab. */
export function* planTsv(cells: Iterable<CellChange>): Generator<string> {
  for (const { subject, resource, permission, before, after } of cells) {
    const sign = before === undefined ? '+' : after === undefined ? '-' : '~';
    yield `${[sign, subject, resource, permission, before ?? '-', after ?? '-'].join('\t')}\n`;
  }
}
