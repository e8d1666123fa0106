import type { Grant, Holder, HolderType, Member, Site } from '../model/site.js';
import type { Roster } from './roster.js';

const broadTypes: Readonly<Record<'jira' | 'confluence', readonly HolderType[]>> = {
  jira: ['user', 'group', 'role', 'lead', 'application', 'reporter', 'assignee', 'user-field', 'group-field', 'guests', 'logged-in'],
  // In a space a guest is none of those who are logged in.
  confluence: ['user', 'group', 'logged-in'],
};

/** Which holders include others in one system; `global` is where only groups hold something. */
export class Implication {
  private readonly site: Site;
  private readonly system: 'jira' | 'confluence' | 'global';
  private readonly roster: Roster;

  constructor(site: Site, system: 'jira' | 'confluence' | 'global', roster: Roster) {
    this.site = site;
    this.system = system;
    this.roster = roster;
  }

  /** Whether everybody whom `narrow` means until a day is meant by `wide` until that day, whoever comes and goes elsewhere. */
  includes(wide: Holder, narrow: Holder, until: string | undefined): boolean {
    if (wide.type === narrow.type && wide.name === narrow.name) return true;
    if (this.system !== 'global') {
      if (wide.type === 'anyone') return this.system === 'jira' || narrow.type !== 'portal-customers';
      if (wide.type === 'logged-in' || (wide.type === 'group' && this.roster.isOpen(wide.name)))
        return broadTypes[this.system].includes(narrow.type);
    }
    if (wide.type !== 'group') return false;
    if (narrow.type === 'group') return this.containsGroup(wide.name, narrow.name, new Set());
    if (narrow.type !== 'user' || !this.roster.isIn(narrow.name, wide.name)) return false;
    return this.roster.isEndless(wide.name) || this.containsUser(wide.name, narrow.name, until, new Set());
  }

  private containsGroup(group: string, other: string, seen: Set<string>): boolean {
    seen.add(group);
    const included = this.site.groups.get(group)?.includes ?? [];
    return included.some((each) => each.group === other || (!seen.has(each.group) && this.containsGroup(each.group, other, seen)));
  }

  private containsUser(group: string, user: string, until: string | undefined, seen: Set<string>): boolean {
    seen.add(group);
    const { members = [], includes = [] } = this.site.groups.get(group) ?? {};
    if (members.some((member: Member) => member.user === user && lastsAsLong(member, until))) return true;
    return includes.some((each) => !seen.has(each.group) && this.containsUser(each.group, user, until, seen));
  }
}

/** Whether something lasts at least until a day; undefined is without end. */
export function lastsAsLong({ until }: Pick<Grant, 'until'>, day: string | undefined): boolean {
  return until === undefined || (day !== undefined && until >= day);
}
