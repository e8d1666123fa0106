import { factOf } from '../../diff/fact-change.js';
import type { Fact } from '../../diff/facts.js';
import { ifThere, knownAs, needId, notMade, refused, type ApiTarget, type Pen } from '../api-target.js';
import { ignored } from '../http/writer.js';
import { isGuestRole } from '../live/projects.js';
import { nameOf } from '../names.js';
import type { Write } from '../target.js';
import { appRole } from './jira.js';
import { jiraRole, jiraRoles, type JiraRole } from './jira-answers.js';
import { jiraEndpoints as asks } from './jira-endpoints.js';
import type { Roles } from './jira-words.js';
import { jiraWrites as writes } from './jira-write-endpoints.js';

/** The role of the apps is theirs alone. */
export function refuseAppRole(ref: string): void {
  if (nameOf(ref) === appRole) throw refused(`The role "${appRole}" belongs to the apps of the site, and is not written.`);
}

/** Roles of the site, with those of guests told apart; that of apps and those of single projects are not ours. */
export async function readRoles({ reader }: Pick<Pen, 'reader'>): Promise<Roles & { readonly all: readonly JiraRole[] }> {
  const all = await reader.call(asks.roles, {}, jiraRoles);
  return { all, guests: new Set(all.filter((role) => !role.scoped && isGuestRole(role)).map(({ id }) => id)) };
}

async function findRole(ref: string, pen: Pen): Promise<JiraRole | undefined> {
  const id = pen.names.idOf(ref);
  if (id !== undefined) return ifThere(pen.reader.call(asks.role, { path: { id } }, jiraRole));
  const { all } = await readRoles(pen);
  const named = all.find(({ name, scoped }) => !scoped && name === nameOf(ref));
  if (named !== undefined) pen.names.learn(ref, named.id);
  return named;
}

export const roleTarget: ApiTarget = {
  async find({ changes: [change] }, pen): Promise<readonly Fact[]> {
    if (change === undefined) return [];
    const { of } = factOf(change);
    return (await findRole(of, pen)) === undefined ? [] : [{ type: 'role', of, says: [] }];
  },

  async calledNow(rename, pen) {
    const role = await findRole(knownAs(rename, pen), pen);
    return role === undefined ? undefined : `role:${role.name}`;
  },

  async make({ write: { changes, rename } }, pen) {
    if (rename !== undefined) return renameRole(rename, pen);
    const [change] = changes;
    if (change === undefined) return;
    const { of } = factOf(change);
    refuseAppRole(of);
    if (change.after !== undefined) return createRole(of, pen);
    await pen.writer.write(writes.deleteRole, { path: { id: needId(pen.names, of) } }, ignored);
    pen.names.forget(of);
  },
};

async function renameRole(rename: NonNullable<Write['rename']>, pen: Pen): Promise<void> {
  const { from, to } = rename;
  refuseAppRole(from);
  refuseAppRole(to);
  const role = await findRole(knownAs(rename, pen), pen);
  if (role === undefined) throw notMade(`"${from}" is not on the site.`);
  // Both are needed: what is not said would be empty.
  const body = { name: nameOf(to), description: role.description ?? '' };
  await pen.writer.write(writes.updateRole, { path: { id: role.id }, body }, ignored);
  pen.names.learn(to, role.id);
}

/**
 * Without its default actors: Jira would put them into every project that is made after it, at once, and nobody has planned that. No fact tells
 * of them either.
 */
async function createRole(of: string, { policies, writer, names }: Pen): Promise<void> {
  const name = nameOf(of);
  const body = { name, description: policies.roles.get(name)?.description ?? '' };
  const { id } = await writer.write(writes.createRole, { body }, jiraRole);
  names.learn(of, id);
}
