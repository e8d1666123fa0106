import type { Place } from '../diagnostics/place.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Site } from '../model/site.js';
import { administrators, type Administrator } from './administrators.js';
import { explain, type Explanation } from './explain.js';
import { missingLinks, type MissingLink } from './missing-links.js';

/** Why a subject has a permission somewhere, or what is missing for it. */
export interface Why {
  readonly subject: string;
  readonly permission: string;
  readonly resource: string;
  /** Undefined where there is no access. */
  readonly verdict?: string;
  /** Every way to it; where there is no access, what there is of one. */
  readonly explanation: Explanation;
  /** Nearest first; empty where there is access. */
  readonly missing: readonly MissingLink[];
  /** Who could give themselves this, whatever the policies say. */
  readonly administrators: readonly Administrator[];
}

export function why(site: Site, matrix: Matrix, subject: string, permission: string, resource: string): Why {
  const verdict = matrix.verdict(subject, permission, resource);
  const explanation = explain(site, matrix.asOf, subject, permission, resource);
  return {
    subject,
    permission,
    resource,
    ...(verdict === undefined ? {} : { verdict }),
    explanation,
    missing: verdict === undefined ? missingLinks(site, matrix, explanation) : [],
    administrators: administrators(site, matrix),
  };
}

/** All places an answer names. */
export function* placesOfWhy({ explanation, missing }: Why): Generator<Place> {
  for (let each: Explanation | undefined = explanation; each !== undefined; each = each.prerequisite) {
    for (const { edges } of [...each.paths, ...(each.gate?.paths ?? [])]) for (const { at } of edges) if (at !== undefined) yield at;
  }
  for (const { at } of missing) if (at !== undefined) yield at;
}
