import { fields, id, list, text, type Decode } from '../http/decode.js';

/*
 * The answers of Jira Cloud, as far as we need them. The names of the fields are those of the Jira Cloud platform REST API v3, whose
 * description is © Atlassian, Apache License 2.0.
 */

export interface JiraUser {
  readonly accountId: string;
  /** `atlassian`, `app`, `customer`, `unknown`, or what we do not know yet. */
  readonly accountType: string;
  readonly active: boolean;
  readonly displayName?: string;
  readonly emailAddress?: string;
  readonly guest: boolean;
}

export const jiraUser: Decode<JiraUser> = (value, at) => {
  const user = fields(value, at);
  const email = user.maybeText('emailAddress');
  const displayName = user.maybeText('displayName');
  return {
    accountId: user.text('accountId'),
    accountType: user.maybeText('accountType') ?? 'unknown',
    active: user.maybeFlag('active') ?? true,
    guest: user.flag('guest'),
    ...(displayName === undefined ? {} : { displayName }),
    ...(email === undefined || email === '' ? {} : { emailAddress: email }),
  };
};

/** An older answer may name a group without its id. */
export interface GroupName {
  readonly groupId?: string;
  readonly name: string;
}

export const groupName: Decode<GroupName> = (value, at) => {
  const group = fields(value, at);
  const groupId = group.maybeId('groupId');
  return { name: group.text('name'), ...(groupId === undefined ? {} : { groupId }) };
};

export interface JiraGroup {
  readonly groupId: string;
  readonly name: string;
}

export const jiraGroup: Decode<JiraGroup> = (value, at) => {
  const group = fields(value, at);
  return { groupId: group.id('groupId'), name: group.text('name') };
};

/** Product access, and who gets it by being in a group. */
export interface ApplicationRole {
  readonly key: string;
  readonly groups: readonly GroupName[];
  /** Those that somebody comes into who is given the product by themselves. */
  readonly defaultGroups: readonly GroupName[];
  /** Undefined: without limit. */
  readonly seats?: number;
}

export const applicationRole: Decode<ApplicationRole> = (value, at) => {
  const role = fields(value, at);
  const detailed = role.maybeList('groupDetails', groupName);
  const byDefault = role.maybeList('defaultGroupsDetails', groupName);
  const seats = role.maybeNumber('numberOfSeats');
  return {
    key: role.text('key'),
    groups: detailed.length > 0 ? detailed : role.maybeList('groups', text).map((name) => ({ name })),
    defaultGroups: byDefault.length > 0 ? byDefault : role.maybeList('defaultGroups', text).map((name) => ({ name })),
    ...(seats !== undefined && seats > 0 && !role.flag('hasUnlimitedSeats') ? { seats } : {}),
  };
};

export interface RoleActor {
  readonly type: string;
  readonly accountId?: string;
  readonly group?: GroupName;
}

const roleActor: Decode<RoleActor> = (value, at) => {
  const actor = fields(value, at);
  const type = actor.text('type');
  const accountId = actor.maybeValue('actorUser', (user, place) => fields(user, place).id('accountId'));
  const group = actor.maybeValue('actorGroup', groupName) ?? named(type, actor.maybeText('name'));
  return { type, ...(accountId === undefined ? {} : { accountId }), ...(group === undefined ? {} : { group }) };
};

function named(type: string, name: string | undefined): GroupName | undefined {
  return type === 'atlassian-group-role-actor' && name !== undefined ? { name } : undefined;
}

export interface JiraRole {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** `DEFAULT`, `GUEST_ROLE`, … where the answer tells. */
  readonly type?: string;
  /** Belongs to one project rather than to the site. */
  readonly scoped: boolean;
  readonly actors: readonly RoleActor[];
}

