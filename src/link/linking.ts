import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js';
import type { Path, Place } from '../diagnostics/place.js';
import type { Timed } from '../model/site.js';
import { detached } from '../text/detached.js';
import { didYouMean } from '../text/did-you-mean.js';
import type { NameKind, Names } from './names.js';

/** Names compared for suggestions in one linking: a second or two of work. */
const mostComparisons = 3_000_000;

/** What a finding may say besides its sentence. */
export interface More {
  readonly hint?: string | undefined;
  readonly related?: { readonly message: string; readonly at: Place };
}

/** The state of one linking: the names there are, the day, and what was found so far. */
export class Linking {
  readonly diagnostics: Diagnostic[] = [];
  readonly names: Names;
  readonly asOf: string;
  private comparisons = mostComparisons;
  /** By the path of a list, those of its items. */
  private readonly paths = new Map<string, Path[]>();

  constructor(names: Names, asOf: string) {
    this.names = names;
    this.asOf = asOf;
  }

  error(code: string, at: Place, message: string, more: More = {}): void {
    this.say('error', code, at, message, more);
  }

  warn(code: string, at: Place, message: string, more: More = {}): void {
    this.say('warning', code, at, message, more);
  }

  /** A name that is known, as its one object where there is one; undefined for a name that nobody declares. */
  known(kind: NameKind, name: string): string | undefined {
    return this.names.shared?.(kind, name) ?? (this.names.knows(kind, name) ? name : undefined);
  }

  /** "Did you mean": tried for so many names only that a file of mistakes cannot keep a build busy for minutes. */
  didYouMean(written: string, known: Iterable<string>): string | undefined {
    if (this.comparisons <= 0) return undefined;
    const names = [...known];
    // Long names take longer, by the square of their length.
    this.comparisons -= names.length * Math.max(1, (written.length / 16) ** 2);
    return didYouMean(written, names);
  }

  /**
   * The places of the items of a list. Their paths are the same in every document that has such a list, and are kept once: those of the
   * actors of projects alone would be a tenth of a large site.
   */
  items(list: Place): (index: number) => Place {
    const { file, document } = list;
    const key = JSON.stringify(list.path);
    const paths = this.paths.get(key) ?? [];
    this.paths.set(key, paths);
    return (index) => ({ file, document, path: (paths[index] ??= [...list.path, index]) });
  }

  /** Whether an entry has ended: it counts for nothing any more. */
  ended({ until }: { readonly until?: string }): boolean {
    return until !== undefined && until < this.asOf;
  }

  private say(severity: Severity, code: string, at: Place, message: string, { hint, related }: More): void {
    this.diagnostics.push({
      code,
      severity,
      message,
      at,
      ...(hint === undefined ? {} : { hint }),
      ...(related === undefined ? {} : { related: [related] }),
    });
  }
}

/** Until when something lasts, and why, where that is written. */
export function timed({ until, reason }: Timed): Given<Timed> {
  if (until === undefined && reason === undefined) return {};
  return given({ until, reason: reason === undefined ? undefined : detached(reason) });
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that have a value, so that an absent one stays absent. */
export function given<T extends object>(fields: T): Given<T> {
  const kept: Given<T> = {};
  for (const field in fields) if (fields[field] !== undefined) kept[field] = fields[field] as Exclude<T[typeof field], undefined>;
  return kept;
}
