import { commonEnds } from '../text/common-ends.js';
import { below, type Place } from '../diagnostics/place.js';
import type { Entry, Member, Person } from '../model/site.js';
import { quote } from '../text/quote.js';
import type { RawSubjectEntry, RawUserEntry } from '../validate/raw.js';
import { timed, type Linking } from './linking.js';
import { knownRef, knownUser, linkRef, linkUser, nameOf } from './references.js';

// Nearly every list is short and without fault, so places are only made for findings and for what the model keeps.

const noMembers: readonly Member[] = [];
const noEntries: readonly Entry[] = [];

/** What is written in a list of people, without those that name nobody. */
export function linkMembers(linking: Linking, written: readonly WrittenMember[] | undefined, at: Place): readonly Member[] {
  if (written === undefined || written.length === 0) return noMembers;
  const members = new Array<Member>(written.length);
  let size = 0;
  linking.names.startList?.();
  for (let index = 0; index < written.length; index++) {
    const member = linkMember(linking, written[index] ?? '', index, at);
    if (member !== undefined) members[size++] = member;
  }
  members.length = size;
  linking.names.endList?.(members);
  if (linking.names.mayRepeat?.() === false) return members;
  for (const { user, index } of repeatsOf(members, ({ user: name }) => name)) warnRepeated(linking, user, below(at, index));
  return members;
}

function linkMember(linking: Linking, entry: WrittenMember, index: number, at: Place): Member | undefined {
  const bare = typeof entry === 'string';
  const text = bare ? entry : entry.user;
  const user = knownUser(linking, text) ?? linkUser(linking, text, bare ? below(at, index) : below(at, index, 'user'));
  if (user === undefined) return undefined;
  return bare ? { user, index } : { user, index, ...timed(entry) };
}

type WrittenMember = string | RawUserEntry;

/** A list of people that was linked before, without errors, and all of whose names are known still. */
export interface LinkedBefore {
  readonly written: readonly WrittenMember[];
  /** What came of each entry. */
  readonly members: readonly Member[];
}

/** What came of a list of people that had no errors. */
export function linkedBefore(written: readonly WrittenMember[] = []): LinkedBefore {
  const members = written.map((entry, index) =>
    typeof entry === 'string' ? { user: nameOf(entry, 'user'), index } : { user: nameOf(entry.user, 'user'), index, ...timed(entry) },
  );
  return { written, members };
}

/**
 * The same as linking a list of people that was another before: what it begins and ends with as it did is not looked up again. Says nothing of
 * names that are repeated, which is no error.
 */
export function linkMembersAgain(linking: Linking, written: readonly WrittenMember[], at: Place, before: LinkedBefore): readonly Member[] {
  const { start, end } = commonEnds(before.written, written, areSameEntries);
  const members = before.members.slice(0, start);
  for (let index = start; index < written.length - end; index++) {
    const member = linkMember(linking, written[index] ?? '', index, at);
    if (member !== undefined) members.push(member);
  }
  const shift = before.members.length - written.length;
  for (let index = written.length - end; index < written.length; index++) {
    const was = before.members[index + shift];
    if (was !== undefined) members.push(typeof written[index] === 'string' ? { user: was.user, index } : { ...was, index });
  }
  return members;
}

function areSameEntries(a: WrittenMember, b: WrittenMember): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.user === b.user && a.until === b.until && a.reason === b.reason;
}

/** What is written in a list of people and groups, without those that name nobody. */
export function linkEntries(linking: Linking, written: readonly (string | RawSubjectEntry)[] | undefined, at: Place): readonly Entry[] {
  if (written === undefined || written.length === 0) return noEntries;
  const entries = new Array<Entry>(written.length);
  const placeOf = linking.items(at);
  let size = 0;
  linking.names.startList?.();
  for (let index = 0; index < written.length; index++) {
    const entry = written[index] ?? '';
    const bare = typeof entry === 'string';
    const text = bare ? entry : entry.subject;
    const place = placeOf(index);
    const ref = knownRef(linking, text) ?? linkRef(linking, text, bare ? place : below(place, 'subject'));
    if (ref === undefined) continue;
    const { type, name } = ref;
    entries[size++] = bare ? { type, name, at: place } : { type, name, at: place, ...timed(entry) };
  }
  entries.length = size;
  if (linking.names.mayRepeat?.() === false) return entries;
  const repeated = repeatedAt(written.map((entry) => (typeof entry === 'string' ? entry : entry.subject)));
  if (repeated.length > 0) {
    const indices = new Set(repeated);
    for (const { name, at: place } of entries) if (indices.has(Number(place.path.at(-1)))) warnRepeated(linking, name, place);
  }
  return entries;
}

export function warnRepeated(linking: Linking, shown: string, at: Place): void {
  linking.warn('repeated-entry', at, `${quote(shown)} stands twice in this list; it lasts to the latest date.`, {
    hint: 'Keep one of the two.',
  });
}

/** Up to this length looking back is faster than remembering. */
const short = 8;

/** Where names stand in a list that have stood in it before. */
export function repeatedAt(names: readonly string[]): readonly number[] {
  const repeated: number[] = [];
  if (names.length <= short) {
    for (let index = 1; index < names.length; index++) if (names.indexOf(names[index] ?? '') < index) repeated.push(index);
    return repeated;
  }
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) if (seen.size === seen.add(name).size) repeated.push(index);
  return repeated;
}

/** The things of a list whose key another before them has. */
export function repeatsOf<T>(things: readonly T[], keyOf: (thing: T) => string): readonly T[] {
  if (things.length <= 1) return [];
  return repeatedAt(things.map(keyOf)).flatMap((index) => things[index] ?? []);
}

/** Warns of each name that stands again in a list of names alone: permissions, bundles, products. */
export function warnRepeatedNames(linking: Linking, written: readonly string[], at: Place): void {
  for (const index of repeatedAt(written))
    linking.warn('repeated-entry', below(at, index), `${quote(written[index] ?? '')} stands twice in this list.`, {
      hint: 'Keep one of the two.',
    });
}

/** Warns of a reference to somebody who is gone: it changes nothing and hides that somebody is missing. */
export function warnGone(linking: Linking, person: Person | undefined, at: Place): void {
  if (person === undefined) return;
  if (!person.active)
    linking.warn('inactive-person', at, `${quote(person.name)} is not active, so this gives nothing.`, {
      hint: 'Take it out, or set active: true.',
    });
  else if (linking.ended(person))
    linking.warn('ended-person', at, `The access of ${quote(person.name)} ended on ${person.until ?? ''}, so this gives nothing.`, {
      hint: 'Take it out.',
    });
}
