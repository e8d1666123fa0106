// Numbers first: the bundler puts them where they are used as long as nothing else stands before them.
const newline = 0x0a;
const blank = 0x20;
const doubleQuote = 0x22;
const hash = 0x23;
const singleQuote = 0x27;
const comma = 0x2c;
const dash = 0x2d;
const dot = 0x2e;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const bar = 0x7c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const greater = 0x3e;

// What a character means inside a plain text.
const ordinary = 0;
const ends = 1;
const opens = 2;
const refused = 3;

// What a plain text may begin with, and what has to be looked at then.
const never = 0;
const word = 1;
const keyword = 2;
const numeric = 3;

/** Collections inside each other; the authority's own bound is higher. */
const deepest = 100;
/** Of a key, and of the blanks before a line: far more than anybody writes, and less than the authority refuses. */
const longest = 1000;
/** Brackets in plain and quoted texts; the authority counts those that nothing closes. */
const mostBrackets = 100;

/** Where the parts of a list or a map are written, as offsets. */
export interface Written {
  /** Pairs of offsets: of each item of a list; of each key and then its value of a map. Both -1: nothing stands there. */
  readonly offsets: number[];
  /** Of a map: which entry a key is. */
  readonly entries?: Map<string, number>;
}

/** What a reading of a text remembers about where things stand, if it is asked to. */
export interface Writing {
  /** By document: where its value begins and ends. */
  readonly documents: (readonly [start: number, end: number])[];
  readonly collections: Map<object, Written>;
  /** Where the `#` of each comment stands. */
  readonly comments: number[];
}

/** Thrown inside this file only: the text is not plain. */
class NotPlain extends Error {}

const blockMeanings = meanings('\n :', '[{');
const flowMeanings = meanings('\n :,]}', '[{');

const beginnings = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_/($') beginnings[character.charCodeAt(0)] = word;
for (const character of 'tTfFnN') beginnings[character.charCodeAt(0)] = keyword;
for (const character of '0123456789-+.') beginnings[character.charCodeAt(0)] = numeric;

const integer = /^(?:0|-?[1-9][0-9]{0,14})$/;
// All that is a number by https://yaml.org/spec/1.2.2/#103-core-schema, and whatever looks as if it wanted to be one.
const likeNumber = /^[-+.]?[0-9]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]*)?$|^0[ox][0-9a-fA-F]*$|^[-+]?\.(?:inf|nan)$/i;

/**
 * The values of the documents of a text that keeps to the plain part of YAML 1.2, as the authority would read them; undefined for any
 * other text, be it wrong or only unusual: anchors, aliases, tags, directives, tabs, carriage returns, complex keys, texts over several
 * lines other than block scalars, unusual numbers, keys that stand twice, empty documents.
 */
export function parsePlain(text: string, writing?: Writing): readonly unknown[] | undefined {
  if (text.includes('\r')) return undefined;
  try {
    return new PlainReader(text, writing).documents();
  } catch {
    return undefined;
  }
}

/** One pass over the text. Each method begins and ends at `at`; one that reads a value of a block ends at the next line with content. */
class PlainReader {
  private readonly text: string;
  private readonly writing: Writing | undefined;
  private at = 0;
  /** The indentation of the line of content at `at`; -1 where the document has ended. */
  private indent = 0;
  /** The document has ended with `---`. */
  private isMarked = false;
  /** A colon follows the text that was read last. */
  private isKey = false;
  /** Where the value that was read last begins and ends; of a block, the end of its first line. */
  private start = 0;
  private end = 0;
  private depth = 0;
  private brackets = 0;

  constructor(text: string, writing: Writing | undefined) {
    // So that no loop has to look whether the text has ended: each line ends before.
    this.text = text.endsWith('\n') || text === '' ? text : `${text}\n`;
    this.writing = writing;
  }

  documents(): readonly unknown[] {
    const documents: unknown[] = [];
    this.toContent();
    if (this.isOver() && !this.isMarked) return documents;
    if (!this.isMarked) documents.push(this.document());
    while (this.isMarked) {
      this.isMarked = false;
      this.endLine();
      documents.push(this.document());
    }
    return documents;
  }

