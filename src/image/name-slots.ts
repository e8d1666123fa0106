import type { Column } from './sections.js';

/**
 * Where each of some names stands, found by its letters: a table of more slots than names, in which each name is in the slot that its letters
 * give, or in one of the next. A slot holds one more than the number of a name, or 0.
 */
export function slotsOf(names: readonly string[]): Uint32Array {
  let size = 2;
  while (size < names.length * 1.5) size *= 2;
  const slots = new Uint32Array(size);
  for (const [number, name] of names.entries()) {
    let slot = hashOf(name) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = number + 1;
  }
  return slots;
}

/** The number of a name; -1 where it has none. */
export function findSlot(slots: Pick<Column, 'length' | 'at'>, name: string, nameOf: (number: number) => string): number {
  const last = slots.length - 1;
  let slot = hashOf(name) & last;
  // No more looks than there are slots, whatever they hold.
  for (let left = slots.length; left > 0; left--) {
    const number = (slots.at(slot) ?? 0) - 1;
    if (number < 0 || nameOf(number) === name) return number;
    slot = (slot + 1) & last;
  }
  return -1;
}

function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
