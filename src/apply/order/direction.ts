import type { FactChange } from '../../diff/fact-change.js';
import type { FactType } from '../../diff/facts.js';
import { systemSpaceRoles } from '../../model/bundles.js';
import type { Atom } from './atom.js';
import { isThing } from './things.js';

/**
 * Which way an atom can move cells, whatever else holds: `more` only gives, `less` only takes away, `mixed` may do both. What changes no
 * cells gives nothing, and counts as `more`.
 */
export type Direction = 'more' | 'less' | 'mixed';

export function directionOf(atom: Atom): Direction {
  const made = new Set(atom.changes.flatMap(({ before, after }) => (before === undefined && after && isThing(after) ? [after.of] : [])));
  const gone = new Set(atom.changes.flatMap(({ before, after }) => (after === undefined && before && isThing(before) ? [before.of] : [])));
  const found = new Set(atom.changes.map((change) => directionOfChange(change, made, gone)));
  for (const fact of atom.alsoGives ?? []) found.add(directionOfChange({ after: fact }, made, gone));
  found.delete('none');
  if (found.size === 0) return 'more';
  return found.size === 1 ? ([...found][0] as Direction) : 'mixed';
}

/** Of a thing that is made, or gone, with everything it has, all goes one way. */
function directionOfChange(change: FactChange, made: ReadonlySet<string>, gone: ReadonlySet<string>): Direction | 'none' {
  const { type, of } = change.after ?? change.before ?? { type: 'role', of: '' };
  if (type === 'space-role' && Object.hasOwn(systemSpaceRoles, of.slice('space-role:'.length))) return 'mixed';
  if (made.has(of)) return 'more';
  if (gone.has(of)) return 'less';
  const single = singles[type];
  if (single !== undefined) return single(change.before?.says[0], change.after?.says[0]);
  // Whoever is a guest of a space gets there what guests get, and nothing else.
  if (type === 'space-guest') return 'mixed';
  return change.before === undefined ? 'more' : 'less';
}

type OfSingle = (before: string | undefined, after: string | undefined) => Direction | 'none';

const singles: Readonly<Partial<Record<FactType, OfSingle>>> = {
  active: ranked((value) => (value === 'false' ? 0 : 1)),
  archived: ranked((value) => (value === 'true' ? 0 : 1)),
  private: ranked((value) => (value === 'false' ? 1 : 0)),
  'project-access': ranked((value) => ['limited', 'open'].indexOf(value ?? '')),
  // No cell comes from it.
  'project-type': () => 'none',
  // What the identity provider fills is a subject of its own, and what anybody may join gives to everybody.
  'managed-by': (before = 'git', after = 'git') =>
    before === after ? 'none' : before === 'git' ? 'more' : after === 'git' ? 'less' : 'mixed',
  lead: (before, after) => (before === undefined ? 'more' : after === undefined ? 'less' : 'mixed'),
  // A project without a scheme is a team's own, with what Jira gives there.
  'project-scheme': () => 'mixed',
};

function ranked(rank: (value: string | undefined) => number): OfSingle {
  return (before, after) => {
    const step = rank(after) - rank(before);
    return step === 0 ? 'none' : step > 0 ? 'more' : 'less';
  };
}
