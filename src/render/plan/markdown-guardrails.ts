import type { BrokenGuardrail, PlanBreach, PlanFix, PlanGuardrails, WeakenedGuardrail } from '../../plan/plan.js';
import { count, list, thousands } from '../../text/plural.js';
import { brief } from '../escape-markdown.js';
import type { Item, Section } from '../markdown-room.js';
import { twinOf } from '../same-cells.js';
import { aFew, codes, type Page } from './markdown-page.js';
import { breaking, costOf, isWeaker, mostTellingFirst, oneLine, tellingStep, weakening } from './words.js';

/** Groups of people shown of one guardrail before the rest is counted. */
const few = 3;

/** What the change means for the guardrails, the worst first. */
export function guardrailSections(
  { weakened, newlyBroken, stillBroken, endedWaivers, newlyMended }: PlanGuardrails,
  page: Page,
): readonly Section[] {
  const rest = (amount: number) => (from: number) => `… and ${count(amount - from, 'more of them', 'more of them')}.`;
  const section = (name: string, items: readonly Item[], least: number, between: '\n' | '\n\n' = '\n\n'): Section => ({
    name,
    heading: `#### ${name}`,
    items,
    least,
    open: 10,
    between,
    rest: rest(items.length),
  });
  return [
    section(
      weakened.some(isWeaker) ? 'Guardrails weakened' : 'Guardrails changed',
      weakened.map((each) => weaker(each, page)),
      2500,
      '\n',
    ),
    section('Guardrails newly broken', broken(newlyBroken, page), 5000),
    section('Guardrails still broken', broken(stillBroken, page), 2500),
    section(
      'Waivers that have ended',
      endedWaivers.map(({ name, where }) => ({
        isGrave: true,
        renditions: [() => `- ❌ ${brief(name)}: remove the waiver, or agree on a new day${page.placed(where)}`],
      })),
      1200,
      '\n',
    ),
    section(
      'Guardrails mended',
      newlyMended.length === 0 ? [] : [{ isGrave: false, renditions: [() => codes(newlyMended), () => aFew(newlyMended, 2)] }],
      1800,
    ),
  ];
}

function weaker(each: WeakenedGuardrail, page: Page): Item {
  const line = (shown: WeakenedGuardrail): string => `- ⚠️ ${weakening(shown, brief)}${page.changed(each.where, each.side)}`;
  const more = each.waivers.length - 1;
  return {
    isGrave: isWeaker(each),
    renditions: [
      () => line(each),
      () => `${line({ ...each, waivers: each.waivers.slice(0, 1) })}${more > 0 ? ` And ${count(more, 'more waiver')} like it.` : ''}`,
    ],
  };
}

function broken(all: readonly BrokenGuardrail[], page: Page): readonly Item[] {
  return all.map((each, index) => {
    const twin = twinOf(all, index);
    return {
      isGrave: true,
      renditions: [
        () => block(each, twin, page, each.classes.length <= few + 1 ? each.classes.length : few),
        () => block(each, twin, page, 1),
        () => head(each, page),
      ],
    };
  });
}

function head(each: BrokenGuardrail, page: Page): string {
  const severity = each.severity === 'error' ? '' : ' (a warning)';
  return `❌ **${brief(each.name)}**${severity}: ${breaking(each, brief)}${page.placed(each.where)}`;
}

function block(each: BrokenGuardrail, twin: BrokenGuardrail | undefined, page: Page, shown: number): string {
  const description = each.description === undefined ? [] : [`> ${brief(oneLine(each.description))}`];
  if (twin !== undefined) return [head(each, page), ...description, `By the same cells as ${brief(twin.name)}.`].join('\n\n');
  const counts = each.classes.length > 0 ? [] : each.counts;
  const lines = [
    ...each.classes.slice(0, shown).map((one) => breach(one, page)),
    ...(each.classes.length > shown ? [`- and ${count(each.classes.length - shown, 'more group')} of people`] : []),
    ...counts
      .slice(0, 4)
      .map(
        ({ resource, count: amount, subjects }) =>
          `- ${brief(resource)}: ${thousands(amount)}${subjects.length === 0 ? '' : `, ${aFew(subjects, 3)}`}`,
      ),
    ...(counts.length > 4 ? [`- and ${count(counts.length - 4, 'more place')}`] : []),
  ];
  return [head(each, page), ...description, lines.join('\n'), ...fix(each.fix, page)].filter((text) => text !== '').join('\n\n');
}

function breach({ subjects, resources, permissions, witness }: PlanBreach, page: Page): string {
  const step = tellingStep(witness);
  const through = step === undefined ? '' : ` through ${brief(step.label)}, **new**${page.changed(step.where, witness?.side)}`;
  return `- ${aFew(subjects, 4)} ${witness === undefined ? 'without' : 'with'} ${aFew(mostTellingFirst(permissions), 6)} on ${aFew(resources, 4)}${through}`;
}

function fix(found: PlanFix | undefined, page: Page): readonly string[] {
  if (found === undefined) return [];
  const lines = found.removals.slice(0, 6).map(({ where }) => (where === undefined ? 'a line' : page.place(where)));
  const rest = found.removals.length - lines.length;
  return [`**Fix:** take out ${list(rest > 0 ? [...lines, `${thousands(rest)} more`] : lines)}; ${costOf(found)}.`];
}
