import { compareBytes } from '../text/compare.js';
import type { Answer, Question, Questions } from './questions.js';

/** Where the site's own permission check says otherwise than the policies. */
export interface Disagreement {
  readonly subject: string;
  readonly resource: string;
  readonly permission: string;
  /** What the policies say; the site says the other. */
  readonly expected: boolean;
  readonly changed: boolean;
  /** The way that we think gives it, a step each; missing where nothing should. */
  readonly way?: readonly string[];
}

/** What came of asking the site itself. */
export interface Checked {
  /** Cells that were answered: changed ones, and of the sample. */
  readonly asked: { readonly changed: number; readonly sample: number };
  /** Cells that the check cannot be asked about: groups, the public, chats, what depends on the issue. */
  readonly notAsked: { readonly changed: number; readonly sample: number };
  /** Changed cells beyond those: so many changed that a sample of them was asked about. */
  readonly leftOut?: number;
  /** Sorted by person. */
  readonly disagreements: readonly Disagreement[];
  /** Why no more was asked. */
  readonly stopped?: string;
}

/** Answers held against what the policies say; those that are missing were not given. */
export function checkedBy(
  { list, conditional, leftOut = 0 }: Questions,
  answers: readonly Answer[],
  wayOf: (question: Question) => readonly string[] | undefined,
): Checked {
  const tally = (isChanged: boolean, isAnswered: boolean): number =>
    list.filter(({ changed }, index) => changed === isChanged && (answers[index] !== undefined) === isAnswered).length;
  const disagreements = list.flatMap((question, index): readonly Disagreement[] => {
    const { expected, ...cell } = question;
    if (answers[index] === undefined || answers[index] === expected) return [];
    const way = expected ? wayOf(question) : undefined;
    return [{ ...cell, expected, ...(way === undefined ? {} : { way }) }];
  });
  return {
    asked: { changed: tally(true, true), sample: tally(false, true) },
    notAsked: { changed: tally(true, false) + conditional, sample: tally(false, false) },
    ...(leftOut === 0 ? {} : { leftOut }),
    disagreements: disagreements.sort(compareCells),
  };
}

function compareCells(a: Disagreement, b: Disagreement): number {
  return compareBytes(a.subject, b.subject) || compareBytes(a.resource, b.resource) || compareBytes(a.permission, b.permission);
}
