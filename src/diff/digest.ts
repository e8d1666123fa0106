import { createHash } from 'node:crypto';
import { rangesOf, type Naming } from '../matrix/name-list.js';
import { addTo, type SubjectSet } from '../matrix/subject-set.js';
import { compareBytes } from '../text/compare.js';
import type { ChangeBlock, Delta } from './access-change.js';
import type { Pairing } from './pairing.js';

/**
 * The digest of the cells that differ, and of nothing else, without listing them: first the names of all subjects that change, in order;
 * then for each resource, and each way in which permissions change there, who does so, by rank among those names. All of it follows
 * from the cells, so however the same cells were found, the same bytes are hashed.
 */
export function digestOf(blocks: readonly ChangeBlock[], { naming, resourceName }: Pairing): string {
  const ranks = new Ranks(blocks, naming);
  const hash = createHash('sha256').update(ranks.names());
  for (let next = 0; next < blocks.length;) {
    const start = next;
    const resource = blocks[start]?.resource ?? 0;
    while (blocks[next]?.resource === resource) next++;
    hash.update(`${resourceName(resource)}\n`);
    for (const [key, sets] of byTurn(blocks.slice(start, next))) hash.update(`${key}\n`).update(ranks.digestOf(naming.sets.union(sets)));
  }
  return `sha256:${hash.digest('hex')}`;
}

/** What else somebody holds makes no difference to the cells that change. In the order of the keys. */
function byTurn(blocks: readonly ChangeBlock[]): readonly (readonly [key: string, sets: readonly SubjectSet[]])[] {
  const found = new Map<string, SubjectSet[]>();
  for (const { delta, subjects } of blocks) {
    const key = keyOf(delta);
    const sets = found.get(key);
    if (sets === undefined) found.set(key, [subjects]);
    else sets.push(subjects);
  }
  return [...found].sort(([a], [b]) => compareBytes(a, b));
}

const keys = new WeakMap<Delta, string>();

function keyOf(delta: Delta): string {
  const known =
    keys.get(delta) ??
    delta.permissions.map(({ permission, before, after }) => `${permission}\t${before ?? '-'}\t${after ?? '-'}`).join('\t');
  keys.set(delta, known);
  return known;
}

/** Subjects that change by their place among each other, in order of their names. */
class Ranks {
  private readonly naming: Naming;
  private readonly ranks: Uint32Array;
  private readonly order: readonly number[];
  private readonly digests = new Map<SubjectSet, Uint8Array>();

  constructor(blocks: readonly ChangeBlock[], naming: Naming) {
    this.naming = naming;
    const words = naming.sets.noBits();
    for (const subjects of new Set(blocks.map((block) => block.subjects))) addTo(words, subjects);
    const everybody = naming.sets.ofBits(words);
    const order: number[] = [];
    for (const [start, end] of rangesOf(naming)) everybody.visit((subject) => order.push(subject), start, end);
    this.order = order;
    this.ranks = new Uint32Array(words.length * 32);
    for (const [rank, subject] of order.entries()) this.ranks[subject] = rank;
  }

  names(): string {
    return this.order.map((subject) => `${this.naming.name(subject)}\n`).join('');
  }

  /** Of a set, as a list of ranks or with a bit for each, whichever is shorter; worked out once. */
  digestOf(subjects: SubjectSet): Uint8Array {
    let digest = this.digests.get(subjects);
    if (digest === undefined) {
      const isFew = subjects.size * 32 < this.order.length;
      const bytes = isFew ? this.listed(subjects) : this.marked(subjects);
      digest = createHash('sha256')
        .update(isFew ? 'list' : 'bits')
        .update(bytes)
        .digest();
      this.digests.set(subjects, digest);
    }
    return digest;
  }

  private listed(subjects: SubjectSet): Uint8Array {
    const ranks: number[] = [];
    subjects.visit((subject) => ranks.push(this.ranks[subject] ?? 0));
    const bytes = new DataView(new ArrayBuffer(ranks.length * 4));
    for (const [at, rank] of ranks.sort((a, b) => a - b).entries()) bytes.setUint32(at * 4, rank);
    return new Uint8Array(bytes.buffer);
  }

  private marked(subjects: SubjectSet): Uint8Array {
    const bits = new Uint8Array((this.order.length + 7) >>> 3);
    subjects.visit((subject) => {
      const rank = this.ranks[subject] ?? 0;
      bits[rank >>> 3] = (bits[rank >>> 3] ?? 0) | (1 << (rank & 7));
    });
    return bits;
  }
}
