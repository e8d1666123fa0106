import { count, list, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { bareName, fact, hanging, placeText, type BlockStyle } from './blocks.js';
import type { CalendarEntry, CalendarPeople, CalendarReport } from './calendar-report.js';
import { placeWords } from './names.js';
import { wrapped } from './width.js';

/** Permissions named before the rest is counted. */
const few = 4;

/** A calendar for the terminal: a heading for each day, then the people, then what breaks. */
export function calendarText({ asOf, to, days }: CalendarReport, style: BlockStyle): string {
  const range = `from ${asOf} to ${to}`;
  if (days.length === 0) return `${wrapped(`Nothing changes by date ${range}.`, style.columns)}\n`;
  const breaking = days.filter(({ breaks, waiversEnded, failing }) => breaks.length + waiversEnded.length + failing.length > 0).length;
  const total = `${count(days.length, 'day')} with changes ${range}${breaking === 0 ? '; no guardrail breaks' : `; on ${thousands(breaking)} of them something breaks`}`;
  return `${[...days.map((each) => dayText(each, style)), style.paint.bold(wrapped(total, style.columns))].join('\n\n')}\n`;
}

function dayText(each: CalendarEntry, style: BlockStyle): string {
  const { paint, columns } = style;
  const lines = [
    paint.bold(`after ${each.until}`),
    ...each.people.flatMap((group) => peopleText(group, style)),
    ...each.breaks.map(({ name, severity, cells, file, line }) =>
      paint.red(
        hanging(
          `x guardrail ${visible(name)} breaks${severity === 'error' ? '' : ' (warning)'}${cells === 0 ? '' : `: ${count(cells, 'cell')}`} ${placeText({ file, line, column: 1 })}`,
          columns,
          '    ',
        ),
      ),
    ),
    ...each.waiversEnded.map((name) => paint.red(hanging(`x a waiver of guardrail ${visible(name)} has ended`, columns, '    '))),
    ...each.failing.map(({ name, cells }) => paint.red(hanging(`x test ${visible(name)} fails: ${count(cells, 'cell')}`, columns, '    '))),
    ...each.mends.map((name) => paint.green(hanging(`guardrail ${visible(name)} holds again`, columns, '    '))),
  ];
  return lines.join('\n');
}

function peopleText({ subjects, everything, cells, losses, because }: CalendarPeople, style: BlockStyle): readonly string[] {
  const { columns, paint, all } = style;
  const names = subjects.map(bareName);
  const shown =
    all || names.length <= few ? list(names) : `${names.slice(0, few - 1).join(', ')} and ${thousands(names.length - few + 1)} more`;
  const verb = names.length === 1 ? 'loses' : 'lose';
  const head = everything ? `${shown} ${verb} all access (${count(cells, 'cell')})` : `${shown} ${verb} ${count(cells, 'cell')} of access`;
  return [
    paint.cyan(hanging(`- ${head}`, columns, '    ')),
    ...losses.map(({ resources, permissions }) => {
      const words = permissions.map(({ permission, after }) =>
        after === undefined ? visible(permission) : `${visible(permission)} (then only ${visible(after)})`,
      );
      const told =
        all || words.length <= few
          ? words.join(', ')
          : `${words.slice(0, few - 1).join(', ')} and ${thousands(words.length - few + 1)} more`;
      return fact('on', [`${list(resources.map(placeWords))}: ${told}`], { ...style, all: true });
    }),
    ...because.map(({ what, ...where }) => fact('ends', [`${visible(what)}, ${placeText(where)}`], style)),
  ];
}
