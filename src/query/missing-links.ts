import { placeOfMember, writtenHolder } from '../model/written.js';
import { below, type Place } from '../diagnostics/place.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Product } from '../model/permissions.js';
import type { Entry, Grant, Group, Project, Site, Timed } from '../model/site.js';
import { list } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { nameOf } from '../text/reference.js';
import { describeEdge, holderName } from './edge.js';
import { waysToHolder, type Explanation } from './explain.js';
import { censusOf, groupsAround, type Census } from './site-index.js';
import { teamManagedGrants } from './team-managed.js';

/** One thing that stands between a subject and an access: a sentence, and where it could be mended. */
export interface MissingLink {
  readonly text: string;
  readonly at?: Place;
}

/** Why there is no access, the nearest reason first. */
export function missingLinks(site: Site, matrix: Matrix, explanation: Explanation): readonly MissingLink[] {
  return new Missing(site, matrix, explanation).links();
}

class Missing {
  private readonly site: Site;
  private readonly census: Census;
  private readonly asOf: string;
  private readonly matrix: Matrix;
  private readonly explanation: Explanation;
  private readonly who: string;

  constructor(site: Site, matrix: Matrix, explanation: Explanation) {
    this.site = site;
    this.census = censusOf(site);
    this.asOf = matrix.asOf;
    this.matrix = matrix;
    this.explanation = explanation;
    this.who = holderName(explanation.subject);
  }

  links(): readonly MissingLink[] {
    const gone = this.gone();
    if (gone !== undefined) return [gone];
    const { explanation } = this;
    if (explanation.paths.length > 0) return [...this.closedGate(), ...this.noPrerequisite()];
    if (explanation.resource === 'site' || explanation.resource.startsWith('channel:'))
      return [...this.notEntered(), ...this.memberships()];
    const named = this.named();
    return [...this.archived(), ...(named ?? [...this.notGranted(), ...this.memberships()]), ...this.closedGate()];
  }

  private lives({ until }: Timed): boolean {
    return until === undefined || until >= this.asOf;
  }

  private gone(): MissingLink | undefined {
    const person = this.explanation.subject.startsWith('user:') ? this.site.people.get(nameOf(this.explanation.subject)) : undefined;
    if (person === undefined) return undefined;
    if (!person.active) return { text: `${this.who} is not active, so has no access at all.`, at: below(person.at, 'active') };
    return this.lives(person)
      ? undefined
      : { text: `The access of ${this.who} ended on ${person.until ?? ''}.`, at: below(person.at, 'until') };
  }

  private closedGate(): readonly MissingLink[] {
    const { gate, subject, resource } = this.explanation;
    if (gate === undefined || gate.paths.length > 0) return [];
    const person = this.site.people.get(nameOf(subject));
    const guest = person?.guest.length === 0 ? '' : ` and is not placed as a guest in ${place(resource)}`;
    return [
      { text: `${this.who} has not ${gate.needs}, which is needed to get in${guest}.`, ...(person === undefined ? {} : { at: person.at }) },
    ];
  }

  private noPrerequisite(): readonly MissingLink[] {
    const { permission, prerequisite } = this.explanation;
    if (prerequisite === undefined || prerequisite.paths.length > 0) return [];
    const beneath = missingLinks(this.site, this.matrix, prerequisite);
    return [{ text: `${permission} has no effect without ${prerequisite.permission}, which ${this.who} does not hold there.` }, ...beneath];
  }

  private archived(): readonly MissingLink[] {
    const project = this.project();
    if (project?.archived !== true) return [];
    return [
      {
        text: `The project ${visible(project.name)} is archived: nothing but BROWSE_PROJECTS is left of it.`,
        at: below(project.at, 'archived'),
      },
    ];
  }

  private project(): Project | undefined {
    return this.explanation.resource.startsWith('project:') ? this.site.projects.get(nameOf(this.explanation.resource)) : undefined;
  }

  private liveGrants(): readonly Grant[] {
    return this.grants().filter((grant) => this.lives(grant) && grant.permissions.includes(this.explanation.permission));
  }

