import { Effects } from './effects.js';
import { matrixOf, type Matrix } from './matrix.js';
import { pack } from './tables.js';

/** The matrix of nobody and nothing: what a state is compared with that has no policies. */
export function emptyMatrix(asOf: string): Matrix {
  return matrixOf({
    asOf,
    people: [],
    idpGroups: [],
    products: new Uint8Array(0),
    guestKinds: new Uint8Array(0),
    groups: [],
    members: pack([]),
    effects: new Effects(),
    frames: [],
    sets: pack([]),
    resources: [],
    rowFrames: new Uint32Array(0),
    rowTerms: pack([]),
    rowGuests: pack([]),
  });
}
