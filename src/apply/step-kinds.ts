import { count, list } from '../text/plural.js';
import { nameOf } from './references.js';

/** What no API can do, by what has to be clicked for it. */
export type StepKind =
  | 'site-product'
  | 'organization-admin'
  | 'app'
  | 'app-switch'
  | 'account'
  | 'invite'
  | 'through-group'
  | 'kept-group'
  | 'synced-group'
  | 'open-group'
  | 'rename-group'
  | 'rename-project'
  | 'rename-space'
  | 'team-project'
  | 'discovery-project'
  | 'project-type'
  | 'project-style'
  | 'project-access'
  | 'project-guests'
  | 'space-guests'
  | 'space-permissions'
  | 'channel-kind'
  | 'chat-members'
  | 'channel-guests'
  | 'chat-kind'
  | 'app-member'
  | 'app-product'
  | 'app-administrator'
  | 'global-permissions';

/** What a step comes to: the sentence, and where to click. Names of menus are those of the vendors' help pages of 2026. */
export interface StepWords {
  readonly what: string;
  readonly clicks: readonly string[];
}

/** What a step is about. */
export interface StepGround {
  /** The thing, as a reference. */
  readonly of: string;
  /** What is to be there, and what is to go, in words: `ana@acme.example`, `BULK_CHANGE to group staff`. */
  readonly gives: readonly string[];
  readonly takes: readonly string[];
  /** Another name, where there is one. */
  readonly to?: string;
  /** Whoever is taken away here is given another place by a later step. */
  readonly isFirst?: true;
}

const admin = 'Open admin.atlassian.com and select your organization.';
const switchedOff =
  'Whoever has an account there that is switched off: Tools & settings, Manage members, ···, Activate account; then let them into the channel.';
const projectSettings = (key: string): string => `In Jira, open project ${key}, then Project settings (newer sites: Space settings).`;
const both = ({ gives, takes }: Omit<StepGround, 'of'> & Partial<StepGround>, add: string, remove: string): readonly string[] => [
  ...(gives.length === 0 ? [] : [`${add}: ${gives.join('; ')}.`]),
  ...(takes.length === 0 ? [] : [`${remove}: ${takes.join('; ')}.`]),
];

const guestsOf = (place: string, { isFirst }: StepGround): string =>
  isFirst === undefined
    ? `Place the guests of ${place} as the policies say: no API does.`
    : `Take those guests out of ${place} who go elsewhere: a guest has one ${place.split(' ')[0] ?? ''}, and no API places one.`;

export function stepWords(kind: StepKind, ground: StepGround): StepWords {
  return words[kind](ground, nameOf(ground.of));
}

