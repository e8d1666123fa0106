import { withChanges, type FactChange } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import { defaultScheme } from '../model/default-scheme.js';
import { hasEnded } from '../model/ends.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { count, list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { administratorsOf, type Administrators } from './administering.js';
import type { Abilities } from './abilities.js';
import type { LeftAlone } from './apply-plan.js';
import { Left } from './left.js';
import { changeKey, factOf, kindOf, nameOf, thingsThat, wordsOf } from './references.js';

export interface Deletions {
  /** From the site as it is to the policies. */
  readonly changes: readonly FactChange[];
  /** Everything that is on the site, under the names of the policies. */
  readonly live: readonly Fact[];
  readonly policies: Site;
  readonly asOf: string;
  readonly abilities: Abilities;
  /** Groups that are not kept in git. */
  readonly others: ReadonlyMap<string, 'idp' | 'open'>;
}

export interface Meant {
  /** What is to be done, the deletions among it turned into what they mean. */
  readonly changes: readonly FactChange[];
  readonly left: readonly LeftAlone[];
}

/** What it means that a thing is in no policy any more: docs/apply.md says it of each kind. */
export function meaningOfDeletions(given: Deletions): Meant {
  const gone = thingsThat('go', given.changes);
  const administers = administratorsOf(given.live);
  const done: FactChange[] = [];
  const left = new Left();
  for (const change of given.changes) {
    const { before, after } = change;
    const isGone = before !== undefined && after === undefined && gone.has(before.of);
    // What goes as a whole takes along whoever is in it.
    const leaver = isGone && !lasting.has(kindOf(before.of)) ? undefined : leaverIn(change, given);
    if (leaver !== undefined) ofLeaver(change, leaver, left, done);
    else if (!isGone) done.push(change);
    else if (kindOf(before.of) === 'user') ofPerson(change, left, done);
    else if (kindOf(before.of) === 'project') ofProject(change, given, left, done);
    else if (kindOf(before.of) === 'space') ofSpace(change, administers, left, done);
    else done.push(change);
  }
  const meant = keepWhatIsUsed(done, given, left);
  return { ...meant, changes: withTheWhole(meant.changes, given.live) };
}

/** What is deleted goes with all that it has, also what is not compared: who has left and is switched off is in a group still. */
function withTheWhole(changes: readonly FactChange[], live: readonly Fact[]): readonly FactChange[] {
  const going = new Set([...thingsThat('go', changes)].filter((thing) => deleted.has(kindOf(thing))));
  if (going.size === 0) return changes;
  const known = new Set(changes.map(changeKey));
  const others = live.filter((fact) => going.has(fact.of) && !known.has(factKey(fact)));
  return [...changes, ...others.map((before) => ({ before }))];
}

/** Kinds of things that are there still when no policy declares them, and lose what they have one by one. */
const lasting: ReadonlySet<string> = new Set(['user', 'project', 'space']);

/** Somebody who has left by the policies, is still active on the site, and is in something that goes. */
function leaverIn({ before, after }: FactChange, { policies, asOf }: Deletions): string | undefined {
  if (before === undefined || after !== undefined) return undefined;
  return wordsOf(before).find((word) => {
    const person = word.startsWith('user:') ? policies.people.get(nameOf(word)) : undefined;
    return person !== undefined && hasEnded(person, asOf);
  });
}

/** They are switched off, after which nothing that they still have is of use. */
function ofLeaver(change: FactChange, leaver: string, left: Left, done: FactChange[]): void {
  const { type, of, says } = factOf(change);
  if (type === 'active' && of === leaver && says[0] === 'true') done.push({ ...change, after: { type, of, says: ['false'] } });
  else left.add(`${nameOf(leaver)} has left by the policies: the account is switched off, and what is left of it stays.`, change);
}

function ofPerson(change: FactChange, left: Left, done: FactChange[]): void {
  const { type, of } = factOf(change);
  if (type === 'product' || type === 'guest') done.push(change);
  else left.add(`The account of ${nameOf(of)} stays: it is in no policy any more, so that its products are taken away.`, change);
}

function ofProject(change: FactChange, { abilities }: Deletions, left: Left, done: FactChange[]): void {
  const { type, of, says } = factOf(change);
  if (type === 'actor' || type === 'project-guest') done.push(change);
  else if (type === 'archived' && says[0] !== 'true' && abilities.archives) done.push({ ...change, after: { type, of, says: ['true'] } });
  else
    left.add(
      `The work in project ${nameOf(of)} stays: ${abilities.archives ? 'it loses its actors and is archived' : 'it loses its actors; archiving it takes the Premium plan'}.`,
      change,
    );
}

function ofSpace(change: FactChange, administers: Administrators, left: Left, done: FactChange[]): void {
  const fact = factOf(change);
  const { type, of, says } = fact;
  const isGrant = type === 'space-grant' || type === 'space-role-grant';
  const stays = isGrant && administers.isBy(says[0] ?? '', of);
  if (type === 'space-guest' || (isGrant && !stays)) done.push(change);
  else left.add(`The pages in space ${nameOf(of)} stay, with whoever administers it.`, change);
}

const deleted: ReadonlySet<string> = new Set(['group', 'role', 'scheme', 'space-role']);

const defaultSchemeStays = `"scheme:${defaultScheme}" stays: Jira keeps it for projects that name no other.`;

/** Groups, roles, schemes and space roles go once nothing uses them; what is kept uses others, until nothing more is kept. */
function keepWhatIsUsed(changes: readonly FactChange[], given: Deletions, left: Left): Meant {
  let kept = changes;
  for (;;) {
    const going = new Set([...thingsThat('go', kept)].filter((thing) => deleted.has(kindOf(thing))));
    const reasons = reasonsToKeep(going, kept, given);
    if (reasons.size === 0) return { changes: kept, left: left.list() };
    const whyOf = (change: FactChange): string | undefined => {
      const { type, of } = factOf(change);
      // Of a group that something names still, nobody has a product any more.
      return change.after !== undefined || (type === 'group-product' && !given.others.has(of)) ? undefined : reasons.get(of);
    };
    for (const change of kept) {
      const why = whyOf(change);
      if (why !== undefined) left.add(why, change);
    }
    kept = kept.filter((change) => whyOf(change) === undefined);
  }
}

function reasonsToKeep(
  going: ReadonlySet<string>,
  changes: readonly FactChange[],
  { live, others }: Deletions,
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  if (going.size === 0) return reasons;
  const users = new Map<string, Set<string>>();
  for (const { of, says } of withChanges(live, changes))
    for (const word of says) if (going.has(word) && of !== word) users.set(word, (users.get(word) ?? new Set()).add(of));
  for (const thing of [...going].sort(compareBytes)) {
    const keeper = others.get(thing);
    const use = [...(users.get(thing) ?? [])].sort(compareBytes);
    const shown = [...use.slice(0, 3).map(quote), ...(use.length > 3 ? [count(use.length - 3, 'other')] : [])];
    if (keeper !== undefined)
      reasons.set(thing, `${quote(thing)} stays: ${keeper === 'idp' ? 'the identity provider keeps it' : 'anybody may join it'}.`);
    else if (thing === `scheme:${defaultScheme}`) reasons.set(thing, defaultSchemeStays);
    else if (use.length > 0) reasons.set(thing, `${quote(thing)} stays: ${list(shown)} ${use.length === 1 ? 'uses' : 'use'} it.`);
  }
  return reasons;
}
