import { distinctNames, kindsOf } from '../../matrix/name-list.js';
import type { ChangeClass, Plan } from '../../plan/plan.js';
import { count } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { hanging } from '../blocks.js';
import { wrapped } from '../width.js';
import { type PlanTextOptions, indent, signs, fact } from './text-parts.js';
import { how } from './text-ways.js';
import { nameWords, mostTellingFirst, people, permissionWords, place, risks, surprise, verbOf, who, type Section } from './words.js';

/** Classes of changes shown of one section; the riskiest come first. */
const manyClasses = 50;

/** The classes of a section that are told one by one. */
export function shownOf(classes: readonly ChangeClass[], { all }: Pick<PlanTextOptions, 'all'>): readonly ChangeClass[] {
  return all || classes.length <= manyClasses + 1 ? classes : classes.slice(0, manyClasses);
}

/** A section of changes, the riskiest first. */
export function section(
  title: string,
  classes: readonly ChangeClass[],
  name: Section,
  plan: Plan,
  options: PlanTextOptions,
): readonly string[] {
  if (classes.length === 0) return [];
  const shown = shownOf(classes, options);
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
    each.subjects.length === 1 ? '' : fact('who', each.subjects, options, nameWords),
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

function warning(each: ChangeClass, { paint, columns }: PlanTextOptions): string {
  const text = surprise(each);
  return text === undefined ? '' : paint.yellow(wrapped(`! ${text}`, columns, indent));
}
