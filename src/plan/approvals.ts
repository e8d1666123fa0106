import { createHash } from 'node:crypto';
import type { MatrixChange } from '../diff/access-change.js';
import type { Ref, Site } from '../model/site.js';
import { addToList } from '../text/add-to-list.js';
import { compareBytes } from '../text/compare.js';
import { referenceTo } from '../text/reference.js';
import { answering, type Answering } from './answering.js';
import { approversOn, type Able, type UnableApprover } from './approvers.js';
import { authorOf, type AuthorClaim, type KnownAuthor } from './author.js';
import { changedThings, type ChangedThing } from './changed-things.js';
import { companiesOf } from './companies.js';
import type { Plan } from './plan.js';
import type { Touched } from '../model/touched.js';

/** In which capacity somebody has to agree. */
export type ApprovalRole = 'owner' | 'sponsor' | 'security' | 'second-pair-of-eyes';

/** One yes that a change needs; any one of `people` may give it. */
export interface NeededApproval {
  readonly as: ApprovalRole;
  /** What the yes is about, sorted: references such as `project:ACME`, of a sponsor the companies, of security the guardrails' names. */
  readonly of: readonly string[];
  /** Whom the policies name for it, as references: `user:pm@acme.example`, `group:site-admins`. */
  readonly by: readonly string[];
  /** The active people these come to, sorted, the author left out. Empty: nobody can give it, and the change cannot be approved. */
  readonly people: readonly string[];
  /** Whom the policies name first, where they cannot answer: `by` stands in for them. */
  readonly insteadOf?: readonly UnableApprover[];
  /** Groups of the identity provider among `by` whose members nobody knows. */
  readonly unknownMembers?: readonly string[];
  /** The same, where an import saw who was in them: `people` has those. */
  readonly observedMembers?: readonly string[];
}

/** Who must agree to a change, worked out from its effect and not from the files it touches. */
export interface PlanApprovals {
  /** What an approval is bound to: equal if and only if the same access, the same guardrails and the same approvers are at stake. */
  readonly digest: string;
  readonly needed: readonly NeededApproval[];
  /** Who wrote the change, where that was said. */
  readonly author?: PlanAuthor;
}

/** Who wrote a change. */
export interface PlanAuthor {
  /** `user:ID`, or what was said of them where the policies do not know them. */
  readonly subject: string;
  /** They or a group they are in get access by it. */
  readonly gains: boolean;
  /** Nobody in the policies is called so: whether they gain cannot be told. */
  readonly unknown?: true;
  /** Groups of the identity provider that gain and may have them as a member. */
  readonly perhapsThrough?: readonly string[];
}

export interface ApprovalsInput extends Pick<Plan, 'asOf' | 'gains' | 'conditional' | 'seats' | 'guardrails' | 'renames'> {
  /** Undefined where there is nothing to compare with: the head then says who answers for what. */
  readonly before: Site | undefined;
  readonly after: Site;
  readonly change: MatrixChange;
  readonly touched?: Touched;
  readonly author?: AuthorClaim;
}

/** Who must agree: found when it is asked for, since not everybody who plans wants to know. */
export function approvalsOf(input: ApprovalsInput): PlanApprovals {
  const things = changedThings(input.before, input.after, input.touched);
  const who = answering(input);
  const author = input.author === undefined ? undefined : authorOf(input, input.author);
  const needs = new Needs(input, who, author);
  for (const [owner, resources] of byOwner(resourcesOf(input.change), who)) needs.add('owner', resources, owner);
  for (const thing of things) if (asksItsOwner(thing, who)) needs.add('owner', [thing.thing], who.ownerOf(thing.thing));
  for (const { company, sponsors } of companiesOf(input, things)) needs.add('sponsor', [company], sponsors);
  for (const name of guardrailsIn(input, things)) needs.add('security', [name], who.ownerOf(`guardrail:${name}`));
  if (author !== undefined && author.gained.length > 0) needs.addSecondPair(author.gained);
  const needed = needs.list();
  return {
    get digest() {
      return digestOf(input, things, needed);
    },
    needed,
    ...(author === undefined ? {} : { author: author.told }),
  };
}

function* resourcesOf({ blocks, pairing }: MatrixChange): Generator<string> {
  for (const resource of new Set(blocks.map((block) => block.resource))) yield pairing.resourceName(resource);
}

/** Many places have the same owner, who is then looked into once. */
function byOwner(resources: Iterable<string>, who: Answering): ReadonlyMap<readonly Ref[], readonly string[]> {
  const found = new Map<readonly Ref[], string[]>();
  for (const resource of resources) addToList(found, who.ownerOf(resource), resource);
  return found;
}

/**
 * Whoever is named as owner of something agrees to every change of it. Of what nobody owns, changes of access are answered for where the
 * access is; for all else, last days among it, the owner of the site is asked. Guardrails are a matter of security.
 */
