import { writtenHolder } from '../model/written.js';
import { below, keyOf, type Place } from '../diagnostics/place.js';
import type { Channel, Entry, Grant, Group, Member, Person, Project, Scheme, Site, Space, Timed } from '../model/site.js';
import { membersApart } from '../model/members-apart.js';
import { holderName } from '../query/edge.js';
import { compareBytes } from '../text/compare.js';
import { list } from '../text/plural.js';
import type { MovedEnd } from './plan.js';
import { thingsOf, touchedIn, type Thing, type Touched, type TouchedKind } from '../model/touched.js';

/** Something with a last day. */
interface Term {
  /** Made only where it is told: a site has many terms, and few move. */
  readonly what: () => string;
  readonly until: string | undefined;
  readonly at: Place;
}

/**
 * What holds today on both sides, but until another day: the change reaches into the future, and no matrix of today shows it. Only what
 * is declared on both sides can move.
 */
export function movedEnds(before: Site, after: Site, asOf: string, touched?: Touched): readonly MovedEnd[] {
  const found: MovedEnd[] = [...moved(siteTerms(before), siteTerms(after), asOf)];
  const compare = <K extends TouchedKind>(
    kind: K,
    list: (thing: Thing<K>) => Terms,
    narrow?: (was: Thing<K>, is: Thing<K>) => Both<K>,
  ): void => {
    const old = thingsOf(before, kind);
    for (const now of touchedIn(after, kind, touched)) {
      const was = old.get(now.name);
      if (was === undefined || was === now) continue;
      const [then, today] = (narrow?.(was, now) ?? [was, now]).map(list) as [Terms, Terms];
      if (then.mayEnd || today.mayEnd) found.push(...moved(then, today, asOf));
    }
  };
  compare('people', personTerms);
  compare('groups', groupTerms, whereMembersDiffer);
  compare('schemes', schemeTerms);
  compare('projects', projectTerms);
  compare('spaces', spaceTerms);
  compare('channels', channelTerms);
  return found.sort((a, b) => compareBytes(a.what, b.what) || compareBytes(a.at.file, b.at.file));
}

type Both<K extends TouchedKind> = readonly [was: Thing<K>, is: Thing<K>];

/** With the entries alone of those for whom anything differs. */
function whereMembersDiffer(was: Group, is: Group): Both<'groups'> {
  const apart = membersApart(was.members, is.members);
  const kept = apart.keptOf(new Set([...apart.was, ...apart.is].map(({ user }) => user)));
  const withKept = (members: readonly Member[]): readonly Member[] => [...members, ...kept].sort((a, b) => a.index - b.index);
  return [
    { ...was, members: withKept(apart.was) },
    { ...is, members: withKept(apart.is) },
  ];
}

function* moved(before: Terms, after: Terms, asOf: string): Generator<MovedEnd> {
  const lives = ({ until }: Term): boolean => until === undefined || until >= asOf;
  const old = before.list();
  for (const [key, now] of after.list()) {
    const was = old.get(key);
    if (was === undefined || was.until === now.until || !lives(was) || !lives(now)) continue;
    yield {
      what: now.what(),
      ...(was.until === undefined ? {} : { before: was.until }),
      ...(now.until === undefined ? {} : { after: now.until }),
      at: now.at,
    };
  }
}

/** All of one declared thing that may have an end. Most things have none, and are not looked into further. */
class Terms {
  mayEnd = false;
  private readonly parts: (() => void)[] = [];
  private readonly found = new Map<string, Term>();

  /** By what it is; of what is written twice, the later end counts. */
  list(): ReadonlyMap<string, Term> {
    for (const part of this.parts.splice(0)) part();
    return this.found;
  }

  one(key: string, what: string, timed: Timed, at: () => Place): this {
    return this.all([timed], () => {
      this.add([key], () => what, timed, at());
    });
  }

  members(all: readonly Member[], words: string, home: () => Place): this {
    return this.all(all, (each) => {
      this.add(['member', each.user], () => `${each.user} ${words}`, each, each.at ?? below(home(), each.index));
    });
  }

  entries(all: readonly Entry[], room: string, words: string): this {
    return this.all(all, (each) => {
      this.add(['entry', each.type, each.name, room], () => `${holderName(`${each.type}:${each.name}`)} ${words}`, each, each.at);
    });
  }

  grants(all: readonly Grant[], words: string): this {
    return this.all(all, (each) => {
      const holders = each.to.map((holder) => holderName(writtenHolder(holder)));
      const what = (): string => `${each.allow.join(', ')} for ${list(holders)} ${words}`;
      this.add(['grant', ...holders, ...each.permissions], what, each, each.at);
    });
  }

  private all<T extends Timed>(timed: readonly T[], add: (each: T) => void): this {
    this.mayEnd ||= timed.some(({ until }) => until !== undefined);
    this.parts.push(() => {
      for (const each of timed) add(each);
    });
    return this;
  }

  private add(key: readonly string[], what: () => string, { until }: Timed, at: Place): void {
    const id = key.join('\t');
    const known = this.found.get(id);
    if (known === undefined || isLater(until, known.until)) this.found.set(id, { what, until, at });
  }
}

function siteTerms({ about }: Site): Terms {
  return new Terms().grants(about.globalPermissions, 'on the site');
}

function personTerms({ name, until, products, at }: Person): Terms {
  const terms = new Terms().one('person', name, until === undefined ? {} : { until }, () => keyOf(at));
  return products.reduce((all, each) => all.one(`product\t${each.product}`, `${each.product} of ${name}`, each, () => each.at), terms);
}

function groupTerms({ name, at, members }: Group): Terms {
  return new Terms().members(members, `in group ${name}`, () => below(at, 'members'));
}

function schemeTerms({ name, grants }: Scheme): Terms {
  return new Terms().grants(grants, `in scheme ${name}`);
}

function projectTerms({ name, at, roles, guests }: Project): Terms {
  const terms = new Terms().members(guests, `as guest of project ${name}`, () => below(at, 'guests'));
  for (const [role, actors] of roles) terms.entries(actors, role, `as role ${role} in project ${name}`);
  return terms;
}

function spaceTerms({ name, at, access, guests }: Space): Terms {
  return new Terms().grants(access, `in space ${name}`).members(guests, `as guest of space ${name}`, () => below(at, 'guests'));
}

function channelTerms({ name, at, members, guests }: Channel): Terms {
  return new Terms().entries(members, '', `in channel ${name}`).members(guests, `as guest of channel ${name}`, () => below(at, 'guests'));
}

function isLater(until: string | undefined, known: string | undefined): boolean {
  return known !== undefined && (until === undefined || until > known);
}
