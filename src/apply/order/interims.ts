import type { Atom } from './atom.js';
import type { Cells } from './between.js';
import { CellSet } from './cell-set.js';
import type { Stop } from './states.js';
import { addToList } from '../../text/add-to-list.js';

/** Cells that are there before and after, and not in between. */
export interface MissingBetween {
  /** The ids of two atoms: from after the first is made until the second is; what is told by runs may be missing for a shorter while. */
  readonly from: string;
  readonly to: string;
  readonly cells: readonly Cells[];
}

/** What is missing on the way, by how long; `stops` in order, the last with nothing missing. */
export function interimsOf(order: readonly Atom[], stops: readonly Stop[]): readonly MissingBetween[] {
  const since = new Map<string, number>();
  const spans = new Map<string, Cells[]>();
  let made = 0;
  for (const { made: next, judgement } of [...stops, { made: order.length, judgement: { missing: [] } }]) {
    const now = new Map(judgement.missing.flatMap(cellsIn));
    for (const [key, from] of [...since]) {
      if (now.has(key)) continue;
      since.delete(key);
      const span = `${String(from)} ${String(next - 1)}`;
      addToList(spans, span, cellOf(key));
    }
    for (const key of now.keys()) if (!since.has(key)) since.set(key, made);
    made = next;
  }
  return [...spans]
    .map(([span, cells]) => ({ span: span.split(' ').map(Number), cells: CellSet.of(cells).list() }))
    .sort((a, b) => (a.span[0] ?? 0) - (b.span[0] ?? 0) || (a.span[1] ?? 0) - (b.span[1] ?? 0))
    .map(({ span: [from = 0, to = 0], cells }) => ({ from: order[from]?.id ?? '', to: order[to]?.id ?? '', cells }));
}

function cellsIn({ resource, permissions, subjects }: Cells): readonly (readonly [string, true])[] {
  return permissions.flatMap((permission) => subjects.map((subject) => [JSON.stringify([resource, permission, subject]), true] as const));
}

function cellOf(key: string): Cells {
  const [resource = '', permission = '', subject = ''] = JSON.parse(key) as readonly string[];
  return { resource, permissions: [permission], subjects: [subject] };
}
