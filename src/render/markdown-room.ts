import { count } from '../text/plural.js';

/**
 * Bytes of UTF-8 that a comment may have: GitHub takes 65,536 characters, and a text has never more of them, or of UTF-16 units, than of bytes.
 */
export const commentRoom = 60_000;

export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** Something to tell, the whole of it first, then shorter and shorter. */
export interface Item {
  readonly renditions: readonly (() => string)[];
  /** It is never folded, whatever stands before it. */
  readonly isGrave: boolean;
}

/** A heading with its items, the most important first. */
export interface Section {
  /** Its name in the sentence on what was left out. */
  readonly name: string;
  readonly heading: string;
  readonly items: readonly Item[];
  /** Bytes it can count on, whatever the others need. */
  readonly least: number;
  /** Items that stand in the open; what follows is folded into an element to click. */
  readonly open: number;
  /** The whole section is an element to click, with these words on it. */
  readonly folded?: string;
  /** Between two items: a line break for lists, an empty line for blocks. */
  readonly between: '\n' | '\n\n';
  /** A sentence on the items from a number on, which there was no room for. */
  readonly rest: (from: number) => string;
}

export interface Fitted {
  /** Headings and items, each a block. */
  readonly text: string;
  /** What there was no room for, section by section: `12 changes of "Gains"`. */
  readonly left: readonly string[];
  /** How many items that are. */
  readonly missing: number;
}

/** What is kept free in each section for its heading, its fold and the sentence on the rest. */
const overhead = 600;

/**
 * Puts sections into so many bytes: each has the room that all before it left and that none after it can count on. An item is told in the
 * longest form that leaves enough for the others, and what does not fit at all is counted, so that the text fits whatever is in it.
 */
export function fitted(sections: readonly Section[], room: number): Fitted {
  const filled = sections.filter(({ items }) => items.length > 0);
  const blocks: string[] = [];
  const left: string[] = [];
  let [used, missing] = [0, 0];
  filled.forEach((section, index) => {
    const later = filled.slice(index + 1).reduce((sum, { least }) => sum + least, 0);
    const { text, shown } = fill(section, room - used - later - 2);
    if (text !== '') {
      blocks.push(text);
      used += bytesOf(text) + 2;
    }
    missing += section.items.length - shown;
    if (shown < section.items.length) left.push(`${count(section.items.length - shown, 'entry', 'entries')} of “${section.name}”`);
  });
  return { text: blocks.join('\n\n'), left, missing };
}

function fill(section: Section, room: number): { readonly text: string; readonly shown: number } {
  const { items } = section;
  const space = room - overhead;
  if (space <= 0) return { text: '', shown: 0 };
  const texts = wholeOf(items, space) ?? shortened(items, space);
  const rest = texts.length < items.length ? [section.rest(texts.length)] : [];
  const { heading, folded } = section;
  const body = folded === undefined ? laidOut(section, texts) : details(folded, texts.join(section.between));
  const text = [heading, ...body, ...rest].filter((block) => block !== '').join('\n\n');
  return bytesOf(text) > room ? { text: '', shown: 0 } : { text, shown: texts.length };
}

/** Every item in full, if there is room for all of them. */
function wholeOf(items: readonly Item[], space: number): readonly string[] | undefined {
  const texts: string[] = [];
  let used = 0;
  for (const { renditions } of items) {
    const text = renditions[0]?.() ?? '';
    used += bytesOf(text) + 2;
    if (used > space) return undefined;
    texts.push(text);
  }
  return texts;
}

/** The first ones in as long a form as leaves three quarters of what is left, in the second half of the room the shortest. */
function shortened(items: readonly Item[], space: number): readonly string[] {
  const texts: string[] = [];
  let used = 0;
  for (const [number, { renditions }] of items.entries()) {
    const left = space - used;
    const share = number === items.length - 1 ? left : left / 4;
    const forms = used < space / 2 ? renditions : renditions.slice(-1);
    const text = forms
      .map((form, index) => ({ form, most: index === forms.length - 1 ? left : share }))
      .reduce<string | undefined>((found, { form, most }) => {
        if (found !== undefined) return found;
        const made = form();
        return bytesOf(made) + 2 <= most ? made : undefined;
      }, undefined);
    if (text === undefined) break;
    texts.push(text);
    used += bytesOf(text) + 2;
  }
  return texts;
}

function laidOut({ items, open, between }: Section, texts: readonly string[]): readonly string[] {
  const graves = items.slice(0, texts.length).reduce((last, { isGrave }, index) => (isGrave ? index + 1 : last), 0);
  const inView = Math.max(open, graves);
  const folded = texts.slice(inView);
  // One alone is not worth a click.
  if (folded.length < 2) return texts.length === 0 ? [] : [texts.join(between)];
  return [
    texts.slice(0, inView).join(between),
    ...details(`and ${count(folded.length, 'more entry', 'more entries')}`, folded.join(between)),
  ].filter((text) => text !== '');
}

/** Words of ours to click, and what stands behind them. */
export function details(summary: string, text: string): readonly string[] {
  return text === '' ? [] : [`<details><summary>${summary}</summary>\n\n${text}\n\n</details>`];
}
