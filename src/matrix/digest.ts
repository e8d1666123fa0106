import { createHash } from 'node:crypto';
import { Writer } from './bytes.js';
import { nothing } from './effects.js';
import { classes, type Evaluator } from './evaluate.js';
import { RankSets } from './rank-sets.js';
import type { Partition } from './partition.js';
import { everyProduct, listAt, subjectName } from './tables.js';

/** What one pass over all rows finds out: how many cells there are, and their digest. */
export interface Summary {
  readonly cells: number;
  readonly digest: string;
}

/**
 * Counts and digests the cells, and nothing else, without listing them. For each resource and each set of subjects with the same
 * products (which are cells themselves: `use:PRODUCT`), one access is the expected one and only those who hold another are written
 * down. Which one is expected follows from the cells alone, and so does how they are written, so that however the same cells were
 * factored, the same bytes are hashed.
 */
export function summarise(evaluator: Evaluator): Summary {
  const writer = new CellWriter(evaluator);
  const summing = new Summing(writer.heading());
  const rows = evaluator.tables.resources.length;
  for (let from = 0; from < rows; from += rowsAtOnce) summing.add(writer.rows(from, Math.min(rows, from + rowsAtOnce)));
  return summing.summary();
}

/** As many as make some ten kilobytes where rows are long. */
const rowsAtOnce = 16;

/** Adds up what is found out about rows, which have to come in their order. */
export class Summing {
  private readonly hash = createHash('sha256');
  private cells = 0;

  constructor(heading: Uint8Array) {
    this.hash.update(heading);
  }

  add({ cells, bytes }: WrittenCells): void {
    this.cells += cells;
    this.hash.update(bytes);
  }

  summary(): Summary {
    return { cells: this.cells, digest: `sha256:${this.hash.digest('hex')}` };
  }
}

/** The cells of some rows: how many, and what is hashed of them. */
export interface WrittenCells {
  readonly cells: number;
  readonly bytes: Uint8Array;
}

/** The digest of an access: equal for equal cells, whatever the numbering of effects. */
interface Label {
  readonly bytes: Buffer;
  /** Its first bytes as a number, by which nearly all are put in order. */
  readonly start: number;
}

/**
 * Writes down cells as they are hashed. What it writes of a row depends on the cells of this row alone, so that rows may be shared out
 * between several writers.
 */
