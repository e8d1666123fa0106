import type { Group, Site } from '../../model/site.js';
import type { ApplicationRole } from '../atlassian/jira-answers.js';
import type { OrganizationFacts } from '../atlassian/organization.js';
import type { LiveSite, Offers } from '../provider.js';
import type { SlackFacts } from '../slack/slack.js';
import { adminsOf, confluenceGuests, giveProducts, guestGroups, jiraGuests, seatsOf, workspacesAt, type Parts } from './access.js';
import { compareBytes } from '../../text/compare.js';
import { blindSpots, type BlindSpots } from './blind-spots.js';
import { channelsOf, chatAccounts } from './channels.js';
import { placeAt, type Frame } from './frame.js';
import { groupsOf, type DirectoryGroup, type Groups } from './groups.js';
import { peopleOf, type Account } from './people.js';
import { projectsOf, roleNames, rolesOf } from './projects.js';
import { schemesOf } from './schemes.js';
import { spacesOf } from './spaces.js';

/** What each API said, in its own words; what was not asked for is not there. */
export interface Facts extends Parts {
  readonly slack?: SlackFacts;
}

/** Makes one site of what several APIs said about it: the same facts in whatever order make the same site. */
export function assemble(facts: Facts, frame: Frame): Omit<LiveSite, 'calls'> {
  const spots = blindSpots();
  const { jira, confluence, slack } = facts;
  const atlassian = accountsOf(facts);
  const chat = slack === undefined ? new Map<string, Account>() : chatAccounts(slack, atlassian);
  const people = peopleOf([...atlassian, ...chat.values()], frame, spots);
  const groups = groupsOf(directoryOf(facts, spots), people, frame, spots);
  const context = { people, groups, frame, spots, areGuestsKnown: facts.organization !== undefined };
  giveProducts(facts, context);
  const guests = confluenceGuests(facts, context);
  jiraGuests(facts, context);
  const roles = jira === undefined ? new Map<string, string>() : roleNames(jira, spots);
  const schemes = jira === undefined ? undefined : schemesOf({ facts: jira, roles, ...context });
  const projects = jira === undefined ? undefined : projectsOf(jira, { roles, schemes: schemes?.names ?? new Map() }, context);
  const spaces = confluence === undefined ? undefined : spacesOf(confluence, { ...context, guests });
  const channels = slack === undefined ? undefined : channelsOf(slack, { ...context, accounts: chat });
  const admins = adminsOf(facts, context);
  const nameOf = (accountId: string): string => people.nameOf(accountId);
  if (jira !== undefined) spots.noteUncounted('global-permissions');
  if (confluence !== undefined) spots.noteUncounted('anonymous-access');
  const defaultActors = jira === undefined ? new Map() : rolesOf(jira, roles, context);
  // Groups name people, so that they come before those who are named nowhere are left out.
  const built = groups.build();
  const { people: everybody, ids } = people.build();
  const site: Site = {
    about: {
      name: new URL(frame.url).hostname.split('.')[0] ?? 'site',
      at: placeAt(frame),
      labels: {},
      url: frame.url,
      internalDomains: frame.internalDomains,
      plan: 'standard',
      admins,
      seats: seatsOf(jira),
      guestsPerPaidUser: 5,
      globalPermissions: [],
      limits: { maxRemovalPercent: 25, minAdmins: 2 },
      lint: {},
    },
    people: everybody,
    groups: built.groups,
    roles: defaultActors,
    bundles: new Map(),
    schemes: schemes?.schemes ?? new Map(),
    projects: projects?.projects ?? new Map(),
    spaceRoles: spaces?.spaceRoles ?? new Map(),
    spaces: spaces?.spaces ?? new Map(),
    channels: channels?.channels ?? new Map(),
    collaborations: new Map(),
    guardrails: new Map(),
    tests: new Map(),
  };
  return {
    site,
    ids: {
      people: ids,
      groups: built.ids,
      roles: new Map([...roles].map(([id, name]) => [name, id])),
      schemes: schemes?.ids ?? new Map(),
      projects: projects?.ids ?? new Map(),
      spaceRoles: spaces?.roleIds ?? new Map(),
      spaces: spaces?.ids ?? new Map(),
      channels: channels?.ids ?? new Map(),
      chatPeople: channels?.people ?? new Map(),
    },
    blindSpots: spots.list(),
    offers: offersOf(facts, context, nameOf),
  };
}

