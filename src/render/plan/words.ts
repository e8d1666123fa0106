import type { BrokenGuardrail, ChangeClass, Plan, Risk, SubjectInfo, Verdict, WeakenedGuardrail } from '../../plan/plan.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';

/** The sentences of a plan, shared by everything that people read. Names of policies are made harmless for one line; escaping for a format is its renderer's. */

export const verdictWords: Readonly<Record<Verdict, string>> = { broader: 'BROADER', narrower: 'NARROWER', mixed: 'MIXED', same: 'SAME' };

/** Who gains and who loses, in one line. */
export function headline(plan: Plan): string {
  const { counts, changedFiles, verdict } = plan;
  if (verdict === 'same')
    return changedFiles.length === 0
      ? 'no file differs'
      : `refactoring: nobody's access changes (${count(changedFiles.length, 'file')} changed)`;
  return `${gaining(plan)}, ${counts.peopleLosing === 0 && losesNothing(plan) ? 'nobody loses any' : `${people(counts.peopleLosing)} ${counts.peopleLosing === 1 ? 'loses' : 'lose'} some`}`;
}

function gaining(plan: Plan): string {
  const { peopleGaining, resourcesGaining } = plan.counts;
  if (peopleGaining === 0 && resourcesGaining === 0) return 'nobody gains access';
  const where = places([...plan.gains, ...plan.conditional]);
  if (plan.gains.some(({ circle }) => circle === 'public')) return `THE PUBLIC gains access${where}`;
  if (plan.gains.some(({ circle }) => circle === 'logged-in')) return `EVERYBODY LOGGED IN gains access${where}`;
  const who = peopleGaining === 0 ? 'no person but a class or group' : people(peopleGaining);
  return `${who} ${peopleGaining > 1 ? 'gain' : 'gains'} access${where}`;
}

function losesNothing({ counts }: Plan): boolean {
  return counts.resourcesLosing === 0;
}

