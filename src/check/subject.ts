import { compile } from '../compile/compile.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Subject } from './rule.js';

/** What rules judge, from a compiled site: each other day is compiled once, by `compileOn` where somebody has a shorter way. */
export function subjectOf(
  { site, matrix, asOf }: Pick<Subject, 'site' | 'matrix' | 'asOf'>,
  compileOn = (day: string): Matrix => compile(site, day),
): Subject {
  const days = new Map<string, Matrix>([[asOf, matrix]]);
  return {
    site,
    matrix,
    asOf,
    matrixOn(day) {
      const made = days.get(day) ?? compileOn(day);
      days.set(day, made);
      return made;
    },
  };
}
