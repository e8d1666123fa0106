import { compareBytes } from '../../text/compare.js';
import { refused, type Pen } from '../api-target.js';
import { ignored, RefusedWrite } from '../http/writer.js';
import {
  isAdministered,
  operationOf,
  holdsPermission,
  holdsRole,
  rolesHeld,
  singlesHeld,
  type SpacePrincipal,
} from './confluence-principals.js';
import { readSpaceState, type SpaceState } from './confluence-space-state.js';
import { confluenceWrites as writes } from './confluence-write-endpoints.js';

interface Singles {
  readonly ref: string;
  readonly principal: SpacePrincipal;
  readonly operations: readonly string[];
}

const read = 'read/space';

/** Reading comes first. What came along with another one meanwhile is not given again. */
export async function addSingles({ ref, principal, operations }: Singles, state: SpaceState, pen: Pen): Promise<SpaceState> {
  let now = state;
  for (const operation of operations.toSorted((a, b) => Number(b === read) - Number(a === read) || compareBytes(a, b))) {
    if (singlesHeld(principal, now).has(operation)) continue;
    const { subject } = principal;
    if (subject === undefined)
      throw refused(
        `"${principal.written}" cannot be given "${operation}" in "${ref}": single permissions are of people, groups and the public.`,
        'Give it a space role, or name a group.',
      );
    const [key, target] = operation.split('/');
    const body = { subject, operation: { key, target } };
    now = await written(
      pen.writer.write(writes.addPermission, { path: { spaceKey: now.space.key }, body }, ignored),
      ref,
      now,
      pen,
      (next) => singlesHeld(principal, next).has(operation),
    );
  }
  return now;
}

/**
 * With the permission to read goes all that somebody has, so that it goes last, or alone where all is to go. The last administrator is
 * never taken.
 */
export async function removeSingles({ ref, principal, operations }: Singles, state: SpaceState, pen: Pen): Promise<SpaceState> {
  let now = state;
  const all = [...singlesHeld(principal, state).keys()].every((each) => operations.includes(each));
  const order = operations.toSorted((a, b) => (Number(b === read) - Number(a === read)) * (all ? 1 : -1) || compareBytes(a, b));
  for (const operation of order) {
    const id = singlesHeld(principal, now).get(operation);
    if (id === undefined) continue;
    const isGoing = operation === read ? () => true : (each: string) => each === operation;
    keepAdministrator(ref, {
      ...now,
      permissions: now.permissions.filter((each) => !holdsPermission(principal, each) || !isGoing(operationOf(each))),
    });
    const path = { spaceKey: now.space.key, id };
    now = await written(
      pen.writer.write(writes.removePermission, { path }, ignored),
      ref,
      now,
      pen,
      (next) => !singlesHeld(principal, next).has(operation),
    );
  }
  return now;
}

interface Assigning {
  readonly ref: string;
  readonly given: readonly Assignment[];
  readonly taken: readonly Assignment[];
}

interface Assignment {
  readonly principal: SpacePrincipal;
  readonly roleId: string;
}

/** All in one call. A role takes the place of another one, and of single permissions; without one, all that somebody has by roles goes. */
export async function assignRoles({ ref, given, taken }: Assigning, state: SpaceState, pen: Pen): Promise<SpaceState> {
  const going = taken.filter(({ principal, roleId }) => {
    const isGiven = given.some((each) => isSame(each.principal, principal));
    return !isGiven && rolesHeld(principal, state).includes(roleId);
  });
  const kept = going.flatMap(({ principal, roleId }): readonly { readonly principal: SpacePrincipal; readonly roleId?: string }[] => {
    const others = rolesHeld(principal, state).filter((each) => each !== roleId);
    return others.length === 0 ? [{ principal }] : others.map((each) => ({ principal, roleId: each }));
  });
  const wanted: readonly { readonly principal: SpacePrincipal; readonly roleId?: string }[] = [
    ...given.filter(({ principal, roleId }) => !rolesHeld(principal, state).includes(roleId)),
    ...kept,
  ];
  if (wanted.length === 0) return state;
  keepAdministrator(ref, {
    ...state,
    permissions: state.permissions.filter((each) => !given.some(({ principal }) => holdsPermission(principal, each))),
    assignments: [
      ...state.assignments.filter((each) => !wanted.some(({ principal }) => holdsRole(principal, each))),
      ...wanted.flatMap(({ principal, roleId }) => (roleId === undefined ? [] : [{ ...principal.principal, roleId }])),
    ],
  });
  const body = wanted.map(({ principal, roleId }) => ({ principal: principal.principal, ...(roleId === undefined ? {} : { roleId }) }));
  await pen.writer.write(writes.assign, { path: { id: state.space.id }, body }, ignored);
  return again(ref, state, pen);
}

function isSame({ principal: one }: SpacePrincipal, { principal: other }: SpacePrincipal): boolean {
  return one.principalType === other.principalType && one.principalId === other.principalId;
}

function keepAdministrator(ref: string, next: SpaceState): void {
  if (isAdministered(next)) return;
  throw refused(`It would take the last administrator of "${ref}".`, 'Let somebody else administer it first.');
}

/** Looked at again where the site says no: another write may have brought it, or taken it, along. */
async function written(
  writing: Promise<undefined>,
  ref: string,
  state: SpaceState,
  pen: Pen,
  isSo: (next: SpaceState) => boolean,
): Promise<SpaceState> {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof RefusedWrite)) throw error;
    const next = await again(ref, state, pen);
    if (isSo(next)) return next;
    throw error;
  }
  return again(ref, state, pen);
}

async function again(ref: string, { space }: SpaceState, { reader, names }: Pen): Promise<SpaceState> {
  const next = await readSpaceState(ref, reader, names);
  if (next === undefined) throw refused(`"${ref}" is not on the site any more.`, `It was there a moment ago, as ${space.key}.`);
  return next;
}
