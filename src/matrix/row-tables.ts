import type { Answers } from './answers.js';
import { nothing } from './effects.js';
import { groupAtom, listAt, subjectAtom, subjectCount, type Lists, type Tables } from './tables.js';

/** A row gets its table with this question. */
export const worthATable = 4;

/** Rows that name more than this get none. */
export const mostAtoms = 64;

/** So many bits tell for which of its terms a row names an atom; the last one after those of the terms is for guests. */
export const maskBits = 8;
const masks = (1 << maskBits) - 1;
const mostAtom = 2 ** (31 - maskBits) - 1;
/** What no atom of a row is. */
const free = mostAtom << maskBits;

/** Before the slots of a table stand its factor, its shift, and where the answers for rows like it begin. */
const header = 3;
const triesOfASize = 128;

/**
 * What single subjects hold, on rows that are asked about again and again. Each has a table of the atoms that it names, in which no two of them
 * fall into one slot: the factor is sought until it is so. Hence one look for each group of a subject says for which terms it is
 * named, without a branch that could be guessed wrongly; and these, with its products, say what it holds.
 */
export class RowTables {
  private readonly tables: Tables;
  private readonly answers: Answers;
  private readonly memberOf: Lists;
  /** The groups of all subjects, from the first table on: whoever asks about few cells does without them. */
  private groupStarts: Uint32Array = new Uint32Array();
  private groups: Uint32Array = new Uint32Array();
  private readonly products: Uint8Array;
  /** How often each row was asked about, up to the question for its table. */
  private readonly asked: Uint8Array;
  /** Where the table of each row begins; 0 for those without. */
  private readonly placeOf: Uint32Array;
  private slots = new Int32Array(1024);
  private size = 1;
  /** By mask and products, for rows with the same frame and the same effects one after the other. -1 is not known yet. */
  private known = new Int32Array(1024).fill(-1);
  private knownSize = 0;
  private readonly likes = new Map<string, number>();
  /** The products that somebody has are counted from 0. */
  private readonly turnOf = new Uint8Array(256);
  private readonly turns: number;
  /** Where trials fall; of another trial it is free. */
  private readonly taken = new Uint32Array(mostAtoms * mostAtoms);
  private trial = 0;

  constructor(tables: Tables, memberOf: Lists, answers: Answers) {
    this.tables = tables;
    this.answers = answers;
    this.memberOf = memberOf;
    this.products = tables.products;
    const rows = tables.resources.length;
    this.placeOf = new Uint32Array(rows);
    this.asked = new Uint8Array(rows);
    const held = [...new Set(tables.products)];
    for (const [turn, products] of held.entries()) this.turnOf[products] = turn;
    this.turns = held.length;
  }

  /** What a subject holds on a row, or -1 if the row has no table. */
  access(row: number, subject: number): number {
    const at = this.placeOf[row] ?? 0;
    return at === 0 ? -1 : this.look(at, row, subject);
  }

  private look(at: number, row: number, subject: number): number {
    const { slots, groups, groupStarts } = this;
    const factor = slots[at] ?? 0;
    const shift = slots[at + 1] ?? 0;
    const first = at + header;
    const self = subjectAtom(subject);
    let mask = maskIn(slots[first + (Math.imul(self, factor) >>> shift)] ?? 0, self);
    const end = groupStarts[subject + 1] ?? 0;
    for (let each = groupStarts[subject] ?? 0; each < end; each++) {
      const atom = groupAtom(groups[each] ?? 0);
      mask |= maskIn(slots[first + (Math.imul(atom, factor) >>> shift)] ?? 0, atom);
    }
    mask &= masks;
    const turn = this.turnOf[this.products[subject] ?? 0] ?? 0;
    const place = (slots[at + 2] ?? 0) + mask * this.turns + turn;
    const known = this.known[place] ?? -1;
    return known >= 0 ? known : (this.known[place] = this.judge(row, subject, mask));
  }

  private judge(row: number, subject: number, mask: number): number {
    const { rowTerms, effects } = this.tables;
    const terms = listAt(rowTerms, row);
    const amount = terms.length >> 1;
    let state = nothing;
    for (let term = 0; term < amount; term++) if ((mask >> term) & 1) state = effects.union(state, terms[term * 2 + 1] ?? nothing);
    return this.answers.access(row, state, this.products[subject] ?? 0, (mask >> amount) & 1);
  }

