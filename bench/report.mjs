/** The results as Markdown: a table for each group. */
export function markdown({ machine, groups }) {
  const parts = [`Measured with ${machine.node} on ${machine.cpus} × ${machine.cpu}, ${machine.platform}; medians.`];
  for (const { title, rows } of groups) parts.push(`### ${title}`, table(rows));
  return `${parts.join('\n\n')}\n`;
}

function table(rows) {
  const lines = rows.map((row) => [
    row.what,
    amount(row),
    row.work === undefined ? '' : `${grouped(row.work)} ms`,
    row.memory === undefined ? '' : `${row.memory.toFixed(0)} MB`,
    comparison(row),
    verdict(row),
  ]);
  const head = ['what', 'figure', 'processor time', 'peak memory', 'beside', 'goal'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function amount({ value, unit, note }) {
  const figure = unit === 'ms' ? `${value < 10 ? value.toFixed(2) : grouped(value)} ms` : `${grouped(value)} ${unit}`;
  return note === undefined ? figure : `${figure} (${note})`;
}

function grouped(value) {
  return Math.round(value).toLocaleString('en');
}

function comparison({ ratio, beside }) {
  return ratio === undefined ? '' : `${ratio.toFixed(2)} × ${beside}`;
}

function verdict(row) {
  const limits = [];
  if (row.goal !== undefined) limits.push([`≤ ${String(row.goal)} ×`, row.ratio <= row.goal]);
  if (row.goalMs !== undefined) limits.push([`≤ ${grouped(row.goalMs)} ms`, row.value <= row.goalMs]);
  if (row.goalMb !== undefined) limits.push([`≤ ${String(row.goalMb)} MB`, row.memory <= row.goalMb]);
  return limits.map(([text, met]) => `${text}: ${met ? 'met' : 'missed'}`).join(', ');
}
