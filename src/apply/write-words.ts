import type { FactChange } from '../diff/fact-change.js';
import { existenceFacts, type Fact } from '../diff/facts.js';
import type { Write } from '../providers/target.js';
import { count, list } from '../text/plural.js';
import { factOf, kindOf, nameOf } from './references.js';

/** What a write does, in a sentence; names stand in it as they are written. */
export function writeWords({ changes, rename }: Pick<Write, 'changes' | 'rename'>): string {
  if (rename !== undefined) return `Rename ${thingWords(rename.from)} to ${nameOf(rename.to)}.`;
  const thing = changes.find(({ before, after }) => (before === undefined) !== (after === undefined) && isThing(before ?? after));
  if (thing !== undefined) return ofThing(thing, changes);
  const [first] = changes;
  if (first === undefined) return 'Nothing.';
  return changes.length === 1 ? ofOne(first) : ofSeveral(first, changes);
}

function isThing(fact: Fact | undefined): boolean {
  return fact !== undefined && existenceFacts.has(fact.type);
}

function ofThing(thing: FactChange, changes: readonly FactChange[]): string {
  const { of } = factOf(thing);
  const rest = changes.filter((each) => each !== thing);
  if (thing.before === undefined) return kindOf(of) === 'user' ? `Invite ${nameOf(of)}${products(rest)}.` : `Make ${madeWords(of, rest)}.`;
  return kindOf(of) === 'channel'
    ? `Archive ${thingWords(of)}, whose members are in it no more.`
    : `Delete ${thingWords(of)}${withWords(rest.map(factOf))}.`;
}

/** `project CORE, led by ana@acme.example, using scheme internal`; what it has besides is counted. */
function madeWords(of: string, rest: readonly FactChange[]): string {
  const facts = rest.map(factOf);
  const says = (type: Fact['type']): string | undefined => facts.find((fact) => fact.type === type)?.says[0];
  const [lead, scheme] = [says('lead'), says('project-scheme')];
  const parts = [
    ...(lead === undefined ? [] : [`, led by ${thingWords(lead)}`]),
    ...(scheme === undefined ? [] : [`, using ${thingWords(scheme)}`]),
    withWords(facts),
  ];
  return `${says('private') === 'true' ? 'the private ' : ''}${thingWords(of)}${parts.join('')}`;
}

/** What people look for in a thing, by the type of fact; all else is of the thing itself. */
const contents: Readonly<Partial<Record<Fact['type'], readonly [one: string, many: string]>>> = {
  member: ['member', 'members'],
  inclusion: ['group in it', 'groups in it'],
  'group-product': ['product', 'products'],
  grant: ['permission', 'permissions'],
  'space-grant': ['permission', 'permissions'],
  'space-role-permission': ['permission', 'permissions'],
  'space-role-grant': ['role given', 'roles given'],
  actor: ['person or group in a role', 'people and groups in roles'],
  'channel-member': ['member', 'members'],
};

/** `, with 14 permissions`, `, with 2 members and 1 product`. */
function withWords(facts: readonly Fact[]): string {
  const words = [...new Set(facts.flatMap(({ type }) => contents[type] ?? []))];
  const counts = Object.values(contents)
    .filter(([one], index, all) => words.includes(one) && all.findIndex((each) => each[0] === one) === index)
    .map(([one, many]) => count(facts.filter(({ type }) => contents[type]?.[0] === one).length, one, many));
  return counts.length === 0 ? '' : `, with ${list(counts)}`;
}

function products(changes: readonly FactChange[]): string {
  const given = changes.flatMap(({ after }) =>
    after?.type === 'product' ? [after.says[0] ?? ''] : after?.type === 'guest' ? [`${after.says[0] ?? ''} as a guest`] : [],
  );
  return given.length === 0 ? ', with no product of their own' : `, for ${given.join(', ')}`;
}

