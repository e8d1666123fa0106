import type { MatrixChange } from '../diff/access-change.js';
import { namesIn } from '../matrix/name-list.js';
import { addTo } from '../matrix/subject-set.js';
import type { Collaboration, Ref, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { ChangedThing } from './changed-things.js';
import type { Rename } from './renames.js';

/** A company from outside that a change reaches, and who answers for those of its people. */
export interface ReachedCompany {
  readonly company: string;
  /** Any one of them; never empty. */
  readonly sponsors: readonly Ref[];
}

interface Ground {
  readonly before: Site | undefined;
  readonly after: Site;
  readonly renames: readonly Rename[];
  readonly change: MatrixChange;
}

/**
 * Companies of people from outside whose access, entries or memberships change. People answer to the sponsors of the Collaborations they
 * are in, or else to those of their company; where it has none, nobody sponsors them.
 */
export function companiesOf(ground: Ground, things: readonly ChangedThing[]): readonly ReachedCompany[] {
  const teams = teamsIn(ground, things);
  if (teams.length === 0) return [];
  const found = new Map<string, ReachedCompany>();
  const reach = (company: string, among: readonly Team[]): void => {
    if (among.length === 0) return;
    const names = [...new Set(among.map(({ sponsor }) => sponsor))].sort(compareBytes);
    found.set([company, ...names].join('\n'), { company, sponsors: names.map((name) => ({ type: 'user', name })) });
  };
  for (const [name, companies] of outsiders(ground, things)) {
    const own = teams.filter(({ members }) => members.has(name));
    for (const company of companies) {
      const within = own.filter((team) => team.company === company);
      reach(company, within.length > 0 ? within : teams.filter((team) => team.company === company));
    }
    if (companies.size === 0) for (const team of own) reach(team.company, [team]);
  }
  for (const team of teams) if (team.isChanged) reach(team.company, [team]);
  return [...found].sort(([a], [b]) => compareBytes(a, b)).map(([, reached]) => reached);
}

/** A Collaboration: its sponsor of before the change, and all its members of then and now. */
interface Team {
  readonly company: string;
  readonly sponsor: string;
  readonly members: ReadonlySet<string>;
  readonly isChanged: boolean;
}

function teamsIn({ before, after }: Ground, things: readonly ChangedThing[]): readonly Team[] {
  const changed = new Map(things.filter(({ thing }) => thing.startsWith('collaboration:')).map((each) => [each.thing, each]));
  const teams: Team[] = [];
  const claimed = new Set<string>();
  for (const is of after.collaborations.values()) {
    const was = before?.collaborations.get(is.name) ?? before?.collaborations.get(is.formerly ?? '');
    if (was !== undefined) claimed.add(was.name);
    teams.push(teamOf(was ?? is, is, changed.has(`collaboration:${is.name}`)));
  }
  for (const was of before?.collaborations.values() ?? []) if (!claimed.has(was.name)) teams.push(teamOf(was, was, true));
  return teams;
}

function teamOf({ company, sponsor, members }: Collaboration, is: Collaboration, isChanged: boolean): Team {
  return { company, sponsor, members: new Set([...members, ...is.members].map(({ user }) => user)), isChanged };
}

/** People from outside, by name, with their companies on either side. */
function* outsiders(
  { before, after, renames, change }: Ground,
  things: readonly ChangedThing[],
): Generator<readonly [string, ReadonlySet<string>]> {
  const then = new Map(renames.map(({ from, to }) => [to, from]));
  for (const name of new Set([...peopleWhoChange(change), ...things.flatMap(({ people }) => people)])) {
    const old = then.get(`user:${name}`)?.slice('user:'.length) ?? name;
    const sides = [before?.people.get(old), after.people.get(name)].filter((person) => person?.audience === 'external');
    if (sides.length > 0) yield [name, new Set(sides.flatMap((person) => person?.company ?? []))];
  }
}

function peopleWhoChange({ blocks, pairing: { naming } }: MatrixChange): readonly string[] {
  const words = naming.sets.noBits();
  for (const subjects of new Set(blocks.map((block) => block.subjects))) addTo(words, subjects);
  const names: string[] = [];
  for (const name of namesIn(naming.sets.ofBits(words), naming)) if (name.startsWith('user:')) names.push(name.slice('user:'.length));
  return names;
}
