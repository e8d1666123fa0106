import { judge } from '../check/judge.js';
import { compile } from '../compile/compile.js';
import { subjectOf } from '../check/subject.js';
import type { Place } from '../diagnostics/place.js';
import { diffMatrices } from '../diff/access-change.js';
import { withChanges, type FactChange } from '../diff/fact-change.js';
import { existenceFacts, factKey, type Fact } from '../diff/facts.js';
import { siteOfFacts } from '../diff/site-of-facts.js';
import { isAppFor } from '../drift/apps.js';
import { heldOn, provableOn } from '../drift/comparable.js';
import { subjectFor, type Compared } from '../drift/drift-between.js';
import type { Person, Site } from '../model/site.js';
import { thingsByKind } from '../model/things-by-kind.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import { abilitiesOf, groupsOfOthers, type Abilities } from './abilities.js';
import { accessBetween, subjectsOf } from './access.js';
import type { ApplyPlan, LeftAlone, PlannedWrite } from './apply-plan.js';
import { takenByHandFirst } from './by-hand-first.js';
import { atomsOf, defaultActorsOf, withRestored, type Piece } from './atoms.js';
import { liveDigest, planDigest } from './digests.js';
import { guestMoves } from './guest-places.js';
import { guardrail, maxRemoval, minAdmins, orderGuard, ownRights, seats } from './guards.js';
import { withJoined } from './joined.js';
import { besideChanged } from './beside.js';
import { manualSteps, type Click } from './manual.js';
import type { Ground } from './means.js';
import { mergeGrants } from './merge-grants.js';
import { misnamed } from './misnamed.js';
import { missingProducts } from './products.js';
import type { PutInOrder } from './ordering.js';
import { bare, kindOf, nameOf, wordsOf } from './references.js';
import { companionsGuard, notUndone } from './unasked.js';
import { sortChanges, type SortedChanges } from './sort-changes.js';
import { spaceRolesBeyond } from './space-roles.js';
import { unreadClicks } from './unread.js';
import { writeWords } from './write-words.js';

/** What a plan to apply is made of. */
export interface ApplyInput {
  /** The policies against the site as it is, with what was managed before. */
  readonly compared: Compared;
  /** Indices of the differences that a comment excuses, and its words. */
  readonly excused: ReadonlyMap<number, string>;
  /** The commit of the policies, and the digest of their matrix. */
  readonly policies: ApplyPlan['policies'];
  /** What the policies said that were made real last. */
  readonly applied?: readonly Fact[];
  /** The name of the person whose rights the writes are made with. */
  readonly caller?: string;
  readonly givesUpOwnRights?: boolean;
  /** Where the policies and the reading do not tell it. */
  readonly abilities?: Partial<Abilities>;
}

