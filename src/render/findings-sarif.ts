import { escapeMessage, fileUri } from './escape-sarif.js';
import type { FindingsReport, LocatedFinding } from './findings-report.js';

/** The program that found it, as SARIF names it. */
export interface Tool {
  readonly version: string;
}

/**
 * SARIF 2.1.0, for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * By hand, since the usual builder brings a patched `node:fs` with it, and this folder touches no files.
 */
export function findingsSarif({ findings }: FindingsReport, { version }: Tool): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const run = {
    tool: { driver: { name: 'permafrost', version, rules: codes.map((id) => ({ id, name: id })) } },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(finding: LocatedFinding, ruleIndex: number): object {
  const { code, severity, message, hint, related } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: escapeMessage(hint === undefined ? message : `${message}\n${hint}`) },
    locations: [{ physicalLocation: location(finding.file, regionOf(finding)) }],
    ...(related === undefined
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            message: { text: escapeMessage(one.message) },
            physicalLocation: location(one.file, { startLine: one.line, startColumn: one.column }),
          })),
        }),
  };
}

function location(file: string, region: object): object {
  return { artifactLocation: { uri: fileUri(file), uriBaseId: '%SRCROOT%' }, region };
}

function regionOf({ line, column, endLine, endColumn }: LocatedFinding): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
