import { brokenIn, judge } from '../check/judge.js';
import type { Subject } from '../check/rule.js';
import { subjectOf } from '../check/subject.js';
import { compile } from '../compile/compile.js';
import { diffMatrices } from '../diff/access-change.js';
import { factChanges, withChanges, type FactChange } from '../diff/fact-change.js';
import { existenceFacts, thingsThere, type Fact } from '../diff/facts.js';
import { siteOfFacts } from '../diff/site-of-facts.js';
import { classesOf, type Direction, type Having } from '../plan/classes.js';
import { compareGuardrails } from '../plan/guardrails.js';
import type { ChangeClass, PlanGuardrails } from '../plan/plan.js';
import { infoOf } from '../plan/subjects.js';
import { witnessOf, type Sides } from '../plan/witness.js';
import { distinctNames } from '../matrix/name-list.js';
import type { Declared, Site } from '../model/site.js';
import { thingsByKind } from '../model/things-by-kind.js';
import { compareBytes } from '../text/compare.js';
import { comparable, type Comparable, type ToMake } from './comparable.js';
import type { Difference, Drift } from './drift.js';
import type { LiveState } from './live-state.js';
import { nameOf } from '../text/reference.js';

/** Both sides compared as objects; as access they are compared once it is known which differences are excused. */
export interface Compared {
  readonly policies: Site;
  readonly live: LiveState;
  readonly asOf: string;
  readonly sides: Comparable;
  /** In the order of `differences`. */
  readonly changes: readonly FactChange[];
  readonly differences: readonly Difference[];
}

export function compareWithSite(policies: Site, live: LiveState, asOf: string, toMake?: ToMake): Compared {
  const sides = comparable(policies, live, asOf, toMake);
  const changes = factChanges(sides.policies, sides.live);
  return { policies, live, asOf, sides, changes, differences: differencesOf(policies, changes, sides) };
}

function differencesOf(policies: Site, changes: readonly FactChange[], { policies: said, live }: Comparable): readonly Difference[] {
  const declared = placesOf(policies);
  const [inGit, onSite] = [thingsThere(said), thingsThere(live)];
  return changes.map(({ before, after }) => {
    const { type, of } = (before ?? after) as Fact;
    const thingAt = declared.get(of);
    const at = before?.at ?? thingAt;
    const isAlone = of !== 'site' && !existenceFacts.has(type) && (!inGit.has(of) || !onSite.has(of));
    return {
      type,
      of,
      ...(before === undefined ? {} : { git: before.says }),
      ...(after === undefined ? {} : { site: after.says }),
      ...(isAlone ? { withThing: true as const } : {}),
      ...(at === undefined ? {} : { at }),
      ...(thingAt === undefined ? {} : { thingAt }),
    };
  });
}

function placesOf(site: Site): ReadonlyMap<string, Declared['at']> {
  const found = new Map([['site', site.about.at]]);
  for (const [kind, things] of Object.entries(thingsByKind(site)))
    for (const { name, at } of things.values()) found.set(`${kind}:${name}`, at);
  return found;
}

export type Access = Pick<Drift, 'more' | 'less' | 'conditional' | 'guardrails' | 'subjects'>;

/** What the differences mean for people, those at `excused` left out; and the guardrails on the site as it is. */
export function accessOf({ policies, asOf, sides, changes }: Compared, excused: ReadonlySet<number>): Access {
  const { aligned, support, liveSupport } = sides;
  const from = { about: policies.about, people: aligned.everybody };
  const known = changes.filter((_, index) => excused.has(index));
  const git = subjectFor(siteOfFacts([...withChanges(sides.policies, known), ...support], from), policies, asOf);
  const site = subjectFor(siteOfFacts([...sides.live, ...support, ...liveSupport], from), policies, asOf);
  const change = diffMatrices(git.matrix, site.matrix);
  const mentioned = (): boolean => true;
  const onSite: Having = { site: site.site, matrix: site.matrix, side: 'after', mentioned };
  const inGit: Having = { site: git.site, matrix: git.matrix, side: 'before', mentioned };
  const there: Sides = { having: site.site, lacking: git.site, asOf, side: 'head' };
  const here: Sides = { having: git.site, lacking: site.site, asOf, side: 'base' };
  const seen = (direction: Direction, having: Having, of: Sides): readonly ChangeClass[] =>
    classesOf(change, direction, having).map((each) => {
      const witness = witnessOf(each, of) ?? witnessOf(each, of === there ? here : there);
      return witness === undefined ? each : { ...each, witness };
    });
  const more = seen('gain', onSite, there);
  const less = seen('loss', inGit, here);
  const conditional = [...seen('conditional-gain', onSite, there), ...seen('conditional-loss', inGit, here)];
  const guardrails = compareGuardrails({
    before: git,
    after: site,
    brokenBefore: brokenIn(judge(git)),
    judged: judge(site),
    fixes: new Map(),
  });
  return {
    more,
    less,
    conditional,
    guardrails: { newlyBroken: guardrails.newlyBroken, stillBroken: guardrails.stillBroken },
    subjects: subjectsOf([more, less, conditional].flat(), guardrails, git.site, site.site),
  };
}

/** A site made of facts, with what facts do not tell and guardrails ask for. */
export function subjectFor(bare: Site, policies: Site, asOf: string): Subject {
  const { roles, schemes, spaceRoles } = bare;
  const site: Site = {
    ...bare,
    people: dressed(bare.people, policies.people, ({ labels, owner, displayName }) => ({ labels, owner, displayName })),
    groups: dressed(bare.groups, policies.groups, ({ labels, owner, audience }) => ({ labels, owner, audience })),
    projects: dressed(bare.projects, policies.projects, ({ labels, owner, madeBy }) => ({ labels, owner, madeBy })),
    spaces: dressed(bare.spaces, policies.spaces, ({ labels, owner, madeBy }) => ({ labels, owner, madeBy })),
    channels: dressed(bare.channels, policies.channels, ({ labels, owner, madeBy }) => ({ labels, owner, madeBy })),
    roles,
    schemes,
    spaceRoles,
    collaborations: policies.collaborations,
    // No site tells the last day of anything, so that guardrails about it cannot be judged there.
    guardrails: new Map([...policies.guardrails].filter(([, { rule }]) => rule.type !== 'expire')),
  };
  return subjectOf({ site, matrix: compile(site, asOf), asOf });
}

function dressed<T extends Declared>(
  bare: ReadonlyMap<string, T>,
  known: ReadonlyMap<string, T>,
  pick: (thing: T) => { readonly [K in keyof T]?: T[K] | undefined },
): ReadonlyMap<string, T> {
  return new Map(
    [...bare].map(([name, thing]) => {
      const own = known.get(name);
      const extra = own === undefined ? [] : Object.entries(pick(own)).filter(([, value]) => value !== undefined);
      return [name, { ...thing, ...Object.fromEntries(extra) }];
    }),
  );
}

function subjectsOf(
  classes: readonly ChangeClass[],
  { newlyBroken, stillBroken }: PlanGuardrails,
  git: Site,
  site: Site,
): Drift['subjects'] {
  const broken = [...newlyBroken, ...stillBroken].flatMap((each) => [
    ...each.classes.map(({ subjects }) => subjects),
    ...each.counts.map(({ subjects }) => subjects),
  ]);
  const names = distinctNames([...classes.flatMap(({ subjects, covers }) => [subjects, covers]), ...broken]);
  return Object.fromEntries(
    Array.from(names)
      .sort(compareBytes)
      .map((name) => [name, infoOf(git.people.has(nameOf(name)) || !name.startsWith('user:') ? git : site, name)]),
  );
}
