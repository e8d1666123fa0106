import type { ChangeClass, Plan } from '../../plan/plan.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { hanging } from '../blocks.js';
import { type PlanTextOptions, indent, signs } from './text-parts.js';
import { permissionWords, place, tellingStep, thirdPerson, whoBriefly, type Section } from './words.js';

/** Changes for outsiders that are told in a line or two each, before they are told in full. */
const mostOutsiders = 4;

interface Outside {
  readonly each: ChangeClass;
  readonly part: 'gain' | 'loss';
}

/** All changes for outsiders, and those of them that are told here. */
export function outside({ gains, losses, conditional }: Plan): { readonly all: readonly Outside[]; readonly shown: readonly Outside[] } {
  const gaining = [...gains, ...conditional.filter(({ effect }) => effect !== 'narrower')].map((each) => ({ each, part: 'gain' as const }));
  const losing = [...losses, ...conditional.filter(({ effect }) => effect === 'narrower')].map((each) => ({ each, part: 'loss' as const }));
  const all = [...gaining, ...losing].filter(({ each }) => each.circle !== 'internal');
  return { all, shown: all.length <= mostOutsiders + 1 ? all : all.slice(0, mostOutsiders) };
}

/** Who from outside gains and loses what, a line or two each, before it is told in full. */
export function outsiders(plan: Plan, options: PlanTextOptions): readonly string[] {
  const { paint, columns } = options;
  const { all, shown } = outside(plan);
  if (all.length === 0) return [];
  const lines = shown.map(({ each, part }) => {
    const text = hanging(`${signs[part]} ${outsider(each, part, plan.subjects)}`, columns, indent);
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
