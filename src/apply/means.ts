import type { FactChange } from '../diff/fact-change.js';
import { existenceFacts, type Fact, type FactType } from '../diff/facts.js';
import { systemSpaceRoles } from '../model/bundles.js';
import { spaceOperations } from '../model/permissions.js';
import type { Site } from '../model/site.js';
import { apiOf } from '../drift/fact-api.js';
import { madeByApi } from '../providers/live/projects.js';
import type { Api } from '../providers/provider.js';
import { quote } from '../text/quote.js';
import type { Abilities } from './abilities.js';
import { misnamed } from './misnamed.js';
import { mostSpaceRoles } from './space-roles.js';
import type { StepKind } from './step-kinds.js';
import { factOf, kindOf, nameOf } from './references.js';
import { isMailAddress } from '../text/mail-address.js';

/** How a change is made: by an API, by somebody who clicks, or not at all. Steps of one kind about one thing are one step. */
export type Means =
  | { readonly type: 'write'; readonly api: Api }
  | { readonly type: 'manual'; readonly step: StepKind; readonly of: string }
  | { readonly type: 'left'; readonly why: string };

export interface Ground {
  readonly policies: Site;
  readonly abilities: Abilities;
  /** Groups that are not kept in git. */
  readonly others: ReadonlyMap<string, 'idp' | 'open'>;
  /** Whether a product is somebody's own on the site, rather than through a group that no policy declares. */
  readonly isOwnProduct: (user: string, product: string) => boolean;
  /** Spaces in which the site has a guest, so that what guests hold there can be written. */
  readonly spacesWithGuests: ReadonlySet<string>;
  /** Whether somebody is an app, by the policies or by the site. */
  readonly isApp: (user: string) => boolean;
  /** Whether something is there on the site, under its name in the policies. */
  readonly isThere: (thing: string) => boolean;
  /** Space roles for which the site has no room. */
  readonly spaceRolesBeyond: ReadonlySet<string>;
  /** People whose address belongs to another account than the policies say. */
  readonly swapped: ReadonlySet<string>;
}

const names: Readonly<Record<Api, string>> = {
  jira: 'Jira was not read',
  confluence: 'Confluence was not read',
  organization: 'that needs the key of the organization',
  slack: 'the team chat was not read',
};

/** How one change is made, looked at by itself. */
export function meansOf(change: FactChange, ground: Ground): Means {
  const { of, says } = factOf(change);
  const stranger = [of, ...says].find((word) => ground.swapped.has(word));
  if (stranger !== undefined)
    return left(`The address of ${nameOf(stranger)} belongs to another account than the policies say: nothing is done under this name.`);
  const misfit = change.after === undefined || ground.isThere(of) ? undefined : misnamed(of);
  if (misfit !== undefined) return left(misfit);
  const found = meansByKind(change, ground);
  if (found.type === 'write' && !ground.abilities.apis.includes(found.api)) return left(`Nobody can write it: ${names[found.api]}.`);
  return found;
}

function meansByKind(change: FactChange, ground: Ground): Means {
  switch (kindOf(factOf(change).of)) {
    case 'user':
      return ofPerson(change, ground);
    case 'group':
      return ofGroup(change, ground);
    case 'project':
      return ofProject(change, ground);
    case 'space':
      return ofSpace(change, ground);
    case 'channel':
      return ofChannel(change, ground);
    default:
      return ofOther(change, ground);
  }
}

function write(type: FactType): Means {
  return { type: 'write', api: apiOf(type) };
}

function manual(step: StepKind, of: string): Means {
  return { type: 'manual', step, of };
}

function left(why: string): Means {
  return { type: 'left', why };
}