export const jiraRole: Decode<JiraRole> = (value, at) => {
  const role = fields(value, at);
  const description = role.maybeText('description');
  const type = role.maybeText('type');
  return {
    id: role.id('id'),
    name: role.text('name'),
    scoped: role.maybeValue('scope', (scope, place) => fields(scope, place)) !== undefined,
    actors: role.maybeList('actors', roleActor),
    ...(description === undefined || description === '' ? {} : { description }),
    ...(type === undefined ? {} : { type }),
  };
};

export interface JiraHolder {
  readonly type: string;
  readonly parameter?: string;
  readonly value?: string;
}

export interface JiraGrant {
  readonly id: string;
  readonly permission: string;
  readonly holder: JiraHolder;
}

const jiraHolder: Decode<JiraHolder> = (value, at) => {
  const holder = fields(value, at);
  const parameter = holder.maybeId('parameter');
  const own = holder.maybeId('value');
  return {
    type: holder.text('type'),
    ...(parameter === undefined ? {} : { parameter }),
    ...(own === undefined ? {} : { value: own }),
  };
};

const jiraGrant: Decode<JiraGrant> = (value, at) => {
  const grant = fields(value, at);
  return { id: grant.id('id'), permission: grant.text('permission'), holder: grant.value('holder', jiraHolder) };
};

export interface JiraScheme {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly scoped: boolean;
  readonly grants: readonly JiraGrant[];
}

const schemeWith =
  (grants: 'needed' | 'maybe'): Decode<JiraScheme> =>
  (value, at) => {
    const scheme = fields(value, at);
    const description = scheme.maybeText('description');
    return {
      id: scheme.id('id'),
      name: scheme.text('name'),
      scoped: scheme.maybeValue('scope', (scope, place) => fields(scope, place)) !== undefined,
      grants: grants === 'needed' ? scheme.list('permissions', jiraGrant) : scheme.maybeList('permissions', jiraGrant),
      ...(description === undefined || description === '' ? {} : { description }),
    };
  };

/** Without its grants, where they were not asked for. */
export const jiraScheme = schemeWith('maybe');
export const jiraSchemeWithGrants = schemeWith('needed');

/** A scheme that comes without the grants that were asked for would read as one that gives nothing. */
export const schemeList: Decode<readonly JiraScheme[]> = (value, at) => fields(value, at).list('permissionSchemes', schemeWith('needed'));

export interface JiraProject {
  readonly id: string;
  readonly key: string;
  readonly name?: string;
  readonly type: string;
  readonly teamManaged: boolean;
  readonly isPrivate: boolean;
  readonly archived: boolean;
  readonly lead?: string;
}

export const jiraProject: Decode<JiraProject> = (value, at) => {
  const project = fields(value, at);
  const lead = project.maybeValue('lead', (user, place) => fields(user, place).maybeText('accountId'));
  const name = project.maybeText('name');
  return {
    id: project.id('id'),
    key: project.text('key'),
    type: project.text('projectTypeKey'),
    teamManaged: isTeamManaged(project.maybeText('style'), project.maybeFlag('simplified')),
    isPrivate: project.flag('isPrivate'),
    archived: project.flag('archived'),
    ...(name === undefined ? {} : { name }),
    ...(lead === undefined ? {} : { lead }),
  };
};

function isTeamManaged(style: string | undefined, simplified: boolean | undefined): boolean {
  return style === undefined ? simplified === true : style === 'next-gen';
}

/** Every permission the site knows, and whether it is one of projects. */
export const catalogue: Decode<ReadonlyMap<string, string>> = (value, at) =>
  fields(value, at).value('permissions', (permissions, place) => {
    fields(permissions, place);
    const entries = Object.entries(permissions as Readonly<Record<string, unknown>>);
    return new Map(entries.map(([key, permission]) => [key, fields(permission, `${place}.${key}`).maybeText('type') ?? 'unknown']));
  });

export const applicationRoles = list(applicationRole);
export const jiraRoles = list(jiraRole);
export const schemeId: Decode<string> = (value, at) => fields(value, at).value('id', id);
