import { WriteError } from '../target.js';
import type { Pen } from '../api-target.js';
import { RefusedWrite } from '../http/writer.js';
import { productsOf, type Place } from './organization-place.js';

const full = 'ADMIN-UAM-409-3';

/** A refusal for want of a seat says how many there are, as far as the organization tells; any other comes as it is. */
export async function withSeats<T>(writing: Promise<T>, place: Place, pen: Pen): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (!(error instanceof RefusedWrite) || !isFull(error)) throw error;
    throw new WriteError({ ...error.failure, hint: await seatsLeft(place, pen) });
  }
}

/** The same status says that somebody is a member already: the code, or else the words, tell these apart. */
export function isFull({ codes, failure }: RefusedWrite): boolean {
  return failure.status === 409 && (codes.includes(full) || /limit|seat|licen[cs]e/i.test(failure.said ?? ''));
}

async function seatsLeft(place: Place, pen: Pen): Promise<string> {
  const told = (await productsOf(place, pen)).flatMap(({ type, capacity, usage }) =>
    capacity === undefined || usage === undefined
      ? []
      : [`${type ?? 'a product'}: ${String(usage)} of ${String(capacity)} seats are taken`],
  );
  const seats = told.length === 0 ? '' : ` (${told.join('; ')})`;
  return `Buy more seats, or take the product from somebody who does not need it${seats}.`;
}
