import type { Change, ChangeClass, SubjectInfo, Witness, WitnessEdge } from '../plan/plan.js';
import { compareBytes } from '../text/compare.js';
import type { ApplyPlan, Interim } from './apply-plan.js';
import { blocksOfNames, type BlocksOfNames } from './blocks-of-names.js';

/** What the classes of a plan name, each once. Classes refer to it by numbers, from 0. */
export interface AccessLists {
  /** People and groups that stand in the same classes, together. */
  readonly subjects: readonly (readonly string[])[];
  /** Places that stand in the same classes, together. */
  readonly resources: readonly (readonly string[])[];
  readonly permissions: readonly (readonly Change[])[];
  readonly remaining: readonly (readonly string[])[];
  /** Steps of ways. */
  readonly steps: readonly WitnessEdge[];
}

interface PackedWitness extends Omit<Witness, 'edges' | 'because'> {
  readonly edges: readonly number[];
  readonly because?: { readonly what: string; readonly edges: readonly number[] };
}

/** A class whose people, places, permissions and ways are told by numbers in the lists. In what is applied, nothing counts as a surprise. */
export interface PackedClass extends Pick<ChangeClass, 'effect' | 'circle' | 'risks' | 'company' | 'firstAccess' | 'cells'> {
  readonly subjects: readonly number[];
  readonly resources: readonly number[];
  readonly permissions: number;
  readonly remaining: number;
  readonly covers: readonly number[];
  readonly witness?: PackedWitness;
}

export interface PackedAccess {
  readonly lists: AccessLists;
  readonly more: readonly PackedClass[];
  readonly less: readonly PackedClass[];
  readonly conditional: readonly PackedClass[];
  readonly subjects: Readonly<Record<string, SubjectInfo>>;
}

export interface PackedInterim extends Omit<Interim, 'classes'> {
  readonly classes: readonly PackedClass[];
}

export interface Packed {
  readonly access: PackedAccess;
  readonly interims: readonly PackedInterim[];
}

/**
 * Who gains and who loses, as a file has it: nothing is left out, and nothing is told twice. A large change is thousands of classes of the same few
 * hundred people, places and steps.
 */
export function packAccess({ access, interims }: Pick<ApplyPlan, 'access' | 'interims'>): Packed {
  const { more, less, conditional, subjects } = access;
  const classes = [...more, ...less, ...conditional, ...interims.flatMap((each) => each.classes)];
  const packer: Packer = {
    subjects: blocksOfNames(classes.flatMap((each) => [each.subjects, each.covers])),
    resources: blocksOfNames(classes.map((each) => each.resources)),
    permissions: new Once((list) => list.map(({ permission, before = '', after = '' }) => [permission, before, after].join('\t')).join()),
    remaining: new Once((list) => list.join()),
    steps: new Once(stepKey),
  };
  const pack = (list: readonly ChangeClass[]): readonly PackedClass[] => list.map((each) => packed(each, packer));
  const all = { more: pack(more), less: pack(less), conditional: pack(conditional) };
  const later = interims.map(({ from, to, classes: gone }) => ({ from, to, classes: pack(gone) }));
  const lists: AccessLists = {
    subjects: packer.subjects.blocks,
    resources: packer.resources.blocks,
    permissions: packer.permissions.all,
    remaining: packer.remaining.all,
    steps: packer.steps.all,
  };
  return { access: { lists, ...all, subjects }, interims: later };
}

interface Packer {
  readonly subjects: BlocksOfNames;
  readonly resources: BlocksOfNames;
  readonly permissions: Once<readonly Change[]>;
  readonly remaining: Once<readonly string[]>;
  readonly steps: Once<WitnessEdge>;
}

function stepKey({ type, from, to, label, fresh, resource = '', permission = '', through = '', until = '', where }: WitnessEdge): string {
  const line = where === undefined ? '' : [where.file, where.line, where.column].join('\t');
  return [type, from, to, label, fresh, resource, permission, through, until, line].join('\t');
}

/** Different things in the order in which they come. */
class Once<T extends object> {
  readonly all: T[] = [];
  private readonly keyOf: (thing: T) => string;
  private readonly numbers = new Map<string, number>();
  /** Most come as the very same object again. */
  private readonly known = new WeakMap<T, number>();

