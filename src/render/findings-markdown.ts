import { count, list } from '../text/plural.js';
import { brief, code as codeOf, link } from './escape-markdown.js';
import { tally, type FindingsReport, type LocatedFinding } from './findings-report.js';
import { commentRoom, fitted, type Item, type Section } from './markdown-room.js';
import { sourceAddress } from './source-address.js';

/** Bytes kept free for the first and the last line. */
const frame = 1000;

/** Findings for a comment or a job summary, errors first; of at most so many bytes, the others counted. */
export function findingsMarkdown(report: FindingsReport, sourceUrl?: string, room = commentRoom): string {
  const { errors, warnings, files } = tally(report);
  const parts = [...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])];
  const head = parts.length === 0 ? '### Policies: nothing is wrong' : `### Policies: ${list(parts)} in ${count(files, 'file')}`;
  const sections = (['error', 'warning'] as const).map((severity) => findingsSection(report.findings, severity, sourceUrl));
  const { text, left } = fitted(sections, room - frame);
  const rest =
    left.length === 0 ? '' : `**Left out, since there is no more room:** ${list(left)}. The whole: \`permafrost validate --all\`.`;
  return `${[head, text, rest].filter((block) => block !== '').join('\n\n')}\n`;
}

/** Findings of one severity, as a list. */
export function findingsSection(
  findings: readonly LocatedFinding[],
  severity: 'error' | 'warning',
  sourceUrl: string | undefined,
): Section {
  const those = findings.filter((finding) => finding.severity === severity);
  const name = severity === 'error' ? 'Errors' : 'Warnings';
  return {
    name,
    heading: `#### ${name}`,
    items: those.map((finding): Item => ({
      isGrave: false,
      renditions: [() => findingItem(finding, sourceUrl, true), () => findingItem(finding, sourceUrl, false)],
    })),
    least: 8000,
    open: 20,
    between: '\n',
    rest: (from) => `… and ${count(those.length - from, `more ${severity}`)}.`,
  };
}

function findingItem(
  { code, severity, message, hint, file, line, column }: LocatedFinding,
  sourceUrl: string | undefined,
  hints: boolean,
): string {
  const place = brief(`${file}:${String(line)}:${String(column)}`);
  const address = sourceUrl === undefined ? undefined : sourceAddress(sourceUrl, { file, line });
  const where = address === undefined || address.length > 500 ? place : link(place, address);
  const head = `- ${severity === 'error' ? '❌' : '⚠️'} ${where} ${brief(code)}: ${whole(message)}`;
  return hint === undefined || !hints ? head : `${head}\n  ${whole(hint)}`;
}

/** A sentence is not shortened as a name is, unless it is very long. */
function whole(sentence: string): string {
  return sentence.length <= 600 ? codeOf(sentence) : brief(sentence);
}
