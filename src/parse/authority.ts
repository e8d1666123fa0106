import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document as YamlDocument,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Place, Position } from '../diagnostics/place.js';
import { quote, visible } from '../text/quote.js';
import type { Document } from './document.js';
import type { Parsed } from './parse.js';
import { slipsIn, tabsIn } from './slips.js';

/** Aliases may repeat a value, but not blow a file up: no honest policy needs more values from aliases than this. */
const mostAliasedValues = 100_000;
const deepest = 200;

/** Reads a file with the `yaml` package: values, and everything that is wrong with the text. Never throws. */
export function parseWithAuthority(file: string, text: string): Parsed {
  const nested = tooDeep(text);
  if (nested !== undefined)
    return failed(
      file,
      text,
      'too-deep',
      `Lists and maps are nested more than ${String(deepest)} deep here.`,
      nested,
      'Write fewer levels.',
    );
  const [code, message, found, hint] = unreadable(text) ?? [];
  if (code !== undefined && message !== undefined && found !== undefined) return failed(file, text, code, message, found, hint);
  try {
    return readDocuments(file, text, yamlDocuments(text));
  } catch (error) {
    // The parser gave up on the text: a defect of it or a trap in the file; either way the author must look at the file.
    return failed(
      file,
      text,
      'yaml-syntax',
      `The file cannot be read as YAML: ${visible(error instanceof Error ? error.message : String(error))}.`,
      0,
    );
  }
}

function failed(file: string, text: string, code: string, message: string, offset: number, hint?: string): Parsed {
  const at: Place = { file, document: 0, path: [], offset };
  return {
    documents: [],
    brokenText: text,
    diagnostics: [{ code, severity: 'error', message, at, ...(hint === undefined ? {} : { hint }) }],
  };
}

/** What makes a whole file unreadable, and where it begins; the parser would say something else about each line that follows. */
function unreadable(text: string): readonly [code: string, message: string, offset: number, hint: string] | undefined {
  const conflict = conflictIn(text);
  if (conflict !== undefined)
    return [
      'merge-conflict',
      'Here stand both sides of a merge that was not finished.',
      conflict,
      'Keep one of the two, and remove the marks.',
    ];
  const lone = text.includes('\r') ? text.search(/\r(?!\n)/) : -1;
  if (lone === -1) return undefined;
  return [
    'line-end',
    'The line ends with a carriage return alone, which is no line end.',
    lone,
    'Save the file with the line ends of Unix or Windows.',
  ];
}

/** Where the marks of a merge begin. One pattern for all three would be tried again at each mark. */
function conflictIn(text: string): number | undefined {
  const ours = text.search(/^<{7} /m);
  return ours !== -1 && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text) ? ours : undefined;
}

function yamlDocuments(text: string): readonly YamlDocument[] {
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    merge: false,
    uniqueKeys: false,
    strict: true,
    prettyErrors: false,
    stringKeys: false,
  });
  return Array.isArray(parsed) ? (parsed as readonly YamlDocument[]) : [];
}

function readDocuments(file: string, text: string, yamls: readonly YamlDocument[]): Parsed {
  const documents: Document[] = [];
  const diagnostics: Diagnostic[] = [];
  const tabs = tabsIn(text);
  let start = 0;
  for (const [index, yaml] of yamls.entries()) {
    const reader = new Reader(file, index, yaml);
    const end = index === yamls.length - 1 ? Infinity : (yaml.range?.[2] ?? start);
    const value = reader.read(
      text,
      tabs.filter((tab) => tab >= start && tab < end),
    );
    start = end;
    diagnostics.push(...reader.diagnostics);
    // A second `kind` means that two documents ran together: then nothing in them is sure.
    const broken = reader.diagnostics.some(({ code, at }) => code !== 'duplicate-key' || text.startsWith('kind', at.offset));
    documents.push(broken ? { file, index, value, broken } : { file, index, value });
  }
  return documents.some(({ broken }) => broken === true) ? { documents, diagnostics, brokenText: text } : { documents, diagnostics };
}

/** Turns one document's nodes into a plain value and says what is wrong with them. */
class Reader {
  readonly diagnostics: Diagnostic[] = [];
  private aliased = 0;
  private exploded = false;
  /** From where on the text is not what its author meant: an echo of an earlier slip. */
  private reliableUntil = Infinity;
  /** Where a second document begins without a `---` before it. */
  private merged = Infinity;
  private readonly open = new Set<Node>();
  /** What was marked so far, and what each alias meant where it stood; looking it up in the whole document each time takes very long. */
  private readonly anchors = new Map<string, Node>();
  private readonly meant = new Map<Node, Node>();
  private readonly file: string;
  private readonly index: number;
  private readonly yaml: YamlDocument;

