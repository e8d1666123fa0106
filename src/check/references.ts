import type { Grant, Ref, Site, Who } from '../model/site.js';

/** Which names a site mentions, and which of its groups are given access. */
export interface References {
  readonly groups: ReadonlySet<string>;
  /** Groups that stand as holder or actor, or are members of a channel; without those that are only included in one. */
  readonly holders: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly schemes: ReadonlySet<string>;
  readonly bundles: ReadonlySet<string>;
  readonly spaceRoles: ReadonlySet<string>;
}

const known = new WeakMap<Site, References>();

/** Every mention counts, that of a test or a guardrail too. Made once for each site. */
export function referencesIn(site: Site): References {
  const made = known.get(site);
  if (made !== undefined) return made;
  const collector = new Collector();
  collector.owners(site);
  collector.people(site);
  collector.grants(site);
  collector.expectations(site);
  known.set(site, collector);
  return collector;
}

class Collector implements References {
  readonly groups = new Set<string>();
  readonly holders = new Set<string>();
  readonly roles = new Set<string>();
  readonly schemes = new Set<string>();
  readonly bundles = new Set<string>();
  readonly spaceRoles = new Set<string>();

  owners({
    about,
    groups,
    roles,
    bundles,
    schemes,
    projects,
    spaceRoles,
    spaces,
    channels,
    collaborations,
    guardrails,
    tests,
  }: Site): void {
    this.ref(about.owner);
    for (const things of [groups, roles, bundles, schemes, projects, spaceRoles, spaces, channels, collaborations, guardrails, tests])
      for (const { owner } of things.values()) this.ref(owner);
  }

  people({ about, groups, roles, projects, channels, collaborations }: Site): void {
    for (const entry of about.admins) this.holder(entry);
    for (const { name, includes, products } of groups.values()) {
      // A group that gives a product has its use in that.
      if (products.length > 0) this.groups.add(name);
      for (const { group } of includes) this.groups.add(group);
    }
    for (const { defaultActors } of roles.values()) for (const entry of defaultActors) this.ref(entry);
    for (const { roles: actors, scheme } of projects.values()) {
      if (scheme !== undefined) this.schemes.add(scheme);
      for (const [role, entries] of actors) {
        this.roles.add(role);
        for (const entry of entries) this.holder(entry);
      }
    }
    for (const { members } of channels.values()) for (const entry of members) this.holder(entry);
    for (const { projects: places } of collaborations.values()) for (const { role } of places) if (role !== undefined) this.roles.add(role);
  }

  grants({ about, schemes, bundles, spaceRoles, spaces, collaborations }: Site): void {
    this.granted(about.globalPermissions);
    for (const { grants } of schemes.values()) this.granted(grants);
    for (const { permissions } of [...bundles.values(), ...spaceRoles.values()]) this.words(permissions);
    for (const { access, guestPermissions } of spaces.values()) {
      this.granted(access);
      this.words(guestPermissions);
    }
    for (const { spaces: places } of collaborations.values()) for (const { allow } of places) this.words(allow ?? []);
  }

  expectations({ guardrails, tests }: Site): void {
    for (const { rule, except } of guardrails.values()) {
      this.who(rule.who);
      for (const waiver of except) {
        this.who(waiver.who);
        this.ref(waiver.owner);
      }
    }
    for (const { expect } of tests.values())
      for (const { who } of expect) for (const { type, name } of who) if (type === 'group') this.groups.add(name);
  }

  private ref(ref: Ref | undefined): void {
    if (ref?.type === 'group') this.groups.add(ref.name);
  }

  private holder(ref: Ref): void {
    this.ref(ref);
    if (ref.type === 'group') this.holders.add(ref.name);
  }

  private granted(grants: readonly Grant[]): void {
    for (const { to, allow, as } of grants) {
      for (const { type, name } of to) {
        if (type === 'group') this.holder({ type, name });
        if (type === 'role') this.roles.add(name);
      }
      if (as === true) for (const name of allow) this.spaceRoles.add(name);
      else this.words(allow);
    }
  }

  private words(words: readonly string[]): void {
    for (const word of words) this.bundles.add(word);
  }

  private who(who: Who): void {
    if (who.type === 'any') for (const { type, name } of who.subjects) if (type === 'group') this.groups.add(name);
    if (who.type === 'all' && who.group !== undefined) this.groups.add(who.group);
  }
}
