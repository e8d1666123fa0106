import { comparePlaces, type Place } from './place.js';

export type Severity = 'error' | 'warning';

/** One thing worth telling the author of a policy file. Plain data: a renderer decides how it looks. */
export interface Diagnostic {
  /** Stable kebab-case words, the same in output, in `permafrost explain` and in `docs/codes/`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence that states the fact and quotes the author: `Role "Devlopers" is not defined.` */
  readonly message: string;
  readonly at: Place;
  /** What to do about it, as an order, when we know: `Write "Developers".` */
  readonly hint?: string;
  /** Other places to look at, such as the first of two equal names. */
  readonly related?: readonly Related[];
}

export interface Related {
  readonly message: string;
  readonly at: Place;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** By file, document and path, then code: equal input always lists equally. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return comparePlaces(a.at, b.at) || compareText(a.code, b.code) || compareText(a.message, b.message);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
