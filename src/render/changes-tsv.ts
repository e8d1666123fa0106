import type { AccessChange, CellChange } from '../diff/access-change.js';

/** `+|-|~⇥subject⇥resource⇥permission⇥before⇥after`, a cell a line; absent is `-`. */
export function* changesTsv(change: AccessChange): Generator<string> {
  for (const cell of change.cells()) yield line(cell);
}

function line({ subject, resource, permission, before, after }: CellChange): string {
  const sign = before === undefined ? '+' : after === undefined ? '-' : '~';
  return `${[sign, subject, resource, permission, before ?? '-', after ?? '-'].join('\t')}\n`;
}
