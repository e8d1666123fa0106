import { factKey, type Fact } from '../../diff/facts.js';
import { changesOf, ifThere, knownAs, needId, notMade, refused, wanted, type ApiTarget, type Pen } from '../api-target.js';
import { factOf, type FactChange } from '../../diff/fact-change.js';
import { ignored } from '../http/writer.js';
import { isGuestRole, madeByApi, productOfType } from '../live/projects.js';
import { kindOf, nameOf } from '../names.js';
import { keysOf } from '../standing.js';
import { appRole } from './jira.js';
import { jiraProject, jiraRole, jiraRoles, jiraUser, schemeId, type JiraProject, type JiraRole } from './jira-answers.js';
import { jiraEndpoints as asks } from './jira-endpoints.js';
import { unlessUnseen } from './jira-target-lag.js';
import { refuseAppRole } from './jira-target-roles.js';
import { actorWord } from './jira-words.js';
import { jiraWrites as writes } from './jira-write-endpoints.js';

async function findProject(ref: string, { names, reader }: Pen): Promise<JiraProject | undefined> {
  const projectIdOrKey = names.idOf(ref) ?? nameOf(ref);
  const project = await ifThere(reader.call(asks.project, { path: { projectIdOrKey }, query: { expand: 'lead' } }, jiraProject));
  if (project !== undefined) names.learn(ref, project.id);
  return project;
}

export const projectTarget: ApiTarget = {
  async find({ changes }, pen): Promise<readonly Fact[]> {
    const [first] = changes;
    if (first === undefined) return [];
    const { of } = factOf(first);
    const project = await findProject(of, pen);
    if (project === undefined) return [];
    const facts = [
      ...ownFacts(of, project, pen),
      ...(await schemeFact(of, project, changes, pen)),
      ...(await actorFacts(of, project, changes, pen)),
    ];
    const touched = keysOf(changes);
    return facts.filter((fact) => touched.has(factKey(fact)));
  },

  async calledNow(rename, pen) {
    const project = await findProject(knownAs(rename, pen), pen);
    return project === undefined ? undefined : `project:${project.key}`;
  },

  async make({ write: { changes, rename }, missing }, pen) {
    if (rename !== undefined)
      throw refused(
        `The key of "${rename.from}" is not changed: links to its work would break.`,
        'Change the key in the settings of the project.',
      );
    const [first] = changes;
    if (first === undefined) return;
    const { of } = factOf(first);
    for (const change of changesOf(missing, 'actor')) refuseAppRole(factOf(change).says[0] ?? '');
    const [itself] = changesOf(missing, 'project');
    if (itself !== undefined && itself.after === undefined) throw refused(`"${of}" is not deleted: it holds other people's work.`);
    const isNew = itself !== undefined;
    if (isNew) await createProject(of, changes, pen);
    const settled = isNew ? [...changesOf(missing, 'actor'), ...changesOf(missing, 'archived')] : missing;
    const project = await findProject(of, pen);
    if (project === undefined) throw notMade(`"${of}" is not on the site.`);
    await makeSettings(of, project, settled, pen);
    await makeActors(of, project, settled, isNew, pen);
    const archived = wanted(settled, 'archived');
    if (archived !== undefined && archived !== String(project.archived)) await archive(project, archived === 'true', pen);
  },
};

function ownFacts(of: string, project: JiraProject, { names }: Pen): readonly Fact[] {
  const { type, lead, archived, teamManaged, isPrivate } = project;
  const product = Object.hasOwn(productOfType, type) ? productOfType[type] : undefined;
  return [
    { type: 'project', of, says: [] },
    ...(product === undefined ? [] : [{ type: 'project-type' as const, of, says: [product] }]),
    ...(lead === undefined ? [] : [{ type: 'lead' as const, of, says: [names.refOf('user', lead) ?? `user:${lead}`] }]),
    { type: 'archived', of, says: [String(archived)] },
    ...(teamManaged ? [{ type: 'project-access' as const, of, says: [isPrivate ? 'private' : 'open'] }] : []),
  ];
}

async function schemeFact(
  of: string,
  project: JiraProject,
  changes: readonly FactChange[],
  { reader, names }: Pen,
): Promise<readonly Fact[]> {
  if (project.teamManaged || changesOf(changes, 'project-scheme').length === 0) return [];
  const id = await reader.call(asks.projectScheme, { path: { projectKeyOrId: project.id } }, schemeId);
  return [{ type: 'project-scheme', of, says: [names.refOf('scheme', id) ?? `scheme:${id}`] }];
}

/** Of the roles that the write names: whom Jira puts into a new project beside is planned for by itself. */
async function actorFacts(of: string, project: JiraProject, changes: readonly FactChange[], pen: Pen): Promise<readonly Fact[]> {
  const named = new Set(changesOf(changes, 'actor').map((change) => factOf(change).says[0] ?? ''));
  if (named.size === 0) return [];
  const roles = await rolesOf(of, project, pen);
  const asked = roles.filter(({ ref }) => named.has(ref));
  const found = await Promise.all(
    asked.map(async ({ ref, id }) => {
      const path = { projectIdOrKey: project.id, id };
      const role = await ifThere(pen.reader.call(asks.projectRole, { path }, jiraRole));
      return (role?.actors ?? []).flatMap((actor): readonly Fact[] => {
        const who = actorWord(actor, pen.names);
        return who === undefined ? [] : [{ type: 'actor', of, says: [ref, who] }];
      });
    }),
  );
  return found.flat();
}

