import { below, type Place } from '../diagnostics/place.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Entry, Grant, Project, Site, Timed } from '../model/site.js';
import { list } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { holderName, nameOf } from './edge.js';
import type { Explanation } from './explain.js';
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
  private readonly asOf: string;
  private readonly matrix: Matrix;
  private readonly explanation: Explanation;
  private readonly who: string;

  constructor(site: Site, matrix: Matrix, explanation: Explanation) {
    this.site = site;
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
    return [...this.archived(), ...this.notGranted(), ...this.memberships(), ...this.closedGate()];
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

  /** Who is granted it, so that a reader sees which link to make. */
  private notGranted(): readonly MissingLink[] {
    const { permission, resource } = this.explanation;
    const grants = this.grants().filter((grant) => this.lives(grant) && grant.permissions.includes(permission));
    const holders = [...new Set(grants.flatMap(({ to }) => to.map(({ type, name }) => (name === '' ? type : `${type}:${name}`))))];
    if (holders.length === 0) return [{ text: `${visible(permission)} is granted to nobody in ${place(resource)}.`, ...this.home() }];
    const first = grants[0];
    return [
      {
        text: `${visible(permission)} in ${place(resource)} is granted to ${list(holders.map((holder) => visible(holderName(holder))))}; ${this.who} is none of these.`,
        ...(first === undefined ? {} : { at: first.at }),
      },
      ...this.roles(holders),
    ];
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
    const thing = this.site.projects.get(name) ?? this.site.spaces.get(name) ?? this.site.channels.get(name);
    return thing === undefined ? {} : { at: thing.at };
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
    const user = nameOf(this.explanation.subject);
    const project = this.project();
    return [...this.site.groups.values()].flatMap((group) => {
      const member = group.members.find((each) => each.user === user && this.lives(each));
      if (member === undefined) return [];
      const holds = project === undefined ? '' : this.rolesOf(group.name, project);
      const text =
        project === undefined
          ? `${this.who} is in group ${visible(group.name)}, which has no such access there`
          : `${this.who} is in group ${visible(group.name)}, but ${visible(group.name)} ${holds}`;
      return [{ text: `${text}.`, at: member.at ?? below(group.at, 'members', member.index) }];
    });
  }

  private rolesOf(group: string, project: Project): string {
    const held = [...project.roles]
      .filter(([, actors]) => actors.some((actor) => actor.type === 'group' && actor.name === group && this.lives(actor)))
      .map(([role]) => visible(role));
    return held.length === 0 ? `holds no role in ${visible(project.name)}` : `only holds ${list(held)} in ${visible(project.name)}`;
  }
}

function actorName({ type, name }: Entry): string {
  return type === 'group' ? `group ${visible(name)}` : visible(name);
}

function place(resource: string): string {
  return resource === 'site' ? 'the site' : `${resource.slice(0, resource.indexOf(':'))} ${visible(nameOf(resource))}`;
}