  constructor(keyOf: (thing: T) => string) {
    this.keyOf = keyOf;
  }

  number(thing: T): number {
    const known = this.known.get(thing);
    if (known !== undefined) return known;
    const key = this.keyOf(thing);
    const number = this.numbers.get(key) ?? this.all.push(thing) - 1;
    this.numbers.set(key, number);
    this.known.set(thing, number);
    return number;
  }
}

function packed(each: ChangeClass, { subjects, resources, permissions, remaining, steps }: Packer): PackedClass {
  const { effect, circle, risks, company, firstAccess, covers, cells, witness } = each;
  return {
    effect,
    circle,
    risks,
    ...(company === undefined ? {} : { company }),
    subjects: subjects.of(each.subjects),
    resources: resources.of(each.resources),
    permissions: permissions.number(each.permissions),
    firstAccess,
    remaining: remaining.number(each.remaining),
    covers: subjects.of(covers),
    cells,
    ...(witness === undefined ? {} : { witness: packedWitness(witness, steps) }),
  };
}

function packedWitness({ edges, because, ...cell }: Witness, steps: Once<WitnessEdge>): PackedWitness {
  const numbers = (all: readonly WitnessEdge[]): readonly number[] => all.map((step) => steps.number(step));
  return {
    ...cell,
    edges: numbers(edges),
    ...(because === undefined ? {} : { because: { what: because.what, edges: numbers(because.edges) } }),
  };
}

/** Whether each number is one of its list. */
export function isWithin({ access, interims }: Packed): boolean {
  const { subjects, resources, permissions, remaining, steps } = access.lists;
  const all = (numbers: readonly number[], list: readonly unknown[]): boolean => numbers.every((number) => number in list);
  return [access.more, access.less, access.conditional, ...interims.map(({ classes }) => classes)].every((classes) =>
    classes.every(
      (each) =>
        all([...each.subjects, ...each.covers], subjects) &&
        all(each.resources, resources) &&
        all([each.permissions], permissions) &&
        all([each.remaining], remaining) &&
        all([...(each.witness?.edges ?? []), ...(each.witness?.because?.edges ?? [])], steps),
    ),
  );
}

/** What was packed, as plans have it. The numbers have to be those of the lists. */
export function unpackAccess({ access, interims }: Packed): Pick<ApplyPlan, 'access' | 'interims'> {
  const { lists, more, less, conditional, subjects } = access;
  const names = { subjects: namesOf(lists.subjects), resources: namesOf(lists.resources) };
  const edges = (numbers: readonly number[]): readonly WitnessEdge[] => numbers.map((number) => lists.steps[number] as WitnessEdge);
  const one = (each: PackedClass): ChangeClass => {
    const { witness, ...rest } = each;
    return {
      ...rest,
      subjects: names.subjects(each.subjects),
      resources: names.resources(each.resources),
      permissions: lists.permissions[each.permissions] ?? [],
      remaining: lists.remaining[each.remaining] ?? [],
      covers: names.subjects(each.covers),
      surprise: { resources: [], subjects: [] },
      ...(witness === undefined ? {} : { witness: unpackedWitness(witness, edges) }),
    };
  };
  const all = (list: readonly PackedClass[]): readonly ChangeClass[] => list.map(one);
  return {
    access: { more: all(more), less: all(less), conditional: all(conditional), subjects },
    interims: interims.map(({ from, to, classes }) => ({ from, to, classes: all(classes) })),
  };
}

function unpackedWitness({ edges, because, ...cell }: PackedWitness, of: (numbers: readonly number[]) => readonly WitnessEdge[]): Witness {
  return {
    ...cell,
    edges: of(edges),
    ...(because === undefined ? {} : { because: { what: because.what, edges: of(because.edges) } }),
  };
}

/** The names of some blocks, sorted by bytes; the same list for the same blocks. */
function namesOf(blocks: AccessLists['subjects']): (numbers: readonly number[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (numbers) => {
    const key = numbers.join();
    const found = known.get(key) ?? numbers.flatMap((number) => blocks[number] ?? []).sort(compareBytes);
    known.set(key, found);
    return found;
  };
}
