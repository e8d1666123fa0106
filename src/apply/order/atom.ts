import type { Fact } from '../../diff/facts.js';
import type { Write } from '../../providers/target.js';

/** A write to be put into order: made whole or not at all. */
export type Atom = Pick<Write, 'id' | 'api' | 'changes'> & {
  /** What the site gives along with it, without being asked; it holds from then on, unless another atom takes it away, which then comes later. */
  readonly alsoGives?: readonly Fact[];
};

/** The facts that hold once an atom is made and that it made hold. */
export function givenBy({ changes, alsoGives = [] }: Atom): readonly Fact[] {
  return [...changes.flatMap(({ after }) => after ?? []), ...alsoGives];
}

/** The facts that hold no more, or say something else, once an atom is made. */
export function takenBy({ changes }: Atom): readonly Fact[] {
  return changes.flatMap(({ before }) => before ?? []);
}
