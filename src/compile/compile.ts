import { matrixOf, type Matrix } from '../matrix/matrix.js';
import { Effects } from '../matrix/effects.js';
import { pack } from '../matrix/tables.js';
import type { Site } from '../model/site.js';
import { Lowering, type Numbers } from './lowering.js';
import { compileMembership, type Membership } from './membership.js';
import { compileRows } from './rows.js';

/**
 * The matrix of a linked site at one day (`YYYY-MM-DD`, UTC). Total: a site that linked compiles. Nothing is worked out per person and
 * place; what many share is kept once.
 */
export function compile(site: Site, asOf: string): Matrix {
  const membership = compileMembership(site, asOf);
  const effects = new Effects();
  const lowering = new Lowering({ asOf, effects, numbers: numbersOf(membership), scheme: (name) => site.schemes.get(name) });
  return matrixOf({
    asOf,
    people: membership.people,
    idpGroups: membership.idpGroups,
    products: membership.products,
    guestKinds: membership.guestKinds,
    groups: membership.groups,
    members: pack(membership.members),
    effects,
    ...compileRows(site, lowering),
  });
}

function numbersOf({ personIndex, groupIndex, open }: Membership): Numbers {
  return { person: (id) => personIndex.get(id), group: (name) => groupIndex.get(name), isOpen: (group) => open.has(group) };
}
