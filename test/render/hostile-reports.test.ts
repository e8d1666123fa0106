import { describe, expect, test } from '@jest/globals';
import colours from 'picocolors';
import { findingsCsv } from '../../src/render/findings-csv.js';
import { findingsMarkdown } from '../../src/render/findings-markdown.js';
import { findingsNotices } from '../../src/render/findings-notices.js';
import type { FindingsReport } from '../../src/render/findings-report.js';
import { noticeRules, type Notice } from '../../src/render/notice.js';
import { noticesGithub } from '../../src/render/notices-github.js';
import { noticesSarif } from '../../src/render/notices-sarif.js';
import { testCsv } from '../../src/render/test-csv.js';
import { testJson } from '../../src/render/test-json.js';
import { testJunit } from '../../src/render/test-junit.js';
import { testMarkdown } from '../../src/render/test-markdown.js';
import { testNotices } from '../../src/render/test-notices.js';
import type { TestReport } from '../../src/render/test-report.js';
import { testReportText } from '../../src/render/test-text.js';
import { rowsOf, tagsOf, unprintable } from '../support/read-formats.js';
import { sarifErrors } from '../support/sarif.js';
import { attacks } from './plan/poison.js';

const style = { paint: colours.createColors(false), columns: 100 };

const findings = (text: string): FindingsReport['findings'] =>
  (['error', 'warning'] as const).map((severity) => ({
    code: 'unknown-group',
    severity,
    message: text,
    hint: text,
    file: `${text}.yaml`,
    line: 2,
    column: 3,
    endLine: 2,
    endColumn: 6,
    related: [{ message: text, file: text, line: 1, column: 1 }],
  }));

function reportOf(text: string): TestReport {
  const where = { file: `${text}.yaml`, line: 3, column: 1 };
  const who = { subjects: [`user:${text}`], resources: [`project:${text}`], permissions: [text] };
  const cell = { subject: `user:${text}`, resource: `project:${text}`, permission: text };
  const witness = { ...cell, verdict: `if:${text}`, path: [{ what: text, where }], missing: [{ text, where }] };
  const about = {
    name: text,
    description: text,
    where,
    cells: 1,
    people: 1,
    ok: false,
    counts: [],
    classes: [{ ...who, cells: 1, witness }],
  };
  const lost = { cells: 1, losing: [text], groups: [who] };
  const fix = { edits: [{ what: text, where }], alsoLost: lost };
  return {
    asOf: '2026-11-21',
    guardrails: [
      { ...about, severity: 'error', fix },
      { ...about, severity: 'warning', classes: [], counts: [{ resource: `project:${text}`, count: 1, limit: 2, subjects: [text] }] },
      { ...about, severity: 'error', ok: true, classes: [] },
    ],
    tests: [
      {
        name: text,
        ok: false,
        where,
        asOf: '2026-11-21',
        checked: 1,
        failed: 1,
        failures: [{ ...cell, expected: '-', got: text }],
        groups: [{ ...who, expected: '-', got: text, where, witness }],
      },
    ],
    findings: findings(text),
  };
}

/** The Markdown without what stands in spans of code, each of which ends on its line. */
function prose(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)(?:(?!\n)[\s\S])*?(?<!`)\1(?!`)/g, '');
}

describe.each(attacks)('with %j', (text) => {
  const mark = `Qq${text}Zz`;
  const [found, report] = [{ version: 1, findings: findings(mark) } as const, reportOf(mark)];

  test.each([
    ['validate', () => findingsMarkdown(found)],
    ['test', () => testMarkdown(report)],
  ])('Markdown of %s shows it as code alone', (_, markdown) => {
    expect(prose(markdown())).not.toMatch(/Qq|Zz/);
    expect(prose(markdown())).not.toMatch(/`/);
    expect(markdown().replaceAll('\n', '')).not.toMatch(unprintable);
  });

  test.each([
    ['validate', () => findingsNotices(found.findings), 2],
    ['test', () => testNotices(report), 5],
  ] as const)('SARIF and GitHub of %s say what there is to say', (_, made, amount) => {
    const notices: readonly Notice[] = made();
    expect(notices).toHaveLength(amount);
    const sarif = noticesSarif(notices, { version: '1.2.3', rules: noticeRules });
    expect(sarifErrors(sarif)).toEqual([]);
    expect(sarif).not.toContain('](');
    const lines = noticesGithub(notices, 'elsewhere').split('\n');
    expect(lines).toHaveLength(amount + 1);
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^::(?:error|warning) file=[^,:]*,line=\d+,(?:endLine=\d+,)?(?:col=\d+,endColumn=\d+,)?title=[a-z-]+::/);
    expect(lines.join('')).not.toMatch(unprintable);
  });

  test.each([
    ['validate', () => [...findingsCsv(found)].join(''), 3],
    ['test', () => [...testCsv(report)].join(''), 7],
  ] as const)('a table of %s has its rows and no formula', (_, made, amount) => {
    const rows = rowsOf(made());
    expect(rows).toHaveLength(amount);
    for (const field of rows.flat()) expect(field).not.toMatch(/^[=+\-@\t\r]/);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.flat().join('')).not.toMatch(unprintable);
  });

  test('JUnit of test stays the XML it is', () => {
    expect(tagsOf(testJunit(report, style))).toEqual(tagsOf(testJunit(reportOf('plain'), style)));
    expect(testJunit(report, style).replaceAll('\n', '')).not.toMatch(unprintable);
  });

  test('text of test has no control codes, and JSON gives it back', () => {
    expect(testReportText(report, { ...style, all: true }).replaceAll('\n', '')).not.toMatch(unprintable);
    expect(JSON.parse(testJson(report))).toMatchObject({ guardrails: [{ name: mark }, { name: mark }, { name: mark }] });
  });
});

describe('Markdown of very many', () => {
  const name = '日'.repeat(255);

  test('findings and tests fits into a comment, and counts what is left out', () => {
    const many = Array.from({ length: 3000 }, () => findings(name)).flat();
    const { guardrails, tests } = reportOf(name);
    const report = {
      ...reportOf(name),
      findings: many,
      guardrails: Array.from({ length: 800 }, () => guardrails).flat(),
      tests: Array.from({ length: 800 }, () => tests).flat(),
    };
    for (const text of [findingsMarkdown({ version: 1, findings: many }), testMarkdown(report)]) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
      expect(text).toMatch(/\*\*Left out, since there is no more room:\*\* [\d,]+ entries of “/);
    }
  });
});

test('GitHub is given no more than it shows, and told of the others', () => {
  const many = Array.from({ length: 25 }, () => findings('x')).flat();
  const lines = noticesGithub(findingsNotices(many), 'All of them: elsewhere').split('\n').filter(Boolean);
  expect(lines).toHaveLength(20);
  expect(lines[9]).toBe('::error title=left out::16 more errors: GitHub shows 10 of a kind. All of them: elsewhere');
  expect(lines[19]).toMatch(/^::warning title=left out::16 more warnings/);
});
