import { writtenHolder } from '../model/written.js';
import { below, type Place } from '../diagnostics/place.js';
import { diffMatrices, matrixChange, type ChangeBlock, type Delta, type MatrixChange } from '../diff/access-change.js';
import { countIn, kindsOf, setIn } from '../matrix/name-list.js';
import type { SubjectSet, SubjectSets } from '../matrix/subject-set.js';
import type { Grant, Site } from '../model/site.js';
import type { Edge, Path } from '../query/edge.js';
import { addToList } from '../text/add-to-list.js';
import { nameOf } from '../text/reference.js';
import { remembered } from '../text/remembered.js';
import { explain, type Explanation } from '../query/explain.js';
import { Apart, cuts, requirementOf, type Requirement, type Way } from './cuts.js';
import { judgeOne, type Outcome } from './judge.js';
import type { Subject } from './rule.js';

/** The fewest lines to take out so that a guardrail holds again. */
export interface Fix {
  /** List items to remove, by file and line. */
  readonly removals: readonly Place[];
  /** What changes besides the cells that broke the guardrail: nobody should lose that unseen. */
  readonly alsoLost: MatrixChange;
}

/** What the search needs of the world around it. */
export interface Workshop {
  /** The site without some list items; undefined where that is no valid policy. */
  readonly without: (removals: readonly Place[]) => Promise<Subject | undefined>;
  /** The order of some places by file and line. */
  readonly lineOrder: (places: readonly Place[]) => Promise<(a: Place, b: Place) => number>;
}

const mostRemovals = 3;
/** Sets of removals that are tried before the search says that it found none. */
const mostAttempts = 300;

/** Of a class of cells so many are looked at before the first attempt; others where an attempt leaves them. */
const cellsPerClass = 100;

/**
 * The smallest edit that mends a broken guardrail: at most three lines to remove, fewest first, ties by file and line. Each candidate is
 * applied, compiled and judged; what is returned holds. Undefined if none was found.
 */
export async function findFix(subject: Subject, outcome: Outcome, workshop: Workshop): Promise<Fix | undefined> {
  return isSearched(outcome) ? new Search(subject, outcome, workshop).run() : undefined;
}

function isSearched({ guardrail: { rule }, counts }: Outcome): boolean {
  if (rule.type === 'always' || rule.type === 'atLeast' || rule.type === 'expire') return false;
  // Of too many holders only the surplus must go, and which of them is a person's decision, not a search's.
  return rule.type !== 'atMost' || counts.every(({ subjects, limit }) => kindsOf(subjects).people <= limit);
}

function isOfPerson({ subject }: { readonly subject: string }): boolean {
  return subject.startsWith('user:');
}

type Order = (a: Place, b: Place) => number;

interface Cell {
  readonly subject: string;
  readonly permission: string;
  readonly resource: string;
}

class Search {
  private readonly subject: Subject;
  private readonly outcome: Outcome;
  private readonly workshop: Workshop;
  private readonly places = new Map<string, Place>();
  private readonly requirements = new Map<string, Requirement>();
  private readonly apart = new Apart();
  /** At least so many lines have to go. */
  private least = 0;
  private readonly tried = new Set<string>();
  private order: { readonly size: number; readonly byLine: Order } | undefined;

  constructor(subject: Subject, outcome: Outcome, workshop: Workshop) {
    this.subject = subject;
    this.outcome = outcome;
    this.workshop = workshop;
  }

  async run(): Promise<Fix | undefined> {
    for (const each of this.outcome.classes) {
      this.require(cellsIn(each, this.outcome, cellsPerClass));
      // Of a guardrail that very many break, a few classes tell that nothing so small mends it.
      if (this.least > mostRemovals) return undefined;
    }
    if (this.requirements.size === 0) return undefined;
    for (let size = 1; size <= mostRemovals; size++) {
      for (let removals = await this.next(size); removals !== undefined; removals = await this.next(size)) {
        if (this.tried.size > mostAttempts) return undefined;
        const mended = await this.workshop.without(removals);
        const left = mended === undefined ? undefined : this.judgedAgain(mended);
        if (mended !== undefined && left?.ok === true) return { removals, alsoLost: alsoLost(this.subject, mended, this.outcome) };
        // What an attempt leaves of the cells that were broken must be cut as well.
        if (left !== undefined) this.require(cellsOf(left, 1).filter((cell) => isOneOf(cell, this.outcome)));
      }
    }
    return undefined;
  }

  private judgedAgain(mended: Subject): Outcome | undefined {
    const guardrail = mended.site.guardrails.get(this.outcome.guardrail.name);
    return guardrail && judgeOne(mended, guardrail);
  }

  /** The first set of so many lines, by their order, that could do it and was not tried. */
  private async next(size: number): Promise<readonly Place[] | undefined> {
    const byLine = await this.lineOrder();
    const sets = cuts([...this.requirements.values()], size)
      .filter((keys) => !this.tried.has(nameOfSet(keys)))
      .map((keys) => ({ keys, places: [...keys].flatMap((key) => this.places.get(key) ?? []).sort(byLine) }));
    const [first] = sets.sort((a, b) => compareLists(a.places, b.places, byLine));
    if (first !== undefined) this.tried.add(nameOfSet(first.keys));
    return first?.places;
  }

  /** Of all places there are so far. */
  private async lineOrder(): Promise<Order> {
    const { size } = this.places;
    if (this.order?.size !== size) this.order = { size, byLine: await this.workshop.lineOrder([...this.places.values()]) };
    return this.order.byLine;
  }

