import type { ScriptedSite } from '../support/scripted-site.js';

const grant = (id: number, permission: string, type: string, more: object = {}): Readonly<Record<string, unknown>> => ({
  id,
  permission,
  holder: { type, ...more },
});

const groupActor = (groupId: string, name: string): Readonly<Record<string, unknown>> => ({
  id: 1,
  type: 'atlassian-group-role-actor',
  displayName: name,
  actorGroup: { groupId, name, displayName: name },
});

const userActor = (accountId: string): Readonly<Record<string, unknown>> => ({
  id: 2,
  type: 'atlassian-user-role-actor',
  displayName: accountId,
  actorUser: { accountId },
});

const appActors = [userActor('app-1')];
const addons = { id: 10_100, name: 'atlassian-addons-project-access', actors: appActors };
const permission = (principal: object, key: string, targetType: string, id: string): Readonly<Record<string, unknown>> => ({
  id,
  principal,
  operation: { key, targetType },
});

/** A small site that has one of each thing that is awkward. */
export const acmeSite: ScriptedSite = {
  users: [
    { accountId: 'u-ana', accountType: 'atlassian', active: true, displayName: 'Ana', emailAddress: 'Ana@Acme.example' },
    { accountId: 'u-bo', accountType: 'atlassian', active: false, displayName: 'Bo', emailAddress: 'bo@acme.example' },
    { accountId: 'u-hidden', accountType: 'atlassian', active: true, displayName: 'H.' },
    {
      accountId: 'u-gina',
      accountType: 'atlassian',
      active: true,
      displayName: 'Gina',
      emailAddress: 'gina@client.example',
      isExternalCollaborator: true,
    },
    { accountId: 'u-ivo', accountType: 'atlassian', active: true, displayName: 'Ivo', emailAddress: 'ivo@client.example', guest: true },
    { accountId: 'app-1', accountType: 'app', active: true, displayName: 'Bot' },
    { accountId: 'c-1', accountType: 'customer', active: true, displayName: 'Customer' },
  ],
  groups: [
    { groupId: 'g-eng', name: 'eng', members: ['u-ana', 'u-bo'] },
    { groupId: 'g-admins', name: 'site-admins', members: ['u-ana'] },
    { groupId: 'g-guests', name: 'confluence-guests-acme', members: ['u-gina'] },
    { groupId: 'g-twin', name: 'eng', members: ['u-hidden'] },
  ],
  admins: ['g-admins'],
  applicationRoles: [
    {
      key: 'jira-software',
      name: 'Jira Software',
      groupDetails: [{ groupId: 'g-eng', name: 'eng' }],
      hasUnlimitedSeats: false,
      numberOfSeats: 100,
    },
    { key: 'jira-novelty', name: 'New', groupDetails: [{ groupId: 'g-eng', name: 'eng' }], hasUnlimitedSeats: true },
  ],
  roles: [
    { id: 10_002, name: 'Administrators', actors: [groupActor('g-admins', 'site-admins')] },
    { id: 10_003, name: 'Developers', description: 'Who builds' },
    addons,
    { id: 10_200, name: 'Member', scope: { type: 'PROJECT', project: { id: '2' } }, actors: [] },
  ],
  schemes: [
    {
      id: 0,
      name: 'Default',
      description: 'For most',
      permissions: [
        grant(1, 'BROWSE_PROJECTS', 'applicationRole'),
        grant(2, 'ADD_COMMENTS', 'projectRole', { parameter: '10003', value: '10003' }),
        grant(3, 'BROWSE_PROJECTS', 'projectRole', { parameter: '10100', value: '10100' }),
        grant(4, 'VIEW_PROJECTS', 'applicationRole'),
        grant(5, 'com.app__EDIT_ALL', 'projectLead'),
        grant(6, 'CREATE_ATTACHMENT', 'group', { parameter: 'eng', value: 'g-eng' }),
        grant(7, 'EDIT_ISSUES', 'reporter'),
        grant(8, 'EDIT_ISSUES', 'reportercreate'),
        grant(9, 'EDIT_ISSUES', 'teamFromTheFuture', { parameter: 'x' }),
        grant(10, 'EDIT_ISSUES', 'projectRole', { parameter: '99999' }),
        grant(11, 'EDIT_ISSUES', 'user', { parameter: 'u-bo', value: 'u-bo' }),
        grant(12, 'BROWSE_PROJECTS', 'sd.customer.portal.only'),
        grant(13, 'EDIT_ISSUES', 'userCustomField', { parameter: 'customfield_10010', value: 'customfield_10010' }),
        grant(14, 'EDIT_ISSUES', 'applicationRole', { parameter: 'jira-software', value: 'jira-software' }),
        grant(15, 'BROWSE_PROJECTS', 'anyone'),
      ],
    },
    { id: 10_500, name: 'Team', scope: { type: 'PROJECT' }, permissions: [] },
  ],
  permissions: {
    BROWSE_PROJECTS: { key: 'BROWSE_PROJECTS', type: 'PROJECT' },
    'com.app__EDIT_ALL': { key: 'com.app__EDIT_ALL', type: 'PROJECT' },
  },
  projects: [
    {
      project: {
        id: '1',
        key: 'ACME',
        name: 'Acme',
        projectTypeKey: 'software',
        style: 'classic',
        simplified: false,
        isPrivate: false,
        lead: { accountId: 'u-ana' },
      },
      roles: [
        { id: 10_002, name: 'Administrators', actors: [groupActor('g-admins', 'site-admins')] },
        {
          id: 10_003,
          name: 'Developers',
          actors: [userActor('u-ana'), groupActor('g-eng', 'eng'), { id: 3, type: 'team-from-the-future' }],
        },
        { ...addons },
        { id: 10_300, name: 'Guest – Collaborator', type: 'GUEST_ROLE', actors: [userActor('u-ivo')] },
      ],
      scheme: 0,
    },
    {
      project: { id: '2', key: 'TEAM', projectTypeKey: 'business', style: 'next-gen', simplified: true, isPrivate: false },
      roles: [
        { id: 10_200, name: 'Member', scope: { type: 'PROJECT' }, actors: [userActor('u-hidden')] },
        { id: 10_201, name: 'Reviewer', scope: { type: 'PROJECT' }, actors: [userActor('u-ana')] },
      ],
    },
    {
      project: { id: '3', key: 'OLD', projectTypeKey: 'novel', style: 'classic', simplified: false, archived: true },
      roles: [],
      scheme: 0,
    },
  ],
  mode: 'ROLES',
  spaces: [
    {
      space: { id: '11', key: 'DOCS', name: 'Docs', type: 'global', status: 'current' },
      permissions: [
        permission({ type: 'group', id: 'g-eng' }, 'read', 'space', '1'),
        permission({ type: 'group', id: 'g-eng' }, 'create', 'page', '2'),
        permission({ type: 'user', id: 'u-gina' }, 'read', 'space', '3'),
        permission({ type: 'user', id: 'u-gina' }, 'create', 'comment', '4'),
        permission({ type: 'user', id: 'anonymous' }, 'read', 'space', '5'),
        permission({ type: 'group', id: 'g-eng' }, 'teleport', 'page', '6'),
        permission({ type: 'martian', id: 'm' }, 'read', 'space', '7'),
        permission({ type: 'role', id: 'r-1' }, 'read', 'space', '8'),
        permission({ type: 'user', id: 'u-unlisted' }, 'read', 'space', '9'),
        permission({ type: 'group', id: 'g-admins' }, 'read', 'space', '10'),
      ],
      assignments: [
        { principal: { principalType: 'GROUP', principalId: 'g-admins' }, roleId: 'r-1' },
        { principal: { principalType: 'ACCESS_CLASS', principalId: 'all-licensed-users' }, roleId: 'r-2' },
        { principal: { principalType: 'ACCESS_CLASS', principalId: 'jsm-project-admins' }, roleId: 'r-2' },
        { principal: { principalType: 'USER', principalId: 'u-ana' }, roleId: 'r-gone' },
      ],
    },
    { space: { id: '12', key: '~ana', type: 'personal', status: 'current' }, permissions: [], assignments: [] },
  ],
  spaceRoles: [
    { id: 'r-1', name: 'Viewer', type: 'SYSTEM', spacePermissions: ['read/space'] },
    { id: 'r-2', name: 'Commenter', type: 'CUSTOM', spacePermissions: ['create/comment', 'read/space'] },
  ],
  licensed: ['g-eng', 'g-guests'],
  workspaces: [
    { id: 'ari:jira', type: 'workspace', attributes: { typeKey: 'jira-software', hostUrl: 'https://acme.atlassian.net' } },
    { id: 'ari:confluence', type: 'workspace', attributes: { typeKey: 'confluence', hostUrl: 'https://acme.atlassian.net' } },
    { id: 'ari:other', type: 'workspace', attributes: { typeKey: 'jira-software', hostUrl: 'https://other.atlassian.net' } },
  ],
  organizationUsers: [
    {
      accountId: 'u-ana',
      email: 'ana@acme.example',
      accountStatus: 'active',
      membershipStatus: 'active',
      groups: [{ id: 'g-eng', name: 'eng' }],
      platformRoles: ['atlassian/org-admin'],
      productAccess: [
        { id: 'ari:jira', key: 'jira-software' },
        { id: 'ari:confluence', key: 'confluence' },
        { id: 'ari:other', key: 'jira-servicedesk' },
      ],
    },
    {
      accountId: 'u-hidden',
      email: 'hidden@acme.example',
      accountStatus: 'active',
      membershipStatus: 'suspended',
      groups: [],
      productAccess: [],
    },
    {
      accountId: 'u-gina',
      email: 'gina@client.example',
      accountStatus: 'active',
      groups: [{ id: 'g-guests', name: 'confluence-guests-acme' }],
      productAccess: [{ id: 'ari:confluence', key: 'confluence' }],
    },
  ],
  organizationGroups: [
    {
      group: { id: 'g-eng', name: 'eng', externalSynced: true, counts: { users: 2, resources: 1 } },
      members: ['u-ana', 'u-hidden'],
      access: [{ resourceId: 'ari:jira', resourceOwner: 'jira-software', roles: ['atlassian/user'] }],
    },
    {
      group: { id: 'g-guests', name: 'confluence-guests-acme', externalSynced: false, counts: { users: 1, resources: 1 } },
      members: ['u-gina'],
      access: [{ resourceId: 'ari:confluence', resourceOwner: 'confluence', roles: ['atlassian/guest'] }],
    },
    { group: { id: 'g-open', name: 'anybody', managedBy: 'OPEN', counts: { users: 0, resources: 0 } }, members: [], access: [] },
  ],
  chatUsers: [
    { id: 'U1', name: 'ana', profile: { email: 'ana@acme.example' } },
    { id: 'U2', name: 'kim', is_ultra_restricted: true, profile: { email: 'kim@client.example' } },
    { id: 'B1', name: 'bot', is_bot: true },
  ],
  channels: [
    { channel: { id: 'C1', name: 'client-acme', is_private: true }, members: ['U1', 'U2', 'B1', 'U9'] },
    { channel: { id: 'C2', name: 'all', is_private: false, is_ext_shared: true }, members: ['U1'] },
  ],
};
