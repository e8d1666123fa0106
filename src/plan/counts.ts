import type { Delta, MatrixChange } from '../diff/access-change.js';
import { kindsIn, namesIn, type Naming } from '../matrix/name-list.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { addTo, type SubjectSet } from '../matrix/subject-set.js';
import type { Site } from '../model/site.js';
import { Compass } from './compass.js';
import type { PlanCounts, Verdict } from './plan.js';
import { traitsIn } from './subjects.js';

export function verdictOf({ blocks }: MatrixChange): Verdict {
  const compass = new Compass();
  const deltas = new Set(blocks.map(({ delta }) => delta));
  const effects = new Set([...deltas].flatMap(({ permissions }) => permissions.map((each) => compass.effect(each))));
  if (effects.size === 0) return 'same';
  if (effects.size > 1 || effects.has('both')) return 'mixed';
  return effects.has('wider') ? 'broader' : 'narrower';
}

/** What one change adds to the counts; worked out once for all to whom it happens. */
interface Weight {
  readonly gained: number;
  readonly lost: number;
  readonly changed: number;
  readonly gains: boolean;
  readonly loses: boolean;
}

function weightOf({ permissions }: Delta, compass: Compass): Weight {
  const effects = permissions.map((each) => compass.effect(each));
  const gained = permissions.filter(({ before }) => before === undefined).length;
  const lost = permissions.filter(({ after }) => after === undefined).length;
  return {
    gained,
    lost,
    changed: permissions.length - gained - lost,
    gains: effects.some((effect) => effect !== 'narrower'),
    loses: effects.some((effect) => effect !== 'wider'),
  };
}

/** `had` is the site of the side before, if there is one. */
export function countsOf({ blocks, pairing }: MatrixChange, had: Site, site: Site, matrix: Matrix): PlanCounts {
  const compass = new Compass();
  const weights = new Map<Delta, Weight>();
  const cells = { gained: 0, lost: 0, changed: 0 };
  const gaining = new Tally(pairing.naming);
  const losing = new Tally(pairing.naming);
  const touched = new Tally(pairing.naming);
  for (const { subjects, resource, delta } of blocks) {
    const weight = weights.get(delta) ?? weightOf(delta, compass);
    weights.set(delta, weight);
    touched.add(subjects, resource);
    cells.gained += weight.gained * subjects.size;
    cells.lost += weight.lost * subjects.size;
    cells.changed += weight.changed * subjects.size;
    if (weight.gains) gaining.add(subjects, resource);
    if (weight.loses) losing.add(subjects, resource);
  }
  const [gainers, losers] = [gaining.kinds(), losing.kinds()];
  const { tables } = evaluatorOf(matrix);
  return {
    cellsGained: cells.gained,
    cellsLost: cells.lost,
    cellsChanged: cells.changed,
    peopleGaining: gainers.people,
    peopleLosing: losers.people,
    externalsGaining: externals(gaining, site),
    externalsLosing: externals(losing, had),
    groupsGaining: gainers.groups,
    groupsLosing: losers.groups,
    resourcesGaining: gaining.resources.size,
    resourcesLosing: losing.resources.size,
    peopleUnchanged: tables.people.length - touched.peopleIn(pairing.subjectsInB),
    resourcesUnchanged:
      tables.resources.length - [...touched.resources].filter((resource) => (pairing.rowsInB[resource] ?? -1) >= 0).length,
  };
}

function externals(tally: Tally, site: Site): number {
  let amount = 0;
  for (const name of tally.names()) if (name.startsWith('user:') && traitsIn(site, name).audience === 'external') amount++;
  return amount;
}

/** Whom something happens to, and where. */
class Tally {
  readonly resources = new Set<number>();
  private readonly naming: Naming;
  private readonly words: Uint32Array;
  private readonly added = new Set<SubjectSet>();

  constructor(naming: Naming) {
    this.naming = naming;
    this.words = naming.sets.noBits();
  }

  add(subjects: SubjectSet, resource: number): void {
    this.resources.add(resource);
    if (!this.added.has(subjects)) addTo(this.words, subjects);
    this.added.add(subjects);
  }

  kinds(): { readonly people: number; readonly groups: number } {
    return kindsIn(this.all, this.naming);
  }

  names(): Iterable<string> {
    return namesIn(this.all, this.naming);
  }

  /** How many are people of a side. */
  peopleIn(side: Int32Array): number {
    let amount = 0;
    this.all.visit((subject) => (amount += (side[subject] ?? -1) >= 0 ? 1 : 0), 0, this.naming.people);
    return amount;
  }

  private get all(): SubjectSet {
    return this.naming.sets.ofBits(this.words);
  }
}
