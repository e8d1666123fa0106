import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';
import type { Style } from './style.js';

/** The answer to `uses`: every place that names a thing. */
export interface UsesList {
  readonly version: 1;
  /** `group:NAME` and the like. */
  readonly reference: string;
  readonly uses: readonly UsePlace[];
}

export interface UsePlace {
  /** What names it: `project ACME, role Developers`. */
  readonly by: string;
  /** As what: `member`, `actor`, `holder`. */
  readonly as: string;
  readonly until?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export function usesText({ uses }: UsesList, { paint }: Style): string {
  if (uses.length === 0) return 'nowhere\n';
  const lines = uses.map(({ by, as, until, file, line, column }) => {
    const place = `${visible(file)}:${String(line)}:${String(column)}`;
    return `${visible(by)} ${paint.dim('as')} ${as}${until === undefined ? '' : ` until ${until}`}\n  ${paint.dim(place)}`;
  });
  return `${lines.join('\n')}\n${paint.bold(count(uses.length, 'place'))}\n`;
}

export function usesJson(list: UsesList): string {
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

export function usesTsv({ uses }: UsesList): string {
  return uses
    .map(({ by, as, until, file, line, column }) => `${[by, as, until ?? '-', file, line, column].map(field).join('\t')}\n`)
    .join('');
}

/** Names have no tabs; paths may. */
function field(value: string | number): string {
  return visible(String(value));
}
