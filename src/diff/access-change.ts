import type { EffectCell } from '../matrix/effects.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { nameList } from '../matrix/name-list.js';
import { bySubject } from '../matrix/set-parts.js';
import type { SubjectSet } from '../matrix/subject-set.js';
import { Comparison } from './comparison.js';
import { digestOf } from './digest.js';
import { FullPairing, type Pairing, type Renames } from './pairing.js';

/** One cell that differs: absent on a side where it is undefined. */
export interface CellChange {
  readonly subject: string;
  readonly resource: string;
  readonly permission: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What one permission was and is. */
export interface PermissionChange {
  readonly permission: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What changed between one subject and one resource; equal changes are the same object. */
export interface Delta {
  /** By permission, in order; never empty. */
  readonly permissions: readonly PermissionChange[];
  /** What the subject holds afterwards, changed or not. */
  readonly after: readonly EffectCell[];
  readonly before: readonly EffectCell[];
}

export interface SubjectChange {
  readonly subject: string;
  readonly resource: string;
  readonly delta: Delta;
}

/** The difference of two matrices as access: who gains and loses what. */
export interface AccessChange {
  /** Sorted by the bytes of subject and resource. */
  readonly changes: readonly SubjectChange[];
  /** How many cells differ. */
  readonly cellCount: number;
  /** Every cell that differs, sorted by the bytes of subject, resource and permission. */
  cells(): Iterable<CellChange>;
  /** `sha256:…` over the changed cells: equal if and only if the change of access is equal. */
  readonly digest: string;
}

/** The same change for some subjects on one resource. A class stands alone. */
export interface ChangeBlock {
  readonly resource: number;
  readonly delta: Delta;
  readonly subjects: SubjectSet;
}

/** A difference with what it is made of, for whoever must not look at people one by one. */
export interface MatrixChange extends AccessChange {
  /** By resource; a subject is in at most one of a resource. */
  readonly blocks: readonly ChangeBlock[];
  readonly pairing: Pairing;
}

/**
 * Compares two matrices without listing either. Only rows whose written form differs, groups whose members differ and subjects that
 * differ themselves are looked into; each changed group is passed over once. What has another name on the right side is the same thing,
 * told under that name.
 */
export function diffMatrices(before: Matrix, after: Matrix, renames?: Renames): MatrixChange {
  const [a, b] = [evaluatorOf(before), evaluatorOf(after)];
  const pairing = new FullPairing(a, b, renames);
  return matrixChange(new Comparison(a, b, pairing).run(), pairing);
}

/** Blocks, by resource, as a difference. Whatever is asked for by subject is worked out then. */
export function matrixChange(blocks: readonly ChangeBlock[], pairing: Pairing): MatrixChange {
  let changes: readonly SubjectChange[] | undefined;
  let digest: string | undefined;
  const listed = function* (): Generator<SubjectChange> {
    const parts = blocks.map(({ subjects, resource, delta }) => ({ subjects, resource, of: delta }));
    for (const { subject, resource, of } of bySubject(parts, pairing.naming, pairing.resourceName)) yield { subject, resource, delta: of };
  };
  return Object.freeze({
    blocks,
    pairing,
    cellCount: blocks.reduce((sum, { subjects, delta }) => sum + subjects.size * delta.permissions.length, 0),
    get changes() {
      return (changes ??= Object.freeze([...listed()]));
    },
    *cells() {
      for (const { subject, resource, delta } of listed()) for (const change of delta.permissions) yield { subject, resource, ...change };
    },
    get digest() {
      return (digest ??= digestOf(blocks, pairing));
    },
  });
}

/** Everybody whose access changes, sorted by bytes. */
export function changingIn({ blocks, pairing: { naming } }: MatrixChange): readonly string[] {
  return nameList(naming.sets.union(blocks.map(({ subjects }) => subjects)), naming);
}