/** Whether outsiders are concerned: what a reader asks first. */
export function externalsLine({ counts, gains, losses }: Plan): string {
  const parts = [
    counts.externalsGaining > 0 ? `${thousands(counts.externalsGaining)} gaining${of(gains)}` : '',
    counts.externalsLosing > 0 ? `${thousands(counts.externalsLosing)} losing${of(losses)}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'External people: none affected' : `External people: ${parts.join(', ')}`;
}

/** The companies they are from, if there are few. */
function of(classes: readonly ChangeClass[]): string {
  const companies = [...new Set(classes.flatMap(({ company }) => company ?? []))];
  return companies.length === 0 || companies.length > 3 ? '' : ` (${list(companies.map(visible))})`;
}

/** What the change does to the guardrails, for the second line. */
export function guardrailsLine({ guardrails: { weakened, newlyBroken, stillBroken, newlyMended, kept, endedWaivers } }: Plan): string {
  const parts = [
    weakened.length > 0 ? `${thousands(weakened.length)} WEAKENED by this change` : '',
    newlyBroken.length > 0 ? `${thousands(newlyBroken.length)} newly BROKEN` : '',
    stillBroken.length > 0 ? `${thousands(stillBroken.length)} still broken` : '',
    newlyMended.length > 0 ? `${thousands(newlyMended.length)} mended` : '',
    endedWaivers.length > 0 ? `${count(endedWaivers.length, 'waiver')} ended` : '',
    kept > 0 ? `${thousands(kept)} kept` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Guardrails: none' : `Guardrails: ${parts.join(', ')}`;
}

const weakenings: Readonly<Record<WeakenedGuardrail['how'], string>> = {
  removed: 'is removed by this change',
  severity: 'is only a warning after this change',
  waived: 'gets a new waiver by this change',
  changed: 'is changed by this change',
};

export function weakening({ name, how, wouldBreak }: WeakenedGuardrail): string {
  return `${visible(name)} ${weakenings[how]}${wouldBreak ? '; as it was, it would be BROKEN' : '; as it was, it would hold'}.`;
}

/** How a guardrail is broken, in a sentence. */
export function breaking({ cells, people: amount, counts }: BrokenGuardrail): string {
  const [first] = counts;
  if (first !== undefined) {
    const rest = counts.length > 1 ? ` (and ${count(counts.length - 1, 'other place')})` : '';
    const side =
      first.subjects.length < first.limit
        ? `at least ${thousands(first.limit)} ${first.limit === 1 ? 'is' : 'are'} asked for`
        : `at most ${thousands(first.limit)} ${first.limit === 1 ? 'is' : 'are'} allowed`;
    return `${place(first.resource)} has ${thousands(first.count)}; ${side}${rest}`;
  }
  return cells === 0
    ? 'it matches nothing, so it cannot hold'
    : `${count(cells, 'cell')} of ${amount === 0 ? 'a class or group' : people(amount)}`;
}

export function people(amount: number): string {
  return count(amount, 'person', 'people');
}

/** ` to 2 projects and 1 space`; nothing where only licences change. */
function places(classes: readonly ChangeClass[]): string {
  const resources = [...new Set(classes.flatMap((each) => each.resources))];
  const kinds = ['project', 'space', 'channel'].map(
    (kind) => [kind, resources.filter((resource) => resource.startsWith(`${kind}:`)).length] as const,
  );
  const parts = kinds.filter(([, amount]) => amount > 0).map(([kind, amount]) => count(amount, kind));
  const all = resources.includes('site') ? [...parts, 'the whole site'] : parts;
  return all.length === 0 ? '' : ` to ${list(all)}`;
}

/** Whom a class of changes concerns, without their names. */
export function who(each: ChangeClass, subjects: Plan['subjects']): string {
  switch (each.circle) {
    case 'public':
      return `Anyone, without logging in${including(each, subjects)}`;
    case 'logged-in':
      return `Whoever is logged in${including(each, subjects)}`;
    case 'portal':
      return 'Customers of the portal';
    case 'external':
    case 'internal':
      return named(each, subjects);
  }
}

function named({ circle, company, subjects: names }: ChangeClass, subjects: Plan['subjects']): string {
  const kinds = names.map((name) => subjects[name]?.type ?? 'person');
  const amounts = [
    [kinds.filter((kind) => kind === 'person').length, 'person', 'people'],
    [kinds.filter((kind) => kind === 'app').length, 'app', 'apps'],
    [kinds.filter((kind) => kind === 'group').length, 'group of the identity provider', 'groups of the identity provider'],
  ] as const;
  const parts = amounts.filter(([amount]) => amount > 0).map(([amount, one, many]) => count(amount, one, many));
  const whose = circle === 'internal' ? '' : company === undefined ? ' (external)' : ` of ${visible(company)} (external)`;
  return `${list(parts)}${whose}`;
}

function including({ covers }: ChangeClass, subjects: Plan['subjects']): string {
  const infos = covers.flatMap((name): SubjectInfo | readonly SubjectInfo[] => subjects[name] ?? []);
  const persons = infos.filter(({ type }) => type === 'person' || type === 'app');
  const external = persons.filter(({ audience }) => audience === 'external').length;
  if (persons.length === 0) return '';
  return `, and so ${people(persons.length)} here${external > 0 ? `, ${thousands(external)} of them external` : ''}`;
}

const riskWords: Readonly<Record<Risk, string>> = {
  public: 'PUBLIC',
  'logged-in': 'EVERYBODY LOGGED IN',
  external: 'EXTERNAL',
  administration: 'administration',
  'first-access': 'first access',
  other: '',
};

/** What makes a class stand out: `EXTERNAL, first access`. */
export function risks({ risks: found }: ChangeClass): string {
  return found
    .map((risk) => riskWords[risk])
    .filter((word) => word !== '')
    .join(', ');
}

/** `project PELL`, `space DOCS`, `the site`. */
export function place(resource: string): string {
  if (resource === 'site') return 'the whole site';
  const colon = resource.indexOf(':');
  return `${resource.slice(0, colon)} ${visible(resource.slice(colon + 1))}`;
}

/** The name without its type word. */
export function bare(subject: string): string {
  return visible(subject.includes(':') ? subject.slice(subject.indexOf(':') + 1) : subject);
}

/** What changes in words: `gains A`, or with conditions `A: if reporter, was: no`. */
export function permissionWords({ permissions }: ChangeClass, direction: 'gain' | 'loss' | 'conditional'): readonly string[] {
  return permissions.map(({ permission, before, after }) => {
    const name = visible(permission);
    if (direction === 'gain') return before === undefined ? name : `${name} (was: only ${condition(before)})`;
    if (direction === 'loss') return after === undefined ? name : `${name} (now: only ${condition(after)})`;
    return `${name} (${before === undefined ? 'no' : condition(before)} → ${after === undefined ? 'no' : condition(after)})`;
  });
}

function condition(verdict: string): string {
  return visible(verdict.replace(/^if:/, 'if ').replaceAll('|', ' or ').replaceAll('&', ' and '));
}

/** The notes under a class that say how far the change reaches beyond its files. */
export function surprise({ surprise: { resources } }: ChangeClass): string | undefined {
  if (resources.length === 0) return undefined;
  const shown = resources.slice(0, 5).map(place);
  const rest = resources.length - shown.length;
  return `No changed file names ${list(rest > 0 ? [...shown, `${thousands(rest)} more`] : shown, 'or')}.`;
}

export function stateNote({ base }: Plan): string | undefined {
  if (base.state === 'invalid')
    return `The base (${visible(base.label)}) does not compile, so nothing can be compared: all access on the head is shown as gained.`;
  return base.state === 'absent'
    ? `The base (${visible(base.label)}) has no policies: all access on the head is shown as gained.`
    : undefined;
}
