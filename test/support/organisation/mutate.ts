import { confluencePairs, opened } from '../naive/permissions.js';
import { anchor, jiraProducts } from './cast.js';
import type { Cast } from './cast.js';
import type { Draft, DraftBundle, DraftGrant } from './documents.js';
import { drafts, oneOrMany, personOf } from './documents.js';
import { drawAccess } from './draw-confluence.js';
import { drawActors, drawMember } from './draw-groups.js';
import { drawGrant, drawProject } from './draw-jira.js';
import { drawProducts } from './draw-people.js';
import { makeValid } from './make-valid.js';
import { drawDate } from './names.js';
import { newerPairs } from './permission-lists.js';
import { seededRandom } from './random.js';

const pairs = new Set([...confluencePairs, ...newerPairs]);

type Edit = (documents: Draft[], cast: Cast) => Draft[] | undefined;

/** One to four edits of the kind people make, the result valid again: an "after" for plans. The documents given stay as they are. */
export function mutate(documents: readonly unknown[], seed: number): unknown[] {
  const random = seededRandom(seed);
  let changed = structuredClone(documents) as Draft[];
  for (let count = random.between(1, 4); count > 0; count -= 1) {
    changed = random.pick(edits)(changed, castOf(changed, seed + count)) ?? changed;
  }
  return makeValid(changed);
}

/** Who and what is there to be named, read off the documents. */
function castOf(documents: readonly Draft[], seed: number): Cast {
  const bundles = drafts(documents, 'Bundle');
  const byName = new Map(bundles.map(({ name, permissions }) => [name, permissions]));
  const ofConfluence = ({ name }: DraftBundle): boolean => [...opened([name], byName, 'confluence', '')].some((pair) => pairs.has(pair));
  return {
    random: seededRandom(seed),
    staff: drafts(documents, 'Users').flatMap(({ users }) => Object.keys(users)),
    externals: [],
    confluenceGuests: [],
    jiraGuests: [],
    groups: drafts(documents, 'Group').map(({ name }) => name),
    roles: drafts(documents, 'Role').map(({ name }) => name),
    schemes: drafts(documents, 'Scheme').map(({ name }) => name),
    collaborations: drafts(documents, 'Collaboration').map(({ name }) => name),
    lists: {
      documents: [],
      jiraBundles: bundles.filter((bundle) => !ofConfluence(bundle)).map(({ name }) => name),
      confluenceBundles: bundles.filter(ofConfluence).map(({ name }) => name),
    },
  };
}

function pickOne<K extends Draft['kind']>(documents: readonly Draft[], kind: K, cast: Cast): Extract<Draft, { kind: K }> | undefined {
  const all = drafts(documents, kind);
  return all.length === 0 ? undefined : cast.random.pick(all);
}

const changeMembers: Edit = (documents, cast) => {
  const group = pickOne(documents, 'Group', cast);
  if (group === undefined || group.managedBy === 'idp') return;
  const members = group.members ?? [];
  const added = cast.random.pick(cast.staff);
  const isThere = members.some((member) => personOf(member) === added);
  group.members = isThere ? members.filter((member) => personOf(member) !== added) : [...members, drawMember(cast, added)];
};

const changeManagement: Edit = (documents, cast) => {
  const group = pickOne(documents, 'Group', cast);
  if (group === undefined || group.managedBy === 'idp') return;
  if (group.managedBy === 'open') delete group.managedBy;
  else group.managedBy = 'open';
};

const changeGroupProducts: Edit = (documents, cast) => {
  const group = pickOne(documents, 'Group', cast);
  if (group !== undefined) group.products = cast.random.some([...jiraProducts, 'confluence'], 0, 2);
};

const changePerson: Edit = (documents, cast) => {
  const users = pickOne(documents, 'Users', cast);
  const ids = Object.keys(users?.users ?? {}).filter((id) => id !== anchor);
  const person = ids.length === 0 ? undefined : users?.users[cast.random.pick(ids)];
  if (person === undefined) return;
  cast.random.pick([
    () => (person.active = !(person.active ?? true)),
    () => (person.until = drawDate(cast.random)),
    () => (person.products = drawProducts(cast.random)),
    () => (person.labels = { team: 'moved' }),
  ])();
};

const addPerson: Edit = (documents, cast) => {
  const users = drafts(documents, 'Users').filter((document) => document.name !== 'root');
  const id = `new${String(cast.random.between(1, 99))}@corp.test`;
  if (users.length > 0 && !cast.staff.includes(id)) cast.random.pick(users).users[id] = {};
};

const removePerson: Edit = (documents, cast) => {
  const users = drafts(documents, 'Users').filter((document) => Object.keys(document.users).length > 1);
  if (users.length === 0) return;
  const document = cast.random.pick(users);
  const gone = cast.random.pick(Object.keys(document.users));
  document.users = Object.fromEntries(Object.entries(document.users).filter(([id]) => id !== gone));
  return forgetPerson(documents, gone);
};

/** A person who is gone is named nowhere. */
function forgetPerson(documents: Draft[], gone: string): Draft[] {
  const stays = (item: Parameters<typeof personOf>[0]): boolean => personOf(item) !== gone;
  for (const document of documents) {
    if (document.kind === 'Project' && document.lead !== undefined && !stays(document.lead)) delete document.lead;
    if (document.kind === 'Project' || document.kind === 'Space' || document.kind === 'Channel') {
      if (document.guests !== undefined) document.guests = document.guests.filter(stays);
    }
    if (document.kind === 'Collaboration') document.members = document.members.filter(stays);
    if (document.kind === 'Group' && document.observed !== undefined) document.observed.members = document.observed.members.filter(stays);
  }
  return documents;
}

