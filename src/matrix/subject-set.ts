/** Some of the numbers below a limit, as a sorted list or as bits. */
type Form = { readonly list: Uint32Array; readonly words?: never } | { readonly words: Uint32Array; readonly list?: never };

/**
 * Some subjects by number: a sorted list where they are few, a bit for each where they are many. Never changes, and each set exists once
 * in its `SubjectSets`, so that equal sets are the same object.
 */
export class SubjectSet {
  /** Its number among the sets it was made with. */
  readonly id: number;
  readonly size: number;
  readonly form: Form;

  constructor(id: number, size: number, form: Form) {
    this.id = id;
    this.size = size;
    this.form = form;
  }

  has(subject: number): boolean {
    const { list, words } = this.form;
    return list === undefined ? isIn(words, subject) : list[lowerBound(list, subject)] === subject;
  }

  /** Visits those from `start` to before `end`, in order. */
  visit(visit: (subject: number) => void, start = 0, end = Number.MAX_SAFE_INTEGER): void {
    const { list, words } = this.form;
    if (list !== undefined) {
      for (let at = start === 0 ? 0 : lowerBound(list, start); at < list.length; at++) {
        const subject = list[at] ?? 0;
        if (subject >= end) return;
        visit(subject);
      }
      return;
    }
    const last = Math.min(words.length, Math.ceil(end / 32));
    for (let word = start >>> 5; word < last; word++) {
      for (let bits = words[word] ?? 0; bits !== 0; bits &= bits - 1) {
        const subject = word * 32 + 31 - Math.clz32(bits & -bits);
        if (subject >= start && subject < end) visit(subject);
      }
    }
  }

  /** The first of them. */
  get first(): number | undefined {
    const { list, words } = this.form;
    if (list !== undefined) return list[0];
    const word = words.findIndex((bits) => bits !== 0);
    const bits = words[word] ?? 0;
    return word * 32 + 31 - Math.clz32(bits & -bits);
  }
}

/** Makes sets of the numbers below a limit, each different one once. */
export class SubjectSets {
  readonly empty: SubjectSet;
  private readonly wordCount: number;
  private readonly known = new Map<number, SubjectSet[]>();
  private count = 0;

  constructor(limit: number) {
    this.wordCount = (limit + 31) >>> 5;
    this.empty = this.intern(0, { list: new Uint32Array(0) });
  }

  /** The set of the first `size` numbers of a list that is sorted and has each once. The list is not kept. */
  ofSorted(list: Uint32Array, size: number = list.length): SubjectSet {
    if (size < this.wordCount) return this.intern(size, { list: list.subarray(0, size) });
    const words = this.noBits();
    for (let at = 0; at < size; at++) set(words, list[at] ?? 0);
    return this.intern(size, { words });
  }

  /** The set of some numbers in any order. */
  of(subjects: readonly number[]): SubjectSet {
    const list = Uint32Array.from(subjects);
    if (list.length > 1) list.sort();
    let size = 0;
    for (let at = 0; at < list.length; at++) if (at === 0 || list[at] !== list[at - 1]) list[size++] = list[at] ?? 0;
    return this.ofSorted(list, size);
  }

  /** The set of the bits that are set. The words are not kept. */
  ofBits(words: Uint32Array): SubjectSet {
    let size = 0;
    for (const bits of words) if (bits !== 0) size += ones(bits);
    if (size >= this.wordCount) return this.intern(size, { words });
    const list = new Uint32Array(size);
    let next = 0;
    for (let word = 0; word < words.length; word++)
      for (let bits = words[word] ?? 0; bits !== 0; bits &= bits - 1) list[next++] = word * 32 + 31 - Math.clz32(bits & -bits);
    return this.intern(size, { list });
  }

  union(sets: Iterable<SubjectSet>): SubjectSet {
    const distinct = new Set(sets);
    distinct.delete(this.empty);
    const [first = this.empty] = distinct;
    if (distinct.size < 2) return first;
    const words = this.noBits();
    for (const each of distinct) addTo(words, each);
    return this.ofBits(words);
  }

  intersection(a: SubjectSet, b: SubjectSet): SubjectSet {
    return a === b ? a : b.size === 0 ? b : this.filter(a, b, true);
  }