  private document(): unknown {
    if (this.indent !== 0) throw new NotPlain();
    const value = this.block(0, -1);
    // A line that is indented like none of those it stands under ends all of them, and so comes to light here.
    if (!this.isOver()) throw new NotPlain();
    this.writing?.documents.push([this.start, this.end]);
    return value;
  }

  private isOver(): boolean {
    return this.indent === -1;
  }

  /** From the start of a line to the next line with content. */
  private toContent(): void {
    const { text } = this;
    let at = this.at;
    while (at < text.length) {
      const lineStart = at;
      let code = text.charCodeAt(at);
      while (code === blank) code = text.charCodeAt(++at);
      if (code === newline) at++;
      else if (code === hash) at = this.skipComment(at);
      else {
        this.at = at;
        this.indent = at - lineStart;
        if (code === dash && this.indent === 0 && text.charCodeAt(at + 1) === dash) this.mark();
        if (this.indent > longest) throw new NotPlain();
        return;
      }
    }
    this.at = at;
    this.indent = -1;
  }

  private mark(): void {
    const next = this.text.charCodeAt(this.at + 3);
    if (this.text.charCodeAt(this.at + 2) !== dash || (next !== newline && next !== blank)) throw new NotPlain();
    this.at += 3;
    this.indent = -1;
    this.isMarked = true;
  }

  /** To the start of the next line. */
  private skipComment(at: number): number {
    this.writing?.comments.push(at);
    return this.text.indexOf('\n', at) + 1;
  }

  /** Over blanks and a comment to the next line with content. */
  private endLine(): void {
    const { text } = this;
    let at = this.at;
    let code = text.charCodeAt(at);
    while (code === blank) code = text.charCodeAt(++at);
    if (code === newline) this.at = at + 1;
    else if (code === hash && text.charCodeAt(at - 1) === blank) this.at = this.skipComment(at);
    else throw new NotPlain();
    this.toContent();
  }

  /** What begins at a column, on a line of its own or after the dash of an item; all of it stands right of `parent`. */
  private block(column: number, parent: number): unknown {
    const code = this.text.charCodeAt(this.at);
    if (code === dash && this.isDash()) return this.list(column);
    const isText = code === bar || code === greater;
    if (code === openBracket || code === openBrace || (isText && parent !== -1)) return this.value(code, parent);
    const from = this.at;
    const word = this.scalar(code, blockMeanings);
    if (this.isKey) return this.map(column, from, word);
    // A text alone is no document that means anything.
    if (parent === -1) throw new NotPlain();
    this.endScalar();
    return word;
  }

  private isDash(): boolean {
    const next = this.text.charCodeAt(this.at + 1);
    return next === blank || next === newline;
  }

  private list(column: number): readonly unknown[] {
    const { text, writing } = this;
    const items: unknown[] = [];
    const offsets: number[] = [];
    const from = this.at;
    if (++this.depth > deepest) throw new NotPlain();
    do {
      let at = this.at + 1;
      while (text.charCodeAt(at) === blank) at++;
      const inside = column + at - this.at;
      this.at = at;
      items.push(this.block(inside, column));
      if (writing !== undefined) offsets.push(this.start, this.end);
    } while (this.indent === column && text.charCodeAt(this.at) === dash && this.isDash());
    this.depth--;
    if (writing !== undefined) this.wrote(writing, items, { offsets }, from);
    return items;
  }

  /** A map whose first key, which begins at `from`, has been read. */
  private map(column: number, from: number, first: unknown): Record<string, unknown> {
    const { writing } = this;
    const fields: Record<string, unknown> = {};
    const written = writing === undefined ? undefined : { offsets: [], entries: new Map<string, number>() };
    if (++this.depth > deepest) throw new NotPlain();
    for (let keyStart = from, key = this.key(keyStart, first); ; keyStart = this.at, key = this.nextKey()) {
      if (fields[key] !== undefined) throw new NotPlain();
      const keyEnd = this.end;
      fields[key] = this.valueOf(column);
      if (written !== undefined) this.wroteField(written, key, keyStart, keyEnd);
      if (this.indent !== column) break;
    }
    this.depth--;
    if (writing !== undefined && written !== undefined) this.wrote(writing, fields, written, from);
    return fields;
  }

