import type { ApplyPlan, Guard, ManualStep } from '../../apply/apply-plan.js';
import type { ChangeClass } from '../../plan/plan.js';
import { count, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { bareName, fact, hanging, placeText, type BlockStyle } from '../blocks.js';
import { placeWords } from '../names.js';
import { permissionWords, risks, tellingStep, who } from '../plan/words.js';
import { wrapped } from '../width.js';
import { checkWords, headline, interimWords, shortCommit, verdictOf, verdictTitles, waitWords } from './words.js';

/** Entries shown of a list before the rest is counted. */
const many = 50;

/** A plan to apply for the terminal: whether it may be, who gains and loses, what is to be clicked, then each write. */
export function applyPlanText(plan: ApplyPlan, style: BlockStyle, takesBack?: number): string {
  const { bold, red, green, yellow } = style.paint;
  const verdict = verdictOf(plan);
  const colour = { refused: red, nothing: green, ready: green, 'by-hand': yellow }[verdict];
  const head = headline(plan, visible(plan.site), visible(shortCommit(plan)), takesBack);
  const { access } = plan;
  const blocks = [
    hanging(`${bold(colour(verdictTitles[verdict]))}  ${head}`, style.columns, '  '),
    ...section(
      'GUARDS',
      guardsIn(plan).map((each) => guardBlock(each, style)),
      style,
    ),
    ...section(
      'WHO GAINS',
      access.more.map((each, index) => classBlock(each, index + 1, '+', plan, style)),
      style,
    ),
    ...section(
      'WHO LOSES',
      access.less.map((each, index) => classBlock(each, index + 1, '-', plan, style)),
      style,
    ),
    ...section(
      'WHO GETS IT OTHERWISE  it depends on the issue',
      access.conditional.map((each, index) => classBlock(each, index + 1, '~', plan, style)),
      style,
    ),
    ...section('WITHOUT ACCESS FOR A WHILE', interims(plan, style), style),
    ...section(
      'BY HAND  no API does it',
      plan.manual.map((each) => manualBlock(each, String(plan.manual.length).length, style)),
      style,
    ),
    ...section('WRITES  in this order', writes(plan, style), style),
    ...section(
      'STAYS AS IT IS',
      plan.left.map(({ why, changes }) =>
        wrapped(`${visible(why)}${changes.length === 0 ? '' : ` (${count(changes.length, 'difference')})`}`, style.columns, '  '),
      ),
      style,
    ),
    ...section(
      'WHAT AN UNDO COULD NOT BRING BACK',
      plan.notUndone.map((each) => hanging(`  ${visible(each)}`, style.columns, '    ')),
      style,
    ),
    ...(style.all ? section('NOT LOOKED AT  taken as the policies say', notLookedAt(plan, style), style) : []),
    style.paint.dim(`Digest ${plan.digest}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[], { paint, all }: BlockStyle): readonly string[] {
  if (lines.length === 0) return [];
  const shown = all || lines.length <= many + 1 ? lines : lines.slice(0, many);
  const rest = lines.length - shown.length;
  return [[paint.bold(title), ...shown, ...(rest > 0 ? [`  and ${thousands(rest)} more (--all lists them)`] : [])].join('\n')];
}

/** What stands in the way first. */
function guardsIn({ guards }: ApplyPlan): readonly Guard[] {
  return [...guards.filter(({ ok }) => !ok), ...guards.filter(({ ok }) => ok)];
}

function guardBlock({ ok, name, message, hint, where }: Guard, { columns, paint }: BlockStyle): string {
  const line = hanging(`${ok ? ' ' : 'x'} ${name}: ${visible(message)}`, columns, '    ');
  return [
    ok ? line : paint.red(line),
    ...(ok || where === undefined ? [] : [paint.dim(`    ${placeText(where)}`)]),
    ...(hint === undefined ? [] : [hanging(`    ${visible(hint)}`, columns, '    ')]),
  ].join('\n');
}

function classBlock(each: ChangeClass, number: number, sign: string, { access: { subjects } }: ApplyPlan, style: BlockStyle): string {
  const words = risks(each);
  const label = `${sign} ${String(number)}. `;
  const head = `${label}${who(each, subjects)}${words === '' ? '' : ` · ${words}`}`;
  const step = tellingStep(each.witness);
  return [
    style.paint.bold(hanging(head, style.columns, ' '.repeat(label.length))),
    fact(sign === '-' ? 'loses' : 'can', permissionWords(each), style, '     '),
    fact('on', each.resources.map(placeWords), style, '     '),
    ...(each.subjects.length === 1 ? [] : [fact('who', each.subjects.map(bareName), style, '     ')]),
    ...(step === undefined
      ? []
      : [
          fact('through', [`${visible(step.label)} (${step.where === undefined ? 'on the site' : placeText(step.where)})`], style, '     '),
        ]),
  ].join('\n');
}

function interims({ interims: all, access: { subjects } }: ApplyPlan, style: BlockStyle): readonly string[] {
  return all.flatMap((interim) =>
    interim.classes.map((each) =>
      [
        hanging(`  ${who(each, subjects)}, ${interimWords(interim)}`, style.columns, '    '),
        fact('without', permissionWords(each), style, '     '),
        fact('on', each.resources.map(placeWords), style, '     '),
      ].join('\n'),
    ),
  );
}

/** Numbers stand under each other, and all that belongs to one beside it. */
function manualBlock({ number, what, clicks, before, checked, where }: ManualStep, digits: number, { columns, paint }: BlockStyle): string {
  const indent = ' '.repeat(digits + 4);
  const more = [waitWords(before), checkWords(checked)].filter((each) => each !== '').join(' ');
  return [
    paint.bold(hanging(`  ${String(number).padStart(digits)}. ${visible(what)}`, columns, indent)),
    ...clicks.map((each) => hanging(`${indent}- ${visible(each)}`, columns, `${indent}  `)),
    hanging(`${indent}${more}`, columns, indent),
    ...(where === undefined ? [] : [paint.dim(`${indent}${placeText(where)}`)]),
  ].join('\n');
}

/** Each write, by the number that other parts of the plan name it by. */
function writes({ writes: all }: ApplyPlan, { columns }: BlockStyle): readonly string[] {
  return all.map(({ id, what }) => hanging(`  ${id.padStart(String(all.length).length)}  ${visible(what)}`, columns, '      '));
}

function notLookedAt({ notLookedAt: all }: ApplyPlan, { columns }: BlockStyle): readonly string[] {
  return all.map(({ what, things }) => wrapped(`${visible(what)} ${things.map(visible).join(', ')}`, columns, '  '));
}