  private require(cells: readonly Cell[]): void {
    const { site, asOf } = this.subject;
    for (const { subject, permission, resource } of cells) {
      const sides: (readonly Way[])[] = [];
      for (let each: Explanation | undefined = explain(site, asOf, subject, permission, resource); each; each = each.prerequisite)
        sides.push(each.paths.map((path) => this.wayOf(path)));
      const key = JSON.stringify(sides);
      if (this.requirements.has(key)) continue;
      const requirement = requirementOf(sides);
      this.requirements.set(key, requirement);
      this.least = this.apart.add(requirement);
    }
  }

  private wayOf({ edges }: Path): Way {
    return edges
      .flatMap((edge) => removable(this.subject.site, edge))
      .map((place) => {
        const key = keyOf(place);
        this.places.set(key, place);
        return key;
      });
  }
}

function nameOfSet(keys: ReadonlySet<string>): string {
  return [...keys].sort().join('\t');
}

/** Cells that break the guardrail, at most so many of each class. */
function cellsOf(outcome: Outcome, most: number): readonly Cell[] {
  return outcome.classes.flatMap((each) => cellsIn(each, outcome, most));
}

/** The same of one class; of what is counted, those that cannot be counted. */
function cellsIn({ subjects, resources, permissions }: Outcome['classes'][number], { guardrail }: Outcome, most: number): readonly Cell[] {
  const cells: Cell[] = [];
  for (const subject of subjects) {
    if (guardrail.rule.type === 'atMost' && isOfPerson({ subject })) continue;
    for (const resource of resources) {
      for (const permission of permissions) cells.push({ subject, permission, resource });
      if (cells.length >= most) return cells;
    }
  }
  return cells;
}

function isOneOf({ subject, resource, permission }: Cell, { classes }: Outcome): boolean {
  return classes.some(
    (each) => countIn(each.subjects, [subject]) > 0 && each.resources.includes(resource) && each.permissions.includes(permission),
  );
}

function keyOf({ file, document, path }: Place): string {
  return `${file}\0${String(document)}\0${path.join('\0')}`;
}

/** The list items that make a step: without one of them the step is gone. */
function removable(site: Site, edge: Edge): readonly Place[] {
  const { type, at, from, permission, through } = edge;
  if (at === undefined) return [];
  switch (type) {
    case 'member':
    case 'include':
    case 'actor':
    case 'placement':
    case 'channel-member':
    case 'admin':
    case 'product':
      // What a Collaboration wrote stands at its own lists; its other lines mean more than one step.
      return typeof at.path.at(-1) === 'number' ? [at] : [];
    case 'grant':
      return grantItems(site.schemes.get(nameOf(edge.to))?.grants, at, from, permission, through);
    case 'access':
      return grantItems(site.spaces.get(nameOf(edge.to))?.access, at, from, permission, through);
    case 'global':
      return grantItems(site.about.globalPermissions, at, from, permission, through);
    default:
      return [];
  }
}

function grantItems(
  grants: readonly Grant[] | undefined,
  at: Place,
  holder: string,
  permission: string | undefined,
  through: string | undefined,
): readonly Place[] {
  const grant = grants?.find((each) => each.at === at);
  if (grant === undefined || typeof at.path.at(-1) !== 'number') return [];
  const to = grant.to.findIndex((each) => writtenHolder(each) === holder);
  const allow = grant.as === true ? -1 : grant.allow.indexOf(through ?? permission ?? '');
  return [...(to < 0 ? [] : [below(at, 'to', to)]), ...(allow < 0 ? [] : [below(at, 'allow', allow)])];
}

function compareLists(a: readonly Place[], b: readonly Place[], byLine: Order): number {
  for (const [index, place] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 1 : byLine(place, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** What the repair changes, without the cells that broke the guardrail. */
function alsoLost(subject: Subject, mended: Subject, { classes }: Outcome): MatrixChange {
  const { blocks, pairing } = diffMatrices(subject.matrix, mended.matrix);
  const { naming, resourceName } = pairing;
  const broken = new Map<string, Broken[]>();
  for (const { subjects, resources, permissions } of classes) {
    const those = { subjects: setIn(subjects, naming), permissions: new Set(permissions) };
    for (const resource of resources) addToList(broken, resource, those);
  }
  const left = new Remainder(naming.sets);
  return matrixChange(
    blocks.flatMap((block) => left.of(block, broken.get(resourceName(block.resource)) ?? [])),
    pairing,
  );
}

/** Cells of one resource that break a guardrail; no two are about the same subject. */
interface Broken {
  readonly subjects: SubjectSet;
  readonly permissions: ReadonlySet<string>;
}

/** Blocks of a change without the cells that break a guardrail. */
class Remainder {
  private readonly sets: SubjectSets;
  /** Equal changes are the same object, here too. */
  private readonly known = new Map<Delta, Map<string, Delta>>();

  constructor(sets: SubjectSets) {
    this.sets = sets;
  }

  of({ resource, delta, subjects }: ChangeBlock, broken: readonly Broken[]): readonly ChangeBlock[] {
    let rest = subjects;
    const parts = broken.flatMap((those) => {
      const both = this.sets.intersection(rest, those.subjects);
      if (both.size === 0) return [];
      rest = this.sets.difference(rest, both);
      return this.block({ resource, delta: this.without(delta, those.permissions), subjects: both });
    });
    return [...parts, ...this.block({ resource, delta, subjects: rest })];
  }

  private block(block: ChangeBlock): readonly ChangeBlock[] {
    return block.subjects.size === 0 || block.delta.permissions.length === 0 ? [] : [block];
  }

  private without(delta: Delta, broken: ReadonlySet<string>): Delta {
    const permissions = delta.permissions.filter(({ permission }) => !broken.has(permission));
    const key = permissions.map(({ permission }) => permission).join();
    const known = remembered(this.known, delta, () => new Map<string, Delta>());
    return remembered(known, key, () => ({ ...delta, permissions }));
  }
}