export class CellWriter {
  private readonly evaluator: Evaluator;
  private readonly writer = new Writer();
  private readonly exceptions: RankSets;
  /** Product masks that somebody has, but none at all, in order. */
  private readonly masks: readonly number[];
  /** Of a row, by product mask: how many hold what; and what is expected. */
  private readonly counts: readonly Map<number, number>[] = Array.from({ length: everyProduct + 1 }, () => new Map<number, number>());
  private readonly expected = new Int32Array(everyProduct + 1);
  private readonly labels = new Map<number, Label>();

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
    this.masks = evaluator.masks.filter((mask) => mask !== 0).sort((a, b) => a - b);
    this.exceptions = rankLicensed(evaluator);
  }

  /** What stands before all rows: subjects by name. Whoever holds no product is left out, but where the public has cells. */
  heading(): Uint8Array {
    const { evaluator, writer } = this;
    const { tables } = evaluator;
    const everybodyHasCells = tables.resources.some((_, row) => evaluator.classAccess(row, 'anyone') !== nothing);
    for (let subject = 0; subject < tables.products.length; subject++) {
      const mask = evaluator.productsOf(subject);
      if (mask === 0 && !everybodyHasCells) continue;
      writer.text(subjectName(tables, subject));
      writer.number(mask);
    }
    return this.taken();
  }

  /** The cells of the rows from one to before another. */
  rows(from: number, to: number): WrittenCells {
    let cells = 0;
    for (let row = from; row < to; row++) {
      const partition = this.evaluator.partition(row);
      const found = this.count(row, partition);
      // A resource without cells is as one that is not there.
      if (found > 0) this.addRow(row, partition);
      cells += found;
    }
    return { cells, bytes: this.taken() };
  }

  /** What was written since the last time, as a copy. */
  private taken(): Uint8Array {
    const bytes = this.writer.bytes().slice();
    this.writer.clear();
    return bytes;
  }

  /** Counts who holds what on a row, and how many cells that makes. */
  private count(row: number, partition: Partition): number {
    const { evaluator, counts } = this;
    const { effects } = evaluator.tables;
    for (const held of counts) if (held.size > 0) held.clear();
    let cells = 0;
    for (const each of classes) cells += effects.count(evaluator.classAccess(row, each));
    partition.tally((block, access, amount) => {
      cells += amount * effects.count(access);
      const held = counts[partition.blocks.products[block] ?? 0];
      held?.set(access, (held.get(access) ?? 0) + amount);
    });
    return cells;
  }

  private addRow(row: number, partition: Partition): void {
    const { evaluator, writer, expected } = this;
    writer.text(evaluator.tables.resources[row] ?? '');
    for (const each of classes) this.addLabel(evaluator.classAccess(row, each));
    for (const mask of this.masks) {
      expected[mask] = this.commonest(mask);
      this.addLabel(expected[mask] ?? nothing);
    }
    expected[0] = evaluator.classAccess(row, 'anyone');
    this.addByName(partition);
    this.addByRank(partition);
  }

  /** The access most subjects hold; among equals the first by its label. */
  private commonest(mask: number): number {
    let best = nothing;
    let most = 0;
    for (const [access, amount] of this.counts[mask] ?? []) {
      if (amount < most || (amount === most && compareLabels(this.label(access), this.label(best)) > 0)) continue;
      best = access;
      most = amount;
    }
    return best;
  }

  /** Those without products who do not hold what the public holds, by their names. */
  private addByName(partition: Partition): void {
    const { evaluator, writer, counts, expected } = this;
    const accesses = [...(counts[0]?.keys() ?? [])];
    const others = accesses.some((access) => access !== expected[0]) ? unexpected(partition, evaluator, expected[0] ?? nothing) : [];
    writer.number(others.length);
    for (const [subject, access] of others) {
      writer.text(subjectName(evaluator.tables, subject));
      this.addLabel(access);
    }
  }

  /** Those with products who do not hold what others with the same products do, by their rank, for each access in order of its label. */
  private addByRank(partition: Partition): void {
    const amounts = new Map<number, number>();
    for (const mask of this.masks) {
      for (const [access, amount] of this.counts[mask] ?? [])
        if (access !== this.expected[mask]) amounts.set(access, (amounts.get(access) ?? 0) + amount);
    }
    const accesses = [...amounts.keys()].sort((a, b) => compareLabels(this.label(a), this.label(b)));
    this.writer.number(accesses.length);
    if (accesses.length === 0) return;
    this.exceptions.collect(partition, this.expected, amounts);
    for (const access of accesses) {
      this.addLabel(access);
      this.exceptions.write(access, amounts.get(access) ?? 0, partition, this.writer);
    }
  }

  private addLabel(access: number): void {
    this.writer.number(access === nothing ? 0 : 1);
    if (access !== nothing) this.writer.raw(this.label(access).bytes);
  }

  private label(access: number): Label {
    let label = this.labels.get(access);
    if (label === undefined) {
      const bytes = createHash('sha256').update(this.evaluator.tables.effects.key(access)).digest();
      label = { bytes, start: bytes.readUIntBE(0, 6) };
      this.labels.set(access, label);
    }
    return label;
  }
}

/**
 * Subjects that hold a product get a number, in order of their names. Whoever holds none has cells only where the public has some, or
 * where an exception names them.
 */
function rankLicensed(evaluator: Evaluator): RankSets {
  const { tables } = evaluator;
  const ranks = new Int32Array(tables.products.length).fill(-1);
  let next = 0;
  for (let subject = 0; subject < ranks.length; subject++) if (evaluator.productsOf(subject) !== 0) ranks[subject] = next++;
  return new RankSets(tables, ranks, next);
}

function compareLabels(a: Label, b: Label): number {
  return a.start - b.start || Buffer.compare(a.bytes, b.bytes);
}

/** Those without products who do not hold what is expected, in order. */
function unexpected({ blocks, ofBlock, size, subjects, accesses }: Partition, evaluator: Evaluator, expected: number): [number, number][] {
  const found = new Map<number, number>();
  for (let block = 0; block < blocks.count; block++) {
    const access = ofBlock[block] ?? nothing;
    if (blocks.products[block] !== 0 || access === expected) continue;
    for (const subject of listAt(blocks.members, block)) found.set(subject, access);
  }
  for (let at = 0; at < size; at++) {
    const subject = subjects[at] ?? 0;
    const access = accesses[at] ?? nothing;
    if (access === expected) found.delete(subject);
    else if (evaluator.productsOf(subject) === 0) found.set(subject, access);
  }
  return [...found].sort(([a], [b]) => a - b);
}