function offersOf(
  { organization, confluence, jira }: Facts,
  { frame, groups }: { readonly frame: Frame; readonly groups: Groups },
  nameOf: (accountId: string) => string,
): Offers {
  const here = organization === undefined ? [] : workspacesAt(organization.workspaces, frame).map(({ type }) => type);
  // Where one of them has no type, nobody can say that another is not there.
  const products = here.filter((type) => type !== undefined);
  return {
    ...(products.length === 0 || products.length < here.length ? {} : { products: products.toSorted(compareBytes) }),
    ...(organization === undefined
      ? {}
      : {
          organizationAdmins: organizationAdmins(organization).map(nameOf).sort(compareBytes),
          guestGroups: guestGroups(organization, frame)
            .map((group) => groups.nameOf(group))
            .sort(compareBytes),
        }),
    ...(confluence?.hasRoles === undefined ? {} : { spaceRoles: confluence.hasRoles }),
    ...(jira === undefined ? {} : { defaultGroups: new Map(jira.applicationRoles.map((role) => [role.key, defaultsOf(role, groups)])) }),
  };
}

function defaultsOf({ defaultGroups }: ApplicationRole, groups: Groups): readonly string[] {
  return defaultGroups.map(({ groupId, name }) => groups.nameOf({ id: groupId, name })).sort(compareBytes);
}

function organizationAdmins({ users }: OrganizationFacts): readonly string[] {
  return users.flatMap(({ accountId, platformRoles }) => (platformRoles.includes('atlassian/org-admin') ? [accountId] : []));
}

/** Those who know most about a person first. */
function accountsOf({ organization, jira, confluence }: Facts): readonly Account[] {
  return [
    ...(organization?.users ?? []).map(({ accountId, email, name, active }) => ({
      accountId,
      email,
      displayName: name,
      active,
      type: 'atlassian',
    })),
    ...[...(jira?.users ?? []), ...(jira?.directory?.groups ?? []).flatMap(({ members }) => members)].map(
      ({ accountId, accountType, active, displayName, emailAddress }) => ({
        accountId,
        type: accountType,
        active,
        displayName,
        email: emailAddress,
      }),
    ),
    ...(confluence?.directory ?? [])
      .flatMap(({ members }) => members)
      .map(({ accountId, accountType, email, displayName }) => ({ accountId, type: accountType, email, displayName })),
  ];
}

/** The groups of the organization where it was asked, else those of Jira, else those that Confluence names. */
function directoryOf({ organization, jira, confluence }: Facts, spots: BlindSpots): readonly DirectoryGroup[] {
  if (organization !== undefined) return ofOrganization(organization, spots);
  const listed = jira?.directory?.groups ?? [];
  const groups = listed.map(({ groupId, name, members }): DirectoryGroup => ({
    id: groupId,
    name,
    managedBy: 'git',
    members: members.map(({ accountId }) => accountId),
  }));
  const known = new Set(groups.map(({ id }) => id));
  const others = (confluence?.directory ?? []).filter(({ id }) => !known.has(id));
  for (const { name } of [...groups, ...others]) spots.note('group-kind', name);
  return [
    ...groups,
    ...others.map(({ id, name, members }): DirectoryGroup => ({
      id,
      name,
      managedBy: 'git',
      members: members.map(({ accountId }) => accountId),
    })),
  ];
}

function ofOrganization({ groups }: OrganizationFacts, spots: BlindSpots): readonly DirectoryGroup[] {
  return groups.map(({ group, members }) => {
    if (group.users !== undefined && group.users !== members.length)
      spots.note('group-count', `${group.name}: counts ${String(group.users)}, lists ${String(members.length)}`);
    return { id: group.id, name: group.name, description: group.description, managedBy: kindOf(group), members };
  });
}

function kindOf({ synced, managedBy }: { readonly synced: boolean; readonly managedBy?: string }): Group['managedBy'] {
  if (synced || managedBy === 'EXTERNAL') return 'idp';
  return managedBy === 'OPEN' ? 'open' : 'git';
}
