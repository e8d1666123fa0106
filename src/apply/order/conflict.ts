import type { Atom } from './atom.js';
import type { Cells } from './between.js';
import type { Problem } from './problem.js';
import type { Relevance } from './relevance.js';
import { addToList } from '../../text/add-to-list.js';

/** The atoms that some cells can depend on, by cell: those of one subject on one resource are taken together. */
export function atomsBehind(relevance: Relevance, cells: readonly Cells[]): readonly (readonly number[])[] {
  return cells.flatMap(({ resource, permissions, subjects }) => subjects.map((subject) => relevance.of(subject, resource, permissions)));
}

/**
 * The atoms whose order matters for some cells: those the cells can depend on, what has to be made before them unless it only gives and may
 * be first of all, and what has to wait for them though it gives.
 */
export function conflictOf<T extends Atom>(problem: Problem<T>, relevance: Relevance, cells: readonly Cells[]): readonly number[] {
  const found = new Set(atomsBehind(relevance, cells).flat());
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const number of found)
      for (const each of problem.earlier[number] ?? []) if (problem.placed[each]?.direction !== 'more') found.add(each);
    for (const [number, { direction }] of problem.placed.entries())
      if (direction === 'more' && (problem.earlier[number] ?? []).some((each) => found.has(each))) found.add(number);
  }
  // What gives and is needed by them, but waits for one of them itself, is among them by now; all else that gives goes first.
  return [...found].sort((a, b) => a - b);
}

/** Parts that no cell ties to each other. */
export function partsOf(atoms: readonly number[], ties: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const leader = new Map(atoms.map((number) => [number, number]));
  const find = (number: number): number => {
    let top = number;
    for (let next = leader.get(top); next !== undefined && next !== top; next = leader.get(top)) top = next;
    leader.set(number, top);
    return top;
  };
  for (const [first, ...others] of ties.map((tie) => tie.filter((number) => leader.has(number))))
    if (first !== undefined) for (const other of others) leader.set(Math.max(find(first), find(other)), Math.min(find(first), find(other)));
  const parts = new Map<number, number[]>();
  for (const number of atoms) addToList(parts, find(number), number);
  return [...parts.values()];
}
