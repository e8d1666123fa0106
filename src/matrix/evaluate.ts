import { products } from '../model/permissions.js';
import { Answers } from './answers.js';
import type { SubjectClass } from './subject-classes.js';
import type { BlockLimits } from './blocks.js';
import { nothing } from './effects.js';
import { HolderSet } from './holder-set.js';
import { Partitioner, type Named, type Partition } from './partition.js';
import { RowTables } from './row-tables.js';
import { groupAtom, includes, invert, listAt, subjectAtom, subjectCount, type Frame, type Lists, type Tables } from './tables.js';
import { TermIndex } from './term-index.js';

/** Groups that are read one by one are read whole, for the tables of rows, with this single question. */
const worthAllGroups = 10_000;

/** Answers from the tables, for one subject, for one row or for one of each. */
export class Evaluator {
  readonly tables: Tables;
  private readonly answers: Answers;
  private readonly limits: BlockLimits | undefined;
  private groupsOf: Lists | undefined;
  private rowTables: RowTables | undefined;
  private termIndex: TermIndex | undefined;
  private masksOf: readonly number[] | undefined;
  private partitioner: Partitioner | undefined;
  private usedBy: Lists | undefined;
  private rowsOfSet: { readonly rows: Lists; readonly effects: Lists } | undefined;
  private asked = 0;
  private guestRows: Map<number, number[]> | undefined;
  private readonly openRows = new Map<number, Uint32Array>();

  /** `memberOf`: the groups of each subject, where somebody has them already. */
  constructor(
    tables: Tables,
    { limits, memberOf }: { readonly limits?: BlockLimits | undefined; readonly memberOf?: Lists | undefined } = {},
  ) {
    this.tables = tables;
    this.limits = limits;
    this.groupsOf = memberOf;
    this.answers = new Answers(tables);
  }

  /** Every product mask that some subject has. */
  get masks(): readonly number[] {
    return (this.masksOf ??= [...new Set(this.tables.products)]);
  }

  /** Groups of each subject, sorted. */
  get memberOf(): Lists {
    return (this.groupsOf ??= invert(this.tables.members, subjectCount(this.tables)));
  }

  frame(row: number): Frame {
    return this.answers.frame(row);
  }

  /** What a subject holds on a row, as an effect. */
  access(row: number, subject: number): number {
    const known = this.rowTables?.access(row, subject) ?? -1;
    return known >= 0 ? known : this.accessBySets(row, subject);
  }

  private accessBySets(row: number, subject: number): number {
    if (this.memberOf.single === undefined || ++this.asked > worthAllGroups) {
      this.rowTables ??= new RowTables(this.tables, this.memberOf, this.answers);
      this.rowTables.count(row);
    }
    this.termIndex ??= new TermIndex(this.tables, this.memberOf);
    return this.accessWith(row, this.termIndex.state(row, subject), subject);
  }

  /** What a subject holds on a row that names it for an effect, or for none. */
  accessWith(row: number, state: number, subject: number): number {
    return this.answers.access(row, state, this.productsOf(subject), this.guestBits(row, subject));
  }

  /** What somebody holds on a row whom nothing there names. */
  baseAccess(row: number, products: number): number {
    return this.answers.access(row, nothing, products, 0);
  }

  /** What a class holds on a row. */
  classAccess(row: number, subject: SubjectClass): number {
    return this.answers.ofClass(row, subject);
  }

  /** What every subject holds on a row, without visiting the members of the largest groups; good until the next row is asked for. */
  partition(row: number): Partition {
    this.partitioner ??= this.partitionerOf(this.tables);
    return this.partitioner.partition(row);
  }

  /** Makes partitions of the same rows, by itself; it may have other numbers for subjects. */
  partitionerOf(named: Named): Partitioner {
    return new Partitioner(named, this.answers, this.limits);
  }

  /** Who holds a permission on a row, classes aside. */
  holderSet(row: number, permission: number): HolderSet {
    return new HolderSet(this.partition(row), permission, this.tables.effects);
  }

  /**
   * Visits every subject that a row names (by a group, in person, as a guest), once, in order, with what it holds there. All others
   * hold what `baseAccess` says for their products. Not to be called again from within.
   */
  visitNamed(row: number, visit: (subject: number, access: number) => void): void {
    const { blocks, blockStates, ofBlock, subjects, accesses, size } = this.partition(row);
    const isSite = this.frame(row).kind === 'site';
    const isNamed = Array.from(
      { length: blocks.count },
      (_, block) => blockStates[block] !== 0 || (isSite && blocks.guestKinds[block] !== 0),
    );
    let next = 0;
    const visitNamedBefore = (end: number): void => {
      for (; next < end; next++) {
        const block = blocks.of[next] ?? 0;
        if (isNamed[block] === true) visit(next, ofBlock[block] ?? nothing);
      }
    };
    const hasNamedBlocks = isNamed.includes(true);
    for (let at = 0; at < size; at++) {
      const subject = subjects[at] ?? 0;
      if (hasNamedBlocks) visitNamedBefore(subject);
      visit(subject, accesses[at] ?? nothing);
      next = subject + 1;
    }
    if (hasNamedBlocks) visitNamedBefore(blocks.of.length);
  }

