import type { CellChange } from '../../diff/access-change.js';
import type { ApprovalRole } from '../../plan/approvals.js';
import type { BrokenGuardrail, ChangeClass, Plan, Witness } from '../../plan/plan.js';
import { visible } from '../../text/quote.js';
import { tableRow } from '../escape-csv.js';
import { risks, tellingStep } from './words.js';

const header = [
  'change',
  'subject',
  'name',
  'audience',
  'company',
  'resource',
  'permission',
  'before',
  'after',
  'risk',
  'way',
  'way of',
  'new or gone at',
  'breaks',
  'owners',
  'sponsors',
  'security',
  'second pair of eyes',
];

/**
 * A table for auditors: a row for each changed cell, the same cells as `--format tsv` and licences among them, with what the plan knows of each.
 * The way is that of one cell of the same change; `way of` says which.
 */
export function* planCsv(plan: Plan, cells: Iterable<CellChange>): Generator<string> {
  const classes = new Lookup(classParts(plan));
  const breaches = new Lookup(breachParts(plan));
  yield tableRow(header);
  for (const cell of cells) {
    const { subject, resource, permission, before, after } = cell;
    const { audience = '', company = '', displayName = '' } = plan.subjects[subject] ?? {};
    const found = classes.of(cell)[0];
    const broken = breaches.of(cell).map(({ name }) => name);
    const witness = found?.witness;
    const step = tellingStep(witness);
    yield tableRow(
      [
        before === undefined ? 'gained' : after === undefined ? 'lost' : 'changed',
        subject,
        displayName,
        audience,
        company,
        resource,
        permission,
        before ?? '',
        after ?? '',
        found === undefined ? '' : risks({ ...found, effect: 'wider' }),
        witness === undefined ? '' : wayOf(witness),
        witness === undefined ? '' : `${witness.subject} ${witness.permission} ${witness.resource}`,
        step?.where === undefined ? '' : `${step.where.file}:${String(step.where.line)}`,
        broken.join('; '),
        ...approvers(plan, { resource, company, broken }),
      ].map(visible),
    );
  }
}

function wayOf({ edges, because }: Witness): string {
  const steps = edges.map(({ label, until }) => `${label}${until === undefined ? '' : ` until ${until}`}`).join(' → ');
  return because === undefined ? steps : `${steps}, which ${because.what}: ${because.edges.map(({ label }) => label).join(' → ')}`;
}

interface Part<T> {
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
  readonly of: T;
}

/** What is true of the same people, permissions and places, found by a cell. */
class Lookup<T> {
  private readonly byPlace = new Map<string, Part<T>[]>();
  private readonly sets = new Map<readonly string[], ReadonlySet<string>>();

  constructor(parts: Iterable<Part<T>>) {
    for (const part of parts)
      for (const resource of part.resources)
        for (const permission of part.permissions) {
          const key = `${resource}\t${permission}`;
          const those = this.byPlace.get(key);
          if (those === undefined) this.byPlace.set(key, [part]);
          else those.push(part);
        }
  }

  of({ subject, resource, permission }: CellChange): readonly T[] {
    const parts = this.byPlace.get(`${resource}\t${permission}`) ?? [];
    return parts.filter(({ subjects }) => this.setOf(subjects).has(subject)).map((part) => part.of);
  }

  private setOf(names: readonly string[]): ReadonlySet<string> {
    const known = this.sets.get(names) ?? new Set(names);
    this.sets.set(names, known);
    return known;
  }
}

/** What everybody gets is told of the public; whom it covers gets it in the same way. */
function* classParts({ gains, losses, conditional }: Plan): Generator<Part<ChangeClass>> {
  const all = [...gains, ...losses, ...conditional];
  const names = (each: ChangeClass): readonly string[] => each.permissions.map(({ permission }) => permission);
  for (const each of all) yield { subjects: each.subjects, resources: each.resources, permissions: names(each), of: each };
  for (const each of all)
    if (each.covers.length > 0) yield { subjects: each.covers, resources: each.resources, permissions: names(each), of: each };
}

function* breachParts({ guardrails: { newlyBroken, stillBroken } }: Plan): Generator<Part<BrokenGuardrail>> {
  for (const of of [...newlyBroken, ...stillBroken])
    for (const { subjects, resources, permissions } of of.classes) yield { subjects, resources, permissions, of };
}

interface About {
  readonly resource: string;
  readonly company: string;
  readonly broken: readonly string[];
}

/** Who can give the approvals that a cell needs, by role; empty where it needs none of that role, or where they were not worked out. */
function approvers({ approvals }: Plan, { resource, company, broken }: About): readonly string[] {
  const about: Readonly<Record<ApprovalRole, (of: readonly string[]) => boolean>> = {
    owner: (of) => of.includes(resource),
    sponsor: (of) => company !== '' && of.includes(company),
    security: (of) => broken.some((name) => of.includes(name)),
    'second-pair-of-eyes': () => true,
  };
  return (['owner', 'sponsor', 'security', 'second-pair-of-eyes'] as const).map((role) => {
    const those = approvals.needed.filter((each) => each.as === role && about[role](each.of));
    return those.map(({ people }) => (people.length === 0 ? 'nobody' : people.join('; '))).join(', and ');
  });
}
