import { prerequisite, productOfPermission, products, spacePrerequisite } from '../model/permissions.js';
import { nothing } from './effects.js';
import {
  confluenceBit,
  everyProduct,
  groupAtom,
  includes,
  invert,
  jiraBits,
  listAt,
  subjectAtom,
  subjectCount,
  type Frame,
  type Lists,
  type Tables,
} from './tables.js';
import { nobody } from './verdicts.js';

/** Subjects that are no persons, in the order of the matrix. */
export const classes = ['anyone', 'logged-in', 'portal-customers'] as const;
export type SubjectClass = (typeof classes)[number];

/**
 * Answers from the tables. A subject's access to a row follows from three numbers: the union of the effects it is named for there
 * (its state), its products, and whether it is a guest there; answers are remembered by these.
 */
export class Evaluator {
  readonly tables: Tables;
  /** Groups of each subject, sorted. */
  readonly memberOf: Lists;
  /** Every product mask that some subject has. */
  readonly masks: readonly number[];
  /** By frame, then by state: what is held with each set of products, as a guest or not; -1 where nobody has asked yet. */
  private readonly answers: (Int32Array | undefined)[][];
  private readonly states: Uint32Array;
  private readonly single = new Uint32Array(1);
  /** One bit for each subject that the row at hand names. */
  private readonly marked: Uint32Array;
  private usedBy: Lists | undefined;
  private rowsOfSet: { readonly rows: Lists; readonly effects: Lists } | undefined;
  private guestRows: Map<number, number[]> | undefined;
  private readonly openRows = new Map<number, Uint32Array>();

  constructor(tables: Tables) {
    this.tables = tables;
    this.memberOf = invert(tables.members, subjectCount(tables));
    // Cells of the site are made on demand, but their permissions must be known to whoever asks for one.
    for (const name of [...products.map((product) => `use:${product}`), 'guest:confluence', 'guest:jira'])
      tables.effects.permissionId(name);
    this.masks = [...new Set(tables.products)];
    this.answers = tables.frames.map(() => []);
    this.states = new Uint32Array(subjectCount(tables));
    this.marked = new Uint32Array((subjectCount(tables) >>> 5) + 1);
  }

  frame(row: number): Frame {
    const frame = this.tables.frames[this.tables.rowFrames[row] ?? 0];
    if (frame === undefined) throw new Error(`Row ${String(row)} has no frame.`);
    return frame;
  }

  /** What a subject holds on a row, as an effect. */
  access(row: number, subject: number): number {
    return this.answer(row, this.state(row, subject), this.productsOf(subject), this.guestBits(row, subject));
  }

  /** What somebody holds on a row whom nothing there names. */
  baseAccess(row: number, products: number): number {
    return this.answer(row, nothing, products, 0);
  }

  /** What a class holds on a row. */
  classAccess(row: number, subject: SubjectClass): number {
    const frame = this.frame(row);
    const { effects } = this.tables;
    if (frame.kind === 'channel' || frame.kind === 'site') return subject === 'logged-in' ? frame.loggedInOnly : nothing;
    switch (subject) {
      case 'anyone':
        return this.settle(frame, frame.anyone);
      case 'portal-customers':
        return frame.kind === 'space' ? nothing : this.settle(frame, effects.union(frame.anyone, frame.portal));
      case 'logged-in': {
        const held =
          frame.kind === 'space' ? frame.base : this.gated(this.heldInProject(frame, nothing, everyProduct, false), everyProduct, false);
        return this.settle(frame, effects.union(held, frame.anyone));
      }
    }
  }

  /**
   * Visits every subject that a row names (by a group, in person, as a guest), once, in order, with what it holds there. All others
   * hold what `baseAccess` says for their products. Not to be called again from within.
   */
  visitNamed(row: number, visit: (subject: number, access: number) => void): void {
    const { tables, marked } = this;
    const terms = listAt(tables.rowTerms, row);
    for (let at = 0; at < terms.length; at += 2) this.markSet(terms[at] ?? 0, terms[at + 1] ?? nothing);
    const guests = tables.rowGuests;
    this.mark(guests.values, guests.starts[row] ?? 0, guests.starts[row + 1] ?? 0, nothing);
    if (this.frame(row).kind === 'site') this.markGuestKinds();
    // Bits give the subjects in order without sorting them.
    for (let word = 0; word < marked.length; word++) {
      let bits = marked[word] ?? 0;
      marked[word] = 0;
      for (; bits !== 0; bits &= bits - 1) this.visitMarked(row, word * 32 + 31 - Math.clz32(bits & -bits), visit);
    }
  }

  private visitMarked(row: number, subject: number, visit: (subject: number, access: number) => void): void {
    const state = this.states[subject] ?? nothing;
    this.states[subject] = nothing;
    visit(subject, this.answer(row, state, this.productsOf(subject), this.guestBits(row, subject)));
  }

  private markSet(set: number, effect: number): void {
    const { sets, members } = this.tables;
    for (let at = sets.starts[set] ?? 0; at < (sets.starts[set + 1] ?? 0); at++) {
      const atom = sets.values[at] ?? 0;
      if (atom & 1) {
        this.single[0] = atom >> 1;
        this.mark(this.single, 0, 1, effect);
      } else this.mark(members.values, members.starts[atom >> 1] ?? 0, members.starts[(atom >> 1) + 1] ?? 0, effect);
    }
  }

