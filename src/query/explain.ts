import { placeOfMember, writtenHolder } from '../model/written.js';
import { below, keyOf, type Place } from '../diagnostics/place.js';
import { builtInBundles, everything } from '../model/bundles.js';
import { jiraProducts, notForPortal, prerequisite, productOfPermission, spacePrerequisite, type Product } from '../model/permissions.js';
import type { Channel, Entry, Grant, Holder, Member, Project, Site, Space, Timed } from '../model/site.js';
import { pathOf, type Edge, type Path } from './edge.js';
import { teamManagedGrants } from './team-managed.js';

/** Why a subject has a permission somewhere: every way to it, what opens the gate, and what it rests on. */
export interface Explanation {
  readonly subject: string;
  readonly permission: string;
  readonly resource: string;
  /** Every way the permission itself is given; empty if it is not. */
  readonly paths: readonly Path[];
  /** What lets the subject into the product at all, where a path needs it. */
  readonly gate?: { readonly needs: string; readonly paths: readonly Path[] };
  /** The same for the permission that this one is nothing without. */
  readonly prerequisite?: Explanation;
}

/** More ways than this are not told apart any more; a policy with that many is read by no person. */
export const mostPaths = 10_000;

/** Every derivation of one cell, from the site as written, as of a day. */
export function explain(site: Site, asOf: string, subject: string, permission: string, resource: string): Explanation {
  return new Explaining(site, asOf, subject).cell(permission, resource);
}

/** The ways from a subject to one of those that a grant in a project or space names, whether or not a gate lets it in. */
export function waysToHolder(site: Site, asOf: string, subject: string, holder: Holder, resource: string): readonly (readonly Edge[])[] {
  return new Explaining(site, asOf, subject).holder(holder, resource);
}

class Explaining {
  private readonly site: Site;
  private readonly asOf: string;
  private readonly subject: string;
  private readonly groupPaths = new Map<string, readonly (readonly Edge[])[]>();

  constructor(site: Site, asOf: string, subject: string) {
    this.site = site;
    this.asOf = asOf;
    this.subject = subject;
  }

  cell(permission: string, resource: string): Explanation {
    const paths = this.pathsTo(permission, resource);
    const gate = this.gate(permission, resource, paths);
    const needed = resource.startsWith('project:')
      ? prerequisite(permission)
      : resource.startsWith('space:') && permission !== spacePrerequisite
        ? spacePrerequisite
        : undefined;
    return {
      subject: this.subject,
      permission,
      resource,
      paths,
      ...(gate === undefined ? {} : { gate }),
      ...(needed === undefined ? {} : { prerequisite: this.cell(needed, resource) }),
    };
  }

  holder(holder: Holder, resource: string): readonly (readonly Edge[])[] {
    if (this.root().length === 0 && !this.isClass()) return [];
    const name = resource.slice(resource.indexOf(':') + 1);
    const project = resource.startsWith('project:') ? this.site.projects.get(name) : undefined;
    const room = project ?? (resource.startsWith('space:') ? this.site.spaces.get(name) : undefined);
    return room === undefined ? [] : this.toHolder(holder, project, room);
  }

  private pathsTo(permission: string, resource: string): readonly Path[] {
    if (this.root().length === 0 && !this.isClass()) return [];
    const name = resource.slice(resource.indexOf(':') + 1);
    const found =
      resource === 'site' ? this.siteEdges(permission) : this.resourceEdges(resource.slice(0, resource.indexOf(':')), name, permission);
    return found.map((edges) => pathOf([...this.root(), ...edges]));
  }

  private resourceEdges(type: string, name: string, permission: string): (readonly Edge[])[] {
    const { projects, spaces, channels } = this.site;
    const [project, space, channel] = [projects.get(name), spaces.get(name), channels.get(name)];
    if (type === 'project' && project !== undefined) return this.projectEdges(project, permission);
    if (type === 'space' && space !== undefined) return this.spaceEdges(space, permission);
    return type === 'channel' && channel !== undefined && permission === 'member' ? this.channelEdges(channel) : [];
  }

  private isClass(): boolean {
    return !this.subject.includes(':');
  }

  private user(): string | undefined {
    return this.subject.startsWith('user:') ? this.subject.slice('user:'.length) : undefined;
  }

  private idp(): string | undefined {
    return this.subject.startsWith('group:') ? this.subject.slice('group:'.length) : undefined;
  }