  constructor(file: string, index: number, yaml: YamlDocument) {
    this.file = file;
    this.index = index;
    this.yaml = yaml;
  }

  read(text: string, tabs: readonly number[]): unknown {
    const { found, reliableUntil } = slipsIn(this.yaml, text, tabs);
    for (const { code, message, offset, hint } of found) this.say(code, message, offset, hint);
    const { explicit, version } = this.yaml.directives?.yaml ?? {};
    if (explicit === true && version !== '1.2')
      this.say('yaml-version', `Policies are YAML 1.2, not ${version ?? ''}.`, Math.max(0, text.search(/^%YAML/m)), 'Remove the line.');
    this.reliableUntil = reliableUntil;
    return this.value(this.yaml.contents, false);
  }

  private say(code: string, message: string, offset: number, hint?: string): void {
    const at: Place = { file: this.file, document: this.index, path: [], offset };
    this.diagnostics.push({ code, severity: 'error', message, at, ...(hint === undefined ? {} : { hint }) });
  }

  private value(node: unknown, fromAlias: boolean): unknown {
    if (fromAlias && ++this.aliased > mostAliasedValues) return undefined;
    this.mark(node);
    if (isScalar(node)) return node.value;
    if (isAlias(node)) return this.resolve(node);
    if (isSeq(node)) return node.items.map((item) => this.value(item, fromAlias));
    if (isMap(node)) return this.map(node, fromAlias);
    return null;
  }

  private resolve(node: Node & { source: string }): unknown {
    const target = this.target(node);
    const offset = node.range?.[0] ?? 0;
    if (target === undefined) {
      if (offset < this.reliableUntil && node.source !== '') this.unknownAlias(node.source, offset);
      return undefined;
    }
    if (this.open.has(target)) {
      this.say(
        'endless-alias',
        `The alias ${quote(`*${node.source}`)} stands inside what it repeats, so it would never end.`,
        offset,
        'Write the value out.',
      );
      return undefined;
    }
    this.open.add(target);
    const value = this.value(target, true);
    this.open.delete(target);
    if (this.aliased > mostAliasedValues && !this.exploded) {
      this.exploded = true;
      this.say(
        'endless-alias',
        `Aliases such as ${quote(`*${node.source}`)} repeat more than ${String(mostAliasedValues)} values.`,
        offset,
        'Write the values out, or use a group or a bundle.',
      );
    }
    return value;
  }

  private mark(node: unknown): void {
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) this.anchors.set(node.anchor, node);
  }

  private target(alias: Node & { source: string }): Node | undefined {
    const target = this.meant.get(alias) ?? this.anchors.get(alias.source);
    if (target !== undefined) this.meant.set(alias, target);
    return target;
  }

  private unknownAlias(source: string, offset: number): void {
    this.say(
      'unknown-alias',
      `The alias ${quote(`*${source}`)} names no anchor (&…) that stands before it.`,
      offset,
      'Put quotation marks around a text that starts with *.',
    );
  }

  private map(node: YAMLMap, fromAlias: boolean): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    const first = new Map<string, number>();
    for (const pair of node.items) {
      const key = this.key(pair);
      if (key === undefined) continue;
      const offset = offsetOf(pair.key) ?? 0;
      const earlier = first.get(key);
      if (earlier !== undefined) {
        if (!fromAlias) this.repeated(key, offset, earlier, node === this.yaml.contents);
        continue;
      }
      first.set(key, offset);
      Object.defineProperty(fields, key, {
        value: this.value(pair.value, fromAlias),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return fields;
  }

  private repeated(key: string, offset: number, earlier: number, atTop: boolean): void {
    if (offset >= this.reliableUntil || (atTop && offset >= this.merged)) return;
    const begins = atTop && key === 'kind';
    if (begins) this.merged = offset;
    this.diagnostics.push({
      code: 'duplicate-key',
      severity: 'error',
      message: `The key ${quote(key)} stands twice in one map; YAML would keep only one of them.`,
      hint: begins ? 'Put a line "---" before it, if another document begins here.' : 'Put both into one.',
      at: { file: this.file, document: this.index, path: [], offset },
      related: [{ message: 'It stands here first.', at: { file: this.file, document: this.index, path: [], offset: earlier } }],
    });
  }

  /** Keys are names: what YAML would read as a number or a truth value is taken as it is written. */
  private key(pair: Pair): string | undefined {
    const { key } = pair;
    this.mark(key);
    const target = isAlias(key) ? this.target(key) : key;
    const text = isScalar(target) && target.value !== null ? keyText(target) : undefined;
    if (text !== undefined) return text;
    const offset = offsetOf(key) ?? offsetOf(pair.value) ?? 0;
    if (offset < this.reliableUntil)
      this.say('bad-map-key', 'A key of a map must be a word; here it is missing or is itself a list or a map.', offset);
    return undefined;
  }
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** The offset where nesting passes the bound, found without recursion, since the parser itself recurses. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === 0x5b || character === 0x7b) depth++;
    else if (character === 0x5d || character === 0x7d) depth = Math.max(0, depth - 1);
    if (depth > deepest) return offset;
  }
  return tooFarIn(text) ?? /(?:[-?] ){200}/.exec(text)?.index;
}

