import type {
  BrokenGuardrail,
  ChangeClass,
  MovedEnd,
  Plan,
  PlanFix,
  Risk,
  SubjectInfo,
  Verdict,
  WeakenedGuardrail,
  Witness,
  WitnessEdge,
} from '../../plan/plan.js';
import { countIn, distinctNames, kindsOf } from '../../matrix/name-list.js';
import { compareBytes } from '../../text/compare.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { nameOf } from '../../text/reference.js';
import { amountWords, limitWords } from '../counted.js';

/** The sentences of a plan, shared by everything that people read. Names of policies are made harmless for one line; escaping for a format is its renderer's. */

/** A name in a sentence, made harmless for the format at hand. */
export type Escape = (name: string) => string;

/** The part of a plan that a class is shown in. */
export type Section = 'gain' | 'loss' | 'conditional' | 'lapse';

export const verdictWords: Readonly<Record<Verdict, string>> = { broader: 'BROADER', narrower: 'NARROWER', mixed: 'MIXED', same: 'SAME' };

/** Who gains and who loses, in one line. */
export function headline(plan: Plan): string {
  if (plan.verdict === 'same') return sameness(plan);
  if (plan.base.state !== 'valid') return `there is nothing to compare with, so everything counts as gained: ${gaining(plan)}`;
  return `${gaining(plan)}, ${losing(plan)}`;
}

function sameness({ changedFiles, guardrails: { weakened }, movedEnds }: Plan): string {
  if (changedFiles.length === 0) return 'no file differs';
  const files = `(${count(changedFiles.length, 'file')} changed)`;
  const weaker = weakened.filter(isWeaker).length;
  const caveats = [
    weaker > 0 ? `${count(weaker, 'guardrail')} ${weaker === 1 ? 'is' : 'are'} weakened` : '',
    weakened.length > weaker
      ? `${count(weakened.length - weaker, 'guardrail')} ${weakened.length - weaker === 1 ? 'is' : 'are'} changed`
      : '',
    movedEnds.length > 0 ? `${count(movedEnds.length, 'last day')} ${movedEnds.length === 1 ? 'moves' : 'move'}` : '',
  ].filter((part) => part !== '');
  return caveats.length === 0
    ? `refactoring: nobody's access changes ${files}`
    : `nobody's access changes today ${files}, but ${list(caveats)}`;
}

function gaining(plan: Plan): string {
  const classes = widening(plan);
  if (classes.length === 0) return onlySeats(plan, 'gained', 'gain') ?? 'nobody gains access';
  const what = plan.gains.length === 0 ? 'access that depends on the issue' : 'access';
  const open = (['public', 'logged-in'] as const).map((circle) => classes.filter((each) => each.circle === circle));
  const named = classes.filter(({ circle }) => circle !== 'public' && circle !== 'logged-in');
  // What everybody gets is not told of the others again, so they are counted by what they get besides.
  const amounts = open.some((those) => those.length > 0)
    ? amountsIn(named)
    : { people: plan.counts.peopleGaining, groups: plan.counts.groupsGaining };
  const parts = [...open, named].flatMap((those) => {
    if (those.length === 0) return [];
    const subject = subjectWords(those, amounts);
    return [`${subject.words} ${subject.many ? 'gain' : 'gains'} ${reach(those, what)}`];
  });
  return parts.join(', ');
}

interface Amounts {
  readonly people: number;
  readonly groups: number;
}

function amountsIn(classes: readonly ChangeClass[]): Amounts {
  return kindsOf(distinctNames(classes.map((each) => each.subjects)));
}

function losing(plan: Plan): string {
  const classes = [...plan.losses, ...plan.conditional.filter(({ effect }) => effect !== 'wider')];
  if (classes.length === 0) return onlySeats(plan, 'lost', 'lose') ?? 'nobody loses any';
  const { words, many } = subjectWords(classes, { people: plan.counts.peopleLosing, groups: plan.counts.groupsLosing });
  return `${words} ${many ? 'lose' : 'loses'} some`;
}

function widening({ gains, conditional }: Plan): readonly ChangeClass[] {
  return [...gains, ...conditional.filter(({ effect }) => effect !== 'narrower')];
}