  /** Where the subject is declared; nothing for classes, and for people who are gone. */
  private root(): readonly Edge[] {
    const person = this.site.people.get(this.user() ?? '');
    if (person !== undefined)
      return person.active && this.lives(person)
        ? [{ type: 'declared', from: this.subject, to: this.subject, at: keyOf(person.at), ...ends(person) }]
        : [];
    const group = this.site.groups.get(this.idp() ?? '');
    return group?.managedBy === 'idp' ? [{ type: 'declared', from: this.subject, to: this.subject, at: below(group.at, 'name') }] : [];
  }

  private lives({ until }: Timed): boolean {
    return until === undefined || until >= this.asOf;
  }

  // ---- ways to a holder

  /** Ways into a group, without the root. */
  private toGroup(name: string): readonly (readonly Edge[])[] {
    const known = this.groupPaths.get(name);
    if (known !== undefined) return known;
    const group = this.site.groups.get(name);
    const to = `group:${name}`;
    const ways: (readonly Edge[])[] = this.subject === to && group?.managedBy === 'idp' ? [[]] : [];
    for (const member of group?.members ?? []) {
      if (group === undefined || member.user !== this.user() || !this.lives(member)) continue;
      ways.push([{ type: 'member', from: this.subject, to, at: placeOfMember(member, below(group.at, 'members')), ...ends(member) }]);
    }
    for (const { group: included, at } of group?.includes ?? []) {
      for (const way of this.toGroup(included))
        if (ways.length < mostPaths) ways.push([...way, { type: 'include', from: `group:${included}`, to, at }]);
    }
    this.groupPaths.set(name, ways);
    return ways;
  }

  /** Ways into a group through one that anybody may join. */
  private throughOpen(name: string): readonly (readonly Edge[])[] {
    const group = this.site.groups.get(name);
    if (group === undefined || this.subject === 'anyone' || this.subject === 'portal-customers') return [];
    const to = `group:${name}`;
    const ways: (readonly Edge[])[] =
      group.managedBy === 'open' ? [[{ type: 'joins', from: this.subject, to, at: below(group.at, 'managedBy') }]] : [];
    for (const { group: included, at } of group.includes)
      for (const way of this.throughOpen(included)) ways.push([...way, { type: 'include', from: `group:${included}`, to, at }]);
    return ways;
  }

  private toEntry(entry: Pick<Entry, 'type' | 'name'>, open: boolean): readonly (readonly Edge[])[] {
    if (entry.type === 'user') return entry.name === this.user() ? [[]] : [];
    return open ? [...this.toGroup(entry.name), ...this.throughOpen(entry.name)] : this.toGroup(entry.name);
  }

  private toHolder({ type, name }: Holder, project: Project | undefined, room: Project | Space): readonly (readonly Edge[])[] {
    switch (type) {
      case 'user':
      case 'group':
        return this.toEntry({ type, name }, true);
      case 'role':
        return project === undefined ? [] : this.toRole(name, project);
      case 'lead':
        return project?.lead === this.user() && project?.lead !== undefined
          ? [[{ type: 'lead', from: this.subject, to: 'lead', resource: `project:${project.name}`, at: below(project.at, 'lead') }]]
          : [];
      case 'guests':
        return this.toGuests(room, project === undefined ? 'space' : 'project');
      case 'application':
        return this.subject === 'logged-in' ? [[{ type: 'class', from: this.subject, to: 'logged-in' }]] : this.toProduct(name as Product);
      case 'anyone':
        // Confluence knows no customers of the portal.
        return project === undefined && this.subject === 'portal-customers' ? [] : [[{ type: 'class', from: this.subject, to: 'anyone' }]];
      case 'logged-in':
        return this.isOutsideClass() ? [] : [[{ type: 'class', from: this.subject, to: 'logged-in' }]];
      case 'portal-customers':
        return this.subject === 'portal-customers' ? [[{ type: 'class', from: this.subject, to: 'portal-customers' }]] : [];
      case 'reporter':
      case 'assignee':
      case 'user-field':
      case 'group-field':
        return this.isOutsideClass() ? [] : [[{ type: 'condition', from: this.subject, to: writtenHolder({ type, name }) }]];
    }
  }

  private isOutsideClass(): boolean {
    return this.subject === 'anyone' || this.subject === 'portal-customers';
  }

  private toRole(role: string, project: Project): readonly (readonly Edge[])[] {
    return (project.roles.get(role) ?? [])
      .filter((actor) => this.lives(actor))
      .flatMap((actor) =>
        this.toEntry(actor, true).map((way) => [
          ...way,
          {
            type: 'actor',
            from: `${actor.type}:${actor.name}`,
            to: `role:${role}`,
            resource: `project:${project.name}`,
            at: actor.at,
            ...ends(actor),
          } satisfies Edge,
        ]),
      );
  }

