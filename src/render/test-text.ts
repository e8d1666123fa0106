import { count, list, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { bareName, fact, hanging, placeText, some, stepLines, type BlockStyle } from './blocks.js';
import { amountWords, limitWords } from './counted.js';
import type { LocatedFinding } from './findings-report.js';
import { placeWords, verdictWords } from './names.js';
import { twinOf } from './same-cells.js';
import type { FailureGroup, FixResult, GuardrailResult, TestOutcome, TestReport, WitnessResult } from './test-report.js';
import { wrapped } from './width.js';

/** Groups of cells shown of one guardrail or test before the rest is counted. */
const few = 3;

/** What is broken, with its path and its fix, then what fails, and a line that sums it up. */
export function testReportText(report: TestReport, style: BlockStyle): string {
  const { guardrails, tests, findings } = report;
  const blocks = [
    ...brokenOnes(guardrails, style),
    ...tests.filter(({ ok }) => !ok).map((each) => testText(each, style)),
    ...findings.map((each) => findingText(each, style)),
    summary(report, style),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Guardrails broken by the same cells are told once. */
function brokenOnes(guardrails: readonly GuardrailResult[], style: BlockStyle): readonly string[] {
  const broken = guardrails.filter(({ ok }) => !ok);
  return broken.map((each, index) => {
    const twin = twinOf(broken, index);
    if (twin === undefined || style.all) return guardrailText(each, style);
    return `${headOf(each, style).join('\n')}\n    ${style.paint.dim(wrapped(`by the same cells as ${visible(twin.name)}`, style.columns, '    ').trimStart())}`;
  });
}

function summary({ guardrails, tests, findings, asOf }: TestReport, { paint, columns }: BlockStyle): string {
  const broken = guardrails.filter(({ ok }) => !ok).length;
  const failed = tests.filter(({ ok }) => !ok).length;
  const checked = tests.reduce((sum, each) => sum + each.checked, 0);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const parts = [
    `${count(guardrails.length, 'guardrail')}${broken === 0 ? inOrder(guardrails.length, 'holds', 'hold', paint) : `: ${thousands(guardrails.length - broken)} hold, ${paint.red(`${thousands(broken)} broken`)}`}`,
    `${count(tests.length, 'test')}${tests.length === 0 ? '' : ` over ${count(checked, 'cell')}`}${failed === 0 ? inOrder(tests.length, 'passes', 'pass', paint) : `: ${thousands(tests.length - failed)} pass, ${paint.red(`${thousands(failed)} ${failed === 1 ? 'fails' : 'fail'}`)}`}`,
    ...(errors > 0 ? [paint.red(count(errors, 'error'))] : []),
    ...(findings.length > errors ? [paint.yellow(count(findings.length - errors, 'warning'))] : []),
    `as of ${asOf}`,
  ];
  return wrapped(parts.join(' · '), columns);
}

/** Nothing of none: where nothing is judged, "all hold" would say too much. */
function inOrder(amount: number, one: string, many: string, paint: BlockStyle['paint']): string {
  return amount === 0 ? '' : `: ${paint.green(amount === 1 ? one : `all ${many}`)}`;
}

export function guardrailText(each: GuardrailResult, style: BlockStyle): string {
  const { all } = style;
  const shown = all ? each.classes : each.classes.slice(0, few);
  const rest = each.classes.length - shown.length;
  const lines = [
    ...headOf(each, style),
    ...(each.description === undefined ? [] : [wrapped(visible(each.description), style.columns, '    ')]),
    ...each.counts.flatMap(({ resource, subjects }) =>
      all || each.counts.length <= few ? [fact('on', [`${placeWords(resource)}: ${names(subjects)}`], style)] : [],
    ),
    ...shown.flatMap(({ subjects, permissions, resources, witness }) => [
      fact('who', subjects.map(bareName), style),
      fact(witness.verdict === '-' ? 'lacks' : 'has', permissions.map(visible), style),
      fact('on', resources.map(placeWords), style),
      ...witnessLines(witness, style),
    ]),
    ...(rest > 0 ? [`    and ${count(rest, 'more group')} of cells (--all lists them)`] : []),
    each.fix === undefined ? fact('fix', ['none was found that takes out at most three lines'], style) : fixText(each.fix, style),
  ];
  return lines.join('\n');
}

function headOf(each: GuardrailResult, { paint, columns }: BlockStyle): readonly string[] {
  const severity = each.severity === 'error' ? '' : ' (warning)';
  return [
    paint.red(hanging(`x ${visible(each.name)}${severity}: ${breaking(each)}`, columns, '    ')),
    `    ${paint.dim(placeText(each.where))}`,
  ];
}

function names(subjects: readonly string[]): string {
  return subjects.length === 0 ? 'nobody' : list(subjects.map(bareName));
}

/** How a guardrail is broken, in a sentence. */
function breaking({ cells, people, counts, classes }: GuardrailResult): string {
  const [first] = counts;
  if (first !== undefined) {
    const others = counts.length > 1 ? ` (and ${count(counts.length - 1, 'other place')})` : '';
    return `${placeWords(first.resource)} has ${amountWords(first, bareName)}; ${limitWords(first)}${others}`;
  }
  if (cells === 0) return 'it matches nothing, so it cannot hold';
  const missing = classes[0]?.witness.verdict === '-';
  return `${count(cells, 'cell')} of ${count(people, 'person', 'people')} ${missing ? 'missing' : 'too many'}`;
}

function witnessLines(witness: WitnessResult, style: BlockStyle): readonly string[] {
  const { subject, permission, resource, path, gate, missing } = witness;
  const cell = `${bareName(subject)}, ${visible(permission)}, ${placeWords(resource)}`;
  const head = (text: string): string => `    ${style.paint.dim(wrapped(text, style.columns, '    ').trimStart())}`;
  if (path.length === 0)
    return missing.length === 0 ? [] : [head(`what is missing, for ${cell}:`), ...missing.flatMap((each) => missingLines(each, style))];
  return [
    head(`how, for ${cell}:`),
    ...stepLines(path, style),
    ...(gate === undefined ? [] : [head(`let in by ${visible(gate.needs)}:`), ...stepLines(gate.path, style)]),
  ];
}

function missingLines({ text, where }: WitnessResult['missing'][number], { columns, paint }: BlockStyle): readonly string[] {
  return [
    `      - ${wrapped(visible(text), columns, '        ').trimStart()}`,
    ...(where === undefined ? [] : [`        ${paint.dim(placeText(where))}`]),
  ];
}

function fixText({ edits, alsoLost: { groups } }: FixResult, style: BlockStyle): string {
  const lines = [fact('fix', [list(edits.map(({ what }) => visible(what)))], style)];
  if (groups.length === 0) return [...lines, fact('', ['nobody loses anything else'], style)].join('\n');
  const shown = style.all ? groups : groups.slice(0, few);
  const told = shown.map(({ subjects, resources, permissions }) => {
    const verb = subjects.length === 1 && subjects[0]?.includes(':') === true ? 'loses' : 'lose';
    return `besides, ${some(subjects.map(bareName), style)} ${verb} ${permissions.map(visible).join(', ')} on ${some(resources.map(placeWords), style)}`;
  });
  const rest = groups.length - shown.length;
  const more = rest > 0 ? [`and ${count(rest, 'other loss', 'other losses')} (--all lists them)`] : [];
  return [...lines, ...[...told, ...more].map((text) => fact('', [text], style))].join('\n');
}

export function testText(each: TestOutcome, style: BlockStyle): string {
  const { paint, all } = style;
  const shown = all ? each.groups : each.groups.slice(0, few);
  const rest = each.groups.length - shown.length;
  const lines = [
    paint.red(
      hanging(
        `x ${visible(each.name)}: ${count(each.failed, 'cell')} of ${thousands(each.checked)} not as expected`,
        style.columns,
        '    ',
      ),
    ),
    `    ${paint.dim(`${placeText(each.where)} · as of ${each.asOf}`)}`,
    ...shown.flatMap((group) => failureLines(group, style)),
    ...(rest > 0 ? [`    and ${count(rest, 'more group')} of cells (--all lists them)`] : []),
  ];
  return lines.join('\n');
}

function failureLines(
  { subjects, permissions, resources, expected, got, where, witness }: FailureGroup,
  style: BlockStyle,
): readonly string[] {
  const { paint } = style;
  const answer = (verdict: string): string => (verdict === '-' ? 'no access' : verdictWords(verdict));
  return [
    fact('who', subjects.map(bareName), style),
    fact('what', permissions.map(visible), style),
    fact('on', resources.map(placeWords), style),
    `    ${paint.dim('expected')} ${paint.green(answer(expected).padEnd(12))} ${paint.dim('actual')} ${paint.red(answer(got))}   ${paint.dim(placeText(where))}`,
    ...witnessLines(witness, style),
  ];
}

function findingText({ code, severity, message, file, line, column, hint }: LocatedFinding, { paint, columns }: BlockStyle): string {
  const kind = severity === 'error' ? paint.red('error') : paint.yellow('warning');
  const lines = [
    `${paint.bold(`${visible(file)}:${String(line)}:${String(column)}`)} ${kind} ${paint.dim(code)}`,
    wrapped(visible(message), columns, '  '),
    ...(hint === undefined ? [] : [paint.cyan(wrapped(visible(hint), columns, '  '))]),
  ];
  return lines.join('\n');
}