function ofPerson(change: FactChange, ground: Ground): Means {
  const { policies, abilities, isOwnProduct, isApp, isThere } = ground;
  const { type, of, says } = factOf(change);
  const name = nameOf(of);
  const person = policies.people.get(name);
  if (isApp(of)) {
    if (!isThere(of)) return manual('app', of);
    return type === 'active' ? manual('app-switch', of) : left(`What the app ${name} has is not for an API to change.`);
  }
  const group = type === 'product' && change.after !== undefined ? usersGroup(says[0], ground) : undefined;
  if (group !== undefined)
    return left(
      `Confluence gives somebody itself by putting them into a group of its own, which no API names, and group ${group} is called like it: the next plan would take them out. Write ${name} under the members of that group, rather than the product under the person.`,
    );
  if (!isThere(of)) {
    if (person?.active === false) return left(`${name} has no account, and by the policies it would be switched off.`);
    if (!isMailAddress(name)) return person?.accountId === undefined ? left(unknownAs(name)) : manual('account', of);
    return abilities.isFree ? manual('invite', 'site') : write('person');
  }
  if (type === 'product' && change.after === undefined && !isOwnProduct(of, says[0] ?? '')) return manual('through-group', of);
  return write(type);
}

/** A group of the policies that is called as Confluence calls the one whose members may use it. What the default groups of Jira are Jira tells. */
function usersGroup(product: string | undefined, { policies }: Ground): string | undefined {
  if (product !== 'confluence') return undefined;
  const site = new URL(policies.about.url).hostname.split('.')[0] ?? '';
  return [`confluence-users-${site}`, 'confluence-users'].find((name) => {
    const group = policies.groups.get(name);
    return group?.managedBy === 'git' && group.products.includes('confluence');
  });
}

/** Such a person is found by the account id alone. */
function unknownAs(name: string): string {
  return `The site has nobody whom the policies call ${name}, and nobody is invited by that, for it is no e-mail address. Write the id of the account in the policies (accountId), or declare the person by the e-mail address.`;
}

function ofGroup(change: FactChange, { policies, others, isThere, abilities }: Ground): Means {
  const { type, of } = factOf(change);
  const keeper = others.get(of);
  if (type === 'member' && keeper === undefined && abilities.guestGroups.has(of) && policies.groups.has(nameOf(of)))
    return left(
      `Group ${nameOf(of)} makes a guest of whoever is in it: people come into it as guests, and leave it when they are no guests any more. List the same people in it as are guests, or none of it in the policies.`,
    );
  if (keeper === undefined) return write(type);
  if (type === 'member')
    return left(
      keeper === 'idp'
        ? `The identity provider keeps the members of group ${nameOf(of)}.`
        : `Anybody may join group ${nameOf(of)} and leave it.`,
    );
  return manual(isThere(of) ? 'kept-group' : keeper === 'idp' ? 'synced-group' : 'open-group', of);
}

const style: ReadonlySet<FactType> = new Set(['project-type', 'project-access', 'project-scheme']);

function ofProject(change: FactChange, { policies, abilities, isThere }: Ground): Means {
  const { type, of } = factOf(change);
  const { before, after } = change;
  if (type === 'project-guest') return abilities.isFree ? left('Guests of Jira need a paid plan.') : manual('project-guests', of);
  const project = policies.projects.get(nameOf(of));
  const newcomer = after === undefined ? undefined : type === 'lead' ? after.says[0] : type === 'actor' ? after.says[1] : undefined;
  if (newcomer?.startsWith('user:') === true && policies.people.get(nameOf(newcomer))?.active === false)
    return left(
      `${nameOf(newcomer)} is switched off by the policies: Jira lets nobody like that lead a project or into a role. Name somebody else, or nobody.`,
    );
  const isArchiving = type === 'archived' && after?.says[0] === 'true';
  if (!isThere(of) && type !== 'actor' && !isArchiving) {
    if (project?.access !== undefined) return manual('team-project', of);
    if (project !== undefined && !madeByApi.has(project.product)) return manual('discovery-project', of);
  }
  if (isThere(of) && style.has(type)) {
    if (type === 'project-type') return manual('project-type', of);
    // One of the two is there: having the other makes it another kind of project.
    if (before === undefined || after === undefined) return manual('project-style', of);
    if (type === 'project-access') return manual('project-access', of);
  }
  if (type === 'archived' && (isThere(of) || isArchiving) && !abilities.archives)
    return left(`Projects are archived and restored from the Premium plan on: project ${nameOf(of)} stays as it is.`);
  if (type === 'project-scheme' && abilities.isFree) return left(freePlan);
  return write(type);
}

