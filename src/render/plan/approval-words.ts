import type { ApprovalRole, NeededApproval } from '../../plan/approvals.js';
import type { Plan } from '../../plan/plan.js';
import { compareBytes } from '../../text/compare.js';
import { list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { bare, place, type Escape } from './words.js';

/** Things named in one line before the rest is counted. */
const few = 2;

/** Whose yes a change needs, for the first lines: `Needs: owner of project PELL, sponsor of orrin, security`. */
export function needsLine({ approvals }: Plan, escape: Escape = visible): string {
  const { needed } = approvals;
  if (needed.length === 0) return 'Needs: no approval';
  const roles: readonly ApprovalRole[] = ['security', 'owner', 'sponsor', 'second-pair-of-eyes'];
  const parts = roles.flatMap((role) => {
    const those = needed.filter((each) => each.as === role);
    if (those.length === 0) return [];
    const of = [...new Set(those.flatMap((each) => each.of))].sort(compareBytes);
    const words = roleWords[role];
    return [role === 'owner' || role === 'sponsor' ? `${words} of ${aFew(of, escape)}` : words];
  });
  const impossible = needed.some(({ people }) => people.length === 0);
  return `Needs: ${list(parts)}${impossible ? ', of which NOBODY can give one' : ''}`;
}

const roleWords: Readonly<Record<ApprovalRole, string>> = {
  security: 'security',
  owner: 'the owner',
  sponsor: 'the sponsor',
  'second-pair-of-eyes': 'a second pair of eyes',
};

function aFew(names: readonly string[], escape: Escape): string {
  const shown = (names.length <= few + 1 ? names : names.slice(0, few)).map((name) => thing(name, escape));
  const rest = names.length - shown.length;
  return list(rest > 0 ? [...shown, `${thousands(rest)} more`] : shown);
}

/** What an approval is about: a place, a company, a guardrail. */
export function thing(name: string, escape: Escape = visible): string {
  return escape === visible && /^(?:site$|(?:project|space|channel):)/.test(name) ? place(name) : escape(name);
}

/** `the owner of project PELL`, or `security, for the guardrails a and b`. */
export function approvalHead({ as, of }: NeededApproval, escape: Escape = visible): string {
  if (of.length === 0) return roleWords[as];
  const about = aFew(of, escape);
  if (as === 'security') return `${roleWords[as]}, for ${about}`;
  return as === 'second-pair-of-eyes' ? `${roleWords[as]}, on ${about}` : `${roleWords[as]} of ${about}`;
}

/** A sentence for those who gain by what they wrote; undefined if they do not. */
export function authorNote({ approvals }: Plan, escape: Escape = visible): string | undefined {
  const author = approvals.author;
  if (author?.gains !== true) return undefined;
  const name = escape === visible ? bare(author.subject) : escape(author.subject);
  return `${name}, who wrote this change, gains access by it.`;
}
