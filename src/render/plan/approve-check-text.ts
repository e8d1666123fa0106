import type { PlanAuthor } from '../../plan/approvals.js';
import type { Cover, JudgedApproval, VoidReason } from '../../plan/cover.js';
import { count } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { bareName, fact, hanging, type BlockStyle } from '../blocks.js';
import { authorText, needText } from './approvers-text.js';

/** What `permafrost approve-check` says. */
export interface ApproveCheck extends Cover {
  readonly digest: string;
  readonly author?: PlanAuthor;
}

/** Whether all have agreed who must; else who is missing, and which approvals do not count, why, and what to do. */
export function approveCheckText({ isCovered, needed, approvals, author }: ApproveCheck, style: BlockStyle): string {
  const missing = needed.filter(({ approvedBy }) => approvedBy.length === 0);
  const given = needed.filter(({ approvedBy }) => approvedBy.length > 0);
  const without = approvals.filter((each) => each.void !== undefined);
  const { bold, green, red } = style.paint;
  const verdict = isCovered
    ? `${green(bold('APPROVED'))}  ${needed.length === 0 ? 'nobody has to agree' : `all of ${count(needed.length, 'approval')}`}`
    : `${red(bold('NOT APPROVED'))}  ${String(missing.length)} of ${count(needed.length, 'approval')} missing`;
  const sections = [
    ...(author === undefined ? [] : [authorText(author, style)]),
    ...section(
      'MISSING',
      missing.map((need) => needText(need, style)),
      style,
    ),
    ...section(
      'GIVEN',
      given.map((need) => `${needText(need, style)}\n${fact('yes from', need.approvedBy.map(bareName), style)}`),
      style,
    ),
    ...section(
      'DO NOT COUNT',
      without.map((each) => `  ${hanging(voidText(each), style.columns - 2, '    ')}`),
      style,
    ),
  ];
  return `${[verdict, ...sections].join('\n\n')}\n`;
}

function section(title: string, entries: readonly string[], { paint }: BlockStyle): readonly string[] {
  return entries.length === 0 ? [] : [[paint.bold(title), ...entries].join('\n')];
}

function voidText({ who, person, commit, void: reason }: JudgedApproval): string {
  const name = visible(who.replace(/^user:/, ''));
  const behind = person === undefined || person === who ? '' : ` (${bareName(person)})`;
  const short = commit.slice(0, 7);
  return reason === undefined ? '' : `${name}${behind} ${voidReasons[reason](short, commit)}`;
}

const voidReasons: Readonly<Record<VoidReason, (short: string, commit: string) => string>> = {
  'unknown-person': () => 'is nobody in the policies. Give their entry the label "github" with this login, in a change of its own.',
  'several-people': () => 'is the login of several people in the policies. Leave the label "github" to one of them.',
  author: () => 'wrote the change.',
  'not-asked': () => 'is not asked: their yes is welcome, and nothing of this change needs it.',
  'other-effect': (short) => `approved another effect, that of ${short}. Ask them to look again.`,
  'invalid-then': (short) => `approved ${short}, whose policies have errors. Ask them to look again.`,
  'commit-missing': (short, commit) => `approved ${short}, which is not in this clone. Get it: git fetch origin ${commit}`,
  'history-missing': (short) => `approved ${short}, and this clone does not say where it began. Get the rest: git fetch --unshallow`,
};