/** What makes a site as the policies say: pure, and the same for the same input. */
export function makeApplyPlan(input: ApplyInput, putInOrder: PutInOrder): ApplyPlan {
  const { compared } = input;
  const { policies, live, asOf, sides } = compared;
  const { aligned } = sides;
  const names = aligned.names;
  const abilities = { ...abilitiesOf(policies.about, live, names), ...input.abilities };
  const others = groupsOfOthers(policies, live.site, names);
  const wanted = wantedChanges(input);
  const ground = groundOf(compared, abilities, others);
  const sorted = sortChanges({
    changes: wanted.changes,
    live: aligned.facts,
    policies,
    asOf,
    abilities,
    others,
    ground,
    wanted: sides.policies,
  });
  const byHand: readonly Click[] = [
    ...guestMoves(sorted.manual, sorted.meant, aligned.facts),
    ...unreadClicks(compared, input.applied ?? [], sorted.meant),
    ...renameClicks(names),
  ];
  const clicked = byHand.flatMap(({ change }) => change ?? []);
  const clicks = [...missingProducts([...sorted.writes, ...clicked], abilities), ...byHand];
  const before = withJoined([...sides.live, ...sides.support, ...sides.liveSupport], aligned.facts, policies);
  const pieces = atomsOf({
    changes: sorted.writes,
    live: before,
    wanted: sides.policies,
    defaultActors: defaultActorsOf(live.site, names),
    spaceRoles: abilities.spaceRoles,
    ...(input.caller === undefined ? {} : { maker: `user:${input.caller}` }),
  });
  const people = new Map<string, Person>([...aligned.people, ...policies.people]);
  const { about } = policies;
  const inOrder = pieces.filter(({ corrects, changes }) => corrects === undefined || changes[0]?.before !== undefined);
  // What is taken to be as the policies say may name what is not there yet, and what is asked for by hand may not be there itself.
  const looked = withoutAsked(standing(before), byHand);
  const there = [...looked, ...besideChanged(sorted.writes, looked, standing(heldOn(aligned, policies, live)))];
  const ordering = putInOrder({
    before: there,
    after: withChanges(there, sorted.writes),
    atoms: inOrder,
    about,
    people,
    asOf,
    ...(input.caller === undefined ? {} : { caller: input.caller }),
  });
  const merged = mergeGrants(withRestored(ordering.pieces, pieces));
  const renames = renameWrites(names);
  const idOf = new Map(merged.flatMap(({ ids }, index) => ids.map((id) => [id, String(renames.length + index + 1)] as const)));
  const writes = [...renames, ...merged.map(({ piece }) => planned(piece, idOf))].map(numbered);
  const manual = takenByHandFirst({
    before: there,
    writes,
    manual: manualSteps(clicks, writes, placesOf(compared), before),
    next: inTurnedProjects(sorted),
    about,
    people,
    asOf,
  });
  const done = [...sorted.writes, ...clicks.flatMap(({ change, unread }) => (change === undefined || unread === true ? [] : [change]))];
  const siteOf = (facts: readonly Fact[]): ReturnType<typeof subjectFor> =>
    subjectFor(siteOfFacts(facts, { about, people }), policies, asOf);
  const [was, is] = [siteOf(before), siteOf(withChanges(before, done))];
  const change = diffMatrices(was.matrix, is.matrix);
  const access = accessBetween(was, is, change);
  const interims =
    ordering.type === 'none'
      ? []
      : ordering.gaps.map(({ from, to, classes }) => ({ from: idOf.get(from) ?? from, to: idOf.get(to) ?? to, classes }));
  const everybody = fullSite(provableOn({ aligned, policies, live }, done), done, { about, people }, asOf);
  const plan: Omit<ApplyPlan, 'digest'> = {
    version: 1,
    site: about.url,
    asOf,
    policies: input.policies,
    live: { digest: liveDigest([...done, ...unreadChanges(clicks)]) },
    writes,
    manual,
    left: [...wanted.left, ...sorted.left, ...leftNames(names)].map(({ changes, why }) => ({
      why,
      changes: changes.map(bare),
    })),
    notLookedAt: sides.notLookedAt,
    names: Object.fromEntries([...names].sort(([a], [b]) => compareBytes(a, b))),
    access: {
      ...access,
      subjects: {
        ...access.subjects,
        ...subjectsOf(
          interims.flatMap(({ classes }) => classes),
          was,
          is,
        ),
      },
    },
    interims,
    guards: [
      orderGuard(ordering),
      companionsGuard(merged.map(({ piece }) => piece)),
      maxRemoval(change, was.matrix, policies, access.less),
      minAdmins(is, policies),
      ownRights(was, is, input.caller, input.givesUpOwnRights ?? false),
      seats(everybody, live.site, policies),
      guardrail(judge(subjectOf({ site: policies, matrix: compile(policies, asOf), asOf }))),
    ],
    notUndone: notUndone(pieces, renames, manual.length),
  };
  return { ...plan, digest: planDigest(plan) };
}

/** Facts without those that name a thing that is not there. The roles of a team-managed project are its own, and come with it. */
function standing(facts: readonly Fact[]): readonly Fact[] {
  const there = new Set(facts.flatMap(({ type, of }) => (existenceFacts.has(type) ? [of] : [])));
  const teamManaged = new Set(facts.flatMap(({ type, of }) => (type === 'project-access' ? [of] : [])));
  const named = /^(?:user|group|role|scheme|project|space|channel):/;
  const isOwnRole = ({ type, of }: Fact, word: string): boolean => type === 'actor' && word.startsWith('role:') && teamManaged.has(of);
  return facts.filter((fact) => wordsOf(fact).every((word) => !named.test(word) || there.has(word) || isOwnRole(fact, word)));
}

/** Facts without what everybody holds in spaces that no reading tells, and that somebody is asked to click: by it nobody has anything yet. */
function withoutAsked(facts: readonly Fact[], clicks: readonly Click[]): readonly Fact[] {
  const asked = new Set(
    clicks.flatMap(({ change, unread }) => (unread === true && change?.after?.type === 'space-grant' ? [factKey(change.after)] : [])),
  );
  return asked.size === 0 ? facts : facts.filter((fact) => !asked.has(factKey(fact)));
}

/** Who is to be in the roles of projects that somebody has to make ones of the other kind before. */
function inTurnedProjects({ manual, impossible }: SortedChanges): readonly FactChange[] {
  const turned = new Set(manual.flatMap(({ step, of }) => (step === 'project-style' ? [of] : [])));
  return impossible.flatMap(({ change }) => (change.after?.type === 'actor' && turned.has(change.after.of) ? [change] : []));
}

/** From the site to the policies, without what comments excuse. */
function wantedChanges({ compared, excused }: ApplyInput): {
  readonly changes: readonly FactChange[];
  readonly left: readonly LeftAlone[];
} {
  const turned = compared.changes.map(({ before, after }): FactChange => ({
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  }));
  const byWhy = new Map<string, FactChange[]>();
  for (const [index, why] of [...excused].sort(([a], [b]) => a - b)) {
    const change = turned[index];
    if (change !== undefined) byWhy.set(why, [...(byWhy.get(why) ?? []), change]);
  }
  return {
    changes: turned.filter((_, index) => !excused.has(index)),
    left: [...byWhy].map(([why, changes]) => ({ changes, why })),
  };
}

