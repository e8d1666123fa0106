import { Verdicts, nobody } from '../../../src/matrix/verdicts.js';

/** Verdicts by subject, resource and permission with tabs between. */
export type Cells = ReadonlyMap<string, string>;

export function cellsIn(lines: Iterable<string>): Cells {
  return new Map(
    Array.from(lines, (line) => {
      const at = line.lastIndexOf('\t');
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
}

/** What of a state neither of two others has, nor both together. */
export function beyond(now: Cells, before: Cells, after: Cells): readonly string[] {
  const verdicts = new Verdicts();
  const parsed = (text: string | undefined): number => (text === undefined ? nobody : verdicts.parse(text));
  return [...now].flatMap(([cell, verdict]) => {
    if (before.get(cell) === verdict || after.get(cell) === verdict) return [];
    const either = verdicts.or(parsed(before.get(cell)), parsed(after.get(cell)));
    return verdicts.implies(parsed(verdict), either) ? [] : [`${cell}\t${verdict}`];
  });
}

/** Cells of which one of two states has another verdict than the other: `-` is the first one's, `+` the second's. */
export function differing(one: Cells, other: Cells): readonly string[] {
  const gone = [...one].flatMap(([cell, verdict]) => (other.get(cell) === verdict ? [] : [`- ${cell}\t${verdict}`]));
  const come = [...other].flatMap(([cell, verdict]) => (one.get(cell) === verdict ? [] : [`+ ${cell}\t${verdict}`]));
  return [...gone, ...come].sort();
}

const administering: Readonly<Record<string, string>> = { project: 'ADMINISTER_PROJECTS', space: 'administer/space', site: 'admin:site' };

/** How many people administer each place. */
export function administered(cells: Cells): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [cell, verdict] of cells) {
    const [subject = '', resource = '', permission = ''] = cell.split('\t');
    const wanted = administering[resource.split(':')[0] ?? ''];
    if (verdict === 'allowed' && permission === wanted && subject.startsWith('user:'))
      counts.set(resource, (counts.get(resource) ?? 0) + 1);
  }
  return counts;
}

/** Places that somebody administers in two states and nobody in a third. */
export function orphaned(now: Cells, before: Cells, after: Cells): readonly string[] {
  const [is, was, will] = [administered(now), administered(before), administered(after)];
  return [...was.keys()].filter((place) => will.has(place) && !is.has(place));
}
