import type { Drift } from '../../drift/drift.js';
import type { ChangeClass } from '../../plan/plan.js';
import { count } from '../../text/plural.js';
import { code } from '../escape-markdown.js';
import { names, section } from '../markdown-section.js';
import { breaking, permissionWords, who } from '../plan/words.js';
import { accountWords, auditWords, differenceWords, doingWords, excuseWords, unmanagedWords } from './words.js';

export function driftMarkdown(drift: Drift): string {
  const amount = drift.differences.length + drift.accounts.length;
  const head = drift.clean ? 'The site is as git says' : `The site has drifted: ${count(amount, 'difference')}`;
  return `${[`## ${head}`, `${code(drift.site)}, as of ${drift.asOf}.`, ...driftMarkdownSections(drift)].join('\n\n')}\n`;
}

export function driftMarkdownSections(drift: Drift): readonly string[] {
  const { guardrails, more, less, conditional, differences, accounts, excuses, known, notLookedAt, blindSpots, unmanaged, subjects } =
    drift;
  const cells = (all: readonly ChangeClass[], verb: string): readonly string[] =>
    all.map((each) => `${who(each, subjects, code)} ${verb} ${names(permissionWords(each, code))} on ${names(each.resources.map(code))}`);
  const line = ({ where }: { readonly where?: { readonly file: string; readonly line: number } }): string =>
    where === undefined ? '' : ` (${code(`${where.file}:${String(where.line)}`)})`;
  const broken = [...guardrails.newlyBroken, ...guardrails.stillBroken];
  return [
    ...section(
      'Accounts',
      accounts.map((each) => `${accountWords(each, code)}${line(each)}`),
    ),
    ...section(
      'Guardrails broken on the site now',
      broken.map((each) => `${code(each.name)}: ${breaking(each, code)}${line(each)}`),
    ),
    ...section('More than git says', cells(more, 'can')),
    ...section('Less than git says', cells(less, 'cannot')),
    ...section('Otherwise than git says, depending on the issue', cells(conditional, 'can')),
    ...section(
      'Things that differ',
      differences.map((each) => `${differenceWords(each, code)}${line(each)}${doingWords(each.by, code)}`),
    ),
    ...section('Who did it', auditWords(drift.audit, code)),
    ...section(
      'Comments',
      excuses.map((each) => `${code(each.message)}${line(each)}`),
    ),
    ...section(
      'Known, and excused for now',
      known.map((each) => `${differenceWords(each, code)} Excused ${excuseWords(each, code)}${line(each)}`),
    ),
    ...section('Not looked at', [
      ...notLookedAt.map(({ what, things }) => `${what} ${names(things.map(code))}`),
      ...blindSpots.map(({ message, count: amount }) => `${message}${amount === undefined ? '' : ` (${String(amount)})`}`),
    ]),
    ...(unmanaged.length === 0 ? [] : [`On the site and in no policy: ${unmanagedWords(unmanaged, count)}.`]),
  ];
}
