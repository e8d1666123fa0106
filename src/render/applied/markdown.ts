import type { ApplyResult } from '../../apply/result.js';
import { count, thousands } from '../../text/plural.js';
import { code } from '../escape-markdown.js';
import { disagreementWords, endWords, factWords, nextSteps, standWords, whyNot, leftOutWords } from './words.js';

/** What came of an apply, for a comment or a summary; everything in it is whole. */
export function appliedMarkdown(result: ApplyResult): string {
  const { outcome, site, entry, checked, manual, leftAlone } = result;
  const missing = outcome.writes.flatMap((write) => {
    const why = whyNot(write, code);
    return why.length === 0 ? [] : [`- ${write.id}. ${code(write.what)} ${why.join(' ')}`];
  });
  const blocks = [
    `**${endWords[outcome.end]}**: ${standWords(result)} on ${code(site)}.`,
    section('Not there', missing),
    section(
      'By hand',
      manual.flatMap(({ number, what, clicks }) => [`${String(number)}. ${code(what)}`, ...clicks.map((each) => `   - ${code(each)}`)]),
    ),
    section(
      'Left alone',
      (leftAlone?.changed ?? []).map(({ change: { before, after } }) => {
        const fact = before ?? after;
        return `- ${fact === undefined ? '' : factWords(fact, code)}: somebody changed it since.`;
      }),
    ),
    section(
      "The site's own permission check",
      checked === undefined
        ? []
        : [
            `- asked: ${thousands(checked.asked.changed)} changed, ${count(checked.asked.sample, 'other')}; not asked: ${thousands(checked.notAsked.changed)} and ${thousands(checked.notAsked.sample)}${leftOutWords(checked.leftOut)}`,
            ...checked.disagreements.map((each) => `- ${code(each.subject)}: ${disagreementWords(each, code)}`),
          ],
    ),
    section(
      'Next',
      nextSteps(result).map((each) => `- ${each}`),
    ),
    `Entry ${String(entry.number)} of the record, ${code(entry.id.slice(0, 12))}.`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}`;
}
