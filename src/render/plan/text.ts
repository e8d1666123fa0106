import type { BrokenGuardrail, ChangeClass, Plan, PlanFix, SeatChange, Where, Witness, WitnessEdge } from '../../plan/plan.js';
import { compareBytes } from '../../text/compare.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Style } from '../style.js';
import { widthOf, wrapped } from '../width.js';
import {
  bare,
  breaking,
  externalsLine,
  guardrailsLine,
  headline,
  weakening,
  people,
  permissionWords,
  place,
  risks,
  stateNote,
  surprise,
  verdictWords,
  who,
} from './words.js';

export interface PlanTextOptions extends Style {
  /** Every name of every list, instead of the first few with the number of the others. */
  readonly all: boolean;
}

type Direction = 'gain' | 'loss' | 'conditional' | 'lapse';

/** Names and resources shown before the rest is counted. */
const few = 6;

/** A plan for the terminal: the verdict first, then what changes by risk, then what is not shown. */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const blocks = [
    verdict(plan, options),
    ...guardrails(plan, options),
    ...section('GAINS', plan.gains, 'gain', plan, options),
    ...section('LOSSES', plan.losses, 'loss', plan, options),
    ...section('CONDITIONAL  depends on the issue', plan.conditional, 'conditional', plan, options),
    ...seats(plan.seats, options),
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
  const lines = [
    `${paint.bold(colour(word))}  ${wrapped(headline(plan), columns - word.length - 2).replaceAll('\n', `\n${' '.repeat(word.length + 2)}`)}`,
    paint.dim(
      wrapped(
        `${externalsLine(plan)} · ${guardrailsLine(plan)} · ${visible(plan.base.label)} → ${visible(plan.head.label)} · as of ${plan.asOf}`,
        columns,
      ),
    ),
  ];
  if (note !== undefined) lines.push(paint.red(wrapped(`! ${note}`, columns)));
  return lines.join('\n');
}

function guardrails(plan: Plan, options: PlanTextOptions): readonly string[] {
  const { paint, columns } = options;
  const { weakened, newlyBroken, stillBroken, newlyMended, endedWaivers } = plan.guardrails;
  const blocks: string[] = [];
  if (weakened.length > 0) {
    const lines = weakened.map(
      (each) => `${paint.red(hanging(`! ${weakening(each)}`, columns, '     '))}${whereLine(each.where, options)}`,
    );
    blocks.push([paint.bold('GUARDRAILS WEAKENED'), ...lines].join('\n'));
  }
  if (newlyBroken.length > 0) blocks.push([paint.bold('GUARDRAILS NEWLY BROKEN'), ...brokenOnes(newlyBroken, options)].join('\n'));
  if (stillBroken.length > 0) blocks.push([paint.bold('GUARDRAILS STILL BROKEN'), ...brokenOnes(stillBroken, options)].join('\n'));
  if (endedWaivers.length > 0) {
    const lines = endedWaivers.map(({ name, where }) => `x ${visible(name)}${whereLine(where, options)}`);
    blocks.push([paint.bold('WAIVERS THAT HAVE ENDED'), ...lines].join('\n'));
  }
  if (newlyMended.length > 0) blocks.push(`${paint.bold('GUARDRAILS MENDED')}  ${wrapped(list(newlyMended.map(visible)), columns)}`);
  return blocks;
}

/** Guardrails broken by the same cells are told once. */
function brokenOnes(all: readonly BrokenGuardrail[], options: PlanTextOptions): readonly string[] {
  const cellsOf = ({ classes }: BrokenGuardrail): string =>
    JSON.stringify(classes.map(({ subjects, resources, permissions }) => [subjects, resources, permissions]));
  return all.map((each, index) => {
    const twin = all.slice(0, index).find((earlier) => cellsOf(earlier) === cellsOf(each) && each.classes.length > 0);
    if (twin === undefined) return broken(each, options);
    return `${brokenHead(each, options)}\n     ${options.paint.dim(`by the same cells as ${visible(twin.name)}`)}`;
  });
}

function brokenHead(each: BrokenGuardrail, options: PlanTextOptions): string {
  const severity = each.severity === 'error' ? '' : ' (warning)';
  return `${options.paint.red(hanging(`x ${visible(each.name)}${severity}: ${breaking(each)}`, options.columns, '     '))}${whereLine(each.where, options)}`;
}

function broken(each: BrokenGuardrail, options: PlanTextOptions): string {
  const indent = '     ';
  const lines = [brokenHead(each, options)];
  for (const { subjects, resources, permissions, witness } of options.all ? each.classes : each.classes.slice(0, 3)) {
    lines.push(
      fact('who', subjects.map(bare), options, indent),
      fact('has', permissions.map(visible), options, indent),
      fact('on', resources.map(place), options, indent),
    );
    const step = witness?.edges.find(({ fresh }) => fresh) ?? witness?.because?.edges.find(({ fresh }) => fresh);
    if (step?.where !== undefined)
      lines.push(
        fact('through', [`${visible(step.label)}, new at ${visible(step.where.file)}:${String(step.where.line)}`], options, indent),
      );
  }
  if (!options.all && each.classes.length > 3)
    lines.push(`${indent}and ${count(each.classes.length - 3, 'more group')} of cells (--all lists them)`);
  if (each.fix !== undefined) lines.push(fix(each.fix, options, indent));
  return lines.join('\n');
}

