/** The results as Markdown: a table for each group, and what went wrong. */
export function markdown({ machine, groups }) {
  const parts = [
    `Measured with ${machine.node} on ${machine.cpus} × ${machine.cpu}, ${machine.platform}; medians. Load at the start ${machine.load}.`,
  ];
  parts.push('### Goals', goalTable(groups));
  for (const { title, rows } of groups) parts.push(`### ${title}`, table(rows));
  return `${parts.join('\n\n')}\n`;
}

/** A text with what stands between its two marks replaced by the results. */
export function withResults(text, results) {
  const [start, end] = ['<!-- results -->', '<!-- end of results -->'];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`There has to be a place for the results, between "${start}" and "${end}".`);
  return `${text.slice(0, from + start.length)}\n\n${results}\n${text.slice(to)}`;
}

/** Every goal of the run in one place. */
function goalTable(groups) {
  const lines = groups.flatMap(({ title, rows }) =>
    rows.flatMap((row) =>
      (row.goals ?? []).map(({ text, met }) => [title.split(/[:,]/)[0], row.what, figureOf(row), text, met ? 'met' : '**missed**']),
    ),
  );
  return tableOf(['where', 'what', 'figure', 'goal', 'verdict'], lines);
}

function figureOf(row) {
  return [amount({ ...row, note: undefined }), comparison(row), memory(row)].filter((text) => text !== '').join(', ');
}

/** Rows that mean the bench itself found an error. */
export function errorsIn({ groups }) {
  return groups.flatMap(({ title, rows }) =>
    rows.filter(({ wrong }) => wrong !== undefined).map((row) => `${title}: ${row.what}: ${row.wrong}`),
  );
}

function table(rows) {
  const lines = rows.map((row) => [row.what, amount(row), work(row), memory(row), comparison(row), verdict(row)]);
  return tableOf(['what', 'figure', 'processor time', 'peak memory', 'beside', 'goal'], lines);
}

function tableOf(head, lines) {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n');
}

/** Messages of other programs have any text. */
function inCell(text) {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

function amount({ value, unit, note, wrong, failed }) {
  if (wrong !== undefined) return `**wrong**: ${wrong}`;
  if (failed !== undefined) return `not measured: ${failed.slice(0, 400)}`;
  const figure = `${grouped(value)} ${unit}`;
  return note === undefined ? figure : `${figure} (${note})`;
}

function grouped(value) {
  if (value === 0 || Math.abs(value) >= 10) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}

function work({ work: spent, workRatio }) {
  if (spent === undefined) return '';
  return `${grouped(spent)} ms${workRatio === undefined ? '' : ` (${grouped(workRatio)} ×)`}`;
}

function memory({ memory: peak, memoryRatio, memoryBeside = '' }) {
  if (peak === undefined) return '';
  return `${peak.toFixed(0)} MB${memoryRatio === undefined ? '' : ` (${`${grouped(memoryRatio)} × ${memoryBeside}`.trim()})`}`;
}

function comparison({ ratio, beside }) {
  return ratio === undefined ? '' : `${grouped(ratio)} × ${beside}`;
}

function verdict({ goals = [] }) {
  return goals.map(({ text, met }) => `${text}: ${met ? 'met' : 'missed'}`).join(', ');
}
