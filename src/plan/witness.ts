import { describeEdge, type Edge, type Path } from '../query/edge.js';
import { nameOf } from '../text/reference.js';
import { explain, type Explanation } from '../query/explain.js';
import { hasEdge } from '../query/has-edge.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { BareClass } from './classes.js';
import type { Witness, WitnessEdge } from './plan.js';

/** Where a class of changes can be looked at: the side that has the access, and the side that has not. */
export interface Sides {
  readonly having: Site;
  readonly lacking: Site | undefined;
  readonly asOf: string;
  /** Which side of the change `having` is. */
  readonly side: Witness['side'];
  /** The day on the lacking side, where it is another one. */
  readonly asOfLacking?: string;
}

/** Permissions that a reader knows best come first. */
const telling = ['BROWSE_PROJECTS', 'read/space', 'member', 'admin:site', 'ADMINISTER', 'ADMINISTER_PROJECTS', 'administer/space'];

/** One cell of the class with the shortest way that the other side has not got, its fresh steps marked. */
export function witnessOf({ subjects, resources, permissions, surprise }: BareClass, sides: Sides): Witness | undefined {
  const subject = subjects[0];
  // A resource that nobody touched is what a reader would not expect.
  const resource = surprise.resources[0] ?? resources[0];
  const names = permissions.map(({ permission }) => permission);
  const permission = telling.find((name) => names.includes(name)) ?? names[0];
  if (subject === undefined || resource === undefined || permission === undefined) return undefined;
  return witnessOfCell(subject, permission, resource, sides);
}

/** The shortest way to one cell that the other side has not got; undefined if there is no way at all. */
export function witnessOfCell(subject: string, permission: string, resource: string, sides: Sides): Witness | undefined {
  const explanation = explain(sides.having, sides.asOf, subject, permission, resource);
  const best = shortest(explanation.paths, sides);
  if (best === undefined) return undefined;
  const because = openedProject(permission, resource, sides) ?? (best.some(({ fresh }) => fresh) ? undefined : reason(explanation, sides));
  return { subject, permission, resource, side: sides.side, edges: best, ...(because === undefined ? {} : { because }) };
}

function shortest(paths: readonly Path[], sides: Sides): readonly WitnessEdge[] | undefined {
  const marked = paths.map(({ edges }) => edges.map((edge) => mark(edge, sides)));
  const isOld = (edges: readonly WitnessEdge[]): number => (edges.some(({ fresh }) => fresh) ? 0 : 1);
  return marked.toSorted((a, b) => isOld(a) - isOld(b) || a.length - b.length || compareBytes(labels(a), labels(b)))[0];
}

function mark(edge: Edge, { lacking, asOf, asOfLacking }: Sides): WitnessEdge {
  return { ...edge, label: describeEdge(edge), fresh: lacking === undefined || !isThere(lacking, asOfLacking ?? asOf, edge) };
}

/** Many witnesses go the same steps, and some steps are long to look for. */
const known = new WeakMap<Site, Map<string, boolean>>();

function isThere(site: Site, asOf: string, edge: Edge): boolean {
  const answers = known.get(site) ?? new Map<string, boolean>();
  known.set(site, answers);
  const { type, from, to, resource = '', permission = '' } = edge;
  const key = [asOf, type, from, to, resource, permission].join('\t');
  const answer = answers.get(key) ?? hasEdge(site, asOf, edge);
  answers.set(key, answer);
  return answer;
}

/** An archived project keeps Browse alone, whoever holds what in it. */
function openedProject(permission: string, resource: string, { having, lacking }: Sides): Witness['because'] {
  if (!resource.startsWith('project:') || permission === 'BROWSE_PROJECTS') return undefined;
  const name = nameOf(resource);
  const project = having.projects.get(name);
  if (project?.archived !== false || lacking?.projects.get(name)?.archived !== true) return undefined;
  const label = `project ${name} is not archived`;
  return {
    what: 'needs a project that is not archived',
    edges: [{ type: 'not-archived', from: resource, to: resource, label, fresh: true, at: project.at }],
  };
}

/** The way itself is old: then what stands in front of it or beneath it is what changed. */
function reason({ gate, prerequisite }: Explanation, sides: Sides): Witness['because'] {
  const opened = shortest(gate?.paths ?? [], sides);
  if (gate !== undefined && opened?.some(({ fresh }) => fresh) === true) return { what: `needs ${gate.needs}`, edges: opened };
  const beneath = shortest(prerequisite?.paths ?? [], sides);
  if (prerequisite !== undefined && beneath?.some(({ fresh }) => fresh) === true)
    return { what: `needs ${prerequisite.permission}`, edges: beneath };
  return prerequisite === undefined ? undefined : reason(prerequisite, sides);
}

function labels(edges: readonly WitnessEdge[]): string {
  return edges.map(({ label }) => label).join('\t');
}