  difference(a: SubjectSet, b: SubjectSet): SubjectSet {
    return b.size === 0 ? a : this.filter(a, b, false);
  }

  /** Those of a set by what is told of each; whoever nothing is told of is left out. */
  parts<T>(of: SubjectSet, tell: (subject: number) => T | undefined): ReadonlyMap<T, SubjectSet> {
    const bits = new Map<T, Uint32Array>();
    let last: T | undefined;
    let words = this.noBits();
    of.visit((subject) => {
      const told = tell(subject);
      if (told === undefined) return;
      // Neighbours are mostly told the same of.
      if (told !== last) {
        last = told;
        words = bits.get(told) ?? this.noBits();
        bits.set(told, words);
      }
      set(words, subject);
    });
    return new Map(Array.from(bits, ([told, some]) => [told, this.ofBits(some)]));
  }

  /** Words with no bit set, as many as a set needs. */
  noBits(): Uint32Array {
    return new Uint32Array(this.wordCount);
  }

  private filter(a: SubjectSet, b: SubjectSet, kept: boolean): SubjectSet {
    const { list, words } = a.form;
    if (list !== undefined) {
      const left = list.filter((subject) => b.has(subject) === kept);
      return left.length === list.length ? a : this.ofSorted(left);
    }
    const other = b.form.words ?? this.bitsOf(b);
    return this.ofBits(words.map((bits, word) => bits & (kept ? (other[word] ?? 0) : ~(other[word] ?? 0))));
  }

  private bitsOf(of: SubjectSet): Uint32Array {
    const words = this.noBits();
    addTo(words, of);
    return words;
  }

  private intern(size: number, form: Form): SubjectSet {
    const content = form.list ?? form.words;
    const key = hashOf(content);
    const alike = this.known.get(key) ?? [];
    const found = alike.find((each) => each.size === size && equal(each.form.list ?? each.form.words, content));
    if (found !== undefined) return found;
    const made = new SubjectSet(this.count++, size, form.list === undefined ? { words: content.slice() } : { list: content.slice() });
    if (alike.push(made) === 1) this.known.set(key, alike);
    return made;
  }
}

/** The first number from `start` to before `end` that is in one only of two sets of the same size. */
export function firstInOneOnly(a: SubjectSet, b: SubjectSet, start: number, end: number): number | undefined {
  const isWithin = (subject: number): boolean => subject >= start && subject < end;
  if (a.form.words !== undefined) {
    for (let word = start >>> 5; word * 32 < end && word < a.form.words.length; word++) {
      for (let bits = (a.form.words[word] ?? 0) ^ (b.form.words?.[word] ?? 0); bits !== 0; bits &= bits - 1) {
        const subject = word * 32 + 31 - Math.clz32(bits & -bits);
        if (isWithin(subject)) return subject;
      }
    }
    return undefined;
  }
  const lists = [a, b].map(({ form }) => (form.list ?? new Uint32Array(0)).filter(isWithin));
  const [left = new Uint32Array(0), right = new Uint32Array(0)] = lists;
  const at = left.findIndex((subject, index) => subject !== right[index]);
  if (at < 0) return right[left.length];
  return Math.min(left[at] ?? 0, right[at] ?? Number.MAX_SAFE_INTEGER);
}

/** Sets the bits of a set. */
export function addTo(words: Uint32Array, { form }: SubjectSet): void {
  if (form.list === undefined) for (let word = 0; word < words.length; word++) words[word] = (words[word] ?? 0) | (form.words[word] ?? 0);
  else for (const subject of form.list) set(words, subject);
}

/** Whether the bit of a subject is set. */
export function isIn(words: Uint32Array, subject: number): boolean {
  return (((words[subject >>> 5] ?? 0) >>> (subject & 31)) & 1) === 1;
}

function set(words: Uint32Array, subject: number): void {
  words[subject >>> 5] = (words[subject >>> 5] ?? 0) | (1 << (subject & 31));
}

function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function hashOf(content: Uint32Array): number {
  let hash = content.length;
  for (let at = 0; at < content.length; at++) hash = Math.imul((hash ^ (content[at] ?? 0)) + 0x9e3779b9, 0x85ebca6b) ^ (hash >>> 15);
  return hash;
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** Where a number stands in a sorted list, or would. */
function lowerBound(list: Uint32Array, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
