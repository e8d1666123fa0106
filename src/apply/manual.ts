import type { FactChange } from '../diff/fact-change.js';
import { existenceFacts, type Fact } from '../diff/facts.js';
import type { Place } from '../diagnostics/place.js';
import type { Write } from '../providers/target.js';
import { compareBytes } from '../text/compare.js';
import type { ManualStep } from './apply-plan.js';
import { apiOf } from '../drift/fact-api.js';
import { guestsMade, licencesTaken } from './order/licences.js';
import { bare, changeKey, factOf, nameOf, thingsThat } from './references.js';
import { productIn } from './products.js';
import { stepWords, type StepKind } from './step-kinds.js';
import { thingWords } from './write-words.js';
import { addToList } from '../text/add-to-list.js';

/** Something to be clicked, before it is put together with others like it. */
export interface Click {
  readonly step: StepKind;
  readonly of: string;
  readonly change?: FactChange;
  /** No reading can tell whether it is so. */
  readonly unread?: true;
  /** Of a thing that is to be called otherwise. */
  readonly rename?: { readonly from: string; readonly to: string };
  /** A product that the site has not. */
  readonly product?: string;
  /** Taken away before the same is given elsewhere: a guest has one place. */
  readonly first?: true;
}

/** Steps in the order to do them: what others need first, then by what they are about. */
const order: readonly StepKind[] = [
  'site-product',
  'app',
  'app-switch',
  'account',
  'invite',
  'synced-group',
  'open-group',
  'rename-group',
  'rename-project',
  'rename-space',
  'kept-group',
  'team-project',
  'discovery-project',
  'project-type',
  'project-style',
  'project-access',
  'app-member',
  'app-product',
  'app-administrator',
  'global-permissions',
  'project-guests',
  'space-guests',
  'space-permissions',
  'channel-kind',
  'chat-members',
  'channel-guests',
  'chat-kind',
  'through-group',
  'organization-admin',
];

/** One step for all of a kind about a thing, numbered; with the writes that wait for it, and where the policies say so. */
export function manualSteps(
  clicks: readonly Click[],
  writes: readonly Write[],
  placeOf: (thing: string) => Place | undefined,
  before: readonly Fact[],
): readonly ManualStep[] {
  const steps = new Map<string, Click[]>();
  for (const click of clicks) {
    // What can be looked at and what cannot are not one step.
    const key = JSON.stringify([click.step, click.of, click.unread ?? false, click.product, click.first ?? false]);
    addToList(steps, key, click);
  }
  const numbered = [...steps.values()].sort(compareSteps).map((own, index) => stepOf(own, index + 1, writes, placeOf));
  return writes.some(({ changes }) => guestsMade(changes).length > 0) ? withGuests(numbered, writes, before) : numbered;
}

/** Whoever is to be a guest waits for the step that takes the product away. */
function withGuests(steps: readonly ManualStep[], writes: readonly Write[], facts: readonly Fact[]): readonly ManualStep[] {
  const taken = licencesTaken(facts);
  return steps.map((step) => {
    const free = new Set(taken(step.changes));
    if (free.size === 0) return step;
    const isWaiting = ({ id, changes }: Write): boolean => step.before.includes(id) || guestsMade(changes).some((key) => free.has(key));
    return { ...step, before: writes.filter(isWaiting).map(({ id }) => id) };
  });
}

function compareSteps([a]: readonly Click[], [b]: readonly Click[]): number {
  if (a === undefined || b === undefined) return 0;
  return (
    order.indexOf(a.step) - order.indexOf(b.step) ||
    Number(b.first ?? false) - Number(a.first ?? false) ||
    compareBytes(a.of, b.of) ||
    Number(a.unread ?? false) - Number(b.unread ?? false)
  );
}

function stepOf(
  clicks: readonly Click[],
  number: number,
  writes: readonly Write[],
  placeOf: (thing: string) => Place | undefined,
): ManualStep {
  const [{ step, of, rename, unread, product, first: isFirst } = { step: 'account' as const, of: '' }] = clicks;
  const changes = clicks.flatMap(({ change }) => (change === undefined ? [] : [bare(change)])).sort(compareChanges);
  const { what, clicks: list } = stepWords(step, {
    of,
    gives: step === 'invite' ? invitations(changes) : unique(changes.flatMap(({ after }) => partWords(after, step))),
    takes: unique(changes.flatMap(({ before, after }) => (after === undefined ? partWords(before, step) : []))),
    ...(rename === undefined ? {} : { to: rename.to }),
    ...(product === undefined ? {} : { to: product }),
    ...(isFirst === undefined ? {} : { isFirst }),
  });
  const first = changes.find(({ after }) => after !== undefined) ?? changes[0];
  const at = first === undefined ? placeOf(rename?.to ?? of) : (placesIn(clicks)[0] ?? placeOf(of));
  return {
    number,
    api: apiOfStep(step, first),
    changes,
    what,
    clicks: list,
    ...(rename === undefined ? {} : { rename }),
    ...(product === undefined ? {} : { product }),
    before: product === undefined ? waiting(changes, rename, writes) : givingProduct(product, writes),
    checked: unread !== true && (changes.length > 0 || rename !== undefined || product !== undefined),
    ...(at === undefined ? {} : { at }),
  };
}

