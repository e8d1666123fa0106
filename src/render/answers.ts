import { visible } from '../text/quote.js';
import { padded, widthOf } from './width.js';

/** Answers to `can`, one for each subject that was asked for. */
export interface Answers {
  readonly version: 1;
  readonly asOf: string;
  readonly answers: readonly {
    readonly subject: string;
    readonly permission: string;
    readonly resource: string;
    /** `allowed`, `if:…`, or null for no. */
    readonly verdict: string | null;
  }[];
}

/** The verdict alone; for several subjects, a line each. */
export function answersText({ answers }: Answers): string {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return `${visible(only.verdict ?? 'no')}\n`;
  const width = Math.max(0, ...answers.map(({ subject }) => widthOf(visible(subject))));
  return answers.map(({ subject, verdict }) => `${padded(visible(subject), width)}  ${visible(verdict ?? 'no')}\n`).join('');
}

export function answersJson(answers: Answers): string {
  return `${JSON.stringify(answers, undefined, 2)}\n`;
}
