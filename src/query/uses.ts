import { below, keyOf, type Place } from '../diagnostics/place.js';
import type { Entry, Grant, Holder, Member, Site, Who } from '../model/site.js';

/** Something that names a person, group, role, scheme, bundle or space role. */
export interface Use {
  /** What names it, in words: `group eng`, `project ACME, role Developers`. */
  readonly by: string;
  /** As what: `member`, `actor`, `holder`, `scheme`. */
  readonly as: string;
  readonly at: Place;
  readonly until?: string;
}

export type UsedKind = 'user' | 'group' | 'role' | 'scheme' | 'bundle' | 'space-role';

/** Every place that names a thing, in the order of the site; what a Collaboration wrote stands at the Collaboration. */
export function uses(site: Site, kind: UsedKind, name: string): readonly Use[] {
  const finder = new Finder(kind, name);
  finder.people(site);
  finder.schemesAndRooms(site);
  finder.expectations(site);
  return finder.found;
}

class Finder {
  readonly found: Use[] = [];
  private readonly kind: UsedKind;
  private readonly name: string;

  constructor(kind: UsedKind, name: string) {
    this.kind = kind;
    this.name = name;
  }

  people(site: Site): void {
    this.entries(site.about.admins, 'site', 'administrator');
    for (const thing of [site.about, ...all(site)]) {
      if (thing.owner !== undefined && thing.madeBy === undefined)
        this.ref(thing.owner.type, thing.owner.name, kindOf(site, thing.at, thing.name), 'owner', below(thing.at, 'owner'));
    }
    for (const group of site.groups.values()) {
      const by = `group ${group.name}`;
      if (group.madeBy === undefined) this.members(group.members, by, 'member', below(group.at, 'members'));
      for (const { group: included, at } of group.includes) this.ref('group', included, by, 'included group', at);
    }
    for (const collaboration of site.collaborations.values()) {
      const by = `collaboration ${collaboration.name}`;
      this.members(collaboration.members, by, 'member', below(collaboration.at, 'members'));
      this.ref('user', collaboration.sponsor, by, 'sponsor', below(collaboration.at, 'sponsor'));
      for (const project of collaboration.projects) this.ref('role', project.role ?? '', by, `role in ${project.key}`, project.at);
      for (const space of collaboration.spaces) this.words(space.allow ?? [], `${by}, space ${space.key}`, below(space.at, 'allow'));
    }
  }

  schemesAndRooms(site: Site): void {
    this.grants(site.about.globalPermissions, 'site');
    for (const role of site.roles.values()) this.entries(role.defaultActors, `role ${role.name}`, 'default actor');
    for (const bundle of site.bundles.values()) this.words(bundle.permissions, `bundle ${bundle.name}`, below(bundle.at, 'permissions'));
    for (const scheme of site.schemes.values()) this.grants(scheme.grants, `scheme ${scheme.name}`);
    for (const role of site.spaceRoles.values()) this.words(role.permissions, `space role ${role.name}`, below(role.at, 'permissions'));
    for (const project of site.projects.values()) {
      const by = `project ${project.name}`;
      this.ref('scheme', project.scheme ?? '', by, 'scheme', below(project.at, 'scheme'));
      this.ref('user', project.lead ?? '', by, 'lead', below(project.at, 'lead'));
      for (const [role, actors] of project.roles) {
        if (project.scheme !== undefined) this.ref('role', role, by, 'role with actors', keyOf(below(project.at, 'roles', role)));
        this.entries(actors, `${by}, role ${role}`, 'actor');
      }
      this.members(project.guests, by, 'guest', below(project.at, 'guests'));
    }
    for (const space of site.spaces.values()) {
      this.grants(space.access, `space ${space.name}`);
      this.members(space.guests, `space ${space.name}`, 'guest', below(space.at, 'guests'));
      this.words(space.guestPermissions, `space ${space.name}`, below(space.at, 'guestPermissions'));
    }
    for (const channel of site.channels.values()) {
      this.entries(channel.members, `channel ${channel.name}`, 'member');
      this.members(channel.guests, `channel ${channel.name}`, 'guest', below(channel.at, 'guests'));
    }
  }

  expectations(site: Site): void {
    for (const { name, rule, except, at, madeBy } of site.guardrails.values()) {
      if (madeBy !== undefined) continue;
      this.who(rule.who, `guardrail ${name}`, at);
      for (const waiver of except) {
        this.who(waiver.who, `guardrail ${name}, waiver`, waiver.at);
        this.ref(waiver.owner.type, waiver.owner.name, `guardrail ${name}, waiver`, 'owner', below(waiver.at, 'owner'));
      }
    }
    for (const test of site.tests.values())
      for (const { who, at } of test.expect) for (const holder of who) this.holder(holder, `test ${test.name}`, 'subject', at);
  }

  private ref(type: UsedKind, name: string, by: string, as: string, at: Place, until?: string): void {
    if (type !== this.kind || name !== this.name || name === '') return;
    this.found.push({ by, as, at, ...(until === undefined ? {} : { until }) });
  }

  private holder({ type, name }: Holder, by: string, as: string, at: Place, until?: string): void {
    if (type === 'user' || type === 'group' || type === 'role') this.ref(type, name, by, as, at, until);
  }

  private entries(entries: readonly Entry[], by: string, as: string): void {
    for (const { type, name, at, until } of entries) this.ref(type, name, by, as, at, until);
  }

  private members(members: readonly Member[], by: string, as: string, list: Place): void {
    for (const { user, index, at, until } of members) if (at === undefined) this.ref('user', user, by, as, below(list, index), until);
  }

  private grants(grants: readonly Grant[], by: string): void {
    for (const { to, allow, as, at, until } of grants) {
      for (const [index, holder] of to.entries()) this.holder(holder, by, 'holder', below(at, 'to', index), until);
      if (as === true) this.ref('space-role', allow[0] ?? '', by, 'given', below(at, 'as'), until);
      else this.words(allow, by, below(at, 'allow'));
    }
  }

  private words(words: readonly string[], by: string, at: Place): void {
    for (const [index, word] of words.entries()) this.ref('bundle', word, by, 'given', below(at, index));
  }

  private who(who: Who, by: string, at: Place): void {
    if (who.type === 'any') for (const holder of who.subjects) this.holder(holder, by, 'subject', at);
    if (who.type === 'all') this.ref('group', who.group ?? '', by, 'subject', at);
  }
}

function all(
  site: Site,
): readonly { readonly name: string; readonly at: Place; readonly owner?: Site['about']['owner']; readonly madeBy?: string }[] {
  const { groups, roles, bundles, schemes, projects, spaceRoles, spaces, channels, collaborations, guardrails, tests } = site;
  return [groups, roles, bundles, schemes, projects, spaceRoles, spaces, channels, collaborations, guardrails, tests].flatMap(
    (things): { name: string; at: Place; owner?: NonNullable<Site['about']['owner']>; madeBy?: string }[] => [...things.values()],
  );
}

function kindOf(site: Site, at: Place, name: string): string {
  const maps = {
    group: site.groups,
    role: site.roles,
    bundle: site.bundles,
    scheme: site.schemes,
    project: site.projects,
    space: site.spaces,
    channel: site.channels,
    collaboration: site.collaborations,
    guardrail: site.guardrails,
    test: site.tests,
  };
  const kind = Object.entries(maps).find(([, things]) => things.get(name)?.at === at)?.[0];
  return kind === undefined ? 'site' : `${kind} ${name}`;
}
