import type { ChangeClass, Plan, Witness, WitnessEdge } from '../../plan/plan.js';
import { count, thousands } from '../../text/plural.js';
import { compareBytes } from '../../text/compare.js';
import { code, prose } from '../escape-markdown.js';
import { externalsLine, headline, people, permissionWords, risks, stateNote, surprise, verdictWords, who } from './words.js';

type Direction = 'gain' | 'loss' | 'conditional';

/** Names shown in the open; the others are folded, not cut. */
const few = 8;

/** A plan to paste into a pull request or a ticket: the verdict, the changes by risk, what ends soon, what is not judged. */
export function planMarkdown(plan: Plan): string {
  const note = stateNote(plan);
  const blocks = [
    `### ${verdictWords[plan.verdict]}: ${prose(headline(plan))}`,
    `${prose(externalsLine(plan))} · ${code(plan.base.label)} → ${code(plan.head.label)} · as of ${plan.asOf}`,
    note === undefined ? '' : `> **${prose(note)}**`,
    ...section('Gains', plan.gains, 'gain', plan),
    ...section('Losses', plan.losses, 'loss', plan),
    ...section('Conditional', plan.conditional, 'conditional', plan),
    licences(plan),
    lapses(plan),
    `**Unchanged:** ${people(plan.counts.peopleUnchanged)} and ${count(plan.counts.resourcesUnchanged, 'place')}.`,
    plan.notJudged.length === 0 ? '' : `**Not judged** (not in the policies): ${plan.notJudged.map(({ what }) => prose(what)).join('; ')}.`,
    `<sub>Digest of this change of access: ${code(plan.digest)}</sub>`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function section(title: string, classes: readonly ChangeClass[], direction: Direction, plan: Plan): readonly string[] {
  return classes.length === 0 ? [] : [`#### ${title}`, ...classes.map((each, index) => classBlock(each, index + 1, direction, plan))];
}

const verbs: Readonly<Record<Direction, string>> = { gain: 'gain', loss: 'lose', conditional: 'change' };

function classBlock(each: ChangeClass, number: number, direction: Direction, plan: Plan): string {
  const words = direction === 'gain' ? risks(each) : '';
  const reach = surprise(each);
  const lines = [
    `**${String(number)}. ${prose(who(each, plan.subjects))}**${words === '' ? '' : ` · ${words}`} ${verbs[direction]} ${codes(permissionWords(each, direction))} on ${codes(each.resources)}`,
    each.subjects.length === 1 && !(each.subjects[0] ?? '').includes(':') ? '' : names(each.subjects),
    direction === 'loss' && each.firstAccess
      ? 'They keep nothing there.'
      : direction === 'loss' && each.remaining.length > 0
        ? `They keep ${codes(each.remaining)}.`
        : '',
    each.witness === undefined ? '' : way(each.witness, direction),
    reach === undefined ? '' : `⚠️ ${prose(reach)}`,
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

function names(subjects: readonly string[]): string {
  const shown = codes(subjects.slice(0, few));
  if (subjects.length <= few) return shown;
  return `${shown} and ${thousands(subjects.length - few)} more\n\n<details><summary>all ${thousands(subjects.length)}</summary>\n\n${codes(subjects)}\n\n</details>`;
}

function way(witness: Witness, direction: Direction): string {
  const cell = `${code(witness.subject)}, ${code(witness.permission)}, ${code(witness.resource)}`;
  const because =
    witness.because === undefined
      ? []
      : [`which ${prose(witness.because.what)}:`, ...witness.because.edges.map((edge) => step(edge, direction))];
  return [
    `${direction === 'loss' ? 'How it was' : 'How'}, for ${cell}:`,
    '',
    ...witness.edges.map((edge) => step(edge, direction)),
    ...because,
  ].join('\n');
}

function step({ label, until, where, fresh }: WitnessEdge, direction: Direction): string {
  const mark = !fresh ? '' : direction === 'loss' ? ' **GONE**' : ' **NEW**';
  const place = where === undefined ? '' : ` — ${code(`${where.file}:${String(where.line)}`)}`;
  return `- ${prose(label)}${until === undefined ? '' : ` until ${until}`}${mark}${place}`;
}

function licences({ seats }: Plan): string {
  if (seats.length === 0) return '';
  const lines = seats.map(({ product, before, after, seats: bought, gained, lost }) => {
    const of = bought === undefined ? '' : ` of ${thousands(bought)} seats`;
    return `- ${code(product)}: ${thousands(before)} → ${thousands(after)}${of}${gained.length === 0 ? '' : `; new: ${codes(gained)}`}${lost.length === 0 ? '' : `; gone: ${codes(lost)}`}`;
  });
  return ['#### Licences', '', ...lines].join('\n');
}

function lapses({ lapses: ends }: Plan): string {
  if (ends.length === 0) return '';
  const lines = ends.flatMap(({ until, classes }) =>
    classes.map(
      ({ subjects, permissions, resources }) =>
        `- after ${until}: ${codes(subjects)} lose ${count(permissions.length, 'permission')} on ${codes(resources.toSorted(compareBytes))}`,
    ),
  );
  return ['#### Ends within 30 days, by date', '', ...lines].join('\n');
}
