import { below, type Place } from '../diagnostics/place.js';
import type { Entry, Member, Person } from '../model/site.js';
import { quote } from '../text/quote.js';
import type { RawSubjectEntry, RawUserEntry } from '../validate/raw.js';
import { given, type Linking } from './linking.js';
import { linkRef, linkUser } from './references.js';

/** What is written in a list of people, without those that name nobody. */
export function linkMembers(linking: Linking, written: readonly (string | RawUserEntry)[], at: Place): readonly Member[] {
  const members: Member[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of written.entries()) {
    const bare = typeof entry === 'string';
    const user = linkUser(linking, bare ? entry : entry.user, bare ? below(at, index) : below(at, index, 'user'));
    if (user === undefined) continue;
    warnRepeated(linking, seen, `user:${user}`, user, below(at, index));
    members.push(bare ? { user, index } : { user, index, ...given({ until: entry.until, reason: entry.reason }) });
  }
  return members;
}

/** What is written in a list of people and groups, without those that name nobody. */
export function linkEntries(linking: Linking, written: readonly (string | RawSubjectEntry)[], at: Place): readonly Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of written.entries()) {
    const bare = typeof entry === 'string';
    const place = below(at, index);
    const ref = linkRef(linking, bare ? entry : entry.subject, bare ? place : below(place, 'subject'));
    if (ref === undefined) continue;
    warnRepeated(linking, seen, `${ref.type}:${ref.name}`, ref.name, place);
    entries.push({ ...ref, at: place, ...(bare ? {} : given({ until: entry.until, reason: entry.reason })) });
  }
  return entries;
}

export function warnRepeated(linking: Linking, seen: Set<string>, key: string, shown: string, at: Place): void {
  if (seen.has(key))
    linking.warn('repeated-entry', at, `${quote(shown)} stands twice in this list; it lasts to the latest date.`, {
      hint: 'Keep one of the two.',
    });
  seen.add(key);
}

/** Warns of each name that stands again in a list of names alone: permissions, bundles, products. */
export function warnRepeatedNames(linking: Linking, written: readonly string[], at: Place): void {
  for (const [index, name] of written.entries())
    if (written.indexOf(name) < index)
      linking.warn('repeated-entry', below(at, index), `${quote(name)} stands twice in this list.`, { hint: 'Keep one of the two.' });
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