/** Where nothing but licences and guests change hands. */
function onlySeats({ seats }: Plan, list: 'gained' | 'lost', verb: 'gain' | 'lose'): string | undefined {
  const amountOf = (guests: boolean): number =>
    distinctNames(seats.filter((seat) => seat.guests === guests).map((seat) => seat[list])).length;
  const [licences, guests] = [amountOf(false), amountOf(true)];
  if (licences > 0) return `${people(licences)} ${licences === 1 ? `${verb}s` : verb} a licence`;
  if (guests === 0) return undefined;
  return `${people(guests)} ${verb === 'gain' ? (guests === 1 ? 'becomes a guest' : 'become guests') : guests === 1 ? 'is no guest any more' : 'are no guests any more'}`;
}

function subjectWords(
  classes: readonly ChangeClass[],
  { people: persons, groups }: Amounts,
): { readonly words: string; readonly many: boolean } {
  const circles = new Set(classes.map(({ circle }) => circle));
  if (circles.has('public')) return { words: 'THE PUBLIC', many: false };
  if (circles.has('logged-in')) return { words: 'EVERYBODY LOGGED IN', many: false };
  const parts = [
    persons > 0 ? people(persons) : '',
    groups > 0 ? count(groups, 'group of the identity provider', 'groups of the identity provider') : '',
    circles.has('portal') ? 'customers of the portal' : '',
  ].filter((part) => part !== '');
  return { words: list(parts), many: persons + groups > 1 || parts.length > 1 || circles.has('portal') };
}

/** `access to 2 projects and rights over the site`. */
function reach(classes: readonly ChangeClass[], what: string): string {
  const resources = [...new Set(classes.flatMap((each) => each.resources))];
  const kinds = ['project', 'space', 'channel'].flatMap((kind) => {
    const amount = resources.filter((resource) => resource.startsWith(`${kind}:`)).length;
    return amount === 0 ? [] : [count(amount, kind)];
  });
  const rooms = kinds.length === 0 ? [] : [`${what} to ${list(kinds)}`];
  return list(resources.includes('site') ? [...rooms, 'rights over the site'] : rooms);
}

/** Whether outsiders are concerned: what a reader asks first. */
export function externalsLine(plan: Plan, escape: Escape = visible): string {
  const { counts, losses, conditional } = plan;
  const wider = widening(plan);
  const narrower = [...losses, ...conditional.filter(({ effect }) => effect !== 'wider')];
  const parts = [
    ...external(counts.externalsGaining, wider, 'gaining', plan.subjects, escape),
    ...external(counts.externalsLosing, narrower, 'losing', plan.subjects, escape),
  ];
  if (parts.length > 0) return `External people: ${parts.join(', ')}`;
  const open = [...wider, ...narrower].some(({ circle }) => circle !== 'internal');
  return `External people: ${open ? 'none by name' : 'none affected'}`;
}

function external(
  amount: number,
  classes: readonly ChangeClass[],
  verb: string,
  known: Plan['subjects'],
  escape: Escape,
): readonly string[] {
  const { groups } = amountsIn(classes.filter(({ circle }) => circle === 'external'));
  const who = [amount > 0 ? thousands(amount) : '', groups > 0 ? count(groups, 'group') : ''].filter((part) => part !== '');
  return who.length === 0 ? [] : [`${list(who)} ${verb}${companies(classes, known, escape)}`];
}

/** The companies they are from, if there are few. */
function companies(classes: readonly ChangeClass[], known: Plan['subjects'], escape: Escape): string {
  const outside = distinctNames(classes.flatMap(({ subjects, covers }) => [subjects, covers]))
    .flatMap((name): SubjectInfo | readonly SubjectInfo[] => known[name] ?? [])
    .filter(({ audience, type }) => audience === 'external' && type !== 'class');
  const names = [...new Set(outside.flatMap(({ company }) => company ?? []))].sort(compareBytes).map(escape);
  if (names.length === 0 || names.length > 3) return '';
  return ` (${list(outside.some(({ company }) => company === undefined) ? [...names, 'others'] : names)})`;
}