  /** Tells that a row without a table was asked about; it may get one by that. */
  count(row: number): void {
    const asked = (this.asked[row] ?? 0) + 1;
    if (asked > worthATable) return;
    this.asked[row] = asked;
    if (asked === worthATable) this.add(row);
  }

  private add(row: number): void {
    const { tables } = this;
    const guests = listAt(tables.rowGuests, row);
    const terms = listAt(tables.rowTerms, row);
    const amount = terms.length >> 1;
    // On the site, guests are those who are declared to be some.
    if (amount + Number(guests.length > 0) > maskBits || this.answers.frame(row).kind === 'site') return;
    if (2 * Math.max(subjectCount(tables), tables.groups.length) >= mostAtom) return;
    const named = new Map<number, number>();
    const name = (atom: number, bit: number): unknown => named.set(atom, (named.get(atom) ?? 0) | (1 << bit));
    for (let term = 0; term < amount; term++) {
      const set = listAt(tables.sets, terms[term * 2] ?? 0);
      if (set.length > mostAtoms) return;
      for (const atom of set) name(atom, term);
    }
    for (const guest of guests) name(subjectAtom(guest), amount);
    if (named.size <= mostAtoms) this.place(row, named, this.answersLike(row, terms, guests.length > 0));
  }

  /** Where the answers stand of all rows that give the same, in the same order, in the same frame. */
  private answersLike(row: number, terms: Uint32Array, hasGuests: boolean): number {
    const effects = terms.filter((_, at) => at % 2 === 1);
    const key = [this.tables.rowFrames[row], hasGuests, ...effects].join(' ');
    const like = this.likes.get(key);
    if (like !== undefined) return like;
    const first = this.knownSize;
    this.knownSize += this.turns << (effects.length + Number(hasGuests));
    if (this.knownSize > this.known.length) this.known = longer(this.known, this.knownSize, -1);
    this.likes.set(key, first);
    return first;
  }

  private place(row: number, named: ReadonlyMap<number, number>, like: number): void {
    if (this.size === 1) this.readGroups();
    const atoms = Uint32Array.from(named.keys());
    const [factor, bits] = this.factorFor(atoms);
    const shift = 32 - bits;
    const at = this.size;
    const first = at + header;
    this.size = first + (1 << bits);
    if (this.size > this.slots.length) this.slots = longer(this.slots, this.size);
    const { slots } = this;
    slots[at] = factor;
    slots[at + 1] = shift;
    slots[at + 2] = like;
    slots.fill(free, first, this.size);
    for (const [atom, mask] of named) slots[first + (Math.imul(atom, factor) >>> shift)] = (atom << maskBits) | mask;
    this.placeOf[row] = at;
  }

  private readGroups(): void {
    this.groupStarts = this.memberOf.starts;
    this.groups = this.memberOf.values;
  }

  /** A factor by which no two atoms fall together, for as few slots as will do. */
  private factorFor(atoms: Uint32Array): [factor: number, bits: number] {
    // With fewer slots there is next to no hope.
    let bits = Math.max(1, Math.ceil(Math.log2((atoms.length * atoms.length) / 8 + 1)));
    for (; ; bits++)
      for (let turn = 1; turn <= triesOfASize; turn++) {
        const factor = Math.imul(turn, 0x9e3779b1) | 1;
        if (this.isApart(atoms, factor, 32 - bits)) return [factor, bits];
      }
  }

  private isApart(atoms: Uint32Array, factor: number, shift: number): boolean {
    const trial = ++this.trial;
    for (const atom of atoms) {
      const slot = Math.imul(atom, factor) >>> shift;
      if (this.taken[slot] === trial) return false;
      this.taken[slot] = trial;
    }
    return true;
  }
}

/** The mask of a slot, with bits above it, if it is the atom's; else 0. Without a branch. */
function maskIn(slot: number, atom: number): number {
  return slot & -((((slot >> maskBits) ^ atom) - 1) >>> 31);
}

function longer(list: Int32Array, length: number, rest = 0): Int32Array<ArrayBuffer> {
  const made = new Int32Array(length * 2);
  if (rest !== 0) made.fill(rest, list.length);
  made.set(list);
  return made;
}
