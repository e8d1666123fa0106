import { createHash } from 'node:crypto';
import { compareBytes } from '../text/compare.js';
import { escapeMessage, fileUri } from './escape-sarif.js';
import type { Notice, NoticePlace, NoticeRule, NoticeStep } from './notice.js';

/** The program that found it, as SARIF names it, and what it knows of its rules. */
export interface Tool {
  readonly version: string;
  readonly rules: readonly NoticeRule[];
}

/**
 * SARIF 2.1.0, for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * By hand, since the usual builder brings a patched `node:fs` with it, and this folder touches no files.
 */
export function noticesSarif(notices: readonly Notice[], { version, rules }: Tool): string {
  const ids = [...new Set(notices.map(({ rule }) => rule))].sort(compareBytes);
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const numbers = new Map(ids.map((id, index) => [id, index]));
  const run = {
    tool: { driver: { name: 'permafrost', version, rules: ids.map((id) => ruleOf(id, known.get(id))) } },
    columnKind: 'utf16CodeUnits',
    results: notices.map((notice) => resultOf(notice, numbers.get(notice.rule) ?? 0)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(id: string, page: NoticeRule | undefined): object {
  if (page === undefined) return { id, name: id };
  const { title, why, mend, level } = page;
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n${mend}`, markdown: `${why}\n\n**What to do:** ${mend}` },
    defaultConfiguration: { level },
    properties: { tags: ['access', 'security'], ...(level === 'note' ? {} : { 'security-severity': level === 'error' ? '8.0' : '5.0' }) },
  };
}

function resultOf({ rule, level, message, at, related, way, identity }: Notice, ruleIndex: number): object {
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text: escapeMessage(message) },
    locations: at === undefined ? [] : [{ physicalLocation: location(at) }],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((step, id) => ({ id, ...located(step) })) }),
    ...(way.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: way.map((step) => ({ location: located(step) })) }] }] }),
    ...(identity === undefined ? {} : { partialFingerprints: fingerprints([rule, ...identity]) }),
  };
}

/** The name that GitHub looks for stands beside our own, so that an alert stays the same one when its line moves. */
function fingerprints(identity: readonly unknown[]): object {
  const hash = createHash('sha256');
  for (const piece of listPieces(identity)) hash.update(piece);
  const digest = hash.digest('hex');
  return { 'permafrost/v1': digest, primaryLocationLineHash: `${digest.slice(0, 16)}:1` };
}

/** A list as JSON.stringify has it, list by list: what very many break is too long for one text. */
function* listPieces(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (const [index, each] of list.entries()) {
    if (index > 0) yield ',';
    if (Array.isArray(each) && typeof each[0] === 'object') yield* listPieces(each);
    else yield JSON.stringify(each ?? null);
  }
  yield ']';
}

function located({ message, where }: NoticeStep): object {
  return { message: { text: escapeMessage(message) }, ...(where === undefined ? {} : { physicalLocation: location(where) }) };
}

function location({ file, line, column, endLine, endColumn }: NoticePlace): object {
  const artifactLocation = { uri: fileUri(file), uriBaseId: '%SRCROOT%' };
  if (line === undefined) return { artifactLocation };
  return { artifactLocation, region: { startLine: line, startColumn: column, endLine, endColumn } };
}
