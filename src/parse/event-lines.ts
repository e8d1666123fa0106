import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import type { Path, Place } from '../diagnostics/place.js';
import { commentsAt, type Comment } from './comments.js';
import { LineStarts } from './line-starts.js';

/** The lines of a text that uses more of YAML than its plain part; undefined for one that cannot be read. */
export function eventLines(text: string): EventLines | undefined {
  try {
    return new EventLines(text);
  } catch {
    return undefined;
  }
}

type Events = ReturnType<typeof parseEvents>;

class EventLines {
  readonly comments: readonly Comment[];
  private readonly text: string;
  private readonly lines: LineStarts;
  /** Offsets by document and path, keys and values apart. */
  private readonly offsets = new Map<string, number>();

  constructor(text: string) {
    const events = parseEvents(text, {});
    this.text = text;
    this.lines = new LineStarts(text);
    this.comments = commentsAt(this.find(events), text, this.lines);
    this.walk(events);
  }

  lineOf({ document, path, key, offset }: Place): number {
    if (offset !== undefined) return this.lines.lineAt(offset);
    const exact = key === true ? this.offsets.get(keyFor(document, path, 'key')) : undefined;
    if (exact !== undefined) return this.lines.lineAt(exact);
    for (let length = path.length; length >= 0; length--) {
      const found = this.offsets.get(keyFor(document, path.slice(0, length), 'value'));
      if (found !== undefined) return this.lines.lineAt(found);
    }
    return 1;
  }

  /** A `#` begins a comment at the start of a line or after a blank, wherever no scalar stands. */
  private find(events: Events): readonly number[] {
    const scalars = events.flatMap((event) => (event.type === EVENT_ID.SCALAR ? [[event.valueStart, event.valueEnd] as const] : []));
    const found: number[] = [];
    let next = 0;
    let end = 0;
    for (const { index } of this.text.matchAll(/(?<=^|[ \t\n])#/g)) {
      if (index < end) continue;
      while ((scalars[next]?.[1] ?? Infinity) <= index) next++;
      if ((scalars[next]?.[0] ?? Infinity) <= index) continue;
      end = this.endOfLine(index);
      found.push(index);
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
