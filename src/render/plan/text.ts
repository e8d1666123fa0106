import type {
  BrokenGuardrail,
  ChangeClass,
  MovedEnd,
  Plan,
  PlanBreach,
  PlanFix,
  SeatChange,
  Where,
  Witness,
  WitnessEdge,
} from '../../plan/plan.js';
import { distinctNames, identityOf, kindsOf } from '../../matrix/name-list.js';
import { compareBytes } from '../../text/compare.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Style } from '../style.js';
import { widthOf, wrapped } from '../width.js';
import { alike } from './alike.js';
import { approvalHead, authorNote, needsLine } from './approval-words.js';
import {
  bare,
  breaking,
  costOf,
  externalsLine,
  guardrailsLine,
  headline,
  isWeaker,
  mostTellingFirst,
  moved,
  oneLine,
  people,
  permissionWords,
  place,
  risks,
  seatWords,
  stateNote,
  surprise,
  tellingStep,
  thirdPerson,
  verbOf,
  verdictWords,
  weakening,
  who,
  whoBriefly,
  whose,
  type Section,
} from './words.js';

export interface PlanTextOptions extends Style {
  /** Every name of every list, instead of the first few with the number of the others. */
  readonly all: boolean;
}

/** Names and resources shown before the rest is counted. */
const few = 6;

/** Classes of changes shown of one section; the riskiest come first. */
const manyClasses = 50;

/** Below the head of an entry. */
const indent = '     ';

