import { factOf } from '../../diff/fact-change.js';
import { factKey, type Fact } from '../../diff/facts.js';
import { refusedPermissions } from '../../model/permissions.js';
import { changesOf, ifThere, knownAs, notMade, refused, type ApiTarget, type Making, type Pen } from '../api-target.js';
import { ignored } from '../http/writer.js';
import { byOffset } from '../http/pages.js';
import { nameOf } from '../names.js';
import { keysOf } from '../standing.js';
import type { Write } from '../target.js';
import { jiraPages } from './jira.js';
import { jiraProject, jiraScheme, jiraSchemeWithGrants, schemeId, schemeList, type JiraGrant, type JiraScheme } from './jira-answers.js';
import { jiraEndpoints as asks } from './jira-endpoints.js';
import { unlessUnseen } from './jira-target-lag.js';
import { readRoles } from './jira-target-roles.js';
import { grantWords, writtenGrant, type Roles, type WrittenGrant } from './jira-words.js';
import { jiraWrites as writes } from './jira-write-endpoints.js';

async function findScheme(ref: string, { names, reader }: Pen): Promise<JiraScheme | undefined> {
  const id = names.idOf(ref);
  const query = { expand: 'permissions' };
  if (id !== undefined) return ifThere(reader.call(asks.scheme, { path: { schemeId: id }, query }, jiraSchemeWithGrants));
  const named = (await reader.call(asks.schemes, { query }, schemeList)).find(({ name, scoped }) => !scoped && name === nameOf(ref));
  if (named !== undefined) names.learn(ref, named.id);
  return named;
}

export const schemeTarget: ApiTarget = {
  async find({ changes }, pen): Promise<readonly Fact[]> {
    const [first] = changes;
    if (first === undefined) return [];
    const { of } = factOf(first);
    const [scheme, roles] = await Promise.all([findScheme(of, pen), readRoles(pen)]);
    if (scheme === undefined) return [];
    const facts = scheme.grants.flatMap((grant): readonly Fact[] => {
      const says = grantWords(grant, pen.names, roles);
      return says === undefined ? [] : [{ type: 'grant', of, says }];
    });
    const all = [...new Map([{ type: 'scheme' as const, of, says: [] }, ...facts].map((fact) => [factKey(fact), fact])).values()];
    // Of some grants of a scheme, the others are nobody's business.
    const touched = keysOf(changes);
    return isWhole(changes) ? all : all.filter((fact) => touched.has(factKey(fact)));
  },

  async calledNow(rename, pen) {
    const scheme = await findScheme(knownAs(rename, pen), pen);
    return scheme === undefined ? undefined : `scheme:${scheme.name}`;
  },

  async make(making, pen) {
    const { changes, rename } = making.write;
    if (rename !== undefined) return renameScheme(rename, pen);
    const [first] = changes;
    if (first === undefined) return;
    const { of } = factOf(first);
    const scheme = await findScheme(of, pen);
    const [itself] = changesOf(changes, 'scheme');
    if (itself !== undefined && itself.after === undefined) return scheme === undefined ? undefined : deleteScheme(of, scheme, pen);
    const roles = await readRoles(pen);
    if (scheme !== undefined) return updateScheme(making, scheme, roles, pen);
    if (itself === undefined) throw notMade(`"${of}" is not on the site.`);
    return createScheme(of, making, roles, pen);
  },
};

function isWhole(changes: Making['missing']): boolean {
  return changesOf(changes, 'scheme').length > 0;
}

async function createScheme(of: string, { write: { changes } }: Making, roles: Roles, pen: Pen): Promise<void> {
  const name = nameOf(of);
  const facts = grantsToAdd(changes);
  const body = {
    name,
    description: pen.policies.schemes.get(name)?.description ?? '',
    permissions: facts.map((fact) => writtenGrant(fact, pen.names, roles)),
  };
  const { id } = await unlessUnseen(pen.writer.write(writes.createScheme, { body }, jiraScheme), holdersIn(facts), pen);
  pen.names.learn(of, id);
}

/** Whole, in one call, out of what is there now: what no policy can say is written as it was read. */
async function updateScheme({ missing }: Making, scheme: JiraScheme, roles: Roles, pen: Pen): Promise<void> {
  const gone = new Set(
    missing.flatMap(({ before, after }) => (after === undefined && before !== undefined ? [JSON.stringify(before.says)] : [])),
  );
  const kept = scheme.grants.filter((grant) => {
    // Jira shows these beside others, keeps them by itself and takes them from nobody.
    if ((refusedPermissions as readonly string[]).includes(grant.permission)) return false;
    const says = grantWords(grant, pen.names, roles);
    return says === undefined || !gone.has(JSON.stringify(says));
  });
  const facts = grantsToAdd(missing);
  const permissions = [...kept.map(asWritten), ...facts.map((fact) => writtenGrant(fact, pen.names, roles))];
  const body = { name: scheme.name, description: scheme.description ?? '', permissions };
  await unlessUnseen(pen.writer.write(writes.updateScheme, { path: { schemeId: scheme.id }, body }, ignored), holdersIn(facts), pen);
}

function grantsToAdd(changes: Making['missing']): readonly Fact[] {
  return changesOf(changes, 'grant').flatMap(({ after }) => after ?? []);
}

function asWritten({ permission, holder: { type, parameter, value } }: JiraGrant): WrittenGrant {
  // A group is named by its id, and by its name only where nothing else is known.
  const named =
    type === 'group' && value !== undefined
      ? { value }
      : { ...(parameter === undefined ? {} : { parameter }), ...(value === undefined ? {} : { value }) };
  return { permission, holder: { type, ...named } };
}

function holdersIn(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ says: [who = ''] }) => who);
}

async function renameScheme(rename: NonNullable<Write['rename']>, pen: Pen): Promise<void> {
  const { from, to } = rename;
  const scheme = await findScheme(knownAs(rename, pen), pen);
  if (scheme === undefined) throw notMade(`"${from}" is not on the site.`);
  // Without grants in it they stay as they are.
  const body = { name: nameOf(to), description: scheme.description ?? '' };
  await pen.writer.write(writes.updateScheme, { path: { schemeId: scheme.id }, body }, ignored);
  pen.names.learn(to, scheme.id);
}

/** Jira would give its projects another scheme, and access that nobody planned. */
async function deleteScheme(of: string, { id }: JiraScheme, pen: Pen): Promise<void> {
  const user = await projectWith(id, pen);
  if (user !== undefined)
    throw refused(
      `"${of}" is not deleted: project ${user} uses it.`,
      'Give the project another scheme first; archived projects count too.',
    );
  await pen.writer.write(writes.deleteScheme, { path: { schemeId: id } }, ignored);
  pen.names.forget(of);
}

/** Jira has no list of the projects of a scheme: each is asked. */
async function projectWith(scheme: string, { reader }: Pen): Promise<string | undefined> {
  const projects = await byOffset(reader, {
    endpoint: asks.projects,
    parameters: { query: { status: ['live', 'archived'] } },
    size: jiraPages.projects,
    item: jiraProject,
    key: ({ id }) => id,
  });
  const used = await Promise.all(
    projects.map(async ({ id, key, teamManaged }) => {
      if (teamManaged) return undefined;
      const own = await ifThere(reader.call(asks.projectScheme, { path: { projectKeyOrId: id } }, schemeId));
      return own === scheme ? key : undefined;
    }),
  );
  return used.find((key) => key !== undefined);
}
