import type { EffectCell } from '../../matrix/effects.js';
import { nothing } from '../../matrix/effects.js';
import { groupAtom, invert, listAt, subjectCount } from '../../matrix/tables.js';
import type { State } from './state.js';
import { addToList } from '../../text/add-to-list.js';

/** What groups are given by name, themselves or through groups that include them, whether or not somebody in them can use it. */
export interface GroupGifts {
  cells(group: string, resource: string): readonly EffectCell[];
  /** Where a group is given anything. */
  resources(group: string): readonly string[];
}

export function giftsOfGroups({ site, evaluator: { tables } }: State): GroupGifts {
  const { groups, sets, rowTerms, resources, effects } = tables;
  const numbers = new Map(groups.map((name, index) => [name, index]));
  const including = new Map<string, string[]>();
  for (const group of site.groups.values()) for (const { group: inner } of group.includes) addToList(including, inner, group.name);
  const setsWith = invert(sets, 2 * Math.max(groups.length, subjectCount(tables)) + 2);
  const rowsOfSet = new Map<number, [row: number, effect: number][]>();
  for (let row = 0; row < resources.length; row++) {
    const terms = listAt(rowTerms, row);
    for (let at = 0; at < terms.length; at += 2) {
      const set = terms[at] ?? 0;
      addToList(rowsOfSet, set, [row, terms[at + 1] ?? nothing]);
    }
  }
  const known = new Map<string, ReadonlyMap<string, number>>();

  const given = (group: string): ReadonlyMap<string, number> => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const found = new Map<string, number>();
    for (const name of around(group, including)) {
      const number = numbers.get(name);
      if (number === undefined) continue;
      for (const set of listAt(setsWith, groupAtom(number)))
        for (const [row, effect] of rowsOfSet.get(set) ?? []) {
          const resource = resources[row] ?? '';
          found.set(resource, effects.union(found.get(resource) ?? nothing, effect));
        }
    }
    known.set(group, found);
    return found;
  };
  return {
    cells: (group, resource) => effects.cells(given(group).get(resource) ?? nothing),
    resources: (group) => [...given(group).keys()],
  };
}

/** A group and all that include it, directly or not. */
export function around(group: string, including: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set([group]);
  for (const each of found) for (const outer of including.get(each) ?? []) found.add(outer);
  return [...found];
}
