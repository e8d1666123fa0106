import { below, type Place } from '../diagnostics/place.js';
import { catalogued } from '../model/permissions.js';
import type { Audience, GuestKind, Labels, Person, ProductAccess } from '../model/site.js';
import type { RawPerson, RawPersonDefaults, RawProduct, RawProductEntry, RawUsers } from '../validate/raw.js';
import { detached } from '../text/detached.js';
import { timed, type Linking } from './linking.js';
import { repeatsOf, warnRepeated } from './entries.js';

/** A person of whom it may be open whether the company knows the mail domain, since the Site says so, and may come last. */
export type PersonDraft = Omit<Person, 'audience'> & { audience: Audience | undefined };

/** The people of one document: its defaults laid under each entry, field by field; lists replace, labels add up. */
export function linkPeople(linking: Linking, raw: RawUsers, at: Place, internalDomains: ReadonlySet<string>): readonly Person[] {
  return draftPeople(linking, raw, at).map((draft) => settlePerson(draft, internalDomains));
}

/** The same people, before the Site is known. */
export function draftPeople(linking: Linking, raw: RawUsers, at: Place): readonly PersonDraft[] {
  const people = new PeopleOf(linking, raw.defaults ?? {}, at);
  return Object.entries(raw.users).map(([id, entry]) => people.link(id, entry));
}

/** Makes a person of the draft itself. */
export function settlePerson(draft: PersonDraft, internalDomains: ReadonlySet<string>): Person {
  draft.audience ??= audienceOf(draft.name, internalDomains);
  return draft as Person;
}

const noProducts: readonly ProductAccess[] = [];
const noGuest: readonly GuestKind[] = [];
const noLabels: Labels = {};

class PeopleOf {
  private readonly linking: Linking;
  private readonly defaults: RawPersonDefaults;
  private readonly document: Place;

  constructor(linking: Linking, defaults: RawPersonDefaults, document: Place) {
    this.linking = linking;
    this.defaults = defaults;
    this.document = document;
  }

  link(id: string, entry: RawPerson): PersonDraft {
    const { defaults } = this;
    const at = below(this.document, 'users', id);
    const until = entry.until ?? defaults.until;
    const reason = entry.reason ?? defaults.reason;
    const company = entry.company ?? defaults.company;
    return {
      name: this.linking.known('person', id) ?? id,
      at,
      active: entry.active ?? defaults.active ?? true,
      type: entry.type ?? defaults.type ?? 'person',
      audience: entry.audience ?? defaults.audience,
      products: this.products(entry, at),
      guest: guestKinds(entry.guest ?? defaults.guest),
      labels: defaults.labels === undefined ? (entry.labels ?? noLabels) : { ...defaults.labels, ...entry.labels },
      ...(entry.name === undefined ? undefined : { displayName: detached(entry.name) }),
      ...(company === undefined ? undefined : { company }),
      ...(until === undefined ? undefined : { until }),
      ...(reason === undefined ? undefined : { reason: detached(reason) }),
      ...(entry.accountId === undefined ? undefined : { accountId: entry.accountId }),
      ...(entry.formerly === undefined ? undefined : { formerly: entry.formerly }),
    };
  }

  private products(entry: RawPerson, at: Place): readonly ProductAccess[] {
    if (entry.products !== undefined) return linkProducts(this.linking, entry.products, below(at, 'products'));
    const { products } = this.defaults;
    return products === undefined ? noProducts : linkProducts(this.linking, products, below(this.document, 'defaults', 'products'));
  }
}

/** Whoever has a mail domain of the company is internal; whoever has another, or none, is not. */
function audienceOf(id: string, internalDomains: ReadonlySet<string>): Audience {
  const at = id.lastIndexOf('@');
  return at >= 0 && internalDomains.has(id.slice(at + 1)) ? 'internal' : 'external';
}

function linkProducts(linking: Linking, written: readonly (RawProduct | RawProductEntry)[], at: Place): readonly ProductAccess[] {
  const products = written.map((entry, index): ProductAccess => {
    const place = below(at, index);
    if (typeof entry === 'string') return { product: catalogued(entry), at: place };
    return { product: catalogued(entry.product), at: place, ...timed(entry) };
  });
  for (const { product, at: place } of repeatsOf(products, ({ product: name }) => name)) warnRepeated(linking, product, place);
  return products;
}

function guestKinds(written: GuestKind | readonly GuestKind[] | undefined): readonly GuestKind[] {
  if (written === undefined) return noGuest;
  return typeof written === 'string' ? [written] : [...new Set(written)];
}
