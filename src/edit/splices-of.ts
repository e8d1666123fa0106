import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { rebuild } from './apply-to-values.js';
import type { Change } from './change-tree.js';
import { ownStart } from './comments.js';
import { valueAt } from './edit.js';
import { contentEnd, entriesOf, isFlow, isUnwritten, quotesOf, type Collection, type Entry } from './entries.js';
import { leadsLine, lineEnd, lineStart, newlineAt, nextLine, type Splice } from './splice.js';
import { writtenField, writtenValue, type Quotes } from './written.js';

/** What a change of a document comes to in its text. */
export function splicesOf(text: string, root: Node | null, value: unknown, change: Change): readonly Splice[] {
  return new Splicer(text).inside(root, value, change, undefined);
}

class Splicer {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** `slot`: where the value would stand if there were one. */
  inside(node: Node | null, value: unknown, change: Change, slot: number | undefined): readonly Splice[] {
    if (change.replacement !== undefined) return [this.replace(node, change.replacement.value, slot)];
    // What is written as an alias, or not at all, has no text of its own to change.
    if (!isMap(node) && !isSeq(node)) return [this.replace(node, rebuild(value, change), slot)];
    const entries = entriesOf(node, this.text, change);
    const kept = entries.filter(({ change: inner }) => inner?.removed !== true);
    const deeper = kept.flatMap((entry) =>
      entry.change === undefined ? [] : this.inside(entry.value, valueAt(value, entry.change.at.path.slice(-1)), entry.change, entry.slot),
    );
    const added = this.additions(node, value, change);
    if (added.length === 0 && kept.length === entries.length) return deeper;
    const own = isFlow(node) ? this.inFlow(node, entries, added) : this.inBlock(node, entries, added, slot);
    return [...deeper, ...own];
  }

  private replace(node: Node | null, value: unknown, slot: number | undefined): Splice {
    const quotes: Quotes = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') ? node.type : 'PLAIN';
    const text = writtenValue(value, quotes);
    const start = node?.range?.[0];
    if (node === null || start === undefined || isUnwritten(node)) return { start: slot ?? 0, end: slot ?? 0, text: ` ${text}` };
    const end = contentEnd(node, this.text) ?? start;
    // A block below its key moves up beside it.
    return slot !== undefined && this.text.slice(slot, start).includes('\n')
      ? { start: slot, end, text: ` ${text}` }
      : { start, end, text };
  }

  /** What is new in a collection, as one-line texts: items of a list, fields of a map. */
  private additions(node: Collection, value: unknown, change: Change): readonly string[] {
    if (isSeq(node)) return change.added.map((item) => writtenValue(item, quotesOf(node)));
    return [...change.inside].flatMap(([step, inner]) => {
      const key = String(step);
      if (inner.removed || valueAt(value, [key]) !== undefined) return [];
      return [writtenField(key, rebuild(undefined, inner), quotesOf(node))];
    });
  }

  private inBlock(node: Collection, entries: readonly Entry[], added: readonly string[], slot: number | undefined): readonly Splice[] {
    const { text } = this;
    const [first] = entries;
    const last = entries.at(-1);
    if (first === undefined || last === undefined) return [];
    if (added.length === 0 && entries.every(({ change }) => change?.removed === true)) return this.emptied(node, entries, slot);
    const cuts = runs(entries).flatMap((run) => this.cutBlock(entries, run));
    if (added.length === 0) return cuts;
    const indent = leadsLine(text, first.start)
      ? text.slice(lineStart(text, first.start), first.start)
      : ' '.repeat(first.start - lineStart(text, first.start));
    const mark = isSeq(node) ? '- ' : '';
    const lines = added.map((line) => `${indent}${mark}${line}${newlineAt(text, last.start)}`);
    const end = nextLine(text, last.end);
    return [...cuts, { start: end, end, text: lines.join('') }];
  }

  /** A block without entries is written `[]` or `{}`; comments that head it stay. */
  private emptied(node: Collection, entries: readonly Entry[], slot: number | undefined): readonly Splice[] {
    const empty = isSeq(node) ? '[]' : '{}';
    const [first] = entries;
    const below =
      first !== undefined && slot !== undefined && leadsLine(this.text, first.start) && this.text.slice(slot, first.start).includes('\n');
    if (!below) return [this.replace(node, isSeq(node) ? [] : {}, slot)];
    return [{ start: slot, end: slot, text: ` ${empty}` }, ...runs(entries).flatMap((run) => this.cutBlock(entries, run))];
  }