function groundOf({ policies, live, sides: { aligned } }: Compared, abilities: Abilities, others: Ground['others']): Ground {
  const there = new Set(aligned.facts.flatMap(({ type, of }) => (existenceFacts.has(type) && !aligned.withoutAccount.has(of) ? [of] : [])));
  const own = new Set(aligned.facts.flatMap((fact) => (fact.type === 'product' ? [factKey(fact)] : [])));
  return {
    policies,
    abilities,
    others,
    isOwnProduct: (user, product) => own.has(factKey({ type: 'product', of: user, says: [product] })),
    spacesWithGuests: new Set(aligned.facts.flatMap(({ type, of }) => (type === 'space-guest' ? [of] : []))),
    isApp: isAppFor(policies, aligned, live),
    isThere: (thing) => there.has(thing),
    spaceRolesBeyond: spaceRolesBeyond([...policies.spaceRoles.keys()], there),
    swapped: new Set(
      aligned.findings.flatMap(({ code, person, declared = '' }) => {
        const isElsewhere = [...live.site.people.values()].some(({ accountId }) => accountId === declared);
        return code === 'identity-swap' && !isElsewhere ? [`user:${person}`] : [];
      }),
    ),
  };
}

const renamedByApi: ReadonlySet<string> = new Set(['role', 'scheme', 'space-role', 'channel']);
const apiOfKind = { role: 'jira', scheme: 'jira', 'space-role': 'confluence', channel: 'slack' } as const;

type Rename = NonNullable<PlannedWrite['rename']>;

function namedOtherwise(names: ReadonlyMap<string, string>): readonly Rename[] {
  return [...names]
    .sort(([a], [b]) => compareBytes(a, b))
    .flatMap(([from, to]) => (from === to || kindOf(from) === 'user' ? [] : [{ from, to }]));
}

function renamesOf(names: ReadonlyMap<string, string>): readonly Rename[] {
  return namedOtherwise(names).filter(({ to }) => misnamed(to) === undefined);
}

/** What the site cannot call as the policies do keeps its name there; all else about it is written. */
function leftNames(names: ReadonlyMap<string, string>): readonly LeftAlone[] {
  return namedOtherwise(names).flatMap(({ from, to }) => {
    const why = misnamed(to);
    return why === undefined ? [] : [{ changes: [], why: `${quote(from)} keeps its name. ${why}` }];
  });
}

function renameWrites(names: ReadonlyMap<string, string>): readonly Pick<PlannedWrite, 'api' | 'changes' | 'rename'>[] {
  return renamesOf(names).flatMap((rename) => {
    const kind = kindOf(rename.from);
    return renamedByApi.has(kind) ? [{ api: apiOfKind[kind as keyof typeof apiOfKind], changes: [], rename }] : [];
  });
}

function renameClicks(names: ReadonlyMap<string, string>): readonly Click[] {
  return renamesOf(names).flatMap((rename): readonly Click[] => {
    const kind = kindOf(rename.from);
    if (renamedByApi.has(kind)) return [];
    return [{ step: kind === 'space' || kind === 'project' ? `rename-${kind}` : 'rename-group', of: rename.from, rename }];
  });
}

/** With ids of the plan instead of those of pieces. */
function planned({ api, changes, corrects }: Piece, idOf: ReadonlyMap<string, string>): Unnumbered {
  const corrected = corrects === undefined ? undefined : idOf.get(corrects);
  return { api, changes, ...(corrected === undefined ? {} : { corrects: corrected }) };
}

type Unnumbered = Pick<PlannedWrite, 'api' | 'changes' | 'rename' | 'corrects'>;

function numbered(write: Unnumbered, index: number): PlannedWrite {
  return { id: String(index + 1), ...write, what: writeWords(write) };
}

function unreadChanges(clicks: readonly Click[]): readonly FactChange[] {
  return clicks.flatMap(({ change, unread }) => (change !== undefined && unread === true ? [change] : []));
}

/** Everybody on the site afterwards, whether a policy knows them or not: seats are taken by all. */
function fullSite(
  facts: readonly Fact[],
  done: readonly FactChange[],
  from: Pick<Site, 'about' | 'people'>,
  asOf: string,
): ReturnType<typeof subjectOf> {
  const site = siteOfFacts(withChanges(facts, done), from);
  return subjectOf({ site, matrix: compile(site, asOf), asOf });
}

/** Where the policies declare a thing. */
function placesOf({ policies }: Compared): (thing: string) => Place | undefined {
  const kinds = thingsByKind(policies);
  return (thing) => (thing === 'site' ? policies.about.at : kinds[kindOf(thing)]?.get(nameOf(thing))?.at);
}
