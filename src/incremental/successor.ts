import type { Image } from '../image/image.js';
import { matrixOf, type Matrix } from '../matrix/matrix.js';
import type { Site } from '../model/site.js';
import type { Touched } from '../model/touched.js';
import type { Changed } from './changed-documents.js';
import { mayBreakLimits } from './limits.js';
import { MembershipIndex } from './membership-index.js';
import { relink, type Replaced } from './relink.js';
import { retable } from './retable.js';

/** A state that differs from that of an image by some documents: free of errors, linked and compiled. */
export interface Successor {
  readonly site: Site;
  readonly matrix: Matrix;
  readonly asOf: string;
  /** The things of the changed documents, by kind and name. */
  readonly replaced: Replaced;
  readonly index: MembershipIndex;
  /** The same state on a later day; undefined where only compiling everything can tell. */
  matrixOn(day: string): Matrix | undefined;
}

/**
 * The state that some changed documents make of the one in an image, at a cost that grows with what changed. Undefined where that cannot be
 * told without linking and compiling everything, errors included: whoever asks then does so.
 */
export function successorOf(image: Image, changed: Changed, asOf: string): Successor | undefined {
  const relinked = relink(image, changed, asOf);
  if (relinked === undefined) return undefined;
  const { site, replaced } = relinked;
  const made = retable({ image, site, replaced, asOf });
  if (made === undefined) return undefined;
  // What was kept had no errors on its day.
  const isKept = asOf === image.small.asOf && changed.files.length === 0 && changed.documents.length === 0;
  if (!isKept && mayBreakLimits(site, made.tables, replaced.spaces.values(), asOf)) return undefined;
  const matrix = matrixOf(made.tables, made.memberOf);
  return {
    site,
    matrix,
    asOf,
    replaced,
    index: new MembershipIndex(image, site, replaced, matrix),
    matrixOn(day) {
      const later = retable({ image, site, replaced, asOf: day });
      return later === undefined ? undefined : matrixOf(later.tables, later.memberOf);
    },
  };
}

/** By kind, the names of all that some states of one image have otherwise than it. */
export function replacedNames(states: readonly Successor[]): Required<Touched> {
  const names = (kind: keyof Touched): readonly string[] => states.flatMap(({ replaced }) => [...replaced[kind].keys()]);
  return {
    people: names('people'),
    groups: names('groups'),
    schemes: names('schemes'),
    projects: names('projects'),
    spaces: names('spaces'),
    channels: names('channels'),
  };
}
