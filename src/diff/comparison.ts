import { nothing } from '../matrix/effects.js';
import type { Evaluator } from '../matrix/evaluate.js';
import { classes } from '../matrix/subject-classes.js';
import type { Partition } from '../matrix/partition.js';
import { addTo } from '../matrix/subject-set.js';
import type { ChangeBlock, Delta } from './access-change.js';
import { Apart } from './apart.js';
import { deltaOf } from './delta.js';
import { PairedBlocks, type PairedBlock } from './paired-blocks.js';
import type { Pairing } from './pairing.js';

/** Above this, subjects that are new, gone or have other products are compared row by row with all others. */
const fewChangedSubjects = 256;

/** Who changes on one resource, by how. */
type Found = Map<Delta, number[]>;

/** What those of one side hold on a row whom it singles out, in common numbers, and all others by block. */
interface Held {
  readonly partition: Partition | undefined;
  readonly from: Int32Array;
  readonly inSide: Int32Array;
}

/** Compares two sides, resource by resource; what many gain or lose alike is one block. */
export class Comparison {
  private readonly a: Evaluator;
  private readonly b: Evaluator;
  private readonly pairing: Pairing;
  private readonly deltas = new Map<number, Delta | false>();
  private readonly blocks: ChangeBlock[] = [];
  /** Subjects that are looked at by themselves, not with the rows. */
  private readonly apart: ReadonlySet<number>;
  private readonly apartInA: Apart;
  private readonly apartInB: Apart;
  private readonly comparesAll: boolean;
  private readonly pairedBlocks: PairedBlocks;

  constructor(a: Evaluator, b: Evaluator, pairing: Pairing) {
    this.a = a;
    this.b = b;
    this.pairing = pairing;
    this.comparesAll = pairing.changedSubjects.length > fewChangedSubjects;
    this.apart = new Set(this.comparesAll ? [] : pairing.changedSubjects);
    this.apartInA = new Apart(
      a,
      Array.from(this.apart, (subject) => pairing.subjectsInA[subject] ?? -1),
    );
    this.apartInB = new Apart(
      b,
      Array.from(this.apart, (subject) => pairing.subjectsInB[subject] ?? -1),
    );
    this.pairedBlocks = new PairedBlocks(pairing, (subject) => !this.apart.has(subject));
  }

  /** In the order of the resources. */
  run(): readonly ChangeBlock[] {
    const { changedSubjects, resourceCount, resources } = this.pairing;
    for (const resource of changedSubjects.length > 0 ? allOf(resourceCount) : resources) {
      const found: Found = new Map<Delta, number[]>();
      if (this.apart.size > 0) this.compareApart(resource, found);
      this.compareClasses(resource);
      this.compareRow(resource, found);
    }
    return this.blocks;
  }

  /** Undefined where both sides give the same. */
  private delta(before: number, after: number): Delta | undefined {
    const key = before * 2 ** 26 + after;
    let delta = this.deltas.get(key);
    if (delta === undefined) {
      delta = deltaOf(this.a.tables.effects.cells(before), this.b.tables.effects.cells(after)) ?? false;
      this.deltas.set(key, delta);
    }
    return delta === false ? undefined : delta;
  }

  private note(found: Found, subject: number, before: number, after: number): void {
    const delta = this.delta(before, after);
    if (delta === undefined) return;
    const list = found.get(delta);
    if (list === undefined) found.set(delta, [subject]);
    else list.push(subject);
  }

  /** Subjects that are new, gone or have other products can differ on every row. */
  private compareApart(resource: number, found: Found): void {
    const before = this.apartInA.accesses(this.pairing.rowsInA[resource] ?? -1);
    const after = this.apartInB.accesses(this.pairing.rowsInB[resource] ?? -1);
    let place = 0;
    for (const subject of this.apart) {
      this.note(found, subject, before[place] ?? nothing, after[place] ?? nothing);
      place++;
    }
  }

  private compareClasses(resource: number): void {
    const { naming, rowsInA, rowsInB } = this.pairing;
    if (this.pairing.sameFrame(resource)) return;
    const [rowA, rowB] = [rowsInA[resource] ?? -1, rowsInB[resource] ?? -1];
    for (const [index, each] of classes.entries()) {
      const before = rowA < 0 ? nothing : this.a.classAccess(rowA, each);
      const after = rowB < 0 ? nothing : this.b.classAccess(rowB, each);
      const delta = this.delta(before, after);
      if (delta !== undefined) this.blocks.push({ resource, delta, subjects: naming.sets.of([naming.people + naming.groups + index]) });
    }
  }

  private compareRow(resource: number, found: Found): void {
    const candidates = this.comparesAll ? 'all' : this.pairing.candidates(resource);
    if (candidates === 'named' || candidates === 'all') this.compareAll(resource, found);
    else if (candidates !== 'none') this.compareFew(resource, candidates, found);
    for (const [delta, subjects] of found) this.blocks.push({ resource, delta, subjects: this.pairing.naming.sets.of(subjects) });
  }

