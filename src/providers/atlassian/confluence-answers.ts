import { fields, text, type Decode } from '../http/decode.js';

/* The answers of Confluence Cloud, as far as we need them. */

export type RoleMode = 'PRE_ROLES' | 'ROLES_TRANSITION' | 'ROLES';

/** What we do not know is taken for a site that has roles: both ways of giving access are then read. */
export const roleMode: Decode<string> = (value, at) => fields(value, at).text('mode');

export interface ConfluenceSpace {
  readonly id: string;
  readonly key: string;
  readonly name?: string;
  readonly type: string;
  readonly status: string;
  /** Its first page, which some spaces are without. */
  readonly homepageId?: string;
}

export const confluenceSpace: Decode<ConfluenceSpace> = (value, at) => {
  const space = fields(value, at);
  const name = space.maybeText('name');
  const homepageId = space.maybeId('homepageId');
  return {
    id: space.id('id'),
    key: space.text('key'),
    type: space.maybeText('type') ?? 'unknown',
    status: space.maybeText('status') ?? 'current',
    ...(name === undefined ? {} : { name }),
    ...(homepageId === undefined ? {} : { homepageId }),
  };
};

export interface SpacePermission {
  readonly id: string;
  readonly principal: { readonly type: string; readonly id?: string };
  readonly operation: { readonly key: string; readonly targetType: string };
}

export const spacePermission: Decode<SpacePermission> = (value, at) => {
  const permission = fields(value, at);
  return {
    id: permission.id('id'),
    principal: permission.value('principal', (principal, place) => {
      const named = fields(principal, place);
      const id = named.maybeId('id');
      return { type: named.text('type'), ...(id === undefined ? {} : { id }) };
    }),
    operation: permission.value('operation', (operation, place) => {
      const pair = fields(operation, place);
      return { key: pair.text('key'), targetType: pair.text('targetType') };
    }),
  };
};

export interface RoleAssignment {
  readonly principalType: string;
  readonly principalId: string;
  readonly roleId: string;
}

export const roleAssignment: Decode<RoleAssignment> = (value, at) => {
  const assignment = fields(value, at);
  const { principalType, principalId } = assignment.value('principal', (principal, place) => {
    const named = fields(principal, place);
    return { principalType: named.text('principalType'), principalId: named.id('principalId') };
  });
  return { principalType, principalId, roleId: assignment.id('roleId') };
};

export interface ConfluenceRole {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly permissions: readonly string[];
}

export const confluenceRole: Decode<ConfluenceRole> = (value, at) => {
  const role = fields(value, at);
  const description = role.maybeText('description');
  return {
    id: role.id('id'),
    name: role.text('name'),
    type: role.maybeText('type') ?? 'CUSTOM',
    permissions: role.list('spacePermissions', text),
    ...(description === undefined || description === '' ? {} : { description }),
  };
};

export interface ConfluenceGroup {
  readonly id: string;
  readonly name: string;
}

export const confluenceGroup: Decode<ConfluenceGroup> = (value, at) => {
  const group = fields(value, at);
  return { id: group.id('id'), name: group.text('name') };
};

export interface ConfluenceUser {
  readonly accountId: string;
  readonly accountType: string;
  readonly email?: string;
  readonly displayName?: string;
  /** A guest, as far as this field is filled; undefined if it is not. */
  readonly external?: boolean;
}

export const confluenceUser: Decode<ConfluenceUser> = (value, at) => {
  const user = fields(value, at);
  const email = user.maybeText('email');
  const displayName = user.maybeText('displayName') ?? user.maybeText('publicName');
  const external = user.maybeFlag('isExternalCollaborator');
  return {
    accountId: user.text('accountId'),
    accountType: user.maybeText('accountType') ?? 'unknown',
    ...(email === undefined || email === '' ? {} : { email }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(external === undefined ? {} : { external }),
  };
};

export interface ConfluenceTask {
  readonly finished: boolean;
  readonly successful: boolean;
}

export const confluenceTask: Decode<ConfluenceTask> = (value, at) => {
  const task = fields(value, at);
  return { finished: task.flag('finished'), successful: task.flag('successful') };
};

/** What is made later names the task that makes it. */
export const taskId: Decode<string | undefined> = (value, at) => (value === undefined ? undefined : fields(value, at).maybeId('taskId'));

/** What was made, by its id. */
export const madeId: Decode<string> = (value, at) => fields(value, at).id('id');

export const hasPermission: Decode<boolean> = (value, at) => fields(value, at).flag('hasPermission');
