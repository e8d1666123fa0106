import { createHash, type Hash } from 'node:crypto';
import { nothing } from './effects.js';
import { classes, type Evaluator } from './evaluate.js';
import { everyProduct, subjectCount, subjectName } from './tables.js';

/**
 * The digest of the cells, and of nothing else, without listing them. For each resource and each set of subjects with the same
 * products (which are cells themselves: `use:PRODUCT`), one access is the expected one and only those who hold another are written
 * down. Which one is expected follows from the cells alone, so however the same cells were factored, the same bytes are hashed.
 */
export function digestOf(evaluator: Evaluator): string {
  return new Digesting(evaluator).run();
}

/** Those of a row who have the same products, in order, and what they hold. Kept from row to row. */
class Named {
  size = 0;
  readonly subjects: Uint32Array;
  readonly accesses: Uint32Array;

  constructor(most: number) {
    this.subjects = new Uint32Array(most);
    this.accesses = new Uint32Array(most);
  }

  add(subject: number, access: number): void {
    this.subjects[this.size] = subject;
    this.accesses[this.size++] = access;
  }

  /** How many hold each access; `others` more hold `base`. */
  count(base: number, others: number): ReadonlyMap<number, number> {
    const counts = new Map([[base, others]]);
    // Neighbours mostly hold the same.
    let run = 0;
    for (let at = 0; at < this.size; at++) {
      run++;
      const access = this.accesses[at] ?? nothing;
      if (at + 1 < this.size && this.accesses[at + 1] === access) continue;
      counts.set(access, (counts.get(access) ?? 0) + run);
      run = 0;
    }
    return counts;
  }
}