/** What the change does to the guardrails, for the second line. */
export function guardrailsLine({ guardrails: { weakened, newlyBroken, stillBroken, newlyMended, kept, endedWaivers } }: Plan): string {
  const weaker = weakened.filter(isWeaker).length;
  const parts = [
    weaker > 0 ? `${thousands(weaker)} WEAKENED` : '',
    weakened.length > weaker ? `${thousands(weakened.length - weaker)} changed` : '',
    newlyBroken.length > 0 ? `${thousands(newlyBroken.length)} newly BROKEN` : '',
    stillBroken.length > 0 ? `${thousands(stillBroken.length)} still broken` : '',
    newlyMended.length > 0 ? `${thousands(newlyMended.length)} mended` : '',
    endedWaivers.length > 0 ? `${count(endedWaivers.length, 'waiver')} ENDED` : '',
    kept > 0 ? `${thousands(kept)} kept` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Guardrails: none' : `Guardrails: ${parts.join(', ')}`;
}

/** A rule that is another one may be as strict as before; all the rest takes something away. */
export function isWeaker({ how, wouldBreak }: WeakenedGuardrail): boolean {
  return how !== 'changed' || wouldBreak;
}

/** What happens to a guardrail, and what it would say without that. */
export function weakening({ name, how, wouldBreak, waivers }: WeakenedGuardrail, escape: Escape = visible): string {
  const what = {
    removed: 'is removed',
    severity: 'becomes a warning',
    waived: `gets ${waivers.length === 1 ? 'a new waiver' : `${thousands(waivers.length)} new waivers`}, ${list(waivers.map(({ until, reason }) => `until ${until} (${escape(oneLine(reason))})`))}`,
    changed: 'gets another rule',
  }[how];
  return `${escape(name)} ${what}; as it was, ${wouldBreak ? 'this change would BREAK it' : 'it would hold'}.`;
}

/** How a guardrail is broken, in a sentence without its end. */
export function breaking({ rule, cells, people: amount, counts }: BrokenGuardrail, escape: Escape = visible): string {
  const who = amount === 0 ? 'a class or group' : people(amount);
  const rights = count(cells, 'right');
  if (counts.length === 0 && cells === 0) return 'it is about nothing that exists, so it cannot hold';
  switch (rule) {
    case 'confine':
      return `${who} ${verb(amount, 'holds', 'hold')} ${rights} outside of what it allows`;
    case 'never':
      return `${who} ${verb(amount, 'holds', 'hold')} ${rights} that it forbids`;
    case 'always':
      return `${who} ${verb(amount, 'lacks', 'lack')} ${rights} that it asks for`;
    case 'separate':
      return `${who} ${verb(amount, 'holds', 'hold')} both of what it keeps apart (${rights})`;
    case 'expire':
      return `${rights} of ${who} ${cells === 1 ? 'does' : 'do'} not end in time`;
    case 'atLeast':
    case 'atMost':
      return counting(counts, escape);
  }
}

function verb(amount: number, one: string, many: string): string {
  return amount > 1 ? many : one;
}

function counting(counts: BrokenGuardrail['counts'], escape: Escape): string {
  const [first] = counts;
  if (first === undefined) return '';
  const rest = counts.length > 1 ? ` (and ${count(counts.length - 1, 'other place')})` : '';
  const amount = amountWords(first, (subject) => escape(nameOf(subject)));
  return `${limitWords(first)}, ${placeIn(first.resource, escape)} has ${amount}${rest}`;
}

/** What a fix costs others. */
export function costOf({ alsoLost, alsoLosing }: PlanFix): string {
  return alsoLost === 0
    ? 'nobody loses anything else'
    : `besides, ${kindsOf(alsoLosing).people === alsoLosing.length ? people(alsoLosing.length) : count(alsoLosing.length, 'other')} ${alsoLosing.length === 1 ? 'loses' : 'lose'} ${count(alsoLost, 'other right')}`;
}

/** The step that tells most: where somebody is let in, rather than that they exist. */
export function tellingStep(witness: Witness | undefined): WitnessEdge | undefined {
  const fresh = [...(witness?.edges ?? []), ...(witness?.because?.edges ?? [])].filter((step) => step.fresh);
  return fresh.find(({ type }) => type !== 'declared') ?? fresh[0];
}

export function people(amount: number): string {
  return count(amount, 'person', 'people');
}

/** Whom a class of changes concerns: a name if it is one, else how many. */
export function who(each: ChangeClass, subjects: Plan['subjects'], escape: Escape = visible): string {
  switch (each.circle) {
    case 'public':
      return `Anyone, without logging in${including(each, subjects)}`;
    case 'logged-in':
      return `Whoever is logged in${including(each, subjects)}`;
    case 'portal':
      return 'Customers of the portal';
    case 'external':
    case 'internal':
      return `${named(each, subjects, escape)}${whose(each, escape)}`;
  }
}

export function whose({ circle, company }: ChangeClass, escape: Escape = visible): string {
  if (circle !== 'external') return '';
  return company === undefined ? ' (external)' : ` of ${escape(company)} (external)`;
}

/** Whom a class concerns, in as few words as a line of a summary has room for. */
export function whoBriefly(each: ChangeClass, subjects: Plan['subjects'], escape: Escape = visible): string {
  if (each.circle === 'public') return 'The public, without logging in,';
  return each.circle === 'logged-in' ? 'Whoever is logged in' : who(each, subjects, escape);
}

function named({ subjects: names }: ChangeClass, subjects: Plan['subjects'], escape: Escape): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    const name = escape(nameOf(only));
    const { type } = subjects[only] ?? {};
    return type === 'group' ? `group ${name} of the identity provider` : type === 'app' ? `app ${name}` : name;
  }
  return kindWords(names, subjects);
}