  private toGuests(
    room: { readonly name: string; readonly at: Place; readonly guests: readonly Member[] },
    type: 'project' | 'space' | 'channel',
  ): readonly (readonly Edge[])[] {
    return room.guests
      .filter((guest) => guest.user === this.user() && this.lives(guest))
      .map((guest) => [
        {
          type: 'placement',
          from: this.subject,
          to: 'guests',
          resource: `${type}:${room.name}`,
          at: placeOfMember(guest, below(room.at, 'guests')),
          ...ends(guest),
        } satisfies Edge,
      ]);
  }

  private toProduct(product: Product): readonly (readonly Edge[])[] {
    const ways: (readonly Edge[])[] = [];
    for (const access of this.site.people.get(this.user() ?? '')?.products ?? []) {
      if (access.product === product && this.lives(access))
        ways.push([{ type: 'product', from: this.subject, to: `application:${product}`, at: access.at, ...ends(access) }]);
    }
    for (const group of this.site.groups.values()) {
      const index = group.products.indexOf(product);
      if (index < 0) continue;
      const at = group.madeBy === undefined ? below(group.at, 'products', index) : group.at;
      for (const way of this.toGroup(group.name))
        ways.push([...way, { type: 'product', from: `group:${group.name}`, to: `application:${product}`, at }]);
    }
    return ways;
  }

  // ---- resources

  private projectEdges(project: Project, permission: string): (readonly Edge[])[] {
    if (project.archived && permission !== 'BROWSE_PROJECTS') return [];
    const scheme = project.scheme === undefined ? undefined : this.site.schemes.get(project.scheme);
    if (scheme === undefined) return this.teamManagedEdges(project, permission);
    const uses: Edge = { type: 'uses', from: `scheme:${scheme.name}`, to: `project:${project.name}`, at: below(project.at, 'scheme') };
    return this.grantEdges(scheme.grants, permission, project, project, (holder, grant) => [
      {
        type: 'grant',
        from: holder,
        to: `scheme:${scheme.name}`,
        permission,
        at: grant.at,
        ...this.through(grant, permission, 'jira'),
        ...ends(grant),
      },
      uses,
    ]);
  }

  private grantEdges(
    grants: readonly Grant[],
    permission: string,
    project: Project | undefined,
    room: Project | Space,
    finish: (holder: string, grant: Grant) => readonly Edge[],
  ): (readonly Edge[])[] {
    const ways: (readonly Edge[])[] = [];
    for (const grant of grants) {
      if (!this.lives(grant) || !grant.permissions.includes(permission)) continue;
      for (const holder of grant.to) {
        if (holder.type === 'portal-customers' && notForPortal.includes(permission)) continue;
        if (!this.mayReach(holder, permission, room, project)) continue;
        const text = writtenHolder(holder);
        for (const way of this.toHolder(holder, project, room)) if (ways.length < mostPaths) ways.push([...way, ...finish(text, grant)]);
      }
    }
    return ways;
  }

  /** Whether the gate in front of this kind of holder is open for the subject. */
  private mayReach({ type }: Holder, permission: string, room: Project | Space, project: Project | undefined): boolean {
    if (type === 'anyone' || type === 'portal-customers') return true;
    if (this.subject === 'logged-in') return true;
    const placed = this.toGuests(room, project === undefined ? 'space' : 'project').length > 0;
    // Where a guest is placed in a space, only what guests get counts.
    if (project === undefined) return placed ? type === 'guests' : this.toProduct('confluence').length > 0;
    return placed || this.gateProducts(permission).some((product) => this.toProduct(product).length > 0);
  }

  private gateProducts(permission: string): readonly Product[] {
    const certain = productOfPermission[permission];
    return certain === undefined ? jiraProducts : [certain];
  }

  private teamManagedEdges(project: Project, permission: string): (readonly Edge[])[] {
    return this.grantEdges(teamManagedGrants(project), permission, project, project, (from, { at }) => [
      { type: 'team-managed', from, to: `project:${project.name}`, permission, at },
    ]);
  }

  private spaceEdges(space: Space, permission: string): (readonly Edge[])[] {
    const to = `space:${space.name}`;
    const ways = this.grantEdges(space.access, permission, undefined, space, (from, grant) => [
      { type: 'access', from, to, permission, at: grant.at, ...this.through(grant, permission, 'confluence'), ...ends(grant) },
    ]);
    if (space.guestOperations.includes(permission)) {
      for (const way of this.toGuests(space, 'space'))
        ways.push([...way, { type: 'guest-permissions', from: 'guests', to, permission, at: below(space.at, 'guestPermissions') }]);
    }
    return ways;
  }

