import type { Person, Ref } from '../model/site.js';
import type { Roster } from './roster.js';

/** Somebody of the company and somebody from outside, where there are such. A group of the identity provider counts if it says of what kind it is. */
export interface Mixture {
  readonly internal?: string;
  readonly external?: string;
}

export function isMixed({ internal, external }: Mixture): boolean {
  return internal !== undefined && external !== undefined;
}

export function join(a: Mixture, b: Mixture): Mixture {
  return { ...b, ...a };
}

/** Of what kind the people in groups are; each group is looked through once. */
export class Audiences {
  private readonly roster: Roster;
  private readonly known = new Map<string, Mixture>();

  constructor(roster: Roster) {
    this.roster = roster;
  }

  of(ref: Ref): Mixture {
    if (ref.type === 'user') return this.among(this.roster.subjectsOf(ref));
    const known = this.known.get(ref.name);
    if (known !== undefined) return known;
    const made = this.among(this.roster.subjectsOf(ref));
    this.known.set(ref.name, made);
    return made;
  }

  private among(subjects: Iterable<number>): Mixture {
    let found: Mixture = {};
    for (const subject of subjects) {
      found = join(found, this.kindOf(subject));
      if (isMixed(found)) break;
    }
    return found;
  }

  private kindOf(subject: number): Mixture {
    const person: Person | undefined = this.roster.personOf(subject);
    const group = person === undefined ? this.roster.idpGroupOf(subject) : undefined;
    const audience = person?.type === 'app' ? undefined : (person ?? group)?.audience;
    return audience === undefined ? {} : { [audience]: person?.name ?? group?.name ?? '' };
  }
}
