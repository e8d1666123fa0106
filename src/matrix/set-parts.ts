import { rangesOf, type Naming } from './name-list.js';
import type { SubjectSet } from './subject-set.js';

/** What is true of some subjects on one resource; no two of a resource are about the same subject. */
export interface SetPart<T> {
  readonly subjects: SubjectSet;
  readonly resource: number;
  readonly of: T;
}

/** The same of one subject. */
export interface NamedPart<T> {
  readonly subject: string;
  readonly resource: string;
  readonly of: T;
}

/** So many subjects are sorted at a time: enough to be quick, and little memory even where each is on every resource. */
const subjectsAtATime = 256;

/** Parts that are in order of resources one by one, in order of subject and resource, in memory that does not grow with subjects. */
export function* bySubject<T>(
  parts: readonly SetPart<T>[],
  naming: Naming,
  resourceName: (resource: number) => string,
): Generator<NamedPart<T>> {
  const resources = new Map<number, string>();
  const nameOf = (resource: number): string => {
    const name = resources.get(resource) ?? resourceName(resource);
    resources.set(resource, name);
    return name;
  };
  for (const range of smallRanges(naming)) {
    for (const [number, indices] of indexed(parts, range)) {
      const subject = naming.name(number);
      for (const index of indices) {
        const part = parts[index];
        if (part !== undefined) yield { subject, resource: nameOf(part.resource), of: part.of };
      }
    }
  }
}

type Range = readonly [start: number, end: number];

function* smallRanges(naming: Naming): Generator<Range> {
  for (const [start, end] of rangesOf(naming))
    for (let from = start; from < end; from += subjectsAtATime) yield [from, Math.min(end, from + subjectsAtATime)];
}

/** For each subject of a range the indices of its parts, in order. */
function indexed(
  parts: readonly Pick<SetPart<unknown>, 'subjects'>[],
  [start, end]: Range,
): readonly (readonly [number, readonly number[]])[] {
  const found: number[][] = [];
  for (const [index, { subjects }] of parts.entries()) {
    subjects.visit(
      (subject) => {
        const list = (found[subject - start] ??= []);
        list.push(index);
      },
      start,
      end,
    );
  }
  return found.flatMap((indices, at) => [[start + at, indices] as const]);
}
