import type { Site } from '../model/site.js';
import { count, list, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { fact, type BlockStyle } from './blocks.js';
import { padded, wrapped } from './width.js';

/** What an import found and did. */
export interface ImportReport {
  readonly url: string;
  /** What was read, in words. */
  readonly apis: readonly string[];
  readonly calls: { readonly calls: number; readonly repeated: number };
  readonly site: Site;
  /** What is there and was not read, or is read as something else. */
  readonly blindSpots: readonly Spot[];
  /** What policies have no word for. */
  readonly leftOut: readonly Spot[];
  /** Cells of the site that policies cannot say, or say in another way. */
  readonly unsaid: readonly string[];
}

export interface Spot {
  readonly code: string;
  readonly message: string;
  /** Undefined where not even that can be known. */
  readonly count?: number;
  readonly things: readonly string[];
}

export function importText(report: ImportReport, style: BlockStyle): string {
  const { url, apis, calls, site } = report;
  const repeated = calls.repeated === 0 ? '' : `, ${count(calls.repeated, 'of them again', 'of them again')}`;
  const read = `${visible(url)}, read in ${count(calls.calls, 'call')}${repeated}: ${list(apis)}`;
  return [
    style.paint.bold(wrapped(read, style.columns)),
    ...counted(site),
    ...section('BLIND SPOTS  what cannot be read, or is read as something else', report.blindSpots, style),
    ...section('LEFT OUT  the site has it, and policies have no word for it', report.leftOut, style),
    ...unsaidText(report.unsaid, style),
    '',
  ].join('\n');
}

function counted(site: Site): readonly string[] {
  const people = [...site.people.values()];
  const groups = [...site.groups.values()];
  const projects = [...site.projects.values()];
  const lines = [
    [
      'people',
      people.length,
      [
        some(people, 'external', (one) => one.audience === 'external'),
        some(people, 'not active', (one) => !one.active),
        some(people, 'for programs', (one) => one.type === 'app'),
        some(people, 'guests', (one) => one.guest.length > 0),
      ],
    ],
    [
      'groups',
      groups.length,
      [some(groups, 'synced', (one) => one.managedBy === 'idp'), some(groups, 'open', (one) => one.managedBy === 'open')],
    ],
    ['roles', site.roles.size, []],
    ['schemes', site.schemes.size, []],
    [
      'projects',
      projects.length,
      [some(projects, 'team-managed', (one) => one.access !== undefined), some(projects, 'archived', (one) => one.archived)],
    ],
    ['space roles', site.spaceRoles.size, []],
    ['spaces', site.spaces.size, []],
    ['channels', site.channels.size, []],
  ] as const;
  return lines
    .filter(([, amount]) => amount > 0)
    .map(([word, amount, parts]) => {
      const said = parts.filter((part) => part !== '');
      return `  ${padded(word, 13)}${thousands(amount)}${said.length === 0 ? '' : ` (${said.join(', ')})`}`;
    });
}

function some<T>(all: readonly T[], word: string, is: (one: T) => boolean): string {
  const amount = all.filter(is).length;
  return amount === 0 ? '' : `${thousands(amount)} ${word}`;
}

function section(title: string, spots: readonly Spot[], style: BlockStyle): readonly string[] {
  if (spots.length === 0) return [];
  return [
    '',
    style.paint.bold(wrapped(title, style.columns)),
    ...spots.flatMap(({ code, message, count: amount, things }) => [
      `- ${code}${amount === undefined && things.length === 0 ? '' : `  ${thousands(amount ?? things.length)}`}`,
      wrapped(visible(message), style.columns, '    '),
      ...(things.length === 0 ? [] : [fact('which', things.map(visible), style)]),
    ]),
  ];
}

function unsaidText(cells: readonly string[], style: BlockStyle): readonly string[] {
  if (cells.length === 0) return [];
  const said = `By what is left out, ${count(cells.length, 'cell')} of the site ${cells.length === 1 ? 'is' : 'are'} not in the policies:`;
  return ['', wrapped(said, style.columns), fact('cells', cells.map(visible), style)];
}

/** How policies that are there compare with the site; each list of sentences may be empty. */
export interface MergeReport {
  readonly added: readonly string[];
  /** With the reason. */
  readonly refused: readonly string[];
  readonly differing: readonly string[];
  readonly ended: readonly string[];
  readonly extra: readonly string[];
  /** Number of facts that this reading did not ask for. */
  readonly unread: number;
}

export function mergeText(report: MergeReport, style: BlockStyle): string {
  const parts = [
    ['ADDED  the site has it, and the policies had not', report.added],
    ['NOT ADDED  the site has it, and it cannot be written beside what is there', report.refused],
    ['DIFFERENT  on the site than in the policies, which stay as they are', report.differing],
    ['ENDED  in the policies, and still on the site', report.ended],
    ['ONLY IN THE POLICIES  the site has not got it, and it stays', report.extra],
  ] as const;
  const lines = parts.flatMap(([title, facts]) => {
    if (facts.length === 0) return [];
    const shown = style.all || facts.length <= few + 1 ? facts : facts.slice(0, few);
    const rest = facts.length - shown.length;
    return [
      style.paint.bold(`${title.split('  ')[0] ?? ''} ${thousands(facts.length)}`) + `  ${title.split('  ')[1] ?? ''}`,
      ...shown.map((sentence) =>
        wrapped(`- ${visible(sentence)}`, style.columns, '  ')
          .replace(/^ {2}/, '')
          .replaceAll('\n  ', '\n    '),
      ),
      ...(rest === 0 ? [] : [`  and ${thousands(rest)} more (--all lists them)`]),
      '',
    ];
  });
  const unread =
    report.unread === 0
      ? []
      : [
          wrapped(
            `${count(report.unread, 'fact')} of the policies could not be compared: no API that was read tells of them.`,
            style.columns,
          ),
          '',
        ];
  return [...lines, ...unread].join('\n');
}

const few = 12;