function kindWords(names: readonly string[], subjects: Plan['subjects']): string {
  const kinds = kindsOf(names);
  const apps = countIn(names, rollOf(subjects).apps);
  const amounts = [
    [kinds.people - apps, 'person', 'people'],
    [apps, 'app', 'apps'],
    [kinds.groups, 'group of the identity provider', 'groups of the identity provider'],
  ] as const;
  return list(amounts.filter(([amount]) => amount > 0).map(([amount, one, many]) => count(amount, one, many)));
}

/** The few of all subjects that lists are searched for, rather than the other way round. */
interface Roll {
  readonly apps: readonly string[];
  /** People and groups. */
  readonly externals: readonly string[];
}

const rolls = new WeakMap<Plan['subjects'], Roll>();

function rollOf(subjects: Plan['subjects']): Roll {
  let roll = rolls.get(subjects);
  if (roll === undefined) {
    const all = Object.entries(subjects);
    const namesOf = (is: (info: SubjectInfo) => boolean): readonly string[] => all.filter(([, info]) => is(info)).map(([name]) => name);
    roll = {
      apps: namesOf(({ type }) => type === 'app'),
      externals: namesOf(({ audience, type }) => audience === 'external' && type !== 'class'),
    };
    rolls.set(subjects, roll);
  }
  return roll;
}

function including({ covers }: ChangeClass, subjects: Plan['subjects']): string {
  const { people: persons, groups } = kindsOf(covers);
  if (persons + groups === 0) return '';
  const external = countIn(covers, rollOf(subjects).externals);
  return `, and so ${kindWords(covers, subjects)} here${external > 0 ? `, ${thousands(external)} of them external` : ''}`;
}

const riskWords: Readonly<Record<Risk, string>> = {
  public: 'PUBLIC',
  'logged-in': 'EVERYBODY LOGGED IN',
  external: 'EXTERNAL',
  administration: 'administration',
  'first-access': 'first access',
  other: '',
};

/** What makes a class stand out: `EXTERNAL, first access`; of losses only that administration is lost. */
export function risks({ effect, risks: found }: ChangeClass): string {
  return found
    .filter((risk) => effect !== 'narrower' || risk === 'administration')
    .map((risk) => riskWords[risk])
    .filter((word) => word !== '')
    .join(', ');
}

/** What nobody should have to look for: a gain for more than known insiders, or administration either way. */
export function isGrave({ effect, circle, risks: found }: ChangeClass): boolean {
  return found.includes('administration') || (effect !== 'narrower' && circle !== 'internal');
}

/** `project PELL`, `space DOCS`, `the whole site`. */
export function place(resource: string): string {
  if (resource === 'site') return 'the whole site';
  const colon = resource.indexOf(':');
  return `${resource.slice(0, colon)} ${visible(resource.slice(colon + 1))}`;
}

/** A person by their name alone, a group with its word, so that nobody takes it for somebody. */
export function nameWords(subject: string): string {
  const name = visible(nameOf(subject));
  return subject.startsWith('group:') ? `group ${name}` : name;
}