function ofSeveral(first: FactChange, changes: readonly FactChange[]): string {
  const more = changes.filter(({ before }) => before === undefined).length;
  const less = changes.filter(({ after }) => after === undefined).length;
  const parts = [
    ...(more === 0 ? [] : [`give ${count(more, 'permission')}`]),
    ...(less === 0 ? [] : [`take away ${count(less, 'permission')}`]),
  ];
  const other = changes.length - more - less;
  if (other > 0) parts.push(`change ${count(other, 'permission')}`);
  return `In ${thingWords(factOf(first).of)}, ${parts.join(' and ')}.`;
}

/** One fact that comes, goes or says something else. */
export function ofOne(change: FactChange): string {
  const { type, of, says } = factOf(change);
  const [first = '', second = ''] = says;
  const [thing, comes] = [thingWords(of), change.after !== undefined];
  const turn = (gives: string, takes: string): string => (comes ? gives : takes);
  switch (type) {
    case 'active':
      return first === 'true' ? `Restore ${thing}.` : `Suspend ${thing}.`;
    case 'product':
      return turn(`Give ${thing} the product ${first}.`, `Take the product ${first} from ${thing}.`);
    case 'guest':
      return turn(`Make ${thing} a guest of ${first}.`, `Let ${thing} be a guest of ${first} no more.`);
    case 'member':
    case 'channel-member':
      return turn(`Add ${thingWords(first)} to ${thing}.`, `Take ${thingWords(first)} out of ${thing}.`);
    case 'project-guest':
    case 'space-guest':
    case 'channel-guest':
      return turn(`Add ${thingWords(first)} to ${thing} as a guest.`, `Let ${thingWords(first)} be a guest of ${thing} no more.`);
    case 'group-product':
      return turn(`Let ${thing} give the product ${first}.`, `Let ${thing} give the product ${first} no more.`);
    case 'grant':
    case 'space-grant':
    case 'global-permission':
      return turn(`Give ${thingWords(first)} ${second} in ${thing}.`, `Take ${second} from ${thingWords(first)} in ${thing}.`);
    case 'space-role-grant':
      return turn(
        `Give ${thingWords(first)} ${thingWords(second)} in ${thing}.`,
        `Take ${thingWords(second)} from ${thingWords(first)} in ${thing}.`,
      );
    case 'actor':
      return turn(
        `Put ${thingWords(second)} into ${thingWords(first)} of ${thing}.`,
        `Take ${thingWords(second)} out of ${thingWords(first)} of ${thing}.`,
      );
    case 'lead':
      return turn(`Let ${thingWords(first)} lead ${thing}.`, `Let ${thingWords(first)} lead ${thing} no more.`);
    case 'project-scheme':
      return turn(`Let ${thing} use ${thingWords(first)}.`, `Let ${thing} use ${thingWords(first)} no more.`);
    case 'archived':
      return first === 'true' ? `Archive ${thing}.` : `Restore ${thing} from the archive.`;
    case 'administrator':
      return turn(`Make ${thingWords(first)} an administrator of the site.`, `Let ${thingWords(first)} administer the site no more.`);
    case 'guest-permission':
      return turn(`Give the guests of ${thing} ${first}.`, `Take ${first} from the guests of ${thing}.`);
    case 'space-role-permission':
      return turn(`Let ${thing} give ${first}.`, `Let ${thing} give ${first} no more.`);
    default:
      return `Set ${type} of ${thing} to ${says.join(' ')}.`;
  }
}

/** `group partners`, `the site`, `ana@acme.example`; the name as it is written. */
export function thingWords(reference: string): string {
  const kind = kindOf(reference);
  if (reference === 'site') return 'the site';
  if (kind === 'user') return nameOf(reference);
  return kind === '' ? (classes[reference] ?? reference) : `${kind === 'space-role' ? 'the space role' : kind} ${nameOf(reference)}`;
}

const classes: Readonly<Record<string, string>> = {
  anyone: 'the public',
  'logged-in': 'whoever is logged in',
  lead: 'the lead',
  reporter: 'the reporter',
  assignee: 'the assignee',
  guests: 'guests',
  'portal-customers': 'customers of the portal',
};
