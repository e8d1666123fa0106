import type { ApprovalRole, NeededApproval } from '../../plan/approvals.js';
import type { Plan } from '../../plan/plan.js';
import { compareBytes } from '../../text/compare.js';
import { list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { nameWords, place, type Escape } from './words.js';

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
    return [role === 'owner' || role === 'sponsor' ? `${words} of ${aFew(of.map((name) => thing(name, role, escape)))}` : words];
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

function aFew(names: readonly string[]): string {
  const shown = names.length <= few + 1 ? names : names.slice(0, few);
  const rest = names.length - shown.length;
  return list(rest > 0 ? [...shown, `${thousands(rest)} more`] : shown);
}

/** What an approval is about: anything that has an owner, a company, a guardrail. Only the first is a reference. */
export function thing(name: string, as: ApprovalRole, escape: Escape = visible): string {
  if (escape !== visible || as === 'sponsor' || as === 'security') return escape(name);
  return name.startsWith('user:') ? nameWords(name) : place(name);
}

/** `the owner of project PELL`, or `security, for the guardrails a and b`. */
export function approvalHead(
  { as, of }: NeededApproval,
  escape: Escape = visible,
  listed: (names: readonly string[]) => string = aFew,
): string {
  if (of.length === 0) return roleWords[as];
  const about = listed(of.map((name) => thing(name, as, escape)));
  if (as === 'security') return `${roleWords[as]}, for ${about}`;
  return as === 'second-pair-of-eyes' ? `${roleWords[as]}, on ${about}` : `${roleWords[as]} of ${about}`;
}

/** A sentence for those who gain by what they wrote, or of whom that cannot be told; undefined if they do not. */
export function authorNote({ approvals: { author } }: Plan, escape: Escape = visible): string | undefined {
  if (author === undefined) return undefined;
  const told = (subject: string): string => (escape === visible ? nameWords(subject) : escape(subject));
  const name = `${author.unknown === true ? escape(author.subject) : told(author.subject)}, who wrote this change,`;
  const perhaps = author.perhapsThrough ?? [];
  if (author.gains) return `${name} gains access by it.`;
  if (author.unknown === true) return `${name} is nobody in the policies: whether they gain by it cannot be told.`;
  if (perhaps.length === 0) return undefined;
  return `${name} may gain by it: nobody knows whether they are in ${aFew(perhaps.map(told))}.`;
}

/** Why nobody can give a yes: whom it would take, and what is in the way. */
export function whyNobody({ by, unknownMembers = [] }: NeededApproval, escape: Escape = visible): string {
  const told = (subject: string): string => (escape === visible ? nameWords(subject) : escape(subject));
  if (unknownMembers.length > 0) return `nobody knows who is in ${aFew(unknownMembers.map(told))}`;
  return by.length === 0 ? 'there is neither an owner nor an administrator' : `${aFew(by.map(told))} cannot`;
}