/** The permissions that readers know, which say most. */
const telling = ['admin:site', 'ADMINISTER', 'ADMINISTER_PROJECTS', 'administer/space', 'BROWSE_PROJECTS', 'read/space', 'member'];

/** Names of permissions, those that say most first. */
export function mostTellingFirst(names: readonly string[]): readonly string[] {
  const rank = (name: string): number => (telling.includes(name) ? telling.indexOf(name) : telling.length);
  return names.toSorted((a, b) => rank(a) - rank(b));
}

/** What happens to the permissions of a class, in a word. */
export function verbOf({ permissions }: ChangeClass, section: Section): 'gain' | 'lose' | 'change' {
  if (section === 'gain') return 'gain';
  if (section !== 'conditional' || permissions.every(({ after }) => after === undefined)) return 'lose';
  return permissions.every(({ before }) => before === undefined) ? 'gain' : 'change';
}

/** The same as a word after who it is: `gains` of one, `gain` of many. */
export function thirdPerson(each: ChangeClass, section: Section): string {
  return `${verbOf(each, section)}${each.subjects.length > 1 || each.circle === 'portal' ? '' : 's'}`;
}

/** The permissions of a class, each with its conditions: `CLOSE_ISSUES (was: only if reporter)`. */
export function permissionWords({ permissions }: ChangeClass, escape: Escape = visible): readonly string[] {
  const turns = new Map(permissions.map((change) => [change.permission, change]));
  return mostTellingFirst([...turns.keys()]).map((permission) => {
    const { before, after } = turns.get(permission) ?? {};
    const [had, has] = [before, after].map((verdict) =>
      verdict === undefined || verdict === 'allowed' ? undefined : condition(verdict, escape),
    );
    const name = escape(permission);
    if (had === undefined) return has === undefined ? name : `${name} (${before === undefined ? 'only' : 'now: only'} ${has})`;
    return has === undefined ? `${name} (was: only ${had})` : `${name} (${had} → ${has})`;
  });
}

/** `if assignee or reporter`. */
function condition(verdict: string, escape: Escape): string {
  const alternatives = verdict.replace(/^if:/, '').split('|');
  return `if ${alternatives.map((all) => all.split('&').map(escape).join(' and ')).join(' or ')}`;
}

/** How far a change reaches beyond what its files name. */
export function surprise(
  { subjects, surprise: { resources, subjects: strangers } }: ChangeClass,
  escape: Escape = visible,
): string | undefined {
  if (resources.length === 0 && strangers.length === 0) return undefined;
  const shown = (resources.length <= 6 ? resources : resources.slice(0, 5)).map((resource) => placeIn(resource, escape));
  const rest = resources.length - shown.length;
  const rooms = list(rest > 0 ? [...shown, `${thousands(rest)} more`] : shown, 'or');
  if (strangers.length === 0) return `No changed file names ${rooms}.`;
  const [only] = strangers;
  const unnamed =
    subjects.length === 1 && only !== undefined
      ? escape(nameOf(only))
      : strangers.length === subjects.length
        ? `any of these ${thousands(subjects.length)}`
        : `${thousands(strangers.length)} of these ${thousands(subjects.length)}`;
  return `No changed file names ${rooms === '' ? '' : `${rooms}, nor `}${unnamed} or a group they are in.`;
}

function placeIn(resource: string, escape: Escape): string {
  return escape === visible ? place(resource) : escape(resource);
}

/** `until 2027-02-28 → until 2027-08-31 (later)`. */
export function moved({ before, after }: MovedEnd): string {
  const day = (until: string | undefined): string => (until === undefined ? 'no end' : `until ${until}`);
  const later = after === undefined || (before !== undefined && after > before);
  return `${day(before)} → ${day(after)} (${later ? 'longer' : 'shorter'})`;
}

/** `jira-software licences`, `guests of confluence`. */
export function seatWords({ product, guests }: Plan['seats'][number]): string {
  return guests ? `guests of ${product}` : product;
}

export function stateNote({ base }: Plan, escape: Escape = visible): string | undefined {
  if (base.state === 'invalid')
    return `The base (${escape(base.label)}) does not compile, so nothing can be compared: all access on the head is shown as gained.`;
  return base.state === 'absent'
    ? `The base (${escape(base.label)}) has no policies: all access on the head is shown as gained.`
    : undefined;
}

/** Prose of an author on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
