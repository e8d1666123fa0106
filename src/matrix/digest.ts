import { createHash, type Hash } from 'node:crypto';
import { nothing } from './effects.js';
import { classes, type Evaluator } from './evaluate.js';
import { subjectCount, subjectName } from './tables.js';

/**
 * The digest of the cells, and of nothing else, without listing them. For each resource and each set of subjects with the same
 * products (which are cells themselves: `use:PRODUCT`), one access is the expected one and only those who hold another are written
 * down. Which one is expected follows from the cells alone, so however the same cells were factored, the same bytes are hashed.
 */
export function digestOf(evaluator: Evaluator): string {
  const { tables } = evaluator;
  const hash = createHash('sha256');
  const ranks = rankLicensed(evaluator, hash);
  for (let row = 0; row < tables.resources.length; row++) {
    const body = rowBody(evaluator, row, ranks);
    if (body !== '') hash.update(`\n${tables.resources[row] ?? ''}\n${body}`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/**
 * Subjects that hold a product get a number, in order of their names. Whoever holds none has cells only where the public has some, or
 * where an exception names them.
 */
function rankLicensed(evaluator: Evaluator, hash: Hash): Int32Array {
  const { tables } = evaluator;
  const ranks = new Int32Array(subjectCount(tables)).fill(-1);
  const everybodyHasCells = tables.resources.some((_, row) => evaluator.classAccess(row, 'anyone') !== nothing);
  let next = 0;
  for (let subject = 0; subject < ranks.length; subject++) {
    const mask = evaluator.productsOf(subject);
    if (mask !== 0) ranks[subject] = next++;
    if (mask !== 0 || everybodyHasCells) hash.update(`${subjectName(tables, subject)}\t${String(mask)}\n`);
  }
  return ranks;
}

function rowBody(evaluator: Evaluator, row: number, ranks: Int32Array): string {
  const { effects } = evaluator.tables;
  const byProducts = new Map<number, [subject: number, access: number][]>();
  evaluator.visitNamed(row, (subject, access) => {
    const mask = evaluator.productsOf(subject);
    const list = byProducts.get(mask);
    if (list === undefined) byProducts.set(mask, [[subject, access]]);
    else list.push([subject, access]);
  });
  const anyone = evaluator.classAccess(row, 'anyone');
  const lines: string[] = [];
  for (const each of classes) {
    const access = evaluator.classAccess(row, each);
    if (access !== nothing) lines.push(`${each}\t${effects.key(access)}`);
  }
  for (const [mask, size] of populations(evaluator)) {
    const named = byProducts.get(mask) ?? [];
    const base = evaluator.baseAccess(row, mask);
    const expected = mask === 0 ? anyone : commonest(evaluator, named, base, size);
    if (expected !== nothing && mask !== 0) lines.push(`*${String(mask)}\t${effects.key(expected)}`);
    lines.push(...exceptions(evaluator, mask, named, base, expected, ranks));
  }
  return lines.join('\n');
}

/** How many subjects have each product mask, in order of the mask. */
const populationsOf = new WeakMap<Evaluator, readonly (readonly [mask: number, size: number])[]>();

function populations(evaluator: Evaluator): readonly (readonly [mask: number, size: number])[] {
  let known = populationsOf.get(evaluator);
  if (known === undefined) {
    const sizes = new Map<number, number>();
    for (let subject = 0; subject < subjectCount(evaluator.tables); subject++) {
      const mask = evaluator.productsOf(subject);
      sizes.set(mask, (sizes.get(mask) ?? 0) + 1);
    }
    known = [...sizes].sort(([a], [b]) => a - b);
    populationsOf.set(evaluator, known);
  }
  return known;
}

/** The access most subjects of a population hold; among equals the first by its text. */
function commonest(evaluator: Evaluator, named: readonly (readonly [number, number])[], base: number, size: number): number {
  const counts = new Map<number, number>([[base, size - named.length]]);
  for (const [, access] of named) counts.set(access, (counts.get(access) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const { effects } = evaluator.tables;
  const candidates = [...counts].filter(([, amount]) => amount === most).map(([access]) => access);
  return candidates.length === 1
    ? (candidates[0] ?? nothing)
    : (candidates.sort((a, b) => (effects.key(a) < effects.key(b) ? -1 : 1))[0] ?? nothing);
}

function exceptions(
  evaluator: Evaluator,
  mask: number,
  named: readonly (readonly [number, number])[],
  base: number,
  expected: number,
  ranks: Int32Array,
): string[] {
  const { tables } = evaluator;
  const held = new Map<number, number>(named.map(([subject, access]) => [subject, access]));
  const others = base === expected ? [...held.keys()] : subjectsWith(evaluator, mask);
  const found: [subject: number, access: number][] = [];
  for (const subject of others) {
    const access = held.get(subject) ?? base;
    if (access !== expected) found.push([subject, access]);
  }
  found.sort(([a], [b]) => a - b);
  return found.map(([subject, access]) => {
    const rank = ranks[subject] ?? -1;
    return `${rank < 0 ? subjectName(tables, subject) : String(rank)}\t${tables.effects.key(access)}`;
  });
}

function subjectsWith(evaluator: Evaluator, mask: number): number[] {
  const found: number[] = [];
  for (let subject = 0; subject < subjectCount(evaluator.tables); subject++)
    if (evaluator.productsOf(subject) === mask) found.push(subject);
  return found;
}
