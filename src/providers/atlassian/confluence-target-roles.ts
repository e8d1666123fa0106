import { factOf } from '../../diff/fact-change.js';
import type { Fact } from '../../diff/facts.js';
import { compareBytes } from '../../text/compare.js';
import { refused, type Making, type Pen } from '../api-target.js';
import type { World } from '../http/world.js';
import { nameOf } from '../names.js';
import { ReadError } from '../read-error.js';
import { WriteError, type Write } from '../target.js';
import { confluenceTask, madeId, taskId, type ConfluenceRole } from './confluence-answers.js';
import { confluenceEndpoints } from './confluence-endpoints.js';
import { hasSpaceRoles, readSpaceRoles } from './confluence-space-state.js';
import { confluenceWrites as writes } from './confluence-write-endpoints.js';

/** Of a role that is made or goes, all of it; of another one, what the write speaks of. */
export async function findSpaceRole(write: Write, pen: Pen): Promise<readonly Fact[]> {
  const role = await findRole(write, pen);
  if (role === undefined) return [];
  const of = refOf(write);
  const touched = write.changes.flatMap((change) => factOf(change).says);
  const isWhole = isNew(write) || isGone(write);
  const operations = role.permissions.filter((each) => isWhole || touched.includes(each)).toSorted(compareBytes);
  return [
    ...(isWhole ? [{ type: 'space-role', of, says: [] } as const] : []),
    ...operations.map((operation): Fact => ({ type: 'space-role-permission', of, says: [operation] })),
  ];
}

export async function spaceRoleCalledNow(rename: NonNullable<Write['rename']>, pen: Pen): Promise<string | undefined> {
  const role = await findRole({ changes: [], rename }, pen);
  if (role === undefined) return undefined;
  return role.name === nameOf(rename.to) ? rename.to : rename.from;
}

/** A role is written whole, so that what it has besides is kept by writing it again. */
export async function makeSpaceRole({ write }: Making, pen: Pen, world: Pick<World, 'sleep'>): Promise<void> {
  const { writer, names } = pen;
  const ref = refOf(write);
  const role = await findRole(write, pen);
  if (role === undefined) {
    if (isGone(write)) return;
    if (!isNew(write)) throw refused(`"${ref}" is not on the site any more.`);
    const body = { name: nameOf(ref), description: descriptionOf(ref, pen), spacePermissions: given(write) };
    names.learn(ref, await writer.write(writes.createRole, { body }, madeId));
    return;
  }
  const path = { id: role.id };
  if (isGone(write)) {
    await waitFor(await writer.write(writes.deleteRole, { path }, taskId), pen, world);
    names.forget(ref);
    return;
  }
  const taken = write.changes.flatMap(({ before, after }) => (after === undefined ? (before?.says ?? []) : []));
  const permissions = new Set([...role.permissions, ...given(write)].filter((each) => !taken.includes(each)));
  const name = write.rename === undefined ? role.name : nameOf(write.rename.to);
  const body = { name, description: role.description ?? '', spacePermissions: [...permissions].sort(compareBytes) };
  await waitFor(await writer.write(writes.updateRole, { path, body }, taskId), pen, world);
  if (write.rename === undefined) return;
  names.forget(write.rename.from);
  names.learn(write.rename.to, role.id);
}

function refOf({ changes, rename }: Pick<Write, 'changes' | 'rename'>): string {
  const [change] = changes;
  return change === undefined ? (rename?.to ?? '') : factOf(change).of;
}

function descriptionOf(ref: string, { policies }: Pen): string {
  return policies.spaceRoles.get(nameOf(ref))?.description ?? '';
}

/** Permissions that the role is to have more than it had. */
function given({ changes }: Write): readonly string[] {
  return changes.flatMap(({ after }) => (after?.type === 'space-role-permission' ? after.says : [])).sort(compareBytes);
}

function isNew({ changes }: Write): boolean {
  return changes.some(({ before, after }) => after?.type === 'space-role' && before === undefined);
}

function isGone({ changes }: Write): boolean {
  return changes.some(({ before, after }) => before?.type === 'space-role' && after === undefined);
}

/** By its id, where it was read or made; else by its name, or by the one it is to have. */
async function findRole(
  { changes, rename }: Pick<Write, 'changes' | 'rename'>,
  { reader, names }: Pen,
): Promise<ConfluenceRole | undefined> {
  if (!(await hasSpaceRoles(reader)))
    throw refused('This site has no space roles.', 'They come with role-based access, which an administrator of Confluence switches on.');
  const refs = [...new Set([...(rename === undefined ? [] : [rename.from, rename.to]), ...changes.map((change) => factOf(change).of)])];
  const roles = await readSpaceRoles(reader);
  const ids = refs.flatMap((ref) => names.idOf(ref) ?? []);
  // The old name goes first: another role may have the new one already.
  const known = ids.flatMap((id) => roles.find((role) => role.id === id) ?? []);
  const named = ids.length > 0 ? [] : refs.flatMap((ref) => roles.find(({ name }) => name === nameOf(ref)) ?? []);
  return [...known, ...named][0];
}

const patience = 120;

/** Done by a task. One that nobody knows any more has ended; whether it came to be is seen by looking at the role. */
async function waitFor(task: string | undefined, { reader }: Pen, world: Pick<World, 'sleep'>): Promise<void> {
  if (task === undefined) return;
  const neverStopped = new AbortController().signal;
  for (let asked = 0; asked < patience; asked++) {
    const now = await reader.call(confluenceEndpoints.task, { path: { id: task } }, confluenceTask).catch(endedLongAgo);
    if (now.finished && !now.successful)
      throw new WriteError({
        kind: 'unknown',
        message: `Confluence says that its task ${task}, which changes a space role, has failed.`,
        hint: 'It may have been made in part: look at the site before it is made again.',
      });
    if (now.finished) return;
    await world.sleep(1_000, neverStopped);
  }
  throw new WriteError({
    kind: 'unknown',
    message: `Confluence has not ended its task ${task}, which changes a space role, in ${String(patience)} seconds.`,
    hint: 'It may still be made: look at the site before it is made again.',
  });
}

function endedLongAgo(error: unknown): { readonly finished: true; readonly successful: true } {
  if (error instanceof ReadError && error.failure.kind === 'refused') return { finished: true, successful: true };
  throw error;
}
