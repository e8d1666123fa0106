import { factKey, type Fact } from '../../diff/facts.js';
import { compareBytes } from '../../text/compare.js';
import type { Atom } from './atom.js';
import { directionOf, type Direction } from './direction.js';
import { rankOf } from './things.js';

/** An atom with what its place in an order goes by. */
export interface Placed<T extends Atom> {
  readonly atom: T;
  readonly direction: Direction;
  /** What it is about: the first thing of its changes. */
  readonly of: string;
  /** How late it goes among those that give; how early among those that take away. */
  readonly rank: number;
}

const directions: readonly Direction[] = ['more', 'mixed', 'less'];

const afterAll = Number.MAX_SAFE_INTEGER;

/** A product has room for five guests for each of its users: these come first, and go last. */
function isGuest({ type }: Fact): boolean {
  return type === 'guest';
}

/**
 * Atoms in the order that is best where nothing speaks against it: what gives, then what does both, then what takes away; those of one thing
 * next to each other. It goes by what they change, so that it is the same however they were given.
 */
export function inBestOrder<T extends Atom>(atoms: readonly T[]): readonly Placed<T>[] {
  return atoms
    .map((atom) => {
      const facts = factsOf(atom);
      const of = facts[0]?.of ?? '';
      const placed: Placed<T> = { atom, direction: directionOf(atom), of, rank: facts.some(isGuest) ? afterAll : rankOf(of) };
      return { placed, key: facts.map(keyOf).join() };
    })
    .sort((a, b) => comparePlaced(a.placed, b.placed) || compareBytes(a.key, b.key) || compareBytes(a.placed.atom.id, b.placed.atom.id))
    .map(({ placed }) => placed);
}

function comparePlaced(a: Placed<Atom>, b: Placed<Atom>): number {
  const [one, other] = a.direction === 'less' ? [b, a] : [a, b];
  return directions.indexOf(a.direction) - directions.indexOf(b.direction) || one.rank - other.rank || compareBytes(a.of, b.of);
}

function factsOf({ changes, alsoGives = [] }: Atom): readonly Fact[] {
  const facts = [...changes.flatMap(({ before, after }) => after ?? before ?? []), ...alsoGives];
  return facts.sort((a, b) => compareBytes(keyOf(a), keyOf(b)));
}

function keyOf(fact: Fact): string {
  return factKey(fact) + JSON.stringify(fact.says);
}
