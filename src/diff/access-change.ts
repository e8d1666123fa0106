import type { EffectCell } from '../matrix/effects.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { nameList, rangesOf, type Naming } from '../matrix/name-list.js';
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
  const listed = (): Generator<SubjectChange> => bySubject(blocks, pairing);
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
  return nameList(naming.sets.union([...new Set(blocks.map(({ subjects }) => subjects))]), naming);
}

/** So many subjects are sorted at a time: enough to be quick, and little memory even where each changes on every resource. */
const subjectsAtATime = 256;

/** The changes in order of subject and resource, in memory that does not grow with them. */
function* bySubject(blocks: readonly ChangeBlock[], { naming, resourceName }: Pairing): Generator<SubjectChange> {
  const resources = new Map<number, string>();
  const nameOf = (resource: number): string => {
    const name = resources.get(resource) ?? resourceName(resource);
    resources.set(resource, name);
    return name;
  };
  for (const part of parts(naming)) {
    for (const [subject, indices] of indexed(blocks, part)) {
      const name = naming.name(subject);
      for (const index of indices) {
        const block = blocks[index];
        if (block !== undefined) yield { subject: name, resource: nameOf(block.resource), delta: block.delta };
      }
    }
  }
}

type Range = readonly [start: number, end: number];

function* parts(naming: Naming): Generator<Range> {
  for (const [start, end] of rangesOf(naming))
    for (let from = start; from < end; from += subjectsAtATime) yield [from, Math.min(end, from + subjectsAtATime)];
}

/** For each subject of a range the indices of its blocks, in order. */
function indexed(blocks: readonly ChangeBlock[], [start, end]: Range): readonly (readonly [number, readonly number[]])[] {
  const found: number[][] = [];
  for (const [index, { subjects }] of blocks.entries()) {
    subjects.visit(
      (subject) => {
        const list = (found[subject - start] ??= []);
        list.push(index);
      },
      start,
      end,
    );
  }
  return found.flatMap((indices, at) => [[start + at, indices] as const]);
}