  private compareFew(resource: number, subjects: ReadonlySet<number>, found: Found): void {
    const { rowsInA, rowsInB, subjectsInA, subjectsInB } = this.pairing;
    for (const subject of subjects) {
      const before = this.a.access(rowsInA[resource] ?? -1, subjectsInA[subject] ?? -1);
      const after = this.b.access(rowsInB[resource] ?? -1, subjectsInB[subject] ?? -1);
      this.note(found, subject, before, after);
    }
  }

  /** One pass over both sides: those singled out on either one by one, all others block by block. */
  private compareAll(resource: number, found: Found): void {
    const { rowsInA, rowsInB, subjectsInA, subjectsInB, subjectsFromA, subjectsFromB } = this.pairing;
    const before = { partition: partitionOf(this.a, rowsInA[resource] ?? -1), from: subjectsFromA, inSide: subjectsInA };
    const after = { partition: partitionOf(this.b, rowsInB[resource] ?? -1), from: subjectsFromB, inSide: subjectsInB };
    const singled: number[] = [];
    this.compareSingled(before, after, found, singled);
    this.compareBlocks(resource, before, after, found, singled);
  }

  private compareSingled(before: Held, after: Held, found: Found, singled: number[]): void {
    const [left, right] = [new Cursor(before), new Cursor(after)];
    while (left.subject < end || right.subject < end) {
      const subject = Math.min(left.subject, right.subject);
      const had = left.take(subject);
      const has = right.take(subject);
      if (this.apart.has(subject)) continue;
      singled.push(subject);
      this.note(found, subject, had, has);
    }
  }

  /** Blocks that change alike become one, less those who were singled out and plus those of them who change like it. */
  private compareBlocks(resource: number, before: Held, after: Held, found: Found, singled: readonly number[]): void {
    const { sets } = this.pairing.naming;
    for (const [delta, parts] of this.changedParts(before, after)) {
      const words = sets.noBits();
      addTo(words, this.pairedBlocks.union(parts));
      for (const subject of singled) words[subject >>> 5] = (words[subject >>> 5] ?? 0) & ~(1 << (subject & 31));
      for (const subject of found.get(delta) ?? []) words[subject >>> 5] = (words[subject >>> 5] ?? 0) | (1 << (subject & 31));
      found.delete(delta);
      const subjects = sets.ofBits(words);
      if (subjects.size > 0) this.blocks.push({ resource, delta, subjects });
    }
  }

  private changedParts(before: Held, after: Held): ReadonlyMap<Delta, readonly PairedBlock[]> {
    const changed = new Map<Delta, PairedBlock[]>();
    for (const part of this.pairedBlocks.of(before.partition?.blocks, after.partition?.blocks)) {
      const had = before.partition?.ofBlock[part.inA] ?? nothing;
      const has = after.partition?.ofBlock[part.inB] ?? nothing;
      const delta = this.delta(had, has);
      if (delta === undefined) continue;
      const known = changed.get(delta);
      if (known === undefined) changed.set(delta, [part]);
      else known.push(part);
    }
    return changed;
  }
}

const end = Number.MAX_SAFE_INTEGER;

/** Walks over those a row singles out on one side; whoever is not among them holds what their block does. */
class Cursor {
  /** In common numbers; behind the last it is `end`. */
  subject = end;
  private readonly held: Held;
  /** Where names changed, the order of one side is not that of both. */
  private readonly order: Uint32Array | undefined;
  private at = 0;

  constructor(held: Held) {
    this.held = held;
    this.order = orderOf(held);
    this.settle();
  }

  /** What a subject holds, which is not behind the one that is next. */
  take(subject: number): number {
    const { partition, inSide } = this.held;
    if (partition === undefined) return nothing;
    if (subject === this.subject) {
      const access = partition.accesses[this.order?.[this.at] ?? this.at] ?? nothing;
      this.at++;
      this.settle();
      return access;
    }
    const own = inSide[subject] ?? -1;
    return own < 0 ? nothing : (partition.ofBlock[partition.blocks.of[own] ?? 0] ?? nothing);
  }

  private settle(): void {
    const { partition, from } = this.held;
    const at = this.order?.[this.at] ?? this.at;
    this.subject = partition === undefined || this.at >= partition.size ? end : (from[partition.subjects[at] ?? 0] ?? 0);
  }
}

function orderOf({ partition, from }: Held): Uint32Array | undefined {
  if (partition === undefined) return undefined;
  const { size, subjects } = partition;
  const common = (at: number): number => from[subjects[at] ?? 0] ?? 0;
  let isSorted = true;
  for (let at = 1; at < size && isSorted; at++) isSorted = common(at - 1) < common(at);
  return isSorted ? undefined : Uint32Array.from({ length: size }, (_, at) => at).sort((x, y) => common(x) - common(y));
}

function partitionOf(evaluator: Evaluator, row: number): Partition | undefined {
  return row < 0 ? undefined : evaluator.partition(row);
}

function* allOf(size: number): Generator<number> {
  for (let each = 0; each < size; each++) yield each;
}