/** A plan for the terminal: the verdict first, then what changes by risk, then what is not shown. */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const blocks = [
    verdict(plan, options),
    ...outsiders(plan, options),
    ...guardrails(plan, options),
    ...approvals(plan, options),
    ...section('GAINS', plan.gains, 'gain', plan, options),
    ...section('LOSSES', plan.losses, 'loss', plan, options),
    ...section('CONDITIONAL  it depends on the issue', plan.conditional, 'conditional', plan, options),
    ...seats(plan.seats, options),
    ...renamed(plan, options),
    ...movedEnds(plan.movedEnds, options),
    ...lapses(plan, options),
    unchanged(plan, options),
    blindSpots(plan, options),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function verdict(plan: Plan, { paint, columns }: PlanTextOptions): string {
  const word = verdictWords[plan.verdict];
  const colour = plan.verdict === 'same' ? paint.green : plan.verdict === 'narrower' ? paint.cyan : paint.yellow;
  const note = stateNote(plan);
  const under = ' '.repeat(word.length + 2);
  const sides = `${visible(plan.base.label)} → ${visible(plan.head.label)}`;
  const parts = [externalsLine(plan), guardrailsLine(plan), needsLine(plan)];
  return [
    `${paint.bold(colour(word))}${wrapped(headline(plan), columns, under).slice(word.length)}`,
    paint.dim(segments(parts, columns)),
    paint.dim(segments([sides, `as of ${plan.asOf}`], columns)),
    ...(note === undefined ? [] : [paint.red(hanging(`! ${note}`, columns, '  '))]),
  ].join('\n');
}

/** Parts of a line with a dot between them; each that does not fit begins a line. */
function segments(parts: readonly string[], columns: number): string {
  return parts.reduce((text, part) => {
    const last = text.slice(text.lastIndexOf('\n') + 1);
    return widthOf(`${last} · ${part}`) <= columns ? `${text} · ${wrapped(part, columns)}` : `${text}\n${wrapped(part, columns)}`;
  });
}

// ---- outsiders, and who must approve

/** Changes for outsiders that are told in a line or two each, before they are told in full. */
const mostOutsiders = 4;

function outsiders({ gains, losses, conditional, subjects }: Plan, options: PlanTextOptions): readonly string[] {
  const { paint, columns } = options;
  const gaining = [...gains, ...conditional.filter(({ effect }) => effect !== 'narrower')].map((each) => ({ each, part: 'gain' as const }));
  const losing = [...losses, ...conditional.filter(({ effect }) => effect === 'narrower')].map((each) => ({ each, part: 'loss' as const }));
  const all = [...gaining, ...losing].filter(({ each }) => each.circle !== 'internal');
  if (all.length === 0) return [];
  const shown = all.length <= mostOutsiders + 1 ? all : all.slice(0, mostOutsiders);
  const lines = shown.map(({ each, part }) => {
    const text = hanging(`${signs[part]} ${outsider(each, part, subjects)}`, columns, indent);
    return part === 'gain' ? paint.yellow(text) : paint.cyan(text);
  });
  const rest = all.length - shown.length;
  return [[paint.bold('FROM OUTSIDE'), ...lines, ...(rest > 0 ? [`  and ${count(rest, 'more change')}, below`] : [])].join('\n')];
}

function outsider(each: ChangeClass, part: Section, subjects: Plan['subjects']): string {
  const permissions = permissionWords(each);
  const what =
    permissions.length <= 3 ? list(permissions) : `${permissions.slice(0, 2).join(', ')} and ${thousands(permissions.length - 2)} more`;
  const places = each.resources.slice(0, each.resources.length <= 3 ? 3 : 2).map(place);
  const rest = each.resources.length - places.length;
  const where = list(rest > 0 ? [...places, `${thousands(rest)} more`] : places);
  const step = tellingStep(each.witness);
  const through = step === undefined ? '' : `, through ${visible(step.label)}`;
  return `${whoBriefly(each, subjects)} ${thirdPerson(each, part)} ${what} on ${where}${through}`;
}

function approvals(plan: Plan, options: PlanTextOptions): readonly string[] {
  const { paint, columns } = options;
  const needed = plan.approvals.needed;
  const note = authorNote(plan);
  const lines = needed.map((each) => {
    const some = each.people.length === 1 ? '' : 'any one of ';
    const line = `  ${approvalHead(each)}: ${each.people.length === 0 ? 'NOBODY can give it' : `${some}${folded(each.people, options, bare, 'or')}`}`;
    return each.people.length === 0 ? paint.red(hanging(line, columns, indent)) : hanging(line, columns, indent);
  });
  const warned = note === undefined ? [] : [paint.yellow(hanging(`! ${note}`, columns, indent))];
  return warned.length + lines.length === 0 ? [] : [[paint.bold('WHO MUST APPROVE'), ...warned, ...lines].join('\n')];
}

// ---- guardrails

function guardrails(plan: Plan, options: PlanTextOptions): readonly string[] {
  const { paint, columns } = options;
  const { weakened, newlyBroken, stillBroken, newlyMended, endedWaivers } = plan.guardrails;
  const blocks: string[] = [];
  const heading = weakened.some(isWeaker) ? 'GUARDRAILS WEAKENED' : 'GUARDRAILS CHANGED';
  const changed = weakened.map((each) => `${paint.red(hanging(`! ${weakening(each)}`, columns, indent))}${whereLine(each.where, options)}`);
  if (changed.length > 0) blocks.push([paint.bold(heading), ...changed].join('\n'));
  if (newlyBroken.length > 0) blocks.push([paint.bold('GUARDRAILS NEWLY BROKEN'), ...brokenOnes(newlyBroken, options)].join('\n'));
  if (stillBroken.length > 0) blocks.push([paint.bold('GUARDRAILS STILL BROKEN'), ...brokenOnes(stillBroken, options)].join('\n'));
  if (endedWaivers.length > 0) {
    const lines = endedWaivers.map(
      ({ name, where }) =>
        `${paint.red(hanging(`x ${visible(name)}: remove the waiver, or agree on a new day`, columns, indent))}${whereLine(where, options)}`,
    );
    blocks.push([paint.bold('WAIVERS THAT HAVE ENDED'), ...lines].join('\n'));
  }
  if (newlyMended.length > 0) {
    const title = 'GUARDRAILS MENDED  ';
    blocks.push(paint.bold(title) + wrapped(list(newlyMended.map(visible)), columns, ' '.repeat(title.length)).slice(title.length));
  }
  return blocks;
}

function brokenOnes(all: readonly BrokenGuardrail[], options: PlanTextOptions): readonly string[] {
  return all.map((each, index) => {
    const twin = alike(all, index);
    return twin === undefined
      ? guardrailText(each, options)
      : [brokenHead(each, options), options.paint.dim(wrapped(`by the same cells as ${visible(twin.name)}`, options.columns, indent))].join(
          '\n',
        );
  });
}

function brokenHead(each: BrokenGuardrail, options: PlanTextOptions): string {
  const { paint, columns } = options;
  const severity = each.severity === 'error' ? '' : ' (a warning)';
  const description = each.description === undefined ? [] : [paint.dim(wrapped(visible(oneLine(each.description)), columns, indent))];
  const head = paint.red(hanging(`x ${visible(each.name)}${severity}: ${breaking(each)}`, columns, indent));
  return [`${head}${whereLine(each.where, options)}`, ...description].join('\n');
}

/** One broken guardrail, with who breaks it and how it is mended. */
export function guardrailText(each: BrokenGuardrail, options: PlanTextOptions): string {
  const shown = options.all ? each.classes : each.classes.slice(0, 3);
  const rest = each.classes.length - shown.length;
  return [
    brokenHead(each, options),
    ...(each.classes.length === 0 ? counted(each, options) : []),
    ...shown.flatMap((breach) => breachLines(breach, options)),
    ...(rest > 0 ? [`${indent}and ${count(rest, 'more group')} of people (--all lists them)`] : []),
    ...(each.fix === undefined ? [] : [fix(each.fix, options)]),
  ].join('\n');
}

/** For a guardrail that asks for more people than there are. */
function counted({ counts }: BrokenGuardrail, options: PlanTextOptions): readonly string[] {
  const shown = options.all ? counts : counts.slice(0, few);
  const rest = counts.length - shown.length;
  return [
    ...shown.map(({ resource, count: amount, subjects }) =>
      fact(
        'on',
        [`${place(resource)}: ${thousands(amount)}${subjects.length === 0 ? '' : ` (${subjects.map(bare).join(', ')})`}`],
        options,
      ),
    ),
    ...(rest > 0 ? [`${indent}and ${count(rest, 'other place')} (--all lists them)`] : []),
  ];
}

function breachLines({ subjects, resources, permissions, witness }: PlanBreach, options: PlanTextOptions): readonly string[] {
  const step = tellingStep(witness);
  const where = step?.where === undefined ? '' : `, new at ${visible(step.where.file)}:${String(step.where.line)}`;
  return [
    fact('who', subjects, options, bare),
    fact(witness === undefined ? 'lack' : 'hold', mostTellingFirst(permissions).map(visible), options),
    fact('on', resources, options, place),
    ...(step === undefined ? [] : [fact('through', [`${visible(step.label)}${where}`], options)]),
  ];
}

function fix(found: PlanFix, options: PlanTextOptions): string {
  const lines = found.removals.map(({ where }) => `${visible(where?.file ?? '')}:${String(where?.line ?? 1)}`);
  return fact('fix', [`take out ${list(lines)}; ${costOf(found)}`], options);
}

function whereLine(where: Where | undefined, { paint }: PlanTextOptions): string {
  return where === undefined ? '' : `\n${indent}${paint.dim(`${visible(where.file)}:${String(where.line)}`)}`;
}

// ---- who gains and loses what

function section(title: string, classes: readonly ChangeClass[], name: Section, plan: Plan, options: PlanTextOptions): readonly string[] {
  if (classes.length === 0) return [];
  const shown = options.all || classes.length <= manyClasses + 1 ? classes : classes.slice(0, manyClasses);
  const blocks = shown.map((each, index) => changeText(each, index + 1, name, plan, options));
  return [options.paint.bold(title), ...blocks, ...(shown.length < classes.length ? [remainder(classes.slice(shown.length))] : [])];
}

/** What the classes that are not shown come to. */
function remainder(classes: readonly ChangeClass[]): string {
  const cells = classes.reduce((sum, each) => sum + each.cells, 0);
  const places = new Set(classes.flatMap(({ resources }) => resources)).size;
  const { people: persons } = kindsOf(distinctNames(classes.map(({ subjects }) => subjects)));
  const who = persons === 0 ? '' : ` of ${people(persons)}`;
  return `  and ${count(classes.length, 'more change')}: ${count(cells, 'right')}${who} on ${count(places, 'place')} (--all lists them)`;
}

const signs: Readonly<Record<Section, string>> = { gain: '+', loss: '-', conditional: '~', lapse: '-' };

/** One change of access: who, what, where and how. */
export function changeText(each: ChangeClass, number: number, name: Section, plan: Plan, options: PlanTextOptions): string {
  const { columns, paint } = options;
  const words = risks(each);
  const mark = surprise(each) === undefined ? '' : ' !';
  const head = `${signs[name]} ${String(number)}. ${who(each, plan.subjects)}${words === '' ? '' : ` · ${words}`}${mark}`;
  const lines = [
    paint.bold(colourOf(each, name, options)(hanging(head, columns, indent))),
    fact(verbOf(each, name), permissionWords(each), options),
    fact('on', each.resources, options, place),
    each.subjects.length === 1 ? '' : fact('who', each.subjects, options, bare),
    each.effect === 'narrower'
      ? fact('keep', each.firstAccess ? ['nothing there'] : mostTellingFirst(each.remaining).map(visible), options)
      : '',
    each.witness === undefined ? '' : how(each.witness, options),
    warning(each, options),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function colourOf({ risks: [first] }: ChangeClass, name: Section, { paint }: PlanTextOptions): (text: string) => string {
  if (name === 'conditional') return paint.magenta;
  if (name !== 'gain') return paint.cyan;
  return first === 'other' ? paint.green : paint.yellow;
}

function hanging(text: string, columns: number, under: string): string {
  const [first = '', ...rest] = wrapped(text, columns).split('\n');
  return rest.length === 0 ? first : [first, wrapped(rest.join(' '), columns, under)].join('\n');
}

/** `on    project A, project B and 4 more (--all)`, wrapped under its word. */
function fact(word: string, items: readonly string[], options: PlanTextOptions, show: (item: string) => string = asItIs): string {
  const label = word.padEnd(8);
  const under = indent + ' '.repeat(label.length);
  return `${indent}${options.paint.dim(label)}${wrapped(folded(items, options, show), options.columns, under).slice(under.length)}`;
}

/** The first of many, and how many more there are. Only what is shown is read. */
function folded(items: readonly string[], { all }: PlanTextOptions, show: (item: string) => string = asItIs, last = 'and'): string {
  const shown = (all || items.length <= few + 1 ? items : items.slice(0, few)).map(show);
  const rest = items.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${thousands(rest)} more (--all lists them)` : list(shown, last);
}

function asItIs(text: string): string {
  return text;
}

/** The way of one cell, step by step; the step that is new (or that goes) is marked. */
function how({ subject, permission, resource, side, edges, because }: Witness, options: PlanTextOptions): string {
  const { paint, columns } = options;
  const cell = `${bare(subject)}, ${visible(permission)}, ${place(resource)}`;
  const title = (text: string): string => paint.dim(wrapped(text, columns, indent));
  const mark = side === 'base' ? { sign: '-', word: 'GONE' } : { sign: '+', word: 'NEW' };
  const steps = (some: readonly WitnessEdge[]): readonly string[] => some.map((edge, index) => step(edge, index === 0, mark, options));
  return [
    title(`${side === 'base' ? 'how it was' : 'how'}, for ${cell}:`),
    ...steps(edges),
    ...(because === undefined ? [] : [title(`which ${visible(because.what)}:`), ...steps(because.edges)]),
  ].join('\n');
}

function step(edge: WitnessEdge, first: boolean, mark: { readonly sign: string; readonly word: string }, options: PlanTextOptions): string {
  const { paint, columns } = options;
  const left = `${indent}${edge.fresh ? mark.sign : ' '} ${first ? '  ' : '→ '}`;
  const under = ' '.repeat(widthOf(left));
  const until = edge.until === undefined ? '' : ` until ${edge.until}`;
  const marked = edge.fresh ? `  ${mark.word}` : '';
  const lines = wrapped(`${visible(edge.label)}${until}`, columns, under)
    .slice(under.length)
    .split('\n');
  const last = lines.at(-1) ?? '';
  const isRoom = (lines.length === 1 ? widthOf(under) : 0) + widthOf(last) + widthOf(marked) <= columns;
  const label = isRoom ? [...lines.slice(0, -1), last + marked] : [...lines, under + marked.trimStart()];
  const strong = (text: string): string => (!edge.fresh ? text : paint.bold(mark.word === 'GONE' ? paint.cyan(text) : paint.yellow(text)));
  const shown = strong([left + (label[0] ?? ''), ...label.slice(1)].join('\n'));
  if (edge.where === undefined) return shown;
  const where = `${visible(edge.where.file)}:${String(edge.where.line)}`;
  const taken = (label.length === 1 ? widthOf(under) : 0) + widthOf(label.at(-1) ?? '');
  const gap = columns - taken - widthOf(where);
  return gap >= 2 ? `${shown}${' '.repeat(gap)}${paint.dim(where)}` : `${shown}\n${under}${paint.dim(where)}`;
}

function warning(each: ChangeClass, { paint, columns }: PlanTextOptions): string {
  const text = surprise(each);
  return text === undefined ? '' : paint.yellow(wrapped(`! ${text}`, columns, indent));
}

// ---- licences, last days, and what is not shown

function seats(changes: readonly SeatChange[], options: PlanTextOptions): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.flatMap((each) => {
    const of = each.seats === undefined ? '' : ` of ${count(each.seats, 'seat')}`;
    return [
      `  ${visible(seatWords(each))}: ${thousands(each.before)} → ${thousands(each.after)}${of}`,
      ...(each.gained.length === 0 ? [] : [fact('new', each.gained, options, bare)]),
      ...(each.lost.length === 0 ? [] : [fact('gone', each.lost, options, bare)]),
    ];
  });
  const title = changes.every(({ guests }) => guests)
    ? 'GUESTS'
    : changes.some(({ guests }) => guests)
      ? 'LICENCES AND GUESTS'
      : 'LICENCES';
  return [[options.paint.bold(title), ...lines].join('\n')];
}

function renamed({ renames }: Plan, { paint, columns }: PlanTextOptions): readonly string[] {
  if (renames.length === 0) return [];
  const lines = renames.map(({ from, to }) => hanging(`  ${visible(from)} is called ${visible(to)} now`, columns, '    '));
  return [[`${paint.bold('RENAMED')}  told under the new name`, ...lines].join('\n')];
}

function movedEnds(ends: readonly MovedEnd[], options: PlanTextOptions): readonly string[] {
  if (ends.length === 0) return [];
  const { paint, columns } = options;
  const shown = options.all ? ends : ends.slice(0, 2 * few);
  const rest = ends.length - shown.length;
  const lines = shown.map(
    (each) => `${hanging(`  ~ ${visible(each.what)}: ${moved(each)}`, columns, indent)}${whereLine(each.where, options)}`,
  );
  const more = rest > 0 ? [`${indent}and ${thousands(rest)} more (--all lists them)`] : [];
  return [[paint.bold('LAST DAYS MOVED  nothing changes by it today'), ...lines, ...more].join('\n')];
}

function lapses(plan: Plan, options: PlanTextOptions): readonly string[] {
  if (plan.lapses.length === 0) return [];
  const title = options.paint.bold('ENDS WITHIN 30 DAYS  by date, with no further change');
  const days = plan.lapses.flatMap(({ until, classes }) => byPeople(classes).map((those) => lapse(until, those, options)));
  return [[title, ...days].join('\n')];
}

/** What ends on one day, for the same people at once. */
function byPeople(classes: readonly ChangeClass[]): readonly (readonly ChangeClass[])[] {
  const found = new Map<unknown, ChangeClass[]>();
  for (const each of classes) {
    const key = identityOf(each.subjects);
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return [...found.values()];
}

/** A line or two: what ends is no news, only when. */
function lapse(until: string, classes: readonly ChangeClass[], options: PlanTextOptions): string {
  const [first] = classes;
  if (first === undefined) return '';
  const { subjects } = first;
  const names = folded(subjects, options, bare);
  const gone = placesOf(classes.filter(({ firstAccess }) => firstAccess));
  const kept = placesOf(classes.filter(({ firstAccess }) => !firstAccess));
  const rights = classes.filter(({ firstAccess }) => !firstAccess).reduce((sum, { cells }) => sum + cells, 0);
  const what = [
    ...(gone.length === 0 ? [] : [`all access to ${folded(gone.map(place), options)}`]),
    ...(kept.length === 0 ? [] : [`${count(rights, 'right')} on ${folded(kept.map(place), options)}`]),
  ];
  const text = `  - after ${until}  ${names}${whose(first)} ${subjects.length === 1 ? 'loses' : 'lose'} ${list(what)}`;
  return hanging(text, options.columns, indent);
}

function placesOf(classes: readonly ChangeClass[]): readonly string[] {
  return [...new Set(classes.flatMap((each) => each.resources))].sort(compareBytes);
}

function unchanged({ counts }: Plan, { paint }: PlanTextOptions): string {
  return `${paint.bold('UNCHANGED')}  ${people(counts.peopleUnchanged)} and ${count(counts.resourcesUnchanged, 'place')}`;
}

function blindSpots({ notJudged }: Plan, options: PlanTextOptions): string {
  const { paint, columns } = options;
  const spots = notJudged.map(({ what, names }) => (names.length === 0 ? what : `${what}: ${folded(names.map(visible), options)}`));
  if (notJudged.length === 0) return '';
  const title = 'NOT JUDGED  ';
  const text = `for it is not in the policies: ${spots.join('; ')}.`;
  return paint.bold(title) + wrapped(text, columns, ' '.repeat(title.length)).slice(title.length);
}
