import type { FactChange } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import type { Click } from './manual.js';

const stepOf = { 'project-guest': 'project-guests', 'space-guest': 'space-guests' } as const;

/**
 * A guest has one project and one space. Who is to be placed in another one is taken out of the first before, in a step of its own; also where no
 * policy declares that one, since the new place cannot be had with it.
 */
export function guestMoves(clicks: readonly Click[], changes: readonly FactChange[], live: readonly Fact[]): readonly Click[] {
  const placed = new Set(
    changes.flatMap(({ before, after }) => (before === undefined && after !== undefined ? (placeOf(after) ?? []) : [])),
  );
  if (placed.size === 0) return clicks;
  const isLeaving = ({ before, after }: FactChange): boolean =>
    before !== undefined && after === undefined && placed.has(placeOf(before) ?? '');
  const marked = clicks.map((click): Click => (click.change !== undefined && isLeaving(click.change) ? { ...click, first: true } : click));
  const known = new Set(changes.flatMap(({ before }) => (before === undefined ? [] : [factKey(before)])));
  const elsewhere = live.flatMap((before): readonly Click[] => {
    const { type, of } = before;
    const isGuest = type === 'project-guest' || type === 'space-guest';
    if (!isGuest || known.has(factKey(before)) || !isLeaving({ before })) return [];
    return [{ step: stepOf[type], of, change: { before }, first: true }];
  });
  return [...marked, ...elsewhere];
}

/** The one place of its kind that somebody has. */
function placeOf({ type, says: [who = ''] }: Fact): string | undefined {
  return type === 'project-guest' || type === 'space-guest' ? `${type} ${who}` : undefined;
}
