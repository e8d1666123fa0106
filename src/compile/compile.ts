import { matrixOf, type Matrix } from '../matrix/matrix.js';
import { Effects } from '../matrix/effects.js';
import { pack } from '../matrix/tables.js';
import type { Site } from '../model/site.js';
import { compileMembership } from './membership.js';
import { compileRows } from './rows.js';

/**
 * The matrix of a linked site at one day (`YYYY-MM-DD`, UTC). Total: a site that linked compiles. Nothing is worked out per person and
 * place; what many share is kept once.
 */
export function compile(site: Site, asOf: string): Matrix {
  const membership = compileMembership(site, asOf);
  const effects = new Effects();
  const rows = compileRows(site, asOf, membership, effects);
  return matrixOf({
    asOf,
    people: membership.people,
    idpGroups: membership.idpGroups,
    products: membership.products,
    guestKinds: membership.guestKinds,
    groups: membership.groups,
    members: pack(membership.members),
    effects,
    ...rows,
  });
}
