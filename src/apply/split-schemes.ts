import { factKey } from '../diff/facts.js';
import type { Piece } from './atoms.js';
import { factOf } from './references.js';

/** With new schemes made empty, and each of their grants given by itself: so that something else can come in between. */
export function splitSchemes(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece) => {
    const { id, changes, alsoGives, corrects } = piece;
    const made = schemeMadeBy(piece);
    if (made === undefined || changes.length === 1 || alsoGives !== undefined || corrects !== undefined) return [piece];
    const [own, grants] = [true, false].map((isOwn) => changes.filter((change) => (factOf(change).type === 'scheme') === isOwn));
    return [
      { ...piece, changes: own ?? [] },
      ...(grants ?? []).map((change): Piece => ({ ...piece, id: `${id} ${factKey(factOf(change))}`, changes: [change] })),
    ];
  });
}

/** A scheme that a piece makes. */
export function schemeMadeBy({ changes }: Piece): string | undefined {
  return changes.find(({ before, after }) => before === undefined && after?.type === 'scheme')?.after?.of;
}
