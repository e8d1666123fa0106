import { below, type Place } from '../diagnostics/place.js';
import { diffMatrices, type SubjectChange } from '../diff/access-change.js';
import type { Grant, Site } from '../model/site.js';
import { nameOf, type Edge } from '../query/edge.js';
import { explain } from '../query/explain.js';
import { judgeOne, type Judgement } from './judge.js';
import type { Subject } from './rule.js';

/** The fewest lines to take out so that a guardrail holds again. */
export interface Fix {
  /** List items to remove, by file and line. */
  readonly removals: readonly Place[];
  /** What changes besides the cells that broke the guardrail: nobody should lose that unseen. */
  readonly alsoLost: readonly SubjectChange[];
}

/** What the search needs of the world around it. */
export interface Workshop {
  /** The site without some list items; undefined where that is no valid policy. */
  readonly without: (removals: readonly Place[]) => Promise<Subject | undefined>;
  /** Order of two places by file and line. */
  readonly byLine: (a: Place, b: Place) => number;
}

const mostRemovals = 3;
/** Sets of removals that are tried before the search says that it found none. */
const mostAttempts = 300;

/**
 * The smallest edit that mends a broken guardrail: at most three lines to remove, fewest first, ties by file and line. Each candidate is
 * applied, compiled and judged; what is returned holds. Undefined if none was found.
 */
export async function findFix(subject: Subject, judgement: Judgement, workshop: Workshop): Promise<Fix | undefined> {
  const ways = waysOf(subject, judgement);
  if (ways.length === 0) return undefined;
  let attempts = 0;
  for (let size = 1; size <= mostRemovals; size++) {
    for (const removals of hittingSets(ways, size, workshop)) {
      if (++attempts > mostAttempts) return undefined;
      const mended = await workshop.without(removals);
      const guardrail = mended?.site.guardrails.get(judgement.guardrail.name);
      if (mended === undefined || guardrail === undefined || !judgeOne(mended, guardrail).ok) continue;
      return { removals, alsoLost: alsoLost(subject, mended, judgement) };
    }
  }
  return undefined;
}

/** Every way that must be cut: for each of them the lines whose removal cuts it. */
type Way = readonly Place[];

function waysOf({ site, asOf }: Subject, { guardrail, classes, counts }: Judgement): readonly Way[] {
  if (guardrail.rule.type === 'always' || guardrail.rule.type === 'atLeast' || guardrail.rule.type === 'expire') return [];
  // Of too many holders only the surplus must go, and which of them is a person's decision, not a search's.
  if (guardrail.rule.type === 'atMost' && counts.some(({ holders }) => holders.every(({ subject }) => subject.startsWith('user:'))))
    return [];
  const ways = new Map<string, Way>();
  for (const { subjects, resources, permissions } of classes) {
    for (const subject of subjects) {
      for (const resource of resources) {
        for (const permission of permissions) {
          for (const { edges } of explain(site, asOf, subject, permission, resource).paths) {
            const way = edges.flatMap((edge) => removable(site, edge));
            ways.set(way.map(keyOf).join('\t'), way);
          }
        }
      }
    }
  }
  return [...ways.values()];
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
  const to = grant.to.findIndex(({ type, name }) => (name === '' ? type : `${type}:${name}`) === holder);
  const allow = grant.as === true ? -1 : grant.allow.indexOf(through ?? permission ?? '');
  return [...(to < 0 ? [] : [below(at, 'to', to)]), ...(allow < 0 ? [] : [below(at, 'allow', allow)])];
}

/** Sets of so many lines that cut every way, in order of their lines. */
function hittingSets(ways: readonly Way[], size: number, { byLine }: Workshop): readonly (readonly Place[])[] {
  const found = new Map<string, readonly Place[]>();
  const visit = (chosen: readonly Place[], keys: ReadonlySet<string>): void => {
    const open = ways.find((way) => !way.some((place) => keys.has(keyOf(place))));
    if (open === undefined) {
      // Smaller sets have been tried before.
      if (chosen.length === size) found.set([...keys].sort().join('\t'), chosen.toSorted(byLine));
      return;
    }
    if (chosen.length === size) return;
    for (const place of open) visit([...chosen, place], new Set([...keys, keyOf(place)]));
  };
  visit([], new Set());
  return [...found.values()].sort((a, b) => compareLists(a, b, byLine));
}

function compareLists(a: readonly Place[], b: readonly Place[], byLine: Workshop['byLine']): number {
  for (const [index, place] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 1 : byLine(place, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function alsoLost(subject: Subject, mended: Subject, { classes }: Judgement): readonly SubjectChange[] {
  const broken = new Set(
    classes.flatMap((each) =>
      each.subjects.flatMap((who) => each.resources.map((resource) => `${who}\t${resource}\t${each.permissions.join()}`)),
    ),
  );
  return diffMatrices(subject.matrix, mended.matrix).changes.filter(
    ({ subject: who, resource, delta }) =>
      !broken.has(`${who}\t${resource}\t${delta.permissions.map(({ permission }) => permission).join()}`),
  );
}