  private channelEdges(channel: Channel): (readonly Edge[])[] {
    const to = `channel:${channel.name}`;
    const ways = channel.members
      .filter((entry) => this.lives(entry))
      .flatMap((entry) =>
        this.toEntry(entry, false).map((way) => [
          ...way,
          { type: 'channel-member', from: `${entry.type}:${entry.name}`, to, at: entry.at, ...ends(entry) } satisfies Edge,
        ]),
      );
    const open: Edge = { type: 'channel-open', from: 'logged-in', to, at: below(channel.at, 'private') };
    return [...ways, ...this.toGuests(channel, 'channel'), ...(this.subject === 'logged-in' && !channel.private ? [[open]] : [])];
  }

  private siteEdges(permission: string): (readonly Edge[])[] {
    const { about } = this.site;
    if (permission.startsWith('use:')) return this.isClass() ? [] : [...this.toProduct(permission.slice('use:'.length) as Product)];
    const person = this.site.people.get(this.user() ?? '');
    if (permission.startsWith('guest:')) {
      const kind = permission.slice('guest:'.length);
      return person?.guest.some((each) => each === kind) === true
        ? [[{ type: 'guest-kind', from: this.subject, to: kind, at: below(person.at, 'guest') }]]
        : [];
    }
    if (permission === 'admin:site') {
      return about.admins.flatMap((entry) =>
        this.toEntryOfSite(entry).map((way) => [
          ...way,
          { type: 'admin', from: `${entry.type}:${entry.name}`, to: 'site', permission, at: entry.at } satisfies Edge,
        ]),
      );
    }
    return about.globalPermissions
      .filter((grant) => this.lives(grant) && grant.permissions.includes(permission))
      .flatMap((grant) =>
        grant.to.flatMap(({ name }) =>
          this.toEntryOfSite({ type: 'group', name }).map((way) => [
            ...way,
            { type: 'global', from: `group:${name}`, to: 'site', permission, at: grant.at, ...ends(grant) } satisfies Edge,
          ]),
        ),
      );
  }

  /** On the site an open group adds the class `logged-in` and no other person. */
  private toEntryOfSite(entry: Pick<Entry, 'type' | 'name'>): readonly (readonly Edge[])[] {
    return this.toEntry(entry, this.subject === 'logged-in');
  }

  // ---- gates, bundles

  private gate(permission: string, resource: string, paths: readonly Path[]): Explanation['gate'] {
    const system = resource.startsWith('project:') ? 'jira' : resource.startsWith('space:') ? 'confluence' : undefined;
    if (system === undefined || this.isClass()) return undefined;
    const gated = paths.some(({ edges }) => !edges.some(({ type, to }) => (type === 'class' && to === 'anyone') || type === 'placement'));
    if (!gated && paths.length > 0) return undefined;
    const products = system === 'confluence' ? (['confluence'] as const) : this.gateProducts(permission);
    const ways = products.flatMap((product) => this.toProduct(product)).map((edges) => pathOf([...this.root(), ...edges]));
    const name = resource.slice(resource.indexOf(':') + 1);
    const room = system === 'jira' ? this.site.projects.get(name) : this.site.spaces.get(name);
    const placed =
      room === undefined
        ? []
        : this.toGuests(room, system === 'jira' ? 'project' : 'space').map((edges) => pathOf([...this.root(), ...edges]));
    const needs = products.length === 1 ? products[0] : 'a product of Jira';
    return { needs: needs ?? 'a product', paths: [...ways, ...placed] };
  }

  /** The word in `allow` that brings a permission, where it is not the permission itself. */
  private through(grant: Grant, permission: string, system: 'jira' | 'confluence'): { readonly through?: string } {
    if (grant.allow.includes(permission)) return {};
    const word = grant.as === true ? grant.allow[0] : grant.allow.find((name) => this.brings(name, permission, system, new Set()));
    return word === undefined ? {} : { through: word };
  }

  private brings(name: string, permission: string, system: 'jira' | 'confluence', seen: Set<string>): boolean {
    if (name === permission) return true;
    if (name === 'all') return everything[system].includes(permission);
    if (seen.has(name)) return false;
    seen.add(name);
    const own = this.site.bundles.get(name)?.permissions ?? (Object.hasOwn(builtInBundles, name) ? (builtInBundles[name] ?? []) : []);
    return own.some((each) => this.brings(each, permission, system, seen));
  }
}

function ends({ until }: Timed): { readonly until?: string } {
  return until === undefined ? {} : { until };
}
