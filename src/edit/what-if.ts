import { below } from '../diagnostics/place.js';
import type { Channel, Project, Ref, Site } from '../model/site.js';
import { nearest } from '../text/did-you-mean.js';
import { list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { Edit } from './edit.js';
import { Lookup } from './lookup.js';
import {
  deactivate,
  enter,
  excludeGroup,
  giveGroup,
  givePerson,
  grant,
  grantsOfScheme,
  grantsOfSpace,
  includeGroup,
  joinGroup,
  leave,
  leaveGroup,
  placeGuest,
  removeGuest,
  revoke,
  setLead,
  setScheme,
  setUntil,
  takeFromGroup,
  takeFromPerson,
} from './moves.js';
import { Refusal } from './refusal.js';

/** Why words are no edit of this site, for whoever wrote them. */
export interface EditProblem {
  readonly error: string;
  readonly hint?: string;
}

/** One way to say an edit: words in capitals stand for what somebody names. */
interface Form {
  readonly words: string;
  readonly edits: (slots: Slots, find: Lookup, site: Site) => readonly Edit[];
}

type Slots = (name: string) => string;

const forms: readonly Form[] = [
  {
    words: 'add WHO as guest to ROOM',
    edits: (slot, find) => {
      const { room } = find.room(slot('ROOM'));
      return placeGuest(guestsOf(room), find.person(slot('WHO')).name, room);
    },
  },
  { words: 'add WHO to ROLE in PROJECT', edits: (slot, find) => inRole(slot, find, (...role) => enter(...role)) },
  {
    words: 'add WHO to CHANNEL-OR-GROUP',
    edits: (slot, find) => {
      const who = find.subject(slot('WHO'));
      const where = find.membership(slot('CHANNEL-OR-GROUP'));
      if (where.type === 'channel') return inChannel(where.channel, who, enter);
      const { group } = where;
      return who.type === 'user' ? joinGroup(group, who.name) : includeGroup(group, find.group(slot('WHO')));
    },
  },
  {
    words: 'remove WHO as guest from ROOM',
    edits: (slot, find) => {
      const { room } = find.room(slot('ROOM'));
      return removeGuest(guestsOf(room), find.person(slot('WHO')).name, room);
    },
  },
  {
    words: 'remove WHO from ROLE in PROJECT',
    edits: (slot, find) => inRole(slot, find, (entries, who, _list, where) => leave(entries, who, where)),
  },
  {
    words: 'remove WHO from CHANNEL-OR-GROUP',
    edits: (slot, find, site) => {
      const who = find.subject(slot('WHO'));
      const where = find.membership(slot('CHANNEL-OR-GROUP'));
      if (where.type === 'channel') return inChannel(where.channel, who, (entries, one, _list, place) => leave(entries, one, place));
      const { group } = where;
      return who.type === 'user' ? leaveGroup(site, group, who.name) : excludeGroup(group, find.group(slot('WHO')));
    },
  },
  { words: 'include GROUP in GROUPS', edits: (slot, find) => includeGroup(find.group(slot('GROUPS')), find.group(slot('GROUP'))) },
  { words: 'grant PERMISSION to HOLDER in WHERE', edits: (slot, find) => inGrants(slot, find, grant) },
  { words: 'revoke PERMISSION from HOLDER in WHERE', edits: (slot, find) => inGrants(slot, find, revoke) },
  {
    words: 'set scheme of PROJECT to SCHEME',
    edits: (slot, find) => setScheme(find.project(slot('PROJECT')), find.scheme(slot('SCHEME'))),
  },
  { words: 'set lead of PROJECT to WHO', edits: (slot, find) => setLead(find.project(slot('PROJECT')), find.person(slot('WHO'))) },
  { words: 'set until of WHO to DATE', edits: (slot, find) => setUntil(find.person(slot('WHO')), find.date(slot('DATE'))) },
  {
    words: 'give PRODUCT to WHO',
    edits: (slot, find) => {
      const [who, product] = [find.subject(slot('WHO')), find.product(slot('PRODUCT'))];
      return who.type === 'user' ? givePerson(find.person(slot('WHO')), product) : giveGroup(find.group(slot('WHO')), product);
    },
  },
  {
    words: 'take PRODUCT from WHO',
    edits: (slot, find, site) => {
      const [who, product] = [find.subject(slot('WHO')), find.product(slot('PRODUCT'))];
      return who.type === 'user'
        ? takeFromPerson(site, find.person(slot('WHO')), product)
        : takeFromGroup(find.group(slot('WHO')), product);
    },
  },
  { words: 'deactivate WHO', edits: (slot, find) => deactivate(find.person(slot('WHO'))) },
];

/** Each form of an edit with an example of every name, for help and for messages. */
export const editForms: readonly string[] = [
  'add user:x to group:y',
  'add group:g to role:R in project:K',
  'add group:g to channel:c',
  'add user:x as guest to space:S',
  'remove user:x from group:y',
  'remove group:g from role:R in project:K',
  'remove user:x from channel:c',
  'remove user:x as guest from project:K',
  'include group:a in group:b',
  'grant PERMISSION to HOLDER in scheme:S',
  'revoke BUNDLE from HOLDER in space:K',
  'set scheme of project:K to S',
  'set lead of project:K to user:x',
  'set until of user:x to 2027-03-31',
  'give PRODUCT to group:g',
  'take PRODUCT from user:x',
  'deactivate user:x',
];

/** The edits that words such as `add user:x to group:y` ask for on this site, or why they cannot be made. */
export function parseEdit(words: string, site: Site): readonly Edit[] | EditProblem {
  const find = new Lookup(site);
  let refused: Refusal | undefined;
  for (const { words: form, edits } of forms) {
    for (const slots of matches(form.split(' '), words.trim())) {
      try {
        return edits((name) => slots.get(name) ?? '', find, site);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // Names may hold words like "to": of several ways to read an edit, the first is told of.
        refused ??= error;
      }
    }
  }
  if (refused !== undefined) return { error: refused.message, ...(refused.hint === undefined ? {} : { hint: refused.hint }) };
  return { error: `${quote(words)} is no edit.`, hint: formHint(words) };
}

export function isProblem(result: readonly Edit[] | EditProblem): result is EditProblem {
  return 'error' in result;
}

function formHint(words: string): string {
  const verb = words.trim().split(/\s+/)[0] ?? '';
  const verbs = [...new Set(editForms.map((form) => form.split(' ')[0] ?? ''))];
  const known = nearest(verb, verbs);
  if (known === undefined) return `Edits begin with ${list(verbs, 'or')}, as in "${editForms[0] ?? ''}".`;
  const ways = editForms.filter((form) => form.startsWith(`${known} `)).map(quote);
  return `${known === verb ? '' : `Did you mean "${known}"? `}Write ${list(ways, 'or')}.`;
}

/** Every way to read the text as the form: words in small letters stand for themselves. */
function* matches([word, ...form]: readonly string[], text: string): Generator<ReadonlyMap<string, string>> {
  if (word === undefined) {
    if (text === '') yield new Map();
    return;
  }
  if (word === word.toLowerCase()) {
    const rest = text.slice(word.length);
    if (text.startsWith(word) && (rest === '' || rest.startsWith(' '))) yield* matches(form, rest.trimStart());
    return;
  }
  for (let end = nextBlank(text, 1); end !== undefined; end = end === text.length ? undefined : nextBlank(text, end + 1))
    for (const others of matches(form, text.slice(end).trimStart())) yield new Map([[word, text.slice(0, end)], ...others]);
}

function nextBlank(text: string, from: number): number | undefined {
  if (text === '') return undefined;
  const blank = text.indexOf(' ', from);
  return blank === -1 ? text.length : blank;
}

type Entering = typeof enter;

function inRole(slot: Slots, find: Lookup, move: Entering): readonly Edit[] {
  const project = find.project(slot('PROJECT'));
  const role = find.role(slot('ROLE'), project);
  const actors = project.roles.get(role) ?? [];
  return move(actors, find.subject(slot('WHO')), below(project.at, 'roles', role), `the role ${quote(role)} of ${quote(project.name)}`);
}

function inChannel(channel: Channel, who: Ref, move: Entering): readonly Edit[] {
  return move(channel.members, who, below(channel.at, 'members'), `the channel ${quote(channel.name)}`);
}

function inGrants(slot: Slots, find: Lookup, move: typeof grant): readonly Edit[] {
  const { type, place } = find.granting(slot('WHERE'));
  const permission = find.permission(slot('PERMISSION'), type);
  return move(type === 'scheme' ? grantsOfScheme(place) : grantsOfSpace(place), permission, find.holder(slot('HOLDER')));
}

function guestsOf(room: Pick<Project, 'guests'>): Project['guests'] {
  return room.guests;
}
