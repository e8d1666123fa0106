import type { Place } from '../diagnostics/place.js';
import { products } from '../model/permissions.js';
import type { Holder, HolderType, Ref } from '../model/site.js';
import { didYouMean, nearest } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { Linking } from './linking.js';
import type { NameKind } from './names.js';

const named: ReadonlySet<string> = new Set(['user', 'group', 'role', 'user-field', 'group-field', 'application']);
const bare: ReadonlySet<string> = new Set(['lead', 'reporter', 'assignee', 'logged-in', 'anyone', 'portal-customers', 'guests']);

/** How each type is written, for messages. */
const forms: Readonly<Record<HolderType, string>> = {
  user: 'user:ID',
  group: 'group:NAME',
  role: 'role:NAME',
  lead: 'lead',
  reporter: 'reporter',
  assignee: 'assignee',
  'user-field': 'user-field:customfield_N',
  'group-field': 'group-field:customfield_N',
  application: 'application:PRODUCT',
  'logged-in': 'logged-in',
  anyone: 'anyone',
  'portal-customers': 'portal-customers',
  guests: 'guests',
};

/** Splits `type:name` after a type word; undefined where there is none. */
export function parseHolder(text: string): Holder | undefined {
  if (bare.has(text)) return { type: text as HolderType, name: '' };
  const colon = text.indexOf(':');
  const type = text.slice(0, colon);
  const name = text.slice(colon + 1);
  return colon > 0 && named.has(type) && name !== '' ? { type: type as HolderType, name } : undefined;
}

/** The name in a place where only one type can stand: its type word may be left out, and everything else is the name. */
export function nameOf(text: string, type: 'user' | 'group'): string {
  return text.startsWith(`${type}:`) && text.length > type.length + 1 ? text.slice(type.length + 1) : text;
}

/** A holder that may stand here and exists. Of another, `linkHolder` says what is wrong, and needs its place. */
export function knownHolder(linking: Linking, text: string, types: readonly HolderType[]): Holder | undefined {
  const ref = knownRef(linking, text);
  if (ref !== undefined) return types.includes(ref.type) ? ref : undefined;
  const holder = parseHolder(text);
  return holder !== undefined && types.includes(holder.type) && isKnown(linking, holder) ? holder : undefined;
}

/** The same for people and groups alone. */
export function knownRef(linking: Linking, text: string): Ref | undefined {
  const type = text.startsWith('user:') ? 'user' : text.startsWith('group:') ? 'group' : undefined;
  if (type === undefined) return undefined;
  const name = linking.known(type === 'user' ? 'person' : 'Group', text.slice(type.length + 1));
  return name === undefined || name === '' ? undefined : { type, name };
}

/** The id of a person who is declared, in a place where only people stand. */
export function knownUser(linking: Linking, text: string): string | undefined {
  return linking.known('person', nameOf(text, 'user'));
}

/** A holder that may stand here and exists; what is wrong with it is said. */
export function linkHolder(linking: Linking, text: string, types: readonly HolderType[], at: Place): Holder | undefined {
  const holder = parseHolder(text);
  if (holder === undefined) {
    linking.error(
      'bad-reference',
      at,
      `${quote(text)} is not one of ${list(
        types.map((type) => forms[type]),
        'or',
      )}.`,
      { hint: meantHolder(linking, text, types) },
    );
    return undefined;
  }
  if (!types.includes(holder.type)) {
    linking.error('wrong-holder', at, `${quote(text)} cannot stand here; only ${list(types.map((type) => forms[type]))} can.`, {
      hint: insteadOf(holder.type),
    });
    return undefined;
  }
  return holderExists(linking, holder, at) ? holder : undefined;
}

export function linkRef(linking: Linking, text: string, at: Place): Ref | undefined {
  const holder = linkHolder(linking, text, ['user', 'group'], at);
  return holder === undefined ? undefined : { type: holder.type === 'user' ? 'user' : 'group', name: holder.name };
}

