import type { Holder, HolderType } from '../model/site.js';
import { addToList } from '../text/add-to-list.js';
import type { Roster } from './roster.js';

export type System = 'jira' | 'confluence' | 'global';

/** Whom somebody logged in may be. */
const broadTypes: Readonly<Record<System, readonly HolderType[]>> = {
  jira: ['user', 'group', 'role', 'lead', 'application', 'reporter', 'assignee', 'user-field', 'group-field', 'guests', 'logged-in'],
  // In a space a guest is none of those who are logged in.
  confluence: ['user', 'group', 'logged-in'],
  global: [],
};

/** Which holders include others in one system; `global` is where only groups hold something. */
export class Implication {
  private readonly system: System;
  private readonly roster: Roster;

  constructor(system: System, roster: Roster) {
    this.system = system;
    this.roster = roster;
  }

  /** Whether everybody whom `narrow` means until a day is meant by `wide` until that day, whoever comes and goes elsewhere. */
  includes(wide: Holder, narrow: Holder, until: string | undefined): boolean {
    if (wide.type === narrow.type && wide.name === narrow.name) return true;
    if (this.isBroad(wide)) {
      if (wide.type === 'anyone') return this.system === 'jira' || narrow.type !== 'portal-customers';
      return broadTypes[this.system].includes(narrow.type);
    }
    if (wide.type !== 'group') return false;
    if (narrow.type === 'group') return this.roster.groupsAround(narrow.name).has(wide.name);
    if (narrow.type !== 'user' || !this.roster.isIn(narrow.name, wide.name)) return false;
    return lastsAsLong(this.roster.lastDaysIn(wide.name).get(narrow.name), until);
  }

  /** Whether a holder may include others whatever these are called. */
  isBroad({ type, name }: Holder): boolean {
    return this.system !== 'global' && (type === 'anyone' || type === 'logged-in' || (type === 'group' && this.roster.isOpen(name)));
  }

  /** Groups that may include a holder. */
  groupsAround({ type, name }: Holder): Iterable<string> {
    if (type === 'user') return this.roster.groupsOf(name);
    return type === 'group' ? this.roster.groupsAround(name) : [];
  }
}

/** Holders in some order, of which a few may include another: most need not be asked. */
export class Including<T extends { readonly holder: Holder }> {
  private readonly implication: Implication;
  private readonly order: ReadonlyMap<T, number>;
  private readonly byName = new Map<string, T[]>();
  private readonly broad: readonly T[];

  constructor(implication: Implication, all: readonly T[]) {
    this.implication = implication;
    this.order = new Map(all.map((each, index) => [each, index]));
    for (const each of all) addToList(this.byName, keyOf(each.holder), each);
    this.broad = all.filter(({ holder }) => implication.isBroad(holder));
  }

  /** Those that include a holder until a day, itself among them, in their order. */
  of(narrow: Holder, until: string | undefined): readonly T[] {
    const named = Array.from(this.implication.groupsAround(narrow), (name) => keyOf({ type: 'group', name }));
    const candidates = [keyOf(narrow), ...named].flatMap((key) => this.byName.get(key) ?? []);
    return [...new Set([...candidates, ...this.broad])]
      .filter(({ holder }) => this.implication.includes(holder, narrow, until))
      .sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0));
  }
}

function keyOf({ type, name }: Holder): string {
  return `${type}:${name}`;
}

/** Whether what has this last day lasts at least until a day; undefined is without end. */
export function lastsAsLong(last: string | undefined, day: string | undefined): boolean {
  return last === undefined || (day !== undefined && last >= day);
}
