import { compareBytes } from '../text/compare.js';
import { accessChange, deltaOf, type AccessChange, type SubjectChange } from './access-change.js';

/** Old names to new ones, of subjects (`user:ID`, `group:NAME`) and resources. */
export type Renames = ReadonlyMap<string, string>;

/**
 * The same difference where things are called by other names on the two sides: what the old name lost and the new one gained is no change
 * of access. Everything is told under the new name.
 */
export function withRenames(change: AccessChange, renames: Renames): AccessChange {
  if (renames.size === 0) return change;
  const current = (name: string): string => renames.get(name) ?? name;
  const pairs = new Map<string, SubjectChange[]>();
  for (const each of change.changes) {
    const key = `${current(each.subject)}\t${current(each.resource)}`;
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, [each]);
    else known.push(each);
  }
  const changes = [...pairs.values()].flatMap((halves) => joined(halves, current));
  return accessChange(changes.sort((a, b) => compareBytes(a.subject, b.subject) || compareBytes(a.resource, b.resource)));
}

/** What was held under the old name, and what is held under the new one. */
function joined(halves: readonly SubjectChange[], current: (name: string) => string): readonly SubjectChange[] {
  const [first] = halves;
  if (first === undefined) return [];
  const before = halves.flatMap(({ delta }) => delta.before);
  const after = halves.flatMap(({ delta }) => delta.after);
  const delta = halves.length === 1 ? first.delta : deltaOf(before, after);
  return delta === undefined ? [] : [{ subject: current(first.subject), resource: current(first.resource), delta }];
}
