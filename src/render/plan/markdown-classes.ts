import type { ChangeClass, Plan, Witness, WitnessEdge } from '../../plan/plan.js';
import { distinctNames, kindsOf } from '../../matrix/name-list.js';
import { count, list, thousands } from '../../text/plural.js';
import { brief } from '../escape-markdown.js';
import type { Item, Section } from '../markdown-room.js';
import { aFew, inItem, names, type Page } from './markdown-page.js';
import {
  isGrave,
  mostTellingFirst,
  people,
  permissionWords,
  risks,
  surprise,
  tellingStep,
  thirdPerson,
  verbOf,
  who,
  whoBriefly,
  type Section as Part,
} from './words.js';

/** Entries that stand in the open. */
const open = 10;

/** Steps of a way that are shown; no way that people write is longer. */
const mostSteps = 16;

/** Who from outside gains and loses what, through what: a line each, told in full below. */
export function outsiders({ gains, conditional, losses, subjects }: Plan, page: Page): Section {
  const wider = [...gains, ...conditional.filter(({ effect }) => effect !== 'narrower')].filter(isOutside);
  const narrower = [...losses, ...conditional.filter(({ effect }) => effect === 'narrower')].filter(isOutside);
  const items = [
    ...wider.map((each) => ({ each, part: 'gain' as const })),
    ...narrower.map((each) => ({ each, part: 'loss' as const })),
  ].slice(0, 6);
  const all = wider.length + narrower.length;
  const more =
    all > items.length
      ? [{ renditions: [() => `- and ${count(all - items.length, 'more change')} for outsiders, below`], isGrave: true }]
      : [];
  return {
    name: 'From outside',
    heading: '#### From outside: who gains and loses what, through what',
    items: [...items.map(({ each, part }) => ({ renditions: [() => `- ${oneLine(each, part, subjects, page)}`], isGrave: true })), ...more],
    least: 4500,
    open: 7,
    between: '\n',
    rest: () => 'The others stand below.',
  };
}

function isOutside({ circle }: ChangeClass): boolean {
  return circle !== 'internal';
}

/** A section of changes, riskiest first. */
export function changes(
  title: string,
  classes: readonly ChangeClass[],
  { part, least }: { readonly part: Part; readonly least: number },
  plan: Plan,
  page: Page,
): Section {
  return {
    name: title.replace(/:.*/, ''),
    heading: `#### ${title}`,
    items: classes.map((each, index): Item => {
      const number = index + 1;
      return {
        isGrave: isGrave(each),
        renditions: [
          () => block(each, number, part, plan, page, names),
          () => block(each, number, part, plan, page, aFew),
          () => `**${String(number)}.** ${oneLine(each, part, plan.subjects, page)}`,
        ],
      };
    }),
    least,
    open,
    between: '\n\n',
    rest: (from) => remainder(classes.slice(from)),
  };
}

/** What the changes that are not shown come to. */
function remainder(classes: readonly ChangeClass[]): string {
  const cells = classes.reduce((sum, each) => sum + each.cells, 0);
  const places = new Set(classes.flatMap(({ resources }) => resources)).size;
  const { people: persons } = kindsOf(distinctNames(classes.map(({ subjects }) => subjects)));
  const whose = persons === 0 ? '' : ` of ${people(persons)}`;
  const grave = classes.filter(isGrave).length;
  const risky = grave === 0 ? 'less risky than these' : `${thousands(grave)} of them for outsiders or of administration`;
  return `… and ${count(classes.length, 'more change')}, ${risky}: ${count(cells, 'right')}${whose} on ${count(places, 'place')}.`;
}

function oneLine(each: ChangeClass, part: Part, subjects: Plan['subjects'], page: Page): string {
  const step = tellingStep(each.witness);
  const side = each.witness?.side;
  const word = side === 'base' ? '**gone**' : '**new**';
  const through = step === undefined ? '' : `, through ${brief(step.label)} ${word}${page.changed(step.where, side)}`;
  const what = permissionWords(each, brief);
  const shown = what.length <= 5 ? list(what) : `${what.slice(0, 4).join(', ')} and ${thousands(what.length - 4)} more`;
  const many = each.subjects.length > 1 ? ` (${aFew(each.subjects, 2)})` : '';
  const first = each.firstAccess && part === 'gain' ? ', first access' : '';
  return `**${whoBriefly(each, subjects, brief)}**${many} **${thirdPerson(each, part)}** ${shown} on ${aFew(each.resources, 3)}${first}${through}`;
}

function block(each: ChangeClass, number: number, part: Part, plan: Plan, page: Page, listed: (all: readonly string[]) => string): string {
  const words = risks(each);
  const reach = surprise(each, brief);
  const kept = each.firstAccess ? 'nothing there' : aFew(mostTellingFirst(each.remaining));
  const facts = [
    `- **${verbOf(each, part)}:** ${permissions(each)}`,
    inItem(`- **on:** ${listed(each.resources)}`),
    ...(each.subjects.length === 1 ? [] : [inItem(`- **who:** ${listed(each.subjects)}`)]),
    ...(each.effect === 'narrower' ? [`- **keep:** ${kept}`] : []),
  ];
  const blocks = [
    `**${String(number)}. ${who(each, plan.subjects, brief)}**${words === '' ? '' : ` · ${words}`}`,
    facts.join('\n'),
    each.witness === undefined ? '' : way(each.witness, page),
    reach === undefined ? '' : `⚠️ ${reach}`,
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function permissions(each: ChangeClass): string {
  const words = permissionWords(each, brief);
  return words.length <= 13 ? words.join(', ') : `${words.slice(0, 12).join(', ')} and ${thousands(words.length - 12)} more`;
}

/** The way of one cell, step by step; the step that is new (or that goes) is marked. */
function way({ subject, permission, resource, side, edges, because }: Witness, page: Page): string {
  const cell = `${brief(subject)}, ${brief(permission)}, ${brief(resource)}`;
  const reason = because === undefined ? [] : ['', `which ${brief(because.what)}:`, '', ...steps(because.edges, side, page)];
  return [`${side === 'base' ? 'How it was' : 'How'}, for ${cell}:`, '', ...steps(edges, side, page), ...reason].join('\n');
}

function steps(edges: readonly WitnessEdge[], side: Witness['side'], page: Page): readonly string[] {
  const shown = edges.length <= mostSteps + 1 ? edges : edges.slice(0, mostSteps);
  const rest = edges.length - shown.length;
  return [
    ...shown.map(({ label, until, where, fresh }) => {
      const mark = fresh ? ` **${side === 'base' ? 'GONE' : 'NEW'}**` : '';
      return `- ${brief(label)}${until === undefined ? '' : ` until ${until}`}${mark}${fresh ? page.changed(where, side) : page.placed(where, side)}`;
    }),
    ...(rest > 0 ? [`- and ${count(rest, 'more step')}`] : []),
  ];
}
