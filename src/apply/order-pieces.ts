import { factKey } from '../diff/facts.js';
import type { ChangeClass } from '../plan/plan.js';
import type { Piece } from './atoms.js';
import type { Cells } from './order/between.js';
import { orderAtoms } from './order/order-atoms.js';
import { factOf } from './references.js';
import type { Gap, Ordering, OrderInput } from './ordering.js';
import { splitSchemes } from './split-schemes.js';

/**
 * The order that is proven. What a site gives unasked counts in it where that works out; where it does not, it is set right by the very next
 * write, the rest is proven without it, and the plan tells it as what the site gives beside. New schemes are made with all their grants, or
 * empty first where there is no order else.
 */
export function orderPieces(input: OrderInput): Ordering {
  const split = { ...input, atoms: splitSchemes(input.atoms) };
  const inputs = split.atoms.length > input.atoms.length ? [input, split] : [input];
  const reasons: string[] = [];
  for (const order of [strict, loose]) {
    for (const each of inputs) {
      const found = order(each);
      if (found === undefined) continue;
      if (found.type === 'ordered') return found;
      reasons.push(...found.reasons);
    }
  }
  return { type: 'none', pieces: input.atoms, reasons: reasons.slice(-1) };
}

function strict(input: OrderInput): Ordering {
  const order = orderAtoms(input);
  if (order.type === 'none') return { type: 'none', pieces: input.atoms, reasons: [order.why] };
  return { type: 'ordered', pieces: order.atoms, gaps: order.interims.map(gapOf(input)) };
}

/** Undefined where nothing is given unasked. */
function loose(input: OrderInput): Ordering | undefined {
  const corrections = input.atoms.filter(({ corrects }) => corrects !== undefined);
  if (corrections.length === 0) return undefined;
  const there = new Set(input.before.map(factKey));
  const atoms = input.atoms.filter(({ corrects }) => corrects === undefined).map((piece) => asked(piece, there));
  const order = orderAtoms({ ...input, atoms });
  if (order.type === 'none') return { type: 'none', pieces: input.atoms, reasons: [order.why] };
  const pieces = withCorrections(order.atoms, input.atoms);
  return { type: 'ordered', pieces, gaps: order.interims.map(gapOf(input)) };
}

/** Each correction right after what it sets right; what the maker of a space has there goes once nothing more is written in it. */
function withCorrections(ordered: readonly Piece[], all: readonly Piece[]): readonly Piece[] {
  const byId = new Map(all.map((piece) => [piece.id, piece]));
  const corrections = all.filter(({ corrects }) => corrects !== undefined);
  const last = new Map(ordered.flatMap(({ id, changes }) => changes.map((change) => [factOf(change).of, id] as const)));
  const placeOf = ({ corrects = '', changes, isLast }: Piece): string =>
    isLast === true ? (last.get(changes[0]?.before?.of ?? '') ?? corrects) : corrects;
  return ordered.flatMap(({ id }) => [
    ...(byId.has(id) ? [byId.get(id) as Piece] : []),
    ...corrections.filter((each) => placeOf(each) === id),
  ]);
}

/** What it does, with what it gives unasked that is there: that has to go after it. */
function asked({ id, api, changes, alsoGives = [] }: Piece, there: ReadonlySet<string>): Piece {
  const again = alsoGives.filter((fact) => there.has(factKey(fact)));
  return { id, api, changes, ...(again.length === 0 ? {} : { alsoGives: again }) };
}

function gapOf({ people }: OrderInput): (gap: { readonly from: string; readonly to: string; readonly cells: readonly Cells[] }) => Gap {
  // Groups and classes may hold anybody.
  const isInternal = (subject: string): boolean => people.get(subject.slice('user:'.length))?.audience === 'internal';
  return ({ from, to, cells }) => ({
    from,
    to,
    classes: cells.map(({ resource, permissions, subjects }): ChangeClass => ({
      effect: 'narrower',
      circle: subjects.every(isInternal) ? 'internal' : 'external',
      risks: ['other'],
      subjects,
      resources: [resource],
      permissions: permissions.map((permission) => ({ permission, before: 'allowed' })),
      firstAccess: false,
      remaining: [],
      covers: [],
      surprise: { resources: [], subjects: [] },
      cells: permissions.length * subjects.length,
    })),
  });
}