function meantHolder(linking: Linking, text: string, types: readonly HolderType[]): string | undefined {
  const colon = text.indexOf(':');
  if (colon > 0) {
    const type = nearest(
      text.slice(0, colon),
      types.filter((each) => named.has(each)),
    );
    if (type !== undefined && text.length > colon + 1) return `Write "${type}:${text.slice(colon + 1).trim()}".`;
  }
  const kinds: readonly (readonly [HolderType, NameKind])[] = [
    ['user', 'person'],
    ['group', 'Group'],
    ['role', 'Role'],
  ];
  for (const [type, kind] of kinds)
    if (types.includes(type) && linking.names.place(kind, text) !== undefined) return `Write "${type}:${text}".`;
  const word = nearest(
    text,
    types.filter((each) => bare.has(each)),
  );
  if (word !== undefined) return `Did you mean "${word}"?`;
  const wide = wideWords.get(text.toLowerCase().replace(/[\s_-]/g, ''))?.filter((each) => types.includes(each)) ?? [];
  const meant = wide.map((each) => widths[each]);
  return meant.length === 0 ? undefined : `Did you mean ${list(meant, 'or')}?`;
}

type Width = 'logged-in' | 'anyone';

const widths: Readonly<Record<Width, string>> = {
  'logged-in': '"logged-in" (whoever can log in)',
  anyone: '"anyone" (the public, without logging in)',
};

const meaning = (widest: readonly Width[], words: readonly string[]): readonly (readonly [string, readonly Width[]])[] =>
  words.map((word) => [word, widest]);

/** What people call everybody, without blanks, and who may be meant. */
const wideWords: ReadonlyMap<string, readonly Width[]> = new Map([
  ...meaning(['logged-in', 'anyone'], ['everyone', 'everybody', 'all', '*', 'allusers', 'anybody']),
  ...meaning(['logged-in'], ['users', 'authenticated', 'loggedin', 'loggedinusers', 'anyloggedinuser', 'employees', 'licensed']),
  ...meaning(['anyone'], ['public', 'anonymous', 'world', 'internet']),
]);

function insteadOf(type: HolderType): string | undefined {
  if (type === 'role' || type === 'lead') return 'Roles and the lead belong to projects: name them in a Scheme.';
  if (type === 'reporter' || type === 'assignee' || type === 'user-field' || type === 'group-field')
    return 'These depend on the issue: they can stand in a Scheme only.';
  return type === 'portal-customers' ? 'Customers of the portal can stand in a Scheme only.' : undefined;
}

const fieldId = /^[A-Za-z][A-Za-z0-9_.-]*$/;

function isKnown(linking: Linking, { type, name }: Holder): boolean {
  switch (type) {
    case 'user':
      return linking.names.knows('person', name);
    case 'group':
      return linking.names.knows('Group', name);
    case 'role':
      return linking.names.knows('Role', name);
    case 'application':
      return (products as readonly string[]).includes(name);
    case 'user-field':
    case 'group-field':
      return fieldId.test(name);
    default:
      return true;
  }
}

function holderExists(linking: Linking, { type, name }: Holder, at: Place): boolean {
  switch (type) {
    case 'user':
      return linkPerson(linking, name, at);
    case 'group':
      return linkName(linking, 'Group', name, at);
    case 'role':
      return linkName(linking, 'Role', name, at);
    case 'application':
      if (isKnown(linking, { type, name })) return true;
      linking.error('unknown-product', at, `There is no product ${quote(name)}.`, {
        hint: didYouMean(name, products) ?? `Products are ${list(products)}.`,
      });
      return false;
    case 'user-field':
    case 'group-field':
      if (isKnown(linking, { type, name })) return true;
      linking.error('bad-reference', at, `${quote(name)} is not the id of a custom field.`, {
        hint: 'Write its id, such as "customfield_10010".',
      });
      return false;
    default:
      return true;
  }
}

/** What is looked up by its name alone. */
type Named = 'Group' | 'Role' | 'Scheme' | 'Project' | 'SpaceRole' | 'Space' | 'Channel';

