import type { Checked } from '../../apply/checked.js';
import type { Outcome } from '../../apply/outcome.js';
import type { ApplyResult } from '../../apply/result.js';
import { count, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { hanging, type BlockStyle } from '../blocks.js';
import { disagreementWords, endWords, factWords, nextSteps, standWords, whyNot, leftOutWords } from './words.js';

/** Writes that were merely not come to, shown before they are counted. */
const few = 10;

/** What came of an apply, for the terminal: how far it came, then everything that does not stand, and how to go on. */
export function appliedText(result: ApplyResult, style: BlockStyle): string {
  const { outcome, site, entry, checked } = result;
  const { bold } = style.paint;
  const line = (text: string): string => hanging(`  ${text}`, style.columns, '    ');
  const untried = outcome.writes.filter((write) => write.type === 'not-tried' && write.trouble === undefined);
  const isFolded = !style.all && untried.length > few;
  const missing = outcome.writes.flatMap((write) => {
    if (isFolded && untried.includes(write)) return [];
    const [first, ...more] = whyNot(write, visible);
    return first === undefined ? [] : [line(`${write.id}. ${visible(write.what)} ${first}`), ...more.map((each) => line(`  ${each}`))];
  });
  const blocks = [
    hanging(`${bold(colourOf(outcome, style)(endWords[outcome.end]))}  ${standWords(result)} on ${visible(site)}`, style.columns, '  '),
    section(
      'NOT THERE',
      isFolded
        ? [...missing, line(`${count(untried.length, 'more write')}, from ${untried[0]?.id ?? ''} on: not tried (--all lists them)`)]
        : missing,
      style,
    ),
    section(
      'BY HAND',
      result.manual.flatMap(({ number, what, clicks }) => [
        line(`${String(number)}. ${visible(what)}`),
        ...clicks.map((each) => hanging(`     - ${visible(each)}`, style.columns, '       ')),
      ]),
      style,
    ),
    section('LEFT ALONE', leftAlone(result).map(line), style),
    section("ASKED OF THE SITE'S OWN PERMISSION CHECK", checked === undefined ? [] : checkedLines(checked, line), style),
    section('NEXT', nextSteps(result).map(line), style),
    style.paint.dim(`Entry ${String(entry.number)} of the record (${entry.id.slice(0, 12)}); "permafrost log" lists them.`),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function colourOf({ end }: Outcome, { paint }: BlockStyle): (text: string) => string {
  if (end === 'done') return paint.green;
  return end === 'waiting' || end === 'stopped' ? paint.yellow : paint.red;
}

function section(title: string, lines: readonly string[], { paint }: BlockStyle): string {
  return lines.length === 0 ? '' : [paint.bold(title), ...lines].join('\n');
}

function leftAlone({ leftAlone: left }: ApplyResult): readonly string[] {
  if (left === undefined) return [];
  const changed = left.changed.map(({ change: { before, after }, found }) => {
    const fact = before ?? after;
    const what = fact === undefined ? '' : factWords(fact, visible);
    return `${what}: somebody changed it since${found === undefined ? '; it is gone' : `, to ${factWords(found, visible)}`}.`;
  });
  return [
    ...changed,
    ...(left.back.length === 0
      ? []
      : [`${count(left.back.length, 'change')} ${left.back.length === 1 ? 'is' : 'are'} taken back already.`]),
  ];
}

/** By person. */
function checkedLines({ asked, notAsked, leftOut, disagreements, stopped }: Checked, line: (text: string) => string): readonly string[] {
  const people = [...new Set(disagreements.map(({ subject }) => subject))];
  return [
    line(
      `Asked about ${count(asked.changed, 'right')} that changed and a sample of ${count(asked.sample, 'other')}; could not be asked: ${thousands(notAsked.changed)} that changed, ${count(notAsked.sample, 'other')}${leftOutWords(leftOut)}. ${disagreements.length === 0 ? (asked.changed + asked.sample === 0 ? 'Nothing could be asked.' : 'It agrees.') : `It differs in ${count(disagreements.length, 'right')}.`}`,
    ),
    ...(stopped === undefined ? [] : [line(visible(stopped))]),
    ...people.flatMap((person) => [
      line(`x ${visible(person)}`),
      ...disagreements
        .filter(({ subject }) => subject === person)
        .flatMap((each) => [
          line(`  ${disagreementWords(each, visible)}`),
          ...(each.way ?? []).map((step) => line(`    → ${visible(step)}`)),
        ]),
    ]),
  ];
}
