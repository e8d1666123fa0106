import { visible } from '../text/quote.js';
import { tableRow } from './escape-csv.js';
import type { FindingsReport } from './findings-report.js';

/** A table of findings for auditors and spreadsheets, a row each. */
export function* findingsCsv({ findings }: FindingsReport): Generator<string> {
  yield tableRow(['severity', 'code', 'file', 'line', 'column', 'message', 'hint']);
  for (const { severity, code, file, line, column, message, hint = '' } of findings)
    yield tableRow([severity, code, visible(file), String(line), String(column), visible(message), visible(hint)]);
}
