import { policies as company } from '../../sandbox/site.js';
import { write, type Row } from './writes.js';

/** What the policies of the tests say of rooms beyond what is on the site. */
export const roomPolicies = `${company}
---
{kind: Space, key: NEWS, description: 'News «of» all', access: [{to: [group:admins], allow: [read/space, administer/space]}]}
---
{kind: Space, key: WIKI, access: [{to: [group:admins], as: Admin}, {to: [group:eng], as: Viewer}]}
---
{kind: SpaceRole, name: Editors, description: Who write, permissions: [read/space, create/page]}
---
{kind: Channel, name: news, private: false, members: [user:root@corp.test]}
---
{kind: Channel, name: secret, private: true, members: [user:root@corp.test]}
`;

const role = [
  'space-role space-role:Editors',
  'space-role-permission space-role:Editors create/page',
  'space-role-permission space-role:Editors read/space',
];
const makeRole = write('confluence', [], role);

/** Each row of the table of docs/apply.md that is of Confluence. */
export const spaceRows: readonly Row[] = [
  {
    name: 'a space with single permissions',
    forward: true,
    write: write(
      'confluence',
      [],
      ['space space:NEWS', 'space-grant space:NEWS group:admins administer/space', 'space-grant space:NEWS group:admins read/space'],
    ),
  },
  {
    name: 'a space with roles',
    forward: true,
    write: write(
      'confluence',
      [],
      [
        'space space:WIKI',
        'space-role-grant space:WIKI group:admins space-role:Admin',
        'space-role-grant space:WIKI group:eng space-role:Viewer',
      ],
    ),
  },
  { name: 'a permission of a group', write: write('confluence', [], ['space-grant space:DOCS group:eng create/page']) },
  { name: 'the first permission of a person', write: write('confluence', [], ['space-grant space:DOCS user:ana@corp.test read/space']) },
  {
    name: 'several permissions of a group at once',
    write: write(
      'confluence',
      [],
      ['create/comment', 'delete/page', 'read/space'].map((each) => `space-grant space:OTHER group:eng ${each}`),
    ),
  },
  { name: 'a role in a space', write: write('confluence', [], ['space-role-grant space:OTHER group:synced space-role:Viewer']) },
  {
    name: 'another role in a space',
    write: write(
      'confluence',
      ['space-role-grant space:DOCS user:cy@corp.test space-role:Collaborator'],
      ['space-role-grant space:DOCS user:cy@corp.test space-role:Viewer'],
    ),
  },
  {
    name: 'a role of everybody who can log in',
    write: write('confluence', [], ['space-role-grant space:OTHER logged-in space-role:Viewer']),
  },
  { name: 'a permission of the guests', write: write('confluence', [], ['guest-permission space:DOCS create/blogpost']) },
  { name: 'a space role', write: makeRole },
  {
    name: 'permissions of a space role',
    first: [makeRole],
    write: write(
      'confluence',
      ['space-role-permission space-role:Editors create/page'],
      ['space-role-permission space-role:Editors delete/page'],
    ),
  },
  {
    name: 'another name of a space role',
    first: [makeRole],
    write: { id: '1', api: 'confluence', changes: [], rename: { from: 'space-role:Editors', to: 'space-role:Writers' } },
  },
];

const makeChannel = write('slack', [], ['channel channel:news', 'private channel:news false']);

/** And of Slack. */
export const channelRows: readonly Row[] = [
  { name: 'a channel', write: makeChannel },
  // A private channel that is in the archive looks like one that the owner of the token does not see.
  { name: 'a private channel', forward: true, write: write('slack', [], ['channel channel:secret', 'private channel:secret true']) },
  {
    name: 'a channel in the archive',
    first: [makeChannel],
    write: write('slack', ['channel channel:news', 'private channel:news false'], []),
  },
  { name: 'a member', write: write('slack', [], ['channel-member channel:client user:ana@corp.test']) },
  { name: 'a guest who leaves', write: write('slack', ['channel-guest channel:client user:gus@client.test'], []) },
  {
    name: 'another name of a channel',
    write: { id: '1', api: 'slack', changes: [], rename: { from: 'channel:client', to: 'channel:clients' } },
  },
];