/** The line that begins after 2,000 blanks or more. No pattern: on millions of blanks, that would exhaust the stack. */
function tooFarIn(text: string): number | undefined {
  const blanks = ' '.repeat(2000);
  for (let start = text.indexOf(blanks); start !== -1;) {
    let end = start;
    while (text.charCodeAt(end) === 0x20) end++;
    const next = text.charAt(end);
    if ((start === 0 || text.charAt(start - 1) === '\n') && next !== '' && next !== '\n' && next !== '\r' && next !== '#') return start;
    start = text.indexOf(blanks, end);
  }
  return undefined;
}

/**
 * Finds line and column of places in one file. Made from the file's text when something is to be said about it, since places
 * carry only paths.
 */
export function locator(file: string, text: string): (place: Place) => Position {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let offset = text.indexOf('\n'); offset !== -1; offset = text.indexOf('\n', offset + 1)) lines.addNewLine(offset + 1);
  let documents: readonly YamlDocument[] | undefined;
  return (place) => {
    const [start, end] =
      place.offset === undefined
        ? rangeOf((documents ??= documentsOrNone(text))[place.document], place, text)
        : [place.offset, place.offset];
    return position(file, lines, start, Math.max(start, end));
  };
}

function documentsOrNone(text: string): readonly YamlDocument[] {
  try {
    return tooDeep(text) === undefined ? yamlDocuments(text) : [];
  } catch {
    return [];
  }
}

function position(file: string, lines: LineCounter, start: number, end: number): Position {
  const from = lines.linePos(start);
  const to = lines.linePos(end);
  return {
    file,
    line: Math.max(from.line, 1),
    column: Math.max(from.col, 1),
    endLine: Math.max(to.line, 1),
    endColumn: Math.max(to.col, 1),
  };
}

/** The range of a value or key, or of the nearest parent that exists: what is missing is reported where it belongs. */
function rangeOf(yaml: YamlDocument | undefined, place: Place, text: string): readonly [number, number] {
  if (yaml === undefined) return [0, 0];
  let node: unknown = yaml.contents;
  let found = range(node) ?? [yaml.range?.[0] ?? 0, yaml.range?.[0] ?? 0];
  if (place.path.length === 0 && isMap(node)) found = firstKey(node) ?? found;
  for (const [depth, step] of place.path.entries()) {
    const last = depth === place.path.length - 1;
    const pair = isMap(node) ? pairsOf(node).get(String(step)) : undefined;
    node = isSeq(node) ? node.items[Number(step)] : pair?.value;
    const spot = last && place.key === true && pair !== undefined ? range(pair.key) : (range(node) ?? range(pair?.key));
    if (spot === undefined) break;
    found = spot;
    if (isAlias(node)) node = node.resolve(yaml);
  }
  return onFirstLine(found, text);
}

const pairs = new WeakMap<YAMLMap, ReadonlyMap<string | undefined, Pair>>();

/** The fields of a map by name, the first of each; remembered, since very many findings may be in one map. */
function pairsOf(map: YAMLMap): ReadonlyMap<string | undefined, Pair> {
  const known = pairs.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair] as const).reverse());
  pairs.set(map, known);
  return known;
}

/** A whole document is pointed at by its first key, not by the line above it. */
function firstKey(node: YAMLMap): readonly [number, number] | undefined {
  const key = node.items[0]?.key;
  return isNode(key) && key.range ? [key.range[0], key.range[1]] : undefined;
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : key.source;
}

function range(node: unknown): readonly [number, number] | undefined {
  if (isPair(node) || !isNode(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return isScalar(node) && start === end ? undefined : [start, end];
}

/** Of a block only the first line is marked: a frame over a whole map says nothing. */
function onFirstLine([start, end]: readonly [number, number], text: string): readonly [number, number] {
  const length = text.slice(start, end).indexOf('\n');
  return [start, length === -1 ? end : start + length];
}
