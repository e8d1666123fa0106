import { count, list, thousands } from '../../text/plural.js';
import type { MovedEnd, NotJudged, Plan, SeatChange } from '../../plan/plan.js';
import { brief, link } from '../escape-markdown.js';
import { bytesOf, commentRoom, fitted, type Item, type Section } from '../markdown-room.js';
import { webAddress } from '../source-address.js';
import { needsLine } from './approval-words.js';
import { byPeople } from './by-people.js';
import { approvalSection } from './markdown-approvals.js';
import { changes, outsiders } from './markdown-classes.js';
import { guardrailSections } from './markdown-guardrails.js';
import { hunkSection } from './markdown-hunks.js';
import { togetherSection } from './markdown-together.js';
import { Page, aFew, inItem, names, withLinks } from './markdown-page.js';
import type { PlanReport } from './report.js';
import { externalsLine, guardrailsLine, headline, moved, people, seatWords, stateNote, verdictWords, whose } from './words.js';

/** Kept free for the last lines, whatever they say. */
const tailRoom = 4500;

/**
 * A plan for a comment on a pull request: the verdict, who from outside is concerned, the guardrails, who must approve, the changes by risk,
 * and folded below the lines themselves. It has at most `room` bytes whatever is planned: what there is no room for is counted.
 */
export function planMarkdown(report: PlanReport, room = commentRoom): string {
  const page = new Page(report);
  const { plan } = report;
  const head = headOf(plan);
  const told = fitted(sections(plan, page), room - bytesOf(head) - tailRoom - (page.files.length === 0 ? 0 : hunkRoom) - 4);
  const { section, numbers } = hunkSection(page);
  const lines = fitted([section], room - bytesOf(head) - bytesOf(told.text) - tailRoom - 6);
  const shown = numbers(section.items.length - lines.missing);
  const blocks = [head, told.text, tailOf(report, [...told.left, ...lines.left]), lines.text];
  return withLinks(`${blocks.filter((block) => block !== '').join('\n\n')}\n`, new Set(shown));
}

/** What the lines can count on. */
const hunkRoom = 6000;

function headOf(plan: Plan): string {
  const note = stateNote(plan, brief);
  const parts = [externalsLine(plan, brief), guardrailsLine(plan), needsLine(plan, brief)];
  return [
    `### ${verdictWords[plan.verdict]}: ${headline(plan)}`,
    parts.map((part) => part.replace(/^[^:]+:/, '**$&**')).join(' · '),
    `${brief(plan.base.label)} → ${brief(plan.head.label)} · as of ${plan.asOf}`,
    ...(note === undefined ? [] : [`> **${note}**`]),
  ].join('\n\n');
}

function sections(plan: Plan, page: Page): readonly Section[] {
  return [
    outsiders(plan, page),
    ...guardrailSections(plan.guardrails, page),
    approvalSection(plan),
    togetherSection(plan.together),
    changes('Gains', plan.gains, { part: 'gain', least: 6000 }, plan, page),
    changes('Losses', plan.losses, { part: 'loss', least: 4000 }, plan, page),
    changes('Conditional: it depends on the issue', plan.conditional, { part: 'conditional', least: 3000 }, plan, page),
    listed(
      'Licences and guests',
      plan.seats.map((each) => [() => seat(each, names), () => seat(each, (all) => aFew(all, 2))]),
    ),
    listed(
      'Renamed: told under the new name',
      plan.renames.map(({ from, to }) => [() => `- ${brief(from)} is called ${brief(to)} now`]),
    ),
    listed(
      'Last days moved: nothing changes by it today',
      plan.movedEnds.map((each) => [() => movedEnd(each, page)]),
    ),
    listed('Ends within 30 days, by date', lapses(plan)),
  ];
}

/** A list under a heading; of one with many entries most are folded. */
function listed(heading: string, items: readonly (readonly (() => string)[])[]): Section {
  return {
    name: heading.replace(/[:,].*/, ''),
    heading: `#### ${heading}`,
    items: items.map((renditions): Item => ({ renditions, isGrave: false })),
    least: 1600,
    open: 8,
    between: '\n',
    rest: (from) => `… and ${thousands(items.length - from)} more.`,
  };
}

function seat(each: SeatChange, shown: (all: readonly string[]) => string): string {
  const of = each.seats === undefined ? '' : ` of ${count(each.seats, 'seat')}`;
  const gained = each.gained.length === 0 ? '' : `; new: ${shown(each.gained)}`;
  // What is folded ends its paragraph: nothing can stand behind it on the line.
  const lost = each.lost.length === 0 ? '' : `${gained.includes('\n') ? '\n\n' : '; '}gone: ${shown(each.lost)}`;
  return inItem(`- ${brief(seatWords(each))}: ${thousands(each.before)} → ${thousands(each.after)}${of}${gained}${lost}`);
}

function movedEnd(each: MovedEnd, page: Page): string {
  return `- ${brief(each.what)}: ${moved(each)}${page.changed(each.where)}`;
}

/** What ends on one day, for the same people at once: what ends is no news, only when. */
export function lapses(plan: Plan): readonly (readonly (() => string)[])[] {
  return plan.lapses.flatMap(({ until, classes }) =>
    byPeople(classes).map(({ first, gone, kept, rights }) => {
      const { subjects } = first;
      const told = (most: number) => (): string => {
        const what = [
          ...(gone.length === 0 ? [] : [`all access to ${aFew(gone, most)}`]),
          ...(kept.length === 0 ? [] : [`${count(rights, 'right')} on ${aFew(kept, most)}`]),
        ];
        return `- after ${until}: ${aFew(subjects, most)}${whose(first, brief)} ${subjects.length === 1 ? 'loses' : 'lose'} ${list(what)}`;
      };
      return [told(8), told(1)];
    }),
  );
}

function tailOf({ plan, whole }: PlanReport, left: readonly string[]): string {
  const spots = plan.notJudged.slice(0, 12).map(blindSpot);
  const where = [...(whole === undefined ? [] : [wholeWords(whole)]), '`permafrost plan --format json`'].join(', or ');
  return [
    `**Unchanged:** ${people(plan.counts.peopleUnchanged)} and ${count(plan.counts.resourcesUnchanged, 'place')}.`,
    ...(spots.length === 0 ? [] : [`**Not judged**, for it is not in the policies: ${spots.join('; ')}.`]),
    ...(left.length === 0 ? [] : [`**Left out, since there is no more room in a comment:** ${list(left)}. The whole: ${where}.`]),
    `<sub>Digest of this change of access: ${brief(plan.digest)}${left.length === 0 ? `. The whole, every list unfolded: ${where}.` : ''}</sub>`,
  ].join('\n\n');
}

function wholeWords(whole: string): string {
  const address = webAddress(whole);
  return address === undefined || address.length > 500 ? brief(whole) : link('the whole plan', address);
}

function blindSpot({ what, names: named }: NotJudged): string {
  return named.length === 0 ? what : `${what}: ${aFew(named, 1)}`;
}