  /** Whom the grants name, so that a reader sees which link to make; those are said to be others than the subject. */
  private notGranted(): readonly MissingLink[] {
    const { permission, resource } = this.explanation;
    const grants = this.liveGrants();
    const holders = holdersOf(grants);
    if (holders.length === 0) return [{ text: `${visible(permission)} is granted to nobody in ${place(resource)}.`, ...this.home() }];
    return [{ text: `${this.granted(holders)}; ${this.who} is none of these.`, ...placed(grants[0]?.at) }, ...this.roles(holders)];
  }

  private granted(holders: readonly string[]): string {
    const { permission, resource } = this.explanation;
    return `${visible(permission)} in ${place(resource)} is granted to ${list(holders.map((holder) => visible(holderName(holder))))}`;
  }

  /** How a grant names the subject, and why it gets nothing by it all the same; undefined if none does. */
  private named(): readonly MissingLink[] | undefined {
    const { subject, resource } = this.explanation;
    for (const grant of this.liveGrants()) {
      for (const holder of grant.to) {
        const [way] = waysToHolder(this.site, this.asOf, subject, holder, resource);
        if (way === undefined) continue;
        const through = way.length === 0 ? '' : ` (through ${list(way.map((edge) => visible(describeEdge(edge))))})`;
        const text = `${this.granted(holdersOf([grant]))}; ${this.who} is named there${through}, but ${this.hindrance()}.`;
        return [{ text, at: grant.at }, ...this.roles(holdersOf([grant]))];
      }
    }
    return undefined;
  }

  private hindrance(): string {
    const { subject, permission, resource, gate } = this.explanation;
    if (this.project()?.archived === true) return 'of an archived project nobody gets more than BROWSE_PROJECTS';
    if (subject === 'portal-customers') return `customers of the portal cannot hold ${visible(permission)}`;
    const isGuest = resource.startsWith('space:') && gate?.paths.some(({ edges }) => edges.some(({ type }) => type === 'placement'));
    if (isGuest === true) return 'a guest gets only what guests are granted there';
    return gate?.needs === 'a product of Jira' ? 'has no product that lets them in' : `has not ${gate?.needs ?? 'the product it needs'}`;
  }

  /** Who is in a channel, administers the site, or has a product: nothing stands in front of these. */
  private notEntered(): readonly MissingLink[] {
    const { permission, resource } = this.explanation;
    if (permission === 'member' && resource !== 'site') return this.notInChannel();
    if (permission === 'admin:site')
      return this.notListed('The site is administered by', 'Nobody administers the site', this.site.about.admins);
    if (permission.startsWith('use:')) return [this.noProduct(permission.slice('use:'.length))];
    if (permission.startsWith('guest:')) return [this.noGuest(permission.slice('guest:'.length))];
    return this.notGranted();
  }

  private notInChannel(): readonly MissingLink[] {
    const channel = this.site.channels.get(nameOf(this.explanation.resource));
    if (channel === undefined) return [];
    const name = visible(channel.name);
    const guests = channel.guests.map(({ user, until }): Listed => ({
      type: 'user',
      name: user,
      at: channel.at,
      ...(until === undefined ? {} : { until }),
    }));
    const state = channel.private ? 'is private' : 'is open to whoever is logged in';
    return this.notListed(`The channel ${name} ${state}; in it are`, `The channel ${name} ${state}, and nobody is in it`, [
      ...channel.members,
      ...guests,
    ]);
  }

  private notListed(are: string, nobody: string, entries: readonly Listed[]): readonly MissingLink[] {
    const living = entries.filter((entry) => this.lives(entry));
    if (living.length === 0) return [{ text: `${nobody}.`, ...this.home() }];
    const names = [...new Set(living.map(actorName))];
    return [{ text: `${are} ${list(names)}; ${this.who} is none of these.`, ...placed(living[0]?.at) }];
  }

  private noProduct(product: string): MissingLink {
    const givers = this.census.groupsGiving(product as Product).flatMap((group) => this.group(group) ?? []);
    const person = this.site.people.get(nameOf(this.explanation.subject));
    const groups = givers.length === 0 ? 'no group gives it' : `it is given by ${list(givers.map(({ name }) => `group ${visible(name)}`))}`;
    return {
      text: `${this.who} has not ${visible(product)}: it is not among their own products today, and ${groups}${givers.length === 0 ? '' : ', which they are not in'}.`,
      ...placed(person?.at ?? givers[0]?.at),
    };
  }

