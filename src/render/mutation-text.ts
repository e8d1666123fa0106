import { count, list, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { bareName, fact, hanging, placeText, type BlockStyle } from './blocks.js';
import type { MutationReport, SurvivorResult } from './mutation-report.js';
import { placeWords } from './names.js';
import { wrapped } from './width.js';

/** Groups of cells shown of one mistake before the rest is counted. */
const few = 3;

/** The mistakes that nothing notices, those that widen access first, each with the test that would catch it. */
export function mutationText(report: MutationReport, style: BlockStyle): string {
  const { survivors } = report;
  const blocks = [
    ...section(
      'WIDER  somebody would gain access, and nothing would notice',
      survivors.filter(({ widens }) => widens),
      style,
    ),
    ...section(
      'NARROWER  somebody would only lose access, and nothing would notice',
      survivors.filter(({ widens }) => !widens),
      style,
    ),
    summary(report, style),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(title: string, survivors: readonly SurvivorResult[], style: BlockStyle): readonly string[] {
  return survivors.length === 0 ? [] : [style.paint.bold(title), ...survivors.map((each, index) => survivorText(each, index + 1, style))];
}

function survivorText({ what, where, changes, cells, catching }: SurvivorResult, number: number, style: BlockStyle): string {
  const { paint, columns, all } = style;
  const shown = all ? changes : changes.slice(0, few);
  const rest = changes.length - shown.length;
  const lines = [
    paint.yellow(hanging(`${String(number)}. ${list(what.map(visible))}`, columns, '    ')),
    `    ${paint.dim(`${placeText(where)} · ${count(cells, 'cell')}`)}`,
    ...shown.flatMap(({ gains, subjects, resources, permissions }) => [
      fact(gains ? 'gain' : 'lose', subjects.map(bareName), style),
      fact('', [`${shortly(permissions, all)} on ${list(resources.map(placeWords))}`], { ...style, all: true }),
    ]),
    ...(rest > 0 ? [`    and ${count(rest, 'more group')} of cells (--all lists them)`] : []),
    ...(catching === undefined ? [] : [`    ${paint.dim('what would catch it:')}`, indented(catching)]),
  ];
  return lines.join('\n');
}

function shortly(permissions: readonly string[], all: boolean): string {
  const names = permissions.map(visible);
  return all || names.length <= few + 1 ? list(names) : `${names.slice(0, few).join(', ')} and ${thousands(names.length - few)} more`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `      ${visible(line)}`)
    .join('\n');
}

function summary(
  { mutants, tried, noticed, refused, equivalent, survivors, asOf }: MutationReport,
  { paint, columns }: BlockStyle,
): string {
  const counted = noticed + survivors.length;
  const share = counted === 0 ? 100 : Math.floor((100 * noticed) / counted);
  const wider = survivors.filter(({ widens }) => widens).length;
  const parts = [
    `${paint.bold(`${thousands(share)} % noticed`)}: ${thousands(noticed)} of ${count(counted, 'mistake')}`,
    `${thousands(wider)} of the others widen access`,
    `not counted: ${thousands(equivalent)} without effect, ${thousands(refused)} that are no valid policies`,
    tried < mutants ? `${thousands(mutants - tried)} of ${thousands(mutants)} left out (--budget)` : `all ${thousands(mutants)} were tried`,
    `as of ${asOf}`,
  ];
  return wrapped(parts.join(' · '), columns);
}
