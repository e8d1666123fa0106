import type { Place } from '../../diagnostics/place.js';
import { describeEdge, type Edge, type Path } from '../../query/edge.js';
import { explainerOf, type Reasons } from '../../query/explain.js';
import { hasEdge } from '../../query/has-edge.js';
import { missingLinks } from '../../query/missing-links.js';
import type { Model } from './model.js';
import type { Line, State } from './state.js';

/** A step of a way, ready to be shown. */
export interface Step {
  readonly label: string;
  readonly until?: string | undefined;
  /** It is on this side only. */
  readonly fresh: boolean;
  readonly where?: Line | undefined;
}

export interface Way {
  readonly steps: readonly Step[];
  readonly until?: string | undefined;
}

/** Why somebody has a permission somewhere, on one side. */
export interface Why {
  readonly side: State['side'];
  /** Every way, the shortest first. */
  readonly ways: readonly Way[];
  /** What lets them into the product, where that is another matter. */
  readonly gate?: { readonly needs: string; readonly ways: readonly Way[] } | undefined;
  /** The same of the permission that this one is nothing without. */
  readonly beneath?: { readonly permission: string; readonly ways: readonly Way[] } | undefined;
}

export function whyOn(model: Model, state: State, subject: string, permission: string, resource: string): Why {
  const reasons = explainerOf(state.site, state.asOf).reasons(subject, permission, resource);
  const other = state.side === 'head' ? model.base : model.head;
  const show = (paths: readonly Path[]): readonly Way[] => shortestFirst(paths).map((path) => wayOf(path, state, other));
  const gate = reasons.gate();
  const beneath = reasons.prerequisite();
  return {
    side: state.side,
    ways: show(reasons.paths),
    gate: gate && gate.paths.length > 0 ? { needs: gate.needs, ways: show(gate.paths.slice(0, 1)) } : undefined,
    beneath: beneath && beneathOf(beneath, show),
  };
}

function beneathOf(reasons: Reasons, show: (paths: readonly Path[]) => readonly Way[]): Why['beneath'] {
  const [path] = shortestFirst(reasons.paths);
  const permission = path?.edges.findLast((edge) => edge.permission !== undefined)?.permission;
  return path === undefined || permission === undefined ? undefined : { permission, ways: show([path]) };
}

export function shortestFirst(paths: readonly Path[]): readonly Path[] {
  return paths.toSorted((a, b) => a.edges.length - b.edges.length);
}

function wayOf({ edges, until }: Path, state: State, other: State | undefined): Way {
  return { steps: edges.map((edge) => stepOf(edge, state, other)), until };
}

function stepOf(edge: Edge, state: State, other: State | undefined): Step {
  return {
    label: describeEdge(edge),
    until: edge.until,
    fresh: other !== undefined && other !== state && !hasEdge(other.site, other.asOf, edge),
    where: edge.at && state.lineOf(edge.at),
  };
}

/** Why there is no access, the nearest reason first. */
export function whyNot(
  state: State,
  subject: string,
  permission: string,
  resource: string,
): readonly { text: string; where: Line | undefined }[] {
  const explanation = explainerOf(state.site, state.asOf).explain(subject, permission, resource);
  return missingLinks(state.site, state.matrix, explanation).map(({ text, at }) => ({ text, where: at && lineOf(state, at) }));
}

function lineOf(state: State, at: Place): Line {
  return state.lineOf(at);
}