const words: Readonly<Record<StepKind, (ground: StepGround, name: string) => StepWords>> = {
  'site-product': ({ to = '' }) => ({
    what: `Add the product ${to} to the site: no API buys one.`,
    clicks: [admin, 'Directory or Billing (it depends on your organization), Add a product, and choose it for this site.'],
  }),
  'organization-admin': ({ takes }) => ({
    what: `Let ${list(takes)} administer the whole organization no more: that is more than this site, so that nothing here writes it.`,
    clicks: [
      'Make sure first that somebody else can do it, and do it as them.',
      `${admin} Then Directory, Users.`,
      `Of each of these, under Roles, take away Organization admin: ${takes.join('; ')}.`,
      'Or leave it so, and write them in the policies: under admins of the Site.',
    ],
  }),
  app: (_, name) => ({
    what: `Install the app ${name}, or make its service account: no API invites an app.`,
    clicks: [
      'For an app of the Marketplace: in Jira, open Apps, then Explore more apps, and install it.',
      `For a service account: ${admin} Then Directory, Service accounts, Create a service account, and call it ${name}.`,
    ],
  }),
  'app-switch': ({ gives }, name) => ({
    what: `Switch the app ${name} ${gives.join(' ')}: no API does.`,
    clicks: [
      `For an app of the Marketplace: in Jira, open Apps, then Manage apps, and ${gives.includes('on') ? 'install or enable' : 'disable or uninstall'} it.`,
      `For a service account: ${admin} Then Directory, Service accounts, ${name}.`,
    ],
  }),
  account: ({ gives }, name) => ({
    what: `Invite ${name}: the policies have the id of the account, but an API invites by the e-mail address alone.`,
    clicks: [
      admin,
      `Directory, Users, Invite users, by the e-mail address of that account${gives.length === 0 ? '' : `, with ${list(gives)}`}.`,
      'Or declare the person by the e-mail address in the policies.',
    ],
  }),
  invite: ({ gives }) => ({
    what: `Invite ${count(gives.length, 'person', 'people')}: on the Free plan the API refuses invitations.`,
    clicks: [admin, 'Directory, Users, Invite users.', `Invite, with the products the policies give them: ${gives.join('; ')}.`],
  }),
  'through-group': ({ takes }, name) => ({
    what: `Take ${name} out of the group that gives ${takes.join(' and ')}: no policy declares that group, so that nothing else touches it.`,
    clicks: [
      admin,
      `Directory, Users, ${name}.`,
      `Under Groups, leave the group that gives ${takes.join(' and ')}: select ··· beside it, then Remove from group.`,
    ],
  }),
  'kept-group': ({ gives, takes }, name) => ({
    what: `Change group ${name} where it is kept: ${[...gives, ...takes.map((each) => `no longer ${each}`)].join('; ')}.`,
    clicks: [
      `If the identity provider keeps it: change it there, then ${admin} Security, Identity providers, and wait for the next sync.`,
      `If anybody may join it: ${admin} Directory, Groups, ${name}.`,
    ],
  }),
  'synced-group': ({ gives }, name) => ({
    what: `Sync group ${name} from the identity provider: a group made here could not be kept there.`,
    clicks: [
      'In the identity provider, assign the group to the Atlassian application.',
      `${admin} Security, Identity providers, and check that the sync brought ${name}.`,
      ...(gives.length === 0
        ? []
        : [`Then Directory, Groups, ${name}, Add product access: ${gives.map((each) => each.replace('gives ', '')).join('; ')}.`]),
    ],
  }),
  'open-group': ({ gives }, name) => ({
    what: `Make ${name} as a team that anybody may join: the API makes no such group.`,
    clicks: [
      'In Jira or Confluence, open Teams, then Create team.',
      `Call it ${name}, and let anybody join.`,
      ...(gives.length === 0
        ? []
        : [`${admin} Then Directory, Groups, ${name}, Add product access: ${gives.map((each) => each.replace('gives ', '')).join('; ')}.`]),
    ],
  }),
  'rename-group': ({ to }, name) => ({
    what: `Rename group ${name} to ${nameOf(to ?? '')}: no API renames a group.`,
    clicks: [admin, `Directory, Groups, ${name}.`, `Select ··· beside the name, then Rename group: ${nameOf(to ?? '')}.`],
  }),
  'rename-project': ({ to }, name) => ({
    what: `Give project ${name} the key ${nameOf(to ?? '')}: every work item gets a new key with it, so that somebody should look at it.`,
    clicks: [
      projectSettings(name),
      `Choose Details, write ${nameOf(to ?? '')} under Key, and Save details; Jira leads links with the old key to the new one.`,
    ],
  }),
  'rename-space': ({ to }, name) => ({
    what: `Give space ${name} the key ${nameOf(to ?? '')}: Confluence changes no key, so that its pages have to move.`,
    clicks: [
      `Make a space with the key ${nameOf(to ?? '')}, and move the pages there: on each top page ···, Move.`,
      `Or write the key ${name} in the policies again, and leave formerly out.`,
    ],
  }),
  'team-project': (_, name) => ({
    what: `Make the team-managed project ${name}: no API makes one with its access.`,
    clicks: [
      'In Jira, open Projects (newer sites: Spaces), then Create project, and choose a template.',
      `Choose Select a team-managed project, with the key ${name}.`,
      'Choose the access that the policies say: Open, Limited or Private.',
    ],
  }),
  'discovery-project': ({ gives }, name) => ({
    what: `Make project ${name} of Jira Product Discovery${gives.length === 0 ? '' : `, with ${list(gives)}`}: no API makes one of this kind.`,
    clicks: [
      'In Jira, open Projects (newer sites: Spaces), then Create project, and choose the template Product Discovery.',
      `Give it the key ${name}.`,
      `At once, open Project settings (newer sites: Space settings) and set there: ${gives.join('; ')}. Until then, whoever its own scheme names may enter.`,
    ],
  }),
  'project-type': ({ gives }, name) => ({
    what: `Project ${name} is of another type than the policies say, ${gives.join(' ')}: Jira changes the type of no project.`,
    clicks: [
      'Make a new project of that type, and move the work there: in the list of work items, select all, ···, Bulk change, Move.',
      'Or write the type that it has in the policies.',
    ],
  }),
  'project-style': (_, name) => ({
    what: `Project ${name} is of the other kind than the policies say, team-managed or company-managed: Jira turns none into the other.`,
    clicks: [
      'Make a new project of that kind, and move the work there: in the list of work items, select all, ···, Bulk change, Move.',
      'Or write the kind that it has in the policies.',
    ],
  }),
  'project-access': ({ gives }, name) => ({
    what: `Set the access of project ${name}: ${gives.join(' ')}.`,
    clicks: [projectSettings(name), `Select Access, then Change project access: ${gives.join(' ')}.`],
  }),
  'project-guests': (ground, name) => ({
    what: guestsOf(`project ${name}`, ground),
    clicks: [
      projectSettings(name),
      ...both(ground, 'Select Access, then Add people, with the role Guest – Collaborator', 'Under Access, remove'),
    ],
  }),
  'space-guests': (ground, name) => {
    const { gives, takes } = ground;
    const permissions = gives.filter((each) => each.includes('/'));
    const guests = gives.filter((each) => !each.includes('/'));
    const added = permissions.length === 0 ? guests : [`${guests.join('; ')}, with just ${permissions.join(', ')}`];
    return {
      what: guestsOf(`space ${name}`, ground),
      clicks: [
        `In Confluence, open space ${name}, then Space settings, and under Space permissions General (newer sites: Space access, Users).`,
        ...both(
          { of: name, gives: gives.length === 0 ? [] : added, takes },
          'Under Guest users, Edit permissions, add',
          'Under Guest users, remove',
        ),
        'Select Save all.',
      ],
    };
  },
  'space-permissions': (ground, name) => ({
    what: `Set in space ${name} what its API of single permissions does not know.`,
    clicks: [
      `In Confluence, open space ${name}, then Space settings, and under Space permissions General (newer sites: Space access).`,
      ...both(ground, 'Edit permissions, and add', 'Edit permissions, and take away'),
      'Select Save all.',
    ],
  }),
  'channel-kind': ({ gives }, name) => ({
    what: `Make channel ${name} ${gives.join(' ')}: no API does.`,
    clicks: [`In Slack, open channel ${name}, and select its name.`, `Settings, then Change to a ${gives.join(' ')} channel.`],
  }),
  'chat-members': ({ gives }, name) => ({
    what: `Invite ${count(gives.length, 'person', 'people')} to the chat and to channel ${name}: an API invites new members of a workspace on Enterprise only.`,
    clicks: [
      'In Slack, select the name of the workspace, then Invite people to it.',
      `Invite, with channel ${name} under Add to channels: ${gives.join('; ')}.`,
      switchedOff,
    ],
  }),
  'channel-guests': ({ gives }, name) => ({
    what: `Invite ${count(gives.length, 'guest')} to channel ${name}: an API invites guests on Enterprise only.`,
    clicks: [
      'In Slack, select the name of the workspace, then Invite people to it.',
      `Invite as a guest of channel ${name} alone, with the last day the policies say: ${gives.join('; ')}.`,
      switchedOff,
    ],
  }),
  'chat-kind': ({ gives }, name) => ({
    what: `Change the kind of account that ${name} has in the chat: no API turns a member into a guest, or a guest into a member.`,
    clicks: [
      'In Slack, select the name of the workspace, then Tools & settings, Manage members.',
      `Beside ${name}, select ···, then Change account type.`,
      gives.some((each) => each.startsWith('guest'))
        ? 'A guest of one channel leaves all others. Choose a guest of several, who is billed like a member, if they are to stay in others.'
        : 'They stay in every channel that they are in, as a member there too.',
      `Afterwards let them be: ${gives.join('; ')}.`,
    ],
  }),
  'app-member': ({ gives, takes }, name) => ({
    what: `${gives.length === 0 ? 'Take apps out of' : takes.length === 0 ? 'Put apps into' : 'Change which apps are in'} group ${name}: the organization does not list them, so that nobody can tell whether they are in it.`,
    clicks: [admin, `Directory, Groups, ${name}.`, ...both({ gives, takes }, 'Add group members', 'Remove')],
  }),
  'app-product': ({ gives, takes }, name) => ({
    what: `See to it that the app ${name} ${[...(gives.length === 0 ? [] : [`may use ${list(gives)}`]), ...(takes.length === 0 ? [] : [`may not use ${list(takes)}`])].join(', and ')}: the organization does not list apps, so that nobody can tell.`,
    clicks: [
      'An app of the Marketplace may use the product that it is installed in.',
      `For a service account: ${admin} Then Directory, Service accounts, ${name}.`,
      ...both({ gives, takes }, 'Add', 'Take away'),
    ],
  }),
  'app-administrator': ({ gives, takes }) => ({
    what: `Let ${[...(gives.length === 0 ? [] : [`${list(gives)} administer the site`]), ...(takes.length === 0 ? [] : [`${list(takes)} administer the site no more`])].join(', and ')}: the organization does not list apps, so that nobody can tell whether they do.`,
    clicks: [
      `${admin} Then Directory, Service accounts; for each, under Roles:`,
      ...both({ gives, takes }, 'Make it an administrator', 'Take away that it is one'),
    ],
  }),
  'global-permissions': (ground) => ({
    what: 'Set the global permissions of Jira: its API has no call for it, and none to look.',
    clicks: [
      'In Jira, select Settings, then System, and under Security Global permissions.',
      ...both(ground, 'Under Grant permission, add', 'Delete'),
    ],
  }),
};
