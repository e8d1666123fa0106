import type { ApprovalRole, NeededApproval, PlanApprovals, PlanAuthor } from '../../plan/approvals.js';
import type { UnableApprover } from '../../plan/approvers.js';
import { count, list } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import { bareName, fact, hanging, type BlockStyle } from '../blocks.js';
import { placeWords } from '../names.js';

/** Who must agree to a change, for `plan --approvers`. */
export function approversText({ needed, author }: PlanApprovals, style: BlockStyle): string {
  const head =
    needed.length === 0
      ? `${style.paint.bold('NOBODY MUST APPROVE')}  the change does nothing that anybody answers for`
      : `${style.paint.bold('WHO MUST APPROVE')}  ${count(needed.length, 'approval')}; one person may give several`;
  const lines = [head, ...needed.map((need) => needText(need, style)), ...(author === undefined ? [] : [authorText(author, style)])];
  return `${lines.join('\n')}\n`;
}

/** One need: what for, whom to ask, and whom not. */
export function needText(need: NeededApproval, style: BlockStyle): string {
  const { as, of, people, insteadOf = [], unknownMembers = [], observedMembers = [] } = need;
  const lines = [`  ${titles[as]}`, fact('for', of.map(words[as]), style)];
  if (people.length > 0) lines.push(fact('ask', [...people.map(bareName)], style));
  else lines.push(plain('ask', whyNobody(need), style));
  if (people.length > 1) lines.push(plain('', 'one of them is enough', style));
  if (insteadOf.length > 0)
    lines.push(
      fact(
        'instead',
        insteadOf.map((each) => `of ${bareName(each.who)}, who ${reasons[each.why]}`),
        style,
      ),
    );
  if (observedMembers.length > 0)
    lines.push(plain('note', `Members of ${list(observedMembers.map(bareName))} are as an import saw them.`, style));
  if (people.length > 0 && unknownMembers.length > 0)
    lines.push(plain('note', `Nobody knows who else is in ${list(unknownMembers.map(bareName))}.`, style));
  return lines.join('\n');
}

/** What stands behind the author's name. */
export function authorText({ subject, gains, unknown, perhapsThrough = [] }: PlanAuthor, style: BlockStyle): string {
  const name = bareName(subject);
  const said = unknown
    ? `${name} wrote the change and is nobody in the policies: whether they gain by it cannot be told.`
    : gains
      ? `${name} wrote the change and gains access by it: somebody else must agree.`
      : `${name} wrote the change and does not approve it.`;
  const maybe =
    perhapsThrough.length === 0
      ? ''
      : ` Nobody knows whether they are in ${list(perhapsThrough.map(bareName))}, which ${perhapsThrough.length === 1 ? 'gains' : 'gain'}.`;
  const text = hanging(`${said}${maybe}`, style.columns - 8, '        ');
  return `${style.paint.bold('AUTHOR')}  ${gains ? style.paint.yellow(text) : text}`;
}

const titles: Readonly<Record<ApprovalRole, string>> = {
  owner: 'Whoever answers for it',
  sponsor: 'The sponsor of people from outside',
  security: 'Security, for guardrails',
  'second-pair-of-eyes': 'Somebody else than the author, who gains',
};

const words: Readonly<Record<ApprovalRole, (of: string) => string>> = {
  owner: placeWords,
  sponsor: (company) => quote(company),
  security: (name) => quote(name),
  'second-pair-of-eyes': placeWords,
};

const reasons: Readonly<Record<UnableApprover['why'], string>> = {
  author: 'wrote the change',
  inactive: 'is inactive',
  ended: 'has ended',
  app: 'is a program',
  gone: 'is declared no more',
  empty: 'comes to nobody who could',
};

function whyNobody({ by, unknownMembers = [] }: NeededApproval): string {
  if (unknownMembers.length > 0)
    return `nobody that is known: the identity provider alone knows who is in ${list(unknownMembers.map(bareName))}; give the group "observed" members.`;
  if (by.length === 0) return 'nobody: the site has neither an owner nor administrators; name an owner first.';
  return `nobody is left who could: ${list(by.map(bareName))} cannot. Name another owner first.`;
}

function plain(word: string, text: string, style: BlockStyle): string {
  return fact(word, [text], style);
}
