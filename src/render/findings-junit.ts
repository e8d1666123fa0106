import { escapeXml } from './escape-xml.js';
import type { FindingsReport, LocatedFinding } from './findings-report.js';
import { addToList } from '../text/add-to-list.js';

/**
 * A test report: a suite for each file, a case for each finding; errors fail, warnings are told. By hand, since the elements are four and
 * the usual package brings a library of thirty times the size of this program's core for them.
 */
export function findingsJunit({ findings }: FindingsReport): string {
  const suites = findings.length === 0 ? [suite('policies', [])] : Array.from(byFile(findings), ([file, found]) => suite(file, found));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function byFile(findings: readonly LocatedFinding[]): ReadonlyMap<string, readonly LocatedFinding[]> {
  const files = new Map<string, LocatedFinding[]>();
  for (const finding of findings) addToList(files, finding.file, finding);
  return files;
}

function suite(name: string, findings: readonly LocatedFinding[]): string {
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  const cases = findings.length === 0 ? ['    <testcase name="valid" classname="policies"/>\n'] : findings.map(testCase);
  return `  <testsuite name="${escapeXml(name)}" tests="${String(cases.length)}" failures="${String(failures)}" errors="0">\n${cases.join('')}  </testsuite>\n`;
}

function testCase({ code, severity, message, file, line, column, hint }: LocatedFinding): string {
  const place = `${file}:${String(line)}:${String(column)}`;
  const body = escapeXml(`${place}\n${message}${hint === undefined ? '' : `\n${hint}`}`);
  const outcome =
    severity === 'error'
      ? `<failure type="${escapeXml(code)}" message="${escapeXml(message)}">${body}</failure>`
      : `<system-out>${body}</system-out>`;
  return `    <testcase name="${escapeXml(`${code} ${String(line)}:${String(column)}`)}" classname="${escapeXml(file)}">${outcome}</testcase>\n`;
}
