import { count, list, thousands } from '../text/plural.js';
import { amountWords, limitWords } from './counted.js';
import { brief, link } from './escape-markdown.js';
import { findingsSection } from './findings-markdown.js';
import { commentRoom, fitted, type Item, type Section } from './markdown-room.js';
import { sourceAddress } from './source-address.js';
import { isFailed, type BreachGroup, type FailureGroup, type GuardrailResult, type TestOutcome, type TestReport } from './test-report.js';
import type { Step, Where } from './why-report.js';

/** Bytes kept free for the first and the last line. */
const frame = 1500;

/** Names shown before the rest is counted. */
const few = 5;

/** Groups of cells shown of one guardrail or test before the rest is counted. */
const fewGroups = 3;

/** What `test` found, for a comment or a job summary: of at most so many bytes, the others counted. */
export function testMarkdown(report: TestReport, sourceUrl?: string, room = commentRoom): string {
  const { guardrails, tests, findings } = report;
  const broken = guardrails.filter(({ ok }) => !ok);
  const failed = tests.filter(({ ok }) => !ok);
  const verdict = isFailed(report) ? 'FAILED' : broken.length + findings.length > 0 ? 'passed, with warnings' : 'passed';
  const parts = [
    `${count(guardrails.length - broken.length, 'guardrail')} kept`,
    ...(broken.length > 0 ? [`**${thousands(broken.length)} broken**`] : []),
    `${count(tests.length - failed.length, 'test')} passed`,
    ...(failed.length > 0 ? [`**${thousands(failed.length)} failed**`] : []),
  ];
  const head = `### Guardrails and tests: ${verdict}\n\n${parts.join(' · ')} · as of ${report.asOf}`;
  const linked = (where: Where): string => placeOf(where, sourceUrl);
  const sections = [
    section(
      'Guardrails broken',
      broken.map((each) => item((groups) => guardrailBlock(each, groups, linked))),
      12_000,
    ),
    section(
      'Tests failed',
      failed.map((each) => item((groups) => testBlock(each, groups, linked))),
      12_000,
    ),
    findingsSection(findings, 'error', sourceUrl),
    findingsSection(findings, 'warning', sourceUrl),
  ];
  const { text, left } = fitted(sections, room - frame);
  const rest = left.length === 0 ? '' : `**Left out, since there is no more room:** ${list(left)}. The whole: \`permafrost test --all\`.`;
  return `${[head, text, rest].filter((block) => block !== '').join('\n\n')}\n`;
}

function item(told: (groups: number) => string): Item {
  return { isGrave: false, renditions: [() => told(fewGroups), () => told(1), () => told(0)] };
}

function section(name: string, items: readonly Item[], least: number): Section {
  const rest = (from: number): string => `… and ${count(items.length - from, 'more of them', 'more of them')}.`;
  return { name, heading: `#### ${name}`, items, least, open: 20, between: '\n\n', rest };
}

type Linked = (where: Where) => string;

function guardrailBlock(
  { name, description, severity, cells, where, classes, counts, fix }: GuardrailResult,
  groups: number,
  linked: Linked,
): string {
  const told =
    groups === 0 ? [] : counts.slice(0, few).map((each) => `- ${brief(each.resource)}: ${amountWords(each, brief)}; ${limitWords(each)}`);
  return [
    `❌ **${brief(name)}**${severity === 'error' ? '' : ' (a warning)'}: ${count(cells, 'cell')} — ${linked(where)}`,
    ...(description === undefined || groups === 0 ? [] : [`> ${brief(description.replace(/\s+/g, ' ').trim())}`]),
    [
      ...(counts.length === 0 ? listOf(classes, groups, (each) => breach(each, linked)) : told),
      ...more(counts.length - told.length, groups, 'more place'),
    ].join('\n'),
    ...(fix === undefined || groups === 0
      ? []
      : [
          `**Fix:** ${fix.edits
            .slice(0, few)
            .map(({ what, where: at }) => `${brief(what)} — ${linked(at)}`)
            .join(
              '; ',
            )}${fix.edits.length > few ? ` and ${count(fix.edits.length - few, 'more edit')}` : ''}${fix.alsoLost.losing.length === 0 ? '; nobody loses anything else' : `; ${count(fix.alsoLost.losing.length, 'other')} lose access besides`}`,
        ]),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function testBlock({ name, where, failed, groups: alike }: TestOutcome, groups: number, linked: Linked): string {
  return [
    `❌ **${brief(name)}**: ${count(failed, 'cell')} not as expected — ${linked(where)}`,
    listOf(alike, groups, (each) => failure(each, linked)).join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function listOf<T>(all: readonly T[], groups: number, told: (each: T) => string): readonly string[] {
  const shown = all.slice(0, groups);
  return [...shown.map(told), ...more(all.length - shown.length, groups, 'more group')];
}

function more(amount: number, groups: number, words: string): readonly string[] {
  return amount <= 0 || groups === 0 ? [] : [`- and ${count(amount, words)}`];
}

function breach({ subjects, resources, permissions, witness }: BreachGroup, linked: Linked): string {
  return `- ${aFew(subjects)} ${witness.verdict === '-' ? 'without' : 'with'} ${aFew(permissions)} on ${aFew(resources)}${way(witness.path, linked)}`;
}

function failure({ subjects, resources, permissions, expected, got, where, witness }: FailureGroup, linked: Linked): string {
  const words = (verdict: string): string => (verdict === '-' ? 'nothing' : brief(verdict));
  return `- ${aFew(subjects)}, ${aFew(permissions)} on ${aFew(resources)}: expected ${words(expected)}, got ${words(got)} — ${linked(where)}${way(witness.path, linked)}`;
}

function way(path: readonly Step[], linked: Linked): string {
  if (path.length === 0) return '';
  const steps = path.slice(0, 12).map(({ what, where }) => `${brief(what)}${where === undefined ? '' : ` — ${linked(where)}`}`);
  const rest = path.length - steps.length;
  return `\n${[...steps, ...(rest > 0 ? [`and ${count(rest, 'more step')}`] : [])].map((step) => `  - ${step}`).join('\n')}`;
}

function aFew(names: readonly string[]): string {
  if (names.length <= few + 1) return list(names.map(brief));
  return `${names.slice(0, few).map(brief).join(', ')} and ${thousands(names.length - few)} more`;
}

function placeOf(where: Where, sourceUrl: string | undefined): string {
  const shown = brief(`${where.file}:${String(where.line)}`);
  const address = sourceUrl === undefined ? undefined : sourceAddress(sourceUrl, where);
  return address === undefined || address.length > 500 ? shown : link(shown, address);
}
