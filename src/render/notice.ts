import type { Where } from './why-report.js';

export type NoticeLevel = 'error' | 'warning' | 'note';

/** Where a notice points at; without a line it is about the file, for what is not there any more. */
export interface NoticePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A place that belongs to a notice, with what is said of it; what nobody wrote has none. */
export interface NoticeStep {
  readonly message: string;
  readonly where?: Where;
}

/** One thing to look at, as formats with a line for each have it: findings, broken guardrails, failed tests, risky changes of access. */
export interface Notice {
  /** Code of a finding, or the name of a rule of ours. */
  readonly rule: string;
  readonly level: NoticeLevel;
  /** Sentences, with line breaks between them. The format makes them harmless. */
  readonly message: string;
  readonly at: NoticePlace | undefined;
  readonly related: readonly NoticeStep[];
  /** Step by step from somebody to what they can do. */
  readonly way: readonly NoticeStep[];
  /** What makes it the same thing in another run, wherever it stands by then. */
  readonly identity?: readonly unknown[];
}

/** What a rule is about, for whoever meets it for the first time. */
export interface NoticeRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly mend: string;
  readonly level: NoticeLevel;
}

/** The rules that are no codes of findings. */
export const noticeRules: readonly NoticeRule[] = [
  {
    id: 'guardrail-broken',
    title: 'A guardrail is broken',
    why: 'Somebody holds what the guardrail forbids, or lacks what it asks for. A guardrail of severity error stops the change.',
    mend: 'Take out the line that the fix names, or whatever else lets people in; change the guardrail only if those who answer for it agree.',
    level: 'error',
  },
  {
    id: 'guardrail-still-broken',
    title: 'A guardrail was broken before and still is',
    why: 'The change did not break it and does not mend it.',
    mend: 'Mend it by itself, or agree on a waiver with a last day.',
    level: 'error',
  },
  {
    id: 'guardrail-weakened',
    title: 'The change touches a guardrail',
    why: 'A guardrail that is removed, waived, changed or made a warning no longer says what it said. It may have been loosened to get the change through.',
    mend: 'Let security look at it apart from the rest of the change.',
    level: 'warning',
  },
  {
    id: 'public-gain',
    title: 'The public gains access',
    why: 'Anyone on the internet can do it, without logging in.',
    mend: 'Make sure that this is meant: name the people or the group instead of anyone.',
    level: 'warning',
  },
  {
    id: 'logged-in-gain',
    title: 'Everybody logged in gains access',
    why: 'It is open to every account of the site, those of guests and customers among them.',
    mend: 'Make sure that this is meant: name the people or the group instead of logged-in.',
    level: 'warning',
  },
  {
    id: 'portal-gain',
    title: 'Customers of the portal gain access',
    why: 'Whoever has an account of the portal can do it.',
    mend: 'Make sure that this is meant.',
    level: 'warning',
  },
  {
    id: 'external-gain',
    title: 'External people gain access',
    why: 'They belong to another company.',
    mend: 'Make sure that their sponsor and the owner of the place agree, and that the access has a last day.',
    level: 'warning',
  },
  {
    id: 'administration-gain',
    title: 'Somebody gains administration',
    why: 'Whoever administers can give rights, to themselves too.',
    mend: 'Make sure that the owner of the place agrees.',
    level: 'warning',
  },
  {
    id: 'test-failed',
    title: 'A test fails',
    why: 'Access is not as somebody expected it in writing.',
    mend: 'Mend the policies, or the expectation if access is meant to have changed.',
    level: 'error',
  },
];
