import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { escapeData, escapeProperty } from './escape-github.js';
import type { Notice, NoticeLevel } from './notice.js';

/** Annotations of each level that GitHub shows of one step: https://docs.github.com/rest/checks/runs and its runner. More would vanish silently. */
const mostShown = 10;

const commands: Readonly<Record<NoticeLevel, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Annotations on the lines of a pull request, as workflow commands of GitHub: of each level as many as it shows, the first ones first, and
 * in place of the last one the number of those that are left out, with where they are to be found.
 */
export function noticesGithub(notices: readonly Notice[], whereAll: string): string {
  return (['error', 'warning', 'note'] as const)
    .flatMap((level) => {
      const those = notices.filter((notice) => notice.level === level);
      const shown = those.length <= mostShown ? those : those.slice(0, mostShown - 1);
      const rest = those.length - shown.length;
      return [...shown.map(annotation), ...(rest > 0 ? [remainder(level, rest, whereAll)] : [])];
    })
    .join('');
}

function remainder(level: NoticeLevel, amount: number, whereAll: string): string {
  const text = `${count(amount, `more ${commands[level]}`)}: GitHub shows ${String(mostShown)} of a kind. ${whereAll}`;
  return `::${commands[level]} title=left out::${escapeData(visible(text))}\n`;
}

function annotation({ rule, level, message, at }: Notice): string {
  const properties = Object.entries<string | number>({ ...placeOf(at), title: rule })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${commands[level]} ${properties}::${escapeData(message.split('\n').map(visible).join('\n'))}\n`;
}

function placeOf(at: Notice['at']): Readonly<Record<string, string | number>> {
  if (at === undefined) return {};
  const { file, line, column, endLine, endColumn } = at;
  if (line === undefined) return { file: visible(file) };
  const end = endLine === undefined ? {} : { endLine };
  // GitHub shows columns of a single line only.
  const columns =
    endLine === line && column !== undefined && endColumn !== undefined ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  return { file: visible(file), line, ...end, ...columns };
}