function asksItsOwner({ thing, beyondAccess }: ChangedThing, who: Answering): boolean {
  if (thing.startsWith('guardrail:')) return false;
  // The sponsor answers for an outside team, with or without an owner beside.
  return who.isOwned(thing) || (beyondAccess && !thing.startsWith('collaboration:'));
}

function guardrailsIn({ guardrails: { weakened, newlyBroken } }: ApprovalsInput, things: readonly ChangedThing[]): ReadonlySet<string> {
  const changed = things.flatMap(({ thing }) => (thing.startsWith('guardrail:') ? [thing.slice('guardrail:'.length)] : []));
  return new Set([...changed, ...[...weakened, ...newlyBroken].map(({ name }) => name)]);
}

interface Gathered extends Able {
  /** The capacity and `by`, as a text to sort by. */
  readonly key: string;
  readonly as: ApprovalRole;
  readonly of: Set<string>;
  readonly by: readonly string[];
  readonly insteadOf: Map<string, UnableApprover>;
}

const roles: readonly ApprovalRole[] = ['owner', 'sponsor', 'security', 'second-pair-of-eyes'];

/** What is asked of the same people in the same capacity is one yes. */
class Needs {
  private readonly approvers: (named: readonly Ref[]) => Able;
  private readonly who: Answering;
  private readonly authors: ReadonlySet<string>;
  private readonly gathered = new Map<string, Gathered>();
  /** Whom the same names come to is found once: many places have the owner of the site to answer for them. */
  private readonly able = new Map<string, Able>();

  constructor(input: ApprovalsInput, who: Answering, author: KnownAuthor | undefined) {
    this.who = who;
    this.authors = new Set(author?.people);
    this.approvers = approversOn({ ...input, authors: this.authors });
  }

  /** Where those who are named cannot answer, the owner of the site does in their place. */
  add(as: ApprovalRole, of: readonly string[], named: readonly Ref[]): void {
    const able = this.ableOf(named);
    if (able.people.length > 0 || able.unknownMembers.length > 0) this.gather(as, of, named, able, []);
    else {
      const instead = this.who.siteOwner();
      const unable = able.unable.filter(({ who }) => !instead.some((ref) => referenceTo(ref) === who));
      this.gather(as, of, instead, this.ableOf(instead), unable);
    }
  }

  /** The author gains: anybody else who answers for what they gain, or for the site. */
  addSecondPair(gained: readonly string[]): void {
    const answering = [...gained.flatMap((resource) => this.who.ownerOf(resource)), ...this.who.siteOwner()];
    const named = answering.filter(({ type, name }) => type === 'group' || !this.authors.has(name));
    const able = this.ableOf(named);
    this.gather('second-pair-of-eyes', gained, named, able, []);
  }

  list(): readonly NeededApproval[] {
    return [...this.gathered.values()]
      .sort((a, b) => roles.indexOf(a.as) - roles.indexOf(b.as) || compareBytes(a.key, b.key))
      .map(({ as, of, by, people, insteadOf, unknownMembers, observedMembers }) => ({
        as,
        of: [...of].sort(compareBytes),
        by,
        people,
        ...(insteadOf.size === 0 ? {} : { insteadOf: [...insteadOf.values()].sort((a, b) => compareBytes(a.who, b.who)) }),
        ...(unknownMembers.length === 0 ? {} : { unknownMembers }),
        ...(observedMembers.length === 0 ? {} : { observedMembers }),
      }));
  }

  private ableOf(named: readonly Ref[]): Able {
    const key = JSON.stringify(named.map(referenceTo));
    const able = this.able.get(key) ?? this.approvers(named);
    this.able.set(key, able);
    return able;
  }

  private gather(as: ApprovalRole, of: readonly string[], named: readonly Ref[], able: Able, insteadOf: readonly UnableApprover[]): void {
    const by = [...new Set(named.map((ref) => this.who.currentName(referenceTo(ref))))].sort(compareBytes);
    const key = [as, ...by].join('\n');
    const need = this.gathered.get(key) ?? { key, as, of: new Set(), by, insteadOf: new Map(), ...able };
    this.gathered.set(key, need);
    for (const each of of) need.of.add(each);
    for (const each of insteadOf) need.insteadOf.set(each.who, each);
  }
}

/** Over the effect and who answers for it: neither files nor their layout, nor what else is on either side. */
function digestOf({ change, guardrails }: ApprovalsInput, things: readonly ChangedThing[], needed: readonly NeededApproval[]): string {
  const { weakened, newlyBroken } = guardrails;
  const stake = [
    'permafrost approvals 1',
    change.digest,
    things.map(({ thing, difference }) => [thing, difference]),
    weakened.map(({ name, how, wouldBreak }) => [name, how, wouldBreak]),
    newlyBroken.map(({ name, severity, cells }) => [name, severity, cells]).sort(([a], [b]) => compareBytes(String(a), String(b))),
    needed.map(({ as, of, by }) => [as, of, by]),
  ];
  return `sha256:${createHash('sha256').update(JSON.stringify(stake)).digest('hex')}`;
}