  /** Visits the rows on which a subject may hold anything, in order, with what it holds there; rows without access are left out. */
  visitRows(subject: number, visit: (row: number, access: number) => void): void {
    const states = this.statesBySet(subject);
    for (const row of this.guestRowsOf(subject)) if (!states.has(row)) states.set(row, nothing);
    const open = this.openRowsFor(this.productsOf(subject), (this.tables.guestKinds[subject] ?? 0) > 0);
    const rows = [...states.keys()].sort((a, b) => a - b);
    let next = 0;
    const visitOpenBefore = (limit: number): void => {
      for (; next < open.length && (open[next] ?? 0) <= limit; next++) {
        const row = open[next] ?? 0;
        if (!states.has(row)) this.visitOne(row, nothing, subject, visit);
      }
    };
    for (const row of rows) {
      visitOpenBefore(row);
      this.visitOne(row, states.get(row) ?? nothing, subject, visit);
    }
    visitOpenBefore(Number.MAX_SAFE_INTEGER);
  }

  private visitOne(row: number, state: number, subject: number, visit: (row: number, access: number) => void): void {
    const access = this.answers.access(row, state, this.productsOf(subject), this.guestBits(row, subject));
    if (access !== nothing) visit(row, access);
  }

  productsOf(subject: number): number {
    return this.tables.products[subject] ?? 0;
  }

  /** On the site: which kinds of guest the subject is declared to be. Elsewhere: whether it is placed here. */
  private guestBits(row: number, subject: number): number {
    const { rowGuests, guestKinds } = this.tables;
    if (this.frame(row).kind === 'site') return guestKinds[subject] ?? 0;
    if (rowGuests.starts[row] === rowGuests.starts[row + 1]) return 0;
    return includes(rowGuests, row, subject) ? 1 : 0;
  }

  private statesBySet(subject: number): Map<number, number> {
    const { effects } = this.tables;
    const { rows, effects: given } = (this.rowsOfSet ??= this.indexSets());
    const states = new Map<number, number>();
    const add = (atom: number): void => {
      for (const set of this.setsWith(atom)) {
        const at = listAt(rows, set);
        const effect = listAt(given, set);
        for (let index = 0; index < at.length; index++) {
          const row = at[index] ?? 0;
          states.set(row, effects.union(states.get(row) ?? nothing, effect[index] ?? nothing));
        }
      }
    };
    add(subjectAtom(subject));
    for (const group of listAt(this.memberOf, subject)) add(groupAtom(group));
    return states;
  }

  private setsWith(atom: number): Uint32Array {
    const atoms = 2 * Math.max(this.tables.groups.length, subjectCount(this.tables)) + 2;
    return listAt((this.usedBy ??= invert(this.tables.sets, atoms)), atom);
  }

  /** For each set the rows it stands in, and the effect it gives there. */
  private indexSets(): { readonly rows: Lists; readonly effects: Lists } {
    const { rowTerms, sets, resources } = this.tables;
    const size = sets.starts.length - 1;
    const starts = new Uint32Array(size + 1);
    for (let at = 0; at < rowTerms.values.length; at += 2) {
      const set = rowTerms.values[at] ?? 0;
      starts[set + 1] = (starts[set + 1] ?? 0) + 1;
    }
    for (let set = 0; set < size; set++) starts[set + 1] = (starts[set + 1] ?? 0) + (starts[set] ?? 0);
    const next = starts.slice();
    const rows = new Uint32Array(rowTerms.values.length >> 1);
    const given = new Uint32Array(rows.length);
    for (let row = 0; row < resources.length; row++) {
      const terms = listAt(rowTerms, row);
      for (let at = 0; at < terms.length; at += 2) {
        const set = terms[at] ?? 0;
        const slot = next[set] ?? 0;
        rows[slot] = row;
        given[slot] = terms[at + 1] ?? nothing;
        next[set] = slot + 1;
      }
    }
    return { rows: { starts, values: rows }, effects: { starts, values: given } };
  }

  private guestRowsOf(subject: number): readonly number[] {
    if (this.guestRows === undefined) {
      this.guestRows = new Map();
      for (let row = 0; row < this.tables.resources.length; row++) {
        for (const guest of listAt(this.tables.rowGuests, row)) {
          const rows = this.guestRows.get(guest);
          if (rows === undefined) this.guestRows.set(guest, [row]);
          else rows.push(row);
        }
      }
    }
    return this.guestRows.get(subject) ?? [];
  }

  /** Rows on which somebody with these products holds something without being named. */
  private openRowsFor(products: number, isGuest: boolean): Uint32Array {
    const key = products * 2 + (isGuest ? 1 : 0);
    let rows = this.openRows.get(key);
    if (rows === undefined) {
      const open: number[] = [];
      for (let row = 0; row < this.tables.resources.length; row++) {
        if (this.baseAccess(row, products) !== nothing || (isGuest && this.frame(row).kind === 'site')) open.push(row);
      }
      rows = Uint32Array.from(open);
      this.openRows.set(key, rows);
    }
    return rows;
  }
}

/** The mask of some products. */
export function productMask(held: Iterable<string>): number {
  let mask = 0;
  for (const product of held) {
    const bit = (products as readonly string[]).indexOf(product);
    if (bit >= 0) mask |= 1 << bit;
  }
  return mask;
}
