import type { Named } from './partition.js';
import type { Lists, Tables } from './tables.js';

/**
 * Subjects under other numbers: those who hold a product have their rank, which is by name, and all others follow, by name too. So what is
 * written by rank needs no look for the rank of each.
 */
export interface Ranking {
  /** How many hold a product. */
  readonly licensed: number;
  /** By such a number: the number in the tables. */
  readonly subjects: Uint32Array;
  /** What rows name, under these numbers. */
  readonly named: Named;
}

export function rankingOf(tables: Tables): Ranking {
  const { groups, sets, rowTerms, effects } = tables;
  const { licensed, numbers } = numbered(tables.products);
  const subjects = new Uint32Array(numbers.length);
  const products = new Uint8Array(numbers.length);
  const guestKinds = new Uint8Array(numbers.length);
  for (let subject = 0; subject < numbers.length; subject++) {
    const number = numbers[subject] ?? 0;
    subjects[number] = subject;
    products[number] = tables.products[subject] ?? 0;
    guestKinds[number] = tables.guestKinds[subject] ?? 0;
  }
  const members = renumbered(tables.members, numbers);
  const rowGuests = renumbered(tables.rowGuests, numbers);
  const atoms = { starts: sets.starts, values: renumberedAtoms(sets.values, numbers) };
  return { licensed, subjects, named: { products, guestKinds, groups, members, sets: atoms, rowTerms, rowGuests, effects } };
}

/** The number of each subject, and how many have a product. */
function numbered(products: Uint8Array): { readonly licensed: number; readonly numbers: Uint32Array } {
  const numbers = new Uint32Array(products.length);
  let licensed = 0;
  for (let subject = 0; subject < products.length; subject++) if (products[subject] !== 0) numbers[subject] = licensed++;
  let next = licensed;
  for (let subject = 0; subject < products.length; subject++) if (products[subject] === 0) numbers[subject] = next++;
  return { licensed, numbers };
}

function renumbered({ starts, values }: Lists, numbers: Uint32Array): Lists {
  const renamed = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at++) renamed[at] = numbers[values[at] ?? 0] ?? 0;
  return { starts, values: renamed };
}

function renumberedAtoms(atoms: Uint32Array, numbers: Uint32Array): Uint32Array {
  const renamed = new Uint32Array(atoms.length);
  for (let at = 0; at < atoms.length; at++) {
    const atom = atoms[at] ?? 0;
    renamed[at] = atom & 1 ? (numbers[atom >> 1] ?? 0) * 2 + 1 : atom;
  }
  return renamed;
}