const freePlan = 'On the Free plan Jira lets nobody change schemes and roles.';
const beforeRoles = 'Confluence has no space roles on this site yet: its administrators turn them on.';

function ofSpace(change: FactChange, { abilities, spacesWithGuests }: Ground): Means {
  const { type, of } = factOf(change);
  switch (type) {
    case 'space-guest':
      return manual('space-guests', of);
    case 'guest-permission':
      return spacesWithGuests.has(of) ? write(type) : manual('space-guests', of);
    case 'space-role-grant':
      return abilities.spaceRoles ? write(type) : left(beforeRoles);
    case 'space-grant':
      // The API of single permissions gives to users, groups and the public, and what has always been there; it takes whatever is there.
      return change.after === undefined || isWritable(change.after) ? write(type) : manual('space-permissions', of);
    default:
      return write(type);
  }
}

const writablePairs: ReadonlySet<string> = new Set([...spaceOperations, 'update/page', 'update/blogpost']);

/** Whether an API gives a single permission in a space. */
export function isWritable({ says: [holder = '', operation = ''] }: Fact): boolean {
  return (holder === 'anyone' || holder.startsWith('user:') || holder.startsWith('group:')) && writablePairs.has(operation);
}

function ofChannel(change: FactChange, { abilities, isThere }: Ground): Means {
  const { type, of, says } = factOf(change);
  const isNew = change.before === undefined;
  if (isTurnedInChat(change, abilities)) return manual('chat-kind', says[0] ?? '');
  if (type === 'private' && isThere(of) && change.after !== undefined) return manual('channel-kind', of);
  if (type === 'channel-member' && isNew && abilities.inChat?.has(says[0] ?? '') === false)
    return abilities.enterpriseChat ? write(type) : manual('chat-members', of);
  if (type === 'channel-guest' && isNew) return abilities.enterpriseChat ? write(type) : manual('channel-guests', of);
  return write(type);
}

/** Whoever is a guest of the chat is one in all of it: to be a member of a channel, or the other way round, is another kind of account. */
function isTurnedInChat({ before, after }: FactChange, { chatGuests, inChat }: Abilities): boolean {
  const who = after?.says[0] ?? '';
  if (before !== undefined) return false;
  if (after?.type === 'channel-member') return chatGuests.has(who);
  return after?.type === 'channel-guest' && !chatGuests.has(who) && inChat?.has(who) === true;
}

function ofOther(change: FactChange, { policies, abilities, others, spaceRolesBeyond }: Ground): Means {
  const {
    type,
    of,
    says: [first = ''],
  } = factOf(change);
  if (type === 'administrator' && others.has(first)) return manual('kept-group', first);
  if (type === 'global-permission') return manual('global-permissions', 'site');
  if (type === 'administrator' && change.after === undefined && abilities.organizationAdmins.has(first))
    return manual('organization-admin', 'site');
  if (abilities.isFree && (kindOf(of) === 'role' || kindOf(of) === 'scheme')) return left(freePlan);
  if (kindOf(of) !== 'space-role') return write(type);
  if (!abilities.spaceRoles) return left(beforeRoles);
  return ofSpaceRole(change, policies, spaceRolesBeyond);
}

