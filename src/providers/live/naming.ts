import { compareBytes } from '../../text/compare.js';
import { visible } from '../../text/quote.js';
import type { BlindSpots } from './blind-spots.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

const reserved = ['__proto__', 'constructor', 'prototype'];
const longest = 255;

/**
 * A name for each thing that policies can hold, no two alike: its own if that is possible, else its own and its id. Which of several
 * keeps the name does not depend on the order in which the site lists them.
 */
export function nameAll(kind: string, things: readonly Named[], spots: BlindSpots): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, name } of [...things].sort((a, b) => compareIds(a.id, b.id))) {
    if (names.has(id)) continue;
    const plain = writable(name);
    const given = plain === '' || reserved.includes(plain) || taken.has(plain) ? apart(plain, id, taken) : plain;
    if (given !== name) spots.note('name-changed', `${kind} ${id}: ${name}`);
    taken.add(given);
    names.set(id, given);
  }
  return names;
}

function apart(plain: string, id: string, taken: ReadonlySet<string>): string {
  const suffix = ` (${visible(id)})`;
  const start = `${plain.slice(0, longest - suffix.length)}${suffix}`.trim();
  for (let number = 1; ; number++) {
    const name = number === 1 ? start : `${start} ${String(number)}`;
    if (!taken.has(name)) return name;
  }
}

/** Without what cannot be seen, without blanks at its ends. */
function writable(name: string): string {
  return Array.from(visible(name).trim()).slice(0, longest).join('').trim();
}

/** Numbers by their size, which is the order in which things were made. */
export function compareIds(a: string, b: string): number {
  const isNumbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  return (isNumbers ? a.length - b.length : 0) || compareBytes(a, b);
}

/** A map in the order of the bytes of its keys. */
export function sorted<T>(entries: Iterable<readonly [string, T]>): ReadonlyMap<string, T> {
  return new Map([...entries].sort(([a], [b]) => compareBytes(a, b)));
}
