import { compareBytes } from '../../text/compare.js';
import { visible } from '../../text/quote.js';

/** What a site has and policies have no word for, and what was written instead. A code is stable once released. */
const messages = {
  'changed-description': 'These descriptions hold what cannot stand on a line; it is written out.',
  'empty-grant': 'What these grants give is nothing that policies know; they are left out.',
  'field-of-holder': 'These holders name a field by an id that policies cannot write; their grants are left out.',
  'guest-in-access': 'Guests are given access by name here, which policies refuse; it is left out.',
  'guest-in-two-places': 'Guests stand in more than one place, and policies know one; the first is written.',
  'guest-with-licence':
    'These people are guests and have a licence as well; Atlassian treats them as licensed, and what they have as guests is left out.',
  'not-for-anyone': 'The public is said to hold these here, which policies refuse; they are left out.',
  'not-for-guests': 'Guests are said to hold these here, which policies refuse; they are left out.',
  'not-for-portal': 'Customers of the portal are said to hold these, which Jira refuses when it is written; they are left out.',
  'number-of-guests': 'There are more guests than the usual number for each paid user; the number is raised to what there is.',
  'project-key': 'Policies cannot write these project keys; the projects are left out.',
  'role-and-permissions':
    'These holders have a space role and single permissions; policies allow one of the two, so all is written as single permissions.',
  seats: 'More people hold these products than there are seats, by what the site says; the seats are left out.',
  'space-key': 'Policies cannot write these space keys; the spaces are left out.',
} as const;

export type LeftOutCode = keyof typeof messages;

export interface LeftOut {
  readonly code: LeftOutCode;
  readonly message: string;
  /** Every single one, sorted. */
  readonly things: readonly string[];
}

export interface LeftOuts {
  readonly note: (code: LeftOutCode, thing: string) => void;
  /** Sorted by code. */
  readonly list: () => readonly LeftOut[];
}

export function leftOuts(): LeftOuts {
  const found = new Map<LeftOutCode, Set<string>>();
  return {
    note: (code, thing) => void found.set(code, (found.get(code) ?? new Set()).add(visible(thing))),
    list: () =>
      [...found]
        .sort(([a], [b]) => compareBytes(a, b))
        .map(([code, things]) => ({ code, message: messages[code], things: [...things].sort(compareBytes) })),
  };
}