function placesIn(clicks: readonly Click[]): readonly Place[] {
  return clicks.flatMap(({ change }) => change?.after?.at ?? []);
}

function apiOfStep(step: StepKind, change: FactChange | undefined): ManualStep['api'] {
  if (change !== undefined) return apiOf(factOf(change).type);
  if (step === 'rename-project') return 'jira';
  return step === 'rename-space' ? 'confluence' : 'organization';
}

function compareChanges(a: FactChange, b: FactChange): number {
  return compareBytes(changeKey(a), changeKey(b));
}

/** `ana@acme.example for confluence, jira-software`. */
function invitations(changes: readonly FactChange[]): readonly string[] {
  const products = new Map<string, string[]>();
  for (const { after } of changes) {
    if (after === undefined) continue;
    const own = products.get(after.of) ?? [];
    products.set(after.of, own);
    if (after.type === 'product') own.push(after.says[0] ?? '');
    if (after.type === 'guest') own.push(`${after.says[0] ?? ''} as a guest`);
  }
  return [...products].map(([of, own]) => (own.length === 0 ? nameOf(of) : `${nameOf(of)} for ${own.join(', ')}`));
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/** One change in the words of its step; nothing where the step says it already. */
function partWords(fact: Fact | undefined, step: StepKind): readonly string[] {
  if (fact === undefined) return [];
  const { type, says } = fact;
  const [first = '', second = ''] = says;
  switch (type) {
    case 'global-permission':
    case 'space-grant':
      return [`${second} to ${thingWords(first)}`];
    case 'space-role-grant':
      return [`${thingWords(second)} to ${thingWords(first)}`];
    case 'private':
      return [first === 'true' ? 'private' : 'public'];
    case 'managed-by':
      return step === 'kept-group' ? [keepers[first] ?? first] : [];
    case 'administrator':
      return [step === 'organization-admin' || step === 'app-administrator' ? nameOf(first) : 'administers the site'];
    case 'group-product':
      return [`gives ${first}`];
    case 'product':
    case 'guest-permission':
      return [first];
    case 'active':
      return step === 'app-switch' ? [first === 'true' ? 'on' : 'off'] : [];
    case 'archived':
      return [];
    case 'lead':
      return step === 'discovery-project' ? [`the lead ${nameOf(first)}`] : [];
    case 'project-type':
      return step === 'discovery-project' ? [] : [first];
    case 'channel-member':
    case 'channel-guest':
      if (step === 'chat-kind') return [`${type === 'channel-guest' ? 'guest' : 'member'} of ${thingWords(fact.of)}`];
      return [nameOf(first)];
    default:
      return existenceFacts.has(type) ? [] : [first.includes(':') ? thingWords(first) : first];
  }
}

const keepers: Readonly<Record<string, string>> = {
  git: 'no longer kept by the identity provider',
  idp: 'kept by the identity provider',
  open: 'open for anybody to join',
};

function givingProduct(product: string, writes: readonly Write[]): readonly string[] {
  const gives = ({ after }: FactChange): boolean => after !== undefined && productIn(after) === product;
  return writes.filter(({ changes }) => changes.some(gives)).map(({ id }) => id);
}

/** Writes that name what only the step makes, or what is called so only after it. */
function waiting(changes: readonly FactChange[], rename: Click['rename'], writes: readonly Write[]): readonly string[] {
  const made = new Set([...thingsThat('come', changes), ...(rename === undefined ? [] : [rename.to])]);
  const names = ({ changes: own }: Write): boolean =>
    own.some(({ before, after }) =>
      [before, after].some((fact) => fact !== undefined && [fact.of, ...fact.says].some((word) => made.has(word))),
    );
  return made.size === 0 ? [] : writes.filter(names).map(({ id }) => id);
}
