import type { Where, Witness } from '../../plan/plan.js';
import { list, thousands } from '../../text/plural.js';
import { brief, link } from '../escape-markdown.js';
import { bytesOf, details } from '../markdown-room.js';
import { addressOf, hunkFinder, numbered, type NumberedFile } from './places.js';
import type { PlanReport } from './report.js';

/** Names shown in the open; the others are folded or counted, not cut. */
export const few = 8;

/** Bytes of a list that is folded whole; a longer one is counted. */
const mostFolded = 4000;

/** What the parts of a comment share: the report, its hunks by number, and how places are told. */
export class Page {
  readonly report: PlanReport;
  readonly files: readonly NumberedFile[];
  /** Numbers of the hunks that something in the page points at. */
  readonly named = new Set<number>();
  private readonly hunkAt: (where: Where, side: Witness['side']) => number | undefined;

  constructor(report: PlanReport) {
    this.report = report;
    this.files = numbered(report.hunks ?? []);
    this.hunkAt = hunkFinder(this.files);
  }

  /** ` — policies/a.yaml:9`, linked where the platform is known. */
  placed(where: Where | undefined, side: Witness['side'] = 'head'): string {
    return where === undefined ? '' : ` — ${this.place(where, side)}`;
  }

  /** The same with the hunk that the line is in, for lines that the change makes or takes. */
  changed(where: Where | undefined, side: Witness['side'] = 'head'): string {
    if (where === undefined) return '';
    const number = this.hunkAt(where, side);
    if (number === undefined) return this.placed(where, side);
    this.named.add(number);
    return `${this.placed(where, side)}${mark} (${link(`hunk ${String(number)}`, `#user-content-${anchor(number)}`)})${mark}`;
  }

  place(where: Where, side: Witness['side'] = 'head'): string {
    const shown = brief(`${where.file}:${String(where.line)}`);
    const address = addressOf(this.report, where, side);
    return address === undefined || address.length > 500 ? shown : link(shown, address);
  }
}

/** Stands around what is taken out again if the hunk is not shown. No name can hold it, since what cannot be seen is written out. */
const mark = '\u0001';
const marked = new RegExp(`${mark}([^${mark}]*)${mark}`, 'g');

/** GitHub puts `user-content-` in front of names, and nowhere in front of what links to them. */
export function anchor(number: number): string {
  return `permafrost-hunk-${String(number)}`;
}

/** The text with links to the hunks that are in it, and to no others. */
export function withLinks(text: string, shown: ReadonlySet<number>): string {
  return text.replace(marked, (_, words: string) => (shown.has(Number(/hunk (\d+)/.exec(words)?.[1])) ? words : ''));
}

export function codes(texts: readonly string[]): string {
  return texts.map(brief).join(', ');
}

/** A few names, the others counted. */
export function aFew(names: readonly string[], most = few): string {
  if (names.length <= most + 1) return list(names.map(brief));
  return `${codes(names.slice(0, most))} and ${thousands(names.length - most)} more`;
}

/** All names: a few in the open, many with the whole list folded below, unless that is very long. */
export function names(all: readonly string[]): string {
  if (all.length <= few + 1 || all.length * 4 > mostFolded) return aFew(all);
  const whole = codes(all);
  if (bytesOf(whole) > mostFolded) return aFew(all);
  return `${aFew(all)}\n\n${details(`all ${thousands(all.length)}`, whole).join('')}`;
}

/** What has several blocks and still belongs to one item of a list. */
export function inItem(text: string): string {
  return text.replace(/\n(?=[^\n])/g, '\n  ');
}