interface ProjectRole {
  readonly ref: string;
  readonly id: string;
}

async function rolesOf(of: string, { id: projectIdOrKey }: JiraProject, { reader, names }: Pen): Promise<readonly ProjectRole[]> {
  const roles = await reader.call(asks.projectRoles, { path: { projectIdOrKey } }, jiraRoles);
  const refOf = ({ id, name }: JiraRole): string => {
    const known = names.refOf('role', id) ?? `role:${name}`;
    return names.roleIn(of, `role:${name}`) === id ? `role:${name}` : known;
  };
  return roles.filter((role) => role.name !== appRole && !isGuestRole(role)).map((role) => ({ ref: refOf(role), id: role.id }));
}

const typeOfProduct = new Map(Object.entries(productOfType).map(([type, product]): [string, string] => [product, type]));
const longestName = 80;

/** With its scheme from the start, so that nobody has anything by the scheme that Jira would give it. */
async function createProject(of: string, changes: readonly FactChange[], pen: Pen): Promise<void> {
  const { names, policies, writer } = pen;
  const key = nameOf(of);
  if (changesOf(changes, 'project-access').length > 0)
    throw refused(`"${of}" is team-managed: no API makes such a project.`, 'Create it in Jira, by hand.');
  const product = wanted(changes, 'project-type') ?? 'jira-software';
  if (!madeByApi.has(product)) throw refused(`No API makes a project of the kind of "${of}".`, 'Create it in Jira, by hand.');
  const scheme = wanted(changes, 'project-scheme');
  if (scheme === undefined) throw refused(`"${of}" is not made without a permission scheme of its own.`);
  const lead = wanted(changes, 'lead');
  const said = policies.projects.get(key)?.description;
  const body = {
    key,
    name: said !== undefined && said.length <= longestName && !said.includes('\n') ? said : key,
    projectTypeKey: typeOfProduct.get(product) ?? '',
    leadAccountId: lead === undefined ? (await pen.reader.call(asks.myself, {}, jiraUser)).accountId : needId(names, lead),
    permissionScheme: Number(needId(names, scheme)),
  };
  await unlessUnseen(writer.write(writes.createProject, { body }, ignored), lead === undefined ? [] : [lead], pen);
}

async function makeSettings(of: string, project: JiraProject, missing: readonly FactChange[], pen: Pen): Promise<void> {
  if (changesOf(missing, 'project-type').length > 0) throw refused(`The kind of "${of}" cannot be changed.`, 'Change it in Jira, by hand.');
  if (changesOf(missing, 'project-access').length > 0)
    throw refused(`No API changes who may enter the team-managed "${of}".`, 'Change it in the settings of the project.');
  const lead = wanted(missing, 'lead');
  if (lead !== undefined) {
    const body = { leadAccountId: needId(pen.names, lead) };
    await unlessUnseen(pen.writer.write(writes.updateProject, { path: { projectIdOrKey: project.id }, body }, ignored), [lead], pen);
  }
  const scheme = wanted(missing, 'project-scheme');
  if (scheme === undefined) return;
  const body = { id: Number(needId(pen.names, scheme)) };
  await pen.writer.write(writes.assignScheme, { path: { projectKeyOrId: project.id }, body }, ignored);
}

/** One by one: to replace all at once would throw out whoever is switched off. */
async function makeActors(of: string, project: JiraProject, missing: readonly FactChange[], isNew: boolean, pen: Pen): Promise<void> {
  const changes = changesOf(missing, 'actor');
  if (changes.length === 0) return;
  // Jira may have put somebody into the roles of a new project.
  const there = isNew ? new Set((await actorFacts(of, project, changes, pen)).map(factKey)) : undefined;
  const roles = new Map((await rolesOf(of, project, pen)).map(({ ref, id }) => [ref, id]));
  for (const change of changes) {
    const fact = factOf(change);
    const [role = '', who = ''] = fact.says;
    const id = roles.get(role) ?? pen.names.roleIn(of, role);
    if (id === undefined) throw notMade(`"${of}" has no "${role}".`, 'The role has to be made first.');
    const isGiven = change.after !== undefined;
    if (there?.has(factKey(fact)) !== isGiven) await makeActor({ projectIdOrKey: project.id, id }, who, isGiven, pen);
  }
}

async function makeActor(
  path: { readonly projectIdOrKey: string; readonly id: string },
  who: string,
  isGiven: boolean,
  pen: Pen,
): Promise<void> {
  const actor = needId(pen.names, who);
  const isGroup = kindOf(who) === 'group';
  if (!isGiven) {
    await pen.writer.write(writes.removeActor, { path, query: isGroup ? { groupId: actor } : { user: actor } }, ignored);
    return;
  }
  const body = isGroup ? { groupId: [actor] } : { user: [actor] };
  await unlessUnseen(pen.writer.write(writes.addActor, { path, body }, ignored), [who], pen);
}

async function archive({ id: projectIdOrKey }: JiraProject, isArchived: boolean, { writer }: Pen): Promise<void> {
  await writer.write(isArchived ? writes.archive : writes.restore, { path: { projectIdOrKey } }, ignored);
}
