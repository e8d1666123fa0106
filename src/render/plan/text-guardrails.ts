import type { BrokenGuardrail, Plan, PlanBreach, PlanFix } from '../../plan/plan.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { hanging } from '../blocks.js';
import { twinOf } from '../same-cells.js';
import { wrapped } from '../width.js';
import { type PlanTextOptions, few, indent, fact, whereLine } from './text-parts.js';
import { nameWords, breaking, costOf, isWeaker, mostTellingFirst, oneLine, place, tellingStep, weakening } from './words.js';

/** What the change means for the guardrails, the worst first. */
export function guardrails(plan: Plan, options: PlanTextOptions): readonly string[] {
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
    const twin = twinOf(all, index);
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
        [`${place(resource)}: ${thousands(amount)}${subjects.length === 0 ? '' : ` (${subjects.map(nameWords).join(', ')})`}`],
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
    fact('who', subjects, options, nameWords),
    fact(witness === undefined ? 'lack' : 'hold', mostTellingFirst(permissions).map(visible), options),
    fact('on', resources, options, place),
    ...(step === undefined ? [] : [fact('through', [`${visible(step.label)}${where}`], options)]),
  ];
}

function fix(found: PlanFix, options: PlanTextOptions): string {
  const lines = found.removals.map(({ where }) => `${visible(where?.file ?? '')}:${String(where?.line ?? 1)}`);
  return fact('fix', [`take out ${list(lines)}; ${costOf(found)}`], options);
}
