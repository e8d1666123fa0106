import type { Place } from '../diagnostics/place.js';
import type { Timed } from '../model/site.js';
import { nameOf } from '../text/reference.js';

/**
 * The steps from a subject to a permission. `from` and `to` are what people write: `user:ID`, `group:NAME`, `role:NAME`, `scheme:NAME`,
 * a class, a resource.
 */
export type EdgeType =
  /** The subject is declared: a person, or a group of the identity provider. */
  | 'declared'
  /** A person is listed in a group. */
  | 'member'
  /** A group is included in another. */
  | 'include'
  /** Anybody who can log in may join the group. */
  | 'joins'
  /** The subject belongs to a class: the public, or whoever is logged in. */
  | 'class'
  /** It depends on the issue: reporter, assignee, a field. */
  | 'condition'
  /** A person or group is an actor of a role in a project. */
  | 'actor'
  | 'lead'
  /** A scheme gives a permission to a holder. */
  | 'grant'
  /** A project uses a scheme. */
  | 'uses'
  /** Jira's fixed rights in a team-managed project. */
  | 'team-managed'
  /** A space gives an operation to a holder. */
  | 'access'
  /** A person is placed as a guest. */
  | 'placement'
  /** What guests placed in a space get. */
  | 'guest-permissions'
  | 'channel-member'
  /** A channel that is not private. */
  | 'channel-open'
  /** A product of a person's own, or of a group. */
  | 'product'
  /** A person is declared to be a guest of a product. */
  | 'guest-kind'
  | 'global'
  | 'admin';

/** One step, with the place where it is written. */
export interface Edge {
  readonly type: EdgeType;
  readonly from: string;
  readonly to: string;
  /** The resource at hand, for actors, leads, placements. */
  readonly resource?: string;
  readonly permission?: string;
  /** The bundle or space role that brings the permission, where it is not named itself. */
  readonly through?: string;
  /** Last day of this step. */
  readonly until?: string;
  /** Undefined where nothing is written: what Atlassian itself decides. */
  readonly at?: Place;
}

/** One way from a subject to what it gets. */
export interface Path {
  readonly edges: readonly Edge[];
  /** The issue-level condition on it, if any: `reporter`. */
  readonly condition?: string;
  /** The earliest end of its steps. */
  readonly until?: string;
}

/** The step, with the end of what it rests on. */
export function ending(edge: Edge, { until }: Timed): Edge {
  return until === undefined ? edge : { ...edge, until };
}

/** The way that leads on over some more steps, in a list of just that size: one that grows takes room for sixteen more. */
export function leadingOn(way: readonly Edge[], step: Edge, last?: Edge): Edge[] {
  const longer = new Array<Edge>(way.length + (last === undefined ? 1 : 2));
  for (let at = 0; at < way.length; at++) longer[at] = way[at] ?? step;
  longer[way.length] = step;
  if (last !== undefined) longer[way.length + 1] = last;
  return longer;
}

/** The way that begins with one more step. */
export function beginningWith(first: Edge, way: readonly Edge[]): Edge[] {
  const longer = new Array<Edge>(way.length + 1);
  longer[0] = first;
  for (let at = 0; at < way.length; at++) longer[at + 1] = way[at] ?? first;
  return longer;
}

export function pathOf(edges: readonly Edge[]): Path {
  let condition: string | undefined;
  let until: string | undefined;
  for (const edge of edges) {
    if (condition === undefined && edge.type === 'condition') condition = edge.to;
    if (edge.until !== undefined && (until === undefined || edge.until < until)) until = edge.until;
  }
  if (condition === undefined) return until === undefined ? { edges } : { edges, until };
  return until === undefined ? { edges, condition } : { edges, condition, until };
}

/** What a step leads to, in a few plain words. */
export function describeEdge({ type, from, to, resource, permission, through }: Edge): string {
  const brings = through === undefined ? (permission ?? '') : `${permission ?? ''} (${through})`;
  switch (type) {
    case 'declared':
      return nameOf(to);
    case 'member':
    case 'include':
      return `group ${nameOf(to)}`;
    case 'joins':
      return `group ${nameOf(to)}, which anybody who can log in may join`;
    case 'class':
      return classNames[to] ?? to;
    case 'condition':
      return conditionName(to);
    case 'actor':
      return `role ${nameOf(to)} in ${nameOf(resource ?? '')}`;
    case 'lead':
      return `lead of ${nameOf(resource ?? '')}`;
    case 'grant':
      return `scheme ${nameOf(to)} gives ${holderName(from)} ${brings}`;
    case 'uses':
      return `project ${nameOf(to)} uses scheme ${nameOf(from)}`;
    case 'team-managed':
      return `team-managed project ${nameOf(to)} gives ${holderName(from)} ${brings}`;
    case 'access':
    case 'guest-permissions':
      return `space ${nameOf(to)} gives ${holderName(from)} ${brings}`;
    case 'placement':
      return `guest of ${nameOf(resource ?? '')}`;
    case 'channel-member':
      return `member of channel ${nameOf(to)}`;
    case 'channel-open':
      return `channel ${nameOf(to)} is open to whoever is logged in`;
    case 'product':
      return from === to ? nameOf(to) : `${from.startsWith('group:') ? `group ${nameOf(from)} gives ` : ''}${nameOf(to)}`;
    case 'guest-kind':
      return `declared a guest of ${nameOf(to)}`;
    case 'global':
      return `the site gives ${holderName(from)} ${brings}`;
    case 'admin':
      return `administrator of the site`;
  }
}

const classNames: Readonly<Record<string, string>> = {
  anyone: 'anyone, without logging in',
  'logged-in': 'whoever is logged in',
  'portal-customers': 'customers of the portal',
};

function conditionName(text: string): string {
  if (text === 'reporter' || text === 'assignee') return `if ${text} of the issue`;
  return text.startsWith('group-field:') ? `if in a group in ${nameOf(text)} of the issue` : `if in ${nameOf(text)} of the issue`;
}

/** A holder in a sentence: `role Customers`, `whoever is logged in`. */
export function holderName(holder: string): string {
  const colon = holder.indexOf(':');
  if (classNames[holder] !== undefined) return classNames[holder];
  if (colon < 0) return holder === 'lead' || holder === 'reporter' || holder === 'assignee' ? `the ${holder}` : holder;
  const type = holder.slice(0, colon);
  return type === 'user' ? nameOf(holder) : type === 'application' ? `holders of ${nameOf(holder)}` : `${type} ${nameOf(holder)}`;
}
