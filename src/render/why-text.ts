import { count, list } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { placeWords, verdictWords } from './names.js';
import type { Style } from './style.js';
import { widthOf, wrapped } from './width.js';
import type { Derivation, Step, Way, Where, WhyReport } from './why-report.js';

/** Why somebody has an access, way by way; or what stands between them and it. */
export function whyText(report: WhyReport, style: Style): string {
  const blocks = report.verdict === null ? missing(report, style) : derivation(report, style);
  return `${[headline(report, style), ...blocks, ...givers(report, style)].join('\n\n')}\n`;
}

function headline({ subject, permission, resource, verdict }: WhyReport, { paint, columns }: Style): string {
  const colour = verdict === null ? paint.red : verdict === 'allowed' ? paint.green : paint.yellow;
  const answer = verdict === null ? 'no' : verdictWords(verdict);
  return wrapped(`${paint.bold(colour(answer))}: ${visible(subject)}, ${visible(permission)}, ${placeWords(resource)}`, columns);
}

function missing({ missing: links }: WhyReport, { paint, columns }: Style): readonly string[] {
  return links.map(({ text, where }) => {
    const place = where === undefined ? '' : `\n  ${paint.dim(placeOf(where))}`;
    return `- ${wrapped(visible(text), columns, '  ').trimStart()}${place}`;
  });
}

function derivation({ permission, ways, gate, prerequisite }: Derivation, style: Style): readonly string[] {
  return [
    ...ways.map((way, index) => wayText(way, ways.length === 1 ? 'Through' : `${String(index + 1)}. Through`, style)),
    ...(gate === undefined || gate.ways.length === 0 ? [] : [grouped(`Let in by ${visible(gate.needs)}`, gate.ways, style)]),
    ...(prerequisite === undefined ? [] : [beneath(permission, prerequisite, style)]),
  ];
}

/** What a permission rests on is told shortly: its first way, and how many others there are. */
function beneath(permission: string, { permission: needed, ways }: Derivation, style: Style): string {
  return grouped(`${visible(permission)} needs ${visible(needed)}, which comes`, ways, style);
}

function grouped(title: string, ways: readonly Way[], style: Style): string {
  return ways
    .map((way, index) => wayText(way, `${title}${ways.length > 1 ? ` (${String(index + 1)} of ${String(ways.length)})` : ''}`, style))
    .join('\n\n');
}

function wayText({ steps, condition, until }: Way, title: string, style: Style): string {
  const notes = [...(condition === undefined ? [] : [`if ${visible(condition)}`]), ...(until === undefined ? [] : [`until ${until}`])];
  const head = `${title}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}:`;
  return [style.paint.bold(head), ...steps.map((step, index) => stepText(step, index === 0, style))].join('\n');
}

/** The step on the left, its place on the right where both fit into a line. */
function stepText({ what, until, where }: Step, first: boolean, { paint, columns }: Style): string {
  const text = `  ${first ? '  ' : '→ '}${visible(what)}${until === undefined ? '' : ` until ${until}`}`;
  if (where === undefined) return wrapped(text, columns);
  const place = placeOf(where);
  const room = columns - widthOf(text) - widthOf(place);
  if (room >= 2) return `${text}${' '.repeat(room)}${paint.dim(place)}`;
  return `${wrapped(text.trimStart(), columns, '    ').replace(/^ {4}/, first ? '    ' : '  ')}\n    ${paint.dim(place)}`;
}

function placeOf({ file, line, column }: Where): string {
  return `${visible(file)}:${String(line)}:${String(column)}`;
}

function givers({ administrators }: WhyReport, { columns }: Style): readonly string[] {
  if (administrators.length === 0) return [];
  const names = list(administrators.map(({ subject }) => visible(subject)));
  return [
    wrapped(`${count(administrators.length, 'administrator')} can give it to themselves, whatever the policies say: ${names}.`, columns),
  ];
}

export function whyJson(report: WhyReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