  /** Adds an effect to the state of the subjects in a part of a list. */
  private mark(subjects: Uint32Array, start: number, end: number, effect: number): void {
    const { states, marked } = this;
    const { effects } = this.tables;
    let known = nothing;
    let sum = effect;
    for (let at = start; at < end; at++) {
      const subject = subjects[at] ?? 0;
      marked[subject >>> 5] = (marked[subject >>> 5] ?? 0) | (1 << (subject & 31));
      const state = states[subject] ?? nothing;
      // Neighbours mostly share their state, so that the last sum will often do.
      if (state !== known) {
        known = state;
        sum = effects.union(state, effect);
      }
      states[subject] = sum;
    }
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
    const access = this.answer(row, state, this.productsOf(subject), this.guestBits(row, subject));
    if (access !== nothing) visit(row, access);
  }

  productsOf(subject: number): number {
    return this.tables.products[subject] ?? 0;
  }

  private state(row: number, subject: number): number {
    const { tables } = this;
    const terms = listAt(tables.rowTerms, row);
    let state = nothing;
    for (let at = 0; at < terms.length; at += 2) {
      if (this.inSet(terms[at] ?? 0, subject)) state = tables.effects.union(state, terms[at + 1] ?? nothing);
    }
    return state;
  }

  private inSet(set: number, subject: number): boolean {
    for (const atom of listAt(this.tables.sets, set)) {
      if (atom & 1 ? atom >> 1 === subject : includes(this.memberOf, subject, atom >> 1)) return true;
    }
    return false;
  }

  /** On the site: which kinds of guest the subject is declared to be. Elsewhere: whether it is placed here. */
  private guestBits(row: number, subject: number): number {
    const { rowGuests, guestKinds } = this.tables;
    if (this.frame(row).kind === 'site') return guestKinds[subject] ?? 0;
    if (rowGuests.starts[row] === rowGuests.starts[row + 1]) return 0;
    return includes(rowGuests, row, subject) ? 1 : 0;
  }

  private answer(row: number, state: number, products: number, guest: number): number {
    const frame = this.tables.rowFrames[row] ?? 0;
    const byState = (this.answers[frame] ??= []);
    const known = (byState[state] ??= new Int32Array((everyProduct + 1) * 4).fill(-1));
    const key = products * 4 + guest;
    const answered = known[key] ?? -1;
    if (answered >= 0) return answered;
    return (known[key] = this.judge(this.frame(row), state, products, guest));
  }

  private judge(frame: Frame, state: number, products: number, guest: number): number {
    const { effects } = this.tables;
    switch (frame.kind) {
      case 'project': {
        const held = this.heldInProject(frame, state, products, guest === 1);
        return this.settle(frame, effects.union(this.gated(held, products, guest === 1), frame.anyone));
      }
      case 'space': {
        // A guest gets what guests get, whatever groups it is in; a licensed person what it is named for.
        const held = guest === 1 ? frame.guests : products & confluenceBit ? effects.union(state, frame.base) : nothing;
        return this.settle(frame, effects.union(held, frame.anyone));
      }
      case 'channel':
        return guest === 1 ? effects.union(state, frame.guests) : state;
      case 'site':
        return effects.union(state, this.siteAccess(products, guest));
    }
  }

  private heldInProject(frame: Frame, state: number, products: number, guest: boolean): number {
    const { effects } = this.tables;
    let held = effects.union(state, frame.base);
    for (const [bit, effect] of frame.applications.entries()) if (products & (1 << bit)) held = effects.union(held, effect);
    return guest ? effects.union(held, frame.guests) : held;
  }

  /** What of an effect passes the gates of Jira: any Jira product, and for a few permissions a certain one; guests pass them all. */
  private gated(effect: number, products: number, guest: boolean): number {
    if (guest) return effect;
    if ((products & jiraBits) === 0) return nothing;
    const { effects } = this.tables;
    const map = effects.toMap(effect);
    for (const [name, product] of Object.entries(productOfPermission)) {
      const id = effects.idOf(name);
      if (id !== undefined && (products & productBit(product)) === 0) map.delete(id);
    }
    return effects.from(map);
  }

  /** Prerequisites, and what an archived project loses. */
  private settle(frame: Frame, effect: number): number {
    const { effects } = this.tables;
    const raw = effects.toMap(effect);
    const settled = new Map<number, number>();
    for (const [permission, verdict] of raw) {
      const name = effects.permissionName(permission);
      if (frame.archived && name !== 'BROWSE_PROJECTS') continue;
      const needed = frame.kind === 'space' ? spacePrerequisite : prerequisite(name);
      const base = needed === undefined ? verdict : (raw.get(effects.permissionId(needed)) ?? nobody);
      settled.set(permission, effects.verdicts.and(verdict, base));
    }
    return effects.from(settled);
  }

  private siteAccess(mask: number, guest: number): number {
    const names = products.filter((_, bit) => mask & (1 << bit)).map((product) => `use:${product}`);
    if (guest & 1) names.push('guest:confluence');
    if (guest & 2) names.push('guest:jira');
    return this.tables.effects.of(names, 1);
  }

  private markGuestKinds(): void {
    for (const [subject, kinds] of this.tables.guestKinds.entries())
      if (kinds > 0) this.marked[subject >>> 5] = (this.marked[subject >>> 5] ?? 0) | (1 << (subject & 31));
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

function productBit(product: (typeof products)[number]): number {
  return 1 << products.indexOf(product);
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
