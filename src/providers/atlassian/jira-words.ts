import type { Fact } from '../../diff/facts.js';
import { jiraProducts, permissionKind, refusedPermissions } from '../../model/permissions.js';
import { kindOf, nameOf, type Names } from '../names.js';
import { needId, notMade, refused } from '../api-target.js';
import type { JiraGrant, JiraHolder, RoleActor } from './jira-answers.js';

/* Grants and actors in the words of facts, and back: with the ids that are known, rather than out of a whole reading. */

/** What a scheme can name besides by an id. */
export interface Roles {
  /** Ids of the roles that guests are placed by. */
  readonly guests: ReadonlySet<string>;
}

/** What a grant says, or undefined where policies cannot say it: such are left as they are. */
export function grantWords({ permission, holder }: JiraGrant, names: Names, roles: Roles): readonly string[] | undefined {
  if ((refusedPermissions as readonly string[]).includes(permission)) return undefined;
  const who = holderWord(holder, names, roles);
  return who === undefined ? undefined : [who, permissionKind(permission) === 'jira' ? permission : `app:${permission}`];
}

function holderWord({ type, parameter, value }: JiraHolder, names: Names, { guests }: Roles): string | undefined {
  const own = value ?? parameter;
  switch (type) {
    case 'anyone':
    case 'reporter':
    case 'assignee':
      return type;
    case 'projectLead':
      return 'lead';
    case 'sd.customer.portal.only':
      return 'portal-customers';
    case 'applicationRole':
      if (own === undefined || own === '') return 'logged-in';
      return (jiraProducts as readonly string[]).includes(own) ? `application:${own}` : undefined;
    case 'group':
      return own === undefined ? undefined : (names.refOf('group', own) ?? `group:${parameter ?? own}`);
    case 'user':
      return own === undefined ? undefined : (names.refOf('user', own) ?? `user:${own}`);
    case 'projectRole':
      return own === undefined ? undefined : guests.has(own) ? 'guests' : names.refOf('role', own);
    case 'userCustomField':
      return own === undefined ? undefined : `user-field:${own}`;
    case 'groupCustomField':
      return own === undefined ? undefined : `group-field:${own}`;
    default:
      return undefined;
  }
}

/** A grant as Jira takes it. */
export interface WrittenGrant {
  readonly permission: string;
  readonly holder: { readonly type: string; readonly parameter?: string; readonly value?: string };
}

export function writtenGrant({ says: [who = '', permission = ''] }: Fact, names: Names, roles: Roles): WrittenGrant {
  if ((refusedPermissions as readonly string[]).includes(permission))
    throw refused(`Jira shows the permission "${permission}" and does not let it be granted.`);
  return { permission: permission.replace(/^app:/, ''), holder: holderFor(who, names, roles) };
}

function holderFor(who: string, names: Names, { guests }: Roles): WrittenGrant['holder'] {
  const name = nameOf(who);
  switch (kindOf(who)) {
    case 'anyone':
    case 'reporter':
    case 'assignee':
      return { type: who };
    case 'lead':
      return { type: 'projectLead' };
    case 'portal-customers':
      return { type: 'sd.customer.portal.only' };
    case 'logged-in':
      return { type: 'applicationRole' };
    case 'application':
      return { type: 'applicationRole', parameter: name };
    case 'group':
      return { type: 'group', value: needId(names, who) };
    case 'user':
      return { type: 'user', parameter: needId(names, who) };
    case 'role':
      return { type: 'projectRole', parameter: needId(names, who) };
    case 'guests': {
      const [id] = [...guests].sort();
      if (id === undefined) throw notMade('The site has no role for guests.', 'Invite the first guest of Jira by hand, which makes it.');
      return { type: 'projectRole', parameter: id };
    }
    case 'user-field':
      return { type: 'userCustomField', parameter: name };
    case 'group-field':
      return { type: 'groupCustomField', parameter: name };
    default:
      throw refused(`Jira has no holder "${who}".`);
  }
}

/** Whom an actor is, as a reference; undefined for what is neither a person nor a group. */
export function actorWord({ accountId, group }: RoleActor, names: Names): string | undefined {
  if (group !== undefined) return (group.groupId === undefined ? undefined : names.refOf('group', group.groupId)) ?? `group:${group.name}`;
  return accountId === undefined ? undefined : (names.refOf('user', accountId) ?? `user:${accountId}`);
}
