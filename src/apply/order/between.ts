import { diffMatrices, type ChangeBlock, type Delta, type MatrixChange } from '../../diff/access-change.js';
import type { Pairing } from '../../diff/pairing.js';
import type { Matrix } from '../../matrix/matrix.js';
import { nameList } from '../../matrix/name-list.js';
import type { SubjectSet } from '../../matrix/subject-set.js';
import { nobody, Verdicts } from '../../matrix/verdicts.js';

/** Some permissions of some subjects on one resource. */
export interface Cells {
  readonly resource: string;
  readonly permissions: readonly string[];
  /** Sorted by bytes. */
  readonly subjects: readonly string[];
}

/** How a state between two others stands to them. */
export interface Standing {
  /** What is in it beyond both: a verdict that the one before and the one after do not cover together. */
  readonly more: readonly Cells[];
  /** What both have and it has not. */
  readonly missing: readonly Cells[];
  /** What differs from before. */
  readonly change: MatrixChange;
}

/** What of two differences of the same cells is beyond both sides, and what is less than either. */
interface Verdict {
  readonly more: readonly string[];
  readonly missing: readonly string[];
}

/** Holds states between two matrices against them. No cell is listed that is on either side what it is in between. */
export class Between {
  private readonly before: Matrix;
  private readonly after: Matrix;
  private readonly verdicts = new Verdicts();

  constructor(before: Matrix, after: Matrix) {
    this.before = before;
    this.after = after;
  }

  standing(now: Matrix): Standing {
    const change = diffMatrices(this.before, now);
    const rest = diffMatrices(now, this.after);
    const [more, missing]: [Cells[], Cells[]] = [[], []];
    const translation = new Translation(change.pairing, rest.pairing);
    const later = byResource(rest.blocks, (resource) => translation.resource(resource));
    const verdicts = new Map<Delta, Map<Delta, Verdict>>();
    const { naming, resourceName } = change.pairing;
    for (const { resource, delta, subjects } of change.blocks) {
      for (const other of later.get(resource) ?? []) {
        const verdict = remembered(verdicts, delta, other.delta, () => this.judge(delta, other.delta));
        if (verdict.more.length + verdict.missing.length === 0) continue;
        const shared = naming.sets.intersection(subjects, translation.subjects(other.subjects));
        if (shared.size === 0) continue;
        const cells = { resource: resourceName(resource), subjects: nameList(shared, naming) };
        if (verdict.more.length > 0) more.push({ ...cells, permissions: verdict.more });
        if (verdict.missing.length > 0) missing.push({ ...cells, permissions: verdict.missing });
      }
    }
    return { more, missing, change };
  }

  private judge(first: Delta, then: Delta): Verdict {
    const [more, missing]: [string[], string[]] = [[], []];
    const afterwards = new Map(then.permissions.map((each) => [each.permission, each.after]));
    for (const { permission, before, after: now } of first.permissions) {
      if (!afterwards.has(permission)) continue;
      const [had, has, willHave] = [before, now, afterwards.get(permission)].map((text) => this.verdicts.parse(text ?? ''));
      const either = this.verdicts.or(had ?? nobody, willHave ?? nobody);
      const both = this.verdicts.and(had ?? nobody, willHave ?? nobody);
      if (!this.verdicts.implies(has ?? nobody, either)) more.push(permission);
      if (!this.verdicts.implies(both, has ?? nobody)) missing.push(permission);
    }
    return { more, missing };
  }
}

/** Numbers of the second of two differences, whose left side is the right one of the first, as numbers of the first. */
class Translation {
  private readonly first: Pairing;
  private readonly then: Pairing;
  private readonly known = new Map<SubjectSet, SubjectSet>();
  private absent: ReadonlyMap<string, number> | undefined;
  private absentResources: ReadonlyMap<string, number> | undefined;

  constructor(first: Pairing, then: Pairing) {
    this.first = first;
    this.then = then;
  }

  /** -1 for what is on the last side only. */
  resource(number: number): number {
    const own = this.then.rowsInA[number] ?? -1;
    if (own >= 0) return this.first.rowsFromB[own] ?? -1;
    this.absentResources ??= namesWithout(this.first.rowsInB, this.first.resourceName);
    return this.absentResources.get(this.then.resourceName(number)) ?? -1;
  }

  subjects(set: SubjectSet): SubjectSet {
    const known = this.known.get(set);
    if (known !== undefined) return known;
    const found: number[] = [];
    set.visit((subject) => {
      const number = this.subject(subject);
      if (number >= 0) found.push(number);
    });
    const made = this.first.naming.sets.of(found);
    this.known.set(set, made);
    return made;
  }

  private subject(number: number): number {
    const [from, to] = [this.then.naming, this.first.naming];
    const named = from.people + from.groups;
    if (number >= named) return number - named + to.people + to.groups;
    const own = this.then.subjectsInA[number] ?? -1;
    if (own >= 0) return this.first.subjectsFromB[own] ?? -1;
    this.absent ??= namesWithout(this.first.subjectsInB, to.name);
    return this.absent.get(from.name(number)) ?? -1;
  }
}

function namesWithout(own: Int32Array, name: (number: number) => string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [number, at] of own.entries()) if (at < 0) found.set(name(number), number);
  return found;
}

function byResource(blocks: readonly ChangeBlock[], resource: (number: number) => number): ReadonlyMap<number, readonly ChangeBlock[]> {
  const found = new Map<number, ChangeBlock[]>();
  for (const block of blocks) {
    const number = resource(block.resource);
    const list = found.get(number);
    if (list === undefined) found.set(number, [block]);
    else list.push(block);
  }
  return found;
}

function remembered(known: Map<Delta, Map<Delta, Verdict>>, a: Delta, b: Delta, make: () => Verdict): Verdict {
  const ofA = known.get(a) ?? new Map<Delta, Verdict>();
  known.set(a, ofA);
  const verdict = ofA.get(b) ?? make();
  ofA.set(b, verdict);
  return verdict;
}
