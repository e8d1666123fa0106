import type { Product } from '../../model/permissions.js';
import type { GuestKind, Person } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { visible } from '../../text/quote.js';
import type { BlindSpots } from './blind-spots.js';
import { placeAt, type Frame } from './frame.js';
import { sorted } from './naming.js';
import { isMailAddress } from '../../text/mail-address.js';

/** What any of the APIs tells about an account; what an earlier one told stays. */
export interface Account {
  readonly accountId: string;
  /** `atlassian`, `app`, `customer`, `unknown`. */
  readonly type?: string | undefined;
  readonly active?: boolean | undefined;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
}

export interface People {
  /** The name of an account in the model. It is kept from now on, even if it is a customer’s. */
  readonly nameOf: (accountId: string) => string;
  readonly guest: (accountId: string, kind: GuestKind) => void;
  /** Products that somebody has without a group that gives them. */
  readonly own: (accountId: string, product: Product) => void;
  /** To be called last: who is named nowhere and is no colleague is left out. */
  readonly build: () => { readonly people: ReadonlyMap<string, Person>; readonly ids: ReadonlyMap<string, string> };
}

export function peopleOf(accounts: readonly Account[], frame: Frame, spots: BlindSpots): People {
  const known = merged(accounts);
  const names = namesOf(known, spots);
  const named = new Set<string>();
  const guests = new Map<string, Set<GuestKind>>();
  const products = new Map<string, Set<Product>>();

  const person = (account: Account, name: string): Person => ({
    name,
    at: placeAt(frame, 'people', name),
    labels: {},
    active: account.active ?? true,
    type: account.type === 'app' ? 'app' : 'person',
    audience: frame.internalDomains.includes(name.slice(name.lastIndexOf('@') + 1)) && name.includes('@') ? 'internal' : 'external',
    products: [...(products.get(account.accountId) ?? [])].sort().map((product) => ({ product, at: placeAt(frame, 'people', name) })),
    guest: [...(guests.get(account.accountId) ?? [])].sort(),
    accountId: account.accountId,
    ...(account.displayName === undefined ? {} : { displayName: visible(account.displayName) }),
  });

  return {
    nameOf(accountId) {
      named.add(accountId);
      const name = names.get(accountId);
      if (name !== undefined) return name;
      spots.note('unknown-account', accountId);
      known.set(accountId, { accountId });
      names.set(accountId, handle(accountId));
      return handle(accountId);
    },
    guest: (accountId, kind) => void guests.set(accountId, (guests.get(accountId) ?? new Set()).add(kind)),
    own: (accountId, product) => void products.set(accountId, (products.get(accountId) ?? new Set()).add(product)),
    build() {
      const people: [string, Person][] = [];
      const ids: [string, string][] = [];
      for (const account of known.values()) {
        const { accountId, type, active, email } = account;
        if (type === 'customer' && !named.has(accountId)) {
          spots.note('customers-of-the-portal', accountId);
          continue;
        }
        if (email === undefined && type === 'atlassian' && active !== false) spots.note('hidden-email', accountId);
        const name = names.get(accountId) ?? handle(accountId);
        people.push([name, person(account, name)]);
        ids.push([name, accountId]);
      }
      return { people: sorted(people), ids: sorted(ids) };
    },
  };
}

function merged(accounts: readonly Account[]): Map<string, Account> {
  const known = new Map<string, Account>();
  for (const account of accounts) {
    const earlier = known.get(account.accountId);
    known.set(account.accountId, {
      accountId: account.accountId,
      type: typeOf(earlier?.type, account.type),
      // Whoever is switched off anywhere cannot come in.
      active: earlier?.active === false ? false : (account.active ?? earlier?.active),
      displayName: earlier?.displayName ?? account.displayName,
      email: earlier?.email ?? account.email,
    });
  }
  return known;
}

/** The organization does not tell programs from people; whoever does is right. */
function typeOf(earlier: string | undefined, later: string | undefined): string | undefined {
  if (later === 'app') return later;
  return isTold(earlier) ? earlier : (later ?? earlier);
}

function isTold(type: string | undefined): boolean {
  return type !== undefined && type !== 'unknown';
}

function namesOf(known: ReadonlyMap<string, Account>, spots: BlindSpots): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { accountId, email } of [...known.values()].sort((a, b) => compareBytes(a.accountId, b.accountId))) {
    const address = email?.toLowerCase();
    const usable = address !== undefined && isMailAddress(address) && visible(address) === address;
    if (usable && taken.has(address)) spots.note('email-twice', `${accountId}: ${address}`);
    const name = usable && !taken.has(address) ? address : handle(accountId);
    taken.add(name);
    names.set(accountId, name);
  }
  return names;
}

/** An account id as it can stand in policies. */
function handle(accountId: string): string {
  return visible(accountId).replace(/[\s@]/g, '-');
}
