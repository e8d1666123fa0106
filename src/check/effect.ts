import { hasEnded } from '../model/ends.js';
import type { SubjectClass } from '../matrix/subject-classes.js';
import type { Grant, Holder } from '../model/site.js';
import { namedBy, type Room } from './rooms.js';
import { rosterOf } from './roster.js';
import type { Subject } from './rule.js';

/** How many subjects may still be looked at. Where it runs out, a grant is taken to have an effect: rather a finding less than a wait. */
export interface Patience {
  left: number;
}

export function patience(): Patience {
  return { left: 200_000 };
}

/** Whether a grant gives any subject a permission in a room. Others may give it as well. */
export function givesAnything(subject: Subject, room: Room, grant: Grant, steps: Patience): boolean {
  return new Search(subject, room, grant, steps).finds();
}

class Search {
  private readonly subject: Subject;
  private readonly room: Room;
  private readonly grant: Grant;
  private readonly steps: Patience;
  private readonly row: number;
  private readonly permissions: readonly number[];

  constructor(subject: Subject, room: Room, grant: Grant, steps: Patience) {
    const { evaluator } = rosterOf(subject);
    this.subject = subject;
    this.room = room;
    this.grant = grant;
    this.steps = steps;
    this.row = rosterOf(subject).rowOf(room.resource);
    this.permissions = grant.permissions.flatMap((name) => evaluator.tables.effects.idOf(name) ?? []);
  }

  finds(): boolean {
    return this.grant.to.some((holder, index) => this.reaches(holder, index));
  }

  private reaches(holder: Holder, index: number): boolean {
    const roster = rosterOf(this.subject);
    const named = namedBy(holder, this.grant, index, this.room, this.subject.asOf);
    if (named === undefined) return this.unnamed(holder);
    return named.some((ref) => {
      if (ref.type === 'group' && roster.isOpen(ref.name) && this.classHas('logged-in')) return true;
      for (const each of roster.subjectsOf(ref))
        if (--this.steps.left < 0 || this.has(roster.evaluator.access(this.row, each))) return true;
      return false;
    });
  }

  /** Holders that are a class, or about which only an issue can tell. */
  private unnamed({ type }: Holder): boolean {
    if (type === 'guests') return this.anyGuest();
    if (type === 'portal-customers') return this.classHas(type);
    // What the public is granted reaches whoever sees the room, even where the public itself does not.
    const classes: readonly SubjectClass[] = type === 'anyone' ? ['anyone', 'logged-in', 'portal-customers'] : ['logged-in'];
    return classes.some((each) => this.classHas(each)) || this.anyNamed();
  }

  private classHas(type: SubjectClass): boolean {
    return this.has(rosterOf(this.subject).evaluator.classAccess(this.row, type));
  }

  private anyGuest(): boolean {
    const roster = rosterOf(this.subject);
    const { spaces } = this.subject.site;
    const guests = this.room.project?.guests ?? spaces.get(this.room.name)?.guests ?? [];
    return guests.some((guest) => {
      const number = hasEnded(guest, this.subject.asOf) ? undefined : roster.numberOf(guest.user);
      return number !== undefined && this.has(roster.evaluator.access(this.row, number));
    });
  }

  private anyNamed(): boolean {
    const all = new Set<number>();
    rosterOf(this.subject).evaluator.visitNamed(this.row, (_, access) => all.add(access));
    return [...all].some((access) => this.has(access));
  }

  private has(access: number): boolean {
    const { effects } = rosterOf(this.subject).evaluator.tables;
    return this.permissions.some((permission) => effects.verdict(access, permission) !== 0);
  }
}
