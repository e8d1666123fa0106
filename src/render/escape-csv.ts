/** What spreadsheets take for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * One field of a table: quoted where RFC 4180 asks for it. A field that a spreadsheet would run as a formula gets a `'` in front, which
 * it shows as text.
 */
export function escapeField(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A row of a table, as RFC 4180 has it. */
export function tableRow(fields: readonly string[]): string {
  return `${fields.map(escapeField).join(',')}\r\n`;
}