  private cutBlock(entries: readonly Entry[], { from, to }: Run): readonly Splice[] {
    const { text } = this;
    const [first, next] = [entries[from], entries[to + 1]];
    if (first === undefined) return [];
    // The first key of a map in a list stands beside the dash: what follows moves up to it.
    if (!leadsLine(text, first.start)) return [{ start: first.start, end: next?.start ?? entries[to]?.end ?? first.end, text: '' }];
    return entries
      .slice(from, to + 1)
      .map((entry, index) => ({ start: ownStart(text, entries, from + index), end: nextLine(text, entry.end), text: '' }));
  }

  private inFlow(node: Collection, entries: readonly Entry[], added: readonly string[]): readonly Splice[] {
    const open = (node.range?.[0] ?? 0) + 1;
    const close = (contentEnd(node, this.text) ?? open + 1) - 1;
    const kept = entries.filter(({ change }) => change?.removed !== true);
    const last = kept.at(-1);
    if (last === undefined) return [{ start: open, end: close, text: added.join(', ') }];
    const cuts = runs(entries).flatMap((run) => this.cutFlow(entries, run, open, close));
    return added.length === 0 ? cuts : [...cuts, ...this.addToFlow(entries, last, added, open)];
  }

  private cutFlow(entries: readonly Entry[], { from, to }: Run, open: number, close: number): readonly Splice[] {
    const { text } = this;
    const [before, first, last, after] = [entries[from - 1], entries[from], entries[to], entries[to + 1]];
    if (first === undefined || last === undefined) return [];
    const top = nextLineWithin(text, before?.end ?? open, first.start);
    const bottom = nextLineWithin(text, last.end, after?.start ?? close);
    if (top !== undefined && bottom !== undefined) {
      const comma = before === undefined ? -1 : text.slice(before.end, first.start).indexOf(',');
      const isLast = after === undefined && !text.slice(last.end, bottom).trimStart().startsWith(',');
      const lines = { start: top, end: bottom, text: '' };
      const at = (before?.end ?? 0) + comma;
      return isLast && comma !== -1 ? [{ start: at, end: at + 1, text: '' }, lines] : [lines];
    }
    if (before !== undefined) return [{ start: before.end, end: last.end, text: '' }];
    return [{ start: first.start, end: after?.start ?? last.end, text: '' }];
  }

  private addToFlow(entries: readonly Entry[], last: Entry, added: readonly string[], open: number): readonly Splice[] {
    const { text } = this;
    const inline = { start: last.end, end: last.end, text: added.map((item) => `, ${item}`).join('') };
    const rest = text.slice(last.end, lineEnd(text, last.end));
    const before = entries[entries.indexOf(last) - 1]?.end ?? open;
    const ownLine = last === entries.at(-1) && leadsLine(text, last.start) && text.slice(before, last.start).includes('\n');
    if (!ownLine || !/^\s*,?\s*(#.*)?$/.test(rest)) return [inline];
    const comma = rest.trimStart().startsWith(',');
    const end = lineEnd(text, last.end);
    const indent = text.slice(lineStart(text, last.start), last.start);
    const lines = added.map((item) => `${newlineAt(text, end)}${indent}${item}`).join(',');
    const mark = { start: last.end, end: last.end, text: ',' };
    return comma ? [{ start: end, end, text: `${lines},` }] : [mark, { start: end, end, text: lines }];
  }
}

/** Neighbouring entries that go together. */
interface Run {
  readonly from: number;
  readonly to: number;
}

function runs(entries: readonly Entry[]): readonly Run[] {
  const found: Run[] = [];
  for (const [index, { change }] of entries.entries()) {
    if (change?.removed !== true) continue;
    const last = found.at(-1);
    if (last?.to === index - 1) found[found.length - 1] = { from: last.from, to: index };
    else found.push({ from: index, to: index });
  }
  return found;
}

/** The start of the first new line between two offsets. */
function nextLineWithin(text: string, from: number, to: number): number | undefined {
  const start = nextLine(text, from);
  return start <= to && text[start - 1] === '\n' ? start : undefined;
}