  private nextKey(): string {
    const from = this.at;
    const text = this.scalar(this.text.charCodeAt(from), blockMeanings);
    if (!this.isKey) throw new NotPlain();
    return this.key(from, text);
  }

  /** The name of a field, over the colon: as it is written, even where it would be a number or a truth value. */
  private key(from: number, read: unknown): string {
    if (read === null || this.end - from > longest) throw new NotPlain();
    const key = typeof read === 'string' ? read : this.text.slice(from, this.end);
    if (key === '__proto__') throw new NotPlain();
    this.at++;
    return key;
  }

  /** What stands after the colon of a field, on its line or below. */
  private valueOf(column: number): unknown {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === blank) code = text.charCodeAt(++this.at);
    if (code !== newline && code !== hash) return this.value(code, column);
    this.endLine();
    if (this.indent > column) return this.block(this.indent, column);
    if (this.indent === column && text.charCodeAt(this.at) === dash && this.isDash()) return this.list(column);
    this.start = this.end = -1;
    return null;
  }

  /** A value that begins on the line of its key or dash. */
  private value(code: number, parent: number): unknown {
    if (code === bar || code === greater) return this.blockScalar(code, parent);
    if (code === openBracket || code === openBrace) {
      const from = this.at;
      const value = this.flow(code, parent);
      const to = this.at;
      this.endLine();
      this.start = from;
      this.end = to;
      return value;
    }
    const value = this.scalar(code, blockMeanings);
    if (this.isKey) throw new NotPlain();
    this.endScalar();
    return value;
  }

  private endScalar(): void {
    const { start, end } = this;
    this.endLine();
    this.start = start;
    this.end = end;
  }

  /** A text or number on one line. Leaves `at` behind it and the blanks after it, or at the colon where it is a key. */
  private scalar(code: number, meaning: Uint8Array): unknown {
    this.start = this.at;
    if (code === doubleQuote) return this.doubleQuoted(meaning);
    if (code === singleQuote) return this.singleQuoted(meaning);
    const beginning = code < 0x80 ? beginnings[code] : word;
    if (beginning === never) throw new NotPlain();
    const { start } = this;
    const end = (this.end = this.plainEnd(start, meaning));
    if (beginning === word) return this.text.slice(start, end);
    return beginning === keyword ? this.keyword(start, end) : this.number(start, end);
  }

  /** The end of a plain text, from where on only blanks follow it until `at`. */
  private plainEnd(start: number, meaning: Uint8Array): number {
    const { text } = this;
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) refuseOdd(code);
      else if (meaning[code] !== ordinary) {
        if (code === blank) {
          const end = at;
          while (text.charCodeAt(at) === blank) at++;
          const next = text.charCodeAt(at);
          if (next === newline || next === hash || (next < 0x80 && meaning[next] === ends)) {
            if (next === colon) throw new NotPlain();
            this.isKey = false;
            this.at = next === hash ? at - 1 : at;
            return end;
          }
          continue;
        }
        if (code === colon) {
          const next = text.charCodeAt(at + 1);
          if (next === blank || next === newline) {
            this.isKey = true;
            this.at = at;
            return at;
          }
          if (next < 0x80 && next !== colon && meaning[next] !== ordinary) throw new NotPlain();
        } else if (meaning[code] === ends) {
          this.isKey = false;
          this.at = at;
          return at;
        } else if (meaning[code] === refused || meaning === flowMeanings || ++this.brackets > mostBrackets) throw new NotPlain();
      }
      at++;
    }
  }

  private keyword(start: number, end: number): unknown {
    const value = this.text.slice(start, end);
    if (end - start !== 4 && end - start !== 5) return value;
    switch (value) {
      case 'true':
      case 'True':
      case 'TRUE':
        return true;
      case 'false':
      case 'False':
      case 'FALSE':
        return false;
      case 'null':
      case 'Null':
      case 'NULL':
        return null;
      default:
        return value;
    }
  }

  /** What begins like a number; forms of numbers that nobody writes into policies are left to others. */
  private number(start: number, end: number): unknown {
    const { text } = this;
    const first = text.charCodeAt(start);
    const second = end - start > 1 ? text.charCodeAt(start + 1) : newline;
    if (first === dash && (second === dash || second > 0x7f || beginnings[second] === never)) throw new NotPlain();
    if (first === dot && second === dot) throw new NotPlain();
    const value = text.slice(start, end);
    if (integer.test(value)) return Number(value);
    if (likeNumber.test(value)) throw new NotPlain();
    return value;
  }

  private singleQuoted(meaning: Uint8Array): string {
    const { text } = this;
    let at = this.at + 1;
    let isDoubled = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === singleQuote) {
        if (text.charCodeAt(at + 1) !== singleQuote) break;
        isDoubled = true;
        at++;
      } else this.inQuotes(code);
      at++;
    }
    const value = text.slice(this.at + 1, at);
    this.endQuoted(at + 1, meaning);
    return isDoubled ? value.replaceAll("''", "'") : value;
  }

  private doubleQuoted(meaning: Uint8Array): string {
    const { text } = this;
    const from = this.at;
    let at = from + 1;
    let isEscaped = false;
    for (let code = text.charCodeAt(at); code !== doubleQuote; code = text.charCodeAt(++at)) {
      if (code === backslash) {
        isEscaped = true;
        code = text.charCodeAt(++at);
      }
      this.inQuotes(code);
    }
    this.endQuoted(at + 1, meaning);
    // What JSON escapes, YAML reads alike; what JSON does not know is refused.
    return isEscaped ? (JSON.parse(text.slice(from, at + 1)) as string) : text.slice(from + 1, at);
  }

  private inQuotes(code: number): void {
    if (code > 0x7f) refuseOdd(code);
    else if (code < blank || code === 0x7f) throw new NotPlain();
    else if ((code === openBracket || code === openBrace) && ++this.brackets > mostBrackets) throw new NotPlain();
  }

  private endQuoted(at: number, meaning: Uint8Array): void {
    this.end = this.at = at;
    if (this.text.charCodeAt(at) !== colon) {
      this.isKey = false;
      return;
    }
    this.isKey = true;
    const next = this.text.charCodeAt(at + 1);
    // As in JSON, no blank is needed inside brackets.
    if (next !== blank && next !== newline && meaning !== flowMeanings) throw new NotPlain();
  }

  /** A list or map in brackets. Leaves `at` behind it. */
  private flow(code: number, parent: number): unknown {
    if (++this.depth > deepest) throw new NotPlain();
    this.at++;
    const value = code === openBracket ? this.flowList(parent) : this.flowMap(parent);
    this.depth--;
    return value;
  }

  private flowList(parent: number): readonly unknown[] {
    const { writing } = this;
    const from = this.at - 1;
    const items: unknown[] = [];
    const offsets: number[] = [];
    for (let code = this.toFlow(parent); code !== closeBracket; code = this.toFlow(parent)) {
      items.push(this.flowValue(code, parent));
      if (writing !== undefined) offsets.push(this.start, this.end);
      this.endItem(closeBracket, parent);
    }
    this.at++;
    if (writing !== undefined) writing.collections.set(items, { offsets });
    this.start = from;
    this.end = this.at;
    return items;
  }

  private flowMap(parent: number): Record<string, unknown> {
    const { text, writing } = this;
    const from = this.at - 1;
    const fields: Record<string, unknown> = {};
    const written = writing === undefined ? undefined : { offsets: [], entries: new Map<string, number>() };
    for (let code = this.toFlow(parent); code !== closeBrace; code = this.toFlow(parent)) {
      const keyStart = this.at;
      const read = this.scalar(code, flowMeanings);
      if (!this.isKey) throw new NotPlain();
      const key = this.key(keyStart, read);
      if (fields[key] !== undefined) throw new NotPlain();
      const keyEnd = this.end;
      code = text.charCodeAt(this.at);
      while (code === blank) code = text.charCodeAt(++this.at);
      fields[key] = this.flowValue(code, parent);
      if (written !== undefined) this.wroteField(written, key, keyStart, keyEnd);
      this.endItem(closeBrace, parent);
    }
    this.at++;
    if (writing !== undefined && written !== undefined) writing.collections.set(fields, written);
    this.start = from;
    this.end = this.at;
    return fields;
  }

  private flowValue(code: number, parent: number): unknown {
    if (code === openBracket || code === openBrace) return this.flow(code, parent);
    const value = this.scalar(code, flowMeanings);
    if (this.isKey) throw new NotPlain();
    return value;
  }

  /** Over the comma after an item, or up to the bracket that closes. */
  private endItem(close: number, parent: number): void {
    const code = this.toFlow(parent);
    if (code === comma) this.at++;
    else if (code !== close) throw new NotPlain();
  }

  /** To the next thing inside brackets, maybe on another line; and what that is. */
  private toFlow(parent: number): number {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === blank) code = text.charCodeAt(++this.at);
    if (code !== newline && code !== hash) return code;
    const { start, end, at } = this;
    this.endLine();
    // A comment at the very start of a line is an error here, before some things.
    if (this.indent <= parent || text.slice(at, this.at).includes('\n#')) throw new NotPlain();
    code = text.charCodeAt(this.at);
    this.start = start;
    this.end = end;
    return code;
  }

  /** A text over several lines, after `|` or `>`. */
  private blockScalar(style: number, parent: number): string {
    const { text } = this;
    const from = this.at;
    const [header = '', chomp = ''] = /^[|>]([-+]?) *\n/.exec(text.slice(from, from + 80)) ?? [];
    if (header === '') throw new NotPlain();
    this.at = from + header.length;
    const lines = this.blockLines(parent);
    let last = lines.length;
    while (last > 0 && lines[last - 1] === '') last--;
    if (last === 0) throw new NotPlain();
    const content = lines.slice(0, last);
    const value = style === bar ? content.join('\n') : folded(content);
    this.toContent();
    this.start = from;
    this.end = from + header.length - 1;
    if (chomp === '-') return value;
    return chomp === '+' ? value + '\n'.repeat(lines.length - last + 1) : `${value}\n`;
  }

  /** The lines of a block scalar without their indentation. Blanks alone on a line have many meanings, so they are refused. */
  private blockLines(parent: number): readonly string[] {
    const { text } = this;
    const lines: string[] = [];
    let indent = -1;
    while (this.at < text.length) {
      const end = text.indexOf('\n', this.at);
      let at = this.at;
      while (text.charCodeAt(at) === blank) at++;
      if (at === end && at > this.at) throw new NotPlain();
      if (at < end) {
        if (indent === -1) indent = at - this.at;
        if (at - this.at < indent || indent <= parent) break;
        if (at - this.at > longest) throw new NotPlain();
      }
      const line = at === end ? '' : text.slice(this.at + indent, end);
      for (let index = 0; index < line.length; index++) this.inQuotes(line.charCodeAt(index));
      lines.push(line);
      this.at = end + 1;
    }
    return lines;
  }

  private wroteField(written: Written, key: string, keyStart: number, keyEnd: number): void {
    written.entries?.set(key, written.entries.size);
    written.offsets.push(keyStart, keyEnd, this.start, this.end);
  }

  private wrote(writing: Writing, collection: object, written: Written, from: number): void {
    writing.collections.set(collection, written);
    this.start = from;
    this.end = this.text.indexOf('\n', from);
  }
}

function meanings(ending: string, opening: string): Uint8Array {
  const table = new Uint8Array(128);
  table.fill(refused, 0, blank);
  table[0x7f] = refused;
  for (const character of ending) table[character.charCodeAt(0)] = ends;
  for (const character of opening) table[character.charCodeAt(0)] = opens;
  return table;
}

/** Controls, exotic line ends and marks that are no characters: findings about them want other words. */
function refuseOdd(code: number): void {
  if (code < 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff || code > 0xfffd) throw new NotPlain();
}

/** One line end between two lines is a blank; of several, all but one stay. */
function folded(lines: readonly string[]): string {
  let value = '';
  let ends = 0;
  for (const line of lines) {
    if (line === '') {
      ends++;
      continue;
    }
    // Lines that stand deeper keep their line ends.
    if (line.startsWith(' ')) throw new NotPlain();
    value += value === '' ? '\n'.repeat(ends) : ends === 0 ? ` ` : '\n'.repeat(ends);
    value += line;
    ends = 0;
  }
  return value;
}