function ofSpaceRole(change: FactChange, policies: Site, beyond: Ground['spaceRolesBeyond']): Means {
  const { type, of } = factOf(change);
  const name = nameOf(of);
  if (Object.hasOwn(systemSpaceRoles, name)) return left(`The space role ${name} is Confluence's own, and cannot be changed.`);
  if (policies.spaceRoles.get(name)?.operations.includes('read/space') === false)
    return left(`Confluence has no space role without read/space: write that under the permissions of the space role ${name} too.`);
  if (beyond.has(of))
    return left(
      `Confluence has room for ${String(mostSpaceRoles)} space roles beside its own, and they are taken: ${name} is made once one is gone.`,
    );
  return write(type);
}

/** A change with the means for it; what needs a thing that will not be there cannot be made either. */
export interface Sorted {
  readonly writes: readonly FactChange[];
  readonly manual: readonly { readonly change: FactChange; readonly step: StepKind; readonly of: string }[];
  readonly left: readonly { readonly change: FactChange; readonly why: string }[];
}

export function sortByMeans(changes: readonly FactChange[], ground: Ground): Sorted {
  const known: Judged[] = changes.map((change) => ({ change, means: meansOf(change, ground) }));
  keepWhatIsStillNamed(known);
  leaveRolesOfOtherKind(known);
  for (;;) {
    const missing = new Map(
      known.flatMap(({ change, means }) => {
        const { type, of } = factOf(change);
        return means.type === 'left' && change.before === undefined && existenceFacts.has(type) ? [[of, means.why] as const] : [];
      }),
    );
    const stranded = known.flatMap((each, index) => {
      const lacks = each.means.type === 'left' ? undefined : lackIn(each.change, missing);
      return lacks === undefined ? [] : [{ index, lacks }];
    });
    if (stranded.length === 0) break;
    for (const { index, lacks } of stranded) {
      const { change } = known[index] as (typeof known)[number];
      known[index] = { change, means: left(`It needs ${quote(lacks)}, which will not be there: ${missing.get(lacks) ?? ''}`) };
    }
  }
  return {
    writes: known.flatMap(({ change, means }) => (means.type === 'write' ? [change] : [])),
    manual: known.flatMap(({ change, means }) => (means.type === 'manual' ? [{ change, step: means.step, of: means.of }] : [])),
    left: known.flatMap(({ change, means }) => (means.type === 'left' ? [{ change, why: means.why }] : [])),
  };
}

interface Judged {
  readonly change: FactChange;
  readonly means: Means;
}

/** Team-managed projects have roles of their own: who is to be in those of the other kind has to wait until the project is of it. */
function leaveRolesOfOtherKind(known: Judged[]): void {
  const turning = new Set(known.flatMap(({ means }) => (means.type === 'manual' && means.step === 'project-style' ? [means.of] : [])));
  for (const [index, { change }] of known.entries())
    if (change.before === undefined && change.after?.type === 'actor' && turning.has(change.after.of))
      known[index] = {
        change,
        means: left(
          `Project ${nameOf(change.after.of)} is of the other kind than the policies say, and has other roles until it is of theirs.`,
        ),
      };
}

/** What is taken away by hand, or not at all, is there still when the writes are made: what it names cannot be deleted before. */
function keepWhatIsStillNamed(known: Judged[]): void {
  for (;;) {
    const named = new Set(known.flatMap(({ change: { before }, means }) => (means.type === 'write' ? [] : (before?.says ?? []))));
    const going = new Set(
      known.flatMap(({ change, means: { type } }) =>
        type === 'write' && change.after === undefined && existenceFacts.has(factOf(change).type) ? [factOf(change).of] : [],
      ),
    );
    const kept = [...going].filter((thing) => named.has(thing));
    if (kept.length === 0) return;
    for (const [index, { change, means }] of known.entries())
      if (means.type === 'write' && change.after === undefined && kept.includes(factOf(change).of))
        known[index] = { change, means: left(`${quote(factOf(change).of)} goes once nothing uses it, which takes steps by hand.`) };
  }
}

/** What a change needs of things that will not be there. */
function lackIn({ after }: FactChange, missing: ReadonlyMap<string, string>): string | undefined {
  return after === undefined ? undefined : [after.of, ...after.says].find((word) => missing.has(word));
}