function fix({ removals, alsoLost, alsoLosing }: PlanFix, options: PlanTextOptions, indent: string): string {
  const lines = removals.map(({ where }) => `${visible(where?.file ?? '')}:${String(where?.line ?? 1)}`);
  const cost =
    alsoLost === 0
      ? 'nobody loses anything else'
      : `besides, ${people(alsoLosing.length)} ${alsoLosing.length === 1 ? 'loses' : 'lose'} ${count(alsoLost, 'other cell')} of access`;
  return fact('fix', [`take out ${list(lines)}; ${cost}`], options, indent);
}

function whereLine(where: Where | undefined, { paint }: PlanTextOptions): string {
  return where === undefined ? '' : `\n     ${paint.dim(`${visible(where.file)}:${String(where.line)}`)}`;
}

function section(
  title: string,
  classes: readonly ChangeClass[],
  direction: Direction,
  plan: Plan,
  options: PlanTextOptions,
): readonly string[] {
  if (classes.length === 0) return [];
  return [options.paint.bold(title), ...classes.map((each, index) => classBlock(each, index + 1, direction, plan, options))];
}

const signs: Readonly<Record<Direction, string>> = { gain: '+', loss: '-', conditional: '~', lapse: '-' };

function classBlock(each: ChangeClass, number: number, direction: Direction, plan: Plan, options: PlanTextOptions): string {
  const { paint } = options;
  const sign = signs[direction];
  const colour =
    direction === 'gain'
      ? each.risks[0] === 'other'
        ? paint.green
        : paint.yellow
      : direction === 'loss' || direction === 'lapse'
        ? paint.cyan
        : paint.magenta;
  const words = risks(each);
  const mark = surprise(each) === undefined ? '' : ' !';
  const head = `${sign} ${String(number)}. ${who(each, plan.subjects)}${words === '' || direction !== 'gain' ? '' : ` · ${words}`}${mark}`;
  const indent = '     ';
  const lines = [
    paint.bold(colour(hanging(head, options.columns, indent))),
    fact(verbs[direction], permissionWords(each, direction === 'lapse' ? 'loss' : direction), options, indent),
    fact('on', each.resources.map(place), options, indent),
    each.subjects.length === 1 && each.circle !== 'external' && each.circle !== 'internal'
      ? ''
      : fact('who', each.subjects.map(bare), options, indent),
    remaining(each, direction, options, indent),
    each.witness === undefined ? '' : how(each.witness, direction, options, indent),
    warning(each, options, indent),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

const verbs: Readonly<Record<Direction, string>> = { gain: 'gain', loss: 'lose', conditional: 'change', lapse: 'lose' };

function hanging(text: string, columns: number, indent: string): string {
  const [first = '', ...rest] = wrapped(text, columns).split('\n');
  return rest.length === 0 ? first : [first, wrapped(rest.join(' '), columns, indent)].join('\n');
}

/** `on    project A, project B and 4 more (--all)`, wrapped under its word. */
function fact(word: string, items: readonly string[], options: PlanTextOptions, indent: string): string {
  const shown = options.all || items.length <= few + 1 ? items : items.slice(0, few);
  const rest = items.length - shown.length;
  const text = rest > 0 ? `${shown.join(', ')} and ${thousands(rest)} more (--all lists them)` : list(shown);
  const label = word.padEnd(8);
  const under = indent + ' '.repeat(label.length);
  return `${indent}${options.paint.dim(label)}${wrapped(text, options.columns, under).slice(under.length)}`;
}

function remaining(each: ChangeClass, direction: Direction, options: PlanTextOptions, indent: string): string {
  if (direction !== 'loss') return '';
  return each.firstAccess
    ? fact('keep', ['nothing there'], options, indent)
    : each.remaining.length === 0
      ? ''
      : fact('keep', each.remaining.map(visible), options, indent);
}

/** The way of one cell, step by step; the step that is new (or that goes) is marked. */
function how(witness: Witness, direction: Direction, options: PlanTextOptions, indent: string): string {
  const { paint } = options;
  const cell = `${bare(witness.subject)}, ${visible(witness.permission)}, ${place(witness.resource)}`;
  const held = direction === 'loss' ? 'how it was' : 'how';
  const because =
    witness.because === undefined
      ? []
      : [`${indent}${paint.dim(`which ${visible(witness.because.what)}:`)}`, ...steps(witness.because.edges, direction, options, indent)];
  return [
    `${indent}${paint.dim(wrapped(`${held}, for ${cell}:`, options.columns, indent).trimStart())}`,
    ...steps(witness.edges, direction, options, indent),
    ...because,
  ].join('\n');
}

function steps(edges: readonly WitnessEdge[], direction: Direction, options: PlanTextOptions, indent: string): readonly string[] {
  return edges.map((edge, index) => step(edge, index === 0, direction, options, indent));
}

function step(edge: WitnessEdge, first: boolean, direction: Direction, { paint, columns }: PlanTextOptions, indent: string): string {
  const marker = edge.fresh ? signs[direction === 'conditional' ? 'gain' : direction] : ' ';
  const arrow = first ? '  ' : '→ ';
  const until = edge.until === undefined ? '' : ` until ${edge.until}`;
  const word = !edge.fresh ? '' : direction === 'loss' ? '  GONE' : direction === 'lapse' ? '  ENDS' : '  NEW';
  const label = `${visible(edge.label)}${until}${word}`;
  const where = edge.where === undefined ? '' : `${visible(edge.where.file)}:${String(edge.where.line)}`;
  const left = `${indent}${marker} ${arrow}`;
  const room = columns - widthOf(left);
  const pad = room - widthOf(label) - widthOf(where);
  const paintMark = (text: string): string =>
    edge.fresh ? paint.bold(direction === 'loss' || direction === 'lapse' ? paint.cyan(text) : paint.yellow(text)) : text;
  const under = ' '.repeat(widthOf(left));
  if (where === '') return `${paintMark(left)}${paintMark(wrapped(label, columns, under).slice(under.length))}`;
  if (pad >= 2) return `${paintMark(left + label)}${' '.repeat(pad)}${paint.dim(where)}`;
  return `${paintMark(left + wrapped(label, columns, under).slice(under.length))}\n${under}${paint.dim(where)}`;
}

function warning(each: ChangeClass, { paint, columns }: PlanTextOptions, indent: string): string {
  const text = surprise(each);
  return text === undefined ? '' : paint.yellow(wrapped(`! ${text}`, columns, indent));
}

function seats(changes: readonly SeatChange[], options: PlanTextOptions): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(({ product, before, after, seats: bought, gained, lost }) => {
    const of = bought === undefined ? '' : ` of ${thousands(bought)} seats`;
    const who = [...gained.map((name) => `+${bare(name)}`), ...lost.map((name) => `-${bare(name)}`)];
    return `${fact(product, [`${thousands(before)} → ${thousands(after)}${of}`], options, '  ').replace(/^ {2}/, '  ')}\n${fact('', who, options, '  ')}`;
  });
  return [`${options.paint.bold('LICENCES')}\n${lines.join('\n')}`];
}

function lapses(plan: Plan, options: PlanTextOptions): readonly string[] {
  if (plan.lapses.length === 0) return [];
  const title = options.paint.bold('ENDS WITHIN 30 DAYS  by date, with no further change');
  const days = plan.lapses.flatMap(({ until, classes }) => byPeople(classes).map((those) => lapse(until, those, options)));
  return [[title, ...days].join('\n')];
}

/** What ends on one day, for the same people at once. */
function byPeople(classes: readonly ChangeClass[]): readonly (readonly ChangeClass[])[] {
  const found = new Map<string, ChangeClass[]>();
  for (const each of classes) {
    const key = each.subjects.join('\t');
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return [...found.values()];
}

/** A line or two: what ends is no news, only when. */
function lapse(until: string, classes: readonly ChangeClass[], options: PlanTextOptions): string {
  const [first] = classes;
  if (first === undefined) return '';
  const names = first.subjects.map(bare);
  const shown = options.all || names.length <= 3 ? list(names) : `${names.slice(0, 2).join(', ')} and ${thousands(names.length - 2)} more`;
  const resources = [...new Set(classes.flatMap((each) => each.resources))].sort(compareBytes).map(place);
  const where =
    options.all || resources.length <= few
      ? list(resources)
      : `${resources.slice(0, few).join(', ')} and ${thousands(resources.length - few)} more`;
  const cells = classes.reduce((sum, each) => sum + each.cells, 0);
  const whose = first.circle !== 'external' ? '' : ` (external${first.company === undefined ? '' : `, ${visible(first.company)}`})`;
  const text = `- after ${until}  ${shown}${whose} ${names.length === 1 ? 'loses' : 'lose'} ${count(cells, 'cell')} of access on ${where}`;
  const [line = '', ...rest] = wrapped(text, options.columns - 2, '').split('\n');
  return [`  ${line}`, ...(rest.length === 0 ? [] : [wrapped(rest.join(' '), options.columns, '    ')])].join('\n');
}

function unchanged({ counts }: Plan, { paint, columns }: PlanTextOptions): string {
  return `${paint.bold('UNCHANGED')}  ${wrapped(`${people(counts.peopleUnchanged)} and ${count(counts.resourcesUnchanged, 'place')}`, columns)}`;
}

function blindSpots({ notJudged }: Plan, { paint, columns }: PlanTextOptions): string {
  if (notJudged.length === 0) return '';
  const text = wrapped(`not in the policies, so not judged: ${notJudged.map(({ what }) => visible(what)).join('; ')}.`, columns - 12);
  return `${paint.bold('NOT JUDGED')}  ${text.replaceAll('\n', `\n${' '.repeat(12)}`)}`;
}
