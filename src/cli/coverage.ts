import { coverageOf, type LineCoverage } from '../check/coverage.js';
import { describeEdit } from '../edit/describe-edit.js';
import { editable } from '../editable.js';
import { locate, type Compiled } from '../pipeline.js';
import { coverageJson } from '../render/coverage-json.js';
import type { CoverageReport, CoverageShare } from '../render/coverage-report.js';
import { coverageText } from '../render/coverage-text.js';
import { compareBytes } from '../text/compare.js';
import { thousands } from '../text/plural.js';
import { isSet, type Call } from './call.js';

/** `permafrost test --coverage`: which lines could be lost or misused unnoticed. Exit code 0 whatever is found: it is a measure. */
export async function coverage(call: Call, compiled: Compiled): Promise<number> {
  const { subject, edited } = editable(compiled);
  const found = await coverageOf(subject, edited, (done, all) => {
    call.talk.step(`Looking at line ${thousands(done + 1)} of ${thousands(all)}`);
  });
  const report = await located(compiled, found);
  const { style } = call.output;
  await call.output.write(
    call.flags.format === 'json' ? coverageJson(report) : coverageText(report, { ...style, all: isSet(call, 'all') }),
  );
  return 0;
}

async function located({ tree, documents, asOf }: Compiled, found: readonly LineCoverage[]): Promise<CoverageReport> {
  const unwatched = found.filter(({ loss, misuse }) => loss === 'unnoticed' || misuse === 'unnoticed');
  const position = await locate(
    tree,
    unwatched.map(({ line }) => line.at),
  );
  const written = documents.map(({ document }) => document);
  const uncovered = unwatched.map(({ line, loss, misuse, strangers }) => {
    const { file, line: number, column } = position(line.at);
    return {
      kind: line.kind,
      what: describeEdit({ op: 'remove', at: line.at }, written, position)
        .replace(/^remove /, '')
        .replace(/ \([^()]*:\d+\)$/, ''),
      file,
      line: number,
      column,
      loss: loss === 'unnoticed',
      misuse: misuse === 'unnoticed',
      strangers,
    };
  });
  return {
    version: 1,
    asOf,
    lines: found.length,
    loss: shareOf(found.map(({ loss }) => loss)),
    misuse: shareOf(found.map(({ misuse }) => misuse)),
    uncovered: uncovered.sort((a, b) => compareBytes(a.file, b.file) || a.line - b.line || a.column - b.column),
  };
}

function shareOf(notices: readonly LineCoverage['loss'][]): CoverageShare {
  const counted = notices.filter((notice) => notice !== 'nothing');
  const noticed = counted.filter((notice) => notice === 'noticed').length;
  return { lines: counted.length, noticed, percent: counted.length === 0 ? 100 : Math.floor((100 * noticed) / counted.length) };
}
