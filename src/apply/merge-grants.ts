import type { FactChange } from '../diff/fact-change.js';
import { compareBytes } from '../text/compare.js';
import type { Piece } from './atoms.js';
import { changeKey, factOf } from './references.js';
import { schemeMadeBy } from './split-schemes.js';

/** A write in its place, and the pieces that it is made of. */
export interface Merged {
  readonly piece: Piece;
  readonly ids: readonly string[];
}

/** The grants of a scheme, or the permissions of a space role, that stand next to each other, or next to the making of it: the API takes them in one call. */
export function mergeGrants(pieces: readonly Piece[]): readonly Merged[] {
  const merged: Merged[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const thing = wholeOf(piece);
    if (last !== undefined && thing !== undefined && [wholeOf(last.piece), schemeMadeBy(last.piece)].includes(thing)) {
      const changes = [...last.piece.changes, ...piece.changes].sort(byKey);
      merged[merged.length - 1] = { piece: { ...last.piece, changes }, ids: [...last.ids, piece.id] };
    } else merged.push({ piece: { ...piece, changes: piece.changes.toSorted(byKey) }, ids: [piece.id] });
  }
  return merged;
}

/** The thing whose grants a piece changes, and nothing else. */
function wholeOf({ changes, alsoGives, corrects }: Piece): string | undefined {
  const isGrant = (change: FactChange): boolean => ['grant', 'space-role-permission'].includes(factOf(change).type);
  const [first] = changes;
  return first !== undefined && alsoGives === undefined && corrects === undefined && changes.every(isGrant) ? factOf(first).of : undefined;
}

function byKey(a: FactChange, b: FactChange): number {
  return compareBytes(changeKey(a), changeKey(b));
}
