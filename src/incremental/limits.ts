import { hasEnded } from '../model/ends.js';
import { confluenceBit, jiraBits, listAt, type Tables } from '../matrix/tables.js';
import { products } from '../model/permissions.js';
import type { Site, Space } from '../model/site.js';
import { numberOf } from '../text/sorted-names.js';

/**
 * Nothing has changed on which limits depend since a state that kept them, but for what spaces give by name: nobody has other products or is
 * another kind of guest, and no row that was made anew places guests.
 */
function keepsLimits({ descent, rowGuests }: Tables): boolean {
  if (descent === undefined || descent.subjects.size > 0) return false;
  return [...descent.rows].every((row) => listAt(rowGuests, row).length === 0);
}

/**
 * Whether a state may break a limit of Atlassian's that linking would report: guests in two places, or not declared as such, or with a
 * licence; too few seats; too many guests. Asked of the tables; at worst it says so though only a warning is due.
 */
export function mayBreakLimits({ about }: Site, tables: Tables, changedSpaces: Iterable<Space | undefined>, asOf: string): boolean {
  return (
    (!keepsLimits(tables) && (hasMisplacedGuests(tables) || hasLicensedGuests(tables) || exceedsNumbers(about, tables))) ||
    [...changedSpaces].some((space) => space !== undefined && namesGuests(space, tables, asOf))
  );
}

const guestBits = { space: 1, project: 2 } as const;

function hasMisplacedGuests({ rowGuests, rowFrames, frames, guestKinds, resources }: Tables): boolean {
  const placed = { space: new Set<number>(), project: new Set<number>() };
  for (let row = 0; row < resources.length; row++) {
    if (rowGuests.starts[row] === rowGuests.starts[row + 1]) continue;
    const kind = frames[rowFrames[row] ?? -1]?.kind;
    if (kind !== 'space' && kind !== 'project') continue;
    for (const guest of listAt(rowGuests, row)) {
      if (((guestKinds[guest] ?? 0) & guestBits[kind]) === 0 || placed[kind].has(guest)) return true;
      placed[kind].add(guest);
    }
  }
  return false;
}

function hasLicensedGuests({ guestKinds, products: held }: Tables): boolean {
  for (let subject = 0; subject < guestKinds.length; subject++) {
    const kinds = guestKinds[subject] ?? 0;
    const mask = held[subject] ?? 0;
    if ((kinds & guestBits.space && mask & confluenceBit) || (kinds & guestBits.project && mask & jiraBits)) return true;
  }
  return false;
}

function exceedsNumbers(about: Site['about'], { people, products: held, guestKinds }: Tables): boolean {
  const withMask = new Float64Array(32);
  const guests = { space: 0, project: 0 };
  for (let person = 0; person < people.length; person++) {
    const mask = held[person] ?? 0;
    withMask[mask] = (withMask[mask] ?? 0) + 1;
    if ((guestKinds[person] ?? 0) & guestBits.space) guests.space++;
    if ((guestKinds[person] ?? 0) & guestBits.project) guests.project++;
  }
  const holding = (bits: number): number => withMask.reduce((sum, amount, mask) => (mask & bits ? sum + amount : sum), 0);
  return (
    products.some((product, bit) => holding(1 << bit) > (about.seats[product] ?? Infinity)) ||
    guests.space > holding(confluenceBit) * about.guestsPerPaidUser ||
    guests.project > holding(jiraBits) * about.guestsPerPaidUser
  );
}

/** Whether a space gives access by name to somebody who is a guest. */
function namesGuests({ access }: Space, { people, guestKinds }: Tables, asOf: string): boolean {
  const isGuest = (name: string): boolean => ((guestKinds[numberOf(people, name)] ?? 0) & guestBits.space) !== 0;
  return access.some((grant) => !hasEnded(grant, asOf) && grant.to.some(({ type, name }) => type === 'user' && isGuest(name)));
}
