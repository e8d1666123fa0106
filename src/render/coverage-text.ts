import { count, list, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { placeText, type BlockStyle } from './blocks.js';
import type { CoverageReport, CoverageShare, UncoveredLine } from './coverage-report.js';
import { wrapped } from './width.js';

/** The lines that nothing watches, file by file, then the shares. */
export function coverageText(report: CoverageReport, style: BlockStyle): string {
  const { lines, loss, misuse, uncovered, asOf } = report;
  const blocks = [
    ...uncovered.map((each) => lineText(each, style)),
    `${uncovered.length === 0 ? '' : '\n'}${style.paint.bold(wrapped(`${count(lines, 'line')} that give access, as of ${asOf}`, style.columns))}`,
    share('loss', loss),
    share('misuse', misuse),
  ];
  return `${blocks.join('\n')}\n`;
}

function lineText(each: UncoveredLine, { paint, columns }: BlockStyle): string {
  const unnoticed = [
    ...(each.loss ? ['its loss'] : []),
    ...(each.misuse ? [`its misuse by ${list(each.strangers.map(visible), 'or')}`] : []),
  ];
  return [
    `${paint.bold(placeText(each))} ${paint.dim(each.kind)}`,
    wrapped(visible(each.what), columns, '  '),
    paint.yellow(wrapped(`unnoticed: ${unnoticed.join(', ')}`, columns, '  ')),
  ].join('\n');
}

function share(word: string, { lines, noticed, percent }: CoverageShare): string {
  return `${word.padEnd(8)}${String(percent).padStart(3)} % noticed (${thousands(noticed)} of ${thousands(lines)})`;
}
