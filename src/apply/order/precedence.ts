import { factKey, type Fact } from '../../diff/facts.js';
import { spacePrerequisite } from '../../model/permissions.js';
import { givenBy, takenBy, type Atom } from './atom.js';
import { guestsMade, licencesTaken } from './licences.js';
import { isThing, namedIn } from './things.js';

/**
 * Which atoms have to be made before which, by number: a thing is there before something names it and for as long as something does; of
 * what a holder has in a space `read/space` comes first and goes last, as Confluence wants it, and roles go before single permissions come;
 * and what an atom gives unasked is taken away later. `before`: all that holds before any of it; by this is known who loses a product and becomes a guest, which comes after it.
 */
export function precedence(atoms: readonly Atom[], before: readonly Fact[]): readonly (readonly number[])[] {
  const edges = new Edges(atoms.length);
  const needed = new Index();
  const ended = new Index();
  for (const [number, { changes }] of atoms.entries()) {
    for (const { before, after } of changes) {
      if (before === undefined && after !== undefined) for (const key of providedBy(after)) needed.add(key, number);
      if (after === undefined && before !== undefined) for (const key of providedBy(before)) ended.add(key, number);
      if (before !== undefined) ended.add(factKey(before), number);
      if (after === undefined && before?.type === 'space-role-grant') ended.add(roleKey(before), number);
    }
  }
  for (const [number, atom] of atoms.entries()) {
    for (const key of givenBy(atom).flatMap(neededBy)) for (const maker of needed.of(key)) edges.add(maker, number);
    for (const key of takenBy(atom).flatMap(neededBy)) for (const taker of ended.of(key)) edges.add(number, taker);
    for (const fact of givenBy(atom))
      if (fact.type === 'space-grant') for (const taker of ended.of(roleKey(fact))) edges.add(taker, number);
    for (const fact of atom.alsoGives ?? []) for (const taker of ended.of(factKey(fact))) edges.add(number, taker);
  }
  addGuests(edges, atoms, before);
  return edges.list();
}

function addGuests(edges: Edges, atoms: readonly Atom[], before: readonly Fact[]): void {
  const guests = new Index();
  for (const [number, { changes }] of atoms.entries()) for (const key of guestsMade(changes)) guests.add(key, number);
  if (guests.isEmpty()) return;
  const taken = licencesTaken(before);
  for (const [number, { changes }] of atoms.entries())
    for (const key of taken(changes)) for (const guest of guests.of(key)) edges.add(number, guest);
}

/** What others need of a fact. */
function providedBy(fact: Fact): readonly string[] {
  if (isThing(fact)) return [`thing ${fact.of}`];
  return fact.type === 'space-grant' && fact.says[1] === spacePrerequisite ? [readKey(fact)] : [];
}

function neededBy(fact: Fact): readonly string[] {
  const things = namedIn(fact).map((name) => `thing ${name}`);
  return fact.type === 'space-grant' && fact.says[1] !== spacePrerequisite ? [...things, readKey(fact)] : things;
}

function readKey({ of, says }: Fact): string {
  return `read ${of} ${says[0] ?? ''}`;
}

/** Whoever has a role in a space is given no single permissions there. */
function roleKey({ of, says }: Fact): string {
  return `role ${of} ${says[0] ?? ''}`;
}

class Index {
  private readonly lists = new Map<string, number[]>();

  add(key: string, number: number): void {
    const list = this.lists.get(key);
    if (list === undefined) this.lists.set(key, [number]);
    else list.push(number);
  }

  isEmpty(): boolean {
    return this.lists.size === 0;
  }

  of(key: string): readonly number[] {
    return this.lists.get(key) ?? [];
  }
}

class Edges {
  private readonly before: Set<number>[];

  constructor(size: number) {
    this.before = Array.from({ length: size }, () => new Set());
  }

  add(first: number, then: number): void {
    if (first !== then) this.before[then]?.add(first);
  }

  list(): readonly (readonly number[])[] {
    return this.before.map((some) => [...some]);
  }
}
