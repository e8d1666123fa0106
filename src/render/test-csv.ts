import { visible } from '../text/quote.js';
import { tableRow } from './escape-csv.js';
import type { GuardrailResult, TestOutcome, TestReport } from './test-report.js';

const header = ['kind', 'name', 'severity', 'result', 'subject', 'permission', 'resource', 'expected', 'got', 'file', 'line', 'message'];

type Row = Partial<Readonly<Record<(typeof header)[number], string>>>;

/** A table for auditors: a row for each guardrail and test that holds, and for one that does not a row for each cell that is wrong. */
export function* testCsv({ guardrails, tests, findings }: TestReport): Generator<string> {
  yield tableRow(header);
  for (const each of guardrails) for (const row of guardrailRows(each)) yield rowOf(row);
  for (const each of tests) for (const row of testRows(each)) yield rowOf(row);
  for (const { code, severity, message, file, line } of findings)
    yield rowOf({ kind: 'finding', name: code, severity, result: 'found', file, line: String(line), message });
}

function rowOf(row: Row): string {
  return tableRow(header.map((name) => visible(row[name] ?? '')));
}

function* guardrailRows({ name, description = '', severity, ok, classes, counts, where }: GuardrailResult): Generator<Row> {
  const about = { kind: 'guardrail', name, severity, message: description.replace(/\s+/g, ' ').trim() };
  const place = { file: where.file, line: String(where.line) };
  if (ok) yield { ...about, result: 'kept', file: where.file };
  else if (classes.length === 0 && counts.length === 0) yield { ...about, ...place, result: 'broken' };
  for (const { resource, count, limit, subjects } of ok ? [] : counts)
    yield { ...about, ...place, result: 'broken', resource, subject: subjects.join('; '), expected: String(limit), got: String(count) };
  if (ok || counts.length > 0) return;
  for (const { subjects, resources, permissions, witness } of classes)
    for (const subject of subjects)
      for (const resource of resources)
        for (const permission of permissions) {
          const missing = witness.verdict === '-';
          yield {
            ...about,
            ...place,
            result: 'broken',
            subject,
            permission,
            resource,
            expected: missing ? 'access' : '-',
            got: missing ? '-' : 'access',
          };
        }
}

function* testRows({ name, ok, failures, where }: TestOutcome): Generator<Row> {
  const about = { kind: 'test', name, file: where.file };
  if (ok) yield { ...about, result: 'passed' };
  for (const { subject, permission, resource, expected, got } of failures)
    yield { ...about, line: String(where.line), result: 'failed', subject, permission, resource, expected, got };
}
