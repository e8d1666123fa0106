import type {
  BrokenGuardrail,
  ChangeClass,
  MovedEnd,
  NotJudged,
  Plan,
  PlanBreach,
  PlanFix,
  SeatChange,
  Where,
  Witness,
  WitnessEdge,
} from '../../plan/plan.js';
import { compareBytes } from '../../text/compare.js';
import { count, list, thousands } from '../../text/plural.js';
import { code } from '../escape-markdown.js';
import { alike } from './alike.js';
import {
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
  risks,
  seatWords,
  stateNote,
  surprise,
  tellingStep,
  verbOf,
  verdictWords,
  weakening,
  who,
  whose,
  type Section,
} from './words.js';

/** Names shown in the open; the others are folded, not cut. */
const few = 8;

/** A plan to paste into a pull request or a ticket: the verdict, the guardrails, the changes by risk, what ends soon, what is not judged. */
export function planMarkdown(plan: Plan): string {
  const note = stateNote(plan, code);
  const blocks = [
    `### ${verdictWords[plan.verdict]}: ${headline(plan)}`,
    `${externalsLine(plan, code)} · ${guardrailsLine(plan)}\n${code(plan.base.label)} → ${code(plan.head.label)} · as of ${plan.asOf}`,
    note === undefined ? '' : `> **${note}**`,
    ...guardrails(plan),
    ...section('Gains', plan.gains, 'gain', plan),
    ...section('Losses', plan.losses, 'loss', plan),
    ...section('Conditional: it depends on the issue', plan.conditional, 'conditional', plan),
    ...listed('Licences and guests', plan.seats.map(seat)),
    ...listed(
      'Renamed: told under the new name',
      plan.renames.map(({ from, to }) => `${code(from)} is called ${code(to)} now`),
    ),
    ...listed('Last days moved: nothing changes by it today', plan.movedEnds.map(movedEnd)),
    ...listed('Ends within 30 days, by date', lapses(plan)),
    `**Unchanged:** ${people(plan.counts.peopleUnchanged)} and ${count(plan.counts.resourcesUnchanged, 'place')}.`,
    plan.notJudged.length === 0 ? '' : `**Not judged**, for it is not in the policies: ${plan.notJudged.map(blindSpot).join('; ')}.`,
    `<sub>Digest of this change of access: ${code(plan.digest)}</sub>`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

// ---- guardrails

function guardrails({ guardrails: { weakened, newlyBroken, stillBroken, endedWaivers, newlyMended } }: Plan): readonly string[] {
  return [
    ...listed(
      weakened.some(isWeaker) ? 'Guardrails weakened' : 'Guardrails changed',
      weakened.map((each) => `- ⚠️ ${weakening(each, code)}${placed(each.where)}`),
    ),
    ...brokenSection('Guardrails newly broken', newlyBroken),
    ...brokenSection('Guardrails still broken', stillBroken),
    ...listed(
      'Waivers that have ended',
      endedWaivers.map(({ name, where }) => `- ❌ ${code(name)}: remove the waiver, or agree on a new day${placed(where)}`),
    ),
    newlyMended.length === 0 ? '' : `**Guardrails mended:** ${codes(newlyMended)}`,
  ];
}

function brokenSection(title: string, all: readonly BrokenGuardrail[]): readonly string[] {
  if (all.length === 0) return [];
  return [`#### ${title}`, ...all.map((each, index) => brokenBlock(each, alike(all, index)))];
}

function brokenBlock(each: BrokenGuardrail, twin: BrokenGuardrail | undefined): string {
  const severity = each.severity === 'error' ? '' : ' (a warning)';
  const head = `❌ **${code(each.name)}**${severity}: ${breaking(each, code)}${placed(each.where)}`;
  const description = each.description === undefined ? [] : [`> ${code(oneLine(each.description))}`];
  if (twin !== undefined) return [head, ...description, `By the same cells as ${code(twin.name)}.`].join('\n\n');
  const counted =
    each.classes.length > 0
      ? []
      : each.counts.map(
          ({ resource, count: amount, subjects }) =>
            `- ${code(resource)}: ${thousands(amount)}${subjects.length === 0 ? '' : `, ${codes(subjects)}`}`,
        );
  const lines = [...each.classes.map(breach), ...counted].join('\n');
  return [head, ...description, ...(lines === '' ? [] : [folded(lines, each.classes.length, 'groups of people')]), ...fix(each.fix)].join(
    '\n\n',
  );
}

function breach({ subjects, resources, permissions, witness }: PlanBreach): string {
  const step = tellingStep(witness);
  const through = step === undefined ? '' : ` through ${code(step.label)}, **new**${placed(step.where)}`;
  return `- ${codes(subjects)} ${witness === undefined ? 'without' : 'with'} ${codes(mostTellingFirst(permissions))} on ${codes(resources)}${through}`;
}

function fix(found: PlanFix | undefined): readonly string[] {
  if (found === undefined) return [];
  const lines = found.removals.map(({ where }) => (where === undefined ? 'a line' : code(`${where.file}:${String(where.line)}`)));
  return [`**Fix:** take out ${list(lines)}; ${costOf(found)}.`];
}

// ---- who gains and loses what

function section(title: string, classes: readonly ChangeClass[], name: Section, plan: Plan): readonly string[] {
  return classes.length === 0 ? [] : [`#### ${title}`, ...classes.map((each, index) => classBlock(each, index + 1, name, plan))];
}

function classBlock(each: ChangeClass, number: number, name: Section, plan: Plan): string {
  const words = risks(each);
  const reach = surprise(each, code);
  const kept = each.firstAccess ? 'nothing there' : codes(mostTellingFirst(each.remaining));
  const facts = [
    `- **${verbOf(each, name)}:** ${permissionWords(each, code).join(', ')}`,
    `- **on:** ${codes(each.resources)}`,
    ...(each.subjects.length === 1 ? [] : [inItem(`- **who:** ${names(each.subjects)}`)]),
    ...(each.effect === 'narrower' ? [`- **keep:** ${kept}`] : []),
  ];
  const blocks = [
    `**${String(number)}. ${who(each, plan.subjects, code)}**${words === '' ? '' : ` · ${words}`}`,
    facts.join('\n'),
    each.witness === undefined ? '' : way(each.witness),
    reach === undefined ? '' : `⚠️ ${reach}`,
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** The way of one cell, step by step; the step that is new (or that goes) is marked. */
function way({ subject, permission, resource, side, edges, because }: Witness): string {
  const mark = side === 'base' ? 'GONE' : 'NEW';
  const cell = `${code(subject)}, ${code(permission)}, ${code(resource)}`;
  const steps = (some: readonly WitnessEdge[]): readonly string[] => some.map((edge) => step(edge, mark));
  const reason = because === undefined ? [] : ['', `which ${code(because.what)}:`, '', ...steps(because.edges)];
  return [`${side === 'base' ? 'How it was' : 'How'}, for ${cell}:`, '', ...steps(edges), ...reason].join('\n');
}

function step({ label, until, where, fresh }: WitnessEdge, mark: string): string {
  return `- ${code(label)}${until === undefined ? '' : ` until ${until}`}${fresh ? ` **${mark}**` : ''}${placed(where)}`;
}

// ---- licences and last days

function seat(each: SeatChange): string {
  const of = each.seats === undefined ? '' : ` of ${count(each.seats, 'seat')}`;
  const gained = each.gained.length === 0 ? '' : `; new: ${names(each.gained)}`;
  const lost = each.lost.length === 0 ? '' : `; gone: ${names(each.lost)}`;
  return inItem(`- ${code(seatWords(each))}: ${thousands(each.before)} → ${thousands(each.after)}${of}${gained}${lost}`);
}

function movedEnd(each: MovedEnd): string {
  return `- ${code(each.what)}: ${moved(each)}${placed(each.where)}`;
}

function lapses(plan: Plan): readonly string[] {
  return plan.lapses.flatMap(({ until, classes }) =>
    classes.map((each) => {
      const what = each.firstAccess ? 'all access to' : `${codes(each.permissions.map(({ permission }) => permission))} on`;
      const verb = each.subjects.length === 1 ? 'loses' : 'lose';
      return `- after ${until}: ${codes(each.subjects)}${whose(each, code)} ${verb} ${what} ${codes(each.resources.toSorted(compareBytes))}`;
    }),
  );
}

function blindSpot({ what, names: named }: NotJudged): string {
  return named.length === 0 ? what : `${what}: ${names(named)}`;
}

// ---- lists

function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** All names: a few in the open, many with the whole list folded below. */
function names(subjects: readonly string[]): string {
  if (subjects.length <= few) return codes(subjects);
  const shown = codes(subjects.slice(0, few));
  const all = `<details><summary>all ${thousands(subjects.length)}</summary>\n\n${codes(subjects)}\n\n</details>`;
  return `${shown} and ${thousands(subjects.length - few)} more\n\n${all}`;
}

/** What has several blocks and still belongs to one item of a list. */
function inItem(text: string): string {
  return text.replace(/\n(?=[^\n])/g, '\n  ');
}

function folded(lines: string, amount: number, what: string): string {
  return amount <= few ? lines : `<details><summary>${thousands(amount)} ${what}</summary>\n\n${lines}\n\n</details>`;
}

/** A list under a heading; one with many entries is folded. */
function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`#### ${title}`, folded(lines.join('\n'), lines.length, 'entries')];
}

function placed(where: Where | undefined): string {
  return where === undefined ? '' : ` — ${code(`${where.file}:${String(where.line)}`)}`;
}