const nouns: Readonly<Record<Named, readonly [noun: string, code: string]>> = {
  Group: ['group', 'unknown-group'],
  Role: ['project role', 'unknown-role'],
  Scheme: ['permission scheme', 'unknown-scheme'],
  Project: ['project', 'unknown-project'],
  SpaceRole: ['space role', 'unknown-space-role'],
  Space: ['space', 'unknown-space'],
  Channel: ['channel', 'unknown-channel'],
};

/** Whether a thing of this kind is declared; says so if not. `others`: further names that would do. */
export function linkName(linking: Linking, kind: Named, name: string, at: Place, others: readonly string[] = []): boolean {
  if (linking.names.knows(kind, name)) return true;
  const [noun, code] = nouns[kind];
  // A type word in a place where only one type can stand is part of the name.
  const bareName = name.slice(name.indexOf(':') + 1).trim();
  const known = linking.names.place(kind, bareName) !== undefined;
  const hint = known
    ? `Write ${quote(bareName)}.`
    : (renamed(linking, kind, name) ?? linking.didYouMean(name, chained(linking.names.all(kind), others)));
  linking.error(code, at, `No ${noun} is called ${quote(name)}.`, { hint: hint ?? namesakes(linking, kind, name) });
  return false;
}

/** What to write instead of the name from before. */
function renamed(linking: Linking, kind: NameKind, name: string): string | undefined {
  const now = linking.names.renamed?.(kind, name);
  return now === undefined ? undefined : `It was renamed: write ${quote(now)}.`;
}

/** One after the other, gathered by whoever wants them all: mostly nobody does. */
function* chained(...lists: readonly Iterable<string>[]): Generator<string> {
  for (const names of lists) yield* names;
}

/** What else has the name, where a thing of one kind is needed: most often one was taken for the other. */
function namesakes(linking: Linking, needed: Named, name: string): string | undefined {
  const others = (Object.keys(nouns) as Named[]).filter((kind) => kind !== needed && linking.names.place(kind, name) !== undefined);
  if (others.length === 0) return undefined;
  const kinds = list(others.map((kind) => `a ${nouns[kind][0]}`));
  return `${quote(name)} is ${kinds}; a ${nouns[needed][0]} is needed here.`;
}

function linkPerson(linking: Linking, id: string, at: Place, groupHint = (group: string) => `Write ${quote(`group:${group}`)}.`): boolean {
  if (linking.names.knows('person', id)) return true;
  const isGroup = linking.names.place('Group', id) !== undefined;
  const hint = isGroup
    ? groupHint(id)
    : (renamed(linking, 'person', id) ?? linking.didYouMean(id.toLowerCase(), linking.names.all('person')));
  linking.error('unknown-user', at, `No Users document declares the person ${quote(id)}.`, { hint });
  return false;
}

/** The id of a person in a place where only people stand. */
export function linkUser(linking: Linking, text: string, at: Place): string | undefined {
  const id = nameOf(text, 'user');
  if (!linking.names.knows('person', id) && id.startsWith('group:')) {
    linking.error('wrong-holder', at, `Only people can stand here, and ${quote(text)} is a group.`, {
      hint: 'Name the people, or use "includes" of a group.',
    });
    return undefined;
  }
  return linkPerson(linking, id, at, (group) => `${quote(group)} is a group, and only people can stand here.`) ? id : undefined;
}

/** The resource an exact name means, `site` included; what is wrong is said. */
export function linkResource(linking: Linking, text: string, at: Place): boolean {
  if (text === 'site') return true;
  const colon = text.indexOf(':');
  const kinds: Readonly<Record<string, Named>> = { project: 'Project', space: 'Space', channel: 'Channel' };
  const type = text.slice(0, Math.max(colon, 0));
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind !== undefined) return linkName(linking, kind, text.slice(colon + 1), at);
  const word = nearest(type, Object.keys(kinds));
  const known = Object.entries(kinds).find(([, each]) => linking.names.place(each, text) !== undefined);
  const hint =
    known !== undefined ? `Write "${known[0]}:${text}".` : word === undefined ? undefined : `Write "${word}:${text.slice(colon + 1)}".`;
  linking.error('bad-reference', at, `${quote(text)} is not one of project:KEY, space:KEY, channel:NAME or site.`, { hint });
  return false;
}
