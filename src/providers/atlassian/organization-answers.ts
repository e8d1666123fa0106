import { fields, text, type Decode } from '../http/decode.js';

/* The answers of the organization's admin API, as far as we need them. */

export interface Directory {
  readonly directoryId: string;
  readonly name?: string;
}

export const directory: Decode<Directory> = (value, at) => {
  const one = fields(value, at);
  const name = one.maybeText('name');
  return { directoryId: one.id('directoryId'), ...(name === undefined ? {} : { name }) };
};

/** A product of one site. */
export interface Workspace {
  readonly id: string;
  readonly hostUrl?: string;
  readonly type?: string;
  /** Seats, and how many of them are taken. */
  readonly capacity?: number;
  readonly usage?: number;
}

export const workspace: Decode<Workspace> = (value, at) => {
  const one = fields(value, at);
  const attributes = one.maybeValue('attributes', fields);
  const hostUrl = attributes?.maybeText('hostUrl');
  const type = attributes?.maybeText('typeKey') ?? attributes?.maybeText('type');
  const capacity = attributes?.maybeNumber('capacity');
  const usage = attributes?.maybeNumber('usage');
  return {
    id: one.id('id'),
    ...(hostUrl === undefined ? {} : { hostUrl }),
    ...(type === undefined ? {} : { type }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(usage === undefined ? {} : { usage }),
  };
};

export interface OrganizationUser {
  readonly accountId: string;
  readonly email?: string;
  readonly name?: string;
  readonly active: boolean;
  readonly groupIds: readonly string[];
  readonly platformRoles: readonly string[];
  readonly products: readonly { readonly id: string; readonly key: string }[];
}

export const organizationUser: Decode<OrganizationUser> = (value, at) => {
  const user = fields(value, at);
  const email = user.maybeText('email');
  const name = user.maybeText('name');
  return {
    accountId: user.text('accountId'),
    active: (user.maybeText('accountStatus') ?? 'active') === 'active' && (user.maybeText('membershipStatus') ?? 'active') === 'active',
    // Asked for, so that it is there unless something is wrong.
    groupIds: user.list('groups', (group, place) => fields(group, place).id('id')),
    platformRoles: user.maybeList('platformRoles', text),
    products: user.maybeList('productAccess', (access, place) => {
      const product = fields(access, place);
      return { id: product.maybeId('id') ?? '', key: product.text('key') };
    }),
    ...(email === undefined || email === '' ? {} : { email }),
    ...(name === undefined || name === '' ? {} : { name }),
  };
};

/** An account with how it stands to the organization: what tells how it can be switched on again. */
export interface OrganizationAccount extends OrganizationUser {
  /** `active`, `suspended`, `no_membership`, of the directory. */
  readonly membership: string;
  /** False: deactivated, or closed. */
  readonly enabled: boolean;
  /** The organization has claimed its address, so that it may switch it on and off. */
  readonly managed: boolean;
  /** An identity provider decides about it. */
  readonly synced: boolean;
}

export const organizationAccount: Decode<OrganizationAccount> = (value, at) => {
  const user = fields(value, at);
  return {
    ...organizationUser(value, at),
    membership: user.maybeText('membershipStatus') ?? 'active',
    enabled: (user.maybeText('accountStatus') ?? 'active') === 'active',
    managed: user.maybeText('claimStatus') === 'managed',
    synced: user.maybeText('managementSource') === 'synced',
  };
};

/** What came of an invitation of one address; empty where all is well. */
export interface Invited {
  readonly email: string;
  readonly accountId?: string;
  readonly failures: readonly string[];
}

export const invitations: Decode<readonly Invited[]> = (value, at) =>
  fields(value, at).list('data', (one, place) => {
    const invited = fields(one, place);
    const accountId = invited.maybeId('id');
    const results = invited.maybeList('results', (result, where) => {
      const parts = fields(result, where);
      return [...parts.maybeList('roleAssignmentResult', assignment), ...parts.maybeList('groupAssignmentResult', assignment)];
    });
    return {
      email: invited.maybeText('email') ?? '',
      failures: results.flat().flatMap((failure) => failure ?? []),
      ...(accountId === undefined ? {} : { accountId }),
    };
  });

/** Why a role or a group was not given; undefined if it was. */
const assignment: Decode<string | undefined> = (value, at) => {
  const one = fields(value, at);
  if (one.maybeText('status') !== 'ERROR') return undefined;
  const what = one.maybeText('role') ?? one.maybeText('group') ?? 'the invitation';
  return `${what}: ${one.maybeText('statusReason') ?? 'no reason is given'}`;
};

/** Of whom only the id is needed. */
export const accountOf: Decode<string> = (value, at) => fields(value, at).text('accountId');

export interface OrganizationGroup {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** An identity provider decides who is in it. */
  readonly synced: boolean;
  /** `EXTERNAL`, `ADMINS`, `TEAM_MEMBERS`, `OPEN`, or what we do not know yet. */
  readonly managedBy?: string;
  readonly users?: number;
  readonly resources?: number;
}

export const organizationGroup: Decode<OrganizationGroup> = (value, at) => {
  const group = fields(value, at);
  const description = group.maybeText('description');
  const managedBy = group.maybeText('managedBy');
  const counts = group.maybeValue('counts', fields);
  const users = counts?.maybeNumber('users');
  const resources = counts?.maybeNumber('resources');
  return {
    id: group.id('id'),
    name: group.text('name'),
    synced: group.flag('externalSynced'),
    ...(description === undefined || description === '' ? {} : { description }),
    ...(managedBy === undefined ? {} : { managedBy }),
    ...(users === undefined ? {} : { users }),
    ...(resources === undefined ? {} : { resources }),
  };
};

export interface GroupAccess {
  readonly resourceId: string;
  readonly owner: string;
  readonly roles: readonly string[];
}

export const groupAccess: Decode<GroupAccess> = (value, at) => {
  const access = fields(value, at);
  return { resourceId: access.id('resourceId'), owner: access.maybeText('resourceOwner') ?? '', roles: access.list('roles', text) };
};
