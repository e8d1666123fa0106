import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import type { Path, Place } from '../diagnostics/place.js';

/** A `#` comment of a file. */
export interface Comment {
  /** Counted from 1. */
  readonly line: number;
  /** Where its `#` stands. */
  readonly offset: number;
  /** What follows the `#`, without blanks around. */
  readonly text: string;
  /** Nothing else stands on its line. */
  readonly alone: boolean;
}

/** A text by its lines: what suits questions about many places of valid files, and needs no slow parser. */
export interface Lines {
  readonly comments: readonly Comment[];
  /** The line, counted from 1, on which what a place leads to begins, or the nearest thing around it that is written. */
  lineOf(place: Place): number;
}

/** Undefined for a text that the fast parser cannot read. */
export function linesOf(text: string): Lines | undefined {
  try {
    return new EventLines(text);
  } catch {
    return undefined;
  }
}

type Events = ReturnType<typeof parseEvents>;

class EventLines implements Lines {
  readonly comments: readonly Comment[];
  private readonly text: string;
  private readonly starts: readonly number[];
  /** Offsets by document and path, keys and values apart. */
  private readonly offsets = new Map<string, number>();

  constructor(text: string) {
    const events = parseEvents(text, {});
    this.text = text;
    this.starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    this.comments = this.find(events);
    this.walk(events);
  }

  lineOf({ document, path, key, offset }: Place): number {
    if (offset !== undefined) return this.lineAt(offset);
    const exact = key === true ? this.offsets.get(keyFor(document, path, 'key')) : undefined;
    if (exact !== undefined) return this.lineAt(exact);
    for (let length = path.length; length >= 0; length--) {
      const found = this.offsets.get(keyFor(document, path.slice(0, length), 'value'));
      if (found !== undefined) return this.lineAt(found);
    }
    return 1;
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** A `#` begins a comment at the start of a line or after a blank, wherever no scalar stands. */
  private find(events: Events): readonly Comment[] {
    const scalars = events.flatMap((event) => (event.type === EVENT_ID.SCALAR ? [[event.valueStart, event.valueEnd] as const] : []));
    const found: Comment[] = [];
    let next = 0;
    let end = 0;
    for (const { index } of this.text.matchAll(/(?<=^|[ \t\n])#/g)) {
      if (index < end) continue;
      while ((scalars[next]?.[1] ?? Infinity) <= index) next++;
      if ((scalars[next]?.[0] ?? Infinity) <= index) continue;
      end = this.endOfLine(index);
      const line = this.lineAt(index);
      const before = this.text.slice(this.starts[line - 1] ?? 0, index);
      found.push({ line, offset: index, text: this.text.slice(index + 1, end).trim(), alone: before.trim() === '' });
    }
    return found;
  }

  private endOfLine(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end < 0 ? this.text.length : end;
  }

  private walk(events: Events): void {
    let next = 0;
    let document = -1;
    const value = (path: Path): void => {
      const event = events[next++];
      if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return;
      this.offsets.set(keyFor(document, path, 'value'), startOf(event));
      if (event.type === EVENT_ID.SEQUENCE) for (let index = 0; events[next]?.type !== EVENT_ID.POP; index++) value([...path, index]);
      if (event.type === EVENT_ID.MAPPING) while (events[next]?.type !== EVENT_ID.POP) entry(path);
      if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) next++;
    };
    const entry = (path: Path): void => {
      const event = events[next];
      const name = event?.type === EVENT_ID.SCALAR ? getScalarValue(this.text, event) : '';
      value([...path, name]);
      const start = this.offsets.get(keyFor(document, [...path, name], 'value')) ?? 0;
      this.offsets.set(keyFor(document, [...path, name], 'key'), start);
      value([...path, name]);
    };
    while (next < events.length) {
      const event = events[next++];
      if (event?.type !== EVENT_ID.DOCUMENT) continue;
      document++;
      if (events[next]?.type !== EVENT_ID.POP) value([]);
    }
  }
}

function startOf(event: Exclude<Events[number], { type: typeof EVENT_ID.POP | typeof EVENT_ID.DOCUMENT }>): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return event.type === EVENT_ID.ALIAS ? event.anchorStart : event.start;
}

function keyFor(document: number, path: Path, side: 'key' | 'value'): string {
  return `${document}:${side}:${JSON.stringify(path)}`;
}