const changeGrants: Edit = (documents, cast) => {
  const scheme = pickOne(documents, 'Scheme', cast);
  if (scheme !== undefined) scheme.grants = changedGrants(scheme.grants, drawGrant(cast), cast);
};

const changeAccess: Edit = (documents, cast) => {
  const space = pickOne(documents, 'Space', cast);
  const roles = drafts(documents, 'SpaceRole');
  if (space !== undefined) space.access = changedGrants(space.access ?? [], drawAccess(cast, roles), cast);
};

function changedGrants(grants: readonly DraftGrant[], fresh: DraftGrant, { random }: Cast): DraftGrant[] {
  const gone = random.chance(0.5) && grants.length > 1 ? random.pick(grants) : undefined;
  const kept = grants.filter((grant) => grant !== gone);
  return gone === undefined || random.chance(0.5) ? [...kept, fresh] : kept;
}

const moveEnd: Edit = (documents, cast) => {
  const ends = documents.flatMap(entriesOf);
  if (ends.length > 0) cast.random.pick(ends).until = drawDate(cast.random);
};

function entriesOf(document: Draft): { until?: string }[] {
  const maps = (list: readonly unknown[] | undefined): { until?: string }[] =>
    (list ?? []).filter((item): item is { until?: string } => typeof item === 'object' && item !== null);
  switch (document.kind) {
    case 'Group':
      return maps(document.members);
    case 'Scheme':
      return document.grants;
    case 'Project':
      return [...maps(document.guests), ...Object.values(document.roles ?? {}).flatMap(maps)];
    case 'Space':
      return [...maps(document.guests), ...(document.access ?? [])];
    case 'Channel':
      return [...maps(document.guests), ...maps(document.members)];
    case 'Collaboration':
      return [document];
    case 'Site':
    case 'Users':
    case 'Role':
    case 'Bundle':
    case 'SpaceRole':
    case 'Guardrail':
    case 'Test':
      return [];
  }
}

const changeProject: Edit = (documents, cast) => {
  const project = pickOne(documents, 'Project', cast);
  if (project === undefined) return;
  const { random } = cast;
  const roles = project.style === 'team-managed' ? ['Administrator', 'Member', 'Viewer'] : cast.roles;
  random.pick([
    () => (project.archived = !(project.archived ?? false)),
    () => (project.lead = `user:${random.pick(cast.staff)}`),
    () => (project.roles = { ...project.roles, [random.pick(roles)]: drawActors(cast, 0, 3) }),
    () => {
      if (project.style === 'team-managed') project.access = random.pick(['open', 'limited', 'private']);
      else project.scheme = random.pick(cast.schemes);
    },
    () => (project.product = random.pick(jiraProducts)),
  ])();
};

const addProject: Edit = (documents, cast) => {
  const key = `NEW${String(cast.random.between(1, 99))}`;
  if (drafts(documents, 'Project').some((project) => project.key === key)) return;
  return [...documents, drawProject(cast, key)];
};

const removeProject: Edit = (documents, cast) => {
  const project = pickOne(documents, 'Project', cast);
  return documents.filter((document) => document !== project);
};

const changeChannel: Edit = (documents, cast) => {
  const channel = pickOne(documents, 'Channel', cast);
  if (channel === undefined) return;
  if (cast.random.chance(0.4)) channel.private = !(channel.private ?? true);
  else channel.members = drawActors(cast, 0, 4);
};

const changeBundle: Edit = (documents, cast) => {
  const bundle = pickOne(documents, 'Bundle', cast);
  if (bundle === undefined || bundle.permissions.length < 2) return;
  bundle.permissions = cast.random.shuffled(bundle.permissions).slice(1);
};

const changeCollaboration: Edit = (documents, cast) => {
  const collaboration = pickOne(documents, 'Collaboration', cast);
  if (collaboration === undefined) return;
  const [first, ...others] = collaboration.members;
  if (others.length > 0 && cast.random.chance(0.5)) collaboration.members = others;
  else if (first !== undefined && oneOrMany(collaboration.space).every((part) => part.as !== 'guest')) {
    const added = cast.random.pick(cast.staff);
    if (!collaboration.members.some((member) => personOf(member) === added)) collaboration.members.push(added);
  }
};

const changeSite: Edit = (documents, cast) => {
  const site = pickOne(documents, 'Site', cast);
  if (site === undefined) return;
  const { random } = cast;
  if (random.chance(0.5))
    site.admins = [`user:${random.pick(cast.staff)}`, ...random.some(cast.groups, 0, 1).map((name) => `group:${name}`)];
  else
    site.globalPermissions = random
      .some(cast.groups, 1, 2)
      .map((name) => ({ to: [`group:${name}`], allow: ['BULK_CHANGE', 'CREATE_PROJECT'] }));
};

const edits: readonly Edit[] = [
  changeMembers,
  changeMembers,
  changeManagement,
  changeGroupProducts,
  changePerson,
  changePerson,
  addPerson,
  removePerson,
  changeGrants,
  changeGrants,
  changeAccess,
  moveEnd,
  moveEnd,
  changeProject,
  changeProject,
  addProject,
  removeProject,
  changeChannel,
  changeBundle,
  changeCollaboration,
  changeSite,
];
