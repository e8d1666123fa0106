import type { MatrixChange } from '../../diff/access-change.js';
import type { Matrix } from '../../matrix/matrix.js';
import { administrators } from '../../query/administrators.js';
import type { About, Person, Site } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { count, list } from '../../text/plural.js';
import type { Cells, Standing } from './between.js';
import { CellSet } from './cell-set.js';

/** Why a state may not be, though it gives nobody more. */
export interface Lost {
  /** Nobody administers a place that somebody does on both sides, too few do the site, or whoever applies has lost what they have on both. */
  readonly type: 'administrators' | 'caller';
  /** What is lost there. */
  readonly cells: Cells;
  /** `nobody would administer project ACME`. */
  readonly what: string;
}

/** Rights with which somebody gives rights. */
const ofSite = ['ADMINISTER', 'admin:site'];
const administering: ReadonlySet<string> = new Set([...ofSite, 'ADMINISTER_PROJECTS', 'administer/space']);

/** Who administers a place: people who are no programs, and anybody at all. */
interface Administered {
  readonly people: number;
  readonly any: number;
}

/** Tells what administration is lost in a state that is there on both sides. */
export class Administration {
  private readonly before: Matrix;
  private readonly after: Matrix;
  private readonly site: Site;
  private readonly about: About;
  private readonly caller: string | undefined;
  private readonly wanted = new Map<string, Administered>();

  /** `site`: any with the people of both sides. `caller`: a person's name. */
  constructor(before: Matrix, after: Matrix, site: Site, caller: string | undefined) {
    [this.before, this.after, this.site, this.about] = [before, after, site, site.about];
    this.caller = caller === undefined ? undefined : `user:${caller}`;
  }

  lostIn(now: Matrix, { change, missing }: Standing): readonly Lost[] {
    return [...this.placesLost(now, change), ...this.callersLoss(missing)];
  }

  private *placesLost(now: Matrix, change: MatrixChange): Generator<Lost> {
    const names = new Set<string>();
    for (const { resource, delta } of change.blocks) {
      const isLess = delta.permissions.some(({ permission, before }) => before === 'allowed' && administering.has(permission));
      if (isLess) names.add(change.pairing.resourceName(resource));
    }
    for (const resource of [...names].sort(compareBytes)) {
      // On the free plan everybody administers everything but the site.
      if (resource !== 'site' && this.about.plan === 'free') continue;
      const wanted = this.wantedOf(resource);
      const is = this.administered(now, resource);
      if (is.people < wanted.people || is.any < wanted.any) yield this.lostPlace(resource, is, wanted);
    }
  }

  private lostPlace(resource: string, is: Administered, wanted: Administered): Lost {
    const place = resource === 'site' ? 'the site' : resource.replace(':', ' ');
    const who = is.people === 0 ? 'nobody' : `only ${count(is.people, 'person', 'people')} of ${String(wanted.people)}`;
    const permissions = permissionsOf(resource);
    const subjects = [this.before, this.after].flatMap((matrix) =>
      permissions.flatMap((permission) => matrix.holders(permission, resource).map(({ subject }) => subject)),
    );
    return {
      type: 'administrators',
      cells: { resource, permissions, subjects: [...new Set(subjects)].sort(compareBytes) },
      what: `${who} would administer ${place}`,
    };
  }

  private *callersLoss(missing: readonly Cells[]): Generator<Lost> {
    const { caller } = this;
    if (caller === undefined) return;
    for (const { resource, permissions, subjects } of CellSet.of(missing.filter(({ subjects }) => subjects.includes(caller))).list()) {
      const lost = permissions.filter((permission) => administering.has(permission));
      if (lost.length === 0 || !subjects.includes(caller)) continue;
      const name = caller.slice('user:'.length);
      const what = `${name}, who applies it, would be without ${list(lost)} on ${resource.replace(':', ' ')}`;
      yield { type: 'caller', cells: { resource, permissions: lost, subjects: [caller] }, what };
    }
  }

  /** How many there have to be at least. */
  private wantedOf(resource: string): Administered {
    const known = this.wanted.get(resource);
    if (known !== undefined) return known;
    const [was, is] = [this.administered(this.before, resource), this.administered(this.after, resource)];
    const least = resource === 'site' ? Math.max(1, this.about.limits.minAdmins) : 1;
    const wanted = { people: Math.min(least, was.people, is.people), any: Math.min(1, was.any, is.any) };
    this.wanted.set(resource, wanted);
    return wanted;
  }

  private administered(matrix: Matrix, resource: string): Administered {
    const subjects =
      resource === 'site'
        ? administrators(this.site, matrix).map(({ subject }) => subject)
        : permissionsOf(resource).flatMap((permission) =>
            matrix.holders(permission, resource).flatMap(({ subject, verdict }) => (verdict === 'allowed' ? subject : [])),
          );
    const own = subjects.filter((subject) => !this.isApp(subject));
    return { people: own.filter((subject) => subject.startsWith('user:')).length, any: own.length };
  }

  private isApp(subject: string): boolean {
    const people: ReadonlyMap<string, Person> = this.site.people;
    return people.get(subject.slice('user:'.length))?.type === 'app';
  }
}

function permissionsOf(resource: string): readonly string[] {
  if (resource === 'site') return ofSite;
  return resource.startsWith('space:') ? ['administer/space'] : resource.startsWith('project:') ? ['ADMINISTER_PROJECTS'] : [];
}
