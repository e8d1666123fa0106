import { jiraProducts, notForPortal } from '../../model/permissions.js';
import { findGroup } from '../directory.js';
import type { Call } from '../exchange.js';
import { fieldsOf, textOf } from '../given.js';
import { globalKeys, isRefused } from '../permission-names.js';
import { refuseJira } from '../refusals.js';
import type { JiraHolderType, SchemeGrant } from '../world.js';

type Wanted = Omit<SchemeGrant, 'id'>;

const types: readonly JiraHolderType[] = [
  'anyone',
  'applicationRole',
  'group',
  'projectRole',
  'user',
  'projectLead',
  'reporter',
  'assignee',
  'userCustomField',
  'groupCustomField',
  'sd.customer.portal.only',
];

/** A grant as a request writes it, or Jira's refusal. */
export function givenGrant(value: unknown, call: Call): Wanted {
  const given = fieldsOf(value);
  const permission = textOf(given['permission']);
  if (permission === undefined || permission === '') refuseJira(400, '', { permission: 'A permission key is required.' });
  if (isRefused(permission) || globalKeys.includes(permission)) refuseJira(400, `The permission key '${permission}' is not valid here.`);
  const holder = givenHolder(given['holder'], call);
  if (holder.type === 'sd.customer.portal.only' && notForPortal.includes(permission))
    refuseJira(400, `The permission '${permission}' can't be granted to 'sd.customer.portal.only'`);
  return { permission, holder };
}

function givenHolder(value: unknown, call: Call): SchemeGrant['holder'] {
  const given = fieldsOf(value);
  const type = types.find((each) => each === given['type']);
  if (type === undefined) refuseJira(400, `The permission holder type '${String(given['type'])}' is not known.`);
  const [parameter, id] = [textOf(given['parameter']), textOf(given['value'])];
  const named = id ?? parameter ?? '';
  if (isPlain(type)) return { type };
  if (named === '') return type === 'applicationRole' ? { type } : refuseJira(400, `The permission holder '${type}' needs a parameter.`);
  return { type, value: known(type, named, call) };
}

function isPlain(type: JiraHolderType): boolean {
  return ['anyone', 'projectLead', 'reporter', 'assignee', 'sd.customer.portal.only'].includes(type);
}

/** The id of what a holder names, which has to be there. */
function known(type: JiraHolderType, named: string, { world }: Call): string {
  switch (type) {
    case 'user':
      return world.accounts[named]?.accountId ?? refuseJira(400, `The user '${named}' does not exist.`);
    case 'group':
      return findGroup(named, world)?.id ?? refuseJira(400, `The group '${named}' does not exist.`);
    case 'projectRole':
      return world.projectRoles[named] === undefined ? refuseJira(400, `The project role '${named}' does not exist.`) : named;
    case 'applicationRole':
      return jiraProducts.find((each) => each === named) ?? refuseJira(400, `The application role '${named}' does not exist.`);
    default:
      return named;
  }
}

/** As Jira shows a grant: groups by name, and by id in `value`. */
export function grantShape(
  { id, permission, holder }: SchemeGrant,
  scheme: number,
  { world, base }: Call,
): Readonly<Record<string, unknown>> {
  const { type, value } = holder;
  const parameter = type === 'group' ? (world.groups[value ?? '']?.name ?? value) : value;
  const expand = { group: 'group', user: 'user', projectRole: 'projectRole', userCustomField: 'field', groupCustomField: 'field' };
  return {
    id,
    self: `${base}/rest/api/3/permissionscheme/${scheme}/permission/${id}`,
    holder: {
      type,
      ...(value === undefined ? {} : { parameter, value }),
      ...(type in expand ? { expand: expand[type as keyof typeof expand] } : {}),
    },
    permission,
  };
}
