import { createHash } from 'node:crypto';
import { Writer } from './bytes.js';
import { nothing } from './effects.js';
import type { Evaluator } from './evaluate.js';
import { classes } from './subject-classes.js';
import { Exceptions } from './exceptions.js';
import { Holdings } from './holdings.js';
import { Labels } from './labels.js';
import type { Partitioner, Split } from './partition.js';
import { rankingOf, type Ranking } from './ranking.js';
import { everyProduct, listAt } from './tables.js';

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

/**
 * Writes down cells as they are hashed. What it writes of a row depends on the cells of this row alone, so that rows may be shared out
 * between several writers.
 */
export class CellWriter {
  private readonly evaluator: Evaluator;
  private readonly writer = new Writer();
  private readonly ranking: Ranking;
  private readonly partitioner: Partitioner;
  private readonly holdings: Holdings;
  private readonly exceptions: Exceptions;
  private readonly labels: Labels;
  /** Product masks that somebody has, but none at all, in order. */
  private readonly masks: readonly number[];
  /** Of a row, by product mask: what is expected. */
  private readonly expected = new Int32Array(everyProduct + 1);

  constructor(evaluator: Evaluator) {
    const { effects } = evaluator.tables;
    this.evaluator = evaluator;
    this.masks = evaluator.masks.filter((mask) => mask !== 0).sort((a, b) => a - b);
    this.ranking = rankingOf(evaluator.tables);
    this.partitioner = evaluator.partitionerOf(this.ranking.named);
    this.holdings = new Holdings(effects);
    this.labels = new Labels(effects);
    this.exceptions = new Exceptions(this.ranking.licensed, this.labels);
  }

  /** What stands before all rows: subjects by name. Whoever holds no product is left out, but where the public has cells. */
  heading(): Uint8Array {
    const { evaluator, writer } = this;
    const { resources, products } = evaluator.tables;
    const everybodyHasCells = resources.some((_, row) => evaluator.classAccess(row, 'anyone') !== nothing);
    writer.clear();
    for (let subject = 0; subject < products.length; subject++) {
      const mask = products[subject] ?? 0;
      if (mask === 0 && !everybodyHasCells) continue;
      this.addName(subject);
      writer.number(mask);
    }
    return writer.bytes();
  }

  /** The cells of the rows from one to before another. The bytes hold until more are asked for. */
  rows(from: number, to: number): WrittenCells {
    const { writer, partitioner } = this;
    let cells = 0;
    writer.clear();
    for (let row = from; row < to; row++) {
      const split = partitioner.split(row);
      const found = this.count(row, split);
      // A resource without cells is as one that is not there.
      if (found > 0) this.addRow(row, split);
      cells += found;
    }
    return { cells, bytes: writer.bytes() };
  }

  /** Finds who holds what on a row, and how many cells that makes. */
  private count(row: number, split: Split): number {
    const { evaluator, holdings } = this;
    const { effects } = evaluator.tables;
    holdings.find(split);
    const { accesses, amounts } = holdings;
    let cells = 0;
    for (const each of classes) cells += effects.count(evaluator.classAccess(row, each));
    for (let each = 0; each < holdings.count; each++) cells += (amounts[each] ?? 0) * effects.count(accesses[each] ?? nothing);
    return cells;
  }

  private addRow(row: number, split: Split): void {
    const { evaluator, writer, expected, holdings, exceptions } = this;
    writer.text(evaluator.tables.resources[row] ?? '');
    for (const each of classes) this.addLabel(evaluator.classAccess(row, each));
    for (const mask of this.masks) {
      const access = this.commonest(mask);
      expected[mask] = access;
      this.addLabel(access);
    }
    expected[0] = evaluator.classAccess(row, 'anyone');
    this.addByName(split);
    exceptions.find(split, holdings, expected);
    exceptions.write(split, writer);
  }

  /** The access most subjects hold; among equals the first by its label. */
  private commonest(mask: number): number {
    const { labels, holdings } = this;
    const { masks, accesses, amounts, count } = holdings;
    let best = nothing;
    let most = 0;
    for (let each = 0; each < count; each++) {
      if (masks[each] !== mask) continue;
      const access = accesses[each] ?? nothing;
      const amount = amounts[each] ?? 0;
      if (amount < most || (amount === most && labels.compare(access, best) > 0)) continue;
      best = access;
      most = amount;
    }
    return best;
  }

  /** Those without products who do not hold what the public holds, by their names. */
  private addByName(split: Split): void {
    const { writer, ranking } = this;
    const others = this.hasOthers() ? unexpected(split, ranking, this.expected[0] ?? nothing) : [];
    writer.number(others.length);
    for (const [subject, access] of others) {
      this.addName(ranking.subjects[subject] ?? 0);
      this.addLabel(access);
    }
  }

  private hasOthers(): boolean {
    const { masks, accesses, count } = this.holdings;
    const expected = this.expected[0];
    for (let each = 0; each < count; each++) if (masks[each] === 0 && accesses[each] !== expected) return true;
    return false;
  }

  private addName(subject: number): void {
    const { people, idpGroups } = this.evaluator.tables;
    if (subject < people.length) this.writer.text(people[subject] ?? '', 'user:');
    else this.writer.text(idpGroups[subject - people.length] ?? '', 'group:');
  }

  private addLabel(access: number): void {
    this.labels.write(access, this.writer);
  }
}

type Other = readonly [subject: number, access: number];

/** Those without products who do not hold what is expected, in order: by their numbers, which come after those of all others. */
function unexpected(split: Split, { licensed }: Ranking, expected: number): readonly Other[] {
  const { blocks, ofBlock, size, subjects, keys, held } = split;
  let first = size;
  while (first > 0 && (subjects[first - 1] ?? 0) >= licensed) first--;
  const found: Other[] = [];
  const singled = new Set<number>();
  for (let at = first; at < size; at++) {
    const subject = subjects[at] ?? 0;
    const access = held[keys[at] ?? 0] ?? nothing;
    singled.add(subject);
    if (access !== expected) found.push([subject, access]);
  }
  const ofSingled = found.length;
  for (let block = 0; block < blocks.count; block++) {
    const access = ofBlock[block] ?? nothing;
    if (blocks.products[block] !== 0 || access === expected) continue;
    for (const subject of listAt(blocks.members, block)) if (!singled.has(subject)) found.push([subject, access]);
  }
  return found.length === ofSingled ? found : found.sort(([a], [b]) => a - b);
}