class Digesting {
  private readonly evaluator: Evaluator;
  private readonly hash: Hash = createHash('sha256');
  private readonly ranks: Int32Array;
  /** All subjects with the same products, by product mask, in order of the mask. */
  private readonly populations: ReadonlyMap<number, readonly number[]>;
  private readonly named: ReadonlyMap<number, Named>;
  private readonly byMask: (Named | undefined)[];
  private readonly labels = new Map<number, string>();
  private readonly bytes = new Bytes();

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
    this.populations = populations(evaluator);
    this.named = new Map(Array.from(this.populations.keys(), (mask) => [mask, new Named(this.populations.get(mask)?.length ?? 0)]));
    this.byMask = Array.from({ length: everyProduct + 1 }, (_, mask) => this.named.get(mask));
    this.ranks = this.rankLicensed();
  }

  run(): string {
    const { resources } = this.evaluator.tables;
    for (let row = 0; row < resources.length; row++) {
      const lines = this.row(row);
      if (lines.length > 0) this.hash.update(`\n${resources[row] ?? ''}\n${lines.join('\n')}\n`).update(this.bytes.taken());
    }
    return `sha256:${this.hash.digest('hex')}`;
  }

  /**
   * Subjects that hold a product get a number, in order of their names. Whoever holds none has cells only where the public has some, or
   * where an exception names them.
   */
  private rankLicensed(): Int32Array {
    const { evaluator } = this;
    const { tables } = evaluator;
    const ranks = new Int32Array(subjectCount(tables)).fill(-1);
    const everybodyHasCells = tables.resources.some((_, row) => evaluator.classAccess(row, 'anyone') !== nothing);
    let next = 0;
    for (let subject = 0; subject < ranks.length; subject++) {
      const mask = evaluator.productsOf(subject);
      if (mask !== 0) ranks[subject] = next++;
      if (mask !== 0 || everybodyHasCells) this.hash.update(`${subjectName(tables, subject)}\t${String(mask)}\n`);
    }
    return ranks;
  }

  /** What a row has in words; its exceptions by number are left in `bytes`, whose length the words tell. */
  private row(row: number): string[] {
    const { evaluator, named } = this;
    for (const list of named.values()) list.size = 0;
    evaluator.visitNamed(row, (subject, access) => this.byMask[evaluator.productsOf(subject)]?.add(subject, access));
    const lines: string[] = [];
    for (const each of classes) {
      const access = evaluator.classAccess(row, each);
      if (access !== nothing) lines.push(`${each}\t${this.label(access)}`);
    }
    const anyone = evaluator.classAccess(row, 'anyone');
    for (const [mask, list] of named) this.addPopulation(lines, mask, list, evaluator.baseAccess(row, mask), anyone);
    return lines;
  }

  private addPopulation(lines: string[], mask: number, named: Named, base: number, anyone: number): void {
    const population = this.populations.get(mask) ?? [];
    const counts = named.count(base, population.length - named.size);
    const expected = mask === 0 ? anyone : this.commonest(counts);
    if (expected !== nothing && mask !== 0) lines.push(`*${String(mask)}\t${this.label(expected)}`);
    const others = [...counts.keys()].filter((access) => access !== expected && (counts.get(access) ?? 0) > 0);
    if (others.length === 0) return;
    const held = base === expected ? named : everybody(population, named, base);
    if (mask === 0) this.addByName(lines, held, expected);
    else this.addByRank(lines, held, expected, others);
  }

  /** The access most subjects of a population hold; among equals the first by its label. */
  private commonest(counts: ReadonlyMap<number, number>): number {
    let best = nothing;
    let most = 0;
    for (const [access, amount] of counts) {
      if (amount < most || (amount === most && this.label(access) > this.label(best))) continue;
      best = access;
      most = amount;
    }
    return best;
  }

  private addByName(lines: string[], { subjects, accesses, size }: Named, expected: number): void {
    for (let at = 0; at < size; at++) {
      const access = accesses[at] ?? nothing;
      if (access !== expected) lines.push(`${subjectName(this.evaluator.tables, subjects[at] ?? 0)}\t${this.label(access)}`);
    }
  }

  /** Labels in order, then for each exception its distance in rank from the one before, and which label. */
  private addByRank(lines: string[], { subjects, accesses, size }: Named, expected: number, others: readonly number[]): void {
    const labels = others.map((access) => this.label(access)).sort();
    const indexOf = new Map(others.map((access) => [access, labels.indexOf(this.label(access))]));
    const start = this.bytes.size;
    let last = -1;
    for (let at = 0; at < size; at++) {
      const access = accesses[at] ?? nothing;
      if (access === expected) continue;
      const rank = this.ranks[subjects[at] ?? 0] ?? 0;
      this.bytes.add(rank - last);
      this.bytes.add(indexOf.get(access) ?? 0);
      last = rank;
    }
    lines.push(...labels, String(this.bytes.size - start));
  }

  /** Equal for equal cells, whatever the numbering of effects. */
  private label(access: number): string {
    let label = this.labels.get(access);
    if (label === undefined) {
      label = createHash('sha256').update(this.evaluator.tables.effects.key(access)).digest('hex');
      this.labels.set(access, label);
    }
    return label;
  }
}

function populations(evaluator: Evaluator): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let subject = 0; subject < subjectCount(evaluator.tables); subject++) {
    const mask = evaluator.productsOf(subject);
    const list = found.get(mask);
    if (list === undefined) found.set(mask, [subject]);
    else list.push(subject);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

/** A population with what each holds: as named, or `base`. */
function everybody(population: readonly number[], named: Named, base: number): Named {
  const all = new Named(population.length);
  let next = 0;
  for (const subject of population)
    all.add(subject, named.subjects[next] === subject && next < named.size ? (named.accesses[next++] ?? base) : base);
  return all;
}

/** Small numbers in few bytes: seven bits each, the eighth says that more follow. */
class Bytes {
  private buffer = new Uint8Array(1 << 12);
  size = 0;

  add(value: number): void {
    if (this.size + 5 > this.buffer.length) this.grow();
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.buffer[this.size++] = (rest & 127) | 128;
    this.buffer[this.size++] = rest;
  }

  /** All of it; it is empty afterwards, and what was given holds until the next `add`. */
  taken(): Uint8Array {
    const all = this.buffer.subarray(0, this.size);
    this.size = 0;
    return all;
  }

  private grow(): void {
    const larger = new Uint8Array(this.buffer.length * 2);
    larger.set(this.buffer);
    this.buffer = larger;
  }
}
