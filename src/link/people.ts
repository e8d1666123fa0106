import { below, type Place } from '../diagnostics/place.js';
import type { Audience, GuestKind, Person, ProductAccess } from '../model/site.js';
import type { RawPerson, RawPersonDefaults, RawProduct, RawProductEntry, RawUsers } from '../validate/raw.js';
import { given, type Linking } from './linking.js';
import { warnRepeated } from './entries.js';

/** The people of one document: its defaults laid under each entry, field by field; lists replace, labels add up. */
export function linkPeople(linking: Linking, raw: RawUsers, at: Place, internalDomains: ReadonlySet<string>): readonly Person[] {
  const defaults = raw.defaults ?? {};
  return Object.entries(raw.users).map(([id, entry]) => linkPerson(linking, id, entry, defaults, at, internalDomains));
}

function linkPerson(
  linking: Linking,
  id: string,
  entry: RawPerson,
  defaults: RawPersonDefaults,
  document: Place,
  internalDomains: ReadonlySet<string>,
): Person {
  const at = below(document, 'users', id);
  const merged = { ...defaults, ...entry };
  const listed = entry.products === undefined ? below(document, 'defaults', 'products') : below(at, 'products');
  return {
    name: id,
    at,
    active: merged.active ?? true,
    type: merged.type ?? 'person',
    audience: merged.audience ?? audienceOf(id, internalDomains),
    products: linkProducts(linking, merged.products ?? [], listed),
    guest: guestKinds(merged.guest),
    labels: { ...defaults.labels, ...entry.labels },
    ...given({
      displayName: entry.name,
      company: merged.company,
      until: merged.until,
      reason: merged.reason,
      accountId: entry.accountId,
      formerly: entry.formerly,
    }),
  };
}

/** Whoever has a mail domain of the company is internal; whoever has another, or none, is not. */
function audienceOf(id: string, internalDomains: ReadonlySet<string>): Audience {
  const at = id.lastIndexOf('@');
  return at >= 0 && internalDomains.has(id.slice(at + 1)) ? 'internal' : 'external';
}

function linkProducts(linking: Linking, written: readonly (RawProduct | RawProductEntry)[], at: Place): readonly ProductAccess[] {
  const seen = new Set<string>();
  return written.map((entry, index) => {
    const product = typeof entry === 'string' ? entry : entry.product;
    const place = below(at, index);
    warnRepeated(linking, seen, product, product, place);
    return { product, at: place, ...(typeof entry === 'string' ? {} : given({ until: entry.until, reason: entry.reason })) };
  });
}

function guestKinds(written: GuestKind | readonly GuestKind[] | undefined): readonly GuestKind[] {
  if (written === undefined) return [];
  return typeof written === 'string' ? [written] : [...new Set(written)];
}