  private noGuest(kind: string): MissingLink {
    const person = this.site.people.get(nameOf(this.explanation.subject));
    return { text: `${this.who} is not declared a guest of ${visible(kind)}: the entry of a person gives that.`, ...placed(person?.at) };
  }

  private grants(): readonly Grant[] {
    const name = nameOf(this.explanation.resource);
    const project = this.project();
    if (project !== undefined)
      return project.scheme === undefined ? teamManagedGrants(project) : (this.site.schemes.get(project.scheme)?.grants ?? []);
    if (this.explanation.resource === 'site') return this.site.about.globalPermissions;
    const space = this.explanation.resource.startsWith('space:') ? this.site.spaces.get(name) : undefined;
    if (space === undefined) return [];
    const guests: Grant = {
      to: [{ type: 'guests', name: '' }],
      allow: space.guestPermissions,
      permissions: space.guestOperations,
      at: space.at,
    };
    return [...space.access, guests];
  }

  private home(): { readonly at?: Place } {
    const name = nameOf(this.explanation.resource);
    const { resource } = this.explanation;
    const things = resource.startsWith('project:')
      ? this.site.projects
      : resource.startsWith('space:')
        ? this.site.spaces
        : this.site.channels;
    return placed(resource === 'site' ? this.site.about.at : things.get(name)?.at);
  }

  /** For each role that has it, who holds the role here. */
  private roles(holders: readonly string[]): readonly MissingLink[] {
    const project = this.project();
    if (project === undefined) return [];
    return holders
      .filter((holder) => holder.startsWith('role:'))
      .map((holder) => {
        const actors = (project.roles.get(nameOf(holder)) ?? []).filter((actor) => this.lives(actor));
        const text =
          actors.length === 0
            ? `Nobody holds the role ${visible(nameOf(holder))} in ${visible(project.name)}`
            : `The role ${visible(nameOf(holder))} in ${visible(project.name)} is held by ${list(actors.map(actorName))}`;
        return { text: `${text}.`, at: actors[0]?.at ?? below(project.at, 'roles') };
      });
  }

  /** The groups the subject is in, and that none of them leads there. */
  private memberships(): readonly MissingLink[] {
    const { subject } = this.explanation;
    if (!subject.startsWith('user:')) return [];
    const person = this.census.personNumber(nameOf(subject));
    const project = this.project();
    return this.census.groupsOf(person).flatMap((number) => {
      const group = this.group(number);
      const member = Array.from(this.census.entriesOf(number, person)).find((each) => this.lives(each));
      if (group === undefined || member === undefined) return [];
      const holds = project === undefined ? '' : this.rolesOf(number, project);
      const text =
        project === undefined
          ? `${this.who} is in group ${visible(group.name)}, which has no such access there`
          : `${this.who} is in group ${visible(group.name)}, but ${visible(group.name)} ${holds}`;
      return [{ text: `${text}.`, at: placeOfMember(member, below(group.at, 'members')) }];
    });
  }

  private group(number: number): Group | undefined {
    return this.site.groups.get(this.census.groupName(number));
  }

  private rolesOf(group: number, project: Project): string {
    const around = new Set(groupsAround(this.census, [group]));
    const held = [...project.roles]
      .filter(([, actors]) =>
        actors.some((actor) => actor.type === 'group' && around.has(this.census.groupNumber(actor.name)) && this.lives(actor)),
      )
      .map(([role]) => visible(role));
    return held.length === 0 ? `holds no role in ${visible(project.name)}` : `only holds ${list(held)} in ${visible(project.name)}`;
  }
}

type Listed = Pick<Entry, 'type' | 'name' | 'at' | 'until'>;

function placed(at: Place | undefined): { readonly at?: Place } {
  return at === undefined ? {} : { at };
}

function holdersOf(grants: readonly Grant[]): readonly string[] {
  return [...new Set(grants.flatMap(({ to }) => to.map(writtenHolder)))];
}

function actorName({ type, name }: Pick<Entry, 'type' | 'name'>): string {
  return type === 'group' ? `group ${visible(name)}` : visible(name);
}

function place(resource: string): string {
  return resource === 'site' ? 'the site' : `${resource.slice(0, resource.indexOf(':'))} ${visible(nameOf(resource))}`;
}
