import type { Naming } from '../matrix/name-list.js';
import type { SubjectSet } from '../matrix/subject-set.js';
import type { Site } from '../model/site.js';
import type { Circle } from './plan.js';
import { traitsIn } from './subjects.js';

/** Who is told together: the same circle, and of external people the same company. */
export interface Kin {
  readonly number: number;
  readonly circle: Circle;
  /** Of external people, if they have one. */
  readonly company?: string;
}

/** Some people of one kind. */
interface Share {
  readonly kin: Kin;
  readonly subjects: SubjectSet;
}

/** Splits sets of subjects by circle and company. Each subject is looked up once. */
export class Circles {
  private readonly naming: Naming;
  private readonly site: Site;
  private readonly kins: Kin[] = [];
  private readonly byName = new Map<string, Kin>();
  private readonly kinOf = new Map<number, Kin>();
  /** The largest kind, which most of a large set is. */
  private readonly most: Share | undefined;
  private readonly known = new Map<SubjectSet, readonly Share[]>();

  /** `everybody`: all who are in the sets to come. */
  constructor(everybody: SubjectSet, naming: Naming, site: Site) {
    this.naming = naming;
    this.site = site;
    const members: number[][] = [];
    everybody.visit((subject) => {
      const kin = this.look(subject);
      this.kinOf.set(subject, kin);
      (members[kin.number] ??= []).push(subject);
    });
    const [largest] = this.kins.toSorted((a, b) => (members[b.number]?.length ?? 0) - (members[a.number]?.length ?? 0));
    if (largest !== undefined)
      this.most = { kin: largest, subjects: naming.sets.ofSorted(Uint32Array.from(members[largest.number] ?? [])) };
  }

  split(subjects: SubjectSet): readonly Share[] {
    let shares = this.known.get(subjects);
    if (shares === undefined) this.known.set(subjects, (shares = this.shares(subjects)));
    return shares;
  }

  private shares(subjects: SubjectSet): readonly Share[] {
    const { sets } = this.naming;
    if (this.most === undefined) return [];
    const usual = sets.intersection(subjects, this.most.subjects);
    const others = new Map<Kin, number[]>();
    sets.difference(subjects, this.most.subjects).visit((subject) => {
      const kin = this.kinOf.get(subject) ?? this.look(subject);
      const list = others.get(kin);
      if (list === undefined) others.set(kin, [subject]);
      else list.push(subject);
    });
    return [
      ...(usual.size === 0 ? [] : [{ kin: this.most.kin, subjects: usual }]),
      ...Array.from(others, ([kin, list]) => ({ kin, subjects: sets.of(list) })),
    ];
  }

  private look(subject: number): Kin {
    const name = this.naming.name(subject);
    const circle = circleOf(name, this.site);
    const company = circle === 'external' ? traitsIn(this.site, name).company : undefined;
    const key = `${circle}\t${company ?? ''}`;
    let kin = this.byName.get(key);
    if (kin === undefined) {
      kin = { number: this.kins.length, circle, ...(company === undefined ? {} : { company }) };
      this.kins.push(kin);
      this.byName.set(key, kin);
    }
    return kin;
  }
}

function circleOf(subject: string, site: Site): Circle {
  switch (subject) {
    case 'anyone':
      return 'public';
    case 'logged-in':
      return 'logged-in';
    case 'portal-customers':
      return 'portal';
    default:
      return traitsIn(site, subject).audience;
  }
}
