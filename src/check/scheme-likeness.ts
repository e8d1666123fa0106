import { compile } from '../compile/compile.js';
import { hasEnded } from '../compile/membership.js';
import type { Project, Ref, Scheme, Site } from '../model/site.js';
import type { Subject } from './rule.js';

/** A scheme and what it grants, each permission to each holder for itself. */
export interface Likened {
  readonly scheme: Scheme;
  readonly grants: ReadonlySet<string>;
}

export interface Pair {
  readonly first: Scheme;
  readonly second: Scheme;
  /** How many single grants only one of the two has. */
  readonly differences: number;
}

export function grantsIn({ grants }: Scheme, asOf: string): ReadonlySet<string> {
  const single = new Set<string>();
  for (const grant of grants) {
    if (hasEnded(grant, asOf)) continue;
    for (const { type, name } of grant.to)
      for (const permission of grant.permissions) single.add(JSON.stringify([type, name, permission, grant.until]));
  }
  return single;
}

/** How alike two schemes are: at most one grant in ten may differ. */
const oneIn = 10;

/** Pairs that are nearly equal, in the order given. Different owners have decided to keep their schemes apart. */
export function* nearPairs(schemes: readonly Likened[]): Generator<Pair> {
  for (const [index, a] of schemes.entries()) {
    for (const b of schemes.slice(index + 1)) {
      const larger = Math.max(a.grants.size, b.grants.size);
      const most = Math.floor(larger / oneIn);
      if (Math.abs(a.grants.size - b.grants.size) > most || !sameOwner(a.scheme.owner, b.scheme.owner)) continue;
      const differences = countDifferences(a.grants, b.grants, most);
      if (differences <= most) yield { first: a.scheme, second: b.scheme, differences };
    }
  }
}

function sameOwner(a: Ref | undefined, b: Ref | undefined): boolean {
  return a?.type === b?.type && a?.name === b?.name;
}

function countDifferences(a: ReadonlySet<string>, b: ReadonlySet<string>, most: number): number {
  let shared = 0;
  let missed = 0;
  for (const each of a) {
    if (b.has(each)) shared++;
    else if (++missed > most) return missed;
  }
  return missed + b.size - shared;
}

/** Whether one scheme in place of another changes nobody's access on the day: compiled with the one and with the other. */
export function canReplace({ site, asOf }: Subject, kept: Scheme, dropped: Scheme): boolean {
  const projects = [...site.projects.values()].filter(({ scheme }) => scheme === dropped.name);
  const now = rooms(site, projects);
  const then = rooms(
    site,
    projects.map((project) => ({ ...project, scheme: kept.name })),
  );
  return compile(now, asOf).digest === compile(then, asOf).digest;
}

/** The site with some projects and no other place: the rest is as it is, whatever scheme these use. */
function rooms(site: Site, projects: readonly Project[]): Site {
  return { ...site, projects: new Map(projects.map((project) => [project.name, project])), spaces: new Map(), channels: new Map() };
}
