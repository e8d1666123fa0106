import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import colours from 'picocolors';
import { resolve } from 'node:path';
import { codeFrame } from '../../src/render/code-frame.js';
import { escapeField } from '../../src/render/escape-csv.js';
import { findingsGithub } from '../../src/render/findings-github.js';
import { findingsJson } from '../../src/render/findings-json.js';
import { findingsJunit } from '../../src/render/findings-junit.js';
import { findingsReport, type FindingsReport } from '../../src/render/findings-report.js';
import { findingsSarif } from '../../src/render/findings-sarif.js';
import { findingsText } from '../../src/render/findings-text.js';

const style = { paint: colours.createColors(false), columns: 80 };

/** Text as hostile authors write it. Characters that cannot be seen are written by their numbers. */
const hostile = [
  '|<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","x")',
  '::error file=a::b',
  '\u001b[31mred\u001b[0m\u001b]8;;http://evil.example\u0007',
  'abc\u202ecba\u2066',
  '@everyone',
  'x'.repeat(255),
  'one\ntwo\r\nthree\u2028four',
  '100%, a:b, "c" & \'d\' ]]> <![CDATA[',
  '[text](http://evil.example)',
  'nul\u0000bell\u0007',
];

const where = { line: 2, column: 3, endLine: 2, endColumn: 6 };
function reportOf(text: string): FindingsReport {
  return {
    version: 1,
    findings: [
      {
        code: 'unknown-group',
        severity: 'error',
        message: text,
        file: `${text}.yaml`,
        ...where,
        hint: text,
        related: [{ message: text, file: text, line: 1, column: 1 }],
      },
      { code: 'look-alike', severity: 'warning', message: text, file: `${text}.yaml`, ...where },
    ],
  };
}

describe.each(hostile)('with %j', (text) => {
  const report = reportOf(text);

  test('a terminal gets no control codes and no line more than were meant', () => {
    const printed = findingsText(report, { style, sources: () => `kind: Group\n  ${text}\n` });
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069]/u);
    expect(printed).toMatch(/1 error, 1 warning in 1 file\n$/);
  });

  test('GitHub gets two commands and no more', () => {
    const lines = findingsGithub(report).split('\n').filter(Boolean);
    expect(lines.map((line) => line.replace(/ .*/, ''))).toEqual(['::error', '::warning']);
    expect(findingsGithub(report).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('JUnit stays the XML it is', () => {
    const xml = findingsJunit(report);
    expect(xml.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    const tags = [...xml.matchAll(/<\/?([a-zA-Z!?[-]+)/g)].map(([, name]) => name);
    expect(new Set(tags)).toEqual(new Set(['?xml', 'testsuites', 'testsuite', 'testcase', 'failure', 'system-out']));
    expect(xml.replace(/&(?:amp|lt|gt|quot|apos);/g, '')).not.toContain('&');
  });

  test('SARIF keeps its form and makes no link', () => {
    const log = JSON.parse(findingsSarif(report, { version: '1.2.3', rules: [] })) as { runs: [{ results: readonly SarifResult[] }] };
    const [error] = log.runs[0].results;
    expect(error).toMatchObject({
      ruleId: 'unknown-group',
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 2 } } }],
    });
    expect(error?.message.text).not.toContain('](');
    expect(error?.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\x21-\x7e]+$/);
  });

  test('JSON gives it back as it is', () => {
    expect(JSON.parse(findingsJson(report))).toMatchObject({ findings: [{ message: text }, { message: text }] });
  });

  test('a table has it as one field that is no formula', () => {
    const field = escapeField(text);
    const content = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    expect(content.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(text);
    expect(content).not.toMatch(/^[=+\-@\t\r]/);
    if (!field.startsWith('"')) expect(field).not.toMatch(/[",\r\n]/);
  });
});

interface SarifResult {
  readonly message: { readonly text: string };
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }];
}

describe('the report', () => {
  test('follows its published schema', () => {
    const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schemas/findings.schema.json'), 'utf8')) as object;
    const isValid = new Ajv2020().compile(schema);
    expect(isValid(JSON.parse(findingsJson(reportOf('a'))))).toBe(true);
    expect(isValid({ version: 1, findings: [{ code: 'A B' }] })).toBe(false);
  });

  test('is sorted by file, line and column, whatever the order of the findings', () => {
    const at = (file: string, offset: number) => ({ file, document: 0, path: [], offset });
    const finding = (file: string, offset: number) => ({ code: 'x', severity: 'error' as const, message: 'm', at: at(file, offset) });
    const { findings } = findingsReport([finding('b', 1), finding('a', 20), finding('a', 3)], ({ file, offset = 0 }) => ({
      file,
      line: offset,
      column: 1,
      endLine: offset,
      endColumn: 1,
    }));
    expect(findings.map(({ file, line }) => `${file}:${String(line)}`)).toEqual(['a:3', 'a:20', 'b:1']);
  });

  test('says nothing where there is nothing', () => {
    const empty: FindingsReport = { version: 1, findings: [] };
    expect(findingsText(empty, { style, sources: () => undefined })).toBe('');
    expect(findingsGithub(empty)).toBe('');
    expect(findingsJunit(empty)).toContain('<testcase name="valid"');
  });
});

describe('a code frame', () => {
  const frame = (source: string, line: number, column: number, endColumn = column + 1, columns = 80) =>
    codeFrame(source, { line, column, endLine: line, endColumn }, { ...style, columns }, '').split('\n');

  test('points below what is wrong', () => {
    expect(frame('a: 1\nbc: [xyz]\nd: 2\n', 2, 6, 9)).toEqual(['  1 | a: 1', '> 2 | bc: [xyz]', '    |      ^^^', '  3 | d: 2']);
  });

  test('points right below wide letters, after a tab and at the end of a line', () => {
    expect(frame('日本: [xyz]', 1, 6, 9)[1]).toBe('    |        ^^^');
    expect(frame('\ta: x', 1, 5, 6)[1]).toBe('    |     ^');
    expect(frame('abc', 1, 4)[1]).toBe('    |    ^');
  });

  test('shows the part of a long line that matters, within the width', () => {
    const lines = frame(`${'a'.repeat(5_000_000)}X${'b'.repeat(5_000_000)}`, 1, 5_000_001);
    expect(lines[0]).toMatch(/^> 1 \| …a+Xb+…$/);
    expect((lines[1] ?? '').indexOf('^')).toBe((lines[0] ?? '').indexOf('X'));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('of a file of very many lines reads no more than it needs', () => {
    expect(frame('a\n'.repeat(300_000), 200_000, 1)).toEqual(['  199999 | a', '> 200000 | a', '         | ^', '  200001 | a']);
  });
});
