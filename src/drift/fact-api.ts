import type { FactType } from '../diff/facts.js';
import type { Api } from '../providers/provider.js';

/** Whose business facts of a type are: who tells them where others do too, and who writes them. */
const apis: Readonly<Record<FactType, Api>> = {
  person: 'organization',
  active: 'organization',
  product: 'organization',
  guest: 'organization',
  group: 'organization',
  'managed-by': 'organization',
  member: 'organization',
  inclusion: 'organization',
  'group-product': 'organization',
  administrator: 'organization',
  role: 'jira',
  scheme: 'jira',
  grant: 'jira',
  project: 'jira',
  'project-type': 'jira',
  lead: 'jira',
  'project-scheme': 'jira',
  'project-access': 'jira',
  archived: 'jira',
  actor: 'jira',
  'project-guest': 'jira',
  'global-permission': 'jira',
  'space-role': 'confluence',
  'space-role-permission': 'confluence',
  space: 'confluence',
  'space-grant': 'confluence',
  'space-role-grant': 'confluence',
  'space-guest': 'confluence',
  'guest-permission': 'confluence',
  channel: 'slack',
  private: 'slack',
  'channel-member': 'slack',
  'channel-guest': 'slack',
};

export const factTypes = Object.keys(apis) as readonly FactType[];

export function apiOf(type: FactType): Api {
  return apis[type];
}
